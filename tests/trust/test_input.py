"""Rows 1 to 54 of the table of faults by the command line: what is told, and where; nothing else suffers."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import nupunkt
import pytest
from rapidfuzz import fuzz, process

from compare.loading import nodes, quotes, settings_file
from tests.cli.conftest import child, contents, whosays
from tests.report.conftest import parse, shown
from tests.trust.mill import BOOK, ENTITIES, LEDGER, RECORD, SUBJECTS, claims, said
from tests.trust.test_load import calls

if TYPE_CHECKING:
    from pathlib import Path

LEDGER_YAML, SEED, TEXT = "claims/ledger.yaml", "seeds/ledger.yaml", "seeds/ledger.txt"
SUBJECTS_YAML, ENTITIES_YAML = "claims/vocabulary/subjects.yaml", "claims/vocabulary/entities.yaml"
PLACES = "claims/vocabulary/places.csv"
INNOCENT = ("seeds/courier.yaml", "tilte: a second problem, elsewhere\n", "S201 seeds/courier.yaml:5:1")
"""What is wrong elsewhere at the same time, which must be told whatever else is wrong."""
WHOLE = "On 2 May the mill burned down. The mill's owner is the town. Two people were hurt."


@dataclass(frozen=True)
class Fault:
    row: int
    name: str
    files: dict[str, str | bytes]
    told: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    """What stands in the sentences that are told, or in what they say helps."""

    def __str__(self) -> str:
        return f"{self.row} {self.name}"


def claim(*rows: str) -> dict[str, str | bytes]:
    return {LEDGER_YAML: claims(*rows)}


def seed(more: str) -> dict[str, str | bytes]:
    return {SEED: RECORD + more}


def entity(more: str) -> dict[str, str | bytes]:
    return {ENTITIES_YAML: ENTITIES + more}


BOMB = "a: &a {k: v}\n" + "".join(f"{each}: &{each} {{<<: [*a, *a, *a]}}\n" for each in "bcdefghij")
REFUSED = [
    Fault(1, "billion laughs", {SEED: "a: &a [x, x]\nb: &b [*a, *a]\n"}, (f"Y102 {SEED}:1:4",)),
    Fault(2, "a bomb of merge keys", {SEED: BOMB}, (f"Y102 {SEED}:1:4",)),
    Fault(2, "a merge key", {SEED: "<<: {a: b}\n"}, (f"Y104 {SEED}:1:1",)),
    Fault(3, "an anchor within itself", {SEED: "title: &a [*a]\n"}, (f"Y102 {SEED}:1:8",)),
    Fault(4, "100,000 brackets", {SEED: "note: " + "[" * 100_000}, (f"Y107 {SEED}:1:26",)),
    Fault(5, "a key twice", seed("title: b\n"), (f"Y105 {SEED}:5:1",), ("at line 1 and again at line 5",)),
    Fault(
        7,
        "numbers of YAML 1.1",
        claim(*(said("hurt", each) for each in ("12:30:45", "0777", "0x1F", "1_000", "1e3", ".nan", "-.inf"))),
        tuple(f"V401 {LEDGER_YAML}:{line}:41" for line in range(3, 10)),
    ),
    Fault(7, "a number without end", claim(said("hurt", "9" * 500)), (f"V401 {LEDGER_YAML}:3:41",)),
    Fault(8, "no day of the calendar", claim(said("burned-on", "2011-13-45")), (f"V401 {LEDGER_YAML}:3:46",)),
    Fault(8, "no day, in a record", {SEED: RECORD.replace("2024-05-04", "2011-13-45")}, (f"V402 {SEED}:2:12",)),
    Fault(
        9,
        "a date in prose",
        claim(said("burned-on", "c. 2011"), said("burned-on", "1432 AH")),
        (f"V401 {LEDGER_YAML}:3:46", f"V401 {LEDGER_YAML}:4:46"),
        ("write about 2011 as 2011~", "in the Gregorian calendar"),
    ),
    Fault(
        9,
        "years that are written otherwise",
        claim(said("burned-on", "10000"), said("burned-on", "-44")),
        (f"V401 {LEDGER_YAML}:3:46", f"V401 {LEDGER_YAML}:4:46"),
        ("is written Y10000", "like -0044"),
    ),
    Fault(9, "an open month beside significant digits", claim(said("burned-on", "1950S2-0X")), (f"V401 {LEDGER_YAML}:3:46",)),
    Fault(11, "a tag that runs", {SEED: "title: !!python/object/apply:os.system [ls]\n"}, (f"Y103 {SEED}:1:8",)),
    Fault(11, "a binary tag", {SEED: "title: !!binary eA==\n"}, (f"Y103 {SEED}:1:8",)),
    Fault(12, "a second document", seed("---\ntitle: b\n"), (f"Y106 {SEED}:5:1",)),
    Fault(13, "a tab", {SEED: "title: a\ntext:\n\tfile: b\n"}, (f"Y111 {SEED}:3:1",), ("Use spaces.",)),
    Fault(15, "UTF-16", {SEED: RECORD.encode("utf-16")}, (f"F101 {SEED}",), ("Save the file as UTF-8.",)),
    Fault(15, "UTF-16 without a mark", {SEED: RECORD.encode("utf-16-le")}, (f"F101 {SEED}",), ("is UTF-16 or UTF-32",)),
    Fault(15, "UTF-32", {SEED: RECORD.encode("utf-32")}, (f"F101 {SEED}",)),
    Fault(15, "an article in UTF-16", {TEXT: WHOLE.encode("utf-16")}, (f"F101 {SEED}:4:14",)),
    Fault(16, "Latin-1", {SEED: RECORD.encode() + b"note: caf\xe9\n"}, (f"F101 {SEED}",), (f"byte {len(RECORD) + 9} (0xe9)",)),
    Fault(16, "an article in Latin-1", {TEXT: WHOLE.encode() + b"\xe9"}, (f"F101 {SEED}:4:14",)),
    Fault(17, "a line of another kind", seed("note: a\x0bb\n"), (f"Y109 {SEED}:5:8",)),
    Fault(18, "NUL", seed("note: a\0b\n"), (f"Y109 {SEED}:5:8",)),
    Fault(18, "an escape for NUL", seed('note: "a\\0b"\n'), (f"Y109 {SEED}:5:7",)),
    Fault(18, "DEL", seed("note: a\x7fb\n"), (f"Y109 {SEED}:5:8",)),
    Fault(18, "a C1 control", seed("note: a\x9bb\n"), (f"Y109 {SEED}:5:8",)),
    Fault(18, "an escape in an article", {TEXT: WHOLE + " \x1b[31m"}, (f"Y109 {SEED}:4:14",)),
    Fault(18, "a C1 control in an article", {TEXT: WHOLE + " \x9b"}, (f"Y109 {SEED}:4:14",)),
    Fault(18, "an escape in a table", {PLACES: "place,broader\nA\x1b,B\nB,\n"}, (f"Y109 {PLACES}:2:2",)),
    Fault(18, "an escape in the settings", {"whosays.toml": 'title = "a\\u001b"\n'}, ("C702 whosays.toml:1:1",)),
    Fault(18, "NUL in the name of a folder", {"whosays.toml": 'texts = ["a\\u0000b"]\n'}, ("C702 whosays.toml:1:1",)),
    Fault(19, "half a character", seed('note: "\\ud800"\n'), (f"Y119 {SEED}:5:8",)),
    Fault(19, "half a character in bytes", {SEED: RECORD.encode() + b"note: \xed\xa0\x80\n"}, (f"F101 {SEED}",)),
    Fault(20, "what is no character of YAML", seed('note: "a\\uffffb"\n'), (f"Y109 {SEED}:5:7",), ("the noncharacter U+FFFF",)),
    Fault(
        21,
        "a direction control in an id",
        {LEDGER_YAML: claims(said("motto", "x")).replace("id: c0", 'id: "c\\u202e"')},
        (f"Y112 {LEDGER_YAML}:3:10",),
        ("[RLO]",),
    ),
    Fault(
        21, "a direction control in a word", claim(said("motto", "x", hedge='"stated\\u2066"')), (f"Y112 {LEDGER_YAML}:3:81",)
    ),
    Fault(22, "a joiner in an id", entity('  "x\\u200cy": {name: x, type: group}\n'), (f"S205 {ENTITIES_YAML}:5:3",)),
    Fault(28, "ten thousand marks", claim(said("motto", "e" + "\u0301\u0323" * 5_000)), (f"Y116 {LEDGER_YAML}:3:42",)),
    Fault(28, "marks in an article", {TEXT: WHOLE + "e" + "\u0301\u0323" * 50_000}, (f"Y116 {SEED}:4:14",)),
    Fault(31, "an unknown key", seed("publishr: x\n"), (f"S201 {SEED}:5:1",), ("did you mean publisher",)),
    Fault(32, "missing keys", {SEED: "title: a\n"}, (f"S202 {SEED}:1:1", f"S202 {SEED}:1:1")),
    Fault(32, "an empty key", {SEED: RECORD.replace("Fire at the mill", "")}, (f"S207 {SEED}:1:7",)),
    Fault(32, "null", {SEED: RECORD.replace("Fire at the mill", "null")}, (f"S207 {SEED}:1:8",)),
    Fault(32, "a tilde", {SEED: RECORD.replace("Fire at the mill", "~")}, (f"S207 {SEED}:1:8",)),
    Fault(32, "spaces", {SEED: RECORD.replace("Fire at the mill", "' '")}, (f"S207 {SEED}:1:8",)),
    Fault(33, "a list for a text", {SEED: RECORD.replace("Fire at the mill", "[a]")}, (f"S203 {SEED}:1:8",)),
    Fault(33, "keys for a list", {LEDGER_YAML: "source: ledger\nclaims: {a: b}\n"}, (f"S203 {LEDGER_YAML}:2:9",)),
    Fault(
        33,
        "a list for true or false",
        {SUBJECTS_YAML: SUBJECTS.replace("final: true", "final: [true]")},
        (f"S207 {SUBJECTS_YAML}:13:100",),
    ),
    Fault(33, "a text for a file", {LEDGER_YAML: "text\n"}, (f"S203 {LEDGER_YAML}:1:1",)),
    Fault(
        34,
        "an id twice",
        {LEDGER_YAML: claims(said("motto", "x"), said("motto", "y")).replace("c1", "c0")},
        (f"R305 {LEDGER_YAML}:4:10",),
        ("stands at line 3 already",),
    ),
    Fault(34, "a file name but for its case", {"seeds/Ledger.yaml": RECORD}, ("S205 seeds/Ledger.yaml",)),
    Fault(
        34,
        "a file name in two forms",
        {"seeds/café.yaml": RECORD, "seeds/cafe\u0301.yaml": RECORD},
        ("S205 seeds/cafe\u0301.yaml", "S205 seeds/café.yaml"),
    ),
    Fault(
        34,
        "a subject twice",
        {SUBJECTS_YAML: SUBJECTS + "  mill/owner: {question: x, kind: text}\n"},
        (f"Y105 {SUBJECTS_YAML}:14:3",),
        ("at line 2 and again at line 14",),
    ),
    Fault(
        35,
        "what nobody declares",
        claim(said("ownr", "town"), said("owner", "twon")),
        (f"R302 {LEDGER_YAML}:3:23", f"V401 {LEDGER_YAML}:4:42"),
        ("did you mean mill/owner", "did you mean town"),
    ),
    Fault(
        36,
        "parts in a circle",
        entity("  a: {name: a, type: group, part_of: [b]}\n  b: {name: b, type: group, part_of: [a]}\n"),
        (f"R306 {ENTITIES_YAML}:6:39",),
        ("a → b → a: each is part of the next",),
    ),
    Fault(36, "places in a circle", {PLACES: "place,broader\nA,B\nB,A\n"}, (f"R306 {PLACES}:3",)),
    Fault(37, "an empty file", {LEDGER_YAML: ""}, (f"Y118 {LEDGER_YAML}:1:1",)),
    Fault(37, "only a comment", {LEDGER_YAML: "# later\n"}, (f"Y118 {LEDGER_YAML}:1:1",)),
    Fault(
        46,
        "words run together",
        {"claims/courier.yaml": claims(said("owner", "town", "board.Nobody"), source="courier")},
        ("Q501 claims/courier.yaml:3:55",),
    ),
    Fault(
        47,
        "parts in the wrong order",
        claim(said("owner", "town", "'is the town [...] the mill'")),
        (f"Q501 {LEDGER_YAML}:3:55",),
    ),
    Fault(
        47,
        "a quote in 5,000 parts",
        claim(said("owner", "town", "'" + "the [...] " * 5_000 + "'")),
        (f"Q501 {LEDGER_YAML}:3:55",),
    ),
    Fault(48, "a quote that occurs twice", claim(said("owner", "town", "mill")), (f"Q502 {LEDGER_YAML}:3:55",)),
    Fault(
        49,
        "a near match",
        claim(said("owner", "town", "the mills owner is the town")),
        (f"Q501 {LEDGER_YAML}:3:55",),
        ("the nearest words are “The mill's owner is the town.”",),
    ),
    Fault(
        50,
        "no quote, and one letter",
        claim(said("owner", "town", "''"), said("owner", "town", "T"), said("owner", "town", "¶ ¶")),
        (f"S207 {LEDGER_YAML}:3:55", f"Q503 {LEDGER_YAML}:4:55", f"Q503 {LEDGER_YAML}:5:55"),
    ),
    Fault(
        51, "a text edited since", {TEXT: WHOLE.replace("2 May", "3 May")}, (f"Q501 {LEDGER_YAML}:5:66", f"Q506 {SEED}:4:34")
    ),
    Fault(
        52,
        "a hyphen at the end of a line",
        claim(said("owner", "town", '"the mill bur-\\nned down"')),
        (f"Q501 {LEDGER_YAML}:3:55",),
        ("the nearest words are “May the mill burned down.”",),
    ),
]
TOLD = [
    Fault(
        10,
        "a moment of another day in UTC",
        claim(said("burned-on", "2024-05-02T23:30:00-04:00")),
        (f"V409 {LEDGER_YAML}:3:46",),
        ("3 May 2024 in UTC; the day as stated counts",),
    ),
    Fault(20, "private use", seed('note: "\ue000"\n'), (f"Y117 {SEED}:5:7",), ("U+E000",)),
    Fault(20, "no character", seed("note: a\ufdd0\n"), (f"Y117 {SEED}:5:7",), ("U+FDD0",)),
    Fault(20, "no character, as an escape", seed('note: "a\\U0001FFFE"\n'), (f"Y117 {SEED}:5:7",), ("U+1FFFE",)),
    Fault(21, "a direction control in a text", seed('note: "a \\u202eb"\n'), (f"Y113 {SEED}:5:7",), ("“a [RLO]b”",)),
    Fault(
        21, "a direction control in a name", entity('  x: {name: "x\\u202ey", type: group}\n'), (f"Y113 {ENTITIES_YAML}:5:13",)
    ),
    Fault(
        23,
        "a name in two scripts",
        entity("  x: {name: Раvеl, type: person}\n  y: {name: Pavel, type: person}\n"),
        (f"Y115 {ENTITIES_YAML}:5:13",),
        ("mixes Cyrillic and Latin: U+0076 LATIN SMALL LETTER V",),
    ),
    *(
        Fault(24, f"the invisible {char}", claim(said("owner", f'"the t{char}own"')), (f"Y114 {LEDGER_YAML}:3:42",))
        for char in ("\\u200b", "\\u00ad", "\\U000e0074", "\\u2063")
    ),
    Fault(
        39,
        "published after it was read",
        {SEED: RECORD.replace("2024-05-04", "2999"), LEDGER_YAML: LEDGER},
        (f"V406 {LEDGER_YAML}:2:27",),
    ),
    Fault(
        39,
        "published before the event",
        {SUBJECTS_YAML: SUBJECTS.replace("time: changing", "").replace("kind: quantity}", "kind: quantity, event: 2030}")},
        (f"V404 {LEDGER_YAML}:6:10",),
    ),
    Fault(40, "a claim twice", claim(said("motto", "x"), said("motto", "x")), (f"V405 {LEDGER_YAML}:4:10",)),
    Fault(50, "the whole article", claim(said("owner", "town", f'"{WHOLE}"')), (f"Q505 {LEDGER_YAML}:3:55",)),
    Fault(14, "a byte order mark", {SEED: b"\xef\xbb\xbf" + RECORD.encode()}),
    Fault(
        5,
        "keys that YAML 1.1 takes for one",
        entity("  x: {name: x, type: group, external: {yes: a, true: b, on: c, 1: d, 1.0: e}}\n"),
    ),
    Fault(9, "years of any age", claim(*(said("burned-on", each) for each in ("0000", "-0044", "Y10000", "2011?", "Y-17E7")))),
    Fault(10, "a moment of the same day in UTC", claim(said("burned-on", "2024-05-02T12:00:00+02:00"))),
    Fault(
        22,
        "a joiner in Persian, and without it",
        {**entity('  x: {name: "می\\u200cخواهم", type: group}\n'), **claim(said("owner", "میخواهم"))},
    ),
    Fault(25, "a name in another form", claim(said("owner", '"Cafe\\u0301 Verein"'))),
    Fault(
        27, "digits of another script", claim(said("hurt", "١٢"), said("burned-on", "٢٠٢٤-٠٥-٠٢"), said("burned-at", "١٢:٣٠"))
    ),
    Fault(
        30,
        "a sharp s and a dotted I in capitals",
        {**entity("  x: {name: Istanbul, type: group}\n"), **claim(said("owner", "STRASSE"), said("owner", "İSTANBUL"))},
    ),
    Fault(
        46,
        "a quote over two paragraphs",
        {"claims/courier.yaml": claims(said("owner", "town", "board. ¶ Nobody"), source="courier")},
    ),
    Fault(47, "a quote with a gap", claim(said("owner", "town", "'The mill [...] is the town'"))),
    Fault(48, "a quote told apart", claim(said("owner", "town", "mill", sentence=1), said("motto", "x", "mill", near="owner"))),
    Fault(53, "words of our own in a quote", claim(said("owner", "town", "'[In 2024] the mill burned [sic] down'"))),
    Fault(
        54,
        "a translation",
        claim(said("owner", "town", "die Stadt besitzt sie", quote_original="{text: owner is the town, language: en}")),
    ),
]
"""What is warned of, or taken as it is."""


def put(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return root


def ran(*arguments: object) -> Any:
    """The command, of which nobody ever sees a traceback."""
    result = whosays(*arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def problems(root: Path, code: int) -> list[dict[str, Any]]:
    checked = ran("check", root, "--format", "json")
    assert checked.exit_code == code, checked.output
    found: list[dict[str, Any]] = json.loads(checked.stdout)["problems"]
    return found


def places(found: list[dict[str, Any]]) -> list[str]:
    """Code and place of each."""
    return sorted(
        f"{each['code']} " + ":".join(str(each[part]) for part in ("file", "line", "column") if each[part]) for each in found
    )


def told(root: Path, code: int) -> list[str]:
    return places(problems(root, code))


def unsaid(fault: Fault, found: list[dict[str, Any]]) -> list[str]:
    """What is not in the sentences that are told."""
    sentences = " ".join(f"{each['message']} {each['cure']}" for each in found)
    return [each for each in fault.says if each not in sentences]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A sound casebook with what stands for an earlier report."""
    return put(
        tmp_path / "book",
        {**BOOK, "reports/.whosays.json": '{"files": {"index.html": ""}}', "reports/index.html": "the last good report"},
    )


