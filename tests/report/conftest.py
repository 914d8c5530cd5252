"""A small result made by hand: three sources, six subjects of different standings, an Arabic name, and hostile strings."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from html import unescape
from types import MappingProxyType
from typing import TYPE_CHECKING

import html5lib
import pytest

from compare.analysis.timeline import with_days
from compare.core.decided import Decision
from compare.core.findings import (
    Absence,
    AbsenceWord,
    AliasSeen,
    Breach,
    Findings,
    Gate,
    Origins,
    Position,
    Relation,
    RelationKind,
    SourceCopying,
    Standing,
    SubjectFinding,
)
from compare.core.model import (
    Alias,
    ArticleText,
    Casebook,
    Claim,
    Entity,
    Location,
    Quote,
    Reading,
    Rule,
    Sentence,
    Source,
    Subject,
    TextFile,
)
from compare.core.problems import Problem
from compare.core.retired import Retired
from compare.core.rules import RuleExample, RuleText
from compare.report.site import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

SCRIPT = "<script>alert(1)</script>"
BRACES = "{{7*7}}"
BREAKOUT = '"><img src=x>'
ARABIC = "إياد أغ غالي"
XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"

ARTICLE = (
    "A new alliance.\n\n"
    "It is led by the Ansar Dine chief, according to the group. It has 800 fighters.\n"
    "Nothing else is known.\n\n"
    "The four groups merged on 2 March."
)
RULES = (
    RuleText("entity.contradicts", "Another", "contradicts", "{a} is not {b}.", (RuleExample("iyad", "other", SCRIPT),)),
    RuleText("gate.succession", "Change over time", "differs", "{a} was so before {b}."),
)


@dataclass(frozen=True)
class Hostile:
    """What stands in titles, names and quotes of the fixture."""

    title: str = SCRIPT
    name: str = BREAKOUT
    quote: str = BRACES


def place(file: str) -> Location:
    return Location(file, 3, 5)


def sentences(text: str, parts: tuple[tuple[str, int], ...]) -> tuple[Sentence, ...]:
    spans = ((text.index(part), part, paragraph) for part, paragraph in parts)
    return tuple(Sentence(at, start, start + len(part), para) for at, (start, part, para) in enumerate(spans, 1))


def article() -> ArticleText:
    parts = (
        ("It is led by the Ansar Dine chief, according to the group.", 1),
        ("It has 800 fighters.", 1),
        ("Nothing else is known.", 1),
        ("The four groups merged on 2 March.", 2),
    )
    return ArticleText("reuters", ARTICLE, "0" * 64, attested=True, sentences=sentences(ARTICLE, parts))


def found(words: str, number: int, paragraph: int) -> Quote:
    start = ARTICLE.index(words)
    return Quote(words, "verified", start, start + len(words), number, paragraph)


def claims(hostile: Hostile) -> tuple[Claim, ...]:
    here = place("claims/reuters.yaml")
    chief = found("led by the Ansar Dine chief", 1, 1)
    dine = found("Ansar Dine chief, according", 1, 1)
    bare = Quote(hostile.quote)
    french = Quote("led by", "folded", sentence=2, folding=("curly-quotes",), original="dirigé par", original_language="fr")
    iyad, other = "iyad", "other"
    return (
        Claim("leader", "reuters", "jnim/leader", iyad, chief, here, iyad, hostile.name, via=("afp",), as_of="2017-03"),
        Claim("style", "reuters", "jnim/leader", iyad, dine, here, iyad, hostile.name, worded="the chief", hedge="reported"),
        Claim("strength", "reuters", "jnim/strength", "800", found("800 fighters", 2, 1), here, "800", "800", as_of="2017"),
        Claim("founded", "reuters", "jnim/founded", "2017-03-02", found("2 March", 4, 2), here, "2017-03-02", "2 March 2017"),
        Claim("leader", "afp", "jnim/leader", iyad, french, here, iyad, hostile.name, speaker="jnim", note=SCRIPT),
        Claim("strength", "afp", "jnim/strength", "2000", bare, here, "2000", "2000", as_of="2019", scope=BREAKOUT),
        Claim("founded", "afp", "jnim/founded", "2017-03", bare, here, "2017-03", "March 2017"),
        Claim("base", "afp", "jnim/base", "unreadable " + SCRIPT, bare, here),
        Claim("leader", "quds", "jnim/leader", other, bare, here, other, ARABIC, corrects=("reuters",)),
        Claim("allies", "quds", "jnim/allies", BREAKOUT, bare, here, "x", BREAKOUT, stance="denies", via=("RFI@2017",)),
    )


def casebook(hostile: Hostile) -> Casebook:
    seeds = place("seeds/x.yaml")
    text = TextFile("reuters.txt", "0" * 64)
    return Casebook(
        title=hostile.title,
        sources=(
            Source("afp", hostile.title, "2019-01-05", "on the page", seeds, url="javascript:alert(1)", language="fr"),
            Source("quds", ARABIC, "2018", BRACES, seeds, publisher=BREAKOUT, language='ar" onclick="x', note=hostile.quote),
            Source(
                "reuters",
                "An alliance",
                "2017-03-05",
                "on the page",
                seeds,
                "Reuters",
                url="https://example.org/?a=1&b=2",
                text=text,
            ),
        ),
        entities=(
            Entity("iyad", hostile.name, "person", seeds, aliases=(Alias(ARABIC, "ar", "quds"),), not_same_as=("other",)),
            Entity("jnim", "JNIM", "group", seeds, note=SCRIPT, external=(("wikidata", "Q1"),)),
            Entity("other", ARABIC, "person", seeds, "ar", part_of=("jnim",)),
        ),
        readings=(Reading("reuters", seeds, by="whosays-team", on="2026-11-22", full=True, nothing=frozenset({3})),),
        decisions=(decision(),),
        texts=MappingProxyType({"reuters": article()}),
        retired=(
            Retired("subject", "jnim/size", seeds, ("jnim/strength", "jnim/gone"), f"It asked {SCRIPT}", "2018-02"),
            Retired("entity", "old-group", seeds, because=BREAKOUT, on=BRACES),
        ),
        rules=(Rule("led-later", f"nobody leads {SCRIPT}", "before", "jnim/founded", ("jnim/leader",), seeds),),
    )


def decision() -> Decision:
    return Decision("d-1", "jnim/leader", "prefer", SCRIPT, "an editor", "2026-11-23", place("d.yaml"), print=BRACES)


def question(name: str, kind: str, text: str) -> Subject:
    return Subject(f"jnim/{name}", text, kind, place("claims/vocabulary/subjects.yaml"), time="changing", about=("jnim",))


def position(value: str, *uids: str, stance: str = "affirms", as_of: str | None = None) -> Position:
    sources = tuple(sorted({uid.partition("#")[0] for uid in uids}))
    return Position(value, value, stance, uids, sources, Origins(1, len(sources)), (value, "as worded"), as_of)


def relation(
    pair: tuple[str, str], kind: RelationKind, rule: str, gate: Gate | None = None, finer: int | None = None
) -> Relation:
    return Relation(
        (0, 1), pair, kind, gate, "firm", ("reuters",) if gate else (), "unknown", rule, f"Because {BRACES}.", finer
    )


def leader(hostile: Hostile) -> SubjectFinding:
    return SubjectFinding(
        question("leader", "entity", f"Who leads JNIM? {BREAKOUT}"),
        Standing.CONTESTED,
        "firm",
        "2-1",
        "high",
        f"Sources contradict each other 2-1: {hostile.name}",
        "Two names.",
        (position(hostile.name, "afp#leader", "reuters#leader", "reuters#style"), position(ARABIC, "quds#leader")),
        (relation(("reuters#leader", "quds#leader"), RelationKind.CONTRADICTS, "entity.contradicts"),),
        decision=decision(),
        decision_state="stale",
    )


def strength() -> SubjectFinding:
    return SubjectFinding(
        question("strength", "quantity", "How many fighters?"),
        Standing.EVOLVING,
        "firm",
        "1-1",
        "none",
        "The answer changes over time.",
        "Time.",
        (position("800", "reuters#strength", as_of="2017"), position("2000", "afp#strength", as_of="2019")),
        (relation(("reuters#strength", "afp#strength"), RelationKind.CONTRADICTS, "gate.succession", Gate.SUCCESSION),),
        (Absence("quds", AbsenceWord.SILENT, "whosays-team read it."),),
    )


def founded() -> SubjectFinding:
    return SubjectFinding(
        question("founded", "date", "When was it founded?"),
        Standing.COMPATIBLE,
        "none",
        "1-1",
        "none",
        "2 readings.",
        "None excludes another.",
        (position("March 2017", "afp#founded"), replace(position("2 March 2017", "reuters#founded"), supporters=("afp",))),
        (relation(("afp#founded", "reuters#founded"), RelationKind.REFINES, "date.refines", finer=1),),
        (Absence("quds", AbsenceWord.NOT_CHECKED, f"Nobody looked. {SCRIPT}"),),
        reading=1,
        most_supported=1,
    )


def others() -> tuple[SubjectFinding, ...]:
    away = tuple(Absence(each, AbsenceWord.NOT_READ, "Nobody read it.") for each in ("afp", "quds", "reuters"))
    denial = position(BREAKOUT, "quds#allies", stance="denies")
    base = question("base", "text", SCRIPT)
    return (
        SubjectFinding(
            question("allies", "list", "Allies?"), Standing.SINGLE_SOURCE, "none", "1", "none", "One.", "One.", (denial,)
        ),
        SubjectFinding(base, Standing.UNDETERMINED, "none", "", "medium", "No value.", "Unread.", unread=("afp#base",)),
        SubjectFinding(
            question("end", "date", "When did it end?"), Standing.UNCOVERED, "none", "", "none", "None.", "None.", absent=away
        ),
    )


def breaches() -> tuple[Breach, ...]:
    """One firm and across sources, one qualified and within one, of a rule whose reason is hostile."""
    dated = Breach(
        "led-later",
        ("jnim/founded", "jnim/leader"),
        ("reuters#founded", "quds#leader"),
        (("reuters",), ("quds",)),
        "firm",
        (),
        ".",
    )
    own = replace(
        dated, claims=("reuters#founded", "reuters#style"), sources=(("reuters",), ("reuters",)), strength="qualified"
    )
    return (replace(own, internal=("reuters",)), dated)


def copying() -> SourceCopying:
    """Two sources that may copy one another, with an answer of hostile words."""
    return SourceCopying(
        ("afp", "reuters"), 60, 59, 21, 20, 19, 0.2, (("jnim/leader", SCRIPT), ("jnim/founded", "2 March 2017"))
    )


def make_findings(hostile: Hostile | None = None, *, problems: bool = True) -> Findings:
    """The fixture, with other strings in its titles, names and quotes where they are given."""
    words = hostile or Hostile()
    faults = (Problem("Q501", place(SCRIPT), BREAKOUT, BRACES), Problem("U601", place("seeds/afp.yaml"), "Not a web address."))
    return with_days(
        Findings(
            casebook(words),
            tuple(sorted(claims(words), key=lambda each: each.uid)),
            tuple(sorted((leader(words), strength(), founded(), *others()), key=lambda each: each.subject.id)),
            (AliasSeen("iyad", ARABIC, "quds", 3), AliasSeen("iyad", words.name, "reuters", 1)),
            faults if problems else (),
            breaches(),
            copy_hints=(copying(),),
            counted_as=MappingProxyType({"reuters": "afp"}),
        )
    )


def parse(text: str) -> Element:
    """The page as a browser reads it; any parse error raises."""
    parser = html5lib.HTMLParser(strict=True)
    tree: Element = parser.parse(text)
    return tree


def elements(page: Element, name: str) -> Iterator[Element]:
    return page.iter(XHTML + name)


def lost(pages: dict[str, str]) -> list[tuple[str, str]]:
    """The links that lead nowhere, each with its page."""
    ids = {path: set(re.findall(r' id="([^"]+)"', text)) for path, text in pages.items()}
    found = []
    for path, text in pages.items():
        for href in re.findall(r'<a [^>]*href="([^"]+)"', text):
            to, _, fragment = unescape(href).partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), to)) if to else path
            if target not in ids or (fragment and fragment not in ids[target]):
                found.append((path, href))
    return found


def shown(element: Element) -> str:
    """The text a reader sees, with white space as written."""
    return "".join(element.itertext())


@pytest.fixture(scope="session")
def findings() -> Findings:
    return make_findings()


@pytest.fixture(scope="session")
def files(findings: Findings) -> dict[str, str]:
    return dict(render(findings, RULES))


@pytest.fixture(scope="session")
def pages(files: dict[str, str]) -> dict[str, Element]:
    return {name: parse(text) for name, text in files.items() if name.endswith(".html")}
