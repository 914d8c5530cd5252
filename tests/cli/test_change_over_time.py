"""Answers that change, through the command line: what succeeds, corrects or contradicts, and where the report says so."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import whosays, write

if TYPE_CHECKING:
    from pathlib import Path

ENTITIES = """\
entities:
  league: {name: the League, type: group}
  guild: {name: the Guild, type: group}
  union: {name: the Union, type: group}
"""
TERMS = {
    "led by": "{question: Which body leads the League?, kind: entity, time: changing}",
    "led for a year at least": "{question: Which body leads the League?, kind: entity, time: changing, stable_for: 1 year}",
    "founded by": "{question: Which body founded the League?, kind: entity}",
    "members": "{question: How many members has the League?, kind: quantity, time: changing, tolerance: 5%}",
    "state": (
        "{question: What is the League?, kind: status, time: changing,"
        " options: {at-work: {label: at work}, dissolved: {final: true}, merged: {implies: [dissolved], final: true}}}"
    ),
}


@dataclass(frozen=True)
class Says:
    """What one source says, and when it was published."""

    value: str
    published: str
    keys: str = ""


def relations(root: Path, terms: str, *said: Says) -> list[dict[str, Any]]:
    """The relations of the one subject after a build; the sources are called a, b, c ... in the order given."""
    files = {"claims/vocabulary/entities.yaml": ENTITIES}
    files["claims/vocabulary/subjects.yaml"] = f"subjects:\n  league/answer: {TERMS[terms]}\n"
    for name, each in zip("abcd", said, strict=False):
        more = f", {each.keys}" if each.keys else ""
        claim = f"{{id: says, subject: league/answer, value: {each.value}, quote: as {name} says{more}}}"
        files[f"claims/{name}.yaml"] = f"source: {name}\nclaims:\n  - {claim}\n"
        files[f"seeds/{name}.yaml"] = f"title: Paper {name}\npublished: {each.published}\nbasis: stated on the page\n"
    write(root, files)
    built = whosays("build", root, "--output", root / "out")
    assert built.exit_code == 0, built.output
    (subject,) = json.loads((root / "out" / "findings.json").read_text(encoding="utf-8"))["subjects"]
    return [{**each, "standing": subject["standing"]} for each in subject["relations"]]


def rule(root: Path, terms: str, *said: Says) -> str:
    """The rule of the one relation."""
    (only,) = relations(root, terms, *said)
    return str(only["rule"])


def page(root: Path) -> str:
    """What a reader sees on the page of the subject, without its tags."""
    html = (root / "out" / "s" / "league" / "answer.html").read_text(encoding="utf-8")
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def section(root: Path, title: str) -> str:
    """What stands under a heading of the page, up to the next of the same rank; empty where there is none."""
    html = (root / "out" / "s" / "league" / "answer.html").read_text(encoding="utf-8")
    found = re.search(rf"<h2[^>]*>{re.escape(title)}</h2>(.*?)(?=<h2|</main>)", html, re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1])).split()) if found else ""


@pytest.mark.parametrize(
    ("terms", "first", "second", "fires"),
    [
        # an answer that may change, and one that may not
        ("led by", Says("guild", "2017"), Says("union", "2020"), "gate.succession"),
        ("founded by", Says("guild", "2017"), Says("union", "2020"), "entity.another"),
        ("led by", Says("guild", "2017-03"), Says("union", "2017"), "entity.another"),
        # no faster than it is stable for
        ("led for a year at least", Says("guild", "2018-03-01"), Says("union", "2019-03-01"), "entity.another"),
        ("led for a year at least", Says("guild", "2018-03-01"), Says("union", "2019-03-03"), "gate.succession"),
        # never back from what is final, and forward into it
        ("state", Says("dissolved", "2017"), Says("at-work", "2020"), "status.opposed"),
        ("state", Says("merged", "2017"), Says("at-work", "2020"), "status.opposed"),
        ("state", Says("at-work", "2017"), Says("dissolved", "2020"), "gate.succession"),
        # what the statement is about counts, not when it was printed
        ("state", Says("at-work", "2022", "as_of: 2015"), Says("dissolved", "2017"), "gate.succession"),
        ("state", Says("dissolved", "2022", "as_of: 2015"), Says("at-work", "2017"), "status.opposed"),
        ("led by", Says("guild", "2022", "as_of: 2017"), Says("union", "2017"), "entity.another"),
        # from when to when
        ("led by", Says("guild", "2022", "since: 2015, until: 2017"), Says("union", "2022", "since: 2018"), "gate.succession"),
        ("led by", Says("guild", "2022", "since: 2015, until: 2018"), Says("union", "2022", "since: 2018"), "entity.another"),
        ("led by", Says("guild", "2022", "since: 2015"), Says("union", "2020"), "entity.another"),
        ("led by", Says("guild", "2022", "since: 2021"), Says("union", "2020"), "gate.succession"),
        ("led by", Says("guild", "2022", "since: 2015, as_of: 2018"), Says("union", "2020"), "gate.succession"),
        ("led by", Says("guild", "2022", "until: 2017"), Says("union", "2020"), "gate.succession"),
        ("led by", Says("guild", "2022", "until: 2017"), Says("union", "2015"), "gate.as-of-open"),
        ("led by", Says("guild", "2022", "until: 2017"), Says("union", "2022", "until: 2018"), "gate.as-of-open"),
        ("led by", Says("guild", "2022", "since: 2017~, until: 2018"), Says("union", "2016"), "entity.another"),
        # a correction by the later source, and by an older one
        ("founded by", Says("guild", "2020-01-01"), Says("union", "2020-01-02", "corrects: [a]"), "gate.revision"),
        ("founded by", Says("guild", "2020-01-02"), Says("union", "2020-01-01", "corrects: [a]"), "entity.another"),
        ("members", Says("1000", "2020-01-01"), Says("1020", "2020-01-02", "corrects: [a]"), "gate.revision"),
    ],
)
def test_the_rule_that_fires(tmp_path: Path, terms: str, first: Says, second: Says, fires: str) -> None:
    assert rule(tmp_path / "one", terms, first, second) == fires
    # a correction names the other by its letter, which changes with the order
    turned = [Says(each.value, each.published, each.keys.replace("[a]", "[b]")) for each in (second, first)]
    assert rule(tmp_path / "other", terms, *turned) == fires


def test_the_newest_of_several_corrections_counts(tmp_path: Path) -> None:
    said = (
        Says("guild", "2020-02-02"),
        Says("union", "2020-01-01", "corrects: [a]"),  # older than what it names: corrects nothing
        Says("union", "2020-03-03", "corrects: [a]"),
    )
    (only,) = relations(tmp_path, "founded by", *said)
    assert (only["gate"], sorted(only["claims"])) == ("revision", ["a#says", "c#says"])


def test_a_change_is_shown_with_its_rule_both_dates_and_both_quotes(tmp_path: Path) -> None:
    (only,) = relations(tmp_path, "led by", Says("guild", "2022-05-01", "as_of: 2017"), Says("union", "2020"))
    assert only["standing"] == "evolving"
    changes = section(tmp_path, "Changes over time")
    shown = ["Explained by change over time: “the Guild” is said to hold as of 2017"]
    shown += ["Rule gate.succession : Change over time: "]
    shown += ["as of 2017, published 1 May 2022", "as of its publication, 2020", "as a says", "as b says"]
    assert [each for each in shown if each not in changes] == []
    assert section(tmp_path, "How the answers relate") == ""


def test_a_change_is_shown_beside_a_contradiction_too(tmp_path: Path) -> None:
    found = relations(tmp_path, "led by", Says("guild", "2017"), Says("union", "2020"), Says("league", "2020"))
    assert {each["standing"] for each in found} == {"contested"}
    assert section(tmp_path, "How the answers relate").count("contradicts") == 1
    assert section(tmp_path, "Changes over time").count("Rule gate.succession") == 2


def test_a_correction_is_shown_with_its_rule(tmp_path: Path) -> None:
    relations(tmp_path, "founded by", Says("guild", "2020-01-01"), Says("union", "2020-01-02", "corrects: [a]"))
    changes = section(tmp_path, "Changes over time")
    shown = ["Explained by a later correction: Paper b corrects or replaces what Paper a reported", "Rule gate.revision : "]
    assert [each for each in shown if each not in changes] == []


def test_scopes_and_what_is_missing_have_their_own_headings(tmp_path: Path) -> None:
    apart = (Says("1000", "2020", "scope: those who pay"), Says("2000", "2020", "scope: all"))
    relations(tmp_path / "scopes", "members", *apart)
    assert "Rule gate.different-scope : " in section(tmp_path / "scopes", "Not the same thing counted or meant")
    relations(tmp_path / "dates", "members", Says("1000", "2020"), Says("2000", "2022", "until: 2021"))
    assert "Rule gate.as-of-open : " in section(tmp_path / "dates", "What cannot be decided")


def test_answers_are_suggested_in_the_order_in_which_they_held(tmp_path: Path) -> None:
    said = (Says("guild", "2023", "until: 2015"), Says("union", "2019"), Says("league", "2022", "as_of: 2017"))
    relations(tmp_path, "led by", *said)
    print_ = section(tmp_path, "Suggested wording: attribute")
    leads = ["Until 2015, published 2023: the Guild", "As of 2017, published 2022: the League"]
    leads.append("As of its publication, 2019: the Union")
    places = [print_.find(each) for each in leads]
    assert -1 not in places, print_
    assert places == sorted(places)


def test_since_and_until_stand_in_every_output(tmp_path: Path) -> None:
    relations(tmp_path, "led by", Says("guild", "2022", "since: 2015, until: 2017"), Says("union", "2022"))
    claims = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))["claims"]
    assert [(each["as_of"], each["since"], each["until"]) for each in claims] == [(None, "2015", "2017"), (None, None, None)]
    assert "held since 2015" in page(tmp_path)
    assert "held until 2017" in page(tmp_path)
    assert "from 2015 to 2017, published 2022" in page(tmp_path)
    assert "since 2015, until 2017, published 2022)" in whosays("show", "league/answer", "-C", tmp_path).stdout
    table = tmp_path / "claims.csv"
    assert whosays("export", table, "-C", tmp_path).exit_code == 0
    head, first, *_ = table.read_text(encoding="utf-8-sig").splitlines()
    row = dict(zip(head.split(","), first.split(","), strict=True))
    assert (row["as_of"], row["since"], row["until"]) == ("", "2015", "2017")


def test_since_and_until_are_changed_and_taken_out(tmp_path: Path) -> None:
    relations(tmp_path, "led by", Says("guild", "2022", "since: 2015, until: 2017"), Says("union", "2022"))
    assert whosays("claim", "edit", "a#says", "--since", "2016", "--drop", "until", "-C", tmp_path).exit_code == 0
    written = (tmp_path / "claims" / "a.yaml").read_text(encoding="utf-8")
    assert "since: 2016" in written
    assert "until" not in written