@pytest.mark.parametrize("fault", REFUSED, ids=str)
def test_what_is_refused_is_told_at_its_place_and_nothing_else_suffers(book: Path, fault: Fault) -> None:
    before = contents(book / "reports")
    file, line, innocent = INNOCENT
    put(book, {**fault.files, file: str(BOOK[file]) + line})
    found = problems(book, 3)
    assert (places(found), unsaid(fault, found)) == (sorted([*fault.told, innocent]), [])
    built = ran("build", book)
    assert (built.exit_code, built.stdout) == (3, "")
    assert all(each.partition(" ")[0] in built.stderr for each in (*fault.told, innocent))
    assert contents(book / "reports") == before


@pytest.mark.parametrize("fault", TOLD, ids=str)
def test_what_is_not_refused_is_warned_of_at_its_place_or_taken_as_it_is(book: Path, fault: Fault) -> None:
    found = problems(put(book, fault.files), 0)
    assert (places(found), unsaid(fault, found)) == (sorted(fault.told), [])


def test_all_of_it_at_once_is_told_by_a_process_that_ends(tmp_path: Path) -> None:
    alone = [fault for fault in REFUSED if set(fault.files) == {SEED}]
    files = {f"seeds/fault-{at}.yaml": fault.files[SEED] for at, fault in enumerate(alone)}
    checked = child("check", put(tmp_path, {**BOOK, **files}), "--format", "json", timeout=300)
    assert checked.returncode == 3
    assert "Traceback" not in checked.stderr
    found = {each["file"] for each in json.loads(checked.stdout)["problems"]}
    assert found == set(files)


