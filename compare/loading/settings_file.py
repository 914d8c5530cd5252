"""whosays.toml: the settings of a casebook; a key that is not understood is a problem, never ignored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from compare.core.model import Location
from compare.core.problems import Problem
from compare.core.settings import Limits, Settings
from compare.core.suggest import Suggester
from compare.core.visible import excerpt
from compare.loading import files
from compare.loading.layout import SETTINGS
from compare.loading.lines import Lines
from compare.loading.settings_schema import FORMAT, SettingsFile
from compare.loading.toml import BadTomlError, read_toml
from compare.loading.validation import known_keys

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import ErrorDetails

NEWER: Final = "C703"
"""The problem of a casebook that this version cannot read at all."""
_KEY: Final = re.compile(r"""^[ \t]*(?:\[+[ \t]*)?(?:"([^"\n]*)"|'([^'\n]*)'|([\w-]+))""", re.MULTILINE)
"""What begins a line like the name of a setting or of a table."""


class _Keys:
    """Where the settings of a text stand, and those that may have been meant, each found once for all its problems."""

    def __init__(self, text: str) -> None:
        """Take the first line that each name begins."""
        lines = Lines(text)
        found = [(each[each.lastindex or 0], each.start(each.lastindex or 0)) for each in _KEY.finditer(text)]
        self._places = {name: lines.place(SETTINGS, offset) for name, offset in reversed(found)}
        self._near: dict[tuple[str, ...], Suggester] = {}

    def place(self, name: str) -> Location:
        """Where a setting is written, as far as it can be told."""
        return self._places.get(name, Location(SETTINGS))

    def did_you_mean(self, path: tuple[str, ...]) -> str:
        """The settings that are most like one that there is not."""
        above = path[:-1]
        if above not in self._near:
            self._near[above] = Suggester(known_keys(SettingsFile, above))
        return self._near[above].did_you_mean(path[-1])


def read_settings(root: Path) -> tuple[Settings, list[Problem]]:
    """The settings, with the default for whatever is not given or wrong."""
    text = _text(root)
    return (Settings(), [text]) if isinstance(text, Problem) else parse_settings(text)


def newer_format(root: Path) -> Problem | None:
    """Why nothing of a casebook can be read, where it was written for a newer version."""
    text = _text(root)
    found = text if isinstance(text, Problem) else _written(text)
    return found if isinstance(found, Problem) and found.code == NEWER else None


def _text(root: Path) -> str | Problem:
    """The text of the settings; an empty one where there are none."""
    if not files.exists(root / SETTINGS):
        return ""
    return files.read_text(root / SETTINGS, root, Limits().file_bytes, Location(SETTINGS))


def _written(text: str) -> dict[str, Any] | Problem:
    """What a whosays.toml holds, or why nothing of it can be used."""
    try:
        written = read_toml(text)
    except BadTomlError as fault:
        return Problem("C702", Location(SETTINGS, fault.line, fault.column), f"the file is not valid TOML: {fault}")
    number = written.get("format")
    if isinstance(number, int) and number > FORMAT:
        message = f"the casebook is of format {number}, and this version of whosays reads format {FORMAT}"
        return Problem(NEWER, _Keys(text).place("format"), message)
    return written


def parse_settings(text: str) -> tuple[Settings, list[Problem]]:
    """The settings in the text of a whosays.toml."""
    written = _written(text)
    if isinstance(written, Problem):
        return Settings(), [written]
    problems: list[Problem] = []
    keys = _Keys(text)
    while True:
        try:
            return _settings(SettingsFile.model_validate(written)), problems
        except ValidationError as fault:
            errors = fault.errors(include_url=False)
        for error in errors:
            problems.append(_problem(error, keys))
            _drop(written, error["loc"])


def _settings(read: SettingsFile) -> Settings:
    """The frozen settings."""
    limits = read.limits.model_dump(exclude_none=True) if read.limits else {}
    return Settings(read.title, read.language, tuple(read.texts), Limits(**limits), read.count_copies_once)


def _problem(error: ErrorDetails, keys: _Keys) -> Problem:
    """One wrong setting, at its line as far as it can be told."""
    path = tuple(step for step in error["loc"] if isinstance(step, str))
    name = ".".join(path)
    message = f"{name} is wrong: {error['msg'][:1].lower()}{error['msg'][1:]}"
    if error["type"] == "extra_forbidden":
        message = f"there is no setting {excerpt(name)}{keys.did_you_mean(path)}"
    return Problem("C702", keys.place(path[-1]), message)


def _drop(written: dict[str, Any], loc: tuple[int | str, ...]) -> None:
    """Take a wrong setting out; a wrong item takes its list with it."""
    path = [step for step in loc if isinstance(step, str)]
    for step in path[:-1]:
        written = written.get(step, {})
    written.pop(path[-1], None)
