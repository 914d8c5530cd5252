from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from compare.authoring.editor.schemas import refresh
from compare.loading.schema import schemas
from tests.cli.conftest import child, contents, whosays, write

ROOT = Path(__file__).parent.parent.parent
VOCABULARY = "claims/vocabulary/subjects.yaml"


def schema(casebook: Path, kind: str = "claims") -> dict[str, object]:
    read: dict[str, object] = json.loads((casebook / ".schemas" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    return read


def as_an_editor_sees(value: Any) -> Any:
    """Plain text as the YAML 1.2 core schema, which language servers use, would type it."""
    if isinstance(value, dict):
        return {key: as_an_editor_sees(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_an_editor_sees(each) for each in value]
    return json.loads(value) if re.fullmatch(r"true|false|-?(0|[1-9]\d*)(\.\d+)?", value) else value


def marked(casebook: Path, kind: str, text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(schema(casebook, kind))
    read = as_an_editor_sees(yaml.load(text, yaml.BaseLoader))  # noqa: S506 - reads text only
    return sorted(error.json_path for error in validator.iter_errors(read))


def claim(**keys: str) -> str:
    lines = {"id": "one", "subject": "mill/owner", "value": "town", "quote": "the town", **keys}
    return "source: ledger\nclaims:\n  - {" + ", ".join(f"{key}: {value}" for key, value in lines.items()) + "}\n"


# where they go


def test_a_folder_alone_gets_the_schemas_of_any_casebook(tmp_path: Path) -> None:
    written = whosays("schema", tmp_path / "new" / "schemas")
    assert written.exit_code == 0
    assert written.stdout.splitlines() == [str(tmp_path / "new" / "schemas" / name) for name in schemas()]
    assert contents(tmp_path / "new" / "schemas") == {name: text.encode() for name, text in schemas().items()}


def test_a_casebook_gets_its_own_beside_its_files(book: Path) -> None:
    written = whosays("schema", "--casebook", book)
    assert (written.exit_code, written.stderr) == (0, "")
    assert written.stdout.splitlines() == [str(book / ".schemas" / name) for name in schemas()]
    assert marked(book, "claims", claim()) == []
    assert marked(book, "claims", claim(subject="mill/ownr")) == ["$.claims[0].subject"]


def test_without_arguments_the_casebook_is_the_current_folder(book: Path) -> None:
    ran = child("schema", cwd=book)
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (0, f".schemas{os.sep}source.schema.json")
    assert set(contents(book / ".schemas")) == set(schemas())


def test_the_schemas_of_a_casebook_can_go_elsewhere(book: Path, tmp_path: Path) -> None:
    assert whosays("schema", tmp_path / "there", "-C", book).exit_code == 0
    assert "mill/owner" in (tmp_path / "there" / "claims.schema.json").read_text(encoding="utf-8")
    assert not (book / ".schemas").exists()


def test_a_folder_that_is_no_casebook_is_not_littered(tmp_path: Path) -> None:
    refused = whosays("schema", "-C", tmp_path)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == f"{tmp_path} is no casebook: a casebook is a folder with seeds/ and claims/.\n"
    assert list(tmp_path.iterdir()) == []


def test_schemas_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    refused = whosays("schema", tmp_path / "file" / "below")
    assert refused.exit_code == 4
    assert refused.stderr == f"Cannot write to {tmp_path / 'file' / 'below'}: Not a directory.\n"


def test_the_schemas_are_the_same_bytes_wherever_and_however_often(book: Path, tmp_path: Path) -> None:
    whosays("schema", "-C", book)
    for seed in ("1", "2"):
        ran = child("schema", tmp_path / seed, cwd=book, env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "tr_TR.UTF-8"})
        assert ran.returncode == 0
        whosays("schema", tmp_path / f"{seed}-of-the-book", "-C", book)
        assert contents(tmp_path / f"{seed}-of-the-book") == contents(book / ".schemas")
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


# what they know


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ({"value": "nobody"}, ["$.claims[0].value"]),
        ({"value": "[town]"}, ["$.claims[0].value"]),
        ({"speaker": "nobody"}, ["$.claims[0].speaker"]),
        ({"corrects": "[currier]"}, ["$.claims[0].corrects[0]"]),
        ({"corrects": "[courier]"}, []),
        ({"value": "The River-Board"}, []),
        ({"via": "[courier, RFI@2017, own-reporting]"}, []),
        ({"id": "1"}, []),
        ({"subject": "mill/burned-on", "value": "2024"}, []),
    ],
)
def test_what_check_refuses_is_marked_and_what_it_accepts_is_not(book: Path, keys: dict[str, str], at: list[str]) -> None:
    write(book, {"claims/ledger.yaml": claim(**keys)})
    whosays("schema", "-C", book)
    assert marked(book, "claims", claim(**keys)) == at
    wrong = [line for line in whosays("check", book, "--quiet").output.splitlines() if re.search(r" error [RSV]", line)]
    assert bool(wrong) == bool(at)


@pytest.mark.parametrize("casebook", [ROOT, ROOT / "examples" / "harbour-fire"], ids=["this", "example"])
def test_nothing_is_marked_in_the_casebooks_of_this_repository(casebook: Path, tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    whosays("schema", tmp_path / "book" / ".schemas", "-C", casebook)
    kinds = {
        "source": (casebook / "seeds").glob("*.yaml"),
        "claims": (casebook / "claims").glob("*.yaml"),
        "subjects": [casebook / "claims" / "vocabulary" / "subjects.yaml"],
        "entities": [casebook / "claims" / "vocabulary" / "entities.yaml"],
    }
    files = [(kind, path) for kind, paths in kinds.items() for path in paths]
    assert len(files) > 8
    assert [str(path) for kind, path in files if marked(tmp_path / "book", kind, path.read_text(encoding="utf-8"))] == []


def test_while_the_vocabulary_is_broken_nothing_is_marked_for_it(book: Path) -> None:
    write(book, {VOCABULARY: "subjects:\n  mill/owner: {question: Who owns the mill?, kind: entty}\n"})
    ran = whosays("schema", "-C", book)
    assert (ran.exit_code, ran.stderr) == (
        0,
        "The casebook has errors, so some ids may be missing: run whosays check, then this again.\n",
    )
    assert marked(book, "claims", claim()) == []


def test_an_entity_that_was_just_declared_is_not_marked_where_it_is_declared(book: Path) -> None:
    whosays("schema", "-C", book)
    text = "entities:\n  mill: {name: the mill, type: place, part_of: [valley]}\n  valley: {name: the valley, type: place}\n"
    assert marked(book, "entities", text) == []


@pytest.mark.parametrize(
    ("entry", "at"),
    [
        ("{now: mill/owner}", []),
        ("{now: [mill/owner, mill/burned-on], because: It asked two things., on: 2024}", []),
        ("{now: mill/of}", []),
        ("{because: Nobody asks.}", []),
        ("{on: 2024}", ["$.retired['mill/held-by']"]),
        ("{now: Owner}", ["$.retired['mill/held-by'].now"]),
    ],
)
def test_a_retired_id_is_marked_where_its_entry_says_nothing(book: Path, entry: str, at: list[str]) -> None:
    text = f"subjects:\n  mill/owner: {{question: The owner, kind: entity}}\nretired:\n  mill/held-by: {entry}\n"
    whosays("schema", "-C", book)
    assert marked(book, "subjects", text) == at


# refresh


def test_schemas_are_refreshed_where_there_are_any(book: Path) -> None:
    assert refresh(book) == []
    assert not (book / ".schemas").exists()
    assert [path.name for path in refresh(book, make=True)] == list(schemas())
    assert marked(book, "claims", claim(subject="mill/age", value="1")) == ["$.claims[0].subject"]
    subjects = (book / VOCABULARY).read_text(encoding="utf-8") + "  mill/age: {question: How old is it?, kind: quantity}\n"
    write(book, {VOCABULARY: subjects})
    refresh(book)
    assert marked(book, "claims", claim(subject="mill/age", value="1")) == []


def test_what_says_the_same_is_not_written_again(book: Path) -> None:
    refresh(book, make=True)
    before = {path: path.stat().st_mtime_ns for path in (book / ".schemas").iterdir()}
    for path in before:
        os.utime(path, ns=(0, 0))
    refresh(book)
    assert {path.stat().st_mtime_ns for path in before} == {0}


def test_a_link_among_the_schemas_is_replaced_and_not_written_through(book: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("mine", encoding="utf-8")
    (book / ".schemas").mkdir()
    (book / ".schemas" / "claims.schema.json").symlink_to(mine)
    refresh(book)
    assert mine.read_text(encoding="utf-8") == "mine"
    assert marked(book, "claims", claim()) == []
    assert set(contents(book / ".schemas")) == set(schemas())


def test_a_folder_of_schemas_that_is_a_link_is_left_alone(book: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (book / ".schemas").symlink_to(tmp_path / "elsewhere")
    assert refresh(book, make=True) == []
    assert contents(tmp_path / "elsewhere") == {}
