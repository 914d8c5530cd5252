from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from compare.cli import confirming
from compare.cli.app import app
from compare.loading.replacing import ChangedMeanwhile
from tests.cli.conftest import contents, write
from tests.cli.gazette import CLAIMS, SCHEMA_LINE, Desk

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

QUALIFIED = [
    *("id", "subject", "value", "quote", "stance", "hedge", "as_of", "since", "until"),
    *("scope", "via", "speaker", "corrects", "credibility", "worded", "note"),
]
"""The keys of a claim on which nearly everything is said, in the order of docs/formats.md."""
BEGUN = f"{SCHEMA_LINE}source: gazette\nclaims:\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def refused(result: Result, code: int, *said: str) -> None:
    """The command ended with this code, said this on stderr, and nothing on stdout."""
    assert (result.exit_code, result.stdout) == (code, "")
    for each in said:
        assert each in result.stderr


# claim add


def test_a_claim_begins_the_file_with_its_schema_and_tells_where_it_stands(desk: Desk) -> None:
    added = desk.add(6, "strike/called-by", "the dockers' union", "--quote", "called by the dockers")
    assert (added.exit_code, added.stderr) == (0, "")
    assert added.stdout == (
        "claims/gazette.yaml:4: gazette#called-by “called by the dockers” -> strike/called-by: single-source (1 of 3 sources)\n"
    )
    assert desk.text() == BEGUN + (
        "  - id: called-by\n    subject: strike/called-by\n    value: [dockers-union]\n    quote: called by the dockers\n"
    )
    assert desk.checks()


def test_the_standing_is_that_of_all_sources(desk: Desk) -> None:
    added = desk.add(3, "strike/workers", "120", "--quote", "120 workers")
    assert added.stdout.endswith("-> strike/workers: agreed (2 of 3 sources)\n")
    added = desk.add(7, "strike/workers", "150", "--quote", "150 workers")
    assert added.stdout.endswith("-> strike/workers: contested (2 of 3 sources)\n")


def test_without_a_quote_a_short_sentence_is_the_quote(desk: Desk) -> None:
    assert desk.add(6, "strike/called-by", "dockers-union").exit_code == 0
    assert "quote: The strike was called by the dockers’ union.\n" in desk.text()


def test_a_long_sentence_is_refused_as_a_quote_and_shown(desk: Desk) -> None:
    refused(desk.add(7, "strike/workers", "150"), 3, "7: Its speaker, رنا حداد, spoke of", "words", "--quote", "\n7: Its")
    assert not (desk.root / "claims" / "gazette.yaml").exists()


@pytest.mark.parametrize(
    ("sentence", "typed", "quote"),
    [
        (4, "led by ... ferre", "led by its founder Nadia Ferré"),
        (4, "LED BY … FERRÉ", "led by its founder Nadia Ferré"),
        (4, "works belong [...] nadia ferre", "works belong [...] Nadia Ferré"),
        (4, "belong to [what is now] the salt company", "belong to [what is now] the Salt Company"),
        (2, "4 march 2024", "4 March 2024"),
        (5, '"nobody will be dismissed"', "“Nobody will be dismissed"),
        (5, "nobody ... company's director", "Nobody will be dismissed,” the company’s director"),
        (8, "the union - she said - had", "The union — she said — had"),
        (7, "Speaker, رنا حداد", "speaker, رنا حداد"),
        (9, "opened again. the salt works", "opened again. The salt works"),
        (9, "...opened", "On Tuesday the salt works opened"),
        (9, "opened ...", "opened again."),
    ],
)
def test_what_is_typed_is_written_as_the_article_has_it(desk: Desk, sentence: int, typed: str, quote: str) -> None:
    shown = desk.add(sentence, "salt-works/state", "open", "--quote", typed, "--dry-run")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert f"“{quote}”" in shown.stdout


def test_a_quote_that_stands_elsewhere_too_gets_its_sentence(desk: Desk) -> None:
    assert desk.add(10, "salt-works/state", "closed", "--quote", "the salt works closed").exit_code == 0
    assert desk.text().endswith("    quote: The salt works closed\n    sentence: 10\n")
    assert desk.checks()


