"""A result as a later one will know it: what `whosays baseline` writes, and what a baseline is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.analysis.absence import looked_for
from compare.core.changes import Baseline, KnownBreach, KnownPosition, KnownSource, KnownSubject, Opposition
from compare.core.findings import AbsenceWord
from compare.review.fingerprints import Fingerprints

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compare.core.changes import Answer
    from compare.core.findings import Breach, Findings, SubjectFinding
    from compare.core.model import Claim, Reading

_MAYBE_SILENT = frozenset({AbsenceWord.SILENT, AbsenceWord.NOT_CHECKED})


def known(findings: Findings, name: str, *, silences: bool = False) -> Baseline:
    """What is known of a result, the same with or without the article texts at hand unless `silences` are asked for.

    Args:
        findings: the result.
        name: what to call it.
        silences: have the sources found silent, in place of those whose reader looked for an answer.
    """
    fingerprints = Fingerprints(findings)
    readings = {each.source: each for each in findings.casebook.readings}
    return Baseline(
        name=name,
        subjects={
            each.subject.id: KnownSubject(
                id=each.subject.id,
                standing=each.standing,
                strength=each.strength,
                fingerprint=fingerprints.of(each),
                positions=tuple(_positions(each)),
                opposed=oppositions(each),
                attested=tuple(sorted(_silent(each) if silences else _attested(each, readings))),
            )
            for each in sorted(findings.subjects, key=lambda each: each.subject.id)
        },
        sources={
            each.id: KnownSource(each.id, each.title, each.published, each.url, each.text.sha256 if each.text else None)
            for each in sorted(findings.casebook.sources, key=lambda each: each.id)
        },
        breaches=tuple(sorted(known_breaches(findings))),
        silences=silences,
    )


def answer_of(finding: SubjectFinding, position: int) -> Answer:
    """What tells a position of a subject from every other."""
    return finding.positions[position].canonical, finding.positions[position].stance


def oppositions(finding: SubjectFinding) -> tuple[Opposition, ...]:
    """The positions that oppose each other with no gate between them."""
    pairs = ((sorted(answer_of(finding, at) for at in each.between), each.strength) for each in finding.relations if each.live)
    return tuple(sorted(Opposition((one, other), strength) for (one, other), strength in pairs))


def known_breaches(findings: Findings) -> dict[KnownBreach, Breach]:
    """Every breach by its content: the rule, and which answers do not go together."""
    claims = {each.uid: each for each in findings.claims}
    return {_known_breach(each, claims): each for each in findings.breaches}


def _known_breach(breach: Breach, claims: Mapping[str, Claim]) -> KnownBreach:
    answers = ((claims[uid].canonical or claims[uid].written, claims[uid].stance) for uid in breach.claims)
    return KnownBreach(breach.rule, tuple(zip(breach.subjects, answers, strict=True)), breach.strength)


def _positions(finding: SubjectFinding) -> Iterator[KnownPosition]:
    for at, each in enumerate(finding.positions):
        yield KnownPosition(each.value, answer_of(finding, at), each.sources, (each.origins.low, each.origins.high))


def _silent(finding: SubjectFinding) -> Iterator[str]:
    return (each.source for each in finding.absent if each.word is AbsenceWord.SILENT)


def _attested(finding: SubjectFinding, readings: Mapping[str, Reading]) -> Iterator[str]:
    """Whether an absence is silence or not checked depends on the text at hand; what a reader attests does not."""
    for each in finding.absent:
        reading = readings.get(each.source)
        if each.word in _MAYBE_SILENT and reading and reading.by and reading.on and looked_for(finding.subject, reading):
            yield each.source
