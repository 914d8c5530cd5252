"""Text made safe to show in a terminal or a log: what would act or hide is written out instead."""

from __future__ import annotations

import re
from typing import Final

BIDI_NAMES: Final = {
    "\u061c": "ALM",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
"""The direction controls of the Unicode Bidirectional Algorithm (UAX 9, section 2) by their abbreviation."""

_HIDDEN: Final = "\u00ad\u180e\u200b\u2060-\u2064\ufeff\ue000-\uf8ff\U000e0000-\U000e007f"
_ACTING: Final = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{_HIDDEN}{''.join(BIDI_NAMES)}]")


def _written_out(found: re.Match[str]) -> str:
    """One character as a name or an escape."""
    char = found.group()
    if char in BIDI_NAMES:
        return f"[{BIDI_NAMES[char]}]"
    return char.encode("unicode_escape").decode() if ord(char) > 0xFF else f"\\x{ord(char):02x}"  # noqa: PLR2004 - two digits


def visible(text: str) -> str:
    r"""The text on one line, control characters as `\x1b`, direction controls as `[RLO]`."""
    return _ACTING.sub(_written_out, text)


_COMMANDS: Final = re.compile(r"#(?=#(?:\[|vso\[))|\A\s*:(?=:)")


def logged(text: str) -> str:
    """The text on one line, safe in a terminal and in the log of a build server too."""
    return disarmed(visible(text))


def disarmed(line: str) -> str:
    r"""The line with what a build server would obey written out.

    GitHub obeys `##[` wherever it stands and `::` where a line begins, Azure `##vso[`: they are shown as `\x23#[` and `\x3a:`.
    """
    return _COMMANDS.sub(lambda found: f"{found.group()[:-1]}\\x{ord(found.group()[-1]):02x}", line)


def excerpt(text: str, longest: int = 60) -> str:
    """The text in curly quotes as messages cite it, cut to at most `longest` characters."""
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return f"“{visible(cut)}”"