@pytest.mark.parametrize(
    ("sentence", "typed", "said"),
    [
        (11, "union", "“union” stands 2 times in sentence 11: take in a word beside the one that is meant"),
        (4, "lead by its founder", "“lead by its founder” is not in sentence 4; the nearest words are “led by its founder”"),
        (4, "Nadia ... led by", "the words of “Nadia ... led by” do not stand in this order in sentence 4"),
        (4, "opened again", "“opened again” is not in sentence 4; it is in sentence 9"),
        (2, "02", "“02” is not in sentence 2"),
        (2, "...", "“...” holds no words that could be looked for"),
    ],
)
def test_words_that_cannot_be_taken_are_refused_with_the_sentence(desk: Desk, sentence: int, typed: str, said: str) -> None:
    refused(desk.add(sentence, "salt-works/state", "open", "--quote", typed), 3, said, f"\n{sentence}: ", "Nothing was written")


def test_a_name_in_any_spelling_is_written_as_the_id(desk: Desk) -> None:
    assert desk.add(4, "salt-works/owner", "THE COMPANY", "--quote", "belong to the salt company").exit_code == 0
    assert "value: salt-company\n" in desk.text()


def test_the_members_of_a_list_are_written_as_a_list_in_the_order_typed(desk: Desk) -> None:
    added = desk.add(
        6, "strike/called-by", "رنا حداد; the dockers' union", "--quote", "the strike ... union", "--list", "closed"
    )
    assert added.exit_code == 0
    assert "value: [rana-haddad, dockers-union]\n" in desk.text()
    assert "list: closed\n" in desk.text()


def test_every_option_is_a_key_in_the_order_of_the_format(desk: Desk) -> None:
    options = {"--note": "as told", "--credibility": "2", "--as-of": "2024-03", "--hedge": "reported", "--stance": "denies"}
    flat = [each for pair in options.items() for each in pair]
    more = ["--via", "Radio@2024-03-05", "--via", "own-reporting", "--speaker", "rana-haddad", "--id", "talks"]
    rest = ["--scope", "the day shift", "--worded", "ten dozen", "--corrects", "ledger"]
    rest += ["--until", "2024-02", "--since", "2023"]
    assert desk.add(3, "strike/workers", "120", "--quote", "120 workers", *flat, *more, *rest).exit_code == 0
    keys = [line.split(":")[0].strip(" -") for line in desk.text().removeprefix(BEGUN).splitlines()]
    assert keys == QUALIFIED
    assert "id: talks\n" in desk.text()
    assert "via: [Radio@2024-03-05, own-reporting]\n" in desk.text()


def test_claims_stand_in_the_order_of_the_article_with_ids_of_their_own(desk: Desk) -> None:
    for sentence, value, words in (
        (10, "closed", "closed once more"),
        (2, "closed", "works closed on"),
        (9, "open", "opened again"),
    ):
        assert desk.add(sentence, "salt-works/state", value, "--quote", words).exit_code == 0
    ids = [line.split()[-1] for line in desk.text().splitlines() if "- id:" in line]
    assert ids == ["state-2", "state-3", "state"]


def test_comments_and_everything_else_in_the_file_stay(desk: Desk) -> None:
    added = desk.run("claim", "add", "ledger", 2, "salt-works/owner", "salt-company", "--quote", "salt company owns")
    assert added.exit_code == 0
    new = "\n  - id: owner\n    subject: salt-works/owner\n    value: salt-company\n    quote: Salt Company owns\n"
    day, workers = CLAIMS.split("\n  - id: workers")
    assert desk.text("claims/ledger.yaml") == f"{day}{new}\n  - id: workers{workers}"


def test_what_is_claimed_is_no_longer_dismissed(desk: Desk) -> None:
    assert desk.run("dismiss", "gazette", "5-7").exit_code == 0
    added = desk.add(6, "strike/called-by", "dockers-union")
    assert (added.exit_code, added.stderr) == (0, "sentence 6 was dismissed, and is not any more\n")
    assert desk.text().count("nothing: [5, 7]\n") == 1


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    before = contents(desk.root)
    shown = desk.add(6, "strike/called-by", "dockers-union", "--dry-run")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("not written: claims/gazette.yaml:4: gazette#called-by “The strike")
    assert contents(desk.root) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("gazete", 6, "strike/called-by", "dockers-union"), "there is no source “gazete”; did you mean gazette?"),
        (("gazette", 60, "strike/called-by", "dockers-union"), "there is no sentence 60: the article has 12"),
        (("gazette", 6, "strike/caled-by", "dockers-union"), "  strike/called-by (list): Who called the strike?\n"),
        (("gazette", 6, "strike/caled-by", "dockers-union"), 'whosays subject add strike/caled-by "QUESTION?" --kind KIND'),
    ],
)
def test_a_name_that_means_nothing_is_a_usage_error(desk: Desk, arguments: tuple[object, ...], said: str) -> None:
    refused(desk.run("claim", "add", *arguments), 2, said)


