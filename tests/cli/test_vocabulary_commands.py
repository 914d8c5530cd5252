from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import contents
from tests.cli.gazette import ENTITIES, SUBJECTS, Desk

if TYPE_CHECKING:
    from pathlib import Path

SUBJECTS_FILE = "claims/vocabulary/subjects.yaml"
ENTITIES_FILE = "claims/vocabulary/entities.yaml"
DAY = ("--added", "2024-04-01")
GATE = """\
  salt-works/gate:
    question: How is the gate?
    kind: status
    takes: many
    time: changing
    stable_for: 30 days
    weight: high
    options:
      shut: {label: is shut}
      ajar: {}
    about: [salt-works, strike]
    added: 2024-04-01
    note: of the day
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# subject add


def test_a_subject_stands_after_the_last_one_of_its_entity(desk: Desk) -> None:
    added = desk.run("subject", "add", "salt-works/founded", "When were the works founded?", "--kind", "date", *DAY)
    assert (added.exit_code, added.stderr) == (0, "")
    assert added.stdout == f"{SUBJECTS_FILE}:5: salt-works/founded (date): When were the works founded?\n"
    before, heading, after = SUBJECTS.partition("  # the strike")
    new = '  salt-works/founded: {question: "When were the works founded?", kind: date, added: 2024-04-01}\n'
    assert desk.text(SUBJECTS_FILE) == f"{before}{new}{heading}{after}"
    assert desk.checks()


def test_the_first_subject_of_an_entity_stands_at_the_end(desk: Desk) -> None:
    added = desk.run("subject", "add", "salt-company/leader", "Who leads the company?", "--kind", "entity", *DAY)
    assert added.exit_code == 0
    assert desk.text(SUBJECTS_FILE).startswith(SUBJECTS)
    assert desk.text(SUBJECTS_FILE).splitlines()[-1].startswith("  salt-company/leader: ")


def test_every_option_is_a_key(desk: Desk) -> None:
    options = ["--takes", "many", "--time", "changing", "--stable-for", "30 days", "--weight", "high", "--note", "of the day"]
    more = ["--option", "shut=is shut", "--option", "ajar", "--about", "salt-works", "--about", "strike"]
    added = desk.run("subject", "add", "salt-works/gate", "How is the gate?", "--kind", "status", *options, *more, *DAY)
    assert added.exit_code == 0
    assert GATE in desk.text(SUBJECTS_FILE)
    measured = ["--kind", "quantity", "--unit", "tons", "--tolerance", "10%"]
    assert desk.run("subject", "add", "salt-works/yield", "How much salt is made?", *measured, *DAY).exit_code == 0
    assert "    kind: quantity\n    unit: tons\n    tolerance: 10%\n    added: 2024-04-01\n" in desk.text(SUBJECTS_FILE)


def test_a_question_that_looks_like_another_is_told_and_written(desk: Desk) -> None:
    added = desk.run("subject", "add", "strike/initiator", "Who has called the strike?", "--kind", "list", *DAY)
    assert added.exit_code == 0
    assert added.stderr.startswith("looks like strike/called-by (list): Who called the strike? (")
    assert "strike/initiator" in desk.text(SUBJECTS_FILE)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("strike/workers", "How many?", "--kind", "quantity"), "there is a subject “strike/workers” already, at claims/"),
        (("strke/length", "How long?", "--kind", "quantity"), "R303"),
        (("strike/length", "How long?", "--kind", "number"), "S204"),
        (("strike", "How long?", "--kind", "quantity"), "S205"),
        (("strike/end", "How did it end?", "--kind", "text", "--unit", "days"), "S208"),
        (("strike/end", "How did it end?", "--kind", "status", "--option", "a", "--option", "a=b"), "“a” is given twice"),
    ],
)
def test_a_subject_that_would_not_check_is_refused(desk: Desk, arguments: tuple[str, ...], said: str) -> None:
    before = contents(desk.root)
    refused = desk.run("subject", "add", *arguments, *DAY)
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert said in refused.stderr
    assert "Nothing was written" in refused.stderr
    assert contents(desk.root) == before


def test_options_join_those_of_their_subject(desk: Desk) -> None:
    added = desk.run("subject", "option", "salt-works/state", "ajar=stand ajar", "flooded")
    assert (added.exit_code, added.stderr) == (0, "")
    assert added.stdout == f"{SUBJECTS_FILE}:4: salt-works/state: ajar (stand ajar), closed, flooded, open\n"
    assert "options: {open: {}, closed: {}, ajar: {label: stand ajar}, flooded: {}}}\n" in desk.text(SUBJECTS_FILE)
    assert desk.run("subject", "option", "strike/called-by", "everybody").exit_code == 0
    assert "  strike/called-by:" in desk.text(SUBJECTS_FILE)
    assert desk.checks()


@pytest.mark.parametrize(
    ("subject", "option", "code", "said"),
    [
        ("salt-works/state", "open", 3, "salt-works/state has the option “open” already"),
        ("salt-works/state", "Ajar", 3, "S205"),
        ("strike/workers", "many", 3, "S208"),
        ("salt-works/stat", "ajar", 2, "did you mean salt-works/state"),
    ],
)
def test_an_option_that_would_not_check_is_refused(desk: Desk, subject: str, option: str, code: int, said: str) -> None:
    refused = desk.run("subject", "option", subject, option)
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert said in refused.stderr
    assert desk.text(SUBJECTS_FILE) == SUBJECTS


def test_without_a_vocabulary_the_files_are_begun(desk: Desk) -> None:
    for path in (desk.root / "claims").rglob("*.yaml"):
        path.unlink()
    assert desk.run("entity", "add", "mill", "the mill", "--type", "place").exit_code == 0
    assert desk.run("subject", "add", "mill/owner", "Who owns the mill?", "--kind", "entity", *DAY).exit_code == 0
    start = "# yaml-language-server: $schema=../../.schemas/{0}.schema.json\n{0}:\n  mill"
    assert desk.text(SUBJECTS_FILE).startswith(start.format("subjects"))
    assert desk.text(ENTITIES_FILE).startswith(start.format("entities"))


def test_the_editor_learns_of_what_is_new(desk: Desk) -> None:
    (desk.root / ".schemas").mkdir()
    assert desk.run("subject", "add", "strike/end", "How did it end?", "--kind", "text", *DAY).exit_code == 0
    assert "strike/end" in desk.text(".schemas/claims.schema.json")
    assert desk.run("entity", "add", "old-mill", "the old mill", "--type", "place").exit_code == 0
    assert "old-mill" in desk.text(".schemas/subjects.schema.json")


# entity add and entity alias


def test_an_entity_stands_at_the_end_with_its_links_by_id(desk: Desk) -> None:
    links = ["--part-of", "the Company", "--not-same-as", "dockers-union", "--language", "en", "--note", "of the port"]
    names = ["--alias", "Boatmen", "--alias", "the rowers"]
    added = desk.run("entity", "add", "boatmens-union", "the boatmen’s union", "--type", "group", *names, *links)
    assert (added.exit_code, added.stderr) == (0, "")
    assert added.stdout.startswith(f"{ENTITIES_FILE}:")
    assert added.stdout.endswith(": boatmens-union (group): the boatmen’s union · Boatmen · the rowers\n")
    assert desk.text(ENTITIES_FILE).startswith(ENTITIES)
    for each in (
        "aliases: [Boatmen, the rowers]",
        "part_of: [salt-company]",
        "not_same_as: [dockers-union]",
        "note: of the port",
    ):
        assert each in desk.text(ENTITIES_FILE)
    assert desk.checks()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("strike", "the strike", "--type", "event"), 3, "there is an entity “strike” already, at claims/vocabulary"),
        (("union", "the Company", "--type", "group"), 3, "R307"),
        (("Union", "the union", "--type", "group"), 3, "S205"),
        (("union", "the union", "--type", "club"), 3, "S204"),
        (("union", "the union", "--type", "group", "--part-of", "the crown"), 2, "no entity is called 'the crown'"),
    ],
)
def test_an_entity_that_would_not_check_is_refused(desk: Desk, arguments: tuple[str, ...], code: int, said: str) -> None:
    refused = desk.run("entity", "add", *arguments)
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert said in refused.stderr
    assert desk.text(ENTITIES_FILE) == ENTITIES


def test_a_spelling_joins_those_of_its_entity(desk: Desk) -> None:
    assert desk.run("entity", "alias", "the Company", "Salt Co.").exit_code == 0
    assert "aliases: [the Company, Salt Co.]\n" in desk.text(ENTITIES_FILE)
    added = desk.run("entity", "alias", "rana-haddad", "Rana Hadad", "--source", "gazette", "--language", "en")
    assert added.exit_code == 0
    assert added.stdout.endswith("rana-haddad (person): Rana Haddad · رنا حداد · Rana Hadad\n")
    assert desk.text(ENTITIES_FILE).endswith("      - {spelling: Rana Hadad, language: en, source: gazette}\n")
    assert desk.checks()


def test_the_first_spelling_of_an_entity_makes_the_list(desk: Desk) -> None:
    assert desk.run("entity", "alias", "strike", "the walkout").exit_code == 0
    assert "strike: {name: the strike, type: event, aliases: [the walkout]}\n" in desk.text(ENTITIES_FILE)


def test_a_spelling_that_was_found_already_is_told_and_written(desk: Desk) -> None:
    added = desk.run("entity", "alias", "salt-company", "THE COMPANY", "--source", "ledger")
    assert added.exit_code == 0
    assert added.stderr.startswith("was found already as the Company: ")
    assert "{spelling: THE COMPANY, source: ledger}" in desk.text(ENTITIES_FILE)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("the crown", "the king"), 2, "no entity is called 'the crown'"),
        (("salt-company", "the Company"), 3, "salt-company is spelt “the Company” already"),
        (("salt-company", "the strike"), 3, "R307"),
        (("salt-company", "Salt Co.", "--source", "gazete"), 3, "R301"),
    ],
)
def test_a_spelling_that_would_not_check_is_refused(desk: Desk, arguments: tuple[str, ...], code: int, said: str) -> None:
    refused = desk.run("entity", "alias", *arguments)
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert said in refused.stderr
    assert desk.text(ENTITIES_FILE) == ENTITIES
