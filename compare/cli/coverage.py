"""`whosays coverage`: how much of every article is annotated, and what every source comes to on every subject."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from compare.cli.exits import Exit, exit_for
from compare.cli.options import AsTextOrJson, Casebook, NoColour, Quiet, TextOrJson, Texts
from compare.cli.reading import findings_on
from compare.cli.terminal import Terminal, tally
from compare.core.findings import AbsenceWord
from compare.core.phrases import counted, joined
from compare.core.visible import visible
from compare.core.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.authoring.progress.coverage import Coverage, SourceCoverage
    from compare.authoring.progress.sentences import Tally

EXAMPLE = "whosays coverage . --texts ../articles --fail-under 100"
SENTENCE_COLUMNS: Final = ("all", "claimed", "dismissed", "open", "decided")


def coverage(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    casebook: Casebook = Path(),
    *,
    why: Annotated[bool, typer.Option("--why", help="Say for each subject that is not checked why it is not.")] = False,
    fail_under: Annotated[
        float,
        typer.Option(
            "--fail-under",
            help="Fail if fewer sentences than this are decided, or cannot be counted.",
            min=0,
            max=100,
            metavar="PERCENT",
        ),
    ] = 0,
    form: AsTextOrJson = TextOrJson.TEXT,
    texts: Texts = None,
    quiet: Quiet = False,
    no_colour: NoColour = False,
) -> None:
    """Count for every source its sentences claimed, dismissed and open, and its subjects by what it says on them.

    A sentence is decided if it is claimed for something or dismissed. A subject is answered, or it is one of the six words
    that say why not (`whosays explain silent`).

    Exit codes: 0 counted, 1 fewer decided than --fail-under asks for or a text is not at hand, 2 usage or settings,
    3 errors in the casebook (what can be read is counted), 5 nothing compared.
    """
    from compare.authoring.progress.coverage import coverage as count
    from compare.authoring.progress.coverage import coverage_json

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.quiet, terminal.colour = quiet, not no_colour
    findings = findings_on(casebook, texts, terminal)
    found = count(findings)
    if form is TextOrJson.JSON:
        terminal.result(coverage_json(found))
    else:
        _print(found, terminal, why=why)
    code = exit_for(findings.problems)
    if code is not Exit.CLEAN:
        terminal.stop(code, f"{tally(findings.problems)}: whosays check names them")
    if fail_under and not found.reaches(fail_under):
        terminal.stop(Exit.GATE, _below(found, fail_under))


def _below(found: Coverage, percent: float) -> str:
    """Why the threshold is not reached."""
    total = found.sentences
    decided = f"{total.decided} of {counted(total.sentences, 'sentence')} decided" if total else "no sentence can be counted"
    missing = f"; the attested text is not at hand of {joined(found.unvouched)}" if found.unvouched else ""
    return visible(f"Below {percent:g}%: {decided}{missing}.")


def _print(found: Coverage, terminal: Terminal, *, why: bool) -> None:
    """Two tables with a line for each source and one for all, and the reasons if they are asked for."""
    _table(
        [_Row("sentences of", SENTENCE_COLUMNS), *(_sentences_of(each) for each in found.sources), _all_sentences(found)],
        terminal,
    )
    terminal.result()
    _table(_subject_rows(found), terminal)
    if why:
        _reasons(found, terminal)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a table: what it is about, its figures, and what is to be said instead of them or beside them."""

    name: str
    figures: tuple[str, ...] = ()
    remark: str = ""


def _table(rows: Sequence[_Row], terminal: Terminal) -> None:
    """Names to the left, figures to the right, the first row in bold."""
    names = max(len(row.name) for row in rows)
    widths = [max(map(len, column)) for column in zip(*(row.figures for row in rows if row.figures), strict=True)]
    for number, row in enumerate(rows):
        figures = [figure.rjust(width) for figure, width in zip(row.figures, widths, strict=False)]
        parts = [row.name.ljust(names), *figures, row.remark]
        terminal.result(visible("  ".join(part for part in parts if part)).rstrip(), bold=number == 0)


def _figures(sentences: Tally | None) -> tuple[str, ...]:
    if sentences is None:
        return ()
    counts = (sentences.sentences, sentences.claimed, sentences.dismissed, sentences.open)
    return (*(f"{each:,}" for each in counts), f"{sentences.percent}%")


def _sentences_of(each: SourceCoverage) -> _Row:
    remarks = {
        "changed": "text changed since it was read",
        "not at hand": "text not at hand",
        "unavailable": "no text: unavailable",
    }
    return _Row(each.source, _figures(each.sentences), remarks.get(each.text, ""))


def _all_sentences(found: Coverage) -> _Row:
    """The total, which says what it leaves out."""
    left_out = sum(each.text == "not at hand" for each in found.sources)
    return _Row("total", _figures(found.sentences), f"without {counted(left_out, 'text')} not at hand" if left_out else "")


def _subject_rows(found: Coverage) -> list[_Row]:
    """Cells by word, one line for each source; a word that no cell comes to has no column."""
    from compare.authoring.progress.coverage import ANSWERED, CELL_WORDS, words_counted

    counts = [(each.source, words_counted(each.cells)) for each in found.sources]
    total = words_counted(found.cells)
    words = [each for each in CELL_WORDS if total[each] or each == ANSWERED]
    heads = tuple(each if each == ANSWERED else word("absence", each).shown for each in words)
    rows = [
        _Row(name, (f"{sum(by.values()):,}", *(f"{by[each]:,}" for each in words))) for name, by in [*counts, ("total", total)]
    ]
    return [_Row("subjects for", ("asked", *heads)), *rows]


def _reasons(found: Coverage, terminal: Terminal) -> None:
    """Why each cell that is not checked is not."""
    cells = [each for each in found.cells if each.word == AbsenceWord.NOT_CHECKED]
    terminal.result()
    terminal.result("Not checked, and why" if cells else "No subject is left unchecked.", bold=True)
    for each in cells:
        terminal.paragraph(f"{each.source}  {each.subject}: {each.because}")
