"""The same casebook gives the same bytes, whoever builds it, when and where."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    code: str = ""
    """What the process does before the command."""
    others: Mapping[str, str] = field(default_factory=dict)
    """Further variables of the environment."""
    as_user: tuple[str, ...] = ()
    """The command that starts it as another user."""


OTHERS = {
    "a zone ahead, no locale, another order": Surroundings("Pacific/Kiritimati", "C", "1", 0o077, backwards=True),
    "a zone behind, no locale at all": Surroundings("Pacific/Pago_Pago", "C", "4711", 0o000, coerced=False),
    "any hash seed": Surroundings("Asia/Kathmandu", seed="random", umask=0o027, backwards=True),
}


SHUFFLED = """
import os, random

def listed(*arguments, before=os.listdir):
    return random.sample(found := before(*arguments), len(found))

class Listed:
    def __init__(self, *arguments, before=os.scandir):
        with before(*arguments) as found:
            entries = list(found)
        self._entries = iter(random.sample(entries, len(entries)))
    def __iter__(self):
        return self
    def __next__(self):
        return next(self._entries)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    close = __exit__

os.listdir, os.scandir = listed, Listed
"""
"""A file system that lists its files in another order each time it is asked."""
ELSEWHERE = """
import os, platform, socket

host = os.uname_result(("Linux", "elsewhere", "1", "1", "none"))
os.uname, socket.gethostname, platform.node = (lambda: host), (lambda: "elsewhere"), (lambda: "elsewhere")
"""
"""Another machine, by its name."""
ALONE = "from compare.report import site; site.can_fork = lambda: False; site.MANY_SUBJECTS = 1"
TOGETHER = "from compare.report import site; assert site.can_fork(); site.MANY_SUBJECTS = 1"
NOBODY = 65534
# what root may read, where the interpreter lies in root's own folder, and no more
AS_NOBODY = ("setpriv", f"--reuid={NOBODY}", "--clear-groups", "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")


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
    return {**kept, **utf8, "TZ": around.zone, "LC_ALL": around.locale, "PYTHONHASHSEED": around.seed, **around.others}


def built(casebook: str, output: str, cwd: Path, around: Surroundings) -> Report:
    """The files of the report and what the command said, by path inside the report."""
    start = f"{around.code}\nfrom compare.__main__ import main\nmain()"
    command = [*around.as_user, sys.executable, "-c", start, "build", casebook, "--output", output]
    settings: dict[str, Any] = {"cwd": cwd, "env": environment(around), "umask": around.umask}
    subprocess.run(command, check=True, capture_output=True, **settings)
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


@pytest.mark.parametrize("code", [SHUFFLED, ALONE, TOGETHER], ids=["files listed in any order", "one process", "two processes"])
def test_neither_the_order_of_listings_nor_the_number_of_processes_changes_a_byte(
    plain: Report, tmp_path: Path, code: str
) -> None:
    copied(tmp_path / "copy", backwards=False)
    assert built("copy", "out", tmp_path, Surroundings(code=code)) == plain


def test_however_a_casebook_and_its_baseline_are_named_the_bytes_are_the_same(tmp_path: Path) -> None:
    book = copied(tmp_path / "copy", backwards=False)
    subprocess.run([sys.executable, "-m", "compare", "baseline", "."], check=True, capture_output=True, cwd=book)
    (tmp_path / "link").symlink_to("copy")
    known = "reports/baseline.json"
    named = [(".", "..", known), (str(book), "../copy/..", f"{book}/{known}"), ("../link", "..", f"../link/seeds/../{known}")]
    reports = []
    for number, (casebook, output, baseline) in enumerate(named):
        command = [sys.executable, "-m", "compare", "build", casebook, "-o", f"{output}/{number}", "--baseline", baseline]
        subprocess.run(command, check=True, capture_output=True, cwd=book)
        reports.append({name: (tmp_path / str(number) / name).read_bytes() for name in ("build.json", "changes.html")})
    assert reports[0] == reports[1] == reports[2]
    assert f'"name": "{known}"'.encode() in reports[0]["build.json"]


def test_turkish_letters_change_no_byte(plain: Report, tmp_path: Path) -> None:
    name = "tr_TR.UTF-8"  # where I in small letters is ı
    compiler = shutil.which("localedef")
    if compiler is None:
        pytest.skip("localedef, which makes a locale, is not here")
    made = subprocess.run([compiler, "-i", "tr_TR", "-f", "UTF-8", tmp_path / name], check=False, capture_output=True)
    if not (tmp_path / name).is_dir():
        pytest.skip(f"the Turkish locale cannot be made: {made.stderr.decode(errors='replace')}")
    copied(tmp_path / "copy", backwards=False)
    set_up = f"import locale; assert locale.setlocale(locale.LC_ALL, '') == {name!r}"
    around = Surroundings(locale=name, others={"LOCPATH": str(tmp_path)}, code=set_up)
    assert built("copy", "out", tmp_path, around) == plain


def test_neither_the_home_nor_the_names_of_builder_and_machine_change_a_byte(plain: Report, tmp_path: Path) -> None:
    copied(tmp_path / "copy", backwards=False)
    others = {"HOME": str(tmp_path / "nowhere"), "USER": "someone", "LOGNAME": "someone", "XDG_CONFIG_HOME": str(tmp_path)}
    assert built("copy", "out", tmp_path, Surroundings(others=others, code=ELSEWHERE)) == plain


def test_another_user_builds_the_same_bytes(plain: Report) -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders belong to one user
        home = Path(folder)
        home.chmod(0o777)
        if os.geteuid() or not shutil.which("setpriv") or subprocess.run([*AS_NOBODY, "true"], check=False).returncode:
            pytest.skip("only root with setpriv (util-linux) can build as somebody else")
        copied(home / "copy", backwards=False)
        around = Surroundings(as_user=AS_NOBODY, others={"HOME": folder}, umask=0o000)
        assert built("copy", "out", home, around) == plain
        assert (home / "out" / "index.html").stat().st_uid == NOBODY


def test_a_clone_gives_the_same_bytes(plain: Report, tmp_path: Path) -> None:
    copied(tmp_path / "copy", backwards=False)
    shutil.copytree(ROOT / "compare", tmp_path / "copy" / "compare", ignore=shutil.ignore_patterns("__pycache__"))
    settings = ("-c", "user.name=editor", "-c", "user.email=editor@example.org", "-c", "core.autocrlf=true")
    for arguments in (
        ("init", "-q", "copy"),
        ("-C", "copy", "add", "."),
        ("-C", "copy", *settings, "commit", "-q", "-m", "all"),
    ):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)  # noqa: S607
    subprocess.run(["git", "clone", "-q", "copy", "clone"], cwd=tmp_path, check=True, capture_output=True)  # noqa: S607
    ours = f"import compare; assert compare.__file__.startswith({str(tmp_path / 'clone')!r})"
    assert built(".", "out", tmp_path / "clone", Surroundings(code=ours)) == plain


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
