"""`whosays review` from its start to its end (fault 103)."""

from __future__ import annotations

import os
import socket
from contextlib import closing
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import child, contents
from tests.server.books import fires
from tests.server.clients import opening
from tests.server.commands import reviewing

if TYPE_CHECKING:
    from pathlib import Path

WITHOUT_EXTRA = """
import sys
sys.modules["{missing}"] = None
sys.argv[0] = "whosays"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return fires(tmp_path / "book", 2)


def status(address: str, cookie: str = "") -> int:
    port, target = opening(address)
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", target, headers={"Cookie": cookie} if cookie else {})
        return connection.getresponse().status


def test_it_says_what_waits_and_where_and_ends_cleanly(root: Path) -> None:
    before = contents(root)
    with reviewing(root, "--no-browser") as running:
        assert "2 sources, 4 claims, 2 subjects: 2 contested; no problems; 2 wait for a decision" in running.said
        assert status(running.address) == 303
        assert status(running.address) == 403
        code, rest = running.stop()
    assert (code, rest) == (130, "")
    assert contents(root) == before


def test_a_port_can_be_chosen(root: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with reviewing(root, "--no-browser", "--port", port) as running:
        assert opening(running.address)[0] == port


def test_a_port_in_use_is_told_with_its_cure(root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = child("review", root, "--no-browser", "--port", port)
    assert (ended.returncode, ended.stdout) == (4, "")
    assert ended.stderr == (
        f"Port {port} cannot be had: another program, perhaps another review, listens there: "
        "leave out --port, and a free one is taken.\n"
    )


def test_changes_since_a_baseline_are_shown(root: Path) -> None:
    assert child("baseline", root).returncode == 0
    known = root / "reports" / "baseline.json"
    known.write_text(known.read_text(encoding="utf-8").replace("2024-05-04", "2024-05-05"), encoding="utf-8")
    with reviewing(root, "--no-browser", "--baseline", known) as running:
        port, target = opening(running.address)
        with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            connection.request("GET", target)
            cookie = (connection.getresponse().headers["Set-Cookie"] or "").partition(";")[0]
        with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            connection.request("GET", "/", headers={"Cookie": cookie})
            assert "Changes since the baseline" in connection.getresponse().read().decode()


def test_a_second_run_on_the_same_casebook_takes_another_port(root: Path) -> None:
    with reviewing(root, "--no-browser") as one, reviewing(root, "--no-browser") as other:
        assert opening(one.address)[0] != opening(other.address)[0]
        assert status(one.address) == status(other.address) == 303


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_a_missing_extra_is_one_line(root: Path, missing: str) -> None:
    ended = child("review", root, code=WITHOUT_EXTRA.format(missing=missing))
    assert ended.returncode == 2
    assert ended.stderr == "The review page needs libraries that are not installed here: pip install 'whosays[review]'\n"


def test_a_folder_that_is_none_is_told(root: Path) -> None:
    ended = child("review", root / "nothing", "--no-browser")
    assert ended.returncode == 2
    assert "is not a folder" in ended.stderr


def test_no_browser_is_no_fault(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BROWSER", str(tmp_path / "none"))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("DISPLAY", raising=False)
    with reviewing(root) as running:
        assert status(running.address) == 303
        assert running.stop()[0] == 130


@pytest.mark.skipif(os.name != "posix", reason="the browser of this test is a shell script")
def test_the_browser_is_given_the_address_and_is_not_waited_for(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told, script = tmp_path / "told", tmp_path / "browser"
    os.mkfifo(told)
    script.write_text(f'#!/bin/sh\necho "$1" > {told}\nexec sleep 600 >/dev/null 2>&1\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(script))
    with reviewing(root) as running:
        assert told.read_text(encoding="utf-8").strip() == running.address
        assert status(running.address) == 303
        assert running.stop()[0] == 130


def test_a_bug_is_shown_in_the_terminal_only_if_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "from compare.report.site import OnDemand\ndef page(*_):\n    raise ZeroDivisionError('inner')\nOnDemand.page = page\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.getcwd()}")  # noqa: PTH109 - as the child sees it
    for before, traced in (((), False), (("--debug",), True)):
        with reviewing(root, "--no-browser", before=before) as running:
            port, target = opening(running.address)
            with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
                connection.request("GET", target)
                cookie = (connection.getresponse().headers["Set-Cookie"] or "").partition(";")[0]
            assert status(f"http://127.0.0.1:{port}/index.html?", cookie) == 500
            _, rest = running.stop()
        assert "whosays has failed on a page: ZeroDivisionError: inner" in rest
        assert ("Traceback" in rest) is traced
