"""What became of a casebook since a baseline, found by content: another order, file name or note is no change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.core.changes import Became, Changes, SubjectChange, identity
from compare.core.findings import AbsenceWord, Standing
from compare.core.retired import in_place_of
from compare.review.known import known, known_breach

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compare.core.changes import Baseline, KnownSource, KnownSubject, Opposition
    from compare.core.findings import Findings

_LOST: Final = frozenset({AbsenceWord.NOT_CHECKED, AbsenceWord.NOT_READ, AbsenceWord.UNAVAILABLE})
_ORDER: Final = list(Became)


def changes_since(baseline: Baseline, findings: Findings) -> Changes:
    """Everything that is not as the baseline has it."""
    now = known(findings, "", silences=baseline.silences)
    sources = _same_articles(baseline.sources, now.sources)
    renamed = _renamed(baseline, findings)
    compared = [*_compared(baseline, now, renamed, sources)]
    told = [each for each in compared if each]
    breaches = {known_breach(each, findings): each for each in findings.breaches}
    return Changes(
        baseline=baseline,
        subjects=tuple(sorted(told, key=lambda each: (_ORDER.index(each.became), each.subject))),
        sources_added=tuple(sorted(now.sources.keys() - sources.values())),
        sources_gone=tuple(sorted(baseline.sources.keys() - sources.keys())),
        texts_changed=tuple(sorted(new for old, new in sources.items() if baseline.sources[old].text != now.sources[new].text)),
        silence_lost=tuple(sorted(_silence_lost(baseline, now, findings, renamed, sources))),
        breaches_new=tuple(breaches[each] for each in sorted(breaches.keys() - set(baseline.breaches))),
        breaches_resolved=tuple(each for each in baseline.breaches if each not in breaches),
        same=len(compared) - len(told),
    )


def _same_articles(before: Mapping[str, KnownSource], after: Mapping[str, KnownSource]) -> dict[str, str]:
    """By the id that each article had the one it has; where that is another, it is known by its text, address or title."""
    same = {each: each for each in before if each in after}
    new = [each for each in after.values() if each.id not in same]
    by_text = {each.text: each.id for each in new if each.text}
    by_identity = {identity(each): each.id for each in new}
    for old in before.values():
        found = by_text.get(old.text or "") or by_identity.get(identity(old))
        if old.id not in same and found and found not in same.values():
            same[old.id] = found
    return same


def _renamed(baseline: Baseline, findings: Findings) -> dict[str, str]:
    """By today's id of a subject the one the baseline has, where the vocabulary says that it was renamed."""
    retired = {each.id: each for each in findings.casebook.retired if each.what == "subject"}
    asked = {each.subject.id for each in findings.subjects}
    found = {}
    for old in sorted(baseline.subjects.keys() & retired.keys()):
        now = in_place_of(old, retired)
        if len(now) == 1 and now[0] in asked and now[0] not in baseline.subjects:
            found[now[0]] = old
    return found


def _compared(
    baseline: Baseline, now: Baseline, renamed: Mapping[str, str], sources: Mapping[str, str]
) -> Iterator[SubjectChange | None]:
    """What became of every subject of either side; None of what is as it was."""
    for subject, after in now.subjects.items():
        was = renamed.get(subject)
        before = baseline.subjects.get(was or subject)
        opposed = _not_known(before, after)
        if became := _became(before, after, opposed, sources):
            yield SubjectChange(subject, became, before, after, was, opposed)
        else:
            yield None
    for gone in sorted(baseline.subjects.keys() - now.subjects.keys() - set(renamed.values())):
        before = baseline.subjects[gone]
        yield SubjectChange(gone, Became.RESOLVED if _at_odds(before) else Became.DROPPED, before, None)


def _became(
    before: KnownSubject | None, after: KnownSubject, opposed: tuple[Opposition, ...], sources: Mapping[str, str]
) -> Became | None:
    if opposed or (after.standing is Standing.UNDETERMINED and not (before and _at_odds(before))):
        return Became.NEW
    if before is None:
        return Became.ASKED
    if _at_odds(before) and not _at_odds(after):
        return Became.RESOLVED
    same = before.fingerprint == after.fingerprint and _held(before, sources) == _held(after, {})
    return None if same else Became.CHANGED


def _at_odds(subject: KnownSubject) -> bool:
    return bool(subject.opposed) or subject.standing is Standing.UNDETERMINED


def _not_known(before: KnownSubject | None, after: KnownSubject) -> tuple[Opposition, ...]:
    """The oppositions that were not there before, or are firm only now."""
    there = {each.answers: each.strength for each in before.opposed} if before else {}
    return tuple(each for each in after.opposed if there.get(each.answers) not in {each.strength, "firm"})


def _held(subject: KnownSubject, sources: Mapping[str, str]) -> dict[object, frozenset[str]]:
    """By answer the sources that give it, by their ids of today."""
    return {each.answer: frozenset(sources.get(one, one) for one in each.sources) for each in subject.positions}


def _silence_lost(
    baseline: Baseline, now: Baseline, findings: Findings, renamed: Mapping[str, str], sources: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Subject and source, where the source was silent and now is not known to be, though it gives no answer."""
    for finding in findings.subjects:
        subject = finding.subject.id
        before = baseline.subjects.get(renamed.get(subject, subject))
        absent = {each.source for each in finding.absent if each.word in _LOST} - set(now.subjects[subject].attested)
        was = {sources[each] for each in before.attested if each in sources} if before else set()
        yield from ((subject, source) for source in was & absent)
