"""The gate as Markdown for the summary of a job: everything that is not ours stands in code spans, where nothing acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.core.discrepancies import BaselineState
from compare.core.markdown_text import code
from compare.core.phrases import counted
from compare.core.problems import in_order
from compare.exporters.gate_words import Evidence, against, answer, called, counts, level, problems_beside, to_do

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.core.discrepancies import Discrepancy
    from compare.core.problems import Problem
    from compare.exporters.gate_words import Checked, Side

SHOWN: Final = 100
"""So many entries of a list are shown; GitHub takes a summary of at most one mebibyte."""


def gate_markdown(checked: Checked) -> str:
    """The answer as heading, the counts, a section for each discrepancy that fails, and lists of what else there is."""
    result, evidence = checked.result, Evidence(checked.findings)
    new = [each for each in result.discrepancies if each.state is BaselineState.NEW and not each.fails]
    gone = [each for each in result.discrepancies if each.state is BaselineState.ABSENT]
    blocks = [
        f"## {answer(checked)}",
        f"{_sentence(against(result, code(result.baseline or '')))} {code(level(result))}",
        _table(checked),
        *(_section(each, evidence) for each in result.failing[:SHOWN]),
        *_more(result.failing),
        *_list("New, and not failing", new),
        *_list("Resolved", gone),
        *_problems(in_order(problems_beside(checked.findings))),
    ]
    return "\n\n".join(blocks)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _table(checked: Checked) -> str:
    result, seen = checked.result, counts(checked.result)
    rows = [("subjects compared", result.compared), ("subjects skipped (fewer than two claims)", result.skipped)]
    rows += [("files failed", result.failed), ("failing", seen.failing)]
    if result.baseline is None:
        rows += [("at odds", seen.unjudged)]
    else:
        rows += [("new", seen.new), ("known", seen.known), ("resolved", seen.resolved)]
    rows += [("covered by decisions", seen.covered), ("stale or expired decisions", seen.lapsed)]
    return "\n".join(["| | |", "|---|---:|", *(f"| {name} | {number:,} |" for name, number in rows)])


def _section(it: Discrepancy, evidence: Evidence) -> str:
    """One discrepancy: what it is, whose words stand against whose, and what to do."""
    title = f"### {_sentence(called(it)).rstrip('.')}: {code(it.subject)}"
    told = [code(each) for each in (it.headline, it.because) if each]
    sides, left = evidence.told(it)
    listed = "\n".join(line for side in sides for line in _side(side))
    return "\n\n".join(filter(None, [title, *told, listed, left, code(it.why), to_do(it, code)]))


def _side(side: Side) -> Iterator[str]:
    yield f"- {code(side.value)}"
    for each in side.claims:
        yield f"  - {code(each.quote.text)} - {code(each.uid)}, {code(f'{each.place.file}:{each.place.line}')}"


def _more(found: Sequence[object]) -> list[str]:
    return [f"And {len(found) - SHOWN:,} more."] if len(found) > SHOWN else []


def _list(title: str, found: Sequence[Discrepancy]) -> Iterator[str]:
    if found:
        yield f"### {title}"
        yield _bullets(
            f"{code(each.subject)}: {called(each)}. {code(each.headline)} {code(each.why)}" for each in found[:SHOWN]
        )
        yield from _more(found)


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    if problems:
        yield f"### {counted(len(problems), 'problem')} of our own files"
        yield _bullets(
            f"{each.severity} {each.code} {each.kind.name} at {code(str(each.place))}: {code(each.message)} {code(each.advice)}"
            for each in problems[:SHOWN]
        )
        yield from _more(problems)


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
