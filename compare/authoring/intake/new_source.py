"""The files of a new source: its record, its text, an empty claim file; what is only guessed in them is marked `# check`."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.authoring.editing.saving import replace_all
from compare.authoring.editing.writing import entry
from compare.authoring.editor.schema_line import schema_line
from compare.authoring.intake.source_ids import source_id
from compare.core.model import Location
from compare.core.problems import Problem
from compare.core.visible import excerpt
from compare.core.web_addresses import why_unsafe
from compare.kinds.edtf_bounds import read_edtf
from compare.loading import files, tree
from compare.loading.forms import is_id
from compare.loading.layout import CLAIMS, SOURCES, SUFFIX, listing
from compare.loading.nodes import read_tree
from compare.loading.schema import SourceRecord
from compare.loading.segmentation import sentences, stamp
from compare.loading.validation import validated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from compare.authoring.intake.extraction import Extracted
    from compare.core.model import Sentence
    from compare.core.settings import Limits
    from compare.loading.tree import Plain

CHECK: Final = "  # check"
GUESSED: Final = ("title", "publisher", "author", "published", "basis", "url", "language")
"""The keys of a record that may be guessed, in the order in which they are written."""
_OPTIONAL: Final = frozenset({"publisher", "author", "url"})
_UNKNOWN_DATE: Final = "not found; no later than the day this record was made"
_GIVEN_DATE: Final = "as the maker of this record gave it"
_TITLE_LONGEST: Final = 200  # characters of a first line that is taken for a title
_ID: Final = "an id is lower-case ASCII words joined by hyphens, like courier-2024"
_TEXT_SUFFIX: Final = ".txt"
_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Article:
    """What a source is made from.

    `found` is what was guessed about it, `stored` its text as it is kept, byte order mark included. `file` is the name under
    which it lies in a folder of texts already; where it is empty the text gets a name of its own.
    """

    found: Extracted
    stored: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the casebook has already: names in use, and the file of the record that has a text or an address."""

    names: frozenset[str] = frozenset()
    by_digest: tuple[tuple[str, str], ...] = ()
    by_address: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NewSource:
    """The files to be written, name below the casebook and text, and what there is to say about them."""

    id: str
    files: tuple[tuple[str, str], ...]
    guessed: tuple[str, ...]
    sentences: int
    text_file: str
    keeps_text: bool


def known(root: Path, limits: Limits) -> Known:
    """What the casebook has already; a record that cannot be read still has its name."""
    names = [name for folder in (SOURCES, CLAIMS) for name in files.names(root / folder)]
    digests, addresses = [], []
    for name in listing(root, SOURCES, limits)[0]:
        text = files.read_text(root / SOURCES / name, root, limits.file_bytes, _place(name))
        node = text if isinstance(text, Problem) else read_tree(text, name, limits)
        if not isinstance(node, Problem):
            digests.append((_scalar(node, "text", "sha256"), f"{SOURCES}/{name}"))
            addresses.append((_scalar(node, "url"), f"{SOURCES}/{name}"))
    return Known(frozenset(name.lower().partition(".")[0] for name in names), tuple(digests), tuple(addresses))


def _place(name: str) -> Location:
    return Location(f"{SOURCES}/{name}")


def _scalar(node: tree.Node, *steps: str) -> str:
    """The text at the end of a path, or nothing."""
    found = tree.find(node, steps)
    return found.text if isinstance(found, tree.Scalar) and tree.real_path(node, steps) == steps else ""


def lies_in(path: Path, folders: Sequence[Path]) -> str:
    """The name under which a text file is found where article texts are looked for; empty if it is not this file."""
    found = next((folder / path.name for folder in folders if files.exists(folder / path.name)), None)
    same = found is not None and os.path.realpath(found) == os.path.realpath(path)
    return path.name if same and not path.name.startswith(".") else ""


def planned(article: Article, given: Mapping[str, str], taken: Known, *, day: str, language: str, keep: bool) -> NewSource:
    """The files of a new source.

    Args:
        article: what it is made from.
        given: what the person has said, by key of the record, and `id` and `accessed`; an empty text says nothing.
        taken: what the casebook has already.
        day: today, `2026-11-22`: the article is not younger.
        language: the casebook's language, taken where the page says none.
        keep: whether the text is written into seeds/.
    """
    said = {key: value for key, value in given.items() if value}
    guesses = _guesses(article, said, day, language)
    values = {**guesses, **said}
    name = said.get("id") or source_id(values["publisher"], values["title"], values["published"], taken.names)
    writes_text = keep and not article.file
    file = article.file or f"{name}{_TEXT_SUFFIX}"
    cut = sentences(article.stored.removeprefix(_BOM))
    record = "".join(_record(values, said)) + _text_entry(file, article.stored, cut)
    new = [(f"{SOURCES}/{name}{SUFFIX}", schema_line("source", SOURCES) + record)]
    if writes_text:
        new.append((f"{SOURCES}/{file}", article.stored))
    new.append((f"{CLAIMS}/{name}{SUFFIX}", _claim_file(name, day)))
    to_check = tuple(key for key in GUESSED if values[key] and key not in said)
    return NewSource(name, tuple(new), to_check, len(cut), file, keeps_text=bool(writes_text or article.file))


