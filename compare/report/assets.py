"""The style sheet and the script that every page shares, put together from their parts."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

STYLE: Final = "style.css"
SCRIPT: Final = "report.js"
_STYLES: Final = (
    *("ground", "shell", "overview", "subject", "changes", "source", "matrix", "charts", "tools", "deciding", "print"),
)
"""In the order of the cascade: what is printed has the last word."""
_SCRIPTS: Final = (
    *("ground", "told", "keys", "going", "targets", "copying", "deciding"),
    *("shards", "folding", "finding", "search", "theme", "help", "expanding", "facets", "filter"),
)
"""In the order of their buttons; what decides about the first paint is run before it, since nothing of it waits."""


def style() -> str:
    """The whole style sheet."""
    return "\n".join(_part("style", f"{each}.css") for each in _STYLES)


def script() -> str:
    """The whole script; every part is a function of its own that is called at once, so that none sees the names of another."""
    return "\n".join(_part("script", f"{each}.js") for each in _SCRIPTS)


def _part(folder: str, name: str) -> str:
    return files("compare.report").joinpath("static", folder, name).read_text(encoding="utf-8")
