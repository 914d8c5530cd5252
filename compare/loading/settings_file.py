"""whosays.toml: the settings of a casebook; a key that is not understood is a problem, never ignored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from compare.core.model import Location
from compare.core.problems import Problem
from compare.core.settings import Limits, Settings
from compare.core.suggest import did_you_mean
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


def read_settings(root: Path) -> tuple[Settings, list[Problem]]:
    """The settings, with the default for whatever is not given or wrong."""
    if not files.exists(root / SETTINGS):
        return Settings(), []
    text = files.read_text(root / SETTINGS, root, Limits().file_bytes, Location(SETTINGS))
    if isinstance(text, Problem):
        return Settings(), [text]
    return parse_settings(text)


def newer_format(root: Path) -> Problem | None:
    """Why nothing of a casebook can be read, where it was written for a newer version."""
    return next((problem for problem in read_settings(root)[1] if problem.code == NEWER), None)


def parse_settings(text: str) -> tuple[Settings, list[Problem]]:
    """The settings in the text of a whosays.toml."""
    try:
        written = read_toml(text)
    except BadTomlError as fault:
        place = Location(SETTINGS, fault.line, fault.column)
        return Settings(), [Problem("C702", place, f"the file is not valid TOML: {fault}")]
    number = written.get("format")
    if isinstance(number, int) and number > FORMAT:
        message = f"the casebook is of format {number}, and this version of whosays reads format {FORMAT}"
        return Settings(), [Problem(NEWER, _place("format", text), message)]
    problems: list[Problem] = []
    while True:
        try:
            return _settings(SettingsFile.model_validate(written)), problems
        except ValidationError as fault:
            errors = fault.errors(include_url=False)
        for error in errors:
            problems.append(_problem(error, text))
            _drop(written, error["loc"])


def _settings(read: SettingsFile) -> Settings:
    """The frozen settings."""
    limits = read.limits.model_dump(exclude_none=True) if read.limits else {}
    return Settings(read.title, read.language, tuple(read.texts), Limits(**limits), read.count_copies_once)


def _problem(error: ErrorDetails, text: str) -> Problem:
    """One wrong setting, at its line as far as it can be told."""
    path = tuple(step for step in error["loc"] if isinstance(step, str))
    name = ".".join(path)
    message = f"{name} is wrong: {error['msg'][:1].lower()}{error['msg'][1:]}"
    if error["type"] == "extra_forbidden":
        message = f"there is no setting {excerpt(name)}{did_you_mean(path[-1], known_keys(SettingsFile, path[:-1]))}"
    return Problem("C702", _place(path[-1], text), message)


def _place(key: str, text: str) -> Location:
    """Where a key is written, as far as it can be told."""
    found = re.search(rf"^[ \t]*(?:\[[ \t]*)?[\"']?({re.escape(key)})\b", text, re.MULTILINE)
    return Lines(text).place(SETTINGS, found.start(1)) if found else Location(SETTINGS)


def _drop(written: dict[str, Any], loc: tuple[int | str, ...]) -> None:
    """Take a wrong setting out; a wrong item takes its list with it."""
    path = [step for step in loc if isinstance(step, str)]
    for step in path[:-1]:
        written = written.get(step, {})
    written.pop(path[-1], None)
