"""The habits of the house that no linter keeps."""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from typing import TYPE_CHECKING

import pytest

from compare.core.codes import CODES
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_MODULE = 300  # lines
MODULES = sorted((ROOT / "compare").rglob("*.py"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
TABLE = ROOT / "compare" / "core" / "codes.py"

# Each is written so that it does not find itself.
TRACES = {
    "a folder of one machine": re.compile(r"(?<![\w.])/(?:work|root|tmp/bash_jobs|home/[a-z]\w*|Users/\w+)(?:/|\b(?![\w-]))"),
    "an address of a package index": re.compile(
        r"https?://[^\s\"'<>]*(?:/simple\b|pypi|artifactory|nexus|devpi)", re.IGNORECASE
    ),
    "an option for a package index": re.compile(r"--(?:extra-)?index[-]url|--trusted[-]host|UV_(?:DEFAULT_)?INDEX\s*="),
}


@cache
def tracked() -> tuple[str, ...]:
    """All files of the repository, those not yet committed among them, links apart."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(sorted(name for name in set(listed) - {""} if (ROOT / name).is_file() and not (ROOT / name).is_symlink()))


@cache
def text_of(name: str) -> str:
    return (ROOT / name).read_bytes().decode("utf-8", errors="replace")


def test_modules_stay_short() -> None:
    sizes = {path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert len(sizes) > 50
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


@pytest.mark.parametrize("trace", TRACES)
def test_no_file_tells_where_it_was_made(trace: str) -> None:
    found = {name: match.group() for name in tracked() if (match := TRACES[trace].search(text_of(name)))}
    assert found == {}


@pytest.mark.parametrize(
    ("trace", "text"),
    [
        ("a folder of one machine", "cd {}home/anna/casebook"),
        ("a folder of one machine", '"{}work/main"'),
        ("a folder of one machine", "in {}root."),
        ("an address of a package index", "https:{0}{0}mirror.example{0}simple{0}uv"),
        ("an address of a package index", "http:{0}{0}artifactory.example"),
        ("an option for a package index", "pip install --index{}url".replace("{}", "-")),
    ],
)
def test_such_a_trace_would_be_found(trace: str, text: str) -> None:
    assert TRACES[trace].search(text.format("/"))


@pytest.mark.parametrize("text", ["{}network", "seeds{}work/x", "https:{0}{0}example.org{0}work", "{}home", "..{0}root{0}x"])
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert not any(pattern.search(text.format("/")) for pattern in TRACES.values())


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_requirements_are_pinned_with_hashes_and_name_no_index(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line[0].isspace() and not line.startswith("#")]
    unpinned = [line for line in entries if not re.fullmatch(r"[a-z0-9._-]+(\[[a-z0-9,-]+\])?==[\w.+!]+( ; .+)? \\", line)]
    assert entries
    assert unpinned == []
    hashed = re.findall(r"^[a-z0-9].*\\\n    --hash=sha256:[0-9a-f]{64}", "\n".join(lines), re.MULTILINE)
    assert len(hashed) == len(entries)
    assert not [line for line in lines if "://" in line]


def test_every_lock_is_there_and_brings_what_it_is_for() -> None:
    brought = {path.name: set(re.findall(r"^([a-z0-9._-]+)", path.read_text(encoding="utf-8"), re.MULTILINE)) for path in LOCKS}
    assert brought.keys() == {
        *("audit.txt", "bench.txt", "bootstrap.txt", "core.txt"),
        *("dev.txt", "fuzz.txt", "mutants.txt", "spark.txt"),
    }
    heavy = {name: sorted(packages & {"pyspark", "duckdb"}) for name, packages in brought.items()}
    assert heavy == {
        "audit.txt": [],
        "bench.txt": ["duckdb"],
        "bootstrap.txt": [],
        "core.txt": [],
        "dev.txt": [],
        "fuzz.txt": [],
        "mutants.txt": [],
        "spark.txt": ["pyspark"],
    }


def test_the_codes_in_use_are_the_codes_of_the_table() -> None:
    used = {
        code
        for path in MODULES
        if path != TABLE
        for code in re.findall(r"[\"']([A-Z][1-9]\d\d)[\"']", path.read_text(encoding="utf-8"))
    }
    assert used == set(CODES)


@pytest.mark.parametrize(("target", "steps"), [("report", ["whosays build ."]), ("test", ["ruff check .", "mypy", "pytest"])])
def test_the_two_commands_can_be_planned(target: str, steps: list[str]) -> None:
    plain = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}
    planned = subprocess.run(["make", "-n", target], cwd=ROOT, env=plain, capture_output=True, text=True, check=False)  # noqa: S607 - whichever make the developer has
    assert (planned.returncode, planned.stderr) == (0, "")
    assert [step for step in steps if step not in planned.stdout] == []
