"""A casebook with every string that is known to make trouble in every field of every file, each with a mark behind it."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from typing import TYPE_CHECKING

from tests.cli.conftest import write
from tests.loading.test_naughty_strings import quoted, readable, strings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

MARK = re.compile(r" zq([a-z]+)([0-9]+)qz")
BEFORE = {"unit": "u "}
"""What has to begin with a letter."""
TOGETHER = 40
"""Strings in one text, so that a casebook of a dozen records holds all of them in every field."""
Fields = dict[str, set[int]]


@cache
def usable() -> tuple[str, ...]:
    """Those that a casebook may hold; the others are refused, each with a problem of its own."""
    return tuple(filter(readable, strings()))


def text(field: str, record: int) -> str:
    """What stands in a field of a record: some of the strings, in every sort of field another one of them first.

    The mark comes behind a string, since most strings that act do so where a text begins.
    """
    group = list(range(record * TOGETHER, min(len(usable()), (record + 1) * TOGETHER)))
    first = sum(map(ord, field)) % len(group)
    marked = (f"{_fitting(field, number)} zq{field}{number}qz" for number in (*group[first:], *group[:first]))
    return BEFORE.get(field, "") + " ".join(marked)


def _fitting(field: str, number: int) -> str:
    """The string as the field takes it: an @ in `via` has a date behind it."""
    return usable()[number].replace("@", "a") if field == "via" else usable()[number]


def records() -> range:
    """The numbers of the records that hold all strings."""
    return range(-(-len(usable()) // TOGETHER))


def casebook(root: Path) -> Path:
    """Write the casebook: for each few strings a source, an entity, subjects, a rule and a decision."""
    write(root, dict(_files(records())))
    return root


def _files(chosen: Iterable[int]) -> Iterator[tuple[str, str]]:
    def all_texts(field: str) -> str:
        return "\n\n".join(text(field, number) for number in chosen)

    def all_of(line: str) -> str:
        return "".join(_filled(line, number) for number in chosen)

    yield (
        "claims/vocabulary/entities.yaml",
        f"entities:\n  z: {{name: Z, type: group}}\n{all_of(ENTITY)}retired:\n{all_of(GONE)}",
    )
    yield "claims/vocabulary/subjects.yaml", f"subjects:\n{MEASURED}{all_of(SUBJECT)}"
    yield "claims/vocabulary/rules.yaml", f"rules:\n{all_of(RULE)}"
    yield "whosays.toml", f"title = {json.dumps(all_texts('booktitle'), ensure_ascii=False)}\n"
    article = all_texts("article")
    yield "seeds/article.txt", article
    yield "seeds/article.yaml", ARTICLE.format(hashlib.sha256(article.encode()).hexdigest())
    yield "claims/article.yaml", f"{SCOPED_OUT}{all_of(OUT)}"
    yield "seeds/denier.yaml", "title: Denied\npublished: 2024-05-04\nbasis: stated on the page\n"
    yield "claims/denier.yaml", f"source: denier\nclaims:\n{COUNTED}{all_of(DENIAL)}"
    for number in chosen:
        yield f"seeds/s{number}.yaml", _filled(SOURCE, number)
        yield f"claims/s{number}.yaml", _filled(CLAIMS, number)
        yield f"claims/decisions/d{number}.yaml", _filled(DECISION, number)


def _filled(template: str, number: int) -> str:
    """The template with the number for `#`, and for `<field>` the text of the field."""
    return re.sub(r"<([a-z]+)>", lambda found: quoted(text(found[1], number)), template.replace("#", str(number)))


ENTITY = (
    "  e#:\n    external: {? <externalkey> : x, register: <external>}\n    name: <name>\n    type: person\n"
    "    aliases: [<alias>]\n    not_names: [<notname>]\n    unsure_names: [<unsure>]\n"
    "    note: <entitynote>\n    confidential: <secretentity>\n"
)
GONE = "  g#: {because: <gone>}\n"
MEASURED = "".join(f"  z/{name}: {{question: How many {name}?, kind: quantity, unit: people}}\n" for name in ("part", "whole"))
SUBJECT = (
    "  e#/q: {question: <question>, kind: text, note: <subjectnote>, confidential: <secretsubject>}\n"
    "  e#/s: {question: What is it?, kind: status, options: {a: {label: <label>}, b: {label: other}}}\n"
    "  e#/u: {question: How much?, kind: quantity, unit: <unit>}\n"
)
RULE = "  r#: {because: <because>, bounds: {part: z/part, of: z/whole}}\n"
COUNTED = "".join(
    f"  - {{id: {name}, subject: z/{name}, value: {value}, quote: so many}}\n" for name, value in (("part", 5), ("whole", 3))
)
DENIAL = (
    "  - {id: q#, subject: e#/q, value: <value>, quote: no such thing, stance: denies, scope: <scope>}\n"
    "  - {id: s#, subject: e#/s, value: b, quote: quite another}\n"
    "  - {id: u#, subject: e#/u, value: 4, quote: four of them}\n"
)
ARTICLE = "title: Of everything\npublished: 2024-05-05\nbasis: stated on the page\ntext: {{file: article.txt, sha256: {}}}\n"
SCOPED_OUT = "source: article\nread: {by: desk, on: 2024-06-01, scope: full}\nnot_applicable:\n"
OUT = "  e#/q: <notapplicable>\n"
SOURCE = """\
title: <title>
published: 2024-05-03
basis: <basis>
publisher: <publisher>
author: <author>
url: <url>
licence: <licence>
unavailable: <unavailable>
note: <sourcenote>
confidential: <secretsource>
"""
CLAIMS = """\
source: s#
read: {by: <reader>, on: 2024-06-01, scope: full, confidential: <secretreading>}
claims:
  - id: q
    subject: e#/q
    value: <value>
    quote: <quote>
    scope: <scope>
    via: <via>
    speaker: <name>
    worded: <worded>
    near: <near>
    quote_original: {text: <original>, language: fr}
    note: <claimnote>
    note_private: <secretnote>
    confidential: <secretclaim>
  - {id: s, subject: e#/s, value: a, quote: it is so}
  - {id: u, subject: e#/u, value: 3, quote: three of them}
"""
DECISION = """\
subject: e#/s
outcome: attribute-both
reason: <reason>
by: <decider>
on: 2024-06-02
rule: <houserule>
print: <print>
fingerprint: <stamp>
confidential: <secretdecision>
"""


def came_through(told: str, shown_as: Callable[[str], str]) -> tuple[Fields, Fields]:
    """Which fields of which strings are told whole, and which only otherwise than they should be.

    Args:
        told: all the texts of an output, parsed back.
        shown_as: how the output writes a text, by its documentation.
    """
    whole: Fields = {}
    seen: Fields = {}
    for found in MARK.finditer(told):
        field, number = found[1], int(found[2])
        seen.setdefault(field, set()).add(number)
        expected = shown_as(_fitting(field, number))
        if told[max(0, found.start() - len(expected)) : found.start()] == expected:
            whole.setdefault(field, set()).add(number)
    return whole, {field: numbers - whole.get(field, set()) for field, numbers in seen.items()}
