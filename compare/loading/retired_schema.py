"""The definition of a retired id, once for subjects and once for entities."""

from __future__ import annotations

from typing import Annotated, Any, Self, TypeAlias

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, TypeAdapter, WithJsonSchema, model_validator

from compare.loading.forms import Edtf, Id, SubjectId, Text, bad_form
from compare.loading.records import Record


def _listed(value: object) -> object:
    """One id stands for a list of one."""
    return [value] if isinstance(value, str) else value


def _some(values: tuple[str, ...]) -> tuple[str, ...]:
    """At least one, each once."""
    if not values:
        raise bad_form("at least one id is wanted")
    return tuple(dict.fromkeys(values))


def _one_or_more(form: Any) -> WithJsonSchema:  # noqa: ANN401 - an annotated type
    """The schema of one id of a form, or a list of them."""
    one = TypeAdapter(form).json_schema()
    return WithJsonSchema({"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]})


Ids: TypeAlias = Annotated[tuple[Id, ...], BeforeValidator(_listed), AfterValidator(_some), _one_or_more(Id)]
SubjectIds: TypeAlias = Annotated[
    tuple[SubjectId, ...], BeforeValidator(_listed), AfterValidator(_some), _one_or_more(SubjectId)
]


class RetiredRecord(Record):
    """An id that is no longer used, and what its page says."""

    model_config = ConfigDict(json_schema_extra={"if": {"required": ["because"]}, "else": {"required": ["now"]}})

    now: tuple[str, ...] = ()
    because: Text | None = Field(None, description="Why, as one sentence that a reader gets.")
    on: Edtf | None = Field(None, description="Since when, in EDTF.")

    @model_validator(mode="after")
    def _told(self) -> Self:
        """A page that says neither what stands in its place nor why nothing does would tell nobody anything."""
        if not self.now and self.because is None:
            raise bad_form("a retired id takes now, because, or both")
        return self


class RetiredSubjectRecord(RetiredRecord):
    """The id of a subject that is no longer used: what stands in its place, or why nothing does."""

    now: SubjectIds = Field((), description="The subject that stands in its place, or several.")


class RetiredEntityRecord(RetiredRecord):
    """The id of an entity that is no longer used: what stands in its place, or why nothing does."""

    now: Ids = Field((), description="The entity that stands in its place, or several.")
