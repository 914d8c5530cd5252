"""The catalogue as scripts that a page can load where nothing can be fetched: one record a line, in files of limited size."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from compare.report.search_words import letters, rules_as_data, search_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from compare.report.views.catalogue import CatalogueView, ClaimEntry, NameEntry, SourceEntry, SubjectEntry

    Record = list[object]

LARGEST: Final = 250_000  # bytes of one file; a line that is longer has a file of its own
_FOLDER: Final = "search"
# `<` could end a script where one is pasted into a page; the line ends and lone halves trip other readers of JSON
_UNSAFE: Final = re.compile("[<\u2028\u2029\ud800-\udfff]")


def search_files(view: CatalogueView, shown: Callable[[object], object]) -> Iterator[tuple[str, str]]:
    """Every file of the search as its path in the report and its text; `shown` gives a text as a page can show it."""
    writer = _Writer(shown)
    lists: dict[str, Iterable[Record]] = {
        "subjects": map(writer.subject, view.subjects),
        "claims": map(writer.claim, view.claims),
        "sources": map(writer.source, view.sources),
        "names": map(writer.name, view.names),
        "origins": ([each.key, writer.text(each.shown)] for each in view.origins),
    }
    often = {}
    for name, records in lists.items():
        shards = list(_shards(records))
        often[name] = len(shards)
        for number, lines in enumerate(shards, 1):
            yield _file(f"{name}-{number}", "[", lines, "]")
    yield _file("catalogue", "{", _head(view, often, writer), "}")


def _head(view: CatalogueView, shards: dict[str, int], writer: _Writer) -> list[str]:
    """What comes before all lists: how many files each has, what is left out, the fixed facets, and how to fold."""
    head = {
        "shards": shards,
        "left": {"subjects": view.left_subjects, "claims": view.left_claims},
        "facets": {each.name: [list(value) for value in each.values] for each in view.facets},
        **rules_as_data(),
        "letters": letters(writer.seen),
    }
    return [f"{safe_json(key)}:{safe_json(value)}" for key, value in head.items()]


def _file(name: str, start: str, lines: Iterable[str], end: str) -> tuple[str, str]:
    body = ",\n".join(lines)
    return f"{_FOLDER}/{name}.js", f"whosays.take({safe_json(name)},{start}\n{body}\n{end});\n"


def _shards(records: Iterable[Record]) -> Iterator[list[str]]:
    lines: list[str] = []
    size = 0
    for line in map(safe_json, records):
        bytes_ = len(line.encode()) + 2
        if lines and size + bytes_ > LARGEST - 100:  # room for the call around them
            yield lines
            lines, size = [], 0
        lines.append(line)
        size += bytes_
    if lines:
        yield lines


def safe_json(value: object) -> str:
    """The value as JSON that is safe in a script, whatever stands around it, and that any encoding can hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


class _Writer:
    """Entries as records of the script: lists, in the order that static/script/search.js and filter.js read them."""

    def __init__(self, shown: Callable[[object], object]) -> None:
        """Take how a text is made fit to be shown; `seen` collects those in other letters than ASCII."""
        self._shown = shown
        self.seen: set[str] = set()

    def text(self, text: str) -> str:
        """The text on one line, as pages show it."""
        line = " ".join(str(self._shown(text)).split())
        if not line.isascii():
            self.seen.add(line)
        return line

    def subject(self, entry: SubjectEntry) -> Record:
        """`[id, path, question, headline, fixed values, sources, origins, entities, words of question, of headline]`."""
        question, headline = self.text(entry.question), self.text(entry.headline)
        numbers = [list(each) for each in (entry.fixed, entry.sources, entry.origins, entry.entities)]
        words = search_words([question, entry.id.replace("/", " ")]), search_words([headline])
        return [self.text(entry.id), entry.path, question, headline, *numbers, *words]

    def claim(self, entry: ClaimEntry) -> Record:
        """`[subject, source, at, answer, words, quote, words, translation]`; the last only where there is one."""
        answer, *quotes = (self.text(each) for each in (entry.answer, *entry.quotes))
        words = search_words([answer]), search_words(quotes)
        return [entry.subject, entry.source, entry.at, answer, words[0], "".join(quotes[:1]), words[1], *quotes[1:]]

    def source(self, entry: SourceEntry) -> Record:
        """`[id, name, title, path, words]`."""
        shown = [self.text(each) for each in (entry.id, entry.name, entry.title)]
        return [*shown, entry.path, search_words(shown)]

    def name(self, entry: NameEntry) -> Record:
        """`[id, name, type, path, words, other spellings]`."""
        id_, name, *spellings = (self.text(each) for each in (entry.id, entry.name, *entry.spellings))
        words = search_words([name, id_, *spellings], names=True)
        return [id_, name, entry.type, entry.path, words, spellings]