def findings(root: Path) -> dict[str, Any]:
    """What is built of the casebook, beside it."""
    built = ran("build", root, "-o", root / "out", "--quiet")
    assert built.exit_code == 0, built.output
    found: dict[str, Any] = json.loads((root / "out" / "findings.json").read_text(encoding="utf-8"))
    return found


def claimed(root: Path) -> list[dict[str, Any]]:
    """The claims of the ledger."""
    return [each for each in findings(root)["claims"] if each["source"] == "ledger"]


def subject(root: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in findings(root)["subjects"] if each["id"] == f"mill/{name}")
    return found


def page(root: Path, name: str) -> str:
    """The words of a page of what was built last."""
    return shown(parse((root / "out" / name).read_text(encoding="utf-8")))


def test_words_that_yaml_takes_for_something_else_stay_words(book: Path) -> None:
    words = ["no", "off", "on", "y", "12:30:45", "0777", "0x1F", "1_000", "1e3", ".nan", "2011-13-45", "'~'", "\ufdfa"]
    put(book, claim(*(said("motto", each) for each in words)))
    assert sorted(each["value"]["written"] for each in claimed(book)) == sorted(each.strip("'") for each in words)


def test_keys_that_yaml_takes_for_one_are_all_on_the_page(book: Path) -> None:
    put(book, entity("  x: {name: x, type: group, external: {yes: a1, true: a2, on: a3, 1: a4, 1.0: a5}}\n"))
    findings(book)
    assert "known elsewhere as1 a4, 1.0 a5, on a3, true a2, yes a1" in page(book, "e/x.html")


