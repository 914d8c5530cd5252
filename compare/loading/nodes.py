"""YAML as our own tree: built from the parser's events, every scalar still text, every node with its place.

No YAML constructor ever runs, so nothing is guessed, expanded or executed. The first thing that a casebook does not allow
(an anchor, an alias, a tag, a merge key, a repeated key, a second document, too much depth or length) ends the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeAlias

import yaml

from compare.core.model import Location
from compare.core.problems import Problem
from compare.core.visible import excerpt
from compare.loading import characters
from compare.loading.lines import Lines, without_mark
from compare.loading.tree import NOTHING, Entry, Mapping, Node, Scalar, Sequence, is_private

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.core.settings import Limits


class EventParser(Protocol):
    """Whatever hands out YAML events one by one."""

    def get_event(self) -> yaml.Event | None:
        """The next event; None after the last."""


class PurePythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's own parser, for machines where its C library is missing."""

    def __init__(self, stream: str) -> None:
        """Chain the three layers of the parser."""
        yaml.reader.Reader.__init__(self, stream)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


NewParser: TypeAlias = "Callable[[str], EventParser]"


def fastest_parser() -> NewParser:
    """The C parser where PyYAML was built with it, else the one in Python."""
    if yaml.__with_libyaml__:
        from yaml._yaml import CParser

        return CParser
    return PurePythonParser


class Mark(NamedTuple):
    """A scalar, or where a list or mapping opens or closes, with its offsets."""

    nesting: int  # 1 opens, -1 closes
    mapping: bool
    text: str
    start: int
    end: int


_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # YAML 1.2, section 5.1


def marks(text: str) -> tuple[list[Mark], bool]:
    """Where every scalar, list and mapping stands, as far as the file can be read, and whether that is to its end."""
    found: list[Mark] = []
    try:
        stream = fastest_parser()(_UNWRITABLE.sub("x", text))
        while (event := stream.get_event()) is not None:
            if isinstance(event, (yaml.NodeEvent, yaml.CollectionEndEvent)) and event.end_mark:
                nesting = isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
                mapping, value = isinstance(event, yaml.MappingStartEvent), getattr(event, "value", "")
                found.append(Mark(nesting, mapping, value, _offset(event), event.end_mark.index))
    except (yaml.YAMLError, ValueError, OverflowError):
        return found, False
    return found, True


class _RefusedError(Exception):
    """The file ends here: code, offset and sentence."""

    def __init__(self, code: str, offset: int, message: str) -> None:
        """Keep what becomes a problem."""
        super().__init__(message)
        self.code = code
        self.offset = offset


_SHORT: Final = 32  # no limit is lower than this, so that short and plain texts need no closer look


def _offset(event: yaml.Event) -> int:
    """Where an event starts, in code points."""
    return event.start_mark.index if event.start_mark else 0


class _Frame:
    """A mapping or sequence that is still open."""

    __slots__ = ("items", "key", "keys", "location")

    def __init__(self, location: Location, *, mapping: bool) -> None:
        """Open it."""
        self.location = location
        self.keys: dict[str, Scalar] | None = {} if mapping else None
        self.key: Scalar | None = None
        self.items: list[Node] = []

    def node(self) -> Node:
        """The finished node."""
        if self.keys is None:
            return Sequence(tuple(self.items), self.location)
        return Mapping(tuple(map(Entry, self.keys.values(), self.items)), self.location)


