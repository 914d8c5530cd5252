"""A mapping file, TOML or YAML: what the columns of somebody else's table mean."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import AfterValidator, Field, model_validator

from compare.core.model import Location
from compare.core.problems import Problem
from compare.core.settings import Limits
from compare.core.suggest import did_you_mean
from compare.kinds import registered
from compare.loading import files, tree
from compare.loading.claims_tables.mapping import TARGETS, ColumnMapping, Pattern, ValueColumn
from compare.loading.forms import Text, bad_form
from compare.loading.nodes import read_tree
from compare.loading.records import Record
from compare.loading.schema import SubjectRecord
from compare.loading.toml import BadTomlError, read_toml
from compare.loading.validation import validated
from compare.loading.vocabulary import subject_of

if TYPE_CHECKING:
    from pathlib import Path

    from compare.loading.tree import Node

_TAB: Final = "tab"


def _pattern(text: str) -> str:
    """A column, or a pattern with columns in braces."""
    try:
        Pattern.of(text)
    except ValueError as fault:
        raise bad_form(f"the braces do not match ({fault}); a brace that is meant as such is doubled") from None
    return text


def _separator(text: str) -> str:
    if text != _TAB and (len(text) != 1 or not text.isascii() or text in '"\r\n'):
        raise bad_form("one character is wanted, such as ; or the word tab")
    return text


def _encoding(text: str) -> str:
    try:
        io.TextIOWrapper(
            io.BytesIO(), text, errors="surrogateescape"
        ).read()  # as a table is read: some encodings are of no text
    except (LookupError, ValueError):
        raise bad_form("no such encoding is known; some are utf-8, latin-1, cp1252 and utf-16") from None
    return text


def _kind(text: str) -> str:
    if text not in registered():
        raise bad_form(f"the kinds are {', '.join(registered())}{did_you_mean(text, registered())}")
    return text


def _target(text: str) -> str:
    if text not in TARGETS:
        raise bad_form(f"there is no such column of a claims table{did_you_mean(text, TARGETS)}")
    return text


Origin = Annotated[Text, AfterValidator(_pattern)] | None
"""Where the cells of a column of ours come from."""


class ColumnRecord(SubjectRecord):
    """One value column of a wide table: the attribute its values answer for, and the terms on which they are compared."""

    question: Text = Field("", description="The question, as a reader would ask it.")
    # a subject always has a kind; a column may leave it to the command line
    kind: Annotated[Text, AfterValidator(_kind)] | None = Field(None, description="The kind of answer.")  # type: ignore[assignment]
    attribute: Text | None = Field(None, description="The second half of the subject; the name of the column if left out.")


class MappingFile(Record):
    """What the columns of somebody else's table mean; each of ours is the name of one of theirs, or a pattern."""

    subject: Origin = Field(None, description="The subject, or in a wide table its first half.")
    source: Origin = Field(None, description="Who says it.")
    value: Origin = Field(None, description="The answer.")
    kind: Origin = Field(None, description="The kind of answer: a column, or one kind for all.")
    id: Origin = Field(None, description="The id of the claim.")
    stance: Origin = Field(None, description="affirms or denies.")
    hedge: Origin = Field(None, description="How firmly.")
    list: Origin = Field(None, description="open or closed.")
    scope: Origin = Field(None, description="What exactly is counted or meant.")
    as_of: Origin = Field(None, description="The date the statement is about.")
    since: Origin = Field(None, description="From when the value held.")
    until: Origin = Field(None, description="Until when the value held.")
    published: Origin = Field(None, description="When it was printed.")
    origin: Origin = Field(None, description="Where the source has it from.")
    speaker: Origin = Field(None, description="Who says it inside the source.")
    corrects: Origin = Field(None, description="The sources it corrects.")
    worded: Origin = Field(None, description="The value as worded.")
    quote: Origin = Field(None, description="The words that carry the claim.")
    columns: dict[Text, ColumnRecord] = Field({}, description="The value columns of a wide table.")
    constants: dict[Annotated[Text, AfterValidator(_target)], Text] = Field({}, description="A text for every row.")
    missing: tuple[str, ...] = Field((), description="Cells that give no answer; blank ones never do.")
    header: tuple[Text, ...] = Field((), description="The names of the columns of a file without a header.")
    delimiter: Annotated[Text, AfterValidator(_separator)] | None = Field(None, description="What separates cells, or: tab.")
    encoding: Annotated[Text, AfterValidator(_encoding)] = Field("utf-8", description="The encoding of a CSV.")

    @model_validator(mode="after")
    def _once(self) -> MappingFile:
        """Nothing is given twice."""
        for target in sorted(self.constants):
            if getattr(self, target):
                raise bad_form(f"{target} is given as a column and as a constant: keep one of the two")
        for target in ("value", "kind") if self.columns else ():
            if getattr(self, target) or (target == "value" and target in self.constants):
                raise bad_form(f"{target} means nothing beside columns: give it there")
        return self


def read_mapping(path: Path) -> tuple[ColumnMapping, tuple[Problem, ...]]:
    """A mapping file, and what is wrong with it; of two keys of which one is wrong the other counts."""
    place = Location(path.name)
    real = path.resolve()  # it may be a link to anywhere
    text = files.read_text(real, real.parent, Limits().file_bytes, place)
    found = text if isinstance(text, Problem) else _tree(text, path)
    if isinstance(found, Problem):
        return ColumnMapping(), (found,)
    read, _, problems = validated(found, MappingFile)
    return (ColumnMapping() if read is None else mapping_of(read)), tuple(problems)


def _tree(text: str, path: Path) -> Node | Problem:
    if path.suffix.lower() != ".toml":
        return read_tree(text, path.name, Limits())
    try:
        return _placed(read_toml(text), Location(path.name))
    except BadTomlError as fault:
        place = Location(path.name, fault.line, fault.column)
        return Problem("C702", place, f"the file is not valid TOML: {fault}", "Mend it at this place.")


def _placed(value: object, place: Location) -> Node:
    """What TOML holds as a tree of texts; it does not tell where its values stand."""
    if isinstance(value, dict):
        entries = (tree.Entry(tree.Scalar(key, place), _placed(each, place)) for key, each in value.items())
        return tree.Mapping(tuple(entries), place)
    if isinstance(value, list):
        return tree.Sequence(tuple(_placed(each, place) for each in value), place)
    return tree.Scalar(str(value).lower() if isinstance(value, bool) else str(value), place)


def mapping_of(read: MappingFile) -> ColumnMapping:
    """The frozen record."""
    return ColumnMapping(
        fields={name: written for name in TARGETS if (written := getattr(read, name))},
        constants=read.constants,
        columns=tuple(_value_column(name, each) for name, each in read.columns.items()),
        missing=frozenset(each.strip() for each in read.missing),
        header=read.header,
        delimiter="\t" if read.delimiter == _TAB else read.delimiter,
        encoding=read.encoding,
    )


def _value_column(name: str, read: ColumnRecord) -> ValueColumn:
    """One value column; without a kind it has no terms of its own."""
    if read.kind is None:
        return ValueColumn(name, read.attribute or name)
    terms = SubjectRecord.model_construct(**{key: getattr(read, key) for key in SubjectRecord.model_fields})
    return ValueColumn(name, read.attribute or name, subject_of("*", terms, Location("")))
