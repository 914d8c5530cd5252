"""The kinds of change since a baseline and the records of changes in words, which every page and export shows as they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from compare.core.phrases import counted

if TYPE_CHECKING:
    from compare.core.changes import Answer


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """One kind of change: its id, its heading, what it means, and what is counted of it (`2 changed`)."""

    id: str
    title: str
    meaning: str
    one: str
    many: str


# fmt: off
KINDS: Final = (
    ChangeKind("new", "New",
               "The sources are at odds here, or may be, in a way that the baseline does not know.", "new", "new"),
    ChangeKind("rules-broken", "Rules newly broken",
               "Answers to different questions do not go together, and the baseline does not know it.",
               "rule newly broken", "rules newly broken"),
    ChangeKind("stale", "Decisions that are stale",
               "They were made on other positions than there are now. They are shown, not applied.",
               "decision stale", "decisions stale"),
    ChangeKind("expired", "Decisions that have expired", "Their last day is over. They are shown, not applied.",
               "decision expired", "decisions expired"),
    ChangeKind("changed", "Changed",
               "The answers, who gives them or how they stand to each other are not what they were.", "changed", "changed"),
    ChangeKind("resolved", "Resolved", "At odds in the baseline, and no longer.", "resolved", "resolved"),
    ChangeKind("rules-kept", "Rules no longer broken", "Broken in the baseline, and no longer.",
               "rule no longer broken", "rules no longer broken"),
    ChangeKind("asked", "Asked only now", "Subjects that the baseline does not have, with nothing at odds.",
               "asked only now", "asked only now"),
    ChangeKind("dropped", "No longer asked", "Subjects of the baseline that the casebook does not have, with nothing at odds.",
               "no longer asked", "no longer asked"),
    ChangeKind("subjects-renamed", "Subjects renamed", "The same question under another id.",
               "subject renamed", "subjects renamed"),
    ChangeKind("sources-added", "Sources added", "Articles that the baseline does not have.", "source added", "sources added"),
    ChangeKind("sources-gone", "Sources gone", "Articles of the baseline that the casebook does not have.",
               "source gone", "sources gone"),
    ChangeKind("sources-renamed", "Sources renamed", "The same article under another id.",
               "source renamed", "sources renamed"),
    ChangeKind("texts-changed", "Article texts changed", "The text on record is not the one it was.",
               "text changed", "texts changed"),
    ChangeKind("silence-lost", "Silence lost",
               "The source was silent on the subject; now nobody can say that it is.", "silence lost", "silences lost"),
)
# fmt: on
"""Every kind of change, in the order in which they are told."""
NEWS: Final = frozenset({"new", "rules-broken"})
"""The kinds of what is newly at odds."""
_STATES: Final = frozenset({"stale", "expired"})  # of decisions: told, but no change by themselves


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """One answer then and now: the sources that gave it in the baseline and that give it, by their ids of today.

    None where it was not, or is not, an answer at all. `opposed` is whether it stands in a new opposition.
    """

    value: str
    canonical: str
    stance: str
    before: tuple[str, ...] | None
    now: tuple[str, ...] | None
    opposed: bool = False

    @property
    def became(self) -> str:
        """`added`, `gone`, `moved` where other sources give it, or `same`."""
        if self.before is None:
            return "added"
        if self.now is None:
            return "gone"
        return "same" if self.before == self.now else "moved"

    @property
    def joined(self) -> tuple[str, ...]:
        """The sources that give it now and did not."""
        return tuple(sorted(set(self.now or ()) - set(self.before or ())))

    @property
    def left(self) -> tuple[str, ...]:
        """The sources that gave it and do not."""
        return tuple(sorted(set(self.before or ()) - set(self.now or ())))


@dataclass(frozen=True, slots=True)
class Told:
    """One change: the subject or the source it is of, what is said of it, and its answers side by side where they matter.

    `question` is that of the subject, or the title of the source, empty where neither is known; `was` is its id in the baseline
    where that was another. `notes` say more, a sentence each.
    """

    subject: str | None
    source: str | None
    question: str
    said: str
    was: str | None = None
    notes: tuple[str, ...] = ()
    answers: tuple[AnswerTold, ...] = ()
    standing: tuple[str | None, str | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one kind; there is at least one."""

    kind: ChangeKind
    told: tuple[Told, ...]

    @property
    def counted(self) -> str:
        """`1 new`, `2 decisions stale`."""
        return counted(len(self.told), self.kind.one, self.kind.many)


@dataclass(frozen=True)
class ChangesTold:
    """All changes in words: the headline, how many subjects are the same, and the groups.

    `any` is whether anything changed; `incomplete` a sentence where our own files hide some of it, else empty.
    """

    baseline: str
    headline: str
    any: bool
    same: int
    incomplete: str
    groups: tuple[Group, ...]

    @property
    def as_before(self) -> str:
        """How many subjects are the same, as a sentence."""
        return f"{counted(self.same, 'subject')} {'is as it was' if self.same == 1 else 'are as they were'}."

    @property
    def other(self) -> int:
        """How many changes there are beside what is newly at odds; a decision that does not hold is none by itself."""
        return sum(len(each.told) for each in self.groups if each.kind.id not in NEWS | _STATES)

    @cached_property
    def new_subjects(self) -> frozenset[str]:
        """The subjects on which the sources are newly at odds."""
        return frozenset(each.subject for each in self.of("new") if each.subject)

    @cached_property
    def gone(self) -> dict[str, str]:
        """The titles of the sources that are gone, by the id that the baseline has."""
        return {each.source: each.question for each in self.of("sources-gone") if each.source}

    def of(self, kind: str) -> tuple[Told, ...]:
        """The changes of one kind, by its id."""
        return next((each.told for each in self.groups if each.kind.id == kind), ())


def said(answer: Answer) -> str:
    """An answer as a sentence has it: its value in quotes, after `not` where it is denied."""
    value, stance = answer
    return f"not “{value}”" if stance == "denies" else f"“{value}”"
