"""From the cells of a file to a claims table: patterns, wide tables, empty cells, faulty rows, terms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from compare.core.columns import ClaimsTable, Column
from compare.loading.claims_tables import checking, composing, subject_terms
from compare.loading.claims_tables.faults import Fault
from compare.loading.claims_tables.rows import compacted, joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from compare.core.model import Subject
    from compare.loading.claims_tables.faults import Faults
    from compare.loading.claims_tables.mapping import TableOptions
    from compare.loading.claims_tables.plan import Plan
    from compare.loading.claims_tables.rows import Part

_TEXTLESS: Final = {
    name: Fault("S202", f"no {name}", f"The row is left out; every claim has a {name}.") for name in ("subject", "source")
}


@dataclass(frozen=True, slots=True)
class Shaped:
    """A claims table, how many cells gave no answer, and how many subjects are of each kind."""

    table: ClaimsTable
    empty: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Draft:
    """Columns on their way: by target, with the line of each row, the number of its value column, and whether it is kept."""

    columns: dict[str, Column]
    lines: NDArray[np.int32]
    column: NDArray[np.int32]
    keep: NDArray[np.bool_]


def shaped(part: Part, plan: Plan, options: TableOptions, faults: Faults) -> Shaped:
    """The claims in these rows; what is wrong with them goes to the faults."""
    draft = _with_values(_draft(part, plan, options, faults), part, plan, options)
    value = draft.columns["value"].codes
    empty = int((draft.keep & (value < 0)).sum())
    draft = _checked(_only(replace(draft, keep=draft.keep & (value >= 0))), faults)
    choices, given = _choices(draft, plan, options)
    return _table(_only(draft), (choices, given[draft.keep]), options, faults, empty)


def _draft(part: Part, plan: Plan, options: TableOptions, faults: Faults) -> _Draft:
    """Every target but the value; rows without subject or source, or with what is no text, are not kept."""
    rows = len(part.lines)
    keep = np.ones(rows, dtype=np.bool_)
    for name in plan.needed:
        keep &= ~checking.no_text(part.columns[name], part.lines, faults)
    missing = options.mapping.missing
    cells = {name: composing.without_missing(part.columns[name], missing) for name in plan.needed}
    columns = {target: composing.constant(text, rows) for target, text in plan.constants.items()}
    columns |= {target: composing.composed(pattern, cells) for target, pattern in plan.patterns.items()}
    columns |= {name: composing.trimmed(columns[name]) for name in (*_TEXTLESS, "kind", *checking.WORDS) if name in columns}
    for name, fault in _TEXTLESS.items():
        gone = keep & (columns[name].codes < 0)
        faults.rows(fault, part.lines[gone], f"the row has no {name}")
        keep &= ~gone
    return _Draft(columns, part.lines, np.zeros(rows, dtype=np.int32), keep)


def _with_values(draft: _Draft, part: Part, plan: Plan, options: TableOptions) -> _Draft:
    """A draft with values: that of a wide table has as many rows for each row as there are value columns."""
    if not plan.values:
        return draft
    missing, width = options.mapping.missing, len(plan.values)
    columns = {name: Column(np.tile(each.codes, width), each.texts) for name, each in draft.columns.items()}
    columns["value"] = joined([composing.without_missing(part.columns[each.column], missing) for each in plan.values])
    number = np.repeat(np.arange(width, dtype=np.int32), len(draft.lines))
    keep = np.tile(draft.keep, width)
    columns["subject"] = _with_attributes(columns["subject"], number, [each.attribute for each in plan.values], keep)
    return _Draft(columns, np.tile(draft.lines, width), number, keep)


def _with_attributes(subject: Column, number: NDArray[np.int32], attributes: list[str], keep: NDArray[np.bool_]) -> Column:
    """The subject of each row with the attribute of its value column, `<subject>/<attribute>`."""
    keys = subject.codes.astype(np.int64) * len(attributes) + number
    found, codes = np.unique(keys[keep], return_inverse=True)
    texts = [f"{subject.texts[key // len(attributes)]}/{attributes[key % len(attributes)]}" for key in found.tolist()]
    distinct = Column.of(texts)
    whole = np.full(len(keys), -1, dtype=np.int32)
    whole[keep] = distinct.codes[codes]
    return Column(whole, distinct.texts)


def _only(draft: _Draft) -> _Draft:
    """The draft without the rows that are not kept."""
    keep = draft.keep
    if keep.all():
        return replace(draft, columns={name: compacted(each) for name, each in draft.columns.items()})
    columns = {name: compacted(each, keep) for name, each in draft.columns.items()}
    return _Draft(columns, draft.lines[keep], draft.column[keep], np.ones(int(keep.sum()), dtype=np.bool_))


def _checked(draft: _Draft, faults: Faults) -> _Draft:
    """The draft without claims that have a wrong word, and without dates that cannot be read."""
    keep, columns = draft.keep.copy(), dict(draft.columns)
    for name in ("kind", *checking.WORDS):
        if name in columns:
            keep &= ~checking.wrong_words(name, columns[name], draft.lines, faults)
    for name in checking.DATES:
        if name in columns:
            columns[name] = checking.without_wrong_dates(name, columns[name], draft.lines, faults)
    if "origin" in columns:
        checking.check_origins(columns["origin"], draft.lines, faults)
    return replace(draft, columns=columns, keep=keep)


def _choices(draft: _Draft, plan: Plan, options: TableOptions) -> tuple[list[Subject], NDArray[np.int32]]:
    """The terms that rows are given outside the vocabulary, and which of them each row is given."""
    default = subject_terms.of_kind(options.kind or subject_terms.DEFAULT_KIND)
    if plan.values:
        given = default if "kind" not in plan.constants else subject_terms.of_kind(plan.constants["kind"])
        return [each.terms or given for each in plan.values], draft.column
    kind = draft.columns.get("kind")
    if kind is None:
        return [default], np.zeros(len(draft.lines), dtype=np.int32)
    return [*map(subject_terms.of_kind, kind.texts), default], np.where(kind.codes < 0, np.int32(len(kind.texts)), kind.codes)


def _table(
    draft: _Draft, offered: tuple[list[Subject], NDArray[np.int32]], options: TableOptions, faults: Faults, empty: int
) -> Shaped:
    """The finished table: terms for every subject, those of the vocabulary before those that rows are given."""
    choices, given = offered
    distinct = tuple(dict.fromkeys(choices))
    number = {each: at for at, each in enumerate(distinct)}
    given = np.array([number[each] for each in choices], dtype=np.int32)[given]
    subject = draft.columns["subject"]
    known, terms_of = subject_terms.declared_terms(subject, options.vocabulary)
    open_rows = terms_of[subject.codes] < 0
    keep = np.ones(len(draft.lines), dtype=np.bool_)
    if open_rows.any():
        asked = Column(subject.codes[open_rows], subject.texts)
        chosen, other = subject_terms.given_terms(asked, given[open_rows], distinct, draft.lines[open_rows], faults)
        used = np.unique(chosen[chosen >= 0]).tolist()
        bad = {used[at] for at in subject_terms.unusable([distinct[each] for each in used], options.vocabulary, faults)}
        keep[open_rows] = ~other & ~np.isin(chosen[asked.codes], sorted(bad))
        terms_of = np.where(terms_of < 0, chosen + len(known), terms_of).astype(np.int32)
    return _finished(replace(draft, keep=keep), (*known, *distinct), terms_of, empty)


def _finished(draft: _Draft, terms: tuple[Subject, ...], terms_of: NDArray[np.int32], empty: int) -> Shaped:
    """The table of the rows that are kept, with the terms that its subjects have."""
    subject = draft.columns["subject"]
    used = np.zeros(len(subject.texts), dtype=np.bool_)
    used[subject.codes[draft.keep]] = True
    numbers, codes = np.unique(terms_of[used], return_inverse=True)
    columns = _only(draft).columns
    kept = tuple(terms[number] for number in numbers.tolist())
    qualifiers = {name: each for name, each in columns.items() if name not in _OWN and len(each.texts)}
    table = ClaimsTable(
        subject=_plain(columns["subject"]),
        source=_plain(columns["source"]),
        value=_plain(columns["value"]),
        terms=kept,
        terms_of=codes.astype(np.int32),
        qualifiers={name: each if name in _LONG else _plain(each) for name, each in sorted(qualifiers.items())},
        line=draft.lines[draft.keep],
    )
    kinds = Counter({kept[code].kind: 0 for code in range(len(kept))})
    for code, number in enumerate(np.bincount(codes, minlength=len(kept)).tolist()):
        kinds[kept[code].kind] += number
    return Shaped(table, empty, dict(sorted(kinds.items())))


_OWN: Final = frozenset({"subject", "source", "value", "kind"})
_LONG: Final = frozenset({"id", "worded", "quote"})
"""Columns with a text of its own in nearly every row: these stay outside Python until one is asked for."""


def _plain(column: Column) -> Column:
    return Column(column.codes, tuple(column.texts))
