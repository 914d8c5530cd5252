"""The JSON Schemas of the file kinds as they are for one casebook: an editor completes its ids, each with what it stands for.

An editor must never mark what `whosays check` accepts. So a key takes the known ids and nothing else only where check refuses
everything else, too, and only while all files that declare such ids could be read; anywhere else they are suggestions. `enum`
and `if`/`then` are those of JSON Schema 2020-12; `enumDescriptions`, `errorMessage` and `patternErrorMessage` are shown by the
YAML language server and ignored by everything else.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from compare.authoring.editing.saving import place_all
from compare.authoring.editor.retired_schemas import complete_retired
from compare.authoring.editor.rule_schemas import complete_rules
from compare.authoring.editor.spellings import any_of, some_of
from compare.kinds import registered
from compare.kinds.yes_no import ANSWERS
from compare.loading.casebook import read_casebook
from compare.loading.dates import OWN_REPORTING
from compare.loading.layout import SOURCES, VOCABULARY
from compare.loading.schema import FILES, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from compare.core.model import Casebook, Option, Subject
    from compare.core.problems import Problem

Schema: TypeAlias = dict[str, Any]

FOLDER: Final = ".schemas"
_FREE: Final = ["string", "number", "boolean"]
_MISSING: Final = "If it is declared already, `whosays schema` in the casebook makes the list anew."
_ENTITY: Final = "KnownEntity"
_ENTITIES: Final = "KnownEntities"
_OTHERWISE_TYPED: Final = re.compile(r"[0-9].*|true|false|null")
"""Ids that YAML 1.2 (core schema, section 10.3.2) may read as something other than text."""


@dataclass(frozen=True, slots=True)
class Known:
    """Ids that may be referred to, with what an editor shows beside each, and the sentence for any other.

    `complete` is whether all of them are known: no file that declares such ids has an error.
    """

    shown: Mapping[str, str]
    otherwise: str
    complete: bool = True

    def listed(self) -> Schema:
        """The ids as an editor offers them."""
        return {"enum": [*self.shown], "enumDescriptions": [*self.shown.values()]}

    def among(self, *forms: Schema) -> Schema:
        """The ids suggested, and whatever else has one of the forms."""
        return {"anyOf": [*([self.listed()] if self.shown else []), *forms]}

    def only(self, form: Schema) -> Schema:
        """The ids and nothing else; while they are not all known, whatever has the form."""
        if not self.complete or not self.shown:
            return self.among(form)
        if any(map(_OTHERWISE_TYPED.fullmatch, self.shown)):
            return self.among({"not": {"type": ["string", "object", "array"]}})
        return {"type": "string", **self.listed(), "errorMessage": self.otherwise}

    def spelt(self, names: Iterable[str], *, several: bool = False) -> Schema:
        """The ids suggested, and every spelling of the names; while they are not all known, any text."""
        if not self.complete or not self.shown:
            return self.among(*_texts())
        pattern = (some_of if several else any_of)([*self.shown, *names])
        offered = {**self.listed(), "errorMessage": self.otherwise}
        return {"anyOf": [offered, *_texts(pattern, self.otherwise)]}


def _texts(pattern: str = r"\S", otherwise: str = "") -> list[Schema]:
    """Free text, as alternatives: with `boolean` among its types an editor would offer `true` wherever there may be text."""
    wanted = otherwise or ("Something must be written here." if pattern == r"\S" else "")
    text = {"type": ["string", "number"], "pattern": pattern, **({"patternErrorMessage": wanted} if wanted else {})}
    return [text, {"not": {"type": ["string", "number", "object", "array", "null"]}}]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the files of a casebook may refer to."""

    casebook: Casebook
    subjects: Known
    entities: Known
    sources: Known
    names: tuple[str, ...]

    @classmethod
    def of(cls, casebook: Casebook, problems: Sequence[Problem]) -> Vocabulary:
        """The ids of a casebook that was read, given the problems that were met."""
        wrong = {problem.place.file for problem in problems if problem.severity == "error"}
        subjects, entities = f"{VOCABULARY}/subjects.yaml", f"{VOCABULARY}/entities.yaml"
        listed = VOCABULARY not in wrong
        return cls(
            casebook,
            Known(
                {each.id: each.question for each in casebook.subjects},
                f"There is no such subject in {subjects}. {_MISSING}",
                listed and subjects not in wrong,
            ),
            Known(
                {each.id: f"{each.name} ({each.type})" for each in casebook.entities},
                f"There is no such entity in {entities}. {_MISSING}",
                listed and entities not in wrong,
            ),
            Known(
                {each.id: f"{each.title} ({each.published})" for each in casebook.sources},
                f"There is no such source record in {SOURCES}/. {_MISSING}",
                not any(name.partition("/")[0] == SOURCES for name in wrong),
            ),
            tuple(name for each in casebook.entities for name in (each.name, *(alias.spelling for alias in each.aliases))),
        )


