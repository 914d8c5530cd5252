"""What became of a casebook since a baseline, in words: page, text, Markdown and JSON say the same in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.core.change_words import KINDS, AnswerTold, ChangesTold, Group, Told, said
from compare.core.changes import Became
from compare.core.date_words import in_words
from compare.core.findings import AbsenceWord
from compare.core.phrases import counted, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compare.core.changes import Answer, Changes, KnownBreach, KnownPosition, KnownSubject, Opposition, SubjectChange
    from compare.core.findings import Breach, Findings

INCOMPLETE: Final = "Incomplete: our own files have errors, so what is told as gone or resolved may only be unread."


def told(changes: Changes, findings: Findings) -> ChangesTold:
    """The changes in words, grouped; whoever shows them adds nothing and leaves nothing out without saying so."""
    teller = _Teller(changes, findings)
    made = ((kind, tuple(teller.of(kind.id))) for kind in KINDS)
    groups = tuple(Group(kind, entries) for kind, entries in made if entries)
    return ChangesTold(
        baseline=changes.baseline.name,
        headline=_headline(changes, groups),
        any=changes.any,
        same=changes.same,
        incomplete=INCOMPLETE if changes.incomplete else "",
        groups=groups,
    )


def _headline(changes: Changes, groups: tuple[Group, ...]) -> str:
    name = changes.baseline.name
    counts = joined([each.counted for each in groups])
    if changes.any:
        return f"Since {name}: {counts}."
    if changes.incomplete:
        return f"No change since {name} was found, but not everything could be read{f'; {counts}' if counts else ''}."
    return f"Nothing has changed since {name}{f'; {counts}' if counts else ''}."


class _Teller:
    """Words for every kind of change, with the names of subjects and sources at hand."""

    def __init__(self, changes: Changes, findings: Findings) -> None:
        self._changes = changes
        self._found = {each.subject.id: each for each in findings.subjects}
        self._titles = {each.id: each.title for each in findings.casebook.sources}
        self._published = {each.id: each.published for each in findings.casebook.sources}
        self._today = dict(changes.sources_renamed)
        self._then = {new: old for old, new in changes.sources_renamed}

    def of(self, kind: str) -> Iterator[Told]:
        if kind in set(Became):
            return map(self._subject, self._changes.of(Became(kind)))
        return iter(self._others()[kind])

    def _others(self) -> Mapping[str, Iterable[Told]]:
        changes = self._changes
        then = changes.baseline.sources
        return {
            "rules-broken": map(self._broken, changes.breaches_new),
            "rules-kept": map(self._kept, changes.breaches_resolved),
            "stale": (self._decision(each, "was made on other positions") for each in changes.decisions_stale),
            "expired": (self._decision(each, "has expired") for each in changes.decisions_expired),
            "subjects-renamed": (
                self._on(new, f"It was {old} and is {new}.", was=old) for old, new in changes.subjects_renamed
            ),
            "sources-added": (self._source(each, _published(self._published[each])) for each in changes.sources_added),
            "sources-gone": (
                Told(None, each, then[each].title, _published(then[each].published)) for each in changes.sources_gone
            ),
            "sources-renamed": (
                self._source(new, f"It was {old} and is {new}.", was=old) for old, new in changes.sources_renamed
            ),
            "texts-changed": (self._source(each, self._text(each)) for each in changes.texts_changed),
            "silence-lost": (self._silence(subject, source) for subject, source in changes.silence_lost),
        }

    def _on(self, subject: str, said: str, *, was: str | None = None, source: str | None = None) -> Told:
        found = self._found.get(subject)
        return Told(subject, source, found.subject.question if found else "", said, was)

    def _source(self, source: str, said: str, *, was: str | None = None) -> Told:
        return Told(None, source, self._titles.get(source, ""), said, was)

    def _text(self, source: str) -> str:
        before = self._changes.baseline.sources[self._then.get(source, source)].text
        return "Its text is another than the one on record then." if before else "There was none on record then."

    def _decision(self, subject: str, became: str) -> Told:
        decision = self._found[subject].decision
        if decision is None:  # a state without a decision does not come about
            return self._on(subject, f"Its decision {became}.")
        return self._on(subject, f"Decision {decision.id} ({decision.outcome}, by {decision.by} on {decision.on}) {became}.")

    def _silence(self, subject: str, source: str) -> Told:
        absent = next((each for each in self._found[subject].absent if each.source == source), None)
        why = absent.because if absent else ""
        if not self._changes.baseline.silences and absent and absent.word is AbsenceWord.NOT_CHECKED:
            why = "No reader attests any more having looked for this."
        return self._on(subject, f"It was silent. {why}".strip(), source=source)

    def _broken(self, breach: Breach) -> Told:
        first = self._on(breach.subjects[0], breach.because)
        rule = f"Rule {breach.rule}, on {joined(breach.subjects)}, {breach.strength}."
        return Told(first.subject, None, first.question, first.said, notes=(rule,))

    def _kept(self, breach: KnownBreach) -> Told:
        answers = joined([f"{said((answer[0], answer[1]))} on {subject}" for subject, answer in breach.answers])
        return self._on(breach.answers[0][0], f"Rule {breach.rule} no longer stands against {answers}.")

    def _subject(self, change: SubjectChange) -> Told:
        base = self._on(change.subject, _became(change), was=change.was)
        return Told(
            base.subject,
            None,
            base.question,
            base.said,
            base.was,
            tuple(_notes(change)),
            self._answers(change),
            (_standing(change.before), _standing(change.after)),
        )

    def _answers(self, change: SubjectChange) -> tuple[AnswerTold, ...]:
        """Side by side, those of now in their order, then those that are gone."""
        now = {each.answer: each for each in change.after.positions} if change.after else {}
        before = {each.answer: each for each in change.before.positions} if change.before else {}
        new = {answer for each in change.opposed for answer in each.answers}
        return tuple(
            AnswerTold(
                (now.get(answer) or before[answer]).value,
                *answer,
                self._sources(before.get(answer)),
                self._sources(now.get(answer), now=True),
                answer in new,
            )
            for answer in dict.fromkeys([*now, *before])
        )

    def _sources(self, position: KnownPosition | None, *, now: bool = False) -> tuple[str, ...] | None:
        if position is None:
            return None
        return tuple(sorted(position.sources if now else (self._today.get(each, each) for each in position.sources)))


def _published(day: str) -> str:
    return f"Published {in_words(day)}."


def _standing(known: KnownSubject | None) -> str | None:
    return known.standing.value if known else None


def _shown(standing: str | None) -> str:
    return (standing or "").replace("-", " ")


def _became(change: SubjectChange) -> str:
    """What it was and what it is, in a sentence."""
    was, now = _shown(_standing(change.before)), _shown(_standing(change.after))
    if not change.before:
        return f"Not in the baseline; it is {now}."
    if not change.after:
        return f"It was {was}, and is no longer a subject of the casebook."
    return f"It was {was} and is {now}." if was != now else f"It was {was} and still is."


def _notes(change: SubjectChange) -> Iterator[str]:
    """The oppositions that came and went; where nothing else is seen, that the rest is what changed."""
    before, after = change.before, change.after
    values = {each.answer: each.value for known in (before, after) if known for each in known.positions}
    known = {each.answers for each in before.opposed} if before else set()
    for each in change.opposed:
        yield f"{_pair(each, values)}, {'now firm' if each.answers in known else each.strength}."
    if before and after:
        still = {each.answers for each in after.opposed}
        yield from (f"No longer: {_pair(each, values)}." for each in before.opposed if each.answers not in still)
        if not change.opposed and before.opposed == after.opposed:
            yield from _beneath(before, after)


def _beneath(before: KnownSubject, after: KnownSubject) -> Iterator[str]:
    """What changed where the answers and their oppositions are the same."""
    then, now = ({each.answer: each for each in known.positions} for known in (before, after))
    if then.keys() != now.keys():
        return
    for answer, position in now.items():
        if position.origins != then[answer].origins and len(position.sources) == len(then[answer].sources):
            yield f"{said((position.value, answer[1]))} rests on {_origins(position)}, {_origins(then[answer])} before."
    if all(then[each].sources == now[each].sources and then[each].origins == now[each].origins for each in now):
        yield "The answers are the same; how they stand to each other is not, or the record of a source."


def _origins(position: KnownPosition) -> str:
    low, high = position.origins
    return counted(low, "origin") if low == high else f"{low} to {counted(high, 'origin')}"


def _pair(opposition: Opposition, values: Mapping[Answer, str]) -> str:
    one, other = (said((values.get(each, each[0]), each[1])) for each in opposition.answers)
    return f"{one} against {other}"
