from __future__ import annotations

from typing import TYPE_CHECKING

from compare.loading import documents, nodes
from compare.loading.casebook import read_casebook
from compare.loading.documents import Memory, remembering

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FILES = {
    "seeds/wire.yaml": "title: A title\npublished: 2017-03-24\nbasis: stated\n",
    "claims/wire.yaml": "source: wire\nclaims:\n  - {id: many, subject: group/strength, value: 11, quote: eleven fighters}\n",
    "claims/vocabulary/subjects.yaml": "subjects:\n  group/strength: {question: How many?, kind: quantity}\n",
    "claims/vocabulary/entities.yaml": "entities:\n  group: {name: The Group, type: group}\n",
}
EDITS = {
    "claims/wire.yaml": ["source: wire\nclaims: [\n", "source: wire\nclaims: []\n", FILES["claims/wire.yaml"]],
    "seeds/wire.yaml": ["\n", FILES["seeds/wire.yaml"].replace("2017", "2018"), FILES["seeds/wire.yaml"]],
    "whosays.toml": ["[limits]\nclaims_per_file = 0\n", "[limits]\ndepth = 1\n", ""],
}


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_reading_that_remembers_is_the_one_that_does_not(tmp_path: Path) -> None:
    for name, text in FILES.items():
        write(tmp_path, name, text)
    memory = Memory()
    for name, texts in EDITS.items():
        for text in texts:
            write(tmp_path, name, text)
            with remembering(memory):
                remembered = read_casebook(tmp_path)
            assert remembered == read_casebook(tmp_path)
    (tmp_path / "claims/wire.yaml").unlink()
    with remembering(memory):
        assert read_casebook(tmp_path) == read_casebook(tmp_path)


def test_only_a_document_whose_text_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in FILES.items():
        write(tmp_path, name, text)
    memory = Memory()
    with remembering(memory):
        read_casebook(tmp_path)
    read: list[str] = []
    tree = nodes.read_tree

    def counting(text: str, file: str, *rest: object) -> object:
        read.append(file)
        return tree(text, file, *rest)  # type: ignore[arg-type]  # handed through as they come

    monkeypatch.setattr(documents, "read_tree", counting)
    write(tmp_path, "seeds/wire.yaml", FILES["seeds/wire.yaml"].replace("A title", "Another"))
    with remembering(memory):
        casebook, _, _ = read_casebook(tmp_path)
    assert (read, casebook.sources[0].title) == (["seeds/wire.yaml"], "Another")
