"""The page of changes since a baseline; without one it says so, since an empty list would look like no changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.change_words import NEWS
from compare.core.changes import Became
from compare.core.words import Word, word
from compare.report.addresses import change_anchor
from compare.report.views.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.core.change_words import AnswerTold, ChangesTold, Group, Told
    from compare.report.views.index import Index

PAGE: Final = "changes.html"
NO_BASELINE: Final = "No baseline was given when this report was built."
MOST: Final = 200  # of one kind; `whosays changes --all` shows every one
MOST_SOURCES: Final = 12  # of one answer, likewise
MOST_ANSWERS: Final = 30  # of one subject; its own page shows them all
_TABLED: Final = frozenset(Became)
_FIRST: Final = frozenset({"new", "rules-broken", "stale", "expired", "changed", "resolved", "rules-kept"})
"""The kinds of change that the first page counts one by one."""
_SIGNS: Final = {
    "added": ("+", "added"),
    "gone": ("−", "gone"),
    "moved": ("⇄", "other sources"),
    "same": ("=", "as before"),
}


@dataclass(frozen=True, slots=True)
class Givers:
    """The sources that give an answer; `more` counts those beside the ones that are named."""

    named: tuple[Label, ...]
    more: int


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer then and now: the sources that gave it and give it, None where it was or is no answer.

    `glyph` and `became` say what became of it; `opposed` is whether it stands against another in a way that is new.
    """

    value: Label
    denied: bool
    glyph: str
    became: str
    before: Givers | None
    now: Givers | None
    opposed: bool


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change: of which subject, of which source, and what is said of it; `id` is its anchor where it has one."""

    id: str
    subject: Label | None
    source: Label | None
    title: str
    said: str
    was: Word | None
    now: Word | None
    notes: tuple[str, ...]
    answers: tuple[AnswerRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """The changes of one kind; `tabled` is whether each has its answers side by side, `more` how many are not shown."""

    id: str
    title: str
    meaning: str
    number: int
    noun: str
    tabled: bool
    changes: tuple[ChangeView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The page of changes: the headline, how many subjects are the same, what hides changes, and the kinds of change.

    `since` counts them, None without a baseline.
    """

    path: str
    headline: str
    since: SinceView | None
    same: str
    incomplete: str
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class SinceView:
    """What changed since the baseline in one line of the first page: how many of what, with where it is shown."""

    baseline: str
    counts: tuple[tuple[int, str, str], ...]
    nothing: str
    incomplete: str


def changes_view(index: Index) -> ChangesView:
    """The page, with or without a baseline to hold the report against."""
    told = index.told
    if told is None:
        return ChangesView(PAGE, NO_BASELINE, since=None, same="", incomplete="", groups=())
    groups = tuple(_group(index, each) for each in told.groups)
    since = SinceView(told.baseline, _counts(told.groups), "", told.incomplete)
    return ChangesView(PAGE, told.headline, since, told.as_before, told.incomplete, groups)


def since_view(index: Index) -> SinceView | None:
    """The line of the first page; None without a baseline."""
    told = index.told
    if told is None:
        return None
    first = tuple(each for each in told.groups if each.kind.id in _FIRST)
    rest = sum(len(each.told) for each in told.groups if each not in first)
    other = ((rest, "other change" if rest == 1 else "other changes", PAGE),) if rest else ()
    return SinceView(told.baseline, _counts(first) + other, _nothing(told), told.incomplete)


def _counts(groups: Iterable[Group]) -> tuple[tuple[int, str, str], ...]:
    return tuple((len(each.told), _noun(each), f"{PAGE}#{each.kind.id}") for each in groups)


def _nothing(told: ChangesTold) -> str:
    """What is to be said of nothing being new, or nothing at all having changed."""
    if told.any:
        return "" if any(each.kind.id in NEWS for each in told.groups) else "nothing new"
    return "no change found" if told.incomplete else "nothing has changed"


def _noun(group: Group) -> str:
    return group.kind.one if len(group.told) == 1 else group.kind.many


def _group(index: Index, group: Group) -> GroupView:
    shown = group.told[:MOST]
    return GroupView(
        id=group.kind.id,
        title=group.kind.title,
        meaning=group.kind.meaning,
        number=len(group.told),
        noun=_noun(group),
        tabled=group.kind.id in _TABLED,
        changes=tuple(_change(index, group.kind.id, each) for each in shown),
        more=len(group.told) - len(shown),
    )


def _change(index: Index, kind: str, it: Told) -> ChangeView:
    was, now = (word("standing", each) if each else None for each in it.standing)
    return ChangeView(
        id=change_anchor(kind, it.subject) if it.subject else "",
        subject=index.subject(it.subject) if it.subject else None,
        source=_source(index, it.source) if it.source else None,
        title=_title(index, it),
        said=it.said,
        was=was,
        now=now,
        notes=_notes(it.notes),
        answers=tuple(_answer(index, each) for each in it.answers[:MOST_ANSWERS]),
        more=max(0, len(it.answers) - MOST_ANSWERS),
    )


def _notes(notes: tuple[str, ...]) -> tuple[str, ...]:
    left = len(notes) - MOST_ANSWERS
    return (*notes[:MOST_ANSWERS], f"And {left:,} more.") if left > 0 else notes


def _title(index: Index, it: Told) -> str:
    """The title of a source that goes by another name."""
    source = index.sources.get(it.source or "")
    return source.title if source and not it.subject and index.source(source.id).text != source.title else ""


def _source(index: Index, source: str) -> Label:
    """The name of a source; of one that is gone, the title that the baseline has."""
    title = index.told.gone.get(source) if index.told else None
    return Label(title) if title else index.source(source)


def _answer(index: Index, it: AnswerTold) -> AnswerRow:
    glyph, became = _SIGNS[it.became]
    return AnswerRow(
        value=Label(it.value),
        denied=it.stance == "denies",
        glyph=glyph,
        became=became,
        before=_givers(index, it.before, it.left),
        now=_givers(index, it.now, it.joined),
        opposed=it.opposed,
    )


def _givers(index: Index, sources: Sequence[str] | None, first: Sequence[str]) -> Givers | None:
    """The sources of an answer; where there are many, those that made the difference are named first."""
    if sources is None:
        return None
    ordered = sources if len(sources) <= MOST_SOURCES else [*first, *(each for each in sources if each not in first)]
    return Givers(tuple(_source(index, each) for each in ordered[:MOST_SOURCES]), max(0, len(sources) - MOST_SOURCES))
