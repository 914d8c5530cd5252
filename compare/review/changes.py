"""What became of a casebook since a baseline, found by content: another order, file name or note is no change."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from compare.core.changes import Became, Changes, SubjectChange, identity
from compare.core.findings import AbsenceWord, Standing
from compare.core.problems import stops_publication
from compare.core.retired import in_place_of
from compare.review.fingerprints import Fingerprints
from compare.review.known import known, known_breaches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from compare.core.changes import Baseline, KnownBreach, KnownSource, KnownSubject, Opposition
    from compare.core.findings import Findings
    from compare.core.model import Source

_LOST: Final = frozenset({AbsenceWord.NOT_CHECKED, AbsenceWord.NOT_READ, AbsenceWord.UNAVAILABLE})
_ORDER: Final = list(Became)


def changes_since(baseline: Baseline, findings: Findings) -> Changes:
    """Everything that is not as the baseline has it."""
    now = known(findings, "", silences=baseline.silences)
    sources = same_articles(baseline.sources, now.sources)
    renamed = _renamed(baseline, findings)
    then = _stamps_as_called_then(baseline, findings, sources)
    compared = [*_compared(baseline, now, renamed, sources, then)]
    told = [each for each in compared if each]
    breaches = known_breaches(findings)
    broken = {each.content for each in breaches}
    was = [_as_named_now(each, renamed) for each in baseline.breaches]
    return Changes(
        baseline=baseline,
        subjects=tuple(sorted(told, key=lambda each: (_ORDER.index(each.became), each.subject))),
        sources_added=tuple(sorted(now.sources.keys() - sources.values())),
        sources_gone=tuple(sorted(baseline.sources.keys() - sources.keys())),
        texts_changed=tuple(sorted(new for old, new in sources.items() if baseline.sources[old].text != now.sources[new].text)),
        silence_lost=tuple(sorted(_silence_lost(baseline, now, findings, renamed, sources))),
        breaches_new=tuple(breaches[each] for each in sorted(_breaches_not_known(was, breaches))),
        breaches_resolved=tuple(sorted(each for each in was if each.content not in broken)),
        same=len(compared) - len(told),
        sources_renamed=tuple(sorted((old, new) for old, new in sources.items() if old != new)),
        subjects_renamed=tuple(sorted((old, new) for new, old in renamed.items())),
        decisions_stale=_decided(findings, "stale"),
        decisions_expired=_decided(findings, "expired"),
        incomplete=stops_publication(findings.problems),
    )


def _decided(findings: Findings, state: str) -> tuple[str, ...]:
    """The subjects whose decision is in this state."""
    return tuple(sorted(each.subject.id for each in findings.subjects if each.decision_state == state))


def same_articles(before: Mapping[str, KnownSource], after: Mapping[str, KnownSource]) -> dict[str, str]:
    """By the id that each article had the one it has.

    It is the same article under the same id where address or title say so too, then whatever its id is, by address or title,
    then by its text, where only one has it; what is left is taken at its id. So an id that another article took over is not
    taken for the article that had it.
    """
    same: dict[str, str] = {}
    for content in (_id_and_identity, identity, _text, _id):
        was = _only_ones(content, [each for each in before.values() if each.id not in same])
        taken = set(same.values())
        now = _only_ones(content, [each for each in after.values() if each.id not in taken])
        same |= {was[each]: now[each] for each in was if each in now}
    return same


def _id_and_identity(source: KnownSource) -> str:
    return f"{source.id} {identity(source)}"


def _text(source: KnownSource) -> str:
    return source.text or ""


def _id(source: KnownSource) -> str:
    return source.id


def _only_ones(content: Callable[[KnownSource], str], sources: Sequence[KnownSource]) -> dict[str, str]:
    """By content, where there is any, the id of the one source that has it."""
    often = Counter(map(content, sources))
    return {content(each): each.id for each in sources if content(each) and often[content(each)] == 1}


def _stamps_as_called_then(baseline: Baseline, findings: Findings, sources: Mapping[str, str]) -> Mapping[str, str]:
    """The fingerprints as they were if every article had the title and the address of then; empty where all have.

    A mended title is no change of what is said.
    """
    was = {new: baseline.sources[old] for old, new in sources.items()}
    casebook = findings.casebook
    if all(each.id not in was or identity(was[each.id]) == identity(each) for each in casebook.sources):
        return {}
    called = tuple(_as_called(each, was.get(each.id)) for each in casebook.sources)
    stamps = Fingerprints(replace(findings, casebook=replace(casebook, sources=called)))
    return {each.subject.id: stamps.of(each) for each in findings.subjects}


def _as_called(source: Source, was: KnownSource | None) -> Source:
    return replace(source, title=was.title, published=was.published, url=was.url) if was else source


def _breaches_not_known(before: Iterable[KnownBreach], now: Iterable[KnownBreach]) -> Iterator[KnownBreach]:
    """The breaches that were not there before, or are firm only now."""
    there = {(each.content, each.strength) for each in before}
    return (each for each in now if not there & {(each.content, each.strength), (each.content, "firm")})


def _as_named_now(breach: KnownBreach, renamed: Mapping[str, str]) -> KnownBreach:
    """A breach of the baseline with the subjects by their ids of today."""
    now = {old: new for new, old in renamed.items()}
    return replace(breach, answers=tuple((now.get(subject, subject), answer) for subject, answer in breach.answers))


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
    baseline: Baseline, now: Baseline, renamed: Mapping[str, str], sources: Mapping[str, str], then: Mapping[str, str]
) -> Iterator[SubjectChange | None]:
    """What became of every subject of either side; None of what is as it was."""
    for subject, after in now.subjects.items():
        was = renamed.get(subject)
        before = baseline.subjects.get(was or subject)
        opposed = _not_known(before, after)
        if became := _became(before, after, opposed, same=_is_same(before, after, sources, then)):
            yield SubjectChange(subject, became, before, after, was, opposed)
        else:
            yield None
    for gone in sorted(baseline.subjects.keys() - now.subjects.keys() - set(renamed.values())):
        before = baseline.subjects[gone]
        yield SubjectChange(gone, Became.RESOLVED if _at_odds(before) else Became.DROPPED, before, None)


def _became(before: KnownSubject | None, after: KnownSubject, opposed: tuple[Opposition, ...], *, same: bool) -> Became | None:
    if opposed or (after.standing is Standing.UNDETERMINED and not (before and _at_odds(before))):
        return Became.NEW
    if before is None:
        return Became.ASKED
    if _at_odds(before) and not _at_odds(after):
        return Became.RESOLVED
    return None if same else Became.CHANGED


def _is_same(before: KnownSubject | None, after: KnownSubject, sources: Mapping[str, str], then: Mapping[str, str]) -> bool:
    """Whether the same answers come from the same articles and stand to each other as they did."""
    if before is None or _held(before, sources) != _held(after, {}):
        return False
    return before.fingerprint in {after.fingerprint, then.get(after.id)}


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
