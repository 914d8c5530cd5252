"""What the project rests on is pinned, named, allowed and used where it says; shown without a network."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import pytest

from tests import audit
from tests.conftest import ROOT
from tests.supply_chain import (
    HOLDS_AN_EXTRA,
    MODULES_OF,
    REQUIREMENTS,
    Import,
    declared,
    extra_at_head,
    imports,
    is_allowed,
    licence_of,
    licence_rules,
    lock,
    locked,
    shipped,
)

if TYPE_CHECKING:
    from pathlib import Path

Capture: TypeAlias = pytest.CaptureFixture[str]
LOCKS = sorted(REQUIREMENTS.glob("*.txt"))
NPM = sorted((ROOT / "tests").glob("*/package-lock.json"))
PAGE = ROOT / "docs" / "dependencies.md"
ROW = re.compile(r"^\| (\S+) \| ([\w, ]+) \| [^|]{9,} \| \[\d{4}\]\((decisions/\S+\.md)\) \| ([^|]+) \|$", re.MULTILINE)
WITH_EXTRA = tuple(each.removesuffix(".py").rstrip("/").replace("/", ".") for each in HOLDS_AN_EXTRA)
EXTRAS = frozenset(chain.from_iterable(each for extra, each in declared().items() if extra)) - {*declared()[""]}


def module(library: str) -> str:
    return MODULES_OF.get(library, library)


def imported() -> list[Import]:
    return [each for path in sorted((ROOT / "compare").rglob("*.py")) for each in imports(path)]


@pytest.mark.parametrize("path", [*LOCKS, *sorted(REQUIREMENTS.glob("*.in"))], ids=lambda path: path.name)
def test_no_address_index_or_password_is_in_the_requirements(path: Path) -> None:
    text = re.sub(r"(?m)^\s*# via.*$", "", path.read_text(encoding="utf-8"))
    assert re.findall(r"://|@|--(?:extra-)?index|--find-links|--trusted|^-e |file:", text) == []


@pytest.mark.parametrize("path", NPM, ids=lambda path: path.parent.name)
def test_npm_locks_hold_hashes_and_no_address_to_fetch_from(path: Path) -> None:
    packages = {name: each for name, each in json.loads(path.read_text(encoding="utf-8"))["packages"].items() if name}
    assert packages
    assert [name for name, each in packages.items() if not each.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, each in packages.items() if "resolved" in each] == []


def test_all_locks_agree_on_every_version() -> None:
    versions: dict[str, set[str]] = {}
    for path in LOCKS:
        for each in lock(path.stem).values():
            versions.setdefault(each.name, set()).add(each.version)
    assert len(versions) > 100
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_what_comes_with_whosays_is_told_from_what_only_checks_it() -> None:
    names = shipped().keys()
    assert {"pandas", "numpy", "lxml", "pyspark", "py4j", "tzdata"} <= names
    assert not names & {"pytest", "ruff", "hypothesis", "uv", "pip-audit", "duckdb", "playwright"}
    assert lock("core").keys() <= names


def test_a_lock_is_read_with_what_asks_for_a_library() -> None:
    found = locked(
        "a==1 \\\n    --hash=sha256:0\n    # via whosays (pyproject.toml)\nb==2 ; x \\\n    # via\n    #   a\n    #   c\n"
    )
    assert {name: (each.version, set(each.via)) for name, each in found.items()} == {
        "a": ("1", {"whosays (pyproject.toml)"}),
        "b": ("2", {"a", "c"}),
    }


def test_every_runtime_library_is_explained_once_with_the_decision_that_picked_it_and_its_licence() -> None:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    extras: dict[str, set[str]] = {}
    for extra, libraries in declared().items():
        for library in libraries:
            extras.setdefault(library, set()).add(extra or "whosays")
    assert {name: {*extra.split(", ")} for name, extra, _, _ in rows} == extras
    assert len(rows) == len(extras)
    assert [page for _, _, page, _ in rows if not (PAGE.parent / page).is_file()] == []
    named = {name: licence for name, _, _, licence in rows if licence_of(name) is not None}
    assert len(named) > 20
    assert named == {name: licence_of(name) for name in named}


def test_a_decision_names_every_library_that_it_is_given_as_the_reason_for() -> None:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    reasons = {name: (PAGE.parent / page).read_text(encoding="utf-8").casefold() for name, _, page, _ in rows}
    assert [name for name, reason in reasons.items() if not re.search(rf"(?<![\w-]){name}(?![\w-])", reason)] == []


@pytest.mark.parametrize("name", sorted(shipped()))
def test_the_licence_of_what_comes_with_whosays_is_allowed(name: str) -> None:
    licence = licence_of(name)
    if licence is None:
        pytest.skip("not installed on this system; make audit says so")
    assert is_allowed(licence, licence_rules()[0]), licence


@pytest.mark.parametrize(
    ("licence", "yes"),
    [("MIT", True), ("GPL-3.0-only", False), ("MIT AND GPL-3.0-only", False), ("GPL-3.0-only OR MIT", True), ("", False)],
)
def test_of_two_licences_joined_by_and_both_have_to_be_allowed(licence: str, *, yes: bool) -> None:
    assert is_allowed(licence, licence_rules()[0]) is yes


def test_every_library_that_is_imported_is_declared_and_every_declared_one_is_imported() -> None:
    assert {each.module for each in imported()} == {module(each) for each in chain.from_iterable(declared().values())}


def test_an_extra_is_imported_at_the_head_of_a_file_only_in_the_package_that_is_for_it() -> None:
    libraries = {extra: {module(each) for each in found} for extra, found in declared().items()}
    core = {module(each) for each in declared()[""]}
    heads = [each for each in imported() if each.at_head and each.module not in core]
    assert heads
    assert [each for each in heads if each.module not in libraries[extra_at_head(each.file)]] == []


def test_every_module_loads_without_any_extra() -> None:
    code = f"""