def test_a_quote_is_found_through_its_typesetting_and_a_near_one_never(book: Path) -> None:
    text = "On 2 May the “mill” burned\u00a0down – all of it…\x0cThe co\u00adoperative’s\u2028office was ﬁne"
    text += " and ca\U000e0041\u034flm.\n"
    quotes = ["'the \"mill\" burned down - all of it...'", "'The cooperative''s'", "fine", "was ﬁne", "calm"]
    put(book, {TEXT: text, **claim(*(said("motto", f"v{at}", each) for at, each in enumerate(quotes)))})
    found = [each["quote"] for each in claimed(book)]
    assert [each["state"] for each in found] == ["folded", "folded", "folded", "verified", "folded"]
    stored = ["the “mill” burned\u00a0down – all of it…", "The co\u00adoperative’s", "ﬁne", "was ﬁne", "ca\U000e0041\u034flm"]
    assert [text[each["start"] : each["end"]] for each in found] == stored
    assert "found in the article, but for dashes, dots, no-break spaces and quotation marks." in page(book, "s/mill/motto.html")
    put(book, claim(said("motto", "x", 'the "mill" burned up'.replace('"', "”"))))
    assert f"Q501 {LEDGER_YAML}:3:52" in told(book, 3)


def test_a_moment_is_kept_as_written_and_held_against_others_by_the_day_it_states(book: Path) -> None:
    put(book, claim(said("burned-on", "2024-05-02T23:30:00-04:00")))
    assert subject(book, "burned-on")["standing"] == "agreed"
    assert [each["value"]["written"] for each in claimed(book)] == ["2024-05-02T23:30:00-04:00"]


