"""baseline.json as text, and a baseline read back from it or from any findings.json (design section 7)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

from compare.core.changes import Baseline, KnownBreach, KnownPosition, KnownSource, KnownSubject, Opposition, identity
from compare.core.findings import OPPOSED, RelationKind, Standing
from compare.core.json_lines import one_record_a_line
from compare.review.fingerprints import stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.changes import Answer

FORMAT: Final = 1
"""1: the first format of baseline.json. A newer one is refused: what is not understood must not look like no change."""
_FINDINGS_FORMAT: Final = 1
_HALF: Final = re.compile("[\ud800-\udfff]")
"""Half a character, which JSON can write and no page or file can hold."""
Record = dict[str, Any]
_Known = TypeVar("_Known", KnownSubject, KnownSource)


class BaselineError(ValueError):
    """The text is no baseline that this version can read; the message says why, and what can be done."""


def baseline_json(baseline: Baseline) -> str:
    """The baseline as text: one record a line, sorted, no clock, no path, slim."""
    return one_record_a_line(
        {
            "format": FORMAT,
            "kind": "whosays baseline",
            "sources": [_source(each) for each in baseline.sources.values()],
            "subjects": [_subject(each) for each in baseline.subjects.values()],
            "breaches": [_breach(each) for each in baseline.breaches],
        }
    )


def _source(source: KnownSource) -> Record:
    return {"id": source.id, "title": source.title, "published": source.published, "url": source.url, "text": source.text}


def _subject(subject: KnownSubject) -> Record:
    places = {each.answer: at for at, each in enumerate(subject.positions)}
    return {
        "id": subject.id,
        "standing": subject.standing.value,
        "strength": subject.strength,
        "fingerprint": subject.fingerprint,
        "positions": [
            {
                "value": each.value,
                "canonical": each.answer[0],
                "stance": each.answer[1],
                "sources": list(each.sources),
                "origins": list(each.origins),
            }
            for each in subject.positions
        ],
        "opposed": [[*sorted(places[answer] for answer in each.answers), each.strength] for each in subject.opposed],
        "looked_for": list(subject.attested),
    }


def _breach(breach: KnownBreach) -> Record:
    answers = [{"subject": subject, "canonical": value, "stance": stance} for subject, (value, stance) in breach.answers]
    return {"rule": breach.rule, "strength": breach.strength, "answers": answers}


def baseline_from(text: str, name: str) -> Baseline:
    """The baseline that a text holds: baseline.json or findings.json.

    Args:
        text: what the file holds.
        name: what the baseline was called when it was asked for.

    Raises:
        BaselineError: it is neither, or of a newer format.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise BaselineError(f"it is not JSON ({fault})") from None
    if not isinstance(document, dict) or not isinstance(document.get("subjects"), list):
        raise BaselineError("it holds no subjects: a baseline is what `whosays baseline` writes, or a findings.json")
    ours = document.get("kind") == "whosays baseline"
    newest = FORMAT if ours else _FINDINGS_FORMAT
    if document.get("format") != newest:
        raise BaselineError(f"it has format {document.get('format')!r}, and this version reads format {newest}")
    try:
        return _read_baseline(document, name) if ours else _read_findings(document, name)
    except BaselineError:
        raise
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as fault:
        raise BaselineError(f"something in it is missing or of another form ({type(fault).__name__}: {fault})") from None


def _read_baseline(document: Record, name: str) -> Baseline:
    return Baseline(
        name=name,
        subjects=_once("subject", map(_known_subject, document["subjects"])),
        sources=_sources(document),
        breaches=tuple(
            sorted(
                _known_breach(
                    each, [(_text(one["subject"]), (_text(one["canonical"]), _text(one["stance"]))) for one in each["answers"]]
                )
                for each in document["breaches"]
            )
        ),
    )


def _known_breach(record: Record, answers: list[tuple[str, Answer]]) -> KnownBreach:
    if not answers:
        raise TypeError("a breach of a rule is one by some answers")
    return KnownBreach(_text(record["rule"]), tuple(answers), _text(record["strength"]))


