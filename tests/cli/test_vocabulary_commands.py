from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare.loading.replacing import replace_text
from tests.cli.conftest import contents, write
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


# subject edit


def test_only_the_keys_of_a_subject_that_are_named_change(desk: Desk) -> None:
    options = ["--question", "How many walked out?", "--weight", "high", "--tolerance", "10%", "--event", "2024-03"]
    edited = desk.run("subject", "edit", "strike/workers", *options)
    assert (edited.exit_code, edited.stderr) == (0, "")
    assert edited.stdout == f"{SUBJECTS_FILE}:6: strike/workers (quantity): How many walked out?\n"
    old = "{question: How many workers went on strike?, kind: quantity, unit: workers}"
    new = '{question: "How many walked out?", kind: quantity, weight: high, unit: workers, tolerance: 10%, event: 2024-03}'
    assert desk.text(SUBJECTS_FILE) == SUBJECTS.replace(old, new)
    assert desk.checks()


def test_every_term_of_a_subject_can_be_set_in_the_order_of_the_format_and_taken_out(desk: Desk) -> None:
    write(desk.root, {SUBJECTS_FILE: SUBJECTS + GATE})
    options = ["--takes", "one", "--time", "fixed", "--scope", "required", "--note", "seen", "--event", "2024"]
    assert (
        desk.run("subject", "edit", "salt-works/gate", *options, "--about", "the Strike", "--drop", "stable_for").exit_code == 0
    )
    changed = GATE.replace("takes: many", "takes: one").replace("time: changing\n    stable_for: 30 days", "time: fixed")
    changed = changed.replace("high\n", "high\n    scope: required\n").replace(
        "[salt-works, strike]", "[strike]\n    event: 2024"
    )
    changed = changed.replace("of the day", "seen")
    assert desk.text(SUBJECTS_FILE) == SUBJECTS + changed
    dropped = [part for key in ("scope", "event", "about", "note") for part in ("--drop", key)]
    assert desk.run("subject", "edit", "salt-works/gate", "--kind", "status", *dropped).exit_code == 0
    for key in ("scope", "event", "about", "note"):
        assert f"    {key}:" not in desk.text(SUBJECTS_FILE)
    assert desk.checks()


def test_what_the_subject_comes_to_is_told_where_it_changes(desk: Desk) -> None:
    assert desk.add(7, "strike/workers", "150", "--quote", "150 workers").exit_code == 0
    tried = desk.run("subject", "edit", "strike/workers", "--tolerance", "30%", "--dry-run")
    assert (tried.exit_code, tried.stderr) == (0, "")
    assert tried.stdout.splitlines() == [
        f"not written: {SUBJECTS_FILE}:6: strike/workers (quantity): How many workers went on strike?",
        "-> strike/workers: compatible (2 of 3 sources); before: contested (2 of 3 sources)",
    ]
    assert desk.text(SUBJECTS_FILE) == SUBJECTS
    assert "before" not in desk.run("subject", "edit", "strike/workers", "--weight", "low").stdout


def test_claims_that_would_no_longer_check_are_named_and_nothing_is_written(desk: Desk) -> None:
    assert desk.add(7, "strike/workers", "150", "--quote", "150 workers").exit_code == 0
    refused = desk.run("subject", "edit", "strike/workers", "--kind", "entity", "--drop", "unit")
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert refused.stderr.count("error V401 unreadable-value") == 2
    assert "2 claims would no longer check: gazette#workers, ledger#workers\n" in refused.stderr
    assert refused.stderr.endswith("Nothing was written: 2 errors in what would have been.\n")
    assert desk.text(SUBJECTS_FILE) == SUBJECTS


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("strike/workers",), 2, "Nothing is to be changed"),
        (("strike/worker", "--weight", "low"), 2, "did you mean strike/workers"),
        (("strike/workers", "--weight", "heavy"), 3, "S204"),
        (("strike/workers", "--about", "the crown"), 2, "no entity is called 'the crown'"),
        (("strike/workers", "--stable-for", "soon"), 3, "S207"),
        (("strike/workers", "--drop", "kind"), 3, "S202"),
        (("strike/workers", "--drop", "event"), 3, "there is no subjects > strike/workers > event"),
    ],
)
def test_a_change_of_a_subject_that_would_not_check_is_refused(
    desk: Desk, arguments: tuple[str, ...], code: int, said: str
) -> None:
    refused = desk.run("subject", "edit", *arguments)
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert said in refused.stderr
    assert "would no longer check" not in refused.stderr
    assert desk.text(SUBJECTS_FILE) == SUBJECTS


