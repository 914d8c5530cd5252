"""The editors' own YAML language server on a small casebook, and on every file of this repository's."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import whosays
from tests.editor.client import Editor
from tests.editor.conftest import CLAIMS, FILES, SETTINGS

ROOT = Path(__file__).parent.parent.parent
HERE = Path(__file__).parent
CASEBOOKS = {"this": ROOT, "example": ROOT / "examples" / "harbour-fire"}
ENTITIES = {"mill": "the mill (place)", "river-board": "the River Board (group)", "town": "Sallow Town (group)"}
OPTIONS = {"gone": "burned down", "damaged": "damaged", "on-again": "running (again)"}


def claim(subject: str, value: str = "", more: str = "") -> str:
    return f"{CLAIMS}  - id: one\n    subject: {subject}\n    value: {value}\n    quote: so it was\n{more}"


def offered(editor: Editor, path: Path, text: str) -> dict[str, str]:
    """What would be written, and what is shown beside it; the hint to begin another item is left out."""
    items = editor.completions(path, text)
    return {item["insertText"]: item.get("documentation", "") for label, item in items.items() if not label.startswith("- (")}


def marks(editor: Editor, path: Path, text: str) -> list[tuple[str, str]]:
    """The text of each line with a mark, and the first sentence of the mark."""
    lines = text.split("\n")
    found = sorted(editor.diagnostics(path, text), key=lambda each: json.dumps(each["range"]))
    return [(lines[each["range"]["start"]["line"]].strip(), each["message"].partition(". ")[0]) for each in found]


@pytest.fixture
def file(book: Path) -> Path:
    """The claim file that is being written."""
    return book / "claims" / "courier.yaml"


# completion


@pytest.mark.parametrize("typed", ["|", "mill/o|"])
def test_subjects_are_completed_with_their_questions(editor: Editor, file: Path, typed: str) -> None:
    found = offered(editor, file, f"{CLAIMS}  - id: one\n    subject: {typed}\n")
    asked = dict(
        re.findall(r"^  (mill/[a-z-]+):\s+\{?question: (.+?\?)", FILES["claims/vocabulary/subjects.yaml"], re.MULTILINE)
    )
    assert len(asked) == 8
    assert found == asked


@pytest.mark.parametrize(
    ("subject", "wanted"),
    [
        ("mill/state", OPTIONS),
        ("mill/insured", {"yes": "", "no": "", "partly": ""}),
        ("mill/owner", ENTITIES),
        ("mill/owners-ever", ENTITIES),
        ("mill/stored", {"flour": "flour", "rye": "rye meal"}),
        ("mill/hands", {}),
        ("mill/why", {}),
    ],
)
def test_values_are_completed_as_the_subject_takes_them(
    editor: Editor, file: Path, subject: str, wanted: dict[str, str]
) -> None:
    assert offered(editor, file, claim(subject, "|")) == wanted


@pytest.mark.parametrize("value", ["[|]", "[town, |]", "\n      - |", "\n      - town\n      - |"])
def test_members_of_a_list_are_completed(editor: Editor, file: Path, value: str) -> None:
    assert offered(editor, file, claim("mill/owners-ever", value)) == ENTITIES


def test_a_value_is_completed_in_a_claim_on_one_line(editor: Editor, file: Path) -> None:
    assert offered(editor, file, f"{CLAIMS}  - {{id: one, subject: mill/state, value: |}}\n") == OPTIONS


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("speaker: |", set(ENTITIES)),
        ("corrects: [|]", {"courier", "ledger"}),
        ("via: |", {"courier", "ledger", "own-reporting", "Tideline News Agency@2024-05-03"}),
        ("note: |", set()),
    ],
)
def test_other_references_are_completed(editor: Editor, file: Path, key: str, wanted: set[str]) -> None:
    assert set(offered(editor, file, claim("mill/why", "so", f"    {key}\n"))) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("source: |\n", {"courier", "ledger"}),
        ("source: courier\nread: {by: me, on: 2024-05-05, scope: |}\n", {"full"}),
        ("source: courier\nread: {by: me, on: 2024-05-05, scope: [mill/owner, |]}\n", {"mill/state", "mill/why"}),
        ("source: courier\nnot_applicable:\n  |\n", {"mill/state: ", "mill/why: "}),
    ],
)
def test_references_of_the_whole_file_are_completed(editor: Editor, file: Path, text: str, wanted: set[str]) -> None:
    assert set(offered(editor, file, CLAIMS.partition("\n")[0] + "\n" + text)) >= wanted


def test_keys_are_completed_with_what_they_mean(editor: Editor, file: Path) -> None:
    found = editor.completions(file, f"{CLAIMS}  - id: one\n    subject: mill/why\n    |\n")
    assert {"value", "quote", "stance", "hedge", "as_of", "via", "speaker"} <= set(found)
    assert not {"id", "subject", "source"} & set(found)
    assert found["worded"]["documentation"] == "The value as worded, where the quote does not show it."


def test_a_whole_claim_is_begun_at_once(editor: Editor, file: Path) -> None:
    found = editor.completions(file, f"{CLAIMS}  - |\n")
    keys = re.findall(r"(\w+): \$\d", found["Claim"]["insertText"])
    assert keys == ["id", "subject", "value", "quote"]


# hover


def test_a_subject_shows_its_question_first(editor: Editor, file: Path) -> None:
    shown = editor.hover(file, claim("mill/st|ate", "gone"))
    assert re.findall(r"^\* `(\S+)`: (.+)$", shown, re.MULTILINE)[0] == ("mill/state", "What is left of it?")


@pytest.mark.parametrize(
    ("subject", "value", "wanted"),
    [
        ("mill/state", "go|ne", "What is left of it? Kind status"),
        ("mill/hands", "1|1", "Kind quantity, in people: 11, 2,000, two thousand, 2 million, about ~2000"),
        ("mill/owner", "to|wn", "* `town`: Sallow Town (group)"),
        ("mill/nowhere", "to|wn", "The answer, as the subject's kind takes it"),
    ],
)
def test_a_value_shows_how_it_is_written(editor: Editor, file: Path, subject: str, value: str, wanted: str) -> None:
    assert wanted in editor.hover(file, claim(subject, value))


# marks


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (claim("mill/stat", "so"), ("subject: mill/stat", "There is no such subject in claims/vocabulary/subjects.yaml")),
        (claim("mill/why", "so", "    qoute: x\n"), ("qoute: x", "Property qoute is not allowed.")),
        (claim("mill/state", "gon"), ("value: gon", "mill/state has no such option")),
        (claim("mill/state", "[gone]"), ("value: [gone]", "mill/state has no such option")),
        (claim("mill/owner", "tonw"), ("value: tonw", "There is no such entity in claims/vocabulary/entities.yaml")),
        (
            claim("mill/owners-ever", "the mill; tonw"),
            ("value: the mill; tonw", "There is no such entity in claims/vocabulary/entities.yaml"),
        ),
        (claim("mill/stored", "[rye, oats]"), ("value: [rye, oats]", "mill/stored has no such option")),
        (claim("mill/insured", "maybe"), ("value: maybe", "yes, no or partly is wanted.")),
        (claim("mill/hands", "[11]"), ("value: [11]", "Incorrect type")),
        (
            claim("mill/why", "so", "    corrects: [currier]\n"),
            ("corrects: [currier]", "There is no such source record in seeds/"),
        ),
    ],
)
def test_a_mistake_is_marked_with_a_sentence(editor: Editor, file: Path, text: str, wanted: tuple[str, str]) -> None:
    assert marks(editor, file, text) == [wanted]


def test_a_missing_key_is_marked(editor: Editor, file: Path) -> None:
    found = marks(editor, file, f"{CLAIMS}  - id: one\n    subject: mill/why\n    value: so\n")
    assert found == [("- id: one", 'Missing property "quote".')]


@pytest.mark.parametrize(
    ("subject", "value"),
    [
        ("mill/state", "Running (again)"),
        ("mill/state", "ON  AGAIN"),
        ("mill/owner", "Le Moulin"),
        ("mill/owner", "L’Usine Beraud"),
        ("mill/owners-ever", "sallow-town; the mill;"),
        ("mill/owners-ever", "[Sallow Town, river-board]"),
        ("mill/insured", "Yes"),
        ("mill/insured", "no"),
        ("mill/hands", "11"),
        ("mill/hands", "~2000"),
        ("mill/burned-on", "2024-05-02"),
        ("mill/burned-on", "2024"),
        ("mill/why", "true"),
    ],
)
def test_what_check_reads_is_not_marked(editor: Editor, file: Path, subject: str, value: str) -> None:
    assert marks(editor, file, claim(subject, value)) == []


def test_a_file_whose_schemas_are_not_there_says_so(editor: Editor, file: Path) -> None:
    ((_, message),) = marks(editor, file, "# yaml-language-server: $schema=../.nowhere/claims.schema.json\nsource: courier\n")
    assert message.startswith("Unable to load schema from")


@pytest.mark.parametrize("name", CASEBOOKS)
def test_nothing_is_marked_in_the_casebooks_of_this_repository(editor: Editor, tmp_path: Path, name: str) -> None:
    for folder in ("seeds", "claims"):
        shutil.copytree(CASEBOOKS[name] / folder, tmp_path / folder)
    assert whosays("schema", "-C", tmp_path).exit_code == 0
    found: dict[str, list[Any]] = {}
    for path in sorted(tmp_path.rglob("*.yaml")):
        kind = {"seeds": "source", "claims": "claims", "decisions": "decision"}.get(path.parent.name, path.stem)
        up = "../" * len(path.parent.relative_to(tmp_path).parts)
        text = f"# yaml-language-server: $schema={up}.schemas/{kind}.schema.json\n{path.read_text(encoding='utf-8')}"
        found[path.relative_to(tmp_path).as_posix()] = marks(editor, path, text)
    assert len(found) > 8
    assert {each: marked for each, marked in found.items() if marked} == {}


# the documentation


def test_the_settings_of_the_documentation_find_the_schema_of_every_file(book: Path) -> None:
    page = (ROOT / "docs" / "editor.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    settings: dict[str, Any] = {}
    for key, value in json.loads(shown).items():
        *sections, name = key.split(".")
        inner = settings
        for section in sections:
            inner = inner.setdefault(section, {})
        inner[name] = value
    assert settings["yaml"]["schemaStore"] == SETTINGS["yaml"]["schemaStore"]
    places = [*FILES, "claims/courier.yaml", "claims/decisions/owner.yaml"]
    with Editor(settings, book) as running:
        found = {place: marks(running, book / place, "unknwon: 1\n") for place in places}
    assert [place for place in places if ("unknwon: 1", "Property unknwon is not allowed.") not in found[place]] == []


# how the server comes here


def test_the_lock_names_no_host_and_has_a_hash_for_every_package() -> None:
    packages = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert len(installed) > 10
    assert [name for name, package in installed.items() if not re.fullmatch(r"sha512-[\w+/]{86}==", package["integrity"])] == []
    assert [name for name, package in installed.items() if "resolved" in package] == []


def test_the_server_is_pinned() -> None:
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
