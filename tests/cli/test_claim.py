from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from compare.cli import confirming
from compare.loading.files import ChangedMeanwhile
from tests.cli.conftest import contents, write
from tests.cli.gazette import CLAIMS, SCHEMA_LINE, Desk

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

QUALIFIED = [
    *("id", "subject", "value", "quote", "stance", "hedge", "as_of", "scope", "via", "speaker", "corrects"),
    *("credibility", "worded", "note"),
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

    monkeypatch.setattr("compare.loading.files.replace_text", failing)
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
    monkeypatch.setattr("compare.cli.claim.can_ask", lambda: True)
    monkeypatch.setattr("compare.cli.claim.agreed", lambda _question: answer == "y")
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
