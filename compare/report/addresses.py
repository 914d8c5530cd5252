"""Where things stand in the report: page paths and fragments made only of safe characters, stable across builds."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Final

_PLAIN: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DOTTED: Final = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_RESERVED: Final = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # names that Windows keeps for devices
LONGEST: Final = 80
MATRIX_ROWS: Final = 200  # a table of ten thousand rows takes a browser many seconds
CLAIMS_ON_PAGE: Final = 200  # ten thousand quotes on one page take as long; nor does it have more answers than these
SENTENCES_ON_PAGE: Final = 1000  # of an article
RELATIONS_ON_PAGE: Final = 500  # of those on one line each


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """The text itself where it is a plain id; else its plain part, `_`, and the start of its SHA-256.

    Ids hold no `_`, so a made-up slug never meets an id; upper and lower case never meet on a disk that ignores case.
    """
    if _PLAIN.fullmatch(text) and len(text) <= LONGEST and not _RESERVED.fullmatch(text):
        return text
    plain = "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:40].strip("-")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{plain}_{digest}"


def subject_page(subject: str) -> str:
    """`s/<entity>/<attribute>.html`."""
    entity, _, attribute = subject.partition("/")
    return f"s/{slug(entity)}/{slug(attribute)}.html"


def claims_page(subject: str, number: int) -> str:
    """The page on which the claims of a subject go on, from 2; ids never hold two hyphens in a row, so no subject has it."""
    return subject_page(subject) if number == 1 else f"{subject_page(subject).removesuffix('.html')}--{number}.html"


def relations_page(subject: str, number: int) -> str:
    """The page on which the relations of a subject go on, from 2; no page of its claims ends like it."""
    return subject_page(subject) if number == 1 else f"{subject_page(subject).removesuffix('.html')}--relations-{number}.html"


def source_page(source: str, number: int = 1) -> str:
    """`src/<source>.html`, and `src/<source>--2.html` for the second page of a long article."""
    return f"src/{slug(source)}.html" if number == 1 else f"src/{slug(source)}--{number}.html"


def entity_page(entity: str) -> str:
    """`e/<entity>.html`."""
    return f"e/{slug(entity)}.html"


def matrix_page(number: int) -> str:
    """The page of the matrix with this number, from 1: `matrix.html`, `matrix-2.html`, ..."""
    return "matrix.html" if number == 1 else f"matrix-{number}.html"


def standing_anchor(standing: str) -> str:
    """`g-<standing>`: where the subjects of a standing begin on a page of the matrix."""
    return f"g-{standing}"


def timeline_page(number: int) -> str:
    """The page of the timeline with this number, from 1: `timeline.html`, `timeline-2.html`, ..."""
    return "timeline.html" if number == 1 else f"timeline-{number}.html"


def claim_anchor(uid: str) -> str:
    """`c-<source>--<claim>`: ids never hold two hyphens in a row, so no two claims share one."""
    source, _, claim = uid.partition("#")
    return f"c-{slug(source)}--{slug(claim)}"


def mark_anchor(uid: str) -> str:
    """`q-<source>--<claim>`: where the quote of a claim begins in the article text."""
    return "q" + claim_anchor(uid)[1:]


def change_anchor(kind: str, subject: str) -> str:
    """`new-<entity>--<attribute>`: what became of a subject, on the page of changes."""
    entity, _, attribute = subject.partition("/")
    return f"{kind}-{slug(entity)}--{slug(attribute)}"


def sentence_anchor(number: int) -> str:
    """`t-<number>`: a sentence of the article text."""
    return f"t-{number}"


def rule_anchor(rule: str) -> str:
    """`r-<rule>` on the method page; the dot of a rule id is kept."""
    return f"r-{rule if _DOTTED.fullmatch(rule) else slug(rule)}"


def word_anchor(group: str, word: str) -> str:
    """`w-<group>-<word>` on the method page."""
    return f"w-{group}-{word}"


def way_to_root(page: str) -> str:
    """What leads from a page back to the folder of the report: empty, `../`, `../../`."""
    return "../" * page.count("/")