import importlib, pkgutil, sys
class Gone:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {sorted(map(module, EXTRAS))!r}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Gone())
import compare
names = [each.name for each in pkgutil.walk_packages(compare.__path__, "compare.", onerror=lambda name: None)]
names = [name for name in names if not name.startswith({WITH_EXTRA!r}) and not name.endswith("__main__")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert int(done.stdout) > 200


def pip_audit(tmp_path: Path, answer: str, code: int) -> str:
    """Something that answers as pip-audit does."""
    tool = tmp_path / "pip-audit"
    tool.write_text(f"#!{sys.executable}\nimport sys\nprint({answer!r})\nsys.exit({code})\n", encoding="utf-8")
    tool.chmod(0o755)
    return str(tool)


def told(capsys: Capture, tool: str) -> tuple[bool, str]:
    return audit.vulnerabilities(tool), capsys.readouterr().out


def test_an_audit_that_could_look_nothing_up_says_so_and_claims_nothing(tmp_path: Path, capsys: Capture) -> None:
    skipped = json.dumps({"dependencies": [{"name": "x", "skip_reason": "not found"}], "fixes": []})
    found, said = told(capsys, pip_audit(tmp_path, skipped, 0))
    assert not found
    assert "left out: known vulnerabilities" in said
    assert "core.txt: 1 of 1 libraries could not be looked up" in said
    assert "none known" not in said


def test_an_audit_without_its_tool_says_so(tmp_path: Path, capsys: Capture) -> None:
    found, said = told(capsys, str(tmp_path / "nothing"))
    assert not found
    assert "left out: known vulnerabilities" in said
    assert "cannot be run" in said


def test_where_nothing_answers_it_is_asked_once(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def silent(command: list[str], **options: int) -> None:
        asked.append(command)
        raise subprocess.TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr(subprocess, "run", silent)
    found, said = told(capsys, "pip-audit")
    assert (found, len(asked)) == (False, 1)
    assert said.count(audit.NO_ANSWER) == len(list(REQUIREMENTS.glob("*.txt"))) > 5


def test_a_known_vulnerability_fails_the_audit_even_where_others_could_not_be_looked_up(
    tmp_path: Path, capsys: Capture
) -> None:
    listed = [{"name": "x", "vulns": [{"id": "PYSEC-1"}]}, {"name": "y", "skip_reason": "not found"}]
    found, said = told(capsys, pip_audit(tmp_path, json.dumps({"dependencies": listed}), 1))
    assert found
    assert "known vulnerability: x (core.txt): PYSEC-1" in said
    assert "left out" in said