def test_years_of_any_age_stand_in_their_order(book: Path) -> None:
    years = ("0000", "Y10000", "-0044", "2011?", "Y-17E7")
    put(book, {f"seeds/wire-{at}.yaml": f"title: Wire {at}\npublished: {each}\nbasis: page\n" for at, each in enumerate(years)})
    put(book, {f"claims/wire-{at}.yaml": claims(said("sold-on", each), source=f"wire-{at}") for at, each in enumerate(years)})
    assert len(subject(book, "sold-on")["positions"]) == len(years)
    assert "−1.6e8" in page(book, "s/mill/sold-on.html")
    assert re.findall(r"published (Wire \d) Wire", page(book, "timeline.html")) == [f"Wire {at}" for at in (4, 2, 0, 3, 1)]


def test_digits_of_another_script_stand_beside_what_they_were_read_as(book: Path) -> None:
    put(book, claim(said("hurt", "١٢", "the mill burned down", worded="١٢ people")))
    assert [(each["value"]["written"], each["value"]["shown"]) for each in claimed(book)] == [("١٢", "12")]


def test_a_claim_that_is_written_twice_counts_once(book: Path) -> None:
    put(book, claim(said("owner", "town"), said("owner", "town")))
    found = subject(book, "owner")
    assert found["shape"] == "1-1"
    assert [(each["sources"], each["origins"]) for each in found["positions"]] == [(["courier"], [1, 1]), (["ledger"], [1, 1])]


