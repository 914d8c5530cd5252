from __future__ import annotations

import string
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from compare.core.problems import Problem
from compare.core.settings import Limits
from compare.loading import tree
from compare.loading.nodes import NewParser, PurePythonParser, fastest_parser, read_tree
from compare.loading.tree import Mapping, Node, Scalar

PARSERS = [pytest.param(fastest_parser(), id="fastest"), pytest.param(PurePythonParser, id="python")]
both = pytest.mark.parametrize("parser", PARSERS)


def read(text: str, parser: NewParser | None = None) -> Node | Problem:
    return read_tree(text, "file.yaml", Limits(), parser)


def refused(text: str, parser: NewParser | None = None) -> tuple[str, str]:
    found = read(text, parser)
    assert isinstance(found, Problem), found
    return found.code, str(found.place).removeprefix("file.yaml:")


def test_the_fastest_parser_is_the_one_in_c_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert fastest_parser() is PurePythonParser


@both
@pytest.mark.parametrize(
    "written",
    [
        "no",
        "on",
        "'~'",
        '"null"',
        "010",
        "0x1F",
        "1_000",
        "1e3",
        ".inf",
        "12:30:45",
        "2011-13-45",
        "2017-03-24T10:00:00+02:00",
        "=",
        "١٢",
    ],
)
def test_a_scalar_stays_text(written: str, parser: NewParser) -> None:
    found = read(f"key: {written}\n", parser)
    assert isinstance(found, Mapping)
    assert tree.plain(found) == {"key": written.strip("'\"")}


@both
@pytest.mark.parametrize("written", ["~", "null", "Null", "NULL", ""])
def test_what_yaml_writes_where_there_is_nothing_is_nothing_but_as_a_key(written: str, parser: NewParser) -> None:
    found = read(f"key: {written}\nlist: [{written or '~'}]\nnull: 1\n", parser)
    assert isinstance(found, Mapping)
    assert tree.plain(found) == {"key": "", "list": [""], "null": "1"}


@both
def test_keys_that_yaml_would_join_stay_apart(parser: NewParser) -> None:
    found = read("{yes: a, true: b, 1: c, 1.0: d, on: e}", parser)
    assert not isinstance(found, Problem)
    assert tree.plain(found) == {"yes": "a", "true": "b", "1": "c", "1.0": "d", "on": "e"}


@both
@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: &x 1\n", "Y102", "1:4"),
        ("a: &a [*a]\n", "Y102", "1:4"),
        ("a: *x\n", "Y102", "1:4"),
        ("<<: {a: 1}\n", "Y104", "1:1"),
        ("a: !!binary eA==\n", "Y103", "1:4"),
        ("! a: 1\n", "Y103", "1:1"),
        ("a: 1\nb: 2\na: 3\n", "Y105", "3:1"),
        ("a: 1\n---\nb: 2\n", "Y106", "2:1"),
        ("{[a]: 1}\n", "Y110", "1:2"),
        ("? {a: 1}\n: 2\n", "Y110", "1:3"),
        ('"": 2\n', "Y110", "1:1"),
        ("a:\n\tb: 1\n", "Y111", "2:1"),
        ("a: 1\x00\n", "Y109", "1:5"),
        ("é: 1\x7f\n", "Y109", "1:5"),
        ("a: 1\x9b\n", "Y109", "1:5"),
        ('a: "\\0"\n', "Y109", "1:4"),
        ('a: "\\x9b"\n', "Y109", "1:4"),
        ("a: \ud800\n", "Y119", "1:4"),
        ('a: "e' + "\u0301" * 9 + '"\n', "Y116", "1:4"),
        ("a: [1\n", "Y101", "2:1"),
        ("a: b: c\n", "Y101", "1:5"),
        ("", "Y118", "1:1"),
        ("# only this\n", "Y118", "1:1"),
        ("---\n...\n", "Y118", "1:1"),
    ],
)
def test_what_a_casebook_does_not_allow_ends_the_file(text: str, code: str, place: str, parser: NewParser) -> None:
    assert refused(text, parser) == (code, place)


@both
@pytest.mark.parametrize("escape", ['"\\ud800"', '"\\udfff"', '"\\U00110000"', '"\\UFFFFFFFF"'])
def test_an_escape_for_no_character_is_refused(escape: str, parser: NewParser) -> None:
    assert refused(f"a: {escape}\n", parser)[0] == "Y119"


@both
def test_a_repeated_key_is_named_with_both_lines(parser: NewParser) -> None:
    found = read("a: 1\nb: 2\n\na: 3\n", parser)
    assert isinstance(found, Problem)
    assert "line 1 and again at line 4" in found.message


@both
@pytest.mark.parametrize("unit", ["[", "[\n", "- ", "{a: ", "? ", "a:\n "])
def test_deep_nesting_costs_little_and_never_recurses(unit: str, parser: NewParser) -> None:
    started = time.process_time()
    assert isinstance(read(unit * 100_000, parser), Problem)
    assert time.process_time() - started < 2


def test_the_limit_of_depth_is_the_last_that_is_read() -> None:
    depth = Limits().depth
    assert not isinstance(read("[" * depth + "]" * depth), Problem)
    assert refused("[" * (depth + 1) + "]" * (depth + 1)) == ("Y107", f"1:{depth + 1}")


def test_a_merge_bomb_is_refused_at_once() -> None:
    bomb = "a: &a {k: v}\n" + "".join(f"{x}: &{x} {{<<: [*a, *a, *a]}}\n" for x in string.ascii_lowercase[1:])
    assert refused(bomb) == ("Y102", "1:4")


def test_the_limit_of_size_counts_bytes() -> None:
    fits = "é" * (Limits().scalar_bytes // 2)
    assert not isinstance(read(f"a: {fits}"), Problem)
    assert refused(f"a: {fits}é") == ("Y108", "1:4")


@both
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_where_an_editor_ends_them(end: str, parser: NewParser) -> None:
    found = read(f"é: '\u2028'{end}{end}b: 🎈{end}c: x", parser)
    assert isinstance(found, Mapping)
    assert [str(entry.value.location) for entry in found.entries] == ["file.yaml:1:4", "file.yaml:3:4", "file.yaml:4:4"]


@both
@given(st.text())
def test_any_text_is_a_tree_or_a_problem(parser: NewParser, text: str) -> None:
    assert isinstance(read(text, parser), Problem | Scalar | tree.Sequence | Mapping)


@both
@given(st.text(alphabet="ab:-[]{}&*!|>'\"%#?, \n\t\\ux0", max_size=60))
def test_any_text_near_yaml_is_a_tree_or_a_problem(parser: NewParser, text: str) -> None:
    assert isinstance(read(text, parser), Problem | Scalar | tree.Sequence | Mapping)


PRINTABLE = st.characters(
    exclude_categories=("Cc", "Cs", "Mn", "Me", "Mc"), exclude_characters="\ufeff\ufffe\uffff\u2028\u2029"
)


@both
@given(st.text(PRINTABLE))
def test_a_quoted_text_comes_back_as_it_was(parser: NewParser, text: str) -> None:
    found = read("key: '{}'".format(text.replace("'", "''")), parser)
    assert isinstance(found, Mapping)
    assert tree.plain(found) == {"key": text}
