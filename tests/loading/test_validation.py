from __future__ import annotations

import pytest

from compare.core.settings import Limits
from compare.loading import tree
from compare.loading.nodes import read_tree
from compare.loading.schema import FILES
from compare.loading.validation import validated


def problems_of(kind: str, text: str) -> list[tuple[str, str, str]]:
    root = read_tree(text, "f", Limits())
    assert isinstance(root, tree.Mapping | tree.Sequence | tree.Scalar)
    _, _, problems = validated(root, FILES[kind])
    return sorted((str(each.place).removeprefix("f:"), each.code, each.message) for each in problems)


CLAIM = "source: wire\nclaims:\n- {id: a, subject: g/s, value: 1, quote: q"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("claims", CLAIM + ", stanse: denies}", ("3:45", "S201", "the key “stanse” is not known here; did you mean stance?")),
        (
            "claims",
            CLAIM + ", stance: deny}",
            ("3:53", "S204", "claims 1: stance is “deny”, not affirms or denies; did you mean denies?"),
        ),
        ("claims", CLAIM + ", sentence: 0}", ("3:55", "S207", "claims 1: sentence is “0”: a number from 1 is wanted")),
        ("claims", CLAIM + ", as_of: ''}", ("3:52", "S207", "claims 1: as_of: something must be written here")),
        ("claims", CLAIM + ", corrects: wire}", ("3:55", "S203", "claims 1: corrects takes a list, not one text")),
        ("claims", "source: wire\nclaims:\n", ("2:8", "S203", "claims takes a list, not nothing")),
        (
            "claims",
            "source: wire\nnothing: [5-3]\n",
            ("2:11", "S207", "nothing 1 is “5-3”: a sentence number is wanted, like 3, or a run of them, like 7-9"),
        ),
        (
            "claims",
            "source: wire\nread: {by: me, on: 2026, scope: ful}",
            ("2:33", "S204", "read: scope is “ful”, not full; did you mean full?"),
        ),
        (
            "claims",
            "source: wire\nnot_applicable: {strength: why}",
            ("2:18", "S205", "“strength” is no id: a subject is written entity/attribute, like jnim/founding-members"),
        ),
        (
            "claims",
            "source: ../../etc\n",
            ("1:9", "S205", "“../../etc” is no id: an id is lower-case ASCII words joined by hyphens, like iyad-ag-ghali"),
        ),
        (
            "source",
            "title: t\npublished: 2017\nbasys: page\n",
            ("3:1", "S201", "the key “basys” is not known here; did you mean basis?"),
        ),
        ("source", "title: t\npublished: 2017\n", ("1:1", "S202", "the file lacks the key basis")),
        ("source", "[a]", ("1:1", "S203", "the file takes keys and values, not a list")),
        (
            "subjects",
            "subjects: {g/s: {question: q, kind: text, stable_for: a week}}",
            ("1:55", "S207", "g/s: stable_for is “a week”: a span is wanted, like 30 days, 6 weeks, 3 months or 1 year"),
        ),
        (
            "subjects",
            "subjects: {g/s: {question: q, kind: status, options: {a: {final: yes}}}}",
            ("1:66", "S207", "a: final is “yes”: true or false is wanted"),
        ),
        (
            "subjects",
            "subjects: {g/s: {question: q, kind: quantity, tolerance: ten}}",
            (
                "1:58",
                "S207",
                "g/s: tolerance is “ten”: a tolerance is a plain number or a percentage, like 50 or 10%; of times, 5 min",
            ),
        ),
        (
            "entities",
            "entities: {g: {name: n, type: group, aliases: [a, {spelling: b, language: l_1}]}}",
            ("1:75", "S207", "aliases 2: language is “l_1”: a BCP 47 language is wanted, like en or zh-Hant"),
        ),
        ("entities", "entities: {g: }", ("1:15", "S203", "entities: g takes keys and values, not nothing")),
    ],
)
def test_a_fault_is_one_problem_at_its_place(kind: str, text: str, expected: tuple[str, str, str]) -> None:
    assert problems_of(kind, text) == [expected]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/passwd", "a\\b", "C:x", ".hidden", "..", "ا" * 200])
def test_a_text_file_is_named_without_folders(name: str) -> None:
    text = f"title: t\npublished: 2017\nbasis: b\ntext: {{file: '{name}', sha256: '{'0' * 64}'}}\n"
    assert [code for _, code, _ in problems_of("source", text)] == ["S207"]


def test_all_faults_of_a_file_are_reported_at_once() -> None:
    text = (
        "source: Wire\nclaims:\n- {id: a}\n- nonsense\n- {id: B, subject: g/s, value: [], quote: q, hedge: maybe}\nnothing: x\n"
    )
    found = [code for _, code, _ in problems_of("claims", text)]
    assert sorted(found) == ["S202", "S202", "S202", "S203", "S203", "S204", "S205", "S205", "S207"]


def test_what_is_sound_is_kept_and_keeps_its_place() -> None:
    text = "entities:\n  a: {name: A, type: group, part_of: [X, b]}\n  b: {name: B}\n  c: {name: C, type: place, colour: red}\n"
    root = read_tree(text, "f", Limits())
    assert isinstance(root, tree.Mapping)
    read, kept, problems = validated(root, FILES["entities"])
    assert [problem.code for problem in problems] == ["S205", "S202", "S201"]
    assert read is not None
    assert tree.plain(kept) == {
        "entities": {"a": {"name": "A", "type": "group", "part_of": ["b"]}, "c": {"name": "C", "type": "place"}}
    }
