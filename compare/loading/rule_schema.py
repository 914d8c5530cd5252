"""The definition of the rules across subjects: one record for each form that a rule may take (docs/decisions/0023)."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal, Self, TypeAlias

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from compare.core.settings import Limits
from compare.loading.forms import Flag, Id, Text, bad_form
from compare.loading.records import Record

PATTERN: Final = r"^(\*|[a-z0-9]+(-[a-z0-9]+)*)/[a-z0-9]+(-[a-z0-9]+)*$"
FORMS: Final = ("before", "after_final", "member_of_dissolved", "sum", "bounds")
"""The keys of which every rule has exactly one."""
_LONGEST: Final = Limits().id_bytes


def _pattern(text: str) -> str:
    """A subject, or an attribute of any entity."""
    if len(text) > _LONGEST or not re.fullmatch(PATTERN, text):
        raise PydanticCustomError("bad_id", "a subject is written entity/attribute, or */attribute for that of any entity")
    return text


def _listed(value: object) -> object:
    """One subject stands for a list of one."""
    return [value] if isinstance(value, str) else value


def _some(values: tuple[str, ...]) -> tuple[str, ...]:
    """At least one."""
    if not values:
        raise bad_form("at least one subject is wanted")
    return values


_SCHEMA: Final = {"type": "string", "pattern": PATTERN, "maxLength": _LONGEST}
Subject: TypeAlias = Annotated[str, AfterValidator(_pattern), WithJsonSchema(_SCHEMA)]
"""A subject, `entity/attribute`, or `*/attribute`."""
Subjects: TypeAlias = Annotated[
    tuple[Subject, ...],
    BeforeValidator(_listed),
    AfterValidator(_some),
    WithJsonSchema({"anyOf": [_SCHEMA, {"type": "array", "items": _SCHEMA, "minItems": 1}]}),
]
"""One subject, or a list of them."""


class BeforeRecord(Record):
    """One date comes before others."""

    first: Subject = Field(description="The date that comes first.")
    then: Subjects = Field(description="The dates that cannot be earlier than it.")
    strict: Flag = Field(default=False, description="Not on the same day either.")


class AfterFinalRecord(Record):
    """Nobody acts or holds office after a final status."""

    status: Subject = Field(description="The status, one or more of whose options are final.")
    acts: Subjects = Field(description="Dates of acts, offices that name who holds them, or states that say somebody acts.")
    of: Id | None = Field(None, description="Whose acts; the entity of the status if left out.")


class MemberOfDissolvedRecord(Record):
    """A group that is gone has no members."""

    status: Subject = Field(description="The status of the group, one or more of whose options are final.")
    members: Subjects = Field(description="Who leads or belongs to it, or of whom it is said that they belong to it.")


class SumRecord(Record):
    """Parts add up to a total."""

    total: Subject = Field(description="The total.")
    parts: Subjects = Field(description="Its parts.")
    parts_are: Literal["all", "some"] = Field(
        "all", description="all: together they are the total; some: together they are not more than it."
    )


class BoundsRecord(Record):
    """A part is not larger than the whole."""

    part: Subjects = Field(description="The part; several are held against the whole one by one.")
    of: Subject = Field(description="The whole.")


class RuleRecord(Record):
    """What answers to different subjects have to keep to: why, and one form of rule."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 2, "maxProperties": 2})

    because: Text = Field(description="Why, as one sentence that a reader gets.")
    before: BeforeRecord | None = Field(None, description="One date comes before others.")
    after_final: AfterFinalRecord | None = Field(None, description="Nobody acts after a final status.")
    member_of_dissolved: MemberOfDissolvedRecord | None = Field(None, description="A group that is gone has no members.")
    sum: SumRecord | None = Field(None, description="Parts add up to a total.")
    bounds: BoundsRecord | None = Field(None, description="A part is not larger than the whole.")

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        """A rule says one thing."""
        if sum(getattr(self, form) is not None for form in FORMS) != 1:
            raise bad_form(f"a rule takes because and exactly one of {', '.join(FORMS[:-1])} or {FORMS[-1]}")
        return self


class RulesFile(Record):
    """The rules of the casebook."""

    rules: dict[Id, RuleRecord] = Field(description="Every rule under its id.")
