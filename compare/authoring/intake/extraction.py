"""From the bytes of a web page to the article on it and what the page says about it; all of it is a guess to be checked.

The only importer of trafilatura and htmldate, which come with the extra `fetch`.
"""

from __future__ import annotations

import codecs
import logging
import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from compare.authoring.intake.encodings import codec, likely
from compare.core.phrases import counted
from compare.core.web_addresses import why_unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator

METADATA: Final = "the page's metadata"
ADDRESS: Final = "the page's address"
SHOWN: Final = "a date shown on the page"
CHANGED: Final = "the page's metadata, where only its last change is dated"
ESTIMATED: Final = "estimated; the likeliest of the dates in the page's text"

# characters without spaces: a notice that scripts are switched off is shorter, an article longer than the second
_NOTHING: Final = 60
_LITTLE: Final = 300
_HEAD_BYTES: Final = 4096  # the WHATWG standard looks for a declared encoding in 1,024, which some pages miss
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_SAVED_FROM: Final = re.compile(r"<!--[^>]{0,80}?\b(?:saved from url=\(\d+\)|url:\s*)(https?://\S+)", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_WIDE: Final = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CHANGE: Final = re.compile(r"modif|update|revis|last-?mod", re.IGNORECASE)
_CHANGE_IN_DATA: Final = re.compile(r'"dateModified"\s*:\s*"[^"]*"\s*,?')
_EARLIEST: Final = "1800-01-01"  # the library takes nothing before 1995 unless it is told to
_BREAK: Final = "\0"  # no HTML parser lets it through
_BLOCKS: Final = frozenset({"p", "head", "item", "quote", "row", "code", "list", "table", "div", "fw", "ab"})
_BLANK: Final = "<html><head></head><body></body></html>"
_ELSEWHERE: Final = ("trafilatura", "htmldate", "charset_normalizer", "courlan")

_Node: TypeAlias = Any
"""An element of a page, or the library's record of one: neither has types of its own."""


class NoArticleError(ValueError):
    """A page in which no article text can be found; the message says so in a sentence."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was found; an empty text stands for what was not.

    `published` is EDTF and `basis` says where it was found; `doubts` are sentences for the person who checks.
    """

    text: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    basis: str = ""
    language: str = ""
    url: str = ""
    doubts: tuple[str, ...] = ()


def extracted(page: bytes, *, address: str = "", charset: str = "", latest: str) -> Extracted:
    """The article of a page.

    Args:
        page: the page as saved or served.
        address: where it was fetched; empty for a saved page, which may name its address itself.
        charset: the encoding that the server named.
        latest: the last day that may be its date, `2026-11-22`.

    Raises:
        NoArticleError: there is no text in it.
        ModuleNotFoundError: the extra `fetch` is not installed.
    """
    from trafilatura import bare_extraction, load_html

    _hush()
    html, doubts = _decoded(page, charset)
    tree = load_html(html)
    url = address or _saved_from(html)
    options: dict[str, Any] = {"date_extraction_params": _date_options(latest), "include_comments": False}
    found: _Node = None if tree is None else bare_extraction(tree, url=url or None, with_metadata=True, **options)
    text = "" if found is None else _article(found, tree)
    if tree is None or found is None or _size(text) < _NOTHING:
        raise NoArticleError("no article text can be found in this page")
    known = url or found.url or ""
    published, basis = _date(tree, known, latest)
    return Extracted(
        text=text,
        title=_line(found.title),
        author=_line(found.author),
        publisher=_line(found.sitename),
        published=published,
        basis=basis,
        language=_language(tree),
        url="" if why_unsafe(known) else known,
        doubts=(*doubts, *_doubts(text)),
    )


def _hush() -> None:
    """The library logs what a page lacks; the person is told by us, once and in plain words."""
    for name in _ELSEWHERE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _line(text: str | None) -> str:
    """On one line."""
    return " ".join((text or "").split())


def _doubts(text: str) -> Iterator[str]:
    """What makes one look twice."""
    if _size(text) < _LITTLE:
        yield f"only {counted(_size(text), 'character')} of article text were found; compare them with the page"


def _size(text: str) -> int:
    """How much is written, in characters without spaces: not every script has words between spaces."""
    return sum(map(len, text.split()))


# encoding


def _decoded(page: bytes, charset: str) -> tuple[str, tuple[str, ...]]:
    """The page as text: UTF-8 where it is, else what is declared, else what its language or trafilatura guesses: a doubt."""
    for name in filter(None, (_WIDE.get(page[:2]), "utf-8-sig", codec(charset), codec(_declared(page)))):
        if (text := _tried(page, name)) is not None:
            return text, ()
    from trafilatura.utils import decode_file

    guess = likely(page)
    text = _tried(page, guess) if guess else None
    doubt = "the page does not say in which encoding it is; look at the accented letters in its text"
    return decode_file(page) if text is None else text, (doubt,)


def _tried(page: bytes, name: str) -> str | None:
    """The page in this encoding, or None if it is not in it."""
    try:
        return page.decode(name)
    except UnicodeError:
        return None


def _declared(page: bytes) -> str:
    """The encoding that a `meta` element names."""
    found = _CHARSET.search(page, 0, _HEAD_BYTES)
    return found[1].decode("ascii", "ignore") if found else ""


# the text


def _article(found: _Node, tree: _Node) -> str:
    """Paragraphs with a blank line between two, headings as paragraphs of their own, the headline first if the page has it."""
    paragraphs = list(_paragraphs(found.body))
    title = _line(found.title)
    headline = title in {_line("".join(each.itertext())) for each in tree.iter("h1", "h2")}
    if title and headline and title not in paragraphs:
        paragraphs.insert(0, title)
    return "\n\n".join(paragraphs) + "\n"


def _paragraphs(body: _Node) -> Iterator[str]:
    """Each block of the extracted body, lines kept, spaces put right."""
    for block in "".join(_pieces(body)).split(_BREAK):
        lines = [line for each in block.split("\n") if (line := _line(each))]
        if lines:
            yield "\n".join(lines)


def _pieces(element: _Node) -> Iterator[str]:
    """The text of an element in order, with a break around every block and a space after every cell of a table."""
    edge = _BREAK if element.tag in _BLOCKS else ""
    yield f"{edge}{_line_end(element)}{_flat(element.text)}"
    for child in element:
        yield from _pieces(child)
    yield f" {edge}" if element.tag == "cell" else edge
    yield _flat(element.tail)


def _line_end(element: _Node) -> str:
    return "\n" if element.tag == "lb" else ""


def _flat(text: str | None) -> str:
    """A line end in the source of a page is a space."""
    return re.sub(r"[\r\n]+", " ", text or "")


# what the page says about itself


def _saved_from(html: str) -> str:
    """The address that a browser wrote into a page when it saved it."""
    found = _SAVED_FROM.search(html, 0, _HEAD_BYTES)
    return found[1] if found else ""


def _language(tree: _Node) -> str:
    """The language that the page declares, BCP 47."""
    declared = (
        *(tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), tree.get("xml:lang")),
        *(each.get("content") for each in tree.iter("meta") if str(each.get("http-equiv")).lower() == "content-language"),
        *(each.get("content") for each in tree.iter("meta") if each.get("property") == "og:locale"),
    )
    written = (str(each or "").strip().replace("_", "-") for each in declared)
    return next((each for each in written if _LANGUAGE.fullmatch(each)), "")


