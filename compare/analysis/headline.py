"""The sentence at the head of a subject: who says what, how many, and what is not known about them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from compare.analysis.time import interval
from compare.core.date_words import in_words
from compare.core.findings import AbsenceWord, Gate, Standing
from compare.core.phrases import MOST_TOLD, counted, joined, short_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.findings import Absence, Position, Relation


class Outcome(NamedTuple):
    """A standing with the positions it turns on, and the relations that made it."""

    standing: Standing
    sides: tuple[int, ...]
    relations: tuple[Relation, ...] = ()


_UNKNOWN: Final = {
    AbsenceWord.NOT_CHECKED: "not checked",
    AbsenceWord.NOT_READ: "not read",
    AbsenceWord.UNAVAILABLE: "unavailable",
}

_SENTENCES: Final = {
    Standing.CONTESTED: "{conflict} {shape}{hedged}: {against}",
    Standing.UNDETERMINED: "{readings} that cannot be weighed against each other: {against}",
    Standing.EVOLVING: "{change}: {in_time}",
    Standing.COMPATIBLE: "{readings} from {of_all}, none excluding another{scopes}: {beside}",
    Standing.CORROBORATED: "{of_all} say {value}, from {origins}",
    Standing.AGREED: "{of_all} say {value}, whether independently is not established",
    Standing.ECHOED: "{of_all} say {value}, all from one origin",
    Standing.SINGLE_SOURCE: "Only {of_all} says {value}",
    Standing.UNCOVERED: "None of the {sources} has a claim on this",
}


def headline(positions: Sequence[Position], outcome: Outcome, shape: str, absent: Sequence[Absence], sources: int) -> str:
    """One sentence with the shape and the counts, never with a verdict on who is right."""
    if not positions and outcome.standing is not Standing.UNCOVERED:
        return "No value on this can be read."
    sentence = _SENTENCES[outcome.standing].format_map(_words(positions, outcome, shape, sources))
    return f"{sentence}{_unknown(absent)}."


def _words(positions: Sequence[Position], outcome: Outcome, shape: str, sources: int) -> dict[str, str]:
    speaking = len({source for position in positions for source in position.sources})
    sides = [positions[side] for side in outcome.sides]
    firm = any(each.strength == "firm" for each in outcome.relations)
    return {
        "conflict": _conflict(outcome.relations, speaking),
        "shape": short_shape(shape),
        "hedged": "" if firm else ", hedged or second-hand",
        "against": _against(_camps(positions, outcome)),
        "beside": _listed(sides),
        "in_time": _in_time(sides),
        "change": _change(outcome.relations),
        "scopes": ", as they do not count the same" if _scoped(outcome.relations) else "",
        "readings": counted(len(positions), "reading"),
        "of_all": f"{speaking} of {counted(sources, 'source')}",
        "sources": counted(sources, "source"),
        "value": _value(positions[0]) if positions else "",
        "origins": str(positions[0].origins) if positions else "",
    }


def _conflict(relations: Sequence[Relation], speaking: int) -> str:
    """Who is at odds with whom; a source that also reports what others say is not at odds with itself for that."""
    itself = any(each.internal and each.strength == "firm" for each in relations)
    if speaking == 1:
        return "One source contradicts itself" if itself else "One source reports readings that contradict each other"
    return "Sources contradict each other and themselves" if itself else "Sources contradict each other"


def _change(relations: Sequence[Relation]) -> str:
    corrected = [each.gate is Gate.REVISION for each in relations]
    return "Corrected later" if all(corrected) else "The answer changes over time"


def _scoped(relations: Sequence[Relation]) -> bool:
    return any(each.gate is Gate.DIFFERENT_SCOPE for each in relations)


def _camps(positions: Sequence[Position], outcome: Outcome) -> list[list[Position]]:
    """The positions the standing turns on, those together that are not opposed to each other."""
    opposed: dict[int, list[int]] = defaultdict(list)  # by position, those before it
    for one, other in (each.between for each in outcome.relations):
        opposed[other].append(one)
    camps: list[list[int]] = []
    camp_of: dict[int, int] = {}
    for side in outcome.sides:
        closed = {camp_of[other] for other in opposed[side] if other in camp_of}
        camp_of[side] = camp = next(each for each in range(len(camps) + 1) if each not in closed)
        if camp == len(camps):
            camps.append([])
        camps[camp].append(side)
    return [[positions[side] for side in camp] for camp in camps]


def _against(camps: Sequence[Sequence[Position]]) -> str:
    """The camps one against the other; of too many readings for a sentence the first, and how many there are beside them."""
    told, room = [], MOST_TOLD
    for camp in camps:
        if room > 0:
            told.append(_listed(camp[:room]))
        room -= len(camp)
    return " against ".join(told) + (f", and {_more(-room)}" if room < 0 else "")


def _listed(sides: Sequence[Position]) -> str:
    told = [f"{_value(side)} ({_support(side)})" for side in sides[:MOST_TOLD]]
    return joined([*told, _more(len(sides) - MOST_TOLD)] if len(sides) > MOST_TOLD else told)


def _more(number: int) -> str:
    return counted(number, "more reading")


def _in_time(sides: Sequence[Position]) -> str:
    """The readings with the dates they are held for, the one held first at the head; of very many those held last."""
    by_start = sorted(sides, key=lambda each: (interval(each.since or ""), interval(each.as_of or ""), each.canonical))
    told = [f"{_value(side)}{_dates(side)} ({_support(side)})" for side in by_start[-MOST_TOLD:]]
    earlier = len(sides) - len(told)
    return ", ".join([counted(earlier, "earlier reading"), *told] if earlier else told)


def _dates(side: Position) -> str:
    """` as of 2017`, ` as of 2015 to 2017`; nothing where no claim has a date."""
    given = dict.fromkeys(in_words(date) for date in (side.since, side.as_of) if date)
    return f" as of {' to '.join(given)}" if given else ""


def _support(side: Position) -> str:
    """The number of sources; of origins too where there may be fewer of them."""
    sources = counted(len(side.sources), "source")
    return sources if len(side.sources) == 1 else f"{sources}, {side.origins}"


def _value(position: Position) -> str:
    return f"not “{position.value}”" if position.stance == "denies" else f"“{position.value}”"


def _unknown(absent: Sequence[Absence]) -> str:
    """The denominator's other half: how many sources nobody has looked at for this."""
    counts = [(name, sum(each.word is word for each in absent)) for word, name in _UNKNOWN.items()]
    parts = [f"{count} {name}" for name, count in counts if count]
    return f"; {', '.join(parts)}" if parts else ""
