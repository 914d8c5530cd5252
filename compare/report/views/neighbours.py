"""The way from one page to the next: by id, and among the subjects that wait for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from compare.report.views.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compare.report.views.index import Index

_LIST: Final = Label("All that needs a decision", "index.html#waiting")
_WAYS: Final = ("previous", "next", "previous-undecided", "next-undecided")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A page one step away: which way it is, as the keys and as a reader call it."""

    way: str
    said: str
    page: Label


def neighbours(index: Index, due: Sequence[str]) -> dict[str, tuple[Neighbour, ...]]:
    """For each subject those beside it by id, and beside it in `due`, the ids of those that wait for a decision in order.

    From a subject that waits for none the way leads to the list of those that do, not to the first of them: its page would
    have to be written again whenever another subject is the most pressing.
    """
    ids = list(index.subjects)
    ways: dict[str, list[Neighbour]] = {each: [] for each in ids}
    for one, other in pairwise(ids):
        ways[one].append(Neighbour("next", "Next", index.subject(other)))
        ways[other].append(Neighbour("previous", "Previous", index.subject(one)))
    for one, other in pairwise(due):
        ways[one].append(Neighbour("next-undecided", "Next undecided", index.subject(other)))
        ways[other].append(Neighbour("previous-undecided", "Previous undecided", index.subject(one)))
    for each in set(ids).difference(due) if due else ():
        ways[each].append(Neighbour("next-undecided", "Undecided", _LIST))
    return {each: tuple(sorted(found, key=lambda near: _WAYS.index(near.way))) for each, found in ways.items()}


def page_label(number: int, last: int) -> str:
    """What a page is called of which there are several."""
    return f"page {number} of {last}"


def pages_beside(number: int, last: int, address: Callable[[int], str]) -> tuple[Neighbour, ...]:
    """The page before and the page after one of several, by their numbers from 1; `address` has the path of each."""
    steps = (("previous", "Previous page", number - 1), ("next", "Next page", number + 1))
    return tuple(Neighbour(way, said, Label(page_label(at, last), address(at))) for way, said, at in steps if 1 <= at <= last)
