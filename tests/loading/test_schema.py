from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from compare.core.settings import Limits
from compare.loading import tree
from compare.loading.nodes import read_tree
from compare.loading.schema import FILES, schemas
from compare.loading.validation import known_keys, validated

ROOT = Path(__file__).parent.parent.parent
SHIPPED = ROOT / "compare" / "schemas"
SAMPLES: dict[str, dict[str, Any]] = {
    "source": {"title": 2017, "published": 2017, "basis": "page", "text": {"file": "a.txt", "sha256": "0" * 64}},
    "claims": {
        "source": "wire",
        "read": {"by": "me", "on": "2026-11-22", "scope": ["a/b"]},
        "claims": [{"id": "one", "subject": "a/b", "value": 11, "quote": True, "credibility": 2, "sentence": 3, "via": "RFI"}],
        "nothing": [3, "7-9"],
    },
    "subjects": {
        "subjects": {"a/b": {"question": "?", "kind": "status", "options": {"dead": {"final": True}}, "tolerance": 10}}
    },
    "entities": {"entities": {"a": {"name": "A", "type": "group", "aliases": ["B", {"spelling": "C", "language": "fr"}]}}},
    "rules": {
        "rules": {
            "one": {"because": "Why.", "before": {"first": "a/b", "then": "*/c", "strict": True}},
            "two": {"because": "Why.", "sum": {"total": "a/b", "parts": ["a/c", "a/d"], "parts_are": "some"}},
        }
    },
    "decision": {"subject": "a/b", "outcome": "prefer", "reason": "r", "by": "me", "on": "2026-11-22"},
    "settings": {"title": "T", "texts": ["../texts"], "limits": {"depth": 30}},
}


def validator(kind: str) -> jsonschema.Draft202012Validator:
    schema = json.loads(schemas()[f"{kind}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_shipped_schemas_are_those_of_the_definitions() -> None:
    shipped = {path.name: path.read_text(encoding="utf-8") for path in SHIPPED.glob("*.json")}
    assert shipped == schemas()


@pytest.mark.parametrize("kind", FILES)
def test_a_sample_as_an_editor_sees_it_is_valid(kind: str) -> None:
    assert [error.message for error in validator(kind).iter_errors(SAMPLES[kind])] == []


@pytest.mark.parametrize("kind", FILES)
def test_every_kind_of_file_refuses_an_unknown_key(kind: str) -> None:
    assert not validator(kind).is_valid({**SAMPLES[kind], "unknwon": 1})


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("source", {"title": None}),
        ("source", {"title": " "}),
        ("source", {"title": ["a"]}),
        ("source", {"note": None}),
        ("claims", {"source": "Wire"}),
        ("claims", {"nothing": ["9-"]}),
        ("claims", {"read": {"by": "me", "on": "2026", "scope": "all"}}),
        ("subjects", {"subjects": {"no-slash": {"question": "?", "kind": "text"}}}),
        ("subjects", {"subjects": {"a/b": {"question": "?", "kind": "number"}}}),
        ("entities", {"entities": {"Not an id": {"name": "A", "type": "group"}}}),
        ("rules", {"rules": {"one": {"because": "Why."}}}),
        ("rules", {"rules": {"one": {"because": "Why.", "before": {"first": "a", "then": "a/c"}}}}),
        ("rules", {"rules": {"one": {"because": "Why.", "bounds": {"part": [], "of": "a/b"}}}}),
        ("decision", {"outcome": "whatever"}),
        ("settings", {"limits": {"depth": "deep"}}),
    ],
)
def test_an_editor_is_warned_of_what_the_loader_refuses(kind: str, change: dict[str, Any]) -> None:
    assert not validator(kind).is_valid({**SAMPLES[kind], **change})


@pytest.mark.parametrize("kind", FILES)
def test_every_key_is_described(kind: str) -> None:
    schema = json.loads(schemas()[f"{kind}.schema.json"])
    records = [schema, *schema.get("$defs", {}).values()]
    bare = [name for record in records for name, key in record["properties"].items() if not key.get("description")]
    assert bare == []
    assert "$id" not in schema
    assert schema["title"].startswith("whosays: ")


def as_an_editor_sees(node: tree.Node) -> object:
    """The value of a node by the YAML 1.2 core schema, which YAML language servers use."""
    if isinstance(node, tree.Scalar):
        return json.loads(node.text) if re.fullmatch(r"true|false|-?(0|[1-9]\d*)(\.\d+)?", node.text) else node.text
    if isinstance(node, tree.Sequence):
        return [as_an_editor_sees(item) for item in node.items]
    return {entry.key.text: as_an_editor_sees(entry.value) for entry in node.entries}


def examples() -> list[tuple[str, str]]:
    """Each kind of file with the example that the documentation shows for it."""
    sections = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8").split("\n## ")
    shown = [
        (section.split(":")[0].split("\n")[0], re.search(r"```yaml\n(.*?)```", section, re.DOTALL)) for section in sections
    ]
    kinds = {"seeds/<source>.yaml": "source", "claims/<source>.yaml": "claims"}
    return [(kinds.get(name, Path(name).stem), found[1]) for name, found in shown if found and name.endswith(".yaml")]


@pytest.mark.parametrize(("kind", "text"), examples())
def test_the_documented_example_is_read_and_valid_for_an_editor(kind: str, text: str) -> None:
    text = text.replace("0123…", "a" * 64)
    root = read_tree(text, "example.yaml", Limits())
    assert isinstance(root, tree.Mapping)
    read, _, problems = validated(root, FILES[kind])
    assert [problem.message for problem in problems] == []
    assert read is not None
    assert [error.message for error in validator(kind).iter_errors(as_an_editor_sees(root))] == []


def test_all_kinds_of_yaml_files_are_documented() -> None:
    assert sorted(kind for kind, _ in examples()) == ["claims", "entities", "rules", "source", "subjects"]


def test_known_keys_follow_lists_mappings_and_alternatives() -> None:
    assert known_keys(FILES["entities"], ("entities", "x", "aliases", 0)) == ["language", "source", "spelling"]
    assert "stance" in known_keys(FILES["claims"], ("claims", 3))
    assert known_keys(FILES["claims"], ("claims", 3, "stance")) == []
