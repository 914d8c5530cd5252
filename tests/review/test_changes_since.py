"""What became of a result since a baseline, found by content."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.core.changes import Baseline, Became, KnownSource, Opposition
from compare.core.findings import Standing
from compare.review.changes import changes_since, same_articles
from compare.review.gate import gate
from compare.review.known import known
from tests.report.conftest import make_findings

FINDINGS = make_findings(problems=False)
LEADER = "jnim/leader"


def before(**keys: object) -> Baseline:
    """What is known of the result, but for these keys of who leads."""
    baseline = known(FINDINGS, "b")
    was = replace(baseline.subjects[LEADER], **keys)  # type: ignore[arg-type]
    return replace(baseline, subjects={**baseline.subjects, LEADER: was})


def became(baseline: Baseline) -> list[tuple[str, Became]]:
    return [(each.subject, each.became) for each in changes_since(baseline, FINDINGS).subjects]


def test_against_itself_nothing_has_changed() -> None:
    changes = changes_since(known(FINDINGS, "b"), FINDINGS)
    assert not changes.any
    assert changes.same == len(FINDINGS.subjects)
    assert changes.decisions_stale == (LEADER,)


def test_an_opposition_that_was_not_there_is_new() -> None:
    assert became(before(opposed=(), standing=Standing.AGREED)) == [(LEADER, Became.NEW)]


def test_one_that_was_qualified_is_new_and_one_that_was_firm_is_not() -> None:
    (firm,) = known(FINDINGS, "b").subjects[LEADER].opposed
    assert became(before(opposed=(replace(firm, strength="qualified"),))) == [(LEADER, Became.NEW)]
    assert became(before(opposed=(firm,))) == []


def test_what_could_not_be_decided_is_new_where_nothing_was_at_odds() -> None:
    baseline = known(FINDINGS, "b")
    base = replace(baseline.subjects["jnim/base"], standing=Standing.UNCOVERED)
    assert became(replace(baseline, subjects={**baseline.subjects, "jnim/base": base})) == [("jnim/base", Became.NEW)]


def test_what_was_at_odds_and_is_not_any_more_is_resolved_whether_or_not_it_is_still_asked() -> None:
    baseline = known(FINDINGS, "b")
    was = replace(baseline.subjects["jnim/founded"], opposed=(Opposition((("a", "affirms"), ("b", "affirms")), "firm"),))
    gone = replace(was, id="jnim/gone")
    dropped = replace(was, id="jnim/quiet", opposed=(), standing=Standing.AGREED)
    subjects = {**baseline.subjects, "jnim/founded": was, gone.id: gone, dropped.id: dropped}
    assert became(replace(baseline, subjects=subjects)) == [
        ("jnim/founded", Became.RESOLVED),
        ("jnim/gone", Became.RESOLVED),
        ("jnim/quiet", Became.DROPPED),
    ]


def test_a_subject_that_was_not_asked_is_new_only_where_it_is_at_odds() -> None:
    assert became(Baseline("b", {}, known(FINDINGS, "b").sources, known(FINDINGS, "b").breaches)) == [
        ("jnim/base", Became.NEW),
        (LEADER, Became.NEW),
        ("jnim/allies", Became.ASKED),
        ("jnim/end", Became.ASKED),
        ("jnim/founded", Became.ASKED),
        ("jnim/strength", Became.ASKED),
    ]


def test_another_fingerprint_or_another_source_of_an_answer_is_a_change() -> None:
    assert became(before(fingerprint="1" * 64)) == [(LEADER, Became.CHANGED)]
    positions = known(FINDINGS, "b").subjects[LEADER].positions
    fewer = (replace(positions[0], sources=("afp",)), *positions[1:])
    assert became(before(positions=fewer)) == [(LEADER, Became.CHANGED)]


def test_a_breach_that_is_firm_only_now_is_new_and_one_that_is_qualified_only_now_is_not() -> None:
    baseline = known(FINDINGS, "b")
    qualified = tuple(sorted(replace(each, strength="qualified") for each in baseline.breaches))
    changes = changes_since(replace(baseline, breaches=qualified), FINDINGS)
    assert [each.strength for each in changes.breaches_new] == ["firm"]
    assert changes.breaches_resolved == ()
    firm = tuple(sorted(replace(each, strength="firm") for each in baseline.breaches))
    changes = changes_since(replace(baseline, breaches=firm), FINDINGS)
    assert (changes.breaches_new, changes.breaches_resolved) == ((), ())


def test_a_breach_is_new_or_resolved_by_its_content() -> None:
    baseline = known(FINDINGS, "b")
    other = replace(baseline.breaches[0], rule="another")
    changes = changes_since(replace(baseline, breaches=(other,)), FINDINGS)
    assert changes.breaches_resolved == (other,)
    assert len(changes.breaches_new) == len(FINDINGS.breaches)


def test_errors_in_our_files_make_it_incomplete() -> None:
    assert changes_since(known(FINDINGS, "b"), make_findings()).incomplete
    assert not changes_since(known(FINDINGS, "b"), FINDINGS).incomplete


def test_the_gate_and_the_changes_agree_on_what_is_new() -> None:
    changes = changes_since(before(opposed=(), standing=Standing.AGREED), FINDINGS)
    new = {each.subject for each in gate(FINDINGS, changes).discrepancies if each.state == "new"}
    assert new == {each.subject for each in changes.of(Became.NEW)} == {LEADER}


A = KnownSource("a", "A title", "2024-01", "https://example.org/a", "1" * 64)
B = KnownSource("b", "B title", "2024-02", None, "2" * 64)


@pytest.mark.parametrize(
    ("after", "same"),
    [
        ((A, B), {"a": "a", "b": "b"}),
        ((replace(A, id="x"), B), {"a": "x", "b": "b"}),  # by its address
        ((A, replace(B, id="x")), {"a": "a", "b": "x"}),  # by its title and date
        ((A, replace(B, id="x", title="Other")), {"a": "a", "b": "x"}),  # by its text
        ((replace(A, url="https://example.org/new", text=None), B), {"a": "a", "b": "b"}),  # by its id
        ((replace(A, id="b"), replace(B, id="a")), {"a": "b", "b": "a"}),  # exchanged
        ((replace(A, id="x", url="https://example.org/x", text=None), B), {"b": "b"}),  # another article
        ((A, replace(A, id="x"), B), {"a": "a", "b": "b"}),  # the same twice: its own id goes before
        ((replace(A, id="x"), replace(A, id="y"), B), {"b": "b"}),  # nobody knows which
    ],
)
def test_an_article_is_known_again_by_what_it_is(after: tuple[KnownSource, ...], same: dict[str, str]) -> None:
    assert same_articles({"a": A, "b": B}, {each.id: each for each in after}) == same


def test_articles_without_a_text_are_not_taken_for_each_other() -> None:
    one, other = replace(A, text=None), replace(B, id="x", title="Other", text=None)
    assert same_articles({"a": one}, {"x": other}) == {}
