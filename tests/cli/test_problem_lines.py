"""What the terminal shows of a problem: where, what, the line with a caret, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import FILES, child, whosays, write

if TYPE_CHECKING:
    from pathlib import Path

CANARY = "the-warden-asked-not-to-be-named"
HEAD = "source: ledger\nclaims:\n"
OWNER = "id: a, subject: mill/owner, value: town, quote: is the town"


def blocks(output: str) -> list[list[str]]:
    """The lines of every problem: all but its first are indented."""
    found: list[list[str]] = []
    for line in output.splitlines():
        if not line.startswith(" "):
            found.append([line])
        elif found:
            found[-1].append(line)
    return [block for block in found if len(block) > 1]


def told(book: Path, files: dict[str, str]) -> list[list[str]]:
    write(book, files)
    return blocks(whosays("check", book).stdout)


def claim(rest: str) -> dict[str, str]:
    return {"claims/ledger.yaml": f"{HEAD}{rest}"}


def test_a_problem_is_place_line_caret_and_cure(broken: Path) -> None:
    assert told(broken, {}) == [
        [
            "claims/ledger.yaml:3:58: error Q501 quote-not-found: “the lord of the manor owns it” is not in the text of ledger",
            "    |   - {id: owner, subject: mill/owner, value: town, quote: the lord of the manor owns it}",
            "    |                                                          ^",
            "    Copy the words from the article.",
        ]
    ]


def test_build_tells_problems_as_check_does(broken: Path) -> None:
    checked, built = whosays("check", broken).stdout, whosays("build", broken).stderr
    assert blocks(built) == blocks(checked)


@pytest.mark.parametrize(
    ("files", "code", "near"),
    [
        (claim("  - {id: a, subject: mill/ownr, value: town, quote: is the town}\n"), "R302", "mill/owner"),
        (claim("  - {id: a, subject: mill/owner, value: twn, quote: is the town}\n"), "V401", "town"),
        (claim("  - {id: a, subject: mill/owner, value: town, quote: is the town, spaker: x}\n"), "S201", "speaker"),
        (claim("  - {id: a, subject: mill/owner, value: town, quote: is the town, hedge: sated}\n"), "S204", "stated"),
        (claim("  - {id: a, subject: mill/owner, value: town, quote: is the town, speaker: the twon}\n"), "R303", "the town"),
        (claim("  - {id: a, subject: mill/owner, value: town, quote: is the town, corrects: [currier]}\n"), "R301", "courier"),
        ({"claims/ledgr.yaml": "source: ledgr\nclaims: []\n"}, "R301", "ledger"),
        ({"claims/vocabulary/subjects.yml": ""}, "F106", "subjects.yaml"),
        ({"claims/decision/a.yaml": ""}, "F106", "decisions"),
        ({"seeds/wire.yml": ""}, "F106", "wire.yaml"),
        ({"whosays.toml": 'langage = "en"\n'}, "C702", "language"),
        (
            {
                "claims/vocabulary/entities.yaml": FILES["claims/vocabulary/entities.yaml"]
                + "  x: {name: x, type: group, part_of: [twn]}\n"
            },
            "R303",
            "town",
        ),
    ],
)
def test_a_name_that_nobody_knows_comes_with_the_nearest_one(book: Path, files: dict[str, str], code: str, near: str) -> None:
    heads = [block[0] for block in told(book, files)]
    assert any(f" {code} " in head and f"did you mean {near}" in head for head in heads), heads


def test_the_caret_is_right_beside_wide_and_combining_characters(book: Path) -> None:
    entities = FILES["claims/vocabulary/entities.yaml"]
    block = told(
        book, {"claims/vocabulary/entities.yaml": entities + "  x: {name: 日本e\u0301語, type: group, part_of: [twn]}\n"}
    )[0]
    assert block[0].startswith("claims/vocabulary/entities.yaml:5:43: ")
    assert block[1] == "    |   x: {name: 日本e\u0301語, type: group, part_of: [twn]}"
    assert block[2] == "    | " + " " * 44 + "^"  # three wide characters more, one combining one less than columns


def test_what_would_act_or_hide_is_written_out_with_the_caret_still_right(book: Path) -> None:
    entities = FILES["claims/vocabulary/entities.yaml"]
    hostile = "  x: {name: a\u202eb\u200b, type: group, part_of: [twn]}\n"
    write(book, {"claims/vocabulary/entities.yaml": entities + hostile})
    shown = whosays("check", book).stdout
    block = next(each for each in blocks(shown) if "R303" in each[0])
    assert block[1] == "    |   x: {name: a[RLO]b\\u200b, type: group, part_of: [twn]}"
    assert block[1].index("twn") == block[2].index("^")
    assert not {"\u202e", "\u200b"} & set(shown)


def test_a_control_character_is_written_out(book: Path) -> None:
    block = told(book, claim('  - {id: a, subject: mill/owner, value: "\x1b[31mred", quote: x}\n'))[0]
    assert block[1] == '    |   - {id: a, subject: mill/owner, value: "\\x1b[31mred", quote: x}'
    assert block[2].index("^") == block[1].index("\\x1b")


def test_a_long_line_is_cut_around_the_caret(book: Path) -> None:
    long = f"  - {{id: a, note: {'x ' * 300}, subject: mill/ownr, value: town, worded: {'y ' * 300}, quote: is the town}}\n"
    block = told(book, claim(long))[0]
    assert len(block[1]) <= len("    | ") + 100
    assert block[1].startswith("    | …")
    assert block[1].endswith("…")
    assert block[1][block[2].index("^") :].startswith("mill/ownr, ")


def test_right_to_left_words_do_not_carry_the_caret_away(book: Path) -> None:
    entities = FILES["claims/vocabulary/entities.yaml"]
    block = told(book, {"claims/vocabulary/entities.yaml": entities + "  x: {name: جماعة, type: group, part_of: [twn]}\n"})[0]
    assert block[1] == "    | \u2066  x: {name: جماعة, type: group, part_of: [twn]}\u2069"
    assert block[2].endswith("^ at “\u2066twn]}\u2069”")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_stay_out(book: Path, end: str) -> None:
    text = f"{HEAD}  - {{id: a, subject: mill/ownr, value: town, quote: is the town}}\n".replace("\n", end)
    (book / "claims" / "ledger.yaml").write_bytes(text.encode())
    block = blocks(whosays("check", book).stdout)[0]
    assert block[1] == "    |   - {id: a, subject: mill/ownr, value: town, quote: is the town}"
    assert block[2].index("^") == block[1].index("mill/ownr")


def test_a_problem_of_a_whole_file_has_no_line(book: Path) -> None:
    block = told(book, {"claims/notes.doc": "anything"})[0]
    assert [line.strip() for line in block[1:]] == ["Move or rename it as docs/formats.md says."]


PRIVATE = {
    "on the same line": f"  - {{id: a, subject: mill/ownr, value: town, note_private: {CANARY}, quote: is the town}}\n",
    "a warning on the value itself": f'  - {{{OWNER}, note_private: "{CANARY}\u200b"}}\n',
    "an error in the value itself": f'  - {{{OWNER}, note_private: "\x1b{CANARY}"}}\n',
    "of another shape": f"  - {{id: a, subject: mill/owner, value: town, note_private: [{CANARY}], quote: is the town}}\n",
    "under a misspelt key": f"  - {{id: a, subject: mill/owner, value: town, note_privat: {CANARY}, quote: is the town}}\n",
    "given twice": f"  - {{id: a, note_private: x, note_private: {CANARY}, subject: mill/owner, value: town, quote: town}}\n",
    "not closed": f'  - id: a\n    note_private: "{CANARY}\n    subject: mill/owner\n',
    "broken inside": f"  - id: a\n    note_private: x: {CANARY}\n    subject: mill/owner\n",
    "over several lines": f"  - id: a\n    note_private: |\n      one\n       \x07{CANARY}\n    subject: mill/owner\n",
    "an escape for no character": f'  - id: a\n    note_private: "\\ud800{CANARY}"\n    subject: mill/owner\n',
    "an alias": f"  - id: a\n    note_private: *{CANARY}\n",
    "a tag": f"  - id: a\n    note_private: !x {CANARY}\n",
}


@pytest.mark.parametrize("how", PRIVATE)
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_private_note_is_in_no_message(book: Path, how: str, form: str) -> None:
    write(book, claim(PRIVATE[how]))
    for command in ("check", "build"):
        ran = whosays(command, book, "--format", form)
        assert ran.exit_code in {0, 3}
        assert any(word in ran.output for word in ("error", "warning"))
        assert CANARY not in ran.output
        assert CANARY[:8] not in ran.output


def test_thousands_of_problems_in_one_file_are_told_quickly(book: Path) -> None:
    claims = "".join(f"  - {{id: c{n}, subject: mill/ownr, value: town, quote: is the town}}\n" for n in range(3000))
    write(book, claim(claims))
    ran = child("check", book, timeout=30)
    assert ran.stdout.count("R302") == 3000
    assert ran.stdout.count("    | ") == 2 * len(blocks(ran.stdout)) > 6000