def test_silence_is_not_known_any_more_of_an_article_that_was_edited(book: Path) -> None:
    assert subject(book, "state")["absent"]["silent"] == ["ledger"]
    put(book, {TEXT: f"{WHOLE} So it was.\n"})
    absent = subject(book, "state")["absent"]
    assert (absent["silent"], absent["not-checked"]) == ([], ["courier", "ledger"])


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_are_counted_in_one_way_whatever_ends_them(book: Path, end: str) -> None:
    put(book, {SEED: (RECORD.replace("Fire at the mill", '"Fire\u2028at\x85the mill"') + "tilte: x\n").replace("\n", end)})
    assert told(book, 3) == [f"S201 {SEED}:5:1"]


def test_a_second_byte_order_mark_moves_no_place_and_shows_nothing_private(book: Path) -> None:
    marks = b"\xef\xbb\xbf" * 2
    rows = claims(said("motto", "x", note_private="SECRET"), said("ownr", "town", note_private="SECRET"))
    put(book, {SEED: marks + (RECORD + "tilte: x\n").encode(), LEDGER_YAML: marks + rows.encode()})
    assert told(book, 3) == [f"R302 {LEDGER_YAML}:4:23", f"S201 {SEED}:5:1"]
    assert "note_private: …}" in ran("check", book).stdout
    put(book, {"whosays.toml": marks + b"colour = 1\n"})
    assert "C702 whosays.toml:1:1" in told(book, 3)
    assert "there is no setting “colour”" in ran("check", book).stdout
    put(book, {SEED: RECORD, LEDGER_YAML: marks + LEDGER.encode(), "whosays.toml": marks + b'title = "The mill"\n'})
    assert ran("claim", "edit", "ledger#owner", "--value", "mill", "-C", book).exit_code == 0
    assert (book / LEDGER_YAML).read_text(encoding="utf-8").lstrip("\ufeff") == LEDGER.replace("value: town", "value: mill")