# subject rename

NAMED = {
    "claims/wire.yaml": """\
source: wire
read:
  by: a-desk
  on: 2024-04-02
  scope:
    - salt-works/state
    - strike/workers   # the figure
not_applicable: {strike/workers: it was too early, strike/called-by: so it was}
""",
    "claims/decisions/figure.yaml": """\
subject: strike/workers  # not strike/workers-hurt
outcome: pending
reason: to be asked
by: a-desk
on: 2024-04-02
""",
    SUBJECTS_FILE: SUBJECTS
    + """\
  strike/workers-hurt:
    question: How many were hurt?
    kind: quantity
    not_same_as: [strike/called-by, strike/workers]
""",
}


def test_a_subject_is_renamed_wherever_it_is_named(desk: Desk) -> None:
    write(desk.root, NAMED)
    before = contents(desk.root)
    renamed = desk.run("subject", "rename", "strike/workers", "strike/strikers", "--on", "2024-04-03")
    assert (renamed.exit_code, renamed.stderr) == (0, "")
    assert renamed.stdout.splitlines() == [
        f"{SUBJECTS_FILE}:6: strike/strikers, before strike/workers (quantity): How many workers went on strike?",
        f"{SUBJECTS_FILE}: named in 2 places",
        "claims/ledger.yaml: named in 1 place",
        "claims/wire.yaml: named in 2 places",
        "claims/decisions/figure.yaml: named in 1 place",
        f"{SUBJECTS_FILE}: strike/workers is retired; links to its page lead on to strike/strikers",
    ]
    retired = b"\nretired:\n  strike/workers: {now: strike/strikers, on: 2024-04-03}\n"
    names = (SUBJECTS_FILE, "claims/ledger.yaml", *NAMED)
    for name, data in before.items():
        changed = data.replace(b"strike/workers", b"strike/strikers").replace(b"strike/strikers-hurt", b"strike/workers-hurt")
        changed += retired if name == SUBJECTS_FILE else b""
        assert (desk.root / name).read_bytes() == (changed if name in names else data)


def test_a_problem_that_names_the_subject_stays_the_same_one(desk: Desk) -> None:
    write(desk.root, {SUBJECTS_FILE: SUBJECTS.replace("unit: workers", "unit: workers, weight: heavy, event: soon")})
    before = desk.run("show", "strike/workers").stderr
    renamed = desk.run("subject", "rename", "strike/workers", "strike/strikers")
    assert (renamed.exit_code, renamed.stderr) == (0, "")
    assert desk.run("show", "strike/strikers").stderr == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("strike/worker", "strike/strikers"), 2, "did you mean strike/workers"),
        (("strike/workers", "strike/called-by"), 3, "there is a subject “strike/called-by” already, at claims/vocabulary"),
        (("strike/workers", "strike/workers"), 3, "there is a subject “strike/workers” already"),
        (("strike/workers", "Strikers"), 3, "“Strikers” is no id: a subject is written entity/attribute"),
        (("strike/workers", "walkout/workers"), 3, "R303"),
    ],
)
def test_a_name_that_cannot_be_is_refused(desk: Desk, arguments: tuple[str, ...], code: int, said: str) -> None:
    write(desk.root, NAMED)
    before = contents(desk.root)
    refused = desk.run("subject", "rename", *arguments)
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert said in refused.stderr
    assert contents(desk.root) == before


def test_nothing_is_renamed_while_a_file_cannot_be_read(desk: Desk) -> None:
    write(desk.root, {"claims/gazette.yaml": "source: gazette\nclaims: [\n"})
    refused = desk.run("subject", "rename", "strike/workers", "strike/strikers")
    assert refused.exit_code == 3
    assert "claims/gazette.yaml:" in refused.stderr
    assert "it may name the subject, so mend it first" in refused.stderr
    assert desk.text(SUBJECTS_FILE) == SUBJECTS


def test_all_files_are_renamed_in_or_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    write(desk.root, NAMED)
    before = contents(desk.root)

    def failing(path: Path, old: str | None, new: str) -> None:
        if path.name == "wire.yaml" and "strikers" in new:
            raise OSError(28, "No space left on device")
        replace_text(path, old, new)

    monkeypatch.setattr("compare.authoring.editing.saving.replace_text", failing)
    refused = desk.run("subject", "rename", "strike/workers", "strike/strikers")
    assert (refused.exit_code, refused.stdout) == (4, "")
    assert "wire.yaml" in refused.stderr
    assert refused.stderr.endswith(": No space left on device.\n")
    assert contents(desk.root) == before


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