def test_an_unknown_subject_is_answered_with_the_three_nearest(desk: Desk) -> None:
    answer = desk.add(6, "strike/number-of-workers", "120").stderr.splitlines()
    listed = [line for line in answer if line.startswith("  ")]
    assert listed[0] == "  strike/workers (quantity): How many workers went on strike?"
    assert len(listed) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("strike/workers", "many"), "strike/workers takes another value (kind quantity): "),
        (("salt-works/owner", "the crown"), 'whosays entity add ID "NAME" --type TYPE'),
        (("salt-works/state", "ajar"), "'ajar' is not an option"),
        (
            ("salt-works/state", "ajar"),
            "\nIts options: closed, open\nIf it is a new one: whosays subject option salt-works/state ",
        ),
        (("salt-works/state", "open", "--hedge", "maybe"), "error S204 not-an-option: "),
        (("salt-works/state", "open", "--as-of", "last week"), "error V402 unreadable-date: "),
        (("salt-works/state", "open", "--since", "the spring"), "error V402 unreadable-date: "),
        (("salt-works/state", "open", "--since", "2023", "--until", "2021"), "error V407 until-before-since: "),
        (("salt-works/state", "open", "--id", "Not An Id"), "error S205 bad-id: "),
    ],
)
def test_what_would_not_check_is_not_written(desk: Desk, arguments: tuple[str, ...], said: str) -> None:
    before = contents(desk.root)
    subject, value, *options = arguments
    refused(desk.add(9, subject, value, "--quote", "opened again", *options), 3, said, "Nothing was written")
    assert contents(desk.root) == before


def test_a_warning_is_told_and_the_claim_is_written(desk: Desk) -> None:
    added = desk.add(7, "strike/workers", "150", "--quote", "spoke of ...")
    assert added.exit_code == 0
    assert "warning Q504 quote-long" in added.stderr
    assert "gazette#workers" in added.stdout


def test_an_id_that_is_taken_is_refused(desk: Desk) -> None:
    assert desk.add(3, "strike/workers", "120", "--quote", "120 workers").exit_code == 0
    refused(desk.add(9, "salt-works/state", "open", "--quote", "opened again", "--id", "workers"), 3, "R305")


def test_a_text_that_is_not_at_hand_is_told(desk: Desk) -> None:
    refused(desk.run("claim", "add", "wire", 1, "strike/workers", "120"), 3, "the text of wire is not at hand", "--texts")


def test_problems_elsewhere_do_not_stand_in_the_way(desk: Desk) -> None:
    write(desk.root, {"claims/ledger.yaml": CLAIMS.replace("Some 120 people", "a hundred people")})
    added = desk.add(3, "strike/workers", "120", "--quote", "120 workers")
    assert (added.exit_code, added.stderr) == (0, "")


def test_a_file_as_large_as_this_casebook_allows_can_be_changed(desk: Desk) -> None:
    write(desk.root, {"whosays.toml": "[limits]\nscalar_bytes = 200000\n"})
    assert desk.add(3, "strike/workers", "120", "--quote", "120 workers", "--note", "long " * 20_000).exit_code == 0
    assert desk.add(6, "strike/called-by", "the dockers' union", "--quote", "called by the dockers").exit_code == 0
    assert desk.run("claim", "edit", "gazette#called-by", "--hedge", "reported").exit_code == 0
    assert desk.run("dismiss", "gazette", 1).exit_code == 0
    assert desk.checks()


def test_a_value_longer_than_this_casebook_allows_is_refused(desk: Desk) -> None:
    refused(desk.add(3, "strike/workers", "120", "--quote", "120 workers", "--note", "long " * 20_000), 3, "Y108")


