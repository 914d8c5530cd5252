"""Why a relation holds, as an editor reads it: both values as worded, no jargon, a whole sentence, for every rule there is."""

from __future__ import annotations

import re
from dataclasses import replace
from string import Formatter
from typing import TYPE_CHECKING, Any, Final

import pytest

from compare.analysis.because import SENTENCES
from compare.analysis.judge import judge
from compare.analysis.rule_cases import CASES, Case, Said, casebook_of
from compare.core.entities import Entities
from compare.core.model import Casebook, Claim, Location, Quote, Source
from compare.kinds import registered
from compare.kinds.base import example_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.findings import Relation

PLACE: Final = Location("test")
BOTH: Final = (("a", "b"), ("finer", "coarser"), ("affirmed", "denied"), ("said_a", "said_b"), ("new", "old"))
JARGON: Final = re.compile(
    r"\b(intervals?|tokens?|canonical|resolv\w+|pars\w+|strings?|nulls?|thresholds?|scores?|heuristic\w*|normali[sz]\w+"
    r"|match\w*|algorithm\w*|boolean|edtf|iso|entit\w+|stances?|gates?|levels?|positions?|claims?|fold\w*|bounded?|set)\b",
    re.IGNORECASE,
)


def patterns() -> Iterator[tuple[str, str]]:
    """Every sentence before it is filled, with the id of its rule; those of kinds also where several answers may hold."""
    yield from SENTENCES.items()
    for name, kind in registered().items():
        for takes in ("one", "many"):
            subject = example_subject(name, **{**kind.example_terms, "takes": takes})
            for level in kind(subject, Entities(kind.example_entities)).levels:
                yield f"{name}.{level.name} where {takes} may hold", level.because


PATTERNS: Final = dict(patterns())


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_a_sentence_names_both_values(pattern: str) -> None:
    named = {name for _, name, _, _ in Formatter().parse(pattern) if name}
    assert any(set(pair) <= named for pair in BOTH)


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_a_sentence_has_no_jargon(pattern: str) -> None:
    said = re.sub(r"{\w+}", "", pattern)
    assert JARGON.findall(said) == []


def examples() -> Iterator[tuple[str, Casebook]]:
    """All examples of the rules as casebooks of two claims, by what they are examples of."""
    for rule, shown in CASES.items():
        for number, case in enumerate(shown.examples):
            yield f"{rule} {number}", casebook_of(case)
    for name, kind in registered().items():
        for example in kind.examples:
            sides = ((example.a, example.a_closed), (example.b, example.b_closed))
            subject = example_subject(name, **{**kind.example_terms, **example.terms})
            claims = tuple(_claim(source, subject.id, *side) for source, side in zip("ab", sides, strict=True))
            sources = tuple(Source(each, each, "2020-01-01", "", PLACE, f"Paper {each}") for each in "ab")
            book = Casebook("", sources=sources, entities=tuple(kind.example_entities), subjects=(subject,), claims=claims)
            yield f"{name}.{example.level} {example.a} / {example.b} {sorted(example.terms.items())}", book


def _claim(source: str, subject: str, written: str, closed: Any) -> Claim:
    return Claim("c", source, subject, written, Quote("q"), PLACE, closed=bool(closed))


EXAMPLES: Final = dict(examples())


def told(book: Casebook) -> tuple[Relation, ...]:
    return judge(book).subjects[0].relations


@pytest.mark.parametrize("book", EXAMPLES.values(), ids=EXAMPLES)
def test_a_sentence_quotes_both_sources_and_is_whole(book: Casebook) -> None:
    worded = replace(book, claims=tuple(replace(each, worded=f"{each.source} says {each.written}") for each in book.claims))
    for relation in told(worded):
        for claim in worded.claims:
            assert f"“{claim.as_worded}”" in relation.because
        assert whole(relation.because)


def whole(text: str) -> bool:
    """Whether it begins as sentences do and ends in a full stop, with single spaces and nothing left to fill in."""
    unquoted = re.sub("“[^”]*”", "X", text)
    return bool(re.fullmatch(r"[A-Z].*[^.]\.", unquoted)) and not re.search(r"  |\. [a-z]|[{}]| [.,:;]", unquoted)


def test_a_text_in_two_halves_is_not_whole() -> None:
    assert whole("“2,000” and “5,000” differ. No number fits both.")
    assert not any(map(whole, ("it differs.", "It differs", "It differs. no number fits.", "It  differs.", "{a} differs.")))


@pytest.mark.parametrize(
    ("one", "other", "terms", "sentence"),
    [
        (
            Said("5", since="2015", as_of="2017"),
            Said("6", as_of="2018"),
            {"time": "changing"},
            (
                "“5 fighters” is said to hold since 2015, as of 2017, “6 fighters” as of 2018: the answer may "
                "have changed. No number fits both “5 fighters” and “6 fighters”."
            ),
        ),
        (
            Said("5", since="2014", until="2016"),
            Said("6"),
            {"time": "changing"},
            (
                "“5 fighters” is said to hold from 2014 to 2016, “6 fighters” as of 1 January 2020: the answer "
                "may have changed. "
                "No number fits both “5 fighters” and “6 fighters”."
            ),
        ),
        (
            Said("5", corrects=True),
            Said("6"),
            {},
            (
                "The first source corrects or replaces what the second source reported: “5 fighters” instead of “6 fighters”. "
                "No number fits both “5 fighters” and “6 fighters”."
            ),
        ),
        (
            Said("5", scope="dead"),
            Said("6", scope="hurt"),
            {},
            "“5 fighters” is said of “dead”, “6 fighters” of “hurt”: the two do not measure the same thing.",
        ),
        (
            Said("5"),
            Said("6"),
            {"scope_required": True},
            (
                "“5 fighters” and “6 fighters” cannot be weighed against each other: neither says what exactly "
                "is counted or meant."
            ),
        ),
        (
            Said("5", scope="dead"),
            Said("6"),
            {"scope_required": True},
            (
                "“5 fighters” and “6 fighters” cannot be weighed against each other: the second source does not "
                "say what exactly is counted or meant."
            ),
        ),
        (
            Said("5", as_of="../2018"),
            Said("6", as_of="2017/.."),
            {"time": "changing"},
            "“5 fighters” and “6 fighters” cannot be weighed against each other, because neither says when exactly it holds.",
        ),
        (
            Said("5", as_of="2017"),
            Said("6", as_of="2017/.."),
            {"time": "changing"},
            (
                "“5 fighters” and “6 fighters” cannot be weighed against each other, because the second source "
                "does not say when exactly it holds."
            ),
        ),
    ],
)
def test_what_a_gate_says_of_two_answers(one: Said, other: Said, terms: dict[str, Any], sentence: str) -> None:
    (relation,) = judge(casebook_of(Case("", one, other, terms=terms))).subjects[0].relations
    assert relation.because == sentence