def test_a_circle_of_sources_is_told_with_its_way(book: Path) -> None:
    put(
        book,
        {
            LEDGER_YAML: claims(said("owner", "town", via="courier")),
            "claims/courier.yaml": claims(said("owner", "town", "owner", via="ledger"), source="courier"),
        },
    )
    assert "courier → ledger → courier: each has it from the next" in ran("check", book).stdout


def test_names_that_only_look_alike_stay_apart_and_those_that_differ_in_form_do_not(book: Path) -> None:
    put(
        book,
        {
            **claim(said("warden", "Раvеl Novak")),
            "claims/courier.yaml": claims(said("warden", "Pavel Novak", "the warden"), source="courier"),
        },
    )
    assert "warning Y115" in ran("check", book).stdout
    assert "1 contested" in ran("check", book).stdout
    put(
        book,
        {
            **claim(said("warden", '"Jose\\u0301 Novak"')),
            "claims/courier.yaml": claims(said("warden", "José Novak", "the warden"), source="courier"),
        },
    )
    assert "1 agreed" in ran("check", book).stdout


@pytest.mark.parametrize(("one", "other"), [("أحمد", "احمد"), ("علي", "على"), ("محـمد", "محمد"), ("علی", "علي")])
def test_arabic_spellings_are_suggested_and_never_joined_without_a_person(book: Path, one: str, other: str) -> None:
    put(book, {**entity(f"  x: {{name: {one}, type: person}}\n"), **claim(said("owner", other))})
    (found,) = problems(book, 3)
    assert (found["code"], f"did you mean {one}?" in found["message"]) == ("V401", True), found
    both = entity(f"  x: {{name: {one}, type: person}}\n  y: {{name: {other}, type: person}}\n")
    put(
        book,
        {
            **both,
            **claim(said("owner", one)),
            "claims/courier.yaml": claims(said("owner", other, "the warden"), source="courier"),
        },
    )
    assert "1 contested" in ran("check", book).stdout
    assert f"x (“{one}”) and y (“{other}”)" in ran("suggest", "ledger", "-C", book).stdout


# limits are checked before work: what is counted is what was not done