def test_a_file_that_cannot_be_read_is_left_alone(desk: Desk) -> None:
    write(desk.root, {"claims/gazette.yaml": "source: gazette\nclaims: [\n"})
    refused(desk.add(9, "salt-works/state", "open", "--quote", "opened again"), 3, "Nothing was written")
    assert desk.text() == "source: gazette\nclaims: [\n"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (ChangedMeanwhile("gazette.yaml was changed by somebody else"), "changed by somebody else. Run the command again."),
        (OSError(28, "No space left on device"), "Cannot write claims/gazette.yaml: No space left on device."),
    ],
)
def test_a_file_that_cannot_be_written_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: Exception, said: str
) -> None:
    def failing(*_: object) -> None:
        raise fault

    monkeypatch.setattr("compare.authoring.editing.saving.replace_text", failing)
    refused(desk.add(9, "salt-works/state", "open", "--quote", "opened again"), 4, said)


def test_line_ends_and_byte_order_mark_of_the_file_stay(desk: Desk) -> None:
    path = desk.root / "claims" / "ledger.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + CLAIMS.replace("\n", "\r\n").encode())
    added = desk.run("claim", "add", "ledger", 2, "salt-works/owner", "salt-company", "--quote", "salt company owns")
    assert added.exit_code == 0
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf# what")
    assert written.count(b"\n") == written.count(b"\r\n") == CLAIMS.count("\n") + 5


def test_a_link_out_of_the_casebook_is_not_written_through(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "gazette.yaml"
    outside.write_text("source: gazette\n", encoding="utf-8")
    (desk.root / "claims" / "gazette.yaml").symlink_to(outside)
    refused(desk.add(9, "salt-works/state", "open", "--quote", "opened again"), 3, "F105")
    assert outside.read_text(encoding="utf-8") == "source: gazette\n"


# claim edit


def test_only_the_keys_named_change(desk: Desk) -> None:
    edited = desk.run("claim", "edit", "ledger#workers", "--value", "~120", "--hedge", "reported")
    assert edited.exit_code == 0
    assert desk.text("claims/ledger.yaml") == CLAIMS.replace("value: 120\n", "value: ~120\n") + "    hedge: reported\n"


def test_a_quote_is_taken_anew_from_the_sentence_it_stands_in(desk: Desk) -> None:
    edited = desk.run("claim", "edit", "closed-on", "--quote", "salt works ... 4 march")
    assert edited.exit_code == 0
    assert "    quote: salt works closed on 4 March\n" in desk.text("claims/ledger.yaml")


def test_a_quote_from_another_sentence_drops_what_told_the_old_ones_apart(desk: Desk) -> None:
    assert desk.add(10, "salt-works/state", "closed", "--quote", "the salt works closed").exit_code == 0
    edited = desk.run("claim", "edit", "state", "--quote", "closed on 4 march", "--sentence", "2")
    assert edited.exit_code == 0
    assert desk.text().endswith("    quote: closed on 4 March\n")


def test_a_claim_can_move_to_another_subject(desk: Desk) -> None:
    assert desk.run("subject", "add", "strike/strikers", "How many struck?", "--kind", "quantity").exit_code == 0
    edited = desk.run("claim", "edit", "workers", "--subject", "strike/strikers", "--scope", "the day shift")
    assert edited.stdout.endswith("-> strike/strikers: single-source (1 of 3 sources)\n")
    assert "    subject: strike/strikers\n" in desk.text("claims/ledger.yaml")


def test_another_quote_needs_a_sentence_where_the_old_one_is_lost(desk: Desk) -> None:
    moved(desk, "a hundred people")
    refused(desk.run("claim", "edit", "workers", "--quote", "some 120"), 3, "say with --sentence where the new one")
    assert desk.run("claim", "edit", "workers", "--quote", "some 120 people", "--sentence", "3").exit_code == 0
    assert desk.text("claims/ledger.yaml") == CLAIMS


def test_the_quote_of_a_translation_is_left_to_the_annotator(desk: Desk) -> None:
    text = moved(desk, "120 people or so", "    quote_original: {text: Some 120 people, language: en}\n")
    refused(desk.run("claim", "edit", "workers", "--quote", "120 people"), 3, "is a translation")
    assert desk.text("claims/ledger.yaml") == text


def test_a_key_can_be_dropped_but_not_one_that_is_needed(desk: Desk) -> None:
    assert desk.run("claim", "edit", "workers", "--hedge", "alleged").exit_code == 0
    assert desk.run("claim", "edit", "workers", "--drop", "hedge").exit_code == 0
    assert desk.text("claims/ledger.yaml") == CLAIMS
    refused(desk.run("claim", "edit", "workers", "--drop", "quote"), 3, "S202")
    refused(desk.run("claim", "edit", "workers", "--drop", "scope"), 3, "scope")
    assert desk.text("claims/ledger.yaml") == CLAIMS


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("worker", "--value", "1"), 2, "there is no claim “worker”; did you mean workers"),
        (("workers",), 2, "Nothing is to be changed"),
        (("workers", "--subject", "strike/caled-by"), 2, "whosays subject add"),
        (("workers", "--value", "many"), 3, "takes another value"),
    ],
)
def test_an_edit_that_cannot_be_is_refused(desk: Desk, arguments: tuple[str, ...], code: int, said: str) -> None:
    refused(desk.run("claim", "edit", *arguments), code, said)
    assert desk.text("claims/ledger.yaml") == CLAIMS