class _Builder:
    """Takes events one by one and builds the tree without recursion."""

    def __init__(self, text: str, file: str, limits: Limits) -> None:
        """Start with nothing."""
        self.file = file
        self.lines = Lines(text)
        self.limits = limits
        self.open: list[_Frame] = []
        self.root: Node | None = None
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        """Add what one event says.

        Raises:
            _RefusedError: a casebook does not allow it.
        """
        handler = _HANDLERS.get(type(event))
        if handler:
            handler(self, event)

    def document(self, event: yaml.Event) -> None:
        """A document starts."""
        self.documents += 1
        if self.documents > 1:
            raise _RefusedError("Y106", _offset(event), "a second document starts here")

    def alias(self, event: yaml.AliasEvent) -> None:
        """An alias is never followed."""
        raise _RefusedError("Y102", _offset(event), f"*{self._name(event.anchor)} stands for something written elsewhere")

    def scalar(self, event: yaml.ScalarEvent) -> None:
        """A text: a key where one is expected, else a value; a bare `~` or `null` is as if nothing were written."""
        offset = _offset(event)
        self._unmarked(event.anchor, event.tag, offset)
        text = event.value
        if len(text) > _SHORT or not (text.isascii() and text.isprintable()):
            self._readable(text, offset)
        place = self.lines.place(self.file, offset)
        frame = self.open[-1] if self.open else None
        if frame is None or frame.keys is None or frame.key is not None:
            self._put(Scalar("" if text in NOTHING and not event.style else text, place))
        elif text == "<<" and not event.style:
            raise _RefusedError("Y104", offset, "<< takes keys from elsewhere")
        else:
            self._key(frame, Scalar(text, place), offset)

    def _key(self, frame: _Frame, node: Scalar, offset: int) -> None:
        """Take a key that is text, and new in its mapping."""
        keys = frame.keys if frame.keys is not None else {}
        if not node.text:
            raise _RefusedError("Y110", offset, "a key is missing before the colon")
        if node.text in keys:
            lines = f"at line {keys[node.text].location.line} and again at line {node.location.line}"
            name = "a key" if self._hidden() else f"the key {excerpt(node.text)}"
            raise _RefusedError("Y105", offset, f"{name} stands {lines}")
        keys[node.text] = node
        frame.key = node

    def start(self, event: yaml.CollectionStartEvent) -> None:
        """A mapping or sequence opens."""
        offset = _offset(event)
        self._unmarked(event.anchor, event.tag, offset)
        frame = self.open[-1] if self.open else None
        if frame is not None and frame.keys is not None and frame.key is None:
            raise _RefusedError("Y110", offset, "a list or mapping stands where a key belongs")
        if len(self.open) >= self.limits.depth:
            raise _RefusedError("Y107", offset, f"more than {self.limits.depth} levels are nested here")
        mapping = isinstance(event, yaml.MappingStartEvent)
        self.open.append(_Frame(self.lines.place(self.file, offset), mapping=mapping))

    def end(self, _event: yaml.Event) -> None:
        """The innermost mapping or sequence closes."""
        self._put(self.open.pop().node())

    def _put(self, node: Node) -> None:
        """Hang a finished node where it belongs."""
        if not self.open:
            self.root = node
            return
        frame = self.open[-1]
        frame.items.append(node)
        frame.key = None

    def _hidden(self) -> bool:
        """Whether this stands inside a private value, of which nobody may see a part."""
        return any(is_private(frame.key.text) for frame in self.open if frame.key)

    def _name(self, name: str | None) -> str:
        """The name of an anchor or tag, as far as it may be seen."""
        return "" if not name or self._hidden() else name

    def _unmarked(self, anchor: str | None, tag: str | None, offset: int) -> None:
        """Refuse anchors and tags."""
        if anchor is not None:
            raise _RefusedError("Y102", offset, f"&{self._name(anchor)} marks this to be repeated elsewhere")
        if tag is not None:
            raise _RefusedError("Y103", offset, f"the tag {excerpt(self._name(tag))} stands before this value")

    def _readable(self, text: str, offset: int) -> None:
        """Refuse texts that are too long or hold characters that no writing needs."""
        if len(text) * 4 > self.limits.scalar_bytes:
            size = len(text.encode("utf-8", "surrogatepass"))
            if size > self.limits.scalar_bytes:
                raise _RefusedError(
                    "Y108", offset, f"this value has {size:,} bytes; at most {self.limits.scalar_bytes:,} are read"
                )
        refusal = characters.refusal(text, self.limits.combining_run)
        if refusal:
            raise _RefusedError(refusal[0], offset, refusal[1])


_HANDLERS: Final[dict[type, Callable[..., None]]] = {
    yaml.DocumentStartEvent: _Builder.document,
    yaml.AliasEvent: _Builder.alias,
    yaml.ScalarEvent: _Builder.scalar,
    yaml.MappingStartEvent: _Builder.start,
    yaml.SequenceStartEvent: _Builder.start,
    yaml.MappingEndEvent: _Builder.end,
    yaml.SequenceEndEvent: _Builder.end,
}


def _syntax(fault: yaml.YAMLError, text: str) -> _RefusedError:
    """The parser's own complaint in our terms; both parsers come to the same code for the same text."""
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    offset = min(mark.index, len(text)) if mark else 0
    wording = " ".join(filter(None, (getattr(fault, "context", None), getattr(fault, "problem", None))))
    if "Unicode character escape" in wording:
        return _not_a_character(text, text.rfind("\\", 0, offset + 1))
    if text[offset : offset + 1] == "\t" or "tab" in wording.split():
        return _RefusedError("Y111", offset, "a tab stands where spaces are needed")
    return _RefusedError("Y101", offset, f"the file cannot be read from here on ({wording or 'no reason is known'})")


def _not_a_character(text: str, offset: int) -> _RefusedError:
    r"""An escape such as `\ud800` that stands for no character; what follows it may be private."""
    found = re.match(r"\\(?:x[0-9a-fA-F]{0,2}|u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8})", text[offset : offset + 10])
    return _RefusedError("Y119", offset, f"the escape {excerpt(found.group() if found else '')} stands for no character")


def _build(text: str, builder: _Builder, parser: NewParser) -> None:
    """Feed the builder.

    Raises:
        _RefusedError: the file ends early.
    """
    raw = characters.unreadable(text)
    if raw:
        raise _RefusedError(*raw)
    taken = 0
    try:
        stream = parser(text)
        while (event := stream.get_event()) is not None:
            builder.take(event)
            taken = _offset(event)
    except yaml.YAMLError as fault:
        raise _syntax(fault, text) from None
    except (ValueError, OverflowError):  # the parser in Python turns \U00110000 into chr(0x110000)
        raise _not_a_character(text, text.find("\\", taken)) from None


def read_tree(text: str, file: str, limits: Limits, parser: NewParser | None = None) -> Node | Problem:
    """The tree of one file, or the one problem that ended it; never an exception.

    Args:
        text: the whole file; a byte order mark that is left counts for nothing.
        file: the name under which places are reported.
        limits: how deep and how long is still read.
        parser: another parser than the fastest at hand.
    """
    builder = _Builder(text := without_mark(text), file, limits)
    try:
        _build(text, builder, parser or fastest_parser())
    except _RefusedError as refused:
        return Problem(refused.code, builder.lines.place(file, refused.offset), str(refused))
    if builder.root is None or (isinstance(builder.root, Scalar) and not builder.root.text):
        return Problem("Y118", Location(file, 1, 1), "nothing is written in this file")
    return builder.root
