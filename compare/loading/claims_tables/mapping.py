"""What the columns of somebody else's table mean: the frozen record that a mapping file or the options of a command make."""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from compare.core.columns import OPTIONAL, REQUIRED
from compare.loading.claims_tables.terms import TableVocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compare.core.model import Subject

TARGETS: Final = (*REQUIRED, *OPTIONAL)
ALSO: Final = MappingProxyType({"via": "origin"})
"""Other names under which a column is found: that of claim files, so that what `whosays export` writes can be judged."""


class PatternPart(NamedTuple):
    """A stretch of literal text and the column whose cell follows it, if one does."""

    literal: str
    column: str | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a text is built from the cells of a row: `{carrier}-{flight}`; the name of a column alone is its cell."""

    parts: tuple[PatternPart, ...]

    @classmethod
    def of(cls, written: str) -> Pattern:
        """The pattern as written: with braces a pattern (`{{` is a brace), without them one column.

        Raises:
            ValueError: the braces do not match.
        """
        if "{" not in written and "}" not in written:
            return cls.of_column(written)
        return cls(tuple(PatternPart(text, name) for text, name, _, _ in string.Formatter().parse(written)))

    @classmethod
    def of_column(cls, name: str) -> Pattern:
        """The cell of one column, whatever its name."""
        return cls((PatternPart("", name),))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it needs."""
        return tuple(part.column for part in self.parts if part.column is not None)

    @property
    def alone(self) -> bool:
        """Whether it is one column and nothing else."""
        return len(self.parts) == 1 and not self.parts[0].literal and self.parts[0].column is not None


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """One column of a wide table: its cells are values of the subject `<subject>/<attribute>`, on these terms if given."""

    column: str
    attribute: str
    terms: Subject | None = None


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What the columns of a table mean.

    `fields` gives for names of `TARGETS` the column or pattern, `constants` a text for every row, `columns` the value columns
    of a wide table. `missing` are cells that give no answer (blank ones never do). `header` names the columns of a file that
    does not; `delimiter` is found out where it is not given.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[ValueColumn, ...] = ()
    missing: frozenset[str] = frozenset()
    header: tuple[str, ...] = ()
    delimiter: str | None = None
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How a claims table is read: what its columns mean, the terms of its subjects, the kind of those without any.

    `exact` reads CSV without pyarrow even where it is installed; the result is the same.
    """

    mapping: ColumnMapping = field(default_factory=ColumnMapping)
    vocabulary: TableVocabulary = field(default_factory=TableVocabulary)
    kind: str | None = None
    exact: bool = False
