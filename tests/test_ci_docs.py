"""docs/ci.md: what is there to be pasted runs as it stands, and does what the page says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import BROKEN, FILES, write

PAGE = (Path(__file__).parents[1] / "docs" / "ci.md").read_text(encoding="utf-8")
INSTALLED = "pip install whosays"
"""The one command that is not run: it needs a network, and what it installs is here."""


def fences(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def workflow() -> list[dict[str, Any]]:
    (text,) = [each for each in fences("yaml") if "jobs:" in each]
    steps: list[dict[str, Any]] = yaml.safe_load(text)["jobs"]["gate"]["steps"]
    return steps


def hook() -> dict[str, Any]:
    (text,) = [each for each in fences("yaml") if "hooks:" in each]
    ((found,),) = [each["hooks"] for each in yaml.safe_load(text)["repos"]]
    return dict(found)


def in_shell(command: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The command as a runner starts it, with the `whosays` of this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    author = {"GIT_AUTHOR_NAME": "desk", "GIT_AUTHOR_EMAIL": "desk@example.org"}
    committer = {"GIT_COMMITTER_NAME": "desk", "GIT_COMMITTER_EMAIL": "desk@example.org"}
    settings = {**os.environ, "PATH": path, **author, **committer, **more}
    started = ["bash", "-e", "-c", command]
    return subprocess.run(started, cwd=folder, env=settings, check=False, capture_output=True, encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A casebook whose baseline was written and committed with the commands of the page."""
    folder = tmp_path / "book"
    write(folder, {**FILES, ".gitignore": "/reports/*\n!/reports/baseline.json\n"})
    in_shell("git init -b main && git add . && git commit -m start", folder)
    once = in_shell(next(each for each in fences("sh") if "whosays baseline" in each), folder)
    assert once.returncode == 0, once.stderr
    return folder


def contradicting(folder: Path) -> None:
    text = FILES["claims/ledger.yaml"].replace("2024-05-02", "2024-05-03")
    write(folder, {"claims/ledger.yaml": text})


def run_of(name: str) -> str:
    return next(str(step["run"]) for step in workflow() if step.get("name") == name)


def test_every_step_is_an_action_or_a_command_of_ours() -> None:
    runs = [str(step["run"]) for step in workflow() if "run" in step]
    assert [each for each in runs if each != INSTALLED and not each.startswith("whosays ")] == []
    assert all(re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", step["uses"]) for step in workflow() if "uses" in step)


@pytest.mark.parametrize(("changed", "code"), [(False, 0), (True, 1)])
def test_the_gate_of_the_workflow(repository: Path, changed: bool, code: int) -> None:  # noqa: FBT001 - a case of the test
    if changed:
        contradicting(repository)
    result = in_shell(run_of("Gate"), repository)
    assert result.returncode == code
    assert ("::error file=claims/courier.yaml,line=4" in result.stdout) is changed


def test_what_follows_the_gate_runs_whether_or_not_it_failed(repository: Path, tmp_path: Path) -> None:
    contradicting(repository)
    summary = tmp_path / "summary.md"
    for name in ("Summary", "Results for code scanning", "Report"):
        result = in_shell(run_of(name), repository, GITHUB_STEP_SUMMARY=str(summary))
        assert result.returncode == 0, result.stderr
    assert "`mill/burned-on`" in summary.read_text(encoding="utf-8")
    (run,) = json.loads((repository / "whosays.sarif").read_text(encoding="utf-8"))["runs"]
    assert [each["baselineState"] for each in run["results"]] == ["new", "unchanged"]
    assert (repository / "report" / "changes.html").is_file()


def test_the_files_that_the_workflow_hands_on_are_those_that_its_commands_write() -> None:
    handed = [value for step in workflow() for key, value in step.get("with", {}).items() if key in {"sarif_file", "path"}]
    assert handed == ["whosays.sarif", "report"]


@pytest.mark.parametrize("entry", [hook()["entry"], next(each for each in fences("sh") if each.startswith("#!"))])
def test_the_hook_lets_through_what_is_known_and_stops_what_is_new(repository: Path, entry: str) -> None:
    assert in_shell(entry, repository).returncode == 0
    contradicting(repository)
    assert in_shell(entry, repository).returncode == 1


def test_the_hook_stops_a_broken_file(repository: Path) -> None:
    write(repository, {"claims/ledger.yaml": BROKEN})
    assert in_shell(hook()["entry"], repository).returncode == 3


def test_the_hook_runs_for_the_files_of_a_casebook_and_no_others() -> None:
    wanted = re.compile(hook()["files"])
    casebook = (
        "claims/courier.yaml",
        "claims/decisions/x.yaml",
        "claims/vocabulary/subjects.yaml",
        "seeds/a.yaml",
        "whosays.toml",
    )
    assert [each for each in casebook if not wanted.search(each)] == []
    assert [each for each in ("README.md", "reports/index.html", "tests/claims.py") if wanted.search(each)] == []


def test_every_other_command_that_is_printed_runs(repository: Path) -> None:
    inline = re.findall(r"`(whosays check [^`]*)`", PAGE)
    assert len(inline) == 1
    assert in_shell(inline[0], repository).returncode == 0
    assert in_shell("whosays check . --baseline main", repository).returncode == 0