# its date


def _date_options(latest: str, *, thorough: bool = False) -> dict[str, Any]:
    """How dates are looked for: that of publication, not of the last change, and never by this machine's clock."""
    return {"original_date": True, "extensive_search": thorough, "min_date": _EARLIEST, "max_date": latest}


def _date(tree: _Node, url: str, latest: str) -> tuple[str, str]:
    """The date of publication and where it was found, the surest place first; two empty texts where there is none."""
    from htmldate import find_date
    from trafilatura import load_html

    nothing, original = load_html(_BLANK), _without_changes(tree)
    quick, thorough = _date_options(latest), _date_options(latest, thorough=True)
    places = (
        (METADATA, _metadata(original), None),
        (ADDRESS, nothing, url or None),
        (SHOWN, original, None),
        (CHANGED, _metadata(tree), None),
    )
    for basis, where, address in places:
        if date := find_date(where, url=address, **quick):
            return date, basis
    guess = find_date(original, **{**thorough, "min_date": None})
    return (_estimate(guess), ESTIMATED) if guess else ("", "")


def _estimate(date: str) -> str:
    """A date from mere text as EDTF level 1 marks it, uncertain; where the library fills in a first day, without it."""
    return f"{re.sub(r'(-01)+$', '', date)}?"


def _without_changes(tree: _Node) -> _Node:
    """The page without the dates of its changes, which the library takes before those of publication at times."""
    page = deepcopy(tree)
    for each in list(page.iter("meta")):
        if _CHANGE.search(f"{each.get('property')} {each.get('name')} {each.get('itemprop')}"):
            each.getparent().remove(each)
    for each in _linked_data(page):
        each.text = _CHANGE_IN_DATA.sub("", each.text or "")
    return page


def _metadata(tree: _Node) -> _Node:
    """A page with nothing but the `meta` elements and the linked data of this one."""
    from trafilatura import load_html

    page: _Node = load_html(_BLANK)
    for each in (*tree.iter("meta"), *_linked_data(tree)):
        bare = deepcopy(each)
        bare.tail = None
        page.find("head").append(bare)
    return page


def _linked_data(tree: _Node) -> list[_Node]:
    """The scripts that hold data about the page (JSON-LD 1.1, section 7)."""
    return [each for each in tree.iter("script") if each.get("type") == "application/ld+json"]
