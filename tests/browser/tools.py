"""The programs that tests/browser runs: where they are, and what is left out without one of them.

`make browser` calls this with `set-up`: it installs what it may (as root on Debian and its like) and says what is used and what
is left out. `make tests` calls it with `options`: the options of pytest that leave it out. Where `CI` is set nothing is, and
what is missing is a failure.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parent.parent
CHROMIUMS: Final = ("chromium", "chromium-browser", "google-chrome")
OLDEST_JAVA: Final = 11


@dataclass(frozen=True)
class Tool:
    """A program, how it is found, the Debian packages that bring it, and the tests that need it."""

    name: str
    find: Callable[[], str | None]
    tests: str
    cure: str
    packages: tuple[str, ...] = ()


def chromium() -> str | None:
    """The browser: the one that WHOSAYS_CHROMIUM names, and no other then, or the first of the usual names on PATH."""
    named = os.environ.get("WHOSAYS_CHROMIUM")
    return next((found for name in ([named] if named else CHROMIUMS) if (found := shutil.which(name))), None)


def java() -> str | None:
    """Java on PATH, if it is new enough for the checker of HTML."""
    found = shutil.which("java")
    return found if found and _java_version(found) >= OLDEST_JAVA else None


def axe() -> str | None:
    """The script of axe-core."""
    return _installed("axe-core/axe.min.js")


def vnu() -> str | None:
    """The Nu checker, a Java archive."""
    return _installed("vnu-jar/build/dist/vnu.jar")


def _java_version(path: str) -> int:
    """Its major version; 8 and before call themselves 1.8 and the like, which is too old anyway."""
    said = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def _installed(name: str) -> str | None:
    path = HERE / "node_modules" / name
    return str(path) if path.is_file() else None


ALL: Final = "tests/browser"
HTML: Final = "tests/browser/test_valid_html.py"
NPM: Final = "install nodejs (18 or later) with npm, see that its index can be reached, and run `make browser`"
TOOLS: Final = (
    Tool(
        "Chromium",
        chromium,
        ALL,
        "install it (Debian: chromium) or name its program in WHOSAYS_CHROMIUM",
        ("chromium", "fonts-dejavu-core", "fonts-liberation"),  # without a font for it, a quote's script cannot be tested
    ),
    Tool("axe-core", axe, ALL, NPM),
    Tool(
        f"Java {OLDEST_JAVA} or later",
        java,
        HTML,
        "install it (Debian: openjdk-17-jre-headless)",
        ("openjdk-17-jre-headless",),
    ),
    Tool("the Nu checker of HTML", vnu, HTML, NPM),
)


def missing() -> list[Tool]:
    """What cannot be found."""
    return [tool for tool in TOOLS if tool.find() is None]


def options(lacking: list[Tool], *, ci: bool) -> list[str]:
    """The options that make pytest leave out what cannot run; none on CI, where the tests shall fail and say why."""
    return [] if ci else sorted({f"--ignore={tool.tests}" for tool in lacking})


def told(tool: Tool) -> str:
    """One line about a tool: what is used, or what is missing and how to get it."""
    found = tool.find()
    return f"using {tool.name}: {_shown(found)}" if found else f"left out: {tool.tests}: {tool.name} is missing: {tool.cure}"


def _shown(path: str) -> str:
    return os.path.relpath(path, ROOT) if path.startswith(f"{ROOT}{os.sep}") else path


def install(tool: Tool) -> None:
    """Install its packages with apt-get, if this may be done here; what goes wrong is said by apt-get itself."""
    if not tool.packages or os.geteuid() != 0 or not shutil.which("apt-get") or _chosen_elsewhere(tool):
        return
    say(f"setting up: {' '.join(tool.packages)}")
    fetching = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    for step in (["update"], ["install", "-y", "--no-install-recommends", *tool.packages]):
        subprocess.run(
            [*fetching, *step], env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, stdout=subprocess.DEVNULL, check=False
        )


def _chosen_elsewhere(tool: Tool) -> bool:
    """Whether somebody has named the browser to be used: then no other one is installed."""
    return tool.find is chromium and "WHOSAYS_CHROMIUM" in os.environ


def set_up(*, ci: bool) -> int:
    """Install what is missing and may be installed, and say of every tool what is used or left out."""
    for tool in missing():
        install(tool)
    for tool in TOOLS:
        say(told(tool))
    return 1 if ci and missing() else 0


def say(line: str) -> None:
    """A line for whoever runs make."""
    print(line, flush=True)  # noqa: T201 - this is what it is run for


if __name__ == "__main__":
    on_ci = bool(os.environ.get("CI"))
    if sys.argv[1] == "set-up":
        sys.exit(set_up(ci=on_ci))
    say(" ".join(options(missing(), ci=on_ci)))
