"""Where the parts of a YAML file stand, in characters: what an edit may replace, and between which lines it may write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.loading.tree import Path

_LINE_END: Final = re.compile("\r\n|\r|\n")


IN_THE_WAY: Final = "a comment stands in what would be replaced; change it in an editor"


class CannotEdit(ValueError):  # noqa: N818 - named for what is told, like the loader's refusals
    """The file cannot be changed in this way without risk; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Part:
    """A text, list or mapping of the file: offsets of its first character and of the one after its last.

    `flow` is whether it is written between brackets or braces, `literal` whether it is a block scalar. The key of an entry
    is None in a list; `text` is what a key or text reads as.
    """

    kind: Literal["text", "list", "mapping"]
    start: int
    end: int
    flow: bool = False
    literal: bool = False
    entries: tuple[tuple[Part | None, Part], ...] = ()
    text: str = ""

    @property
    def block(self) -> bool:
        """Whether it is a list or mapping written line by line."""
        return self.kind != "text" and not self.flow


def line_end_of(text: str) -> str:
    """The line end that the file uses first."""
    found = _LINE_END.search(text)
    return found.group() if found else "\n"


def line_start(text: str, offset: int) -> int:
    """Where the line of this character starts."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def next_line(text: str, offset: int) -> int:
    """Where the line after this character starts, or the end of the file."""
    found = _LINE_END.search(text, offset)
    return found.end() if found else len(text)


def column(text: str, offset: int) -> int:
    """How many characters stand before this one in its line."""
    return offset - line_start(text, offset)


def line_at(text: str, start: int) -> str:
    """The line that starts here, without its end."""
    found = _LINE_END.search(text, start)
    return text[start : found.start() if found else len(text)]


def line_before(text: str, line: int) -> int:
    """Where the line above the line that starts here starts."""
    return line_start(text, line - 2 if text[line - 2 : line] == "\r\n" else line - 1)


def is_blank_line(text: str, line: int) -> bool:
    """Whether nothing but white space stands in the line that starts here."""
    return not line_at(text, line).strip()


def is_blank(text: str, start: int, end: int) -> bool:
    """Whether a stretch holds only white space."""
    return not text[start:end].strip()


def has_blank_line(text: str, start: int, end: int) -> bool:
    """Whether an empty line stands between two offsets."""
    return any(not line.strip() for line in _LINE_END.split(text[start:end])[1:-1])


def after_own_comments(text: str, end: int, indent: int) -> int:
    """The first line after what ends here and after the comments below it that are indented deeper than `indent`."""
    at = line = next_line(text, end)
    while line < len(text):
        content = line_at(text, line)
        bare = content.lstrip(" ")
        if bare and not (bare.startswith("#") and len(content) - len(bare) > indent):
            break
        line = next_line(text, line)
        at = line if bare else at
    return at


def above_headings(text: str, line: int, floor: int, indent: int) -> int:
    """The start of the comment lines that stand directly above a line and are indented no deeper than it."""
    while line > floor:
        above = line_before(text, line)
        content = line_at(text, above)
        bare = content.lstrip(" ")
        if above < floor or not bare.startswith("#") or len(content) - len(bare) > indent:
            break
        line = above
    return line


def _texts(part: Part) -> Iterator[Part]:
    """Every key and text in the part, in the order of the file."""
    if part.kind == "text":
        yield part
    for key, value in part.entries:
        if key is not None:
            yield from _texts(key)
        yield from _texts(value)


def holds_comment(text: str, start: int, end: int, part: Part) -> bool:
    """Whether a comment stands between two offsets, the texts of this part left out."""
    between = []
    for each in _texts(part):
        if start <= each.start <= end:
            between.append(text[start : each.start])
            between.append(line_at(text, each.start) if each.literal else "")
            start = max(start, each.end)
    return "#" in "".join([*between, text[start:end]])


def closed_up(text: str, first: int, after: int) -> str:
    """The text without these lines and without the second of the two gaps that they leave."""
    if first == 0 or is_blank_line(text, line_before(text, first)):
        while after < len(text) and is_blank_line(text, after):
            after = next_line(text, after)
    if after < len(text):
        return text[:first] + text[after:]
    while first > 0 and is_blank_line(text, line_before(text, first)):
        first = line_before(text, first)
    return text[:first] if text[-1:] in {"\n", "\r"} else text[:first].removesuffix(line_end_of(text))


def chain(root: Part | None, path: Path) -> list[tuple[Part | None, Part]]:
    """Every part on the way, each with its key.

    Raises:
        CannotEdit: the way ends before.
    """
    if root is None:
        raise CannotEdit("nothing is written in the file")
    found: list[tuple[Part | None, Part]] = [(None, root)]
    for step in path:
        at = index_of(found[-1][1], step)
        if at is None:
            raise CannotEdit("there is nothing to change")
        found.append(found[-1][1].entries[at])
    return found


def index_of(parent: Part, step: str | int) -> int | None:
    """Which entry a step leads to; None where there is none."""
    if isinstance(step, int):
        return step if parent.kind == "list" and 0 <= step < len(parent.entries) else None
    keys = [key.text if key else None for key, _ in parent.entries]
    return keys.index(step) if step in keys else None


def start_of(text: str, parent: Part, at: int) -> int:
    """Where an entry of a block begins: its key, or its dash, which stands below the first one of the list.

    Raises:
        CannotEdit: there is no dash where those of the list stand.
    """
    key, value = parent.entries[at]
    if key is not None or at == 0:
        return key.start if key else parent.start
    indent, floor = column(text, parent.start), parent.entries[at - 1][1].end
    line = line_start(text, value.start)
    while line > floor:
        if text[line + indent] == "-":
            return line + indent
        line = line_before(text, line)
    raise CannotEdit("the dashes of this list do not stand below each other; change it in an editor")
