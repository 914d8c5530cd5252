"""The formats of the gate, in one place: each is one function from what was checked to one text."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.exporters.gate_words import Checked


class GateFormat(StrEnum):
    """How the gate tells what it found; each but text is `gate_<format>` in a module of that name, imported when asked for."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


def gate_document(form: GateFormat, checked: Checked) -> str:
    """What was checked, as one document in a format for programs or pages; text is told line by line, by gate_text."""
    name = f"gate_{form.value}"
    return str(getattr(import_module(f"compare.exporters.{name}"), name)(checked))
