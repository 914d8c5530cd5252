"""A long article goes on over further pages, as do hundreds of claims without their text, and every link finds its place."""

from __future__ import annotations

import re
import runpy
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.analysis.rulebook import rules
from compare.core.model import ArticleText, Sentence
from compare.pipeline import Run, find
from compare.report.addresses import CLAIMS_ON_PAGE, SENTENCES_ON_PAGE
from compare.report.site import render
from compare.report.views.passages import Mark
from compare.report.views.source_pages import page_starts
from tests.conftest import ROOT
from tests.report.conftest import lost

if TYPE_CHECKING:
    from pathlib import Path

    Pages = dict[str, str]

BOOKS: Final = runpy.run_path(str(ROOT / "bench" / "load_books.py"))
CLAIMS: Final = 450


def pages_of(root: Path) -> Pages:
    return {path: text for path, text in render(find(Run(root)), rules()) if path.endswith(".html")}


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """An article of some four thousand sentences, and the few of another one."""
    root = tmp_path_factory.mktemp("long")
    BOOKS["one_text"](root, 400_000, 60)
    return pages_of(root)


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """One source with hundreds of claims, whose text is not at hand."""
    root = tmp_path_factory.mktemp("without")
    BOOKS["one_subject"](root, CLAIMS, changing=False, sources=1)
    (root / "seeds" / "source-0.txt").unlink()
    return pages_of(root)


def often(pages: Pages, begin: str) -> Counter[str]:
    of_source = (text for path, text in pages.items() if path.startswith("src/source-0"))
    return Counter(each for text in of_source for each in re.findall(f' id="({begin}[^"]*)"', text))


def test_every_sentence_of_a_long_article_stands_on_one_page(long: Pages) -> None:
    sentences = often(long, "t-[0-9]")
    assert len(sentences) > 3 * SENTENCES_ON_PAGE
    assert set(sentences.values()) == {1}
    for path, text in long.items():
        assert len(re.findall(r' id="t-[0-9]+"', text)) <= SENTENCES_ON_PAGE, path


def test_every_claim_and_its_words_stand_on_one_page(long: Pages) -> None:
    for begin in ("c-", "q-"):
        assert len(often(long, begin)) == 60
        assert set(often(long, begin).values()) == {1}


def test_every_link_leads_to_the_page_of_its_sentence_or_claim(long: Pages, without: Pages) -> None:
    assert lost(long) == []
    assert lost(without) == []
    assert any('href="../../src/source-0--4.html#t-' in text for path, text in long.items() if path.startswith("s/"))


def test_the_pages_of_an_article_lead_to_each_other(long: Pages) -> None:
    last = max(int(each) for path in long for each in re.findall(r"^src/source-0--(\d+)\.html$", path))
    assert (
        f'<p>The article goes on: <a href="../src/source-0--2.html"><bdi dir="auto">page 2 of {last}'
        in long["src/source-0.html"]
    )
    second = long["src/source-0--2.html"]
    steps = dict(re.findall(r'data-go="([a-z]+)" href="([^"]+)"', second))
    assert steps == {"previous": "../src/source-0.html", "next": "../src/source-0--3.html", "up": "../src/source-0.html"}
    assert f"page 2 of {last}" in second


def test_hundreds_of_claims_without_a_text_stand_on_one_page_each(without: Pages) -> None:
    assert len(often(without, "c-")) == CLAIMS
    assert set(often(without, "c-").values()) == {1}
    assert '<p>More claims: <a href="../src/source-0--2.html">' in without["src/source-0.html"]
    on_last = len(re.findall(' id="c-', without["src/source-0--3.html"]))
    assert on_last == CLAIMS - 2 * CLAIMS_ON_PAGE


@given(
    lengths=st.lists(st.integers(1, 9), max_size=20),
    spans=st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=6),
    most=st.integers(1, 8),
)
def test_no_page_begins_within_a_quote_and_none_is_longer_than_it_must(
    lengths: list[int], spans: list[tuple[int, int]], most: int
) -> None:
    """Each sentence has two letters; the numbers are how many there are in each paragraph."""
    paragraphs = [number for number, length in enumerate(lengths, 1) for _ in range(length)]
    text = "ab" * len(paragraphs)
    sentences = tuple(Sentence(at + 1, 2 * at, 2 * at + 2, number) for at, number in enumerate(paragraphs))
    marks = [
        Mark(start, min(start + length, len(text)), str(at)) for at, (start, length) in enumerate(spans) if start < len(text)
    ]
    starts = page_starts(ArticleText("x", text, "", attested=True, sentences=sentences), marks, most)
    assert all(start % 2 == 0 for start in starts)
    assert list(starts) == sorted(set(starts))
    assert not any(mark.start < start < mark.end for start in starts for mark in marks)
    for start, end in zip((0, *starts), (*starts, len(text)), strict=True):
        inside = range(start + 2 * most, end, 2)
        assert all(any(mark.start < at < mark.end for mark in marks) for at in inside), (start, end)


@pytest.mark.parametrize(("lengths", "pages"), [([3, 3], 2), ([2, 2, 2], 2), ([4], 1), ([5], 2), ([1] * 9, 3), ([9, 1], 3)])
def test_a_page_begins_with_a_paragraph_where_one_begins(lengths: list[int], pages: int) -> None:
    paragraphs = [number for number, length in enumerate(lengths, 1) for _ in range(length)]
    sentences = tuple(Sentence(at + 1, 2 * at, 2 * at + 2, number) for at, number in enumerate(paragraphs))
    starts = page_starts(ArticleText("x", "ab" * len(paragraphs), "", attested=True, sentences=sentences), (), 4)
    assert len(starts) == pages - 1
    begins = {2 * sum(lengths[:at]) for at in range(len(lengths))}
    assert set(starts) <= begins or max(lengths) > 4
