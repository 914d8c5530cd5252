"""A new casebook is a start: nothing in it is wrong, its guidance holds, and it never costs anybody a file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from compare.cli.app import app
from compare.loading.schema import schemas

if TYPE_CHECKING:
    from typer.testing import Result

ROOT = Path(__file__).parent.parent
BLANK = {
    ".gitattributes",
    ".gitignore",
    "claims/README.md",
    "claims/vocabulary/entities.yaml",
    "claims/vocabulary/subjects.yaml",
    "seeds/README.md",
    "whosays.toml",
    *(f".schemas/{name}" for name in schemas()),
}


def whosays(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments])


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_blank_casebook_has_nothing_to_compare_and_nothing_else_wrong(tmp_path: Path) -> None:
    assert whosays("init", tmp_path / "mine" / "first").exit_code == 0
    assert set(files(tmp_path / "mine" / "first")) == BLANK
    checked = whosays("check", tmp_path / "mine" / "first", "--quiet")
    assert checked.exit_code == 5
    assert checked.output.splitlines() == [
        "claims: error C701 nothing-to-compare: no claim was found",
        "    Add claim files with claims.",
        "0 subjects compared, 0 skipped (fewer than two claims), 0 files failed",
        "no baseline given, so nothing counts as new: 0 at odds",
        "1 error",
    ]


def yaml_block(guidance: Path) -> str:
    found = re.search(r"```yaml\n(.*?)```", guidance.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def commented_out(vocabulary: Path, key: str) -> str:
    written = vocabulary.read_text(encoding="utf-8")
    return "".join(f"{line}\n" for line in re.findall(r"^# ?(.*)$", written[written.index(f"# {key}:") :], re.MULTILINE))


def test_the_guidance_of_a_blank_casebook_makes_a_clean_casebook(tmp_path: Path) -> None:
    whosays("init", tmp_path)
    source = yaml_block(tmp_path / "seeds" / "README.md").replace("0123...", "0" * 64)
    (tmp_path / "seeds" / "courier.yaml").write_text(source, encoding="utf-8")
    (tmp_path / "claims" / "courier.yaml").write_text(yaml_block(tmp_path / "claims" / "README.md"), encoding="utf-8")
    for key in ("subjects", "entities"):
        path = tmp_path / "claims" / "vocabulary" / f"{key}.yaml"
        path.write_text(commented_out(path, key), encoding="utf-8")
    checked = whosays("check", tmp_path)
    assert (checked.exit_code, checked.output.splitlines()[-1]) == (0, "no problems"), checked.output
    assert "1 source, 1 claim, 1 subject: 1 single-source" in checked.output


def test_the_example_gives_the_findings_of_the_example(tmp_path: Path) -> None:
    assert whosays("init", tmp_path / "copy", "--example").exit_code == 0
    for casebook, output in ((tmp_path / "copy", "a"), (ROOT / "examples" / "harbour-fire", "b")):
        assert whosays("build", casebook, "--output", tmp_path / output).exit_code == 0
    assert (tmp_path / "a" / "findings.json").read_bytes() == (tmp_path / "b" / "findings.json").read_bytes()


def test_what_stands_in_the_way_is_named_all_at_once_and_kept(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "whosays.toml").write_text("mine", encoding="utf-8")
    (tmp_path / "claims" / "README.md").write_text("mine, too", encoding="utf-8")
    before = files(tmp_path)
    refused = whosays("init", tmp_path)
    assert refused.exit_code == 2
    assert refused.output.splitlines() == [
        "There already:",
        str(tmp_path / "claims" / "README.md"),
        str(tmp_path / "whosays.toml"),
        "Nothing was written. Move these, or name another folder.",
    ]
    assert files(tmp_path) == before


def test_schemas_that_are_there_already_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / ".schemas").mkdir()
    refused = whosays("init", tmp_path)
    assert (refused.exit_code, refused.output.splitlines()[:2]) == (2, ["There already:", str(tmp_path / ".schemas")])
    assert files(tmp_path) == {}


@pytest.mark.parametrize("kind", [[], ["--example"]])
def test_every_yaml_file_names_the_schema_of_its_kind_beside_it(tmp_path: Path, kind: list[str]) -> None:
    whosays("init", tmp_path, *kind)
    kinds = {"seeds": "source", "claims": "claims", "claims/vocabulary": ""}
    for path in tmp_path.rglob("*.yaml"):
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text(encoding="utf-8"))
        assert named, path
        name = kinds[path.parent.relative_to(tmp_path).as_posix()] or path.stem
        assert (path.parent / named[1]).resolve() == (tmp_path / ".schemas" / f"{name}.schema.json").resolve()
        assert (path.parent / named[1]).is_file()


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "whosays.toml").symlink_to(tmp_path / "elsewhere")
    assert whosays("init", tmp_path / "mine").exit_code == 2
    assert not (tmp_path / "elsewhere").exists()


def test_other_files_do_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert whosays("init", tmp_path).exit_code == 0
    assert set(files(tmp_path)) == {*BLANK, "notes.txt"}


@pytest.mark.parametrize("kind", [[], ["--example"]])
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, kind: list[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    below = tmp_path / "file" / "below"
    refused = whosays("init", below, *kind)
    assert (refused.exit_code, refused.output) == (4, f"Cannot write to {below}: Not a directory.\n")


def test_a_report_that_was_built_in_the_template_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = tmp_path / "package" / "casebooks" / "blank"
    shutil.copytree(ROOT / "compare" / "casebooks" / "blank", template)
    (template / "reports").mkdir()
    (template / "reports" / "index.html").write_text("built", encoding="utf-8")
    (template / ".reports.lock").write_text("", encoding="utf-8")
    (template / ".schemas").mkdir()
    (template / ".schemas" / "old.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr("importlib.resources.files", lambda _package: tmp_path / "package")
    whosays("init", tmp_path / "mine")
    assert set(files(tmp_path / "mine")) == BLANK