def test_an_id_that_two_sources_have_is_asked_for_in_full(desk: Desk) -> None:
    assert desk.add(3, "strike/workers", "120", "--quote", "120 workers").exit_code == 0
    refused(desk.run("claim", "edit", "workers", "--note", "x"), 2, "write gazette#workers or ledger#workers")


def test_a_claim_gets_another_id_and_stays_where_it_is(desk: Desk) -> None:
    edited = desk.run("claim", "edit", "workers", "--new-id", "went-out", "--hedge", "reported")
    assert (edited.exit_code, edited.stderr) == (0, "")
    assert edited.stdout.startswith("claims/ledger.yaml:10: ledger#went-out “Some 120 people” -> strike/workers: ")
    assert desk.text("claims/ledger.yaml") == CLAIMS.replace("id: workers", "id: went-out") + "    hedge: reported\n"


@pytest.mark.parametrize(("new", "said"), [("closed-on", "R305"), ("Went Out", "S205")])
def test_an_id_that_would_not_check_is_not_given(desk: Desk, new: str, said: str) -> None:
    refused(desk.run("claim", "edit", "workers", "--new-id", new), 3, said, "Nothing was written")
    assert desk.text("claims/ledger.yaml") == CLAIMS


# claim remove


def test_a_claim_is_shown_and_taken_out_and_nothing_else(desk: Desk) -> None:
    removed = desk.run("claim", "remove", "workers", "--yes")
    assert removed.exit_code == 0
    assert removed.stdout.splitlines() == [
        "claims/ledger.yaml:10: ledger#workers: strike/workers = 120",
        "    “Some 120 people”",
        "removed: ledger#workers",
        "-> strike/workers: uncovered (0 of 3 sources)",
    ]
    assert removed.stderr.splitlines() == [
        "1 sentence open now, neither claimed nor dismissed:",
        "  ledger 3: Some 120 people went out.",
    ]
    assert desk.text("claims/ledger.yaml") == CLAIMS.partition("\n  - id: workers")[0]


def test_claims_of_several_files_go_together_and_a_sentence_that_is_still_claimed_is_not_open(desk: Desk) -> None:
    for options in (["--id", "one"], ["--id", "two", "--scope", "the day shift"]):
        assert desk.add(3, "strike/workers", "120", "--quote", "120 workers", *options).exit_code == 0
    removed = desk.run("claim", "remove", "gazette#two", "ledger#closed-on", "two", "--yes")
    assert removed.exit_code == 0
    assert removed.stdout.splitlines()[0] == "claims/gazette.yaml:9: gazette#two: strike/workers = 120"
    assert "\nremoved: gazette#two, ledger#closed-on\n" in removed.stdout
    assert [line for line in removed.stderr.splitlines() if line.startswith("  ")] == [
        "  ledger 1: The salt works closed on 4 March."
    ]
    assert "id: one" in desk.text()
    assert "closed-on" not in desk.text("claims/ledger.yaml")


