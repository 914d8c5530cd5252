"""The JSON Schema of the rules across subjects for one casebook: each key completes the subjects that its form can compare."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from compare.core.patterns import Attributes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from compare.authoring.editor.schemas import Known, Vocabulary
    from compare.core.model import Subject

Schema: TypeAlias = dict[str, Any]


def _dates(subject: Subject) -> bool:
    return subject.kind == "date"


def _endings(subject: Subject) -> bool:
    return subject.kind == "status" and any(each.final for each in subject.options)


def _acts(subject: Subject) -> bool:
    return subject.kind != "text"


def _quantities(subject: Subject) -> bool:
    return subject.kind == "quantity"


_KEYS: Final[Mapping[str, Mapping[str, Callable[[Subject], bool]]]] = {
    "BeforeRecord": {"first": _dates, "then": _dates},
    "AfterFinalRecord": {"status": _endings, "acts": _acts},
    "MemberOfDissolvedRecord": {"status": _endings, "members": _acts},
    "SumRecord": {"total": _quantities, "parts": _quantities},
    "BoundsRecord": {"part": _quantities, "of": _quantities},
}


def complete_rules(schema: Schema, known: Vocabulary) -> None:
    """Let every key take the subjects of its kind, and `*/attribute` for those of any entity; mark what `check` refuses."""
    records = schema["$defs"]
    for name, keys in _KEYS.items():
        for key, fits in keys.items():
            offered = _offered(known, fits)
            records[name]["properties"][key] = _replaced(records[name]["properties"][key], offered)
    of = records["AfterFinalRecord"]["properties"]["of"]
    records["AfterFinalRecord"]["properties"]["of"] = {"description": of["description"], **known.entities.only({})}


def _offered(known: Vocabulary, fits: Callable[[Subject], bool]) -> Known:
    """The subjects that fit, and the patterns that mean at least one of them."""
    shown = {each.id: each.question for each in known.casebook.subjects if fits(each)}
    patterns = dict.fromkeys(Attributes(shown).patterns, "the same of any entity")
    return replace(known.subjects, shown={**shown, **patterns})


def _replaced(old: Schema, offered: Known) -> Schema:
    """Another form for a key that takes one subject, or one or a list of them."""
    words = {"description": old["description"]}
    form = {"type": "string"}
    if "anyOf" not in old:
        return {**words, **offered.only(form)}
    return {**words, "anyOf": [offered.only(form), {"type": "array", "items": offered.only(form), "minItems": 1}]}
