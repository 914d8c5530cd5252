"""What `make browser` says and leaves out where a program of tests/browser is missing; here, as it must work without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import tools

if TYPE_CHECKING:
    from pathlib import Path

JAVA = "#!/bin/sh\necho 'openjdk version \"{}\" 2025-04-15' >&2\n"


def program(folder: Path, name: str, text: str = "#!/bin/sh\n") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on PATH but this folder, nothing from npm, and no browser named."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("WHOSAYS_CHROMIUM", raising=False)
    monkeypatch.setattr(tools, "HERE", tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_the_browser_on_path_is_used(bare: Path, name: str) -> None:
    assert tools.chromium() is None
    path = program(bare, name)
    assert tools.chromium() == path


def test_the_browser_that_is_named_is_used_and_no_other(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bare, "chromium")
    named = program(bare, "mine")
    monkeypatch.setenv("WHOSAYS_CHROMIUM", named)
    assert tools.chromium() == named
    monkeypatch.setenv("WHOSAYS_CHROMIUM", str(bare / "gone"))
    assert tools.chromium() is None


@pytest.mark.parametrize(("version", "enough"), [("1.8.0_412", False), ("10.0.2", False), ("11.0.1", True), ("17.0.15", True)])
def test_java_has_to_be_new_enough(bare: Path, version: str, *, enough: bool) -> None:
    program(bare, "java", JAVA.format(version))
    assert bool(tools.java()) is enough


@pytest.mark.usefixtures("bare")
def test_each_missing_program_is_one_line_that_says_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert tools.set_up(ci=False) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" is missing: ")[0] for line in lines] == [
        "left out: tests/browser: Chromium",
        "left out: tests/browser: axe-core",
        "left out: tests/browser/test_valid_html.py: Java 11 or later",
        "left out: tests/browser/test_valid_html.py: the Nu checker of HTML",
    ]
    assert all("install" in line.split(" is missing: ")[1] for line in lines)


@pytest.mark.usefixtures("bare")
def test_on_ci_what_is_missing_fails_and_no_test_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert tools.set_up(ci=True) == 1
    assert tools.options(tools.missing(), ci=True) == []


def test_only_the_tests_that_need_the_missing_program_are_left_out(bare: Path) -> None:
    program(bare, "chromium")
    lacking = [tool for tool in tools.missing() if tool.name != "axe-core"]
    assert tools.options(lacking, ci=False) == ["--ignore=tests/browser/test_valid_html.py"]
    assert "--ignore=tests/browser" in tools.options(tools.missing(), ci=False)


def test_as_root_on_debian_what_is_missing_is_installed(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bare / "asked").touch()
    program(bare, "apt-get", f'#!/bin/sh\necho "$@" >> {bare}/asked\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.geteuid", lambda: 0)
        tools.set_up(ci=False)
    asked = (bare / "asked").read_text(encoding="utf-8")
    assert "install -y --no-install-recommends chromium " in asked
    assert "install -y --no-install-recommends openjdk-17-jre-headless" in asked
    assert "setting up: openjdk-17-jre-headless" in capsys.readouterr().out


def test_where_a_browser_is_named_no_other_is_installed(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare / "asked").touch()
    program(bare, "apt-get", f'#!/bin/sh\necho "$@" >> {bare}/asked\n')
    monkeypatch.setenv("WHOSAYS_CHROMIUM", str(bare / "gone"))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    tools.set_up(ci=False)
    assert "chromium" not in (bare / "asked").read_text(encoding="utf-8")