def _guesses(article: Article, said: Mapping[str, str], day: str, language: str) -> dict[str, str]:
    """A value for every key that may be guessed, empty where nothing is known and nothing is needed.

    The title of what has none is its first line. An article without a date is not younger than the day somebody had it.
    """
    found = article.found
    first = next((line for line in article.stored.removeprefix(_BOM).splitlines() if line.strip()), "")
    title = _shortened(_readable(found.title or first))
    published = found.published or f"../{said.get('accessed', day)}"
    basis = found.basis or _UNKNOWN_DATE
    return {
        "title": title,
        "publisher": _readable(found.publisher),
        "author": _readable(found.author),
        "published": published,
        "basis": _GIVEN_DATE if "published" in said else basis,
        "url": found.url,
        "language": found.language or language,
    }


def _readable(text: str) -> str:
    """On one line, without the control characters that no YAML file may hold."""
    return " ".join("".join(char if char.isprintable() or char > "\x9f" else " " for char in text).split())


def _shortened(title: str) -> str:
    """A first line that is no headline, cut after a word."""
    if len(title) <= _TITLE_LONGEST:
        return title
    return f"{title[:_TITLE_LONGEST].rpartition(' ')[0] or title[:_TITLE_LONGEST]} …"


def _record(values: Mapping[str, str], said: Mapping[str, str]) -> Iterator[str]:
    """The lines of a record up to its text."""
    for key in GUESSED:
        if values[key]:
            yield f"{entry(key, values[key], 0, chr(10))}{'' if key in said else CHECK}\n"
        elif key in _OPTIONAL:
            yield f"# {key}:  # not found\n"
        if key == "basis" and "accessed" in said:
            yield f"{entry('accessed', said['accessed'], 0, chr(10))}\n"


def _text_entry(file: str, stored: str, cut: Sequence[Sentence]) -> str:
    """Which text it is, and how it is cut into sentences."""
    digest = hashlib.sha256(stored.encode("utf-8")).hexdigest()
    kept: dict[str, Plain] = {"file": file, "sha256": digest, "sentences": str(len(cut)), "segmentation": stamp(cut)}
    return f"{entry('text', kept, 0, chr(10), block=True)}\n"


def _claim_file(name: str, day: str) -> str:
    """A claim file without claims, and how to attest the reading later."""
    attested = f"# read: {{by: YOUR NAME, on: {day}, scope: full}}"
    why = "  # once the article is read to its end: this earns silence"
    return f"{schema_line('claims', CLAIMS)}source: {name}\n{attested}{why}\nclaims: []\nnothing: []\n"


def in_the_way(root: Path, new: NewSource, article: Article, given: Mapping[str, str], taken: Known) -> list[str]:
    """What keeps the source from being written, one line each.

    A second record of one text or address would count one article twice; only who names it says that it is another.
    """
    there = [name for name, _ in new.files if files.exists(root / name)]
    if given.get("id"):
        return there
    digest = hashlib.sha256(article.stored.encode("utf-8")).hexdigest()
    url = given.get("url") or article.found.url
    twins = [f"{file} (has this very text)" for found, file in taken.by_digest if found == digest]
    return there + (twins or [f"{file} (has this very address)" for found, file in taken.by_address if url and found == url])


def faults(new: NewSource, given: Mapping[str, str], limits: Limits) -> list[Problem]:
    """What `whosays check` would say of the new record; only what the person has given can be at fault."""
    name, text = new.files[0]
    if not is_id(new.id):
        return [Problem("S205", Location(name), f"{excerpt(new.id)} is no id: {_ID}")]
    node = read_tree(text, name, limits)
    if isinstance(node, Problem):
        return [node]
    _, _, problems = validated(node, SourceRecord)
    for key in ("published", "accessed"):
        problems += _unreadable(given.get(key, ""), tree.find(node, (key,)))
    address = given.get("url", "")
    reason = why_unsafe(address) if address else None
    return problems + ([Problem("U601", tree.find(node, ("url",)).location, reason)] if reason else [])


def _unreadable(date: str, node: tree.Node) -> list[Problem]:
    """The problem of a date that is no EDTF."""
    try:
        if date:
            read_edtf(date)
    except ValueError as fault:
        return [Problem("V402", node.location, str(fault))]
    return []


def write(root: Path, new: NewSource) -> None:
    """Write all files of the source, or none.

    Raises:
        ChangedMeanwhile: one of them is there by now.
        OSError: one of them cannot be written.
    """
    replace_all(root, {name: (None, text) for name, text in new.files})
