"""The page of changes, and what other pages say of a baseline."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import html5lib
import pytest

from compare.core.change_words import KINDS
from compare.report.site import render
from compare.review.baseline_file import baseline_from, baseline_json
from compare.review.changes import changes_since
from compare.review.known import known
from tests.cli.changed import changed
from tests.cli.conftest import BROKEN, FILES, contents, whosays, write
from tests.report.conftest import RULES, SCRIPT, Hostile, elements, make_findings, parse, shown

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element


def page(report: Path, name: str) -> Element[Any]:
    tree: Element[Any] = html5lib.HTMLParser(strict=True).parse((report / name).read_text(encoding="utf-8"))
    return tree


def said(element: Element[Any]) -> str:
    return " ".join(shown(element).split())


def main_of(report: Path, name: str) -> str:
    return said(next(elements(page(report, name), "main")))


def ids(report: Path, name: str) -> set[str]:
    return {each.attrib["id"] for each in page(report, name).iter() if "id" in each.attrib}


def build(book: Path, *options: object, code: int = 0) -> Path:
    result = whosays("build", book, "--quiet", *options)
    assert result.exit_code == code, result.output
    return book / "reports"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small casebook with one contradiction."""
    write(tmp_path / "book", FILES)
    return tmp_path / "book"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with a change of every kind."""
    book = tmp_path_factory.mktemp("book")
    return build(book, "--baseline", changed(book))


def rows_of(report: Path, anchor: str) -> list[list[str]]:
    """The table of answers of one subject, without its head."""
    (change,) = (each for each in page(report, "changes.html").iter() if each.attrib.get("id") == anchor)
    rows = [[said(cell) for cell in row if cell.tag[-2:] in {"th", "td"}] for row in elements(change, "tr")]
    return rows[1:]


def test_every_kind_of_change_stands_on_the_page_in_its_order(report: Path) -> None:
    heads = [each.attrib.get("id") for each in elements(page(report, "changes.html"), "h2")]
    assert heads == [each.id for each in KINDS if each.id != "expired"]
    text = main_of(report, "changes.html")
    assert "What is not as it was in reports/baseline.json. 2 subjects are as they were." in text


def test_the_page_says_what_the_command_says(report: Path) -> None:
    told = json.loads(
        whosays("changes", report.parent, "--baseline", report / "baseline.json", "--format", "json").stdout,
    )
    text = main_of(report, "changes.html")
    for each in told["changes"]:
        words = each["notes"] if each["standing"]["before"] and each["standing"]["now"] else [each["said"], *each["notes"]]
        for sentence in words:
            assert " ".join(sentence.split()) in text


def test_answers_stand_side_by_side_with_their_sources(report: Path) -> None:
    assert rows_of(report, "new-mill--burned-on") == [
        ["2 May 2024", "A mill is gone, Mill burns, Fire at the mill", "A mill is gone", "⇄ other sources, newly opposed"],
        ["9 May 2024", "not given", "Fire at the mill", "+ added, newly opposed"],
    ]
    assert rows_of(report, "changed-mill--women-hurt") == [
        ["1 women", "not given", "A mill is gone", "+ added"],
        ["3 women", "A mill is gone", "no longer given", "− gone"],
    ]


def test_each_subject_leads_to_its_page(report: Path) -> None:
    links = {each.attrib["href"] for each in elements(page(report, "changes.html"), "a")}
    assert {"s/mill/burned-on.html", "s/mill/owner.html", "s/mill/workers.html", "src/daily-courier.html"} <= links


def test_the_first_page_counts_what_is_new_and_leads_to_it(report: Path) -> None:
    links = {each.attrib["href"]: said(each) for each in elements(page(report, "index.html"), "a")}
    assert links["changes.html#new"] == "new"
    assert links["changes.html#stale"] == "decision stale"
    assert {href.partition("#")[2] for href in links if href.startswith("changes.html#")} <= ids(report, "changes.html")
    text = main_of(report, "index.html")
    assert "Since reports/baseline.json 2 new 1 rule newly broken 1 decision stale 4 changed 1 resolved" in text
    assert "New since○ reports/baseline.json: 2 new, 1 rule newly broken, 14 other changes" in text


def test_only_the_cards_of_new_subjects_say_so(report: Path) -> None:
    cards = {
        each.attrib["data-subject"]: said(next(elements(each, "p")))
        for each in elements(page(report, "index.html"), "article")
        if each.attrib.get("class") == "card"
    }
    assert {subject for subject, meta in cards.items() if "✱ new" in meta} == {"mill/burned-on", "mill/miller"}
    assert "mill/owner" in cards


def test_where_nothing_changed_it_says_so(book: Path) -> None:
    whosays("baseline", book)
    report = build(book, "--baseline", book / "reports" / "baseline.json")
    assert "Nothing has changed since reports/baseline.json. 2 subjects are as they were." in main_of(report, "changes.html")
    assert "Since reports/baseline.json nothing has changed" in main_of(report, "index.html")
    assert "New since✓ reports/baseline.json: nothing new" in main_of(report, "index.html")


def test_with_errors_it_says_that_it_is_incomplete_and_never_that_nothing_changed(book: Path) -> None:
    whosays("baseline", book)
    write(book, {"claims/third.yaml": "source: [\n"})
    report = build(book, "--baseline", book / "reports" / "baseline.json", "--keep-going", code=3)
    for name in ("changes.html", "index.html"):
        text = main_of(report, name)
        assert "othing has changed" not in text
        assert "ncomplete" in text
    assert "No change since reports/baseline.json was found, but not everything could be read." in main_of(
        report, "changes.html"
    )


def test_what_is_unread_is_told_with_a_warning(book: Path) -> None:
    whosays("baseline", book)
    write(book, {"claims/ledger.yaml": BROKEN})
    report = build(book, "--baseline", book / "reports" / "baseline.json", "--keep-going", code=3)
    assert "what is told as gone or resolved may only be unread" in main_of(report, "changes.html")


def test_without_a_baseline_it_says_that_none_was_given(book: Path) -> None:
    report = build(book)
    assert "No baseline was given when this report was built." in main_of(report, "changes.html")
    assert "New since○ no baseline was given when this report was built" in main_of(report, "index.html")
    assert "since" not in ids(report, "index.html")


def test_only_the_pages_that_tell_of_it_depend_on_the_baseline(book: Path) -> None:
    whosays("baseline", book)
    write(book, {"claims/ledger.yaml": FILES["claims/ledger.yaml"].replace("2024-05-02", "2024-05-09")})
    before = contents(build(book))
    result = whosays("build", book, "--baseline", book / "reports" / "baseline.json")
    assert "; 2 of " in result.stdout
    after = contents(book / "reports")
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {".whosays.json", "build.json", "changes.html", "index.html"}


def test_a_second_build_over_the_first_changes_no_byte(book: Path) -> None:
    whosays("baseline", book)
    write(book, {"claims/ledger.yaml": FILES["claims/ledger.yaml"].replace("2024-05-02", "2024-05-09")})
    baseline = book / "reports" / "baseline.json"
    first = contents(build(book, "--baseline", baseline))
    assert contents(build(book, "--baseline", baseline)) == first


def test_the_findings_that_the_build_replaces_are_no_baseline(book: Path) -> None:
    report = build(book)
    before = contents(report)
    result = whosays("build", book, "--baseline", report / "findings.json")
    assert result.exit_code == 2
    assert "is what this build replaces: copy it to another folder" in result.stderr
    assert contents(report) == before


def test_a_baseline_that_cannot_be_read_stops_the_build(book: Path) -> None:
    report = build(book)
    before = contents(report)
    (book / "b.json").write_text("{")
    assert whosays("build", book, "--baseline", book / "b.json").exit_code == 3
    assert whosays("build", book, "--baseline", book / "no.json").exit_code == 2
    assert contents(report) == before


def test_hostile_words_of_a_baseline_stay_text() -> None:
    findings = make_findings()
    baseline = known(make_findings(Hostile()), SCRIPT)
    (leader,) = (each for each in baseline.subjects.values() if each.id == "jnim/leader")
    position = replace(leader.positions[0], value=SCRIPT, answer=(SCRIPT, "affirms"), sources=(SCRIPT,))
    gone = replace(leader, id=f"{SCRIPT}/x", positions=(position,), opposed=())
    renamed = replace(baseline.sources["afp"], id=SCRIPT, title=SCRIPT, url=None, text=None)
    subjects = {"jnim/leader": replace(leader, positions=(position,), opposed=()), gone.id: gone}
    hostile = replace(baseline, subjects=subjects, sources={SCRIPT: renamed}, breaches=())
    read_back = baseline_from(baseline_json(hostile), SCRIPT)
    files = dict(render(findings, RULES, changes_since(read_back, findings)))
    for name in ("changes.html", "index.html"):
        tree = parse(files[name])
        assert all("src" in each.attrib for each in elements(tree, "script"))
        assert SCRIPT in shown(tree)


def test_long_lists_are_cut_with_a_count(book: Path) -> None:
    whosays("baseline", book)
    more = "".join(f"  mill/q{at}: {{question: Question {at}?, kind: text}}\n" for at in range(205))
    write(book, {"claims/vocabulary/subjects.yaml": FILES["claims/vocabulary/subjects.yaml"] + more})
    report = build(book, "--baseline", book / "reports" / "baseline.json")
    assert sum(each.startswith("asked-mill--q") and not each.endswith("-t") for each in ids(report, "changes.html")) == 200
    assert "5 more: whosays changes --all shows them." in main_of(report, "changes.html")


def test_of_very_many_sources_and_oppositions_the_first_are_shown_with_a_count() -> None:
    findings = make_findings(problems=False)
    baseline = known(findings, "b")
    leader = baseline.subjects["jnim/leader"]
    many = tuple(f"paper-{at:02}" for at in range(40))
    positions = (replace(leader.positions[0], sources=many), *leader.positions[1:])
    answers = [("iyad", "affirms"), *((f"name-{at}", "affirms") for at in range(40))]
    opposed = tuple(replace(leader.opposed[0], answers=(answers[0], each)) for each in answers[1:])
    was = replace(leader, positions=positions, opposed=(*leader.opposed, *opposed))
    changes = changes_since(replace(baseline, subjects={**baseline.subjects, was.id: was}), findings)
    text = said(parse(dict(render(findings, RULES, changes))["changes.html"]))
    assert "paper-11 and 28 more" in text
    assert "paper-12" not in text
    assert text.count("No longer: ") == 30
    assert "And 10 more." in text