def _position(record: Record) -> KnownPosition:
    answer = (_text(record["canonical"]), _text(record["stance"]))
    return KnownPosition(_text(record["value"]), answer, _texts(record["sources"]), _origins(record["origins"]))


def _known_subject(record: Record) -> KnownSubject:
    positions = tuple(map(_position, record["positions"]))
    opposed = (
        _opposition(positions[_place(one)].answer, positions[_place(other)].answer, strength)
        for one, other, strength in record["opposed"]
    )
    return KnownSubject(
        id=_text(record["id"]),
        standing=Standing(record["standing"]),
        strength=_text(record["strength"]),
        fingerprint=_text(record["fingerprint"]),
        positions=positions,
        opposed=tuple(sorted(opposed)),
        attested=_texts(record["looked_for"]),
    )


def _read_findings(document: Record, name: str) -> Baseline:
    sources = _sources(document)
    identities = {each.id: identity(each) for each in sources.values()}
    answers = {each["id"]: _answer(each) for each in document["claims"]}
    subjects = _once("subject", (_found_subject(each, identities) for each in document["subjects"]))
    breaches = (
        _known_breach(
            each, [(_text(subject), answers[uid]) for subject, uid in zip(each["subjects"], each["claims"], strict=True)]
        )
        for each in document["breaches"]
    )
    return Baseline(name, subjects, sources, tuple(sorted(set(breaches))), silences=True)


def _answer(claim: Record) -> Answer:
    value = claim["value"]
    return _text(value["canonical"] if value["canonical"] is not None else value["written"]), _text(claim["stance"])


def _found_subject(record: Record, identities: dict[str, str]) -> KnownSubject:
    positions = tuple(map(_position, record["positions"]))
    relations = [(*(positions[at].answer for at in each["between"]), each) for each in record["relations"]]
    held = ((each.answer, tuple(identities[source] for source in each.sources), each.origins) for each in positions)
    stood = ((one, other, each["relation"], each["gate"] or "", each["strength"]) for one, other, each in relations)
    return KnownSubject(
        id=_text(record["id"]),
        standing=Standing(record["standing"]),
        strength=_text(record["strength"]),
        fingerprint=stamp_of(held, stood),
        positions=positions,
        opposed=tuple(sorted(_opposition(one, other, each["strength"]) for one, other, each in relations if _live(each))),
        attested=_texts(record["absent"]["silent"]),
    )


def _live(relation: Record) -> bool:
    return relation["gate"] is None and RelationKind(relation["relation"]) in OPPOSED


def _opposition(one: Answer, other: Answer, strength: str) -> Opposition:
    first, second = sorted((one, other))
    return Opposition((first, second), _text(strength))


def _sources(document: Record) -> dict[str, KnownSource]:
    return _once("source", map(_known_source, document["sources"]))


def _once(what: str, records: Iterable[_Known]) -> dict[str, _Known]:
    """The records by id; one that stands there twice, as after a merge by hand, would hide the other."""
    found: dict[str, _Known] = {}
    for each in records:
        if each.id in found:
            raise BaselineError(f"{what} {each.id} stands in it twice")
        found[each.id] = each
    return found


def _known_source(record: Record) -> KnownSource:
    """A source of either file: its text is a digest, or a record that holds one."""
    text = record["text"]
    sha256 = text["sha256"] if isinstance(text, dict) else text
    url, digest = (None if each is None else _text(each) for each in (record["url"], sha256))
    return KnownSource(_text(record["id"]), _text(record["title"]), _text(record["published"]), url, digest)


def _place(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise TypeError(f"the place of a position is wanted, not {value!r}")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or _HALF.search(value):
        raise TypeError(f"text is wanted, not {value!r}")
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"a list is wanted, not {values!r}")
    return tuple(map(_text, values))


def _origins(value: object) -> tuple[int, int]:
    match value:
        case [int(low), int(high)]:
            return low, high
    raise TypeError(f"two counts are wanted, not {value!r}")