def test_a_file_that_is_refused_is_read_no_further_than_the_place_that_is_told(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = 0
    fastest = nodes.fastest_parser()

    def counting(text: str) -> nodes.EventParser:
        parser = fastest(text)

        class Counting:
            def get_event(self) -> Any:
                nonlocal taken
                taken += 1
                return parser.get_event()

        return Counting()

    monkeypatch.setattr(nodes, "fastest_parser", lambda: counting)
    ran("check", book)
    sound = taken
    for hostile in ("note: " + "[" * 100_000, "- " * 100_000, BOMB * 1000, "a: &a [x, x]\nb: [" + "*a, " * 10_000 + "]\n"):
        taken = 0
        ran("check", put(book, {"seeds/hostile.yaml": hostile}))
        assert taken - sound < 50


def test_marks_without_end_are_never_normalised(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    longest = 0
    normalise = unicodedata.normalize

    def watching(form: Any, text: str) -> str:
        nonlocal longest
        longest = max(longest, len(text))
        return normalise(form, text)

    monkeypatch.setattr(unicodedata, "normalize", watching)
    marks = "e" + "\u0301\u0323" * 10_000
    put(
        book,
        {
            **claim(said("motto", marks)),
            **entity(f"  x: {{name: {marks}, type: group}}\n"),
            TEXT: marks,
            PLACES: f"{marks},{marks}\n",
        },
    )
    ran("check", book)
    assert longest < 1_000


def test_thousands_of_mistakes_among_thousands_of_names_do_not_score_every_pair(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = 0
    extract = process.extract

    def counting(text: str, names: list[str], **options: Any) -> Any:
        nonlocal pairs
        pairs += len(names)
        assert max(map(len, (text, *names))) <= 200
        return extract(text, names, **options)

    monkeypatch.setattr(process, "extract", counting)
    many = 2_000
    names = "".join(f"  e{at}: {{name: The Honourable Guild Number {at}, type: group}}\n" for at in range(many))
    put(book, {**entity(names), **claim(*(said("owner", f"The Honourable Gild Number {at}") for at in range(many)))})
    assert len(told(book, 3)) == many
    assert 0 < pairs < many * many


def test_the_places_of_thousands_of_wrong_settings_are_found_together(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = calls(monkeypatch, settings_file, "Lines")
    put(book, {"whosays.toml": "".join(f"titel-{at} = 1\n" for at in range(2_000)) + "[limits]\ndeepth = 3\n"})
    assert told(book, 2) == sorted([*(f"C702 whosays.toml:{at}:1" for at in range(1, 2_001)), "C702 whosays.toml:2002:1"])
    assert cut[0] < 10


def test_what_is_like_a_quote_is_looked_for_in_a_stretch_and_only_so_often(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[int] = []
    align = fuzz.partial_ratio_alignment

    def counting(quote: str, text: str, **options: Any) -> Any:
        searched.append(len(quote) * len(text))
        return align(quote, text, **options)

    monkeypatch.setattr(fuzz, "partial_ratio_alignment", counting)
    put(
        book,
        {
            TEXT: WHOLE + " and on it went" * 20_000,
            **claim(*(said("motto", "x", f"no such words {at} " * 9) for at in range(300))),
        },
    )
    assert sum(each.startswith("Q501") for each in told(book, 3)) == 300
    assert 0 < len(searched) <= 200
    assert max(searched) <= 200 * 200_000


def test_words_that_a_quote_repeats_are_looked_for_once(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = calls(monkeypatch, quotes, "_occurrences")
    put(book, {TEXT: "The mill. " * 20, **claim(said("motto", "x", f"'{' [...] '.join(['mill'] * 20)}'"))})
    assert [each["quote"]["state"] for each in claimed(book)] == ["verified"]
    assert 0 < looked[0] < 10


def test_a_thousand_circles_are_told_as_a_hundred_and_a_long_one_in_few_words(book: Path) -> None:
    dense = "".join(
        f"  e{at}: {{name: n{at}, type: group, part_of: [{', '.join(f'e{to}' for to in range(60))}]}}\n" for at in range(60)
    )
    assert len(told(put(book, entity(dense)), 3)) == 100
    ring = "".join(f"  e{at}: {{name: n{at}, type: group, part_of: [e{(at + 1) % 5_000}]}}\n" for at in range(5_000))
    (head,) = [each for each in ran("check", put(book, entity(ring))).stdout.splitlines() if "R306" in each]
    assert "(4,980 more)" in head
    assert len(head) < 500


def test_a_blank_line_without_end_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, {**BOOK, TEXT: WHOLE + "\n" + " " * 1_000_000 + "\n"})
    assert child("check", tmp_path, timeout=300).returncode == 0


def test_a_word_without_end_in_a_line_that_is_shown_is_looked_through_once(tmp_path: Path) -> None:
    put(tmp_path, {**BOOK, SEED: RECORD + "note: [" + "ab-" * 300_000 + "\n"})
    checked = child("check", tmp_path, timeout=300)
    assert (checked.returncode, f"{SEED}:5:8: error Y108" in checked.stdout) == (3, True), checked.stdout[:500]


def test_what_cuts_sentences_never_gets_thousands_of_marks_without_a_space(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []
    cut = nupunkt.sent_spans

    def watching(line: str) -> Any:
        given.append(line)
        return cut(line)

    monkeypatch.setattr(nupunkt, "sent_spans", watching)
    put(book, {TEXT: f"{WHOLE} {'?!' * 3_000} {'a.' * 3_000}", **claim(said("hurt", "2", "Two people were hurt"))})
    assert [each["quote"]["state"] for each in claimed(book)] == ["verified"]
    assert max(sum(map(word.count, "?!.")) for line in given for word in line.split()) <= 200
    assert {len(line) for line in given} >= {len((book / TEXT).read_text(encoding="utf-8"))}


def test_one_bad_file_of_many_is_told_and_the_rest_is_published_only_on_request(book: Path) -> None:
    many = {f"claims/wire-{at}.yaml": claims(said("motto", "x"), source=f"wire-{at}") for at in range(60)}
    records = {f"seeds/wire-{at}.yaml": "title: t\npublished: 2024\nbasis: page\n" for at in range(60)}
    put(book, {**many, **records, "claims/wire-7.yaml": "claims: [", **claim(said("motto", "x"))})
    assert told(book, 3) == ["Y101 claims/wire-7.yaml:1:10"]
    assert ran("build", book, "-o", book / "out").exit_code == 3
    assert not (book / "out").exists()
    built = ran("build", book, "-o", book / "out", "--keep-going")
    assert built.exit_code == 3
    first = page(book, "index.html")
    assert "Our own files have errors: " in first
    assert "cannot be said" in first
    assert not [name for name in contents(book / "out") if name.endswith("html") and "No contradictions" in page(book, name)]
    assert "o contradiction" not in built.output + ran("check", book).output
    heard = json.loads((book / "out" / "findings.json").read_text(encoding="utf-8"))["claims"]
    assert {each["source"] for each in heard} == {"courier", "ledger", *(f"wire-{at}" for at in range(60) if at != 7)}


def test_the_locale_changes_nothing_of_what_is_folded(book: Path) -> None:
    put(book, claim(said("owner", "STRASSE"), said("owner", "STRAẞE")))
    assert child("check", book, env={"LC_ALL": "tr_TR.UTF-8", "PATH": sys.prefix}).returncode == 0
