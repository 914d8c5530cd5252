"""The same casebook gives the same bytes, whoever builds it, when and where."""

from __future__ import annotations

import getpass
import json
import os
import socket
import stat
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = ROOT / "examples" / "harbour-fire"
Report = dict[str, bytes]
SET_HERE = ("LC_", "LANG", "TZ", "WHOSAYS", "PYTHONHASHSEED", "PYTHONUTF8", "PYTHONCOERCECLOCALE", "PYTHONIOENCODING")


@dataclass(frozen=True)
class Surroundings:
    """What a build must take no notice of."""

    zone: str = "UTC"
    locale: str = "C.UTF-8"
    seed: str = "0"
    umask: int = 0o022
    backwards: bool = False
    """Whether the files are written, and so perhaps listed, in the opposite order."""
    coerced: bool = True
    """Whether Python turns the locale C into UTF-8."""


OTHERS = {
    "a zone ahead, no locale, another order": Surroundings("Pacific/Kiritimati", "C", "1", 0o077, backwards=True),
    "a zone behind, no locale at all": Surroundings("Pacific/Pago_Pago", "C", "4711", 0o000, coerced=False),
    "any hash seed": Surroundings("Asia/Kathmandu", seed="random", umask=0o027, backwards=True),
}


def copied(target: Path, *, backwards: bool) -> Path:
    """A copy of the example, its files written one after the other in order of their names or against it."""
    for path in sorted((each for each in EXAMPLE.rglob("*") if each.is_file()), reverse=backwards):
        name = path.relative_to(EXAMPLE)
        if name.parts[0] != "reports" and path.suffix != ".lock":
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(path.read_bytes())
    return target


def environment(around: Surroundings) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SET_HERE)}
    utf8 = {} if around.coerced else {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    return {**kept, **utf8, "TZ": around.zone, "LC_ALL": around.locale, "PYTHONHASHSEED": around.seed}


def built(casebook: str, output: str, cwd: Path, around: Surroundings) -> Report:
    """The files of the report and what the command said, by path inside the report."""
    command = [sys.executable, "-m", "compare", "build", casebook, "--output", output]
    subprocess.run(command, cwd=cwd, env=environment(around), umask=around.umask, check=True, capture_output=True)
    report = cwd / output
    return {path.relative_to(report).as_posix(): path.read_bytes() for path in report.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report of the example where it lies."""
    return built(str(EXAMPLE), "reports", tmp_path_factory.mktemp("plain"), Surroundings())


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_around_a_build_changes_a_byte(plain: Report, tmp_path: Path, name: str) -> None:
    around = OTHERS[name]
    book = copied(tmp_path / "häuser und häfen" / "copy", backwards=around.backwards)
    report = built(".", "reports", book, around)
    assert sorted(report) == sorted(plain)
    assert [each for each in plain if report[each] != plain[each]] == []


def test_a_second_build_over_the_first_changes_no_byte(plain: Report, tmp_path: Path) -> None:
    book = copied(tmp_path / "copy", backwards=False)
    first = built("copy", "out", tmp_path, Surroundings())
    (book / "claims" / "ledger.yaml").touch()
    assert built("copy", "out", tmp_path, Surroundings(seed="7")) == first == plain


def test_the_umask_of_the_builder_holds(tmp_path: Path) -> None:
    copied(tmp_path / "copy", backwards=False)
    built("copy", "out", tmp_path, Surroundings(umask=0o077))
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert modes == {0o600}


def test_no_output_tells_when_where_or_by_whom_it_was_made(plain: Report) -> None:
    now = datetime.now(UTC)
    days = {now + timedelta(days=step) for step in (-1, 0, 1)}  # whatever the zone
    dates = {day.strftime(form) for day in days for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y")}
    # a word as short as `root` may stand in any article
    names = {name for name in (socket.gethostname(), getpass.getuser()) if len(name) > 6}
    traces = {str(ROOT), str(ROOT.resolve()), "/tmp/", sys.executable, *names, *dates}  # noqa: S108 - searched for, not written
    sources = b"".join(path.read_bytes() for path in EXAMPLE.rglob("*.yaml")).decode()
    telling = {
        (name, each)
        for name, data in plain.items()
        for each in traces - {day for day in dates if day in sources}
        if each.encode() in data
    }
    assert telling == set()


def test_findings_are_text_in_utf_8_with_unix_line_ends(plain: Report) -> None:
    for name, data in plain.items():
        assert b"\r" not in data, name
        assert data.decode("utf-8"), name
    assert json.loads(plain["findings.json"])["format"] == 1
