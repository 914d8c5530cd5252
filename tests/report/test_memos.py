"""A memo says what the page of its subject says, does nothing, and is the same bytes for the same findings."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from compare.analysis.rulebook import rules
from compare.core.decided import Decision
from compare.core.model import Location
from compare.pipeline import Run, find
from compare.report.memos.blocks import Heading, Items, Line, Memo, Quote, Table, on_one_line
from compare.report.memos.markdown import inert, markdown
from compare.report.memos.memo import memos, waiting_subjects
from compare.report.site import render
from compare.report.views.index import Index
from compare.review.decisions import with_decisions
from compare.review.fingerprints import Fingerprints
from tests.conftest import ROOT
from tests.report.conftest import elements, parse, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compare.core.findings import Findings
    from compare.report.memos.blocks import Block

EXAMPLE = ROOT / "compare" / "casebooks" / "example"
SUBJECT: Final = "harbour-fire/cause"
WORDING: Final = "The cause is disputed; the reports are named."


@pytest.fixture(scope="module")
def findings() -> Findings:
    """The example casebook with two decisions on one subject, the later of which holds."""
    found = find(Run(EXAMPLE))
    stamp = Fingerprints(found).of(next(each for each in found.subjects if each.subject.id == SUBJECT))
    made = (
        Decision("first", SUBJECT, "pending", "Somebody asks the brigade.", "the desk", "2024-11-01", Location("")),
        Decision(
            "second",
            SUBJECT,
            "attribute-both",
            "No report names a witness.",
            "the desk",
            "2024-11-02",
            Location(""),
            print=WORDING,
            fingerprint=stamp,
        ),
    )
    return with_decisions(replace(found, casebook=replace(found.casebook, decisions=made)))[0]


@pytest.fixture(scope="module")
def pages(findings: Findings) -> dict[str, str]:
    """What stands on the pages of the subjects, as a reader sees it, white space folded."""
    made = {name: text for name, text in render(findings, rules()) if name.startswith("s/")}
    return {name: folded(" ".join(shown(next(elements(parse(text), "body"))).split())) for name, text in made.items()}


def folded(text: str) -> str:
    """Words without what layout puts between them."""
    return re.sub(r"[\s\u200e\u200f\u2066-\u2069]+|[.,:;]+(?=\s|$)", "", text)


def parts(block: Block) -> Iterator[str]:
    """The texts of a block that stand on the page as they are."""
    if isinstance(block, Heading):
        yield block.text.removeprefix("Decided before: ")
    elif isinstance(block, Line):
        yield from filter(None, re.split(r" · |(?<=\.) (?=Strength: )", block.text))
        yield block.lead
    elif isinstance(block, Items):
        for each in block.lines:
            yield from parts(each)
    elif isinstance(block, Quote):
        yield from re.findall(r"“([^”]+)”", block.words)
        yield from block.by.removeprefix("— ").split("; ")
    else:
        yield from (cell for row in block.rows for cell in row)


def test_whatever_a_memo_says_the_page_of_its_subject_says_too(findings: Findings, pages: dict[str, str]) -> None:
    index = Index(findings)
    missing = []
    for memo in memos(index, list(index.subjects)):
        page = pages[f"s/{memo.subject}.html"]
        end = [at for at, each in enumerate(memo.blocks) if each == Heading(2, "Sources")]
        own = memo.blocks[: end[0] if end else -1]
        missing += [(memo.subject, each) for block in own for each in parts(block) if folded(each) not in page]
    assert missing == []


def said(findings: Findings, subject: str = SUBJECT) -> str:
    return markdown(memos(Index(findings), [subject]))


def test_a_memo_has_everything_that_an_editor_needs(findings: Findings) -> None:
    text = said(findings)
    headings = re.findall(r"^#+ .*", text, re.MULTILINE)
    assert headings == [
        "# What caused the fire?",
        "## Suggested wording: give each",
        "## Decision: attribute both",
        "### Decided before: pending",
        "## What the sources say",
        "### A: a faulty battery charger",
        "### B: an accident",
        "### C: set on purpose",
        "## How the answers relate",
        "## Without an answer of their own",
        "## Sources",
    ]
    for line in (
        f"- **wording to print:** {WORDING}",
        "- **reason:** No report names a witness.",
        "- **on:** 2 November 2024",
        "| C | set on purpose | Sallowport Courier | 1 origin |",
        "> “they say that the fire was set on purpose”",
        "Subject harbour-fire/cause of “The fire on the North Quay”.",
    ):
        assert line in text.splitlines()
    for part in (
        "\n- **A contradicts C.** “a faulty battery charger” and “set on purpose” rule each other out. Strength: qualified.",
        "“What the Sallowport fire should teach us”, the editors, 25 October 2024, `https://quay-and-cargo.example/2024/21`\n",
    ):
        assert part in text


def test_the_sentence_around_a_quote_stays_out(findings: Findings) -> None:
    claim = next(each for each in findings.claims if each.uid == "courier#cause")
    text = findings.casebook.texts["courier"].text
    assert claim.quote.start is not None
    before = text[claim.quote.start - 12 : claim.quote.start]
    assert claim.quote.text in said(findings)
    assert before not in said(findings)


def test_subjects_that_wait_come_the_most_pressing_first(findings: Findings) -> None:
    waiting = waiting_subjects(Index(findings))
    assert SUBJECT not in waiting
    assert waiting[0] == "shed-4/sprinklers"
    assert [each.subject for each in memos(Index(findings), waiting)] == list(waiting)


HOSTILE = (
    "@mention and @org/team",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<!-- hidden",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "[x]: https://evil.example",
    "<https://evil.example>",
    "https://evil.example/?a=1&b=2",
    "www.evil.example",
    "a@evil.example",
    "ftp://evil.example",
    "`code` and ``more``",
    "```\nfence",
    "~~~\nfence",
    "# heading",
    "heading\n===",
    "heading\n---",
    "===",
    "---",
    "***",
    "+ item",
    "- item",
    "1. item",
    "12) item",
    "> quoted",
    "a | b | c",
    "|---|---|",
    "*a* _b_ __c__ **d** ~~e~~",
    "\\[x\\](y) \\`z\\`",
    "&lt;b&gt; &#64;x &amp;",
    "$x$ #12 org/repo#3",
    "    code",
    "\tcode",
    "line\u2028end\u0085of\rit",
    "\u202egnp.exe",
    "a`@b`c",
    "`@b",
    ":::x",
    "==",
    "x\n\n<b>y</b>",
)
TAGS: Final = {"html", "head", "body", "h1", "h2", "p", "strong", "ul", "li", "blockquote", "code", "hr"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}


def rendered(text: str) -> Any:
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    return parse(f"<!DOCTYPE html><html><head></head><body>{html}</body></html>")


def everywhere(text: str) -> Memo:
    """A memo with the text in every kind of block."""
    return Memo(
        "a/b",
        text,
        "en",
        (
            Heading(1, text),
            Line(text),
            Line(text, lead=text),
            Items((Line(text), Line(text, lead=text))),
            Quote(text, text),
            Table(("", "Answer"), ((text, text),)),
            Line("The end."),
        ),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_markdown_is_text(text: str) -> None:
    made = markdown([everywhere(text)])
    assert "<" not in made
    tree = rendered(made)
    tags = [each.tag.rpartition("}")[2] for each in tree.iter() if isinstance(each.tag, str)]
    assert set(tags) <= TAGS
    counts = {name: tags.count(name) for name in ("h1", "h2", "li", "blockquote", "table", "tr", "td", "hr", "ul")}
    expected = {"h1": 1, "h2": 0, "li": 2, "blockquote": 1, "table": 1, "tr": 2, "td": 2, "hr": 0, "ul": 1}
    assert counts == expected
    wanted = " ".join(on_one_line(text).split())
    read = [" ".join(shown(each).split()) for name in ("h1", "td") for each in elements(tree, name)]
    assert read == [wanted, wanted, wanted]
    assert tags.count("strong") == 2
    loose = [each for each in linked(tree) if re.search(r"@\w|://|www\.|#\d", each)]
    assert loose == []


def linked(tree: Any) -> Iterator[str]:
    """The text outside code, in which sites look for what they link by themselves."""
    for each in tree.iter():
        if isinstance(each.tag, str) and not each.tag.endswith("}code"):
            yield each.text or ""
        yield each.tail or ""


@given(st.text(alphabet="ab1 \n\t#*_`~<>[]()!|&;:@/.\\-+=$\"'“”w", max_size=30).filter(str.strip))
def test_so_is_any_text(text: str) -> None:
    wanted = " ".join(on_one_line(text).split())
    tree = rendered(markdown([Memo("a/b", "x", "en", (Line(text, lead="x"), Table(("a",), ((text,),)), Quote(text, "y")))]))
    assert {each.tag.rpartition("}")[2] for each in tree.iter()} <= TAGS
    first, words, _ = elements(tree, "p")
    (cell,) = elements(tree, "td")
    assert [" ".join(shown(each).split()) for each in (first, cell, words)] == [f"x {wanted}".rstrip(), wanted, wanted]


def test_plain_text_stays_as_it_is() -> None:
    for text in (
        "What caused the fire?",
        "2 March 2017",
        "11 to 12, -5 and (c)",
        "Jama’at Nasr al-Islam",
        "إياد أغ غالي",
        "64%",
    ):
        assert inert(text) == text


def test_the_naughty_strings_stay_text_in_both(standards: Path) -> None:
    pytest.importorskip("docx")
    from compare.report.memos.word import word

    strings = [each for each in json.loads((standards / "naughty-strings.json").read_text(encoding="utf-8")) if each.strip()]
    made = [Memo("a/b", "x", "en", (Heading(1, "x"), *(Line(each) for each in strings)))]
    tree = rendered(markdown(made))
    assert {each.tag.rpartition("}")[2] for each in tree.iter()} <= TAGS
    wanted = [" ".join(on_one_line(each).split()) for each in strings]
    assert [" ".join(shown(each).split()) for each in elements(tree, "p")] == wanted
    assert [each.text for each in document(word(made)).paragraphs][1:] == [on_one_line(each) for each in strings]


# Word


def document(data: bytes) -> Any:
    from docx import Document

    return Document(io.BytesIO(data))


@pytest.fixture
def as_word(findings: Findings) -> bytes:
    pytest.importorskip("docx")
    from compare.report.memos.word import word

    return word(memos(Index(findings), [SUBJECT]))


def test_a_word_memo_has_headings_a_table_and_all_the_words_of_the_markdown_one(as_word: bytes, findings: Findings) -> None:
    made = document(as_word)
    heads = [(each.style.name, each.text) for each in made.paragraphs if each.style.name.startswith("Heading")]
    assert heads[:3] == [
        ("Heading 1", "What caused the fire?"),
        ("Heading 2", "Suggested wording: give each"),
        ("Heading 2", "Decision: attribute both"),
    ]
    ((table,),) = (made.tables,)
    assert [[cell.text for cell in row.cells] for row in table.rows][1] == [
        "A",
        "a faulty battery charger",
        "Quay and Cargo",
        "1 origin",
    ]
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False, False]  # noqa: SLF001
    plain = shown(rendered(said(findings)))
    assert [each.text for each in made.paragraphs if each.text and folded(each.text) not in folded(plain)] == []


def test_a_word_memo_knows_no_clock_no_user_no_link_and_no_macro(as_word: bytes) -> None:
    kept = document(as_word).core_properties
    assert (kept.title, kept.language, kept.author, kept.last_modified_by, kept.comments) == (
        "What caused the fire?",
        "en",
        "",
        "",
        "",
    )
    assert (kept.created.year, kept.modified.year, kept.revision) == (1980, 1980, 1)
    with zipfile.ZipFile(io.BytesIO(as_word)) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        texts = {name: packed.read(name).decode("utf-8") for name in packed.namelist() if name.endswith((".xml", ".rels"))}
        assert set(texts) == set(packed.namelist())
    assert [
        name
        for name, text in texts.items()
        if 'TargetMode="External"' in text or ("hyperlink" in text and name.endswith(".rels"))
    ] == []
    assert [name for name in texts if "vba" in name.lower() or "embeddings" in name] == []
    assert "fldSimple" not in texts["word/document.xml"]
    assert "instrText" not in texts["word/document.xml"]


def test_the_same_findings_give_the_same_bytes(as_word: bytes, findings: Findings, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    from compare.report.memos.word import word

    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    turned = replace(findings, claims=findings.claims[::-1], subjects=findings.subjects[::-1])
    assert word(memos(Index(turned), [SUBJECT])) == as_word
    assert said(turned) == said(findings)


def test_arabic_names_run_from_right_to_left() -> None:
    pytest.importorskip("docx")
    from compare.report.memos.word import word

    name = "إياد أغ غالي"
    made = document(word([Memo("a/b", "x", "en", (Heading(1, "x"), Line(f"led by {name}, who"), Line(f"{name} قال")))]))
    _, mixed, arabic = made.paragraphs
    assert [(run.text, bool(run.font.rtl)) for run in mixed.runs] == [("led by ", False), (name, True), (", who", False)]
    assert [bool(each._p.xpath("w:pPr/w:bidi")) for each in (mixed, arabic)] == [False, True]  # noqa: SLF001
    assert [bool(run.font.rtl) for run in arabic.runs] == [True]


def test_several_memos_in_one_document_begin_on_pages_of_their_own(findings: Findings) -> None:
    pytest.importorskip("docx")
    from compare.report.memos.word import word

    both = memos(Index(findings), [SUBJECT, "shed-4/sprinklers"])
    made = document(word(both))
    assert [each.text for each in made.paragraphs if each.style.name == "Heading 1"] == [each.title for each in both]
    assert len(made.element.xpath("//w:br[@w:type='page']")) == 1
    assert markdown(both).count("\n---\n") == 1
