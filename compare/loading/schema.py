"""The definition of every file kind, once: it validates, makes the JSON Schema for editors, and says what each key means."""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, Discriminator, Field, Tag

from compare.loading.decision_schema import DecisionFile
from compare.loading.forms import (
    GRADES,
    Days,
    Edtf,
    FileName,
    Flag,
    Id,
    Language,
    Number,
    OneOrMore,
    Run,
    Segmentation,
    Sha256,
    SubjectId,
    Text,
    Tolerance,
    Unread,
)
from compare.loading.records import Record
from compare.loading.retired_schema import RetiredEntityRecord, RetiredSubjectRecord  # noqa: TC001 - pydantic reads annotations when it runs
from compare.loading.rule_schema import RulesFile
from compare.loading.settings_schema import SettingsFile


class TextRecord(Record):
    """Where the article text is, and which text it is."""

    file: FileName = Field(description="Name of the text file, in seeds/ or a folder given with --texts.")
    sha256: Sha256 = Field(description="SHA-256 of the file's bytes, so that a changed text is noticed.")
    sentences: Number | None = Field(None, description="How many sentences it is cut into, so that no number shifts unnoticed.")
    segmentation: Segmentation | None = Field(
        None, description="What cut it, and a digest of the boundaries; written by `whosays sentences SOURCE --freeze`."
    )


class SourceRecord(Record):
    """One article: its bibliographic record."""

    title: Text = Field(description="The headline.")
    published: Edtf = Field(description="When it was published, in EDTF.")
    basis: Text = Field(description="Why this date: stated on the page, from the URL, estimated ...")
    publisher: Text | None = Field(None, description="Who published it.")
    author: Text | None = Field(None, description="Who wrote it.")
    accessed: Edtf | None = Field(None, description="When somebody last got at it, in EDTF.")
    url: Text | None = Field(None, description="Its http or https address.")
    language: Language | None = Field(None, description="BCP 47; the casebook's language if left out.")
    licence: Text | None = Field(None, description="What may be done with the text.")
    text: TextRecord | None = Field(None, description="The article text, where there is one.")
    unavailable: Text | None = Field(None, description="Why nobody could get at the article.")
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = Field(None, description="Admiralty grade of the source.")
    note: Text | None = Field(None, description="Shown in the report.")
    confidential: Unread = None


def _full_or_list(value: object) -> str:
    """Which of the two ways to write a scope this is."""
    return "full" if isinstance(value, str) else "some"


ReadScope = Annotated[
    Annotated[Literal["full"], Tag("full")] | Annotated[tuple[SubjectId, ...], Tag("some")],
    Discriminator(_full_or_list),
]


class ReadRecord(Record):
    """Who read the article, when, and what for: this earns silence."""

    by: Text = Field(description="Who read it.")
    on: Edtf = Field(description="The day of the reading.")
    scope: ReadScope = Field(description="full, or the subjects that were looked for.")
    confidential: Unread = None


class OriginalRecord(Record):
    """The words of the article where the quote is a translation."""

    text: Text = Field(description="The words as they stand in the article.")
    language: Language = Field(description="Their language, BCP 47.")


class ClaimRecord(Record):
    """What the article says about one subject."""

    id: Id = Field(description="Unique in this file.")
    subject: SubjectId = Field(description="The question it answers: entity/attribute.")
    value: OneOrMore = Field(description="The answer, as the subject's kind takes it; for kinds list and names also a list.")
    quote: Text = Field(description="The shortest verbatim phrase that carries the claim; [...] joins parts.")
    stance: Literal["affirms", "denies"] = Field("affirms", description="Does the article affirm or deny it?")
    hedge: Literal["stated", "reported", "alleged", "rumoured", "possible"] = Field("stated", description="How firmly.")
    list: Literal["open", "closed"] | None = Field(
        None, description="Kind list: including ... (open), or exactly these (closed)."
    )
    as_of: Edtf | None = Field(
        None, description="The date the statement is about, in EDTF; the day of publication if left out."
    )
    since: Edtf | None = Field(None, description="From when the value held, in EDTF, where the article says so.")
    until: Edtf | None = Field(None, description="Until when the value held, in EDTF, where the article says so.")
    scope: Text | None = Field(None, description="What exactly is counted or meant.")
    via: OneOrMore = Field((), description="Where the article has it from: outlet@date, a source, or own-reporting.")
    speaker: Text | None = Field(None, description="The entity that says it inside the article, if not the author.")
    corrects: tuple[Id, ...] = Field((), description="The sources whose report it corrects or replaces.")
    credibility: Annotated[Literal["1", "2", "3", "4", "5", "6"], GRADES] | None = Field(None, description="Admiralty grade.")
    worded: Text | None = Field(None, description="The value as worded, where the quote does not show it.")
    near: Text | None = Field(None, description="A phrase beside the quote, where the quote occurs more than once.")
    sentence: Number | None = Field(None, description="The number of the quote's sentence, counted from 1.")
    quote_original: OriginalRecord | None = Field(None, description="Where quote is a translation: what is looked up.")
    note: Text | None = Field(None, description="Shown in the report.")
    note_private: Text | None = Field(None, description="Never shown anywhere.")
    confidential: Unread = None


class ClaimFile(Record):
    """Everything one article says: one claim file per article."""

    source: Id = Field(description="The name of the source record.")
    read: ReadRecord | None = Field(None, description="Who read the article, when, and what for.")
    not_applicable: dict[SubjectId, Text] = Field({}, description="Subjects scoped out, each with its reason.")
    claims: tuple[ClaimRecord, ...] = Field((), description="The claims, in the order of the article.")
    nothing: tuple[Run, ...] = Field((), description="Sentences read and dismissed: 3, 7-9.")


