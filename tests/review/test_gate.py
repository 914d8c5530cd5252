"""What the gate makes of rules that are broken, and in which order it tells; the rest is tested through the command line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.core.changes import Baseline, KnownBreach
from compare.core.discrepancies import BaselineState, Discrepancy, FailOn, GateResult, Matter
from compare.core.findings import Breach, Findings, Origins, Position, Standing, SubjectFinding
from compare.core.model import Casebook, Claim, Location, Quote, Subject
from compare.core.problems import Problem
from compare.review.changes import changes_since
from compare.review.gate import gate

PLACE = Location("claims/a.yaml", 1, 1)
SUBJECTS = ("mill/built", "mill/burned")
ANSWERS = (("mill/built", ("2024", "affirms")), ("mill/burned", ("2023", "affirms")))
KNOWN = KnownBreach("first-built", ANSWERS, "firm")


def claim(identity: str, subject: str, value: str) -> Claim:
    return Claim(identity, "courier", subject, value, Quote(value), PLACE, value, value)


CLAIMS = (claim("built", "mill/built", "2024"), claim("burned", "mill/burned", "2023"), claim("again", "mill/burned", "2023"))


def breach(*claims: str, strength: str = "firm") -> Breach:
    uids = tuple(f"courier#{each}" for each in claims or ("built", "burned"))
    return Breach("first-built", SUBJECTS, uids, (("courier",), ("courier",)), strength, ("courier",), "It cannot be so.")


def position(*claims: str) -> Position:
    return Position("2023", "2023", "affirms", claims, ("courier",), Origins(1, 1))


def findings(*breaches: Breach, problems: tuple[Problem, ...] = ()) -> Findings:
    return Findings(Casebook("Mill"), CLAIMS, (), breaches=breaches, problems=problems)


def checked(found: Findings, *known: KnownBreach, fail_on: FailOn = FailOn.FIRM) -> GateResult:
    return gate(found, changes_since(Baseline("then", breaches=known), found), fail_on)


def states(result: GateResult) -> list[tuple[BaselineState | None, bool]]:
    return [(each.state, each.fails) for each in result.discrepancies]


def test_a_breach_that_the_baseline_does_not_know_fails_and_names_its_rule() -> None:
    (found,) = checked(findings(breach())).failing
    assert (found.matter, found.rule, found.subject) == (Matter.BREACH, "first-built", "mill/built")
    assert found.headline == "Rule first-built is broken by the answers on mill/built and mill/burned."
    assert found.why == "then does not know it."


def test_a_known_breach_passes_whichever_claims_show_it() -> None:
    for shown in (breach(), breach("built", "again")):
        assert states(checked(findings(shown), KNOWN)) == [(BaselineState.UNCHANGED, False)]


def test_a_breach_of_the_same_answers_is_told_once() -> None:
    assert states(checked(findings(breach(), breach("built", "again")))) == [(BaselineState.NEW, True)]


def test_a_breach_that_hardens_is_new_and_one_that_softens_is_the_same_and_none_of_them_is_resolved() -> None:
    softer = replace(KNOWN, strength="qualified")
    assert states(checked(findings(breach()), softer)) == [(BaselineState.NEW, True)]
    assert states(checked(findings(breach(strength="qualified")), KNOWN, fail_on=FailOn.QUALIFIED)) == [
        (BaselineState.UPDATED, False)
    ]


def test_a_breach_that_is_gone_is_told_as_absent_under_the_same_fingerprint() -> None:
    (gone,) = checked(findings(), KNOWN).discrepancies
    (there,) = checked(findings(breach()), KNOWN).discrepancies
    assert (gone.state, gone.fails, gone.rule) == (BaselineState.ABSENT, False, "first-built")
    assert gone.fingerprint == there.fingerprint


def test_nothing_is_told_as_gone_while_files_have_errors() -> None:
    wrong = (
        Problem("S203", PLACE, "no list"),
        Problem("S203", Location("seeds/b.yaml"), "no text"),
        Problem("F106", PLACE, "x"),
    )
    result = checked(findings(problems=wrong), KNOWN)
    assert (result.discrepancies, result.incomplete, result.failed) == ((), True, 2)


@pytest.mark.parametrize(
    ("fail_on", "strength", "fails"),
    [
        (FailOn.FIRM, "firm", True),
        (FailOn.FIRM, "qualified", False),
        (FailOn.QUALIFIED, "qualified", True),
        (FailOn.UNDETERMINED, "firm", True),
        (FailOn.NEVER, "firm", False),
    ],
)
def test_each_level_takes_in_those_before_it(fail_on: FailOn, strength: str, fails: bool) -> None:  # noqa: FBT001 - a column
    result = checked(findings(breach(strength=strength)), fail_on=fail_on)
    assert states(result) == [(BaselineState.NEW, fails)]
    assert ("but it is" in result.discrepancies[0].why) is not fails


def test_subjects_with_fewer_than_two_claims_are_skipped() -> None:
    numbers = ((), ("a#1",), ("a#1", "b#1"), ("a#1", "b#1", "c#1"))
    found = findings()
    subjects = tuple(
        SubjectFinding(
            Subject(f"mill/n{at}", "How?", "text", PLACE),
            Standing.AGREED,
            "none",
            "1",
            "none",
            "One.",
            "One.",
            (position(*each),),
        )
        for at, each in enumerate(numbers)
    )
    result = gate(replace(found, subjects=subjects), None)
    assert (result.compared, result.skipped, result.baseline) == (2, 2, None)


def test_what_fails_comes_first_then_what_is_new_then_what_is_known_then_what_is_gone() -> None:
    other = KnownBreach("other", ANSWERS, "firm")
    known = breach()
    result = checked(
        findings(
            known,
            replace(known, rule="a-new-one"),
            replace(known, rule="a-soft-one", strength="qualified"),
        ),
        KNOWN,
        other,
    )

    def told(each: Discrepancy) -> tuple[str, bool, BaselineState | None]:
        return each.rule, each.fails, each.state

    assert [told(each) for each in result.discrepancies] == [
        ("a-new-one", True, BaselineState.NEW),
        ("a-soft-one", False, BaselineState.NEW),
        ("first-built", False, BaselineState.UNCHANGED),
        ("other", False, BaselineState.ABSENT),
    ]
