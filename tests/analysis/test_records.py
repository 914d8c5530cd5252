"""The findings on a claims table: every record that findings.json and the report are made from, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from compare.analysis.kernel import judge_table
from compare.analysis.records import claim_ids, table_findings
from compare.core.columns import OPTIONAL, ClaimsTable, Column
from compare.core.findings import Absence, AbsenceWord, Gate, RelationKind, Standing
from compare.core.model import Claim, Entity, Location, Quote, Source, Subject

if TYPE_CHECKING:
    from compare.core.findings import Findings, SubjectFinding

QUALIFIERS = tuple(name for name in OPTIONAL if name != "kind")
FILE = "bridge.csv"
Row = dict[str, str]


def terms(kind: str, question: str = "", **more: Any) -> Subject:
    return Subject("", question, kind, Location(""), **more)


TERMS = {
    "bridge/opened": terms("date", "When did it open?", weight="high"),
    "bridge/builders": terms("names"),
    "bridge/unasked": terms("text"),
}


def said(subject: str, source: str, value: str, **qualifiers: str) -> Row:
    return {"subject": f"bridge/{subject}", "source": source, "value": value, **qualifiers}


def table(*rows: Row, lines: bool = True, of: dict[str, Subject] | None = None) -> ClaimsTable:
    """A table with those columns only that a row fills."""
    subject, source, value = (Column.of([row[name] for row in rows]) for name in ("subject", "source", "value"))
    known = TERMS if of is None else of
    return ClaimsTable(
        subject,
        source,
        value,
        tuple(known.values()),
        np.array([list(known).index(each) for each in subject.texts], dtype=np.int32),
        {name: Column.of([row.get(name) for row in rows]) for name in QUALIFIERS if any(name in row for row in rows)},
        np.arange(2, len(rows) + 2, dtype=np.int32) if lines else None,
    )


ROWS = (
    said(
        "opened",
        "ledger",
        "1923-05-02",
        id="c2",
        published="1923-05-03",
        quote="on Wednesday",
        worded="that Wednesday",
        origin="own-reporting",
    ),
    said(
        "opened",
        "courier",
        "1923-05",
        published="1923-06-01",
        hedge="reported",
        origin="ledger; Press Agency",
        speaker="the mayor",
        as_of="1923",
        scope="for carts",
    ),
    said("opened", "herald", "1924", published="1924-01-01", corrects="ledger; courier", since="1924-01", until="1925"),
    said("opened", "rumour", "1924", published="1930", stance="denies"),
    said("builders", "herald", "Ada Lovelace", published="1924-01-02", list="closed"),
    said("builders", "ledger", "Ada Lovelace; Mary Shelley", published="1923-05-03", id="c1", list="open"),
    said("opened", "ledger", "a spring day", published="1923-05-03"),
)
PEOPLE = (Entity("ada", "Ada Lovelace", "person", Location("entities.csv")),)


@pytest.fixture(scope="module")
def found() -> Findings:
    judged = judge_table(table(*ROWS))
    return table_findings(judged, "Bridges", FILE, PEOPLE, {"rumour": "herald", "courier": "ledger", "unheard-of": "ledger"})


def on(found: Findings, subject: str) -> SubjectFinding:
    return next(each for each in found.subjects if each.subject.id == f"bridge/{subject}")


def claim(claim_id: str, source: str, subject: str, written: str, line: int, **more: Any) -> Claim:
    quote = Quote(more.pop("quote", ""))
    return Claim(claim_id, source, f"bridge/{subject}", written, quote, Location(FILE, line), **more)


def test_every_claim_has_what_its_row_says_and_what_its_value_means(found: Findings) -> None:
    assert found.claims == (
        claim(
            *("bridge/opened", "courier", "opened", "1923-05", 3),
            canonical="1923-05",
            shown="May 1923",
            hedge="reported",
            as_of="1923",
            scope="for carts",
            via=("ledger", "Press Agency"),
            speaker="the mayor",
        ),
        claim(
            *("bridge/builders", "herald", "builders", "Ada Lovelace", 6),
            canonical="ada lovelace",
            shown="Ada Lovelace",
            closed=True,
            as_of="1924-01-02",
        ),
        claim(
            *("bridge/opened", "herald", "opened", "1924", 4),
            canonical="1924",
            shown="1924",
            as_of="1924-01-01",
            corrects=("ledger", "courier"),
            since="1924-01",
            until="1925",
        ),
        claim("bridge/opened", "ledger", "opened", "a spring day", 8, shown="a spring day"),
        claim(
            *("c1", "ledger", "builders", "Ada Lovelace; Mary Shelley", 7),
            canonical="ada lovelace; mary shelley",
            shown="Ada Lovelace and Mary Shelley",
        ),
        claim(
            *("c2", "ledger", "opened", "1923-05-02", 2),
            canonical="1923-05-02",
            shown="2 May 1923",
            quote="on Wednesday",
            worded="that Wednesday",
            via=("own-reporting",),
        ),
        claim("bridge/opened", "rumour", "opened", "1924", 5, canonical="1924", shown="1924", stance="denies"),
    )
    assert found.casebook.claims == found.claims


def test_a_source_is_published_on_the_day_that_all_its_claims_give_if_it_is_one(found: Findings) -> None:
    place = Location(FILE)
    assert found.casebook.sources == (
        Source("courier", "courier", "1923-06-01", "", place),
        Source("herald", "herald", "", "", place),
        Source("ledger", "ledger", "1923-05-03", "", place),
        Source("rumour", "rumour", "1930", "", place),
    )


def test_a_subject_without_a_question_is_asked_by_its_id_and_one_without_claims_is_none(found: Findings) -> None:
    subjects = (
        Subject("bridge/builders", "bridge/builders", "names", Location(FILE)),
        Subject("bridge/opened", "When did it open?", "date", Location(FILE), weight="high"),
    )
    assert (found.casebook.subjects, tuple(each.subject for each in found.subjects)) == (subjects, subjects)


def test_the_title_and_the_entities_are_those_given(found: Findings) -> None:
    assert (found.casebook.title, found.casebook.entities) == ("Bridges", PEOPLE)


def test_what_counts_as_another_is_told_of_sources_of_the_table_only_and_by_name(found: Findings) -> None:
    assert list(found.counted_as.items()) == [("courier", "ledger"), ("rumour", "herald")]
    assert table_findings(judge_table(table(*ROWS)), "Bridges", FILE).counted_as == {}


def test_positions_relations_and_the_standing_are_those_of_a_casebook(found: Findings) -> None:
    opened = on(found, "opened")
    assert (opened.standing, opened.strength, opened.severity, opened.shape) == (Standing.CONTESTED, "firm", "high", "1-1")
    assert opened.because == "One affirms “1924”, the other denies “1924”."
    assert opened.headline == "Sources contradict each other 1-1: “1924” (1 source) against not “1924” (1 source)."
    assert [(each.value, each.stance, each.claims, each.sources, each.worded) for each in opened.positions] == [
        ("2 May 1923", "affirms", ("ledger#c2",), ("ledger",), ("that Wednesday",)),
        ("May 1923", "affirms", ("courier#bridge/opened",), ("courier",), ("May 1923",)),
        ("1924", "affirms", ("herald#bridge/opened",), ("herald",), ("1924",)),
        ("1924", "denies", ("rumour#bridge/opened",), ("rumour",), ("1924",)),
    ]
    assert [(each.as_of, each.since) for each in opened.positions] == [
        ("1923-05-03", "1923-05-03"),
        ("1923", "1923"),
        ("1925", "1924-01"),
        ("1930", "1930"),
    ]
    assert [each.supporters for each in opened.positions] == [("courier",), (), (), ()]
    assert opened.most_supported == 0
    assert opened.unread == ("ledger#bridge/opened",)
    first = opened.relations[0]
    assert (first.claims, first.relation, first.finer) == (("ledger#c2", "courier#bridge/opened"), RelationKind.REFINES, 0)
    assert (first.dependence, first.strength) == ("cites", "qualified")
    assert first.because == "“that Wednesday” lies within “May 1923” and is more exact."
    corrected = opened.relations[1]
    assert (corrected.between, corrected.gate) == ((0, 2), Gate.REVISION)


def test_a_source_that_only_denies_is_named_and_of_the_others_nothing_is_known(found: Findings) -> None:
    denies = Absence("rumour", AbsenceWord.DENIES, "It only denies a reading others affirm.")
    assert (on(found, "opened").absent, on(found, "builders").absent) == ((denies,), ())


def test_sources_that_only_deny_are_named_in_order_and_one_that_also_affirms_is_not() -> None:
    rows = [said("opened", source, "1924", stance="denies") for source in ("west", "north", "east")]
    found = table_findings(judge_table(table(*rows, said("opened", "north", "1923"))), "Bridges", FILE)
    assert [each.source for each in on(found, "opened").absent] == ["east", "west"]


def test_every_claim_and_source_has_its_days_and_every_date_what_it_spans(found: Findings) -> None:
    assert found.days == {
        "courier": (702147, 702147),
        "courier#bridge/opened": (701996, 702360),
        "herald": (None, None),
        "herald#bridge/builders": (702362, 702362),
        "herald#bridge/opened": (702361, 703091),
        "ledger": (702118, 702118),
        "ledger#bridge/opened": (702118, 702118),
        "ledger#c1": (702118, 702118),
        "ledger#c2": (702118, 702118),
        "rumour": (704553, 704917),
        "rumour#bridge/opened": (704553, 704917),
    }
    written = {"1923", "1923-05-03", "1923-06-01", "1924-01", "1924-01-01", "1924-01-02", "1925", "1930"}
    assert set(found.dates) == written


def test_of_every_subject_the_best_supported_position_is_named_by_its_place_in_it() -> None:
    rows = [said(subject, source, "1923") for subject in ("opened", "closed") for source in ("a", "b")]
    rows += [said(subject, "c", "1924") for subject in ("opened", "closed")]
    of = {"bridge/opened": terms("date"), "bridge/closed": terms("date")}
    found = table_findings(judge_table(table(*rows, of=of)), "Bridges", FILE)
    assert [(each.most_supported, each.positions[0].value) for each in found.subjects] == [(0, "1923"), (0, "1923")]
    assert [[each.between for each in finding.relations] for finding in found.subjects] == [[(0, 1)], [(0, 1)]]


def test_a_table_of_three_columns_and_without_lines_comes_to_plain_claims() -> None:
    rows = (said("unasked", "b", "An old bridge"), said("unasked", "a", "an old bridge"))
    found = table_findings(judge_table(table(*rows, lines=False)), "Bridges", FILE)
    assert found.claims == (
        claim("bridge/unasked", "a", "unasked", "an old bridge", 0, canonical="an old bridge", shown="an old bridge"),
        claim("bridge/unasked", "b", "unasked", "An old bridge", 0, canonical="an old bridge", shown="An old bridge"),
    )
    assert [(each.id, each.published) for each in found.casebook.sources] == [("a", ""), ("b", "")]
    assert (found.copy_hints, found.casebook.entities) == ((), ())


def test_claims_that_would_have_one_id_are_numbered_within_their_source() -> None:
    rows = [
        said("opened", "b", "1923", id="x"),
        said("opened", "a", "1923", id="x"),
        said("opened", "a", "1924", id="x"),
        said("opened", "a", "1925", id="x"),
        said("unasked", "a", "old"),
        said("unasked", "a", "new"),
    ]
    judged = judge_table(table(*rows))
    ids = dict(zip(judged.claims.row.tolist(), claim_ids(judged), strict=True))
    assert [ids[row] for row in range(6)] == ["x", "x", "x.2", "x.3", "bridge/unasked.2", "bridge/unasked"]
    assert [each.uid for each in table_findings(judged, "Bridges", FILE).claims] == [
        "a#bridge/unasked",
        "a#bridge/unasked.2",
        "a#x",
        "a#x.2",
        "a#x.3",
        "b#x",
    ]


@pytest.mark.parametrize(
    ("dates", "in_time"),
    [
        (({}, {}), "“1923” (1 source), “1924” (1 source)"),
        (({"since": "1900"}, {"as_of": "1930"}), "“1923” as of 1900 (1 source), “1924” as of 1930 (1 source)"),
    ],
)
def test_a_correction_that_nobody_dates_is_told_without_a_date(dates: tuple[Row, Row], in_time: str) -> None:
    rows = (said("opened", "a", "1923", **dates[0]), said("opened", "b", "1924", corrects="a", **dates[1]))
    finding = on(table_findings(judge_table(table(*rows)), "Bridges", FILE), "opened")
    assert finding.headline == f"Corrected later: {in_time}."