def test_a_dismissed_sentence_is_not_open_without_its_claim(desk: Desk) -> None:
    write(desk.root, {"claims/ledger.yaml": f"{CLAIMS}nothing: [3]\n"})
    assert desk.run("claim", "remove", "workers", "--yes").stderr == ""


def test_all_claims_of_a_file_can_go_even_the_last_ones_there_are(desk: Desk) -> None:
    removed = desk.run("claim", "remove", "workers", "closed-on", "--yes")
    assert removed.exit_code == 0
    assert "error C701 nothing-to-compare" in removed.stderr
    assert desk.text("claims/ledger.yaml") == "# what the Ledger says\nsource: ledger\nclaims: []\n  # the day\n"


def test_without_the_text_nobody_knows_what_is_open(desk: Desk) -> None:
    (desk.root / "seeds" / "ledger.txt").unlink()
    removed = desk.run("claim", "remove", "workers", "--yes")
    assert removed.stderr == "Which sentences are open now is not known of ledger: the text is not at hand.\n"


def test_every_name_that_means_no_claim_is_told_and_nothing_is_removed(desk: Desk) -> None:
    said = "there is no claim “worker”; did you mean workers", "there is no claim “closd-on”"
    refused(desk.run("claim", "remove", "worker", "closed-on", "closd-on", "--yes"), 2, *said)
    assert desk.text("claims/ledger.yaml") == CLAIMS


def test_nothing_is_removed_where_nobody_can_be_asked(desk: Desk) -> None:
    shown = desk.run("claim", "remove", "workers")
    assert shown.exit_code == 2
    assert "ledger#workers: strike/workers = 120" in shown.stdout
    assert "give --yes" in shown.stderr
    assert desk.text("claims/ledger.yaml") == CLAIMS


@pytest.mark.parametrize(("answer", "stays"), [("y\n", False), ("n\n", True), ("", True)])
def test_at_a_terminal_it_asks_before_it_removes(desk: Desk, answer: str, *, stays: bool) -> None:
    asked = at_terminal(desk, answer, "claim", "remove", "workers", "closed-on")
    assert asked.exit_code == 0
    assert "Remove these 2 claims? y / n: " in asked.stderr
    assert (desk.text("claims/ledger.yaml") == CLAIMS) is stays


