from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import child, contents, whosays

ESCAPE = "\x1b"
COMMANDS: dict[str, list[str]] = {
    "check": ["check", "."],
    "build": ["build", ".", "--keep-going"],
    "show": ["show", "mill/owner"],
    "explain": ["explain", "contested"],
    "schema": ["schema", "schemas"],
    "help": ["build", "--help"],
    "version": ["--version"],
}


def on_a_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """All that the command writes to a terminal, both streams."""
    ours, theirs = os.openpty()
    started = [sys.executable, "-m", "compare", *arguments]
    with subprocess.Popen(started, cwd=cwd, env={**os.environ, **environment}, stdout=theirs, stderr=theirs):
        os.close(theirs)
        said = b""
        while part := _read(ours):
            said += part
    os.close(ours)
    return said.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed, and everything has been read
        return b""


@pytest.mark.parametrize("name", COMMANDS)
def test_results_go_to_stdout_and_nothing_else_does(book: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(book)
    ran = whosays(*COMMANDS[name])
    assert ran.exit_code == 0
    assert ran.stdout
    assert ran.stderr == ""


def test_problems_are_the_result_of_check_and_only_the_commentary_of_build(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(broken)
    checked, built = whosays("check", "."), whosays("build", ".")
    assert (checked.stderr, built.stdout) == ("", "")
    assert "error Q501" in checked.stdout
    assert "error Q501" in built.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_but_plain_text_leaves_for_a_file(broken: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(broken)
    assert ESCAPE not in whosays(*COMMANDS[name]).output


@pytest.mark.parametrize("name", ["check", "build", "show", "explain"])
def test_a_terminal_gets_bold_type_unless_it_is_not_wanted(broken: Path, name: str) -> None:
    assert f"{ESCAPE}[1m" in on_a_terminal(*COMMANDS[name], cwd=broken)
    assert ESCAPE not in on_a_terminal(*COMMANDS[name], "--no-color", cwd=broken)
    assert ESCAPE not in on_a_terminal(*COMMANDS[name], cwd=broken, NO_COLOR="1")


def test_progress_is_told_to_a_person_only(book: Path) -> None:
    watched = on_a_terminal("build", ".", cwd=book).splitlines()
    assert watched[:3] == ["reading ...", "judging 4 claims on 2 subjects ...", "writing ..."]
    assert watched[3].startswith("reports/index.html: ")
    assert len(on_a_terminal("build", ".", "--quiet", cwd=book).splitlines()) == 1


def test_quiet_keeps_results_and_problems(broken: Path) -> None:
    loud, quiet = whosays("check", broken), whosays("check", broken, "--quiet")
    assert quiet.exit_code == loud.exit_code == 3
    told = loud.stdout.splitlines()
    assert quiet.stdout.splitlines() == [*told[:4], *told[-3:]]
    assert told[-3:] == [
        "1 subject compared, 1 skipped (fewer than two claims), 1 file failed",
        "no baseline given, so nothing counts as new: 1 at odds",
        "1 error",
    ]


@pytest.mark.parametrize("path", [f"{ESCAPE}[31mred", "right\u202eleft"])
def test_nothing_in_a_path_acts_on_the_terminal(tmp_path: Path, path: str) -> None:
    told = whosays("check", tmp_path / path).stderr
    assert ESCAPE not in told
    assert "\u202e" not in told
    assert "is not a folder" in told


@pytest.mark.parametrize("name", COMMANDS)
def test_a_reader_who_has_gone_is_no_error_of_ours(book: Path, name: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        ran = child(*COMMANDS[name], cwd=book, capture_output=False, stdout=pipe, stderr=subprocess.PIPE)
    assert (ran.returncode, ran.stderr) == (4, "")


def test_the_first_line_alone_can_be_asked_for(book: Path) -> None:
    piped = f"'{sys.executable}' -m compare check . | head -n 1"
    ran = subprocess.run(piped, shell=True, cwd=book, capture_output=True, text=True, check=True)  # noqa: S602 - our own words
    assert (ran.stdout.count("\n"), ran.stderr) == (1, "")


@pytest.mark.parametrize("arguments", [["check", "."], ["--help"]], ids=" ".join)
def test_a_file_that_takes_no_more_is_told(book: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = child(*arguments, cwd=book, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert (ran.returncode, ran.stderr) == (4, "Cannot write the output: No space left on device.\n")


def test_usage_that_nobody_can_be_told_is_no_error_of_ours(book: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = child("build", "--no-such", cwd=book, capture_output=False, stdout=subprocess.PIPE, stderr=full)
    assert (ran.returncode, ran.stdout) == (4, "")


def test_a_commentary_that_nobody_can_hear_stops_no_build(broken: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = child("build", ".", "--keep-going", cwd=broken, capture_output=False, stdout=subprocess.PIPE, stderr=full)
    assert ran.returncode == 3
    assert ran.stdout.startswith("reports/index.html: ")


def test_a_closed_stdout_is_survived(book: Path) -> None:
    ran = child("build", ".", cwd=book, code="import os, sys; os.close(1); sys.stdout = None")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (book / "reports" / "index.html").is_file()


def test_letters_that_the_terminal_lacks_are_written_out(book: Path) -> None:
    ran = child("show", "mill/owner", cwd=book, env={**os.environ, "PYTHONIOENCODING": "latin-1"}, encoding="latin-1")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "\\u201cbelongs to the river board\\u201d" in ran.stdout


LOADING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.{handler})  # whatever the tests were started with

class Now:
    def find_spec(self, name, *_):
        if name == "compare.cli.app":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Now())
from compare.__main__ import main
main()
"""


@pytest.mark.parametrize(("handler", "code"), [("default_int_handler", -signal.SIGINT), ("SIG_IGN", 0)])
def test_ctrl_c_while_the_command_loads_is_no_traceback(book: Path, handler: str, code: int) -> None:
    started = [sys.executable, "-c", LOADING.format(handler=handler), "check", "."]
    ran = subprocess.run(started, cwd=book, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (code, "")


INTERRUPTED = """
import os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever the tests were started with
def interrupt(*arguments):
    yield "index.html", "half"
    os.kill(os.getpid(), signal.SIGINT)
    yield "more.html", "never"
"""


@pytest.mark.parametrize(
    "stage", ["compare.pipeline.find = lambda run: list(interrupt())", "compare.report.site.render_again = interrupt"]
)
def test_ctrl_c_ends_the_command_and_leaves_the_old_report(book: Path, stage: str) -> None:
    whosays("build", book)
    before = contents(book)
    module = stage.partition(" = ")[0].rpartition(".")[0]
    ran: Any = child("build", ".", cwd=book, code=f"{INTERRUPTED}\nimport {module}\n{stage}")
    assert (ran.returncode, ran.stdout, ran.stderr) == (128 + signal.SIGINT, "", "")
    assert contents(book) == before
