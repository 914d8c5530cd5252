"""The forms that keys of our files take, each as one annotated type: what is read, and what an editor is told.

Every scalar reaches us as text. An editor's YAML server, though, sees `2017` as a number and `no` as a boolean, so the JSON
Schema of free text allows those too; what is validated here is always the text as written.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from compare.core.settings import Limits

ID_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SUBJECT_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$"
_ID_LONGEST: Final = Limits().id_bytes
_DAYS: Final = {"day": 1, "week": 7, "month": 31, "year": 366}
_FILE_NAME_LONGEST: Final = 255  # bytes; no common file system takes more


def bad_form(message: str) -> PydanticCustomError:
    """The value has not the form this key takes; the message says which form that is."""
    return PydanticCustomError("bad_form", "{wanted}", {"wanted": message})


def is_id(text: str) -> bool:
    """Whether the text is lower-case ASCII words joined by hyphens, and not too long."""
    return len(text) <= _ID_LONGEST and re.fullmatch(ID_PATTERN, text) is not None


def _id(text: str) -> str:
    """An id of a source, entity, claim or option."""
    if not is_id(text):
        raise PydanticCustomError("bad_id", "an id is lower-case ASCII words joined by hyphens, like iyad-ag-ghali")
    return text


def _subject_id(text: str) -> str:
    """An id of a subject."""
    if len(text) > _ID_LONGEST or not re.fullmatch(SUBJECT_PATTERN, text):
        raise PydanticCustomError("bad_id", "a subject is written entity/attribute, like jnim/founding-members")
    return text


def _filled(text: str) -> str:
    """Text with something in it."""
    if not text.strip():
        raise bad_form("something must be written here")
    return text


def _matching(pattern: str, wanted: str) -> AfterValidator:
    """Text of this pattern."""
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        """Refuse what does not match as a whole."""
        if not compiled.fullmatch(text):
            raise bad_form(wanted)
        return text

    return AfterValidator(check)


def _file_name(text: str) -> str:
    """A name in a folder, never a way out of it; backslash and colon are ways out on Windows."""
    if re.search(r"[/\\:]", text) or text.startswith(".") or len(text.encode()) > _FILE_NAME_LONGEST:
        raise bad_form("a plain file name is wanted, without folders")
    return text


def _flag(value: object) -> object:
    """`true` and `false`, nothing else."""
    if value not in ("true", "false"):  # no set: a list could not be looked up in one
        raise bad_form("true or false is wanted")
    return value == "true"


def _unread(value: object) -> None:
    """Nothing of what stands there, so that nothing of it can get any further."""
    if value == "":
        raise bad_form("something must be written here, or further in below it")


def _number(value: object) -> object:
    """A number from 1, of at most five digits."""
    if not isinstance(value, str) or not re.fullmatch(r"[1-9][0-9]{0,4}", value):
        raise bad_form("a number from 1 is wanted")
    return int(value)


def _days(value: object) -> object:
    """`30 days` in days; a week has 7, a month at most 31, a year at most 366."""
    found = re.fullmatch(r"([0-9]{1,5}) (day|week|month|year)s?", value) if isinstance(value, str) else None
    if not found:
        raise bad_form("a span is wanted, like 30 days, 6 weeks, 3 months or 1 year")
    return int(found[1]) * _DAYS[found[2]]


def _run(value: object) -> object:
    """`3` or `7-9` as first and last number."""
    found = re.fullmatch(r"([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?", value) if isinstance(value, str) else None
    if not found or int(found[2] or found[1]) < int(found[1]):
        raise bad_form("a sentence number is wanted, like 3, or a run of them, like 7-9")
    return int(found[1]), int(found[2] or found[1])


def _listed(value: object) -> object:
    """One text stands for a list of one."""
    return [value] if isinstance(value, str) else value


_FREE: Final = {"type": ["string", "number", "boolean"], "pattern": r"\S"}


def _not_none(values: tuple[str, ...]) -> tuple[str, ...]:
    """At least one."""
    if not values:
        raise bad_form("at least one text is wanted")
    return values


def _free(**more: str) -> WithJsonSchema:
    """The schema of text that an editor may take for a number or a boolean."""
    return WithJsonSchema({**_FREE, **more})


def _words(*allowed: str) -> WithJsonSchema:
    """The schema of a choice of words that an editor may take for numbers."""
    return WithJsonSchema({"enum": [*allowed, *(int(word) for word in allowed)]})


def _numeric(pattern: str) -> WithJsonSchema:
    """The schema of what is a number to an editor, or text of a pattern."""
    return WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": pattern}]})


_CLAIM: Final = r"[a-z0-9]+(-[a-z0-9]+)*#[a-z0-9]+(-[a-z0-9]+)*"
_LANGUAGE: Final = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"
_TOLERANCE: Final = r"[0-9]+(\.[0-9]+)?(%| ?(s|min|h))?"
_SPAN: Final = r"^[0-9]{1,5} (day|week|month|year)s?$"
_SEGMENTATION: Final = r"[a-z][a-z0-9]*-[0-9][0-9A-Za-z.+]*/[1-9][0-9]*:[0-9a-f]{8}"
_RUN: Final = r"^[1-9][0-9]{0,4}(-[1-9][0-9]{0,4})?$"

Text: TypeAlias = Annotated[str, AfterValidator(_filled), _free()]
"""Free text."""
Unread: TypeAlias = Annotated[
    None,
    BeforeValidator(_unread, json_schema_input_type=Any),
    Field(exclude=True, description="What must never leave the desk: one text, or keys and values. Never read, never shown."),
]
"""One text, a list or keys and values, none of which is read."""
Edtf: TypeAlias = Annotated[str, AfterValidator(_filled), _free(description="EDTF: 2017-03-02, 2017-03, 2017~, 2016/2017")]
"""A date; whether it can be read is checked later, with its own problem."""
Id: TypeAlias = Annotated[
    str, AfterValidator(_id), WithJsonSchema({"type": ["string", "number"], "pattern": ID_PATTERN, "maxLength": _ID_LONGEST})
]
SubjectId: TypeAlias = Annotated[
    str, AfterValidator(_subject_id), WithJsonSchema({"type": "string", "pattern": SUBJECT_PATTERN, "maxLength": _ID_LONGEST})
]
ClaimUid: TypeAlias = Annotated[
    str,
    _matching(_CLAIM, "a claim is written source#claim, like jamestown-2017#leader"),
    WithJsonSchema({"type": "string", "pattern": f"^{_CLAIM}$"}),
]
Language: TypeAlias = Annotated[
    str,
    _matching(_LANGUAGE, "a BCP 47 language is wanted, like en or zh-Hant"),
    WithJsonSchema({"type": "string", "pattern": f"^{_LANGUAGE}$"}),
]
Sha256: TypeAlias = Annotated[
    str,
    _matching(r"[0-9a-f]{64}", "a SHA-256 is 64 hexadecimal digits in lower case"),
    WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$"}),
]
Segmentation: TypeAlias = Annotated[
    str,
    _matching(_SEGMENTATION, "a stamp is wanted, as `whosays sentences SOURCE --freeze` writes it"),
    WithJsonSchema({"type": "string", "pattern": f"^{_SEGMENTATION}$"}),
]
FileName: TypeAlias = Annotated[str, AfterValidator(_filled), AfterValidator(_file_name), WithJsonSchema({"type": "string"})]
Tolerance: TypeAlias = Annotated[
    str,
    _matching(_TOLERANCE, "a tolerance is a plain number or a percentage, like 50 or 10%; of times, 5 min"),
    _free(pattern=f"^{_TOLERANCE}$"),
]
Flag: TypeAlias = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Number: TypeAlias = Annotated[int, BeforeValidator(_number), WithJsonSchema({"type": "integer", "minimum": 1})]
Days: TypeAlias = Annotated[int, BeforeValidator(_days), WithJsonSchema({"type": "string", "pattern": _SPAN})]
Run: TypeAlias = Annotated[tuple[int, int], BeforeValidator(_run), _numeric(_RUN)]
OneOrMore: TypeAlias = Annotated[
    tuple[Text, ...],
    BeforeValidator(_listed),
    AfterValidator(_not_none),
    WithJsonSchema({"anyOf": [_FREE, {"type": "array", "items": _FREE, "minItems": 1}]}),
]
"""One text, or a list of texts."""
GRADES = _words("1", "2", "3", "4", "5", "6")
"""The schema of the Admiralty grades of an item."""
