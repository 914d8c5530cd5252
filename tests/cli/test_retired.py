"""Ids that are retired: what a reader who follows an old link gets, and what an annotator who still writes one is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import html5lib
import pytest

from tests.cli.conftest import FILES, contents, whosays, write

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

XHTML = "{http://www.w3.org/1999/xhtml}"
SUBJECTS_FILE = "claims/vocabulary/subjects.yaml"
ENTITIES_FILE = "claims/vocabulary/entities.yaml"
HELD_BY = """\
retired:
  mill/held-by: {now: mill/owner, because: nobody holds a mill, on: 2024-06}
"""
GUILD = """\
retired:
  millers-guild: {because: It never existed.}
"""


def with_more(book: Path, file: str, text: str) -> None:
    write(book, {file: FILES[file] + text})


def page(book: Path, name: str) -> Element[Any]:
    tree: Element[Any] = html5lib.HTMLParser(strict=True).parse((book / "reports" / name).read_text(encoding="utf-8"))
    return tree


def shown(element: Element[Any]) -> str:
    return " ".join("".join(element.itertext()).split())


def main_of(book: Path, name: str) -> tuple[str, list[str]]:
    """The text of a page and where it leads, but for what stands on every page."""
    main = next(page(book, name).iter(f"{XHTML}main"))
    return shown(main), [each.attrib["href"] for each in main.iter(f"{XHTML}a")]


def facts_of(book: Path, name: str) -> dict[str, str]:
    main = next(page(book, name).iter(f"{XHTML}main"))
    terms, values = ([shown(each) for each in main.iter(f"{XHTML}{tag}")] for tag in ("dt", "dd"))
    return dict(zip(terms, values, strict=True))


def found(book: Path) -> Any:
    return json.loads((book / "reports" / "findings.json").read_text(encoding="utf-8"))


def check(book: Path) -> list[str]:
    """The heads and cures that check prints, without the excerpts between them."""
    return [line.strip() for line in whosays("check", book).output.splitlines() if not line.startswith("    |")]


# the page


def test_a_retired_subject_keeps_its_page_and_leads_to_what_stands_in_its_place(book: Path) -> None:
    with_more(book, SUBJECTS_FILE, HELD_BY)
    assert whosays("build", book).exit_code == 0
    heads = [shown(each) for each in page(book, "s/mill/held-by.html").iter(f"{XHTML}h1")]
    assert heads == ["mill/held-by is retired"]
    text, links = main_of(book, "s/mill/held-by.html")
    assert "In its place now: Who owns the mill?" in text
    assert facts_of(book, "s/mill/held-by.html") == {
        "since": "June 2024",
        "because": "Nobody holds a mill.",
        "entity": "the mill",
    }
    assert links == ["../../s/mill/owner.html", "../../e/mill.html", "../../problems.html#retired"]


def test_a_retired_entity_with_nothing_in_its_place_says_so(book: Path) -> None:
    with_more(book, ENTITIES_FILE, GUILD)
    assert whosays("build", book).exit_code == 0
    text, links = main_of(book, "e/millers-guild.html")
    assert "millers-guild is retired" in text
    assert "Nothing stands in its place." in text
    assert "It never existed." in text
    assert links == ["../problems.html#retired"]


def test_the_page_of_problems_lists_all_that_is_retired(book: Path) -> None:
    whosays("build", book)
    assert "Retired" not in main_of(book, "problems.html")[0]
    with_more(book, SUBJECTS_FILE, HELD_BY)
    with_more(book, ENTITIES_FILE, GUILD)
    whosays("build", book)
    text, links = main_of(book, "problems.html")
    assert text.startswith("Problems No problems in the files of this casebook.")
    assert text.endswith("mill/held-by: now Who owns the mill? millers-guild")
    assert links == ["s/mill/held-by.html", "s/mill/owner.html", "e/millers-guild.html"]


def test_a_chain_is_followed_to_what_is_used_today_and_to_the_page_of_what_was_dropped(book: Path) -> None:
    chain = "  mill/of: {now: [mill/held-by, mill/lost, mill/owner]}\n  mill/lost: {because: Nobody asks.}\n"
    with_more(book, SUBJECTS_FILE, HELD_BY + chain)
    assert whosays("build", book).exit_code == 0
    text, links = main_of(book, "s/mill/of.html")
    assert "In its place now: Who owns the mill? and mill/lost" in text
    assert links[:2] == ["../../s/mill/owner.html", "../../s/mill/lost.html"]


def test_the_findings_hold_what_the_casebook_declares_whatever_its_order(book: Path) -> None:
    other = "  mill/built-by: {now: [mill/owner, mill/burned-on]}\n"
    retired = [
        {"what": "entity", "id": "millers-guild", "now": [], "because": "It never existed.", "on": None},
        {"what": "subject", "id": "mill/built-by", "now": ["mill/owner", "mill/burned-on"], "because": None, "on": None},
        {"what": "subject", "id": "mill/held-by", "now": ["mill/owner"], "because": "nobody holds a mill", "on": "2024-06"},
    ]
    with_more(book, ENTITIES_FILE, GUILD)
    with_more(book, SUBJECTS_FILE, HELD_BY + other)
    whosays("build", book)
    before = contents(book / "reports")
    assert found(book)["retired"] == retired
    with_more(book, SUBJECTS_FILE, HELD_BY.replace("retired:\n", f"retired:\n{other}"))
    whosays("build", book)
    after = contents(book / "reports")
    assert {name for name in before | after if before.get(name) != after.get(name)} == {".whosays.json", "build.json"}


def test_what_is_declared_keeps_its_page_though_it_is_retired_too(book: Path) -> None:
    with_more(book, SUBJECTS_FILE, HELD_BY.replace("mill/held-by", "mill/burned-on"))
    assert whosays("build", book, "--keep-going").exit_code == 3
    assert "When did the mill burn?" in main_of(book, "s/mill/burned-on.html")[0]
    assert found(book)["retired"] == []


# what check says


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (
            "mill/held-by: {now: mill/ownr}",
            "error R302 unknown-subject: there is no subject “mill/ownr”; did you mean mill/owner?",
        ),
        ("mill/held-by: {now: [mill/owner, mill/ownr]}", f"{SUBJECTS_FILE}:5:36: error R302 unknown-subject: there is no"),
        (
            "mill/owner: {because: Why.}",
            "error R312 retired-and-declared: the subject “mill/owner” is declared, and retired here",
        ),
        ("mill/held-by: {now: mill/held-by}", "R306 cycle: mill/held-by → mill/held-by: each is retired in favour of the next"),
        (
            "mill/a: {now: mill/b}\n  mill/b: {now: mill/a}",
            "R306 cycle: mill/a → mill/b → mill/a: each is retired in favour of",
        ),
        ("mill/held-by: {on: 2024}", "error S207 bad-form: retired: mill/held-by: a retired id takes now, because, or both"),
        ("mill/held-by: {now: []}", "error S207 bad-form: mill/held-by: now: at least one id is wanted"),
        ("mill/held-by: {now: Owner}", "error S205 bad-id: “Owner” is no id"),
        ("Held by: {now: mill/owner}", "error S205 bad-id: “Held by” is no id"),
        ("mill/held-by: {now: mill/owner, on: lately}", f"{SUBJECTS_FILE}:5:39: error V402 unreadable-date:"),
        (
            "mill/held-by: {now: mill/owner, becuase: Why.}",
            "S201 unknown-key: the key “becuase” is not known here; did you mean",
        ),
    ],
)
def test_an_entry_that_leads_nowhere_is_a_problem_at_its_place(book: Path, entries: str, said: str) -> None:
    with_more(book, SUBJECTS_FILE, f"retired:\n  {entries}\n")
    heads = [line for line in check(book) if ": error " in line]
    assert len(heads) == 1
    assert heads[0].startswith(f"{SUBJECTS_FILE}:")
    assert said in heads[0]


def test_a_decision_on_a_retired_subject_is_told_what_stands_in_its_place(book: Path) -> None:
    with_more(book, SUBJECTS_FILE, HELD_BY)
    decision = "subject: mill/held-by\noutcome: pending\nreason: to be asked\nby: desk\non: 2024\n"
    write(book, {"claims/decisions/one.yaml": decision})
    head, cure, *_ = check(book)
    assert head == "claims/decisions/one.yaml:1:10: warning D803 orphaned-decision: the subject “mill/held-by” is retired"
    assert "mill/owner" in cure


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("claims/courier.yaml", "subject: mill/owner", "subject: mill/of"),
        ("claims/courier.yaml", "source: courier\n", "source: courier\nread: {by: desk, on: 2024, scope: [mill/of]}\n"),
        ("claims/courier.yaml", "source: courier\n", "source: courier\nnot_applicable: {mill/of: too early}\n"),
        (SUBJECTS_FILE, "kind: date}", "kind: date, not_same_as: [mill/of]}"),
        (
            "claims/vocabulary/rules.yaml",
            "",
            "rules:\n  first: {because: So it is., before: {first: mill/burned-on, then: mill/of}}\n",
        ),
    ],
)
def test_whatever_still_names_a_retired_subject_is_told_what_stands_in_its_place(
    book: Path, file: str, old: str, new: str
) -> None:
    with_more(book, SUBJECTS_FILE, HELD_BY + "  mill/of: {now: mill/held-by}\n")
    text = (book / file).read_text(encoding="utf-8") if (book / file).exists() else ""
    write(book, {file: text.replace(old, new, 1) if old else new})
    head, cure, *_ = check(book)
    assert head.startswith(f"{file}:")
    assert head.endswith(" error R302 unknown-subject: the subject “mill/of” is retired")
    assert cure == "Write mill/owner, which stands in its place."


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "claims/courier.yaml",
            "value: river-board",
            "value: board",
            "error V401 unreadable-value: no entity is called 'board'",
        ),
        (
            "claims/courier.yaml",
            "value: river-board",
            "value: town, speaker: board",
            "error R303 unknown-entity: no entity is called 'board'",
        ),
        (
            ENTITIES_FILE,
            "name: the town,",
            "name: the town, part_of: [board],",
            "R303 unknown-entity: the entity “board” is retired",
        ),
        (SUBJECTS_FILE, "kind: date}", "kind: date, about: [board]}", "R303 unknown-entity: the entity “board” is retired"),
    ],
)
def test_whatever_still_names_a_retired_entity_is_told_what_stands_in_its_place(
    book: Path, file: str, old: str, new: str, said: str
) -> None:
    with_more(book, ENTITIES_FILE, "retired:\n  board: {now: [river-board, town]}\n")
    text = (book / file).read_text(encoding="utf-8")
    write(book, {file: text.replace(old, new, 1)})
    head, cure, *_ = check(book)
    assert head.startswith(f"{file}:")
    assert said in head
    assert cure == "Write river-board or town, which stand in its place."


def test_where_nothing_stands_in_its_place_the_reason_is_given(book: Path) -> None:
    with_more(book, SUBJECTS_FILE, "retired:\n  mill/weight: {because: Nobody weighs a mill.}\n")
    courier = FILES["claims/courier.yaml"]
    write(book, {"claims/courier.yaml": courier.replace("subject: mill/owner", "subject: mill/weight")})
    assert check(book)[1] == (
        "Nothing stands in its place (Nobody weighs a mill):"
        " take out what names it, or declare it and take it out of `retired`."
    )


@pytest.mark.parametrize("command", [("show", "mill/of", "-C"), ("subject", "rename", "mill/of", "mill/new", "-C")])
def test_who_asks_for_a_retired_subject_is_told_what_stands_in_its_place(book: Path, command: tuple[str, ...]) -> None:
    with_more(book, SUBJECTS_FILE, HELD_BY + "  mill/of: {now: mill/held-by}\n")
    asked = whosays(*command, book)
    assert asked.exit_code == 2
    assert "it is retired, and mill/owner stands in its place" in asked.stderr


# whosays subject rename


def test_a_renamed_subject_leaves_its_page_behind(book: Path) -> None:
    commented = FILES[SUBJECTS_FILE] + "# below: what is no longer asked\n" + HELD_BY + "  # the end\n"
    write(book, {SUBJECTS_FILE: commented})
    reason = ["--because", "People asked who the owner was.", "--on", "2024-07-01"]
    renamed = whosays("subject", "rename", "mill/owner", "mill/belongs-to", *reason, "-C", book)
    assert (renamed.exit_code, renamed.stderr) == (0, "")
    assert renamed.stdout.splitlines()[-1] == (
        f"{SUBJECTS_FILE}: mill/owner is retired; links to its page lead on to mill/belongs-to"
    )
    entry = "  mill/owner: {now: mill/belongs-to, because: People asked who the owner was., on: 2024-07-01}\n"
    now = commented.replace("  mill/owner:", "  mill/belongs-to:").replace("  # the end\n", f"{entry}  # the end\n")
    assert sorted((book / SUBJECTS_FILE).read_text(encoding="utf-8").splitlines()) == sorted(now.splitlines())
    assert whosays("build", book).exit_code == 0
    for old in ("owner", "held-by"):
        assert main_of(book, f"s/mill/{old}.html")[1][0] == "../../s/mill/belongs-to.html"


def test_a_subject_that_gets_its_old_id_back_is_no_longer_retired(book: Path) -> None:
    for old, new in (("mill/owner", "mill/belongs-to"), ("mill/belongs-to", "mill/owner")):
        assert whosays("subject", "rename", old, new, "--on", "2024", "-C", book).exit_code == 0
    assert whosays("build", book).exit_code == 0
    assert [each["id"] for each in found(book)["retired"]] == ["mill/belongs-to"]
    assert main_of(book, "s/mill/belongs-to.html")[1][0] == "../../s/mill/owner.html"


def test_a_day_that_cannot_be_read_is_refused(book: Path) -> None:
    before = contents(book)
    refused = whosays("subject", "rename", "mill/owner", "mill/belongs-to", "--on", "lately", "-C", book)
    assert refused.exit_code == 3
    assert "V402" in refused.stderr
    assert contents(book) == before
