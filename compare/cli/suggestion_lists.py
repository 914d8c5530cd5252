"""The lists of `whosays suggest` on the terminal, and the one line in which each suggestion is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compare.core.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compare.authoring.suggesting.alike_names import AliasSuggestion, EntityPair
    from compare.authoring.suggesting.alike_subjects import SubjectPair
    from compare.authoring.suggesting.open_sentences import OpenSentence, Unchecked
    from compare.authoring.suggesting.suggestions import Suggestions
    from compare.cli.terminal import Terminal

SUBJECTS: Final = 3
"""How many subjects are named beside an open sentence."""


class Lists:
    """The lists on the terminal, each under its total."""

    def __init__(self, found: Suggestions, most: int | None, terminal: Terminal) -> None:
        """Take what was found, and how many of each list are shown (None: all)."""
        self._found = found
        self._most = most
        self._terminal = terminal

    def print(self) -> None:
        """Print all of them."""
        found = self._found
        self._list("Open sentences that hold something", found.sentences, self._sentence)
        self._list("Names that look like known ones", found.names, self._name)
        self._list("Entities whose names look alike", found.entities, self._entities)
        self._list("Subjects that others answer, not checked here", found.unchecked, self._unchecked)
        self._list("Subjects whose questions look alike", found.subjects, self._subjects)

    def _list(self, title: str, items: Sequence[Any], show: Callable[[Any], None]) -> None:
        shown = items[: self._most]
        some = f", the first {len(shown)} shown; --all shows the rest" if len(shown) < len(items) else ""
        self._terminal.result(f"{title}: {len(items)}{some}", bold=True)
        for each in shown:
            show(each)
        self._terminal.result()

    def _sentence(self, each: OpenSentence) -> None:
        say = self._terminal.paragraph
        say(each.text, "     ", head=f"{each.number:>3}  ")
        say("; ".join(each.reasons), "     ")
        if each.unanswered:
            more = len(each.unanswered) - SUBJECTS
            named = ", ".join(each.unanswered[:SUBJECTS])
            say(f"not answered yet: {named}{f' and {more} more' if more > 0 else ''}", "     ")

    def _name(self, each: AliasSuggestion) -> None:
        self._terminal.paragraph(name_line(each), "     ", head="  -  ")

    def _entities(self, each: EntityPair) -> None:
        self._terminal.paragraph(entities_line(each), "     ", head="  -  ")

    def _unchecked(self, each: Unchecked) -> None:
        say = self._terminal.paragraph
        say(f"{each.subject.id} ({each.subject.weight}): {each.subject.question}", "     ", head="  -  ")
        say(each.reason, "     ")
        if each.sentence:
            say(f"sentence {each.sentence}: {each.text}", "     ")

    def _subjects(self, each: SubjectPair) -> None:
        self._terminal.paragraph(subjects_line(each), "     ", head="  -  ")


def name_line(each: AliasSuggestion) -> str:
    """A name with its sentences, the entity it may be, how sure and why."""
    numbers = ", ".join(map(str, each.sentences[:SUBJECTS])) + (", ..." if len(each.sentences) > SUBJECTS else "")
    where = f"sentence{'s' if len(each.sentences) > 1 else ''} {numbers}"
    like = each.likeness
    return f"“{each.spelling}” ({where}) looks like “{each.known}” ({each.entity}): {like.band}, {like.percent}; {like.reason}"


def entities_line(each: EntityPair) -> str:
    """Two entities, how sure and why."""
    one, other = each.spellings
    like = each.likeness
    return f"{each.one} (“{one}”) and {each.other} (“{other}”): {like.band}, {like.percent}; {like.reason}"


def subjects_line(each: SubjectPair) -> str:
    """Two subjects with their questions, how many answer each, and why."""
    sides = zip((each.one, each.other), each.answered, strict=True)
    shown = " and ".join(f"{side.id} (“{side.question}”, {counted(number, 'source')})" for side, number in sides)
    return f"{shown}: {round(each.score)}; {each.reason}"
