"""findings.json: the machine-readable result, format 1 (design section 8). Names and meanings are a contract; see there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compare.core.findings import AbsenceWord
from compare.core.json_lines import in_parts
from compare.core.problems import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.findings import AliasSeen, Breach, Findings, Position, Relation, SourceCopying, SubjectFinding
    from compare.core.model import ArticleText, Claim, Entity, Source, Subject
    from compare.core.problems import Problem
    from compare.core.retired import Retired

FORMAT: Final = 1
"""1: the first published format. Added since: `retired`, the ids no longer used, with what stands in their place; of a
position `canonical` and `stance`, which tell it from the others in a later run."""

Record = dict[str, Any]


def findings_json(findings: Findings) -> str:
    """The findings as JSON text, one record a line: sorted, without a clock, an absolute path or any article text.

    Lists are sorted by id, positions keep the order to which the `between` of relations refers.
    """
    return "".join(findings_parts(findings))


def findings_parts(findings: Findings) -> Iterator[str]:
    """The same line by line: of a large casebook the whole would take several times the room of the findings."""
    return in_parts(_document(findings))


def _document(findings: Findings) -> Record:
    casebook = findings.casebook
    kinds = {each.subject.id: each.subject for each in findings.subjects}
    return {
        "format": FORMAT,
        "casebook": {"title": casebook.title},
        "sources": (_source(each, casebook.texts.get(each.id)) for each in sorted(casebook.sources, key=lambda each: each.id)),
        "claims": (_claim(each, kinds.get(each.subject)) for each in sorted(findings.claims, key=lambda each: each.uid)),
        "subjects": (_subject(each) for each in sorted(findings.subjects, key=lambda each: each.subject.id)),
        "breaches": (_breach(each) for each in sorted(findings.breaches, key=_order_of_breach)),
        "copy_hints": (_copying(each) for each in sorted(findings.copy_hints, key=lambda each: each.sources)),
        "counted_as": dict(sorted(findings.counted_as.items())),
        "entities": _entities(findings),
        "retired": (_retired(each) for each in sorted(casebook.retired, key=lambda each: (each.what, each.id))),
        "problems": (_problem(each) for each in in_order(findings.problems)),
    }


def _source(source: Source, text: ArticleText | None) -> Record:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "text": {"sha256": source.text.sha256 if source.text else None, "at_hand": text is not None},
    }


def _claim(claim: Claim, subject: Subject | None) -> Record:
    """A claim; `list` is null unless the subject's kind is a list."""
    quote = claim.quote
    listed = subject is not None and subject.is_list
    return {
        "id": claim.uid,
        "source": claim.source,
        "subject": claim.subject,
        "kind": subject.kind if subject else None,
        "value": {"written": claim.written, "canonical": claim.canonical, "shown": claim.shown},
        "stance": claim.stance,
        "hedge": claim.hedge,
        "list": ("closed" if claim.closed else "open") if listed else None,
        "as_of": claim.as_of,
        "since": claim.since,
        "until": claim.until,
        "scope": claim.scope,
        "via": list(claim.via),
        "quote": {
            "text": quote.text,
            "state": quote.state,
            "start": quote.start,
            "end": quote.end,
            "sentence": quote.sentence,
        },
        "place": {"file": claim.place.file, "line": claim.place.line},
    }


def _subject(finding: SubjectFinding) -> Record:
    subject = finding.subject
    return {
        "id": subject.id,
        "question": subject.question,
        "kind": subject.kind,
        "time": subject.time,
        "weight": subject.weight,
        "standing": finding.standing.value,
        "strength": finding.strength,
        "shape": finding.shape,
        "severity": finding.severity,
        "headline": finding.headline,
        "because": finding.because,
        "positions": (_position(each) for each in finding.positions),
        "relations": (_relation(each) for each in sorted(finding.relations, key=lambda each: each.between)),
        "absent": _absent(finding),
        "decision": finding.decision.id if finding.decision else None,
        "decision_state": finding.decision_state,
        "most_supported": finding.most_supported,
        "unrelated": finding.unrelated,
    }


def _position(position: Position) -> Record:
    return {
        "value": position.value,
        "canonical": position.canonical,
        "stance": position.stance,
        "claims": list(position.claims),
        "sources": list(position.sources),
        "origins": [position.origins.low, position.origins.high],
        "supporters": sorted(position.supporters),
    }


def _relation(relation: Relation) -> Record:
    return {
        "between": list(relation.between),
        "claims": list(relation.claims),
        "relation": relation.relation.value,
        "gate": relation.gate.value if relation.gate else None,
        "strength": relation.strength,
        "internal": list(relation.internal),
        "dependence": relation.dependence,
        "rule": relation.rule,
        "because": relation.because,
    }


def _absent(finding: SubjectFinding) -> dict[str, list[str]]:
    """Every one of the six words with its sources: none is left out because nobody is absent in that way."""
    return {word.value: sorted(each.source for each in finding.absent if each.word is word) for word in AbsenceWord}


def _order_of_breach(breach: Breach) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return (breach.rule, breach.subjects, breach.claims)


def _breach(breach: Breach) -> Record:
    """Answers to different subjects that break a rule; `subjects`, `claims` and `sources` go side by side."""
    return {
        "rule": breach.rule,
        "subjects": list(breach.subjects),
        "claims": list(breach.claims),
        "sources": [list(each) for each in breach.sources],
        "strength": breach.strength,
        "internal": list(breach.internal),
        "because": breach.because,
    }


def _copying(hint: SourceCopying) -> Record:
    """A hint that two sources copy one another; the statistics are told to three decimals, as more would say nothing."""
    return {
        "sources": list(hint.sources),
        "subjects": hint.subjects,
        "same": hint.same,
        "strays": hint.strays,
        "rare": hint.rare,
        "alone": hint.alone,
        "expected": round(hint.expected, 3),
        "examples": [{"subject": subject, "value": value} for subject, value in hint.examples],
    }


def _entities(findings: Findings) -> list[Record]:
    seen: dict[str, list[AliasSeen]] = {}
    for each in sorted(findings.aliases_seen, key=lambda each: (each.entity, each.spelling, each.source)):
        seen.setdefault(each.entity, []).append(each)
    return [_entity(each, seen.get(each.id, [])) for each in sorted(findings.casebook.entities, key=lambda each: each.id)]


def _entity(entity: Entity, seen: list[AliasSeen]) -> Record:
    spellings = [{"spelling": each.spelling, "source": each.source, "count": each.count} for each in seen]
    return {"id": entity.id, "name": entity.name, "aliases_seen": spellings}


def _retired(retired: Retired) -> Record:
    """An id that a subject or entity had; `now` as the casebook declares it, some of which may be retired as well."""
    return {"what": retired.what, "id": retired.id, "now": list(retired.now), "because": retired.because, "on": retired.on}


def _problem(problem: Problem) -> Record:
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity,
        "place": {"file": place.file, "line": place.line, "column": place.column},
        "message": problem.message,
        "cure": problem.advice,
    }