def at_terminal(desk: Desk, answers: str, *arguments: str) -> Result:
    """The command with somebody there who answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("compare.cli.confirming.can_ask", lambda: True)
        return CliRunner().invoke(app, [*arguments, "-C", str(desk.root)], input=answers)


# claim fix


def moved(desk: Desk, quote: str, more: str = "") -> str:
    """The claim file of the ledger with another quote in its second claim, written down."""
    text = CLAIMS.replace("quote: Some 120 people\n", f"quote: {quote}\n{more}")
    write(desk.root, {"claims/ledger.yaml": text})
    return text


def test_a_quote_is_set_right_after_its_difference_is_shown(desk: Desk) -> None:
    moved(desk, "Some 102 people")
    fixed = desk.run("claim", "fix", "ledger#workers", "--yes")
    assert (fixed.exit_code, fixed.stderr) == (0, "")
    assert fixed.stdout.splitlines()[:5] == [
        "ledger#workers, claims/ledger.yaml:10:9",
        "  written: Some 102 people",
        "  article: Some 120 people",
        "  change:  Some [-102-] {+120+} people",
        "  stands:  only once",
    ]
    assert desk.text("claims/ledger.yaml") == CLAIMS


def test_without_a_terminal_and_without_yes_nothing_is_written(desk: Desk) -> None:
    text = moved(desk, "Some 102 people")
    shown = desk.run("claim", "fix", "workers")
    assert shown.exit_code == 2
    assert "Some [-102-] {+120+} people" in shown.stdout
    assert "give --yes" in shown.stderr
    assert desk.text("claims/ledger.yaml") == text


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False), ("", False)])
def test_at_a_terminal_it_asks(desk: Desk, monkeypatch: pytest.MonkeyPatch, answer: str, *, written: bool) -> None:
    text = moved(desk, "Some 102 people")
    monkeypatch.setattr("compare.cli.confirming.can_ask", lambda: True)
    monkeypatch.setattr("compare.cli.confirming.agreed", lambda _question: answer == "y")
    assert desk.run("claim", "fix", "workers").exit_code == 0
    assert desk.text("claims/ledger.yaml") == (CLAIMS if written else text)


def test_a_quote_that_stands_twice_gets_the_sentence_that_is_named(desk: Desk) -> None:
    assert desk.add(10, "salt-works/state", "closed", "--quote", "closed once more").exit_code == 0
    write(desk.root, {"claims/gazette.yaml": desk.text().replace("closed once more", "The salt works closed")})
    refused(
        desk.run("claim", "fix", "state", "--yes"), 3, "\n2: The salt works closed on 4 March", "\n10: The salt", "--sentence"
    )
    assert desk.run("claim", "fix", "state", "--yes", "--sentence", "10").exit_code == 0
    assert desk.text().endswith("    quote: The salt works closed\n    sentence: 10\n")


def test_a_sentence_number_that_is_wrong_goes(desk: Desk) -> None:
    moved(desk, "Some 120 people", "    sentence: 1\n")
    assert desk.run("claim", "fix", "workers", "--yes").exit_code == 0
    assert desk.text("claims/ledger.yaml") == CLAIMS


def test_each_part_of_a_joined_quote_is_set_right_by_itself(desk: Desk) -> None:
    moved(desk, "Some 102 people [...] out")
    assert desk.run("claim", "fix", "workers", "--yes").exit_code == 0
    assert "quote: Some 120 people [...] out\n" in desk.text("claims/ledger.yaml")


def test_a_quote_that_is_found_is_left_as_it_is(desk: Desk) -> None:
    told = desk.run("claim", "fix", "workers")
    assert (told.exit_code, told.stdout) == (0, "ledger#workers: the quote is found already, in sentence 3\n")


def test_a_quote_with_nothing_near_is_told(desk: Desk) -> None:
    text = moved(desk, "the bishop blessed the boats")
    refused(desk.run("claim", "fix", "workers", "--yes"), 3, "no words of the article are near enough", "Nothing was written")
    assert desk.text("claims/ledger.yaml") == text


def test_only_a_plain_yes_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for line, meant in (("y\n", True), ("Yes\n", True), ("\n", False), ("no\n", False), ("", False)):
        monkeypatch.setattr("sys.stdin", io.StringIO(line))
        assert confirming.agreed("Write this?") is meant


# claim fix --all

ASTRAY = """\
source: gazette
claims:
  - {id: twice, subject: salt-works/state, value: closed, quote: The salt works closed}
  - {id: figure, subject: strike/workers, value: 120, quote: About 102 workers}
  - {id: numbered, subject: strike/workers, value: 150, quote: 150 workers, sentence: 2}
  - {id: spelt, subject: salt-works/owner, value: salt-company, quote: "its foundar Nadia Ferre"}
  - {id: gone, subject: salt-works/state, value: open, quote: the bishop blessed the boats}
  - {id: found, subject: salt-works/state, value: open, quote: opened again}
