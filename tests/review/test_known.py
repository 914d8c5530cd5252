"""What is known of a result, whatever is at hand of its article texts."""

from __future__ import annotations

from dataclasses import replace

from compare.core.findings import Absence, AbsenceWord
from compare.core.model import Reading
from compare.review.known import known
from tests.report.conftest import make_findings, place

FINDINGS = make_findings()


def with_absence(word: AbsenceWord, **reading: object) -> list[str]:
    """Who is known to have looked for an answer on the strength, where one source is absent in this way."""
    read = Reading("quds", place("claims/quds.yaml"), **{"by": "desk", "on": "2026-11-22", "full": True, **reading})  # type: ignore[arg-type]
    subjects = tuple(
        replace(each, absent=(Absence("quds", word, ""),)) if each.subject.id == "jnim/strength" else each
        for each in FINDINGS.subjects
    )
    findings = replace(FINDINGS, subjects=subjects, casebook=replace(FINDINGS.casebook, readings=(read,)))
    return list(known(findings, "b").subjects["jnim/strength"].attested)


def test_who_looked_is_known_whether_or_not_the_text_is_at_hand() -> None:
    assert with_absence(AbsenceWord.SILENT) == with_absence(AbsenceWord.NOT_CHECKED) == ["quds"]


def test_only_a_named_reader_who_looked_for_it_attests() -> None:
    assert with_absence(AbsenceWord.NOT_CHECKED, by=None) == []
    assert with_absence(AbsenceWord.NOT_CHECKED, on=None) == []
    assert with_absence(AbsenceWord.NOT_CHECKED, full=False, subjects=("jnim/leader",)) == []
    assert with_absence(AbsenceWord.NOT_CHECKED, full=False, subjects=("jnim/strength",)) == ["quds"]
    assert with_absence(AbsenceWord.NOT_APPLICABLE) == []


def test_silence_found_in_the_texts_is_known_only_where_it_is_asked_for() -> None:
    silent = known(FINDINGS, "b", silences=True).subjects["jnim/strength"]
    assert silent.attested == ("quds",)
    assert known(FINDINGS, "b").subjects["jnim/strength"].attested == ()


def test_it_is_sorted_by_id_whatever_the_order_of_the_result() -> None:
    turned = replace(
        FINDINGS,
        subjects=FINDINGS.subjects[::-1],
        breaches=FINDINGS.breaches[::-1],
        casebook=replace(FINDINGS.casebook, sources=FINDINGS.casebook.sources[::-1]),
    )
    one, other = known(FINDINGS, "b"), known(turned, "b")
    assert one == other
    assert list(one.subjects) == list(other.subjects) == sorted(one.subjects)
    assert list(one.sources) == list(other.sources) == sorted(one.sources)
