"""Web Annotations (W3C Recommendation, 2017) as JSON-LD: every claim as an annotation of the words that carry it.

The article text is other people's: beside the quote nothing of it is written, unless the same words stand in it more than once.
"""

from __future__ import annotations

import base64
import re
import uuid
from typing import TYPE_CHECKING, Any, Final

from compare.core.json_lines import as_json, one_a_line
from compare.core.web_addresses import web_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from compare.core.findings import Findings
    from compare.core.model import ArticleText, Claim, Source

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
"""The name that the standard demands; nobody has to fetch it to read the file."""
AROUND: Final = 32
"""Characters before and after a quote, where it needs them to be told from the same words elsewhere."""

_NOT_IN_IRI: Final = re.compile(r'["<>\\^`{|}]')  # RFC 3987

Node = dict[str, Any]


def web_annotations(findings: Findings, only: Collection[str] = ()) -> str:
    """The claims as one AnnotationCollection with one page, an annotation a line.

    Args:
        findings: the findings.
        only: the ids of the sources whose claims are wanted; all if left out.
    """
    title = findings.casebook.title
    items = [*_annotations(findings, only)]
    head: Node = {
        "@context": CONTEXT,
        "id": _urn(title, "collection"),
        "type": "AnnotationCollection",
        "label": title,
        "total": len(items),
    }
    lines = [f"{as_json(name)}: {as_json(value)}" for name, value in head.items()]
    if items:
        page = as_json({"id": _urn(title, "page"), "type": "AnnotationPage", "startIndex": 0})[:-1]
        lines.append(f'"first": {page}, "items": {one_a_line(items)}}}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _annotations(findings: Findings, only: Collection[str]) -> Iterator[Node]:
    casebook = findings.casebook
    sources = {each.id: each for each in casebook.sources}
    for claim in sorted(findings.claims, key=lambda each: each.uid):
        if not only or claim.source in only:
            yield {
                "id": _urn(casebook.title, claim.uid),
                "type": "Annotation",
                "motivation": ["describing", "tagging"],
                "body": _bodies(claim, casebook.language),
                "target": _target(claim, sources[claim.source], casebook.texts.get(claim.source)),
            }


def _bodies(claim: Claim, language: str) -> list[Node]:
    """What is claimed: in words, then by subject and value as tags; stance and hedge where they are not the usual ones."""
    denied = "not " if claim.stance == "denies" else ""
    said = {
        "type": "TextualBody",
        "purpose": "describing",
        "value": f"{denied}{claim.as_worded}",
        "format": "text/plain",
        "language": language,
    }
    tags = [f"subject:{claim.subject}", f"value:{claim.written}"]
    tags += [f"stance:{claim.stance}"] if claim.stance != "affirms" else []
    tags += [f"hedge:{claim.hedge}"] if claim.hedge != "stated" else []
    return [said, *({"type": "TextualBody", "purpose": "tagging", "value": each} for each in tags)]


def _target(claim: Claim, source: Source, text: ArticleText | None) -> Node:
    """The words in the article; their offsets with the text in which they are counted."""
    target: Node = {"type": "SpecificResource", "source": _address(source)}
    quote = claim.quote
    if text is None or quote.start is None or quote.end is None:
        words = quote.original or quote.text
        return {**target, "selector": {"type": "TextQuoteSelector", "exact": words}} if words else target
    start, end = quote.start, quote.end
    # both select the same words, so they stand side by side: refined by it, the offsets would count from the quote on
    selectors = [_quote(text.text, start, end), {"type": "TextPositionSelector", "start": start, "end": end}]
    return {**target, "state": {"type": "TimeState", "cached": _named(text.sha256)}, "selector": selectors}


def _quote(text: str, start: int, end: int) -> Node:
    exact = text[start:end]
    selector = {"type": "TextQuoteSelector", "exact": exact}
    if text.count(exact) > 1:
        selector |= {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
    return selector


def _address(source: Source) -> str:
    """The article's address, or a name for one that has none which is safe to follow."""
    found = web_address(source.url) if source.url else None
    if found is None:
        return f"urn:whosays:source:{source.id}"
    return _NOT_IN_IRI.sub(lambda sign: f"%{ord(sign.group()):02X}", found.href)


def _named(sha256: str) -> str:
    """A text by what it holds (RFC 6920), so that offsets are never counted in another one."""
    return f"ni:///sha-256;{base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def _urn(title: str, name: str) -> str:
    """A name (RFC 9562, version 5) that the same claim of the same casebook always gets."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"whosays:{title}#{name}").urn
