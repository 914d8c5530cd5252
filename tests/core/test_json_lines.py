from __future__ import annotations

import json
from typing import Any

import pytest

from compare.core.json_lines import in_parts, one_record_a_line

DOCUMENT: dict[str, Any] = {
    "format": 1,
    "none": [],
    "claims": ["é", {"id": "a", "pair": [1, 2]}, {"pairs": [], "id": "b"}, {"many": [{"n": 1}, "two"], "more": [3]}],
    "settings": {"list": [1], "deep": {"list": [2]}},
}


def unrolled(part: object) -> object:
    """The same with an iterator for each list that may be one."""
    if isinstance(part, dict):
        return {name: iter(each) if isinstance(each, list) else each for name, each in part.items()}
    return part


def test_a_document_in_parts_is_the_same_document() -> None:
    lazy = {n: iter([unrolled(each) for each in part]) if isinstance(part, list) else part for n, part in DOCUMENT.items()}
    parts = list(in_parts(lazy))
    assert "".join(parts) == one_record_a_line(DOCUMENT)
    assert json.loads("".join(parts)) == DOCUMENT
    assert max(map(len, parts)) < 40


@pytest.mark.parametrize(("document", "lines"), [({}, ["{", "", "}"]), ({"a": iter(())}, ["{", '"a": []', "}"])])
def test_nothing_is_written_as_nothing(document: dict[str, object], lines: list[str]) -> None:
    assert "".join(in_parts(document)) == "\n".join(lines) + "\n"
