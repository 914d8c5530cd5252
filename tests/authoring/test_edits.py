from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.authoring.editing.edits import CannotEdit, appended, put, removed, renamed
from compare.core.problems import Problem
from compare.core.settings import Limits
from compare.loading.nodes import read_tree
from compare.loading.tree import plain

if TYPE_CHECKING:
    from collections.abc import Callable

NEW: dict[str, Any] = {"id": "new", "subject": "mill/owner", "quote": "it burned"}
CLAIMS = """\
# who wrote this
source: wire
read: {by: desk, on: 2026-01-02}
claims:
  # the fire
  - id: day
    subject: mill/burned-on   # sic
    quote: |-
      on the
      2nd of May
    # not sure about the year

  # the people
  - id: hurt
    subject: mill/hurt
    via: [RFI, "AP: Paris"]

nothing: [3, 7-9]  # captions
"""
ENTITIES = """\
entities:
  # groups
  mill:
    name: the mill
    type: place
    aliases:
      - {spelling: le moulin, language: fr}

  # persons
  warden:
    name: the warden
    type: person
"""


def tree(text: str) -> Any:
    found = read_tree(text.removeprefix("\ufeff"), "claims/wire.yaml", Limits())
    assert not isinstance(found, Problem), found
    return plain(found)


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came; all others stand in their order."""
    old, new = before.split("\n"), after.split("\n")
    head = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new)))
    least = min(len(old), len(new)) - head
    tail = next((at for at in range(least) if old[-1 - at] != new[-1 - at]), least)
    return old[head : len(old) - tail], new[head : len(new) - tail]


@pytest.mark.parametrize(
    ("edit", "went", "came"),
    [
        (
            lambda text: appended(text, ("claims",), NEW),
            [],
            ["", "  - id: new", "    subject: mill/owner", "    quote: it burned"],
        ),
        (
            lambda text: appended(text, ("claims",), NEW, before=1),
            [],
            ["  - id: new", "    subject: mill/owner", "    quote: it burned", ""],
        ),
        (
            lambda text: appended(text, ("claims",), {"id": "new"}, before=0),
            [],
            ["  - id: new", ""],
        ),
        (lambda text: put(text, ("claims", 0, "hedge"), "alleged"), [], ["    hedge: alleged"]),
        (
            lambda text: put(text, ("claims", 0, "quote"), "in May"),
            ["    quote: |-", "      on the", "      2nd of May"],
            ["    quote: in May"],
        ),
        (
            lambda text: put(text, ("claims", 0, "subject"), "mill/day"),
            ["    subject: mill/burned-on   # sic"],
            ["    subject: mill/day   # sic"],
        ),
        (
            lambda text: appended(text, ("claims", 1, "via"), "AFP"),
            ['    via: [RFI, "AP: Paris"]'],
            ['    via: [RFI, "AP: Paris", AFP]'],
        ),
        (
            lambda text: removed(text, ("claims", 1, "via", 1)),
            ['    via: [RFI, "AP: Paris"]'],
            ["    via: [RFI]"],
        ),
        (lambda text: removed(text, ("claims", 1, "via")), ['    via: [RFI, "AP: Paris"]'], []),
        (
            lambda text: appended(text, ("nothing",), "5", before=1),
            ["nothing: [3, 7-9]  # captions"],
            ["nothing: [3, 5, 7-9]  # captions"],
        ),
        (
            lambda text: put(text, ("read", "scope"), "full"),
            ["read: {by: desk, on: 2026-01-02}"],
            ["read: {by: desk, on: 2026-01-02, scope: full}"],
        ),
        (
            lambda text: put(text, ("not_applicable", "mill/owner"), "it is older"),
            [],
            ["", "not_applicable:", "  mill/owner: it is older"],
        ),
        (
            lambda text: put(text, ("claims", 1, "note"), "first\nsecond"),
            [],
            ["    note: |-", "      first", "      second"],
        ),
        (
            lambda text: put(text, ("claims", 1, "quote_original"), {"text": "brûlé", "language": "fr"}),
            [],
            ["    quote_original: {text: brûlé, language: fr}"],
        ),
    ],
)
def test_only_the_lines_concerned_change(edit: Callable[[str], str], went: list[str], came: list[str]) -> None:
    for eol in ("\n", "\r\n"):
        before = CLAIMS.replace("\n", eol)
        after = edit(before)
        assert after.count("\n") == after.count(eol)
        old, new = changed(CLAIMS, after.replace(eol, "\n"))
        assert (sorted(old), sorted(new)) == (sorted(went), sorted(came))


@pytest.mark.parametrize(
    ("edit", "came"),
    [
        (lambda text: put(text, ("entities", "mill", "part_of"), ["town"]), ["    part_of: [town]"]),
        (
            lambda text: appended(text, ("entities", "mill", "aliases"), {"spelling": "die Mühle", "language": "de"}),
            ["      - {spelling: die Mühle, language: de}"],
        ),
        (lambda text: appended(text, ("entities", "warden", "aliases"), "the guard"), ["    aliases: [the guard]"]),
        (
            lambda text: put(text, ("entities", "town"), {"name": "the town", "type": "group"}),
            ["", "  town:", "    name: the town", "    type: group"],
        ),
    ],
)
def test_an_entry_of_a_vocabulary_stays_above_the_gap_that_follows_it(edit: Callable[[str], str], came: list[str]) -> None:
    went, found = changed(ENTITIES, edit(ENTITIES))
    assert (went, sorted(found)) == ([], sorted(came))
    assert "\n\n\n" not in edit(ENTITIES)


def test_a_comment_that_heads_the_next_item_stays_with_it() -> None:
    after = appended(CLAIMS, ("claims",), {"id": "new"}, before=1)
    assert "    # not sure about the year\n\n  - id: new\n\n  # the people\n  - id: hurt\n" in after
    ended = "claims:\n  - id: a\n    # of a\n\n  # tail\nnothing: [1]\n"
    assert appended(ended, ("claims",), {"id": "b"}) == ended.replace("# of a\n", "# of a\n  - id: b\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "claims:\n  - id: a\n"),
        ("# only this", "# only this\nclaims:\n  - id: a\n"),
        ("source: x", "source: x\nclaims:\n  - id: a"),
        ("source: x\r\n", "source: x\r\nclaims:\r\n  - id: a\r\n"),
        ("\ufeffsource: x\n", "\ufeffsource: x\nclaims:\n  - id: a\n"),
        ("claims: []  # none yet\n", "claims:\n  - id: a  # none yet\n"),
        ("claims:\nsource: x\n", "claims:\n  - id: a\nsource: x\n"),
        ("claims:\n- {id: b}\n", "claims:\n- {id: b}\n- {id: a}\n"),
        ("claims: [{id: b}]\n", "claims: [{id: b}, {id: a}]\n"),
        ("claims:\n  -   id: b\n", "claims:\n  -   id: b\n  -   id: a\n"),
        ("claims:\n  -\n    id: b\n", "claims:\n  -\n    id: b\n  - id: a\n"),
        ("claims:\n  - id: b\n    q: |\n      x\n\n", "claims:\n  - id: b\n    q: |\n      x\n\n  - id: a\n\n"),
        ("claims:\n  - id: b\n    q: |+\n      x\n\n", "claims:\n  - id: b\n    q: |+\n      x\n\n  - id: a\n"),
        ("claims:\n  - id: b\n...\n", "claims:\n  - id: b\n  - id: a\n...\n"),
    ],
)
def test_a_first_or_further_item_is_written_as_the_file_is(before: str, after: str) -> None:
    assert appended(before, ("claims",), {"id": "a"}) == after


def test_the_first_entry_of_a_file_is_written_too() -> None:
    new = {"name": "the mill", "type": "place"}
    for before in ("", "entities:\n", "entities: {}\n"):
        assert put(before, ("entities", "mill"), new) == "entities:\n  mill: {name: the mill, type: place}\n"


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("claims:\n  - id: a\n\n  - id: b\n\n  - id: c\n", ("claims", 1), "claims:\n  - id: a\n\n  - id: c\n"),
        ("claims:\n  - id: a\n\n  - id: b\n", ("claims", 1), "claims:\n  - id: a\n"),
        ("claims:\n  - id: a\n\n  - id: b", ("claims", 1), "claims:\n  - id: a"),
        ("claims:\n  # first\n  - id: a\nsource: x\n", ("claims", 0), "claims: []\n  # first\nsource: x\n"),
        ("claims:\n  - id: a\n    via: [x]\n", ("claims", 0, "id"), "claims:\n  - via: [x]\n"),
        ("claims:\n  - id: a\n    via: [x]\n", ("claims", 0, "via", 0), "claims:\n  - id: a\n    via: []\n"),
        ("read: {by: a, on: b}\n", ("read", "by"), "read: {on: b}\n"),
        ("read: {by: a, on: b}\n", ("read", "on"), "read: {by: a}\n"),
        ("a:\r\n  b: 1\r\n  c: 2\r\n", ("a", "b"), "a:\r\n  c: 2\r\n"),
    ],
)
def test_what_is_removed_leaves_no_second_gap(before: str, path: tuple[str | int, ...], after: str) -> None:
    assert removed(before, path) == after


def test_an_empty_record_between_braces_gets_its_first_key_there() -> None:
    assert put("a: {b: {}, c: 1}\n", ("a", "b", "d"), "e") == "a: {b: {d: e}, c: 1}\n"


def test_a_new_key_may_be_written_after_another() -> None:
    before = "a: 1\nb: 2 # two\n# of c\nc: 3\n"
    assert put(before, ("d",), "4", after="b") == before.replace("# two\n", "# two\nd: 4\n")
    assert put(before, ("d",), "4", after="x") == f"{before}d: 4\n"
    assert put("a: {b: 1, c: 2}\n", ("a", "d"), "4", after="b") == "a: {b: 1, d: 4, c: 2}\n"


def test_of_a_list_written_line_by_line_only_the_items_change_that_differ() -> None:
    before = "nothing:\n  - 3 # a caption\n  - 4\n  - 5 # an advertisement\n"
    assert put(before, ("nothing",), ["3", "6-7", "5"]) == before.replace("- 4", "- 6-7")
    assert put(before, ("nothing",), ["3", "5"]) == before.replace("  - 4\n", "")


@pytest.mark.parametrize(
    ("text", "edit", "why"),
    [
        ("a: &x 1\n", lambda text: put(text, ("a",), "2"), "line 1, column 4: &x marks this to be repeated elsewhere"),
        ("a: 1\na: 2\n", lambda text: put(text, ("a",), "2"), "stands at line 1 and again at line 2"),
        ("a:\n  b: 1\n  # why\n  c: 2\n", lambda text: put(text, ("a",), "2"), "a comment stands in what would be replaced"),
        ("a: {b: 1, # why\n  c: 2}\n", lambda text: removed(text, ("a", "c")), "a comment stands in what would be replaced"),
        ("a: 1\n", lambda text: appended(text, ("a",), "2"), "a is no list"),
        ("a: [1]\n", lambda text: appended(text, ("a",), "2", before=3), "a has no item 4 to stand before"),
        ("a: [1]\n", lambda text: removed(text, ("a", 1)), "there is no a > 2"),
        ("a: [1]\n", lambda text: put(text, ("a", 1), "2"), "there is no a > 2"),
        ("a:\n  - - x\n", lambda text: appended(text, ("a", 0), "y", before=0), "begins in the middle of a line"),
        ("a: b\n", lambda text: put(text, ("a", "c"), "d"), "a key can only be added to a mapping"),
        ("a: []\n", lambda text: put(text, ("a", "c"), "d"), "a key can only be added to a mapping"),
        ("a: b\n", lambda text: put(text, (), {}), "the file as a whole cannot be replaced"),
        ("", lambda text: put(text, (), {"a": "b"}), "nothing is written in the file"),
        ("a:\n  - b: 1 # why\n    c: 2\n", lambda text: removed(text, ("a", 0, "b")), "a comment stands in what would be"),
        ("? a\n: b\n", lambda text: removed(put(text, ("c",), "d"), ("a",)), "stands where a key belongs"),
        ("a: b\n", lambda text: put(text, ("a",), "x\ud800"), "stands for no character|half a character"),
    ],
)
def test_what_cannot_be_done_safely_is_refused_with_a_sentence(text: str, edit: Callable[[str], str], why: str) -> None:
    with pytest.raises(CannotEdit, match=why):
        edit(text)


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Mn", "Me", "Mc"]), max_size=30)
    | st.sampled_from(
        ["no", "~", "<<", "- a", "a: b", "a #b", "'", '"', "…", "“é”", " x", "x ", "a:", "[a]", "---", "a\nb", "?"]
    )
)
def test_any_text_reads_back_as_it_was_given(text: str) -> None:
    for before, path in (
        ("a: {b: c}\n", ("a", "b")),
        ("a:\n  - b\n", ("a", 0)),
        ("a: b\n", ("c",)),
        ("a:\n  b: |-\n    c\n", ("a", "b")),
    ):
        after = put(before, path, text)
        found = tree(after)
        for step in path:
            found = found[step]
        assert found == text


Line = tuple[object, str]
"""What a line belongs to, and the line."""
_WORDS = st.sampled_from(["river", "the mill's owner", "“Mühle”", "on 2 May: early", "# none", "a, b"])


def _written(value: str, style: int) -> list[str]:
    quoted = value.replace("'", "''")
    return [[f" '{quoted}'"], [" |-", f"      {value}"], [f' "{value}"']][style]


@st.composite
def claim_files(draw: st.DrawFn) -> tuple[list[Line], list[dict[str, str]]]:
    """A claim file line by line, and its claims."""
    lines: list[Line] = [(None, "source: wire")]
    claims: list[dict[str, str]] = []
    comments = st.lists(st.sampled_from(["  # on the next", "    # on this", "", "  # - id: no"]), max_size=2)
    lines.append((None, "claims:"))
    for number in range(draw(st.integers(1, 4))):
        lines += [(None, line) for line in draw(comments)]
        lines.append(((number, "id"), f"  - id: c{number}"))
        claims.append({"id": f"c{number}"})
        for key in draw(st.lists(st.sampled_from(["quote", "note", "scope"]), unique=True)):
            value = claims[-1][key] = draw(_WORDS)
            first, *more = _written(value, draw(st.integers(0, 2)))
            lines += [((number, key), f"    {key}:{first}"), *(((number, key), line) for line in more)]
            lines += [(None, "    # aside")] * draw(st.booleans())
    return lines + [(None, line) for line in draw(st.sampled_from([[], ["# end"], ["", "nothing: [3] # caption"]]))], claims


def _kept(lines: list[Line], but: Callable[[object], bool]) -> list[str]:
    return [line for owner, line in lines if not but(owner) and line]


def _in_order(wanted: list[str], found: list[str]) -> bool:
    rest = iter(found)
    return all(line in rest for line in wanted)


@settings(max_examples=150, deadline=None)
@given(claim_files(), st.data())
def test_after_any_edit_all_other_lines_are_as_they_were(
    file: tuple[list[Line], list[dict[str, str]]], data: st.DataObject
) -> None:
    lines, claims = file
    eol = data.draw(st.sampled_from(["\n", "\r\n"]))
    text = eol.join(line for _, line in lines) + data.draw(st.sampled_from(["", eol]))
    at = data.draw(st.integers(0, len(claims) - 1))
    key = data.draw(st.sampled_from(["quote", "note", "hedge"]))
    value = data.draw(_WORDS)
    expected = tree(text)
    listed = expected["claims"]
    what = data.draw(st.sampled_from(["put", "append", "remove key", "remove"]))
    if what == "put":
        after = put(text, ("claims", at, key), value)
        listed[at][key] = value
        kept = _kept(lines, lambda owner: owner == (at, key))
    elif what == "append":
        after = appended(text, ("claims",), {"id": "new", key: value}, before=at)
        listed.insert(at, {"id": "new", key: value})
        kept = _kept(lines, lambda _: False)
    elif what == "remove key" and key in listed[at]:
        after = removed(text, ("claims", at, key))
        del listed[at][key]
        kept = _kept(lines, lambda owner: owner == (at, key))
    else:
        after = removed(text, ("claims", at))
        del listed[at]
        kept = [line for line in _kept(lines, lambda owner: isinstance(owner, tuple) and owner[0] == at) if "    #" not in line]
        kept = [line for line in kept if listed or line != "claims:"]
    assert tree(after) == expected
    assert after.count("\n") == after.count(eol)
    assert _in_order(kept, after.split(eol))


def test_the_text_of_the_example_in_the_manual_is_kept() -> None:
    """Every scalar stays as written: numbers, booleans and times are texts to us."""
    before = dedent("""\
        a: no
        b: 010
        c: 12:30
    """)
    assert put(before, ("b",), "011") == before.replace("010", "011")


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a: 1  # one\nb: 2\n", ("a",), "n/w: 1  # one\nb: 2\n"),
        ("\ufeffa:\r\n  'b c': [1]\r\n  d: {}\r\n", ("a", "b c"), "\ufeffa:\r\n  n/w: [1]\r\n  d: {}\r\n"),
        ('a: {b: 1, "c": 2}\n', ("a", "c"), "a: {b: 1, n/w: 2}\n"),
        ("a:\n- b: 1\n  ? c\n  : 2\n", ("a", 0, "c"), "a:\n- b: 1\n  ? n/w\n  : 2\n"),
    ],
)
def test_a_key_is_renamed_and_nothing_else(before: str, path: tuple[str | int, ...], after: str) -> None:
    assert renamed(before, path, "n/w") == after


@pytest.mark.parametrize("key", ["no", "a: b", "# c", "x, y", " d", "é", "two\nlines"])
@pytest.mark.parametrize("text", ["a: 1\n", "{a: 1, b: 2}\n"])
def test_a_key_is_written_so_that_it_reads_back(text: str, key: str) -> None:
    tree = read_tree(renamed(text, ("a",), key), "", Limits())
    assert not isinstance(tree, Problem)
    found = plain(tree)
    assert isinstance(found, dict)
    assert found[key] == "1"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("c",), "there is no c"),
        (("a",), "there is b already"),
        (("list", 0), "there is no list > 1"),
        ((), "there is no the file as a whole"),
        (("a", "x"), "there is no a > x"),
    ],
)
def test_a_key_that_cannot_be_renamed_is_left(path: tuple[str | int, ...], said: str) -> None:
    with pytest.raises(CannotEdit, match=said):
        renamed("a: 1\nb: 2\nlist: [x]\n", path, "b")