"""
FIGURE = ("102 workers", "120 workers")
NUMBERED = ("150 workers, sentence: 2", "150 workers")
SPELT = ('"its foundar Nadia Ferre"', "its founder Nadia Ferré")
TWICE = ("The salt works closed}", "The salt works closed, sentence: 10}")


@pytest.fixture
def astray(desk: Desk) -> Desk:
    """The casebook with a claim file of which one quote of six is found at its place."""
    write(desk.root, {"claims/gazette.yaml": ASTRAY})
    return desk


def mended(*changes: tuple[str, str]) -> str:
    """The claim file with these quotes set right."""
    text = ASTRAY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("options", [[], ["--all"]])
def test_yes_to_all_takes_only_what_needs_no_second_look(astray: Desk, options: list[str]) -> None:
    fixed = astray.run("claim", "fix", "--yes", *options)
    assert fixed.exit_code == 3
    assert fixed.stdout.splitlines()[-1] == (
        "5 quotes not found or in several places: 2 mended, 2 left for you to decide, 1 with nothing near enough in the article"
    )
    ids = [line.partition(",")[0] for line in fixed.stdout.splitlines() if not line.startswith(" ")]
    assert ids[:-1] == [f"gazette#{each}" for each in ("twice", "figure", "numbered", "spelt", "gone")]
    assert astray.text() == mended(NUMBERED, SPELT)


@pytest.mark.parametrize(
    ("written", "sure"),
    [
        ("led by its foundar", True),  # spelt otherwise
        ("led by its foun- der Nadia", True),  # hyphenated
        ("led by the founder", False),  # another word
        ("led by its late founder", False),  # a word more
        ("led its founder", False),  # a word less
        ("spoke of 105 workers", False),  # another number
        ("Mobody will be dismissed", False),  # another first letter
        ("works belong [...] led by its foundar Nadia Ferre", True),
    ],
)
def test_what_needs_no_second_look_has_the_same_words(desk: Desk, written: str, *, sure: bool) -> None:
    claim = f"{{id: it, subject: salt-works/state, value: open, quote: '{written}'}}"
    write(desk.root, {"claims/gazette.yaml": f"source: gazette\nclaims:\n  - {claim}\n"})
    fixed = desk.run("claim", "fix", "--yes")
    told = "1 mended" if sure else "1 left for you to decide"
    assert fixed.stdout.splitlines()[-1] == f"1 quote not found or in several places: {told}"
    assert (claim in desk.text()) is not sure


def test_all_are_asked_about_one_by_one_and_kept_at_once(astray: Desk) -> None:
    asked = at_terminal(astray, "10\ny\nmaybe\nn\nY\n", "claim", "fix", "--all")
    assert asked.exit_code == 3
    assert asked.stdout.splitlines()[-1] == (
        "5 quotes not found or in several places: 3 mended, 1 left as you said, 1 with nothing near enough in the article"
    )
    assert "[4/5]\ngazette#spelt, claims/gazette.yaml:6:10\n" in asked.stdout
    assert "Which sentence is meant? its number / n / q(uit): " in asked.stderr
    assert "'maybe' is no answer." in asked.stderr
    assert astray.text() == mended(TWICE, FIGURE, SPELT)


@pytest.mark.parametrize("end", ["q\n", ""])
def test_what_was_agreed_to_before_quitting_stays(astray: Desk, end: str) -> None:
    asked = at_terminal(astray, f"n\ny\n{end}", "claim", "fix")
    assert asked.exit_code == 0
    told = "5 quotes not found or in several places: 1 mended, 1 left as you said, 3 not asked about"
    assert asked.stdout.splitlines()[-1] == told
    assert astray.text() == mended(FIGURE)


def test_a_line_that_goes_moves_no_later_claim(desk: Desk) -> None:
    first = CLAIMS.replace("quote: closed on 4 March\n", "quote: closed on 4 March\n    sentence: 2\n")
    for answers in ("y\ny\n", ""):
        write(desk.root, {"claims/ledger.yaml": first.replace("quote: Some 120 people\n", "quote: Sume 120 people\n")})
        run = ("claim", "fix") if answers else ("claim", "fix", "--yes")
        assert at_terminal(desk, answers, *run).exit_code == 0
        assert desk.text("claims/ledger.yaml") == CLAIMS


def test_where_nobody_can_be_asked_all_are_shown_and_none_is_written(astray: Desk) -> None:
    shown = astray.run("claim", "fix")
    assert shown.exit_code == 2
    assert "About [-102-] {+120+} workers" in shown.stdout
    assert (
        "5 quotes not found or in several places: 2 can be mended with --yes, 2 left for you to decide, 1 with" in shown.stdout
    )
    assert "give --yes" in shown.stderr
    assert astray.text() == ASTRAY


def test_without_anything_astray_there_is_nothing_to_ask(desk: Desk) -> None:
    told = desk.run("claim", "fix")
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout == "0 quotes not found or in several places\n"


def test_quotes_that_cannot_be_looked_up_are_told(astray: Desk) -> None:
    (astray.root / "seeds" / "gazette.txt").unlink()
    told = astray.run("claim", "fix", "--yes")
    assert told.stderr == "Not looked up, as the article text is not at hand: gazette (6 quotes).\n"
    assert astray.text() == ASTRAY


@pytest.mark.parametrize("arguments", [("workers", "--all"), ("--sentence", "3"), ("--all", "--sentence", "3")])
def test_one_claim_and_all_exclude_each_other(desk: Desk, arguments: tuple[str, ...]) -> None:
    refused(desk.run("claim", "fix", *arguments), 2, "Name one claim")
