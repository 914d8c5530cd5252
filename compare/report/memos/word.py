"""A memo as a Word document (ECMA-376), made without a clock, a user, a link or a macro in it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from compare.report.memos.blocks import Heading, Items, Line, Memo, Quote, Table, on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.report.memos.blocks import Block

_RIGHT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RUNS: Final = re.compile(f"[{_RIGHT}](?:[^\\w]*[{_RIGHT}\u200e\u200f])*")
_LETTER: Final = re.compile(r"[^\W\d_]")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can name."""
_WIDTHS: Final = (0.4, 2.4, 2.6, 1.1)  # inches


def word(memos: Sequence[Memo]) -> bytes:
    """The memos as one document, each on a page of its own.

    Raises:
        ImportError: the extra `word` is not installed.
    """
    from docx import Document

    document: Any = Document()
    _tidy(document, memos)
    for number, memo in enumerate(memos):
        if number:
            document.add_page_break()
        for block in memo.blocks:
            _add(document, block)
    written = io.BytesIO()
    document.save(written)
    return _without_clock(written.getvalue())


def _tidy(document: Any, memos: Sequence[Memo]) -> None:  # noqa: ANN401 - the library has no types
    """Nothing in the document of when, where and by whom it was made, nor of its template."""
    from datetime import UTC, datetime

    from docx.oxml.ns import qn

    kept = document.core_properties
    kept.title, kept.language = on_one_line(memos[0].title)[:255], memos[0].language
    kept.author = kept.last_modified_by = kept.comments = kept.keywords = kept.subject = ""
    kept.created = kept.modified = datetime(*_EPOCH, tzinfo=UTC)
    kept.revision = 1
    rels = document.part.package.rels
    for name in [name for name, each in rels.items() if each.reltype.endswith("/thumbnail")]:
        rels.pop(name)
    for each in document.styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), memos[0].language)


def _add(document: Any, block: Block) -> None:  # noqa: ANN401 - the library has no types
    if isinstance(block, Heading):
        _fill(document.add_heading(level=block.level), Line(block.text))
    elif isinstance(block, Line):
        _fill(document.add_paragraph(), block)
    elif isinstance(block, Items):
        for each in block.lines:
            _fill(document.add_paragraph(style="List Bullet"), each)
    elif isinstance(block, Quote):
        _quote(document, block)
    else:
        _table(document, block)


def _quote(document: Any, quote: Quote) -> None:  # noqa: ANN401 - the library has no types
    """The words, indented, and beneath them who says them; neither stands alone at the end of a page."""
    from docx.shared import Inches

    words, by = document.add_paragraph(style="Quote"), document.add_paragraph()
    for each in (words, by):
        each.paragraph_format.left_indent = Inches(0.3)
    words.paragraph_format.keep_with_next = True
    words.paragraph_format.space_after = 0
    _fill(words, Line(quote.words))
    _fill(by, Line(f"— {quote.by}"))


def _table(document: Any, table: Table) -> None:  # noqa: ANN401 - the library has no types
    from docx.oxml import OxmlElement
    from docx.shared import Inches

    made = document.add_table(rows=1 + len(table.rows), cols=len(table.head), style="Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, _WIDTHS, strict=True):
        column.width = Inches(width)
    for row, cells in zip(made.rows, [table.head, *table.rows], strict=True):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no other way
        properties.append(OxmlElement("w:cantSplit"))
        for cell, text, width in zip(row.cells, cells, _WIDTHS, strict=True):
            cell.width = Inches(width)
            _fill(cell.paragraphs[0], Line("", lead=text) if cells is table.head else Line(text))
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
    document.add_paragraph()


def _fill(paragraph: Any, line: Line) -> None:  # noqa: ANN401 - the library has no types
    """A paragraph with its runs, those of another direction marked as such; it runs the way its first letter does."""
    from docx.oxml import OxmlElement

    lead, text = on_one_line(line.lead), on_one_line(line.text)
    first = _LETTER.search(lead + text)
    if first and _RUNS.match(first.group()):
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library has no other way
        properties.insert_element_before(
            OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc"
        )
    for said, strong in ((lead, True), (" " + text if lead and text else text, False)):
        for part, right in _directed(said):
            run = paragraph.add_run(part)
            run.font.bold = True if strong else None
            run.font.rtl = True if right else None


def _directed(text: str) -> Iterator[tuple[str, bool]]:
    """The text in parts, each with whether it is written from right to left."""
    end = 0
    for found in _RUNS.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found.group(), True
        end = found.end()
    if end < len(text):
        yield text[end:], False


def _without_clock(data: bytes) -> bytes:
    """The archive with the same members in the same order, none of which says when it was written."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            member = zipfile.ZipInfo(each.filename, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(each))
    return written.getvalue()