def editor_schemas(casebook: Casebook, problems: Sequence[Problem]) -> dict[str, str]:
    """File name to JSON text of the schema of every file kind, for the files of this casebook."""
    known = Vocabulary.of(casebook, problems)
    made = {name: _plain(schema_of(model)) for name, model in FILES.items()}
    _claims(made["claims"], known)
    _vocabulary(made["subjects"], made["entities"], known)
    complete_rules(made["rules"], known)
    complete_retired(made["subjects"], made["entities"], known)
    _replace(made["decision"]["properties"], "subject", known.subjects.only)
    return {f"{name}.schema.json": json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for name, schema in made.items()}


def refresh(root: Path, *, make: bool = False) -> list[Path]:
    """Write the schemas of a casebook anew, where it has any.

    Args:
        root: the casebook.
        make: write them even where there is no folder of schemas yet.

    Returns:
        The files, whether or not they had to change; none where there is no folder, or a link, which may lead anywhere.

    Raises:
        OSError: they cannot be written.
    """
    folder = root / FOLDER
    if folder.is_symlink() or not (make or folder.is_dir()):
        return []
    casebook, _settings, problems = read_casebook(root)
    return written(folder, editor_schemas(casebook, problems))


def written(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write files into a folder, all or none; one that says the same already is left, so that no editor reads it again.

    A link in the place of one is replaced, not followed.

    Raises:
        OSError: they cannot be written.
    """
    contents = {name: text.encode("utf-8") for name, text in files.items()}
    place_all(folder, {name: each for name, each in contents.items() if _differs(folder / name, each)}, new=False, make=True)
    return [folder / name for name in contents]


def _differs(path: Path, content: bytes) -> bool:
    return path.is_symlink() or not path.is_file() or path.read_bytes() != content


def _plain(schema: Any) -> Any:  # noqa: ANN401 - JSON holds any JSON
    """The schema with free text as `_texts` has it, titles in plain words, and no defaults, which an editor would write out."""
    if isinstance(schema, list):
        return [_plain(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {"anyOf" if key == "oneOf" else key: _plain(value) for key, value in schema.items() if key != "default"}
    if isinstance(kept.get("title"), str):
        kept["title"] = kept["title"].removesuffix("Record")
    if kept.get("type") == _FREE:
        del kept["type"]
        kept["anyOf"] = _texts(kept.pop("pattern"))
    return kept


def _replace(keys: Schema, key: str, by: Any) -> None:  # noqa: ANN401 - a method of Known, or what it would give
    """Another form for a key, its title and description kept."""
    old = keys[key]
    words = {name: old.pop(name) for name in ("title", "description") if name in old}
    keys[key] = {**words, **by(old)}


def _replace_items(keys: Schema, key: str, by: Any) -> None:  # noqa: ANN401 - as above
    """Another form for the items of a key that takes a list."""
    keys[key]["items"] = by(keys[key]["items"])


# claims


def _claims(schema: Schema, known: Vocabulary) -> None:
    """What a claim file may refer to."""
    claim, read = schema["$defs"]["ClaimRecord"], schema["$defs"]["ReadRecord"]["properties"]
    schema["$defs"][_ENTITY] = known.entities.spelt(known.names)
    schema["$defs"][_ENTITIES] = _members(known.entities, known.names, {"$ref": f"#/$defs/{_ENTITY}"})
    keys = claim["properties"]
    _replace(schema["properties"], "source", known.sources.only)
    _replace(schema["properties"]["not_applicable"], "propertyNames", known.subjects.only)
    _replace_items({"scope": read["scope"]["anyOf"][1]}, "scope", known.subjects.only)
    _replace(keys, "subject", known.subjects.only)
    _replace_items(keys, "corrects", known.sources.only)
    _replace(keys, "speaker", lambda _: {"anyOf": [{"$ref": f"#/$defs/{_ENTITY}"}]})
    _replace(keys, "via", lambda _: _one_or_more(_origins(known).among(*_texts())))
    generic = {"properties": {"value": dict(keys["value"])}}
    del keys["value"]["description"]  # an editor shows the first that it meets
    claim["allOf"] = [*_values(known), generic]


def _one_or_more(form: Schema) -> Schema:
    """One text of a form, or a list of such texts."""
    return {"anyOf": [form, {"type": "array", "items": form, "minItems": 1}]}


def _members(members: Known, names: Iterable[str], member: Schema) -> Schema:
    """Members as a list has them, or joined in one text."""
    return {"anyOf": [members.spelt(names, several=True), {"type": "array", "items": member, "minItems": 1}]}


def _origins(known: Vocabulary) -> Known:
    """Where the articles have something from: the sources, their own reporting, and what other claims have named."""
    named = sorted({via for claim in known.casebook.claims for via in claim.via} - {OWN_REPORTING, *known.sources.shown})
    shown = {**known.sources.shown, OWN_REPORTING: "its own reporting", **dict.fromkeys(named, "named by another claim")}
    return Known(shown, "", complete=False)


def _values(known: Vocabulary) -> list[Schema]:
    """What `value` takes, as rules on the subject; subjects that take the same share a rule."""
    subjects: dict[str, list[str]] = {}
    for subject in known.casebook.subjects:
        taken = json.dumps(_value(subject, complete=known.subjects.complete), ensure_ascii=False)
        subjects.setdefault(taken, []).append(subject.id)
    return [_rule(ids, json.loads(taken)) for taken, ids in subjects.items()]


def _rule(ids: list[str], value: Schema) -> Schema:
    """For these subjects, this value; by a pattern, since completion takes the beginning of a `const` for the whole of it."""
    asked = {"type": "object", "required": ["subject"], "properties": {"subject": {"pattern": f"^(?:{'|'.join(ids)})$"}}}
    return {"if": asked, "then": {"properties": {"value": value}}}


def _value(subject: Subject, *, complete: bool) -> Schema:
    """What the subject's kind takes."""
    unit = f", in {subject.unit}" if subject.unit else ""
    words = f"Kind {subject.kind}{unit}: {registered()[subject.kind].written}."
    if subject.kind in {"status", "list"} and subject.options:
        words = f"{subject.question} {words}"
    return {"description": words, **_form(subject, complete=complete)}


def _form(subject: Subject, *, complete: bool) -> Schema:
    """The form of what the subject's kind takes."""
    options = Known(
        {each.id: each.label or each.id for each in subject.options}, f"{subject.id} has no such option. {_MISSING}", complete
    )
    if subject.kind == "status":
        return options.spelt(_labels(subject.options))
    if subject.kind == "list" and subject.options:
        return _members(options, _labels(subject.options), options.spelt(_labels(subject.options)))
    if subject.kind == "yes-no":
        answers = Known(dict.fromkeys(ANSWERS, ""), "yes, no or partly is wanted.")
        return answers.spelt(())
    if subject.kind == "names":
        return _one_or_more({"anyOf": _texts()})
    shared = {"list": _ENTITIES, "entity": _ENTITY}
    return {"anyOf": [{"$ref": f"#/$defs/{shared[subject.kind]}"}] if subject.kind in shared else _texts()}


def _labels(options: Iterable[Option]) -> list[str]:
    """The labels of those that have one."""
    return [option.label for option in options if option.label]


# the vocabulary


def _vocabulary(subjects: Schema, entities: Schema, known: Vocabulary) -> None:
    """What the vocabulary may refer to. Ids of the file itself are only suggested: it may just be declaring another."""
    _replace_items(subjects["$defs"]["SubjectRecord"]["properties"], "about", known.entities.only)
    keys = entities["$defs"]["EntityRecord"]["properties"]
    for key in ("part_of", "same_as", "not_same_as"):
        _replace_items(keys, key, known.entities.among)
    _replace(entities["$defs"]["AliasRecord"]["properties"], "source", known.sources.only)