class OptionRecord(Record):
    """One possible value of a status, or member of a list."""

    label: Text | None = Field(None, description="How it reads in a sentence.")
    implies: tuple[Id, ...] = Field((), description="Options that hold whenever this one holds.")
    compatible: tuple[Id, ...] = Field((), description="Options that may hold at the same time.")
    final: Flag = Field(default=False, description="Nothing follows it.")


class SubjectRecord(Record):
    """One question that articles answer, with the terms on which answers are compared."""

    question: Text = Field(description="The question, as a reader would ask it.")
    kind: Literal["date", "quantity", "entity", "list", "status", "yes-no", "text", "name", "names", "place", "time"] = Field(
        description="The kind of answer."
    )
    takes: Literal["one", "many"] = Field("one", description="May two different answers both hold?")
    time: Literal["fixed", "changing"] = Field("fixed", description="May the answer change over time?")
    stable_for: Days | None = Field(None, description="A changing answer does not change faster than this.")
    weight: Literal["high", "medium", "low"] = Field("medium", description="How much a disagreement matters.")
    unit: Text | None = Field(None, description="Kind quantity: what is counted.")
    tolerance: Tolerance | None = Field(None, description="Kinds quantity and time: this far apart is still close.")
    scope: Literal["optional", "required"] = Field("optional", description="Is a claim without scope undecidable?")
    options: dict[Id, OptionRecord] = Field({}, description="Kind status: the possible values; kind list: the members.")
    about: tuple[Id, ...] = Field((), description="Entities whose mention makes silence telling.")
    event: Edtf | None = Field(None, description="What is older than this cannot answer, EDTF.")
    added: Edtf | None = Field(None, description="The day it joined the vocabulary.")
    not_same_as: tuple[SubjectId, ...] = Field((), description="Subjects that look like the same question and are not.")
    note: Text | None = Field(None, description="Shown in the report.")
    confidential: Unread = None


class SubjectsFile(Record):
    """The subjects of the casebook."""

    subjects: dict[SubjectId, SubjectRecord] = Field(description="Every subject under its id, entity/attribute.")
    retired: dict[SubjectId, RetiredSubjectRecord] = Field(
        {}, description="Ids no longer used; each keeps a page that says so."
    )


def _alias(value: object) -> object:
    """A bare spelling stands for an alias without language and source."""
    return {"spelling": value} if isinstance(value, str) else value


class AliasRecord(Record):
    """Another spelling of the name."""

    spelling: Text = Field(description="The name in this spelling.")
    language: Language | None = Field(None, description="Its language, BCP 47.")
    source: Id | None = Field(None, description="The source it was seen in.")


class EntityRecord(Record):
    """A person, group, place, event or work."""

    name: Text = Field(description="The preferred name.")
    type: Literal["person", "group", "place", "event", "work"] = Field(description="What it is.")
    language: Language | None = Field(None, description="The language of the name, BCP 47.")
    aliases: tuple[Annotated[AliasRecord, BeforeValidator(_alias, json_schema_input_type=Text | AliasRecord)], ...] = Field(
        (), description="Other spellings and names."
    )
    part_of: tuple[Id, ...] = Field((), description="The entities it is part of.")
    same_as: tuple[Id, ...] = Field((), description="Ids that turned out to be this entity.")
    not_same_as: tuple[Id, ...] = Field((), description="Entities it must not be taken for.")
    not_names: tuple[Text, ...] = Field((), description="Spellings that look like its name and are not; never asked again.")
    unsure_names: tuple[Text, ...] = Field((), description="Spellings or ids of which it is not known whether they mean it.")
    external: dict[Text, Text] = Field({}, description="Ids elsewhere, like wikidata: Q42.")
    note: Text | None = Field(None, description="Shown in the report.")
    confidential: Unread = None


class EntitiesFile(Record):
    """The entities of the casebook."""

    entities: dict[Id, EntityRecord] = Field(description="Every entity under its id.")
    retired: dict[Id, RetiredEntityRecord] = Field({}, description="Ids no longer used; each keeps a page that says so.")


FILES: Final[dict[str, type[BaseModel]]] = {
    "source": SourceRecord,
    "claims": ClaimFile,
    "subjects": SubjectsFile,
    "entities": EntitiesFile,
    "rules": RulesFile,
    "decision": DecisionFile,
    "settings": SettingsFile,
}


def _tight(schema: Any) -> Any:  # noqa: ANN401 - JSON holds any JSON
    """The schema without nulls (a key is given or left out, never empty) and with the form of ids enforced on keys."""
    if isinstance(schema, list):
        return [_tight(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    tight = {key: _tight(value) for key, value in schema.items() if not (key == "default" and value is None)}
    branches = [each for each in tight.get("anyOf", ()) if each != {"type": "null"}]
    if len(branches) == 1:
        del tight["anyOf"]
        tight = {**branches[0], **tight}
    if "patternProperties" in tight:
        ((pattern, value),) = tight.pop("patternProperties").items()
        tight["propertyNames"] = {**tight.get("propertyNames", {}), "pattern": pattern}
        tight["additionalProperties"] = value
    return tight


@cache
def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one file kind."""
    title = f"whosays: {(model.__doc__ or '').splitlines()[0].rstrip('.')}"
    schema: dict[str, Any] = _tight(model.model_json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}


def schemas() -> dict[str, str]:
    """File name to JSON text of the schema of every file kind."""
    return {
        f"{name}.schema.json": json.dumps(schema_of(model), indent=2, ensure_ascii=False) + "\n"
        for name, model in FILES.items()
    }
