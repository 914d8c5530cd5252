"""The questions of `whosays suggest --ask`: one after the other, each answer kept before the next is asked."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import typer

from compare.cli.answer import keep
from compare.cli.changing import Desk, desk
from compare.cli.exits import Exit
from compare.cli.suggestion_lists import entities_line, name_line, subjects_line
from compare.core.phrases import counted
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from compare.authoring.suggesting.answers import Question, Verdict
    from compare.authoring.suggesting.suggestions import Suggestions
    from compare.cli.terminal import Terminal
    from compare.core.findings import Findings

CHOICES: Final = {"y": "yes", "n": "no", "u": "unsure", "s": "skipped", "q": "quit"}
_PROMPT: Final = "y / n / u(nsure) / s(kip) / q(uit): "


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put to a person: what stands on the terminal, and where the spelling was seen."""

    question: Question
    lines: tuple[str, ...]
    source: str | None = None


def ask_all(found: Suggestions, findings: Findings, casebook: Path, texts: Sequence[Path] | None, terminal: Terminal) -> Exit:
    """Ask everything that can be answered, until the answers end; the exit code tells whether one was refused."""
    questions = list(_questions(found, findings))
    at = desk(casebook, texts, terminal)
    counts: Counter[str] = Counter()
    named: set[str] = set()
    for number, asked in enumerate(questions, start=1):
        if asked.question.one in named:  # it is somebody's alias by now
            counts["settled"] += 1
            continue
        choice = _ask(asked, f"[{number}/{len(questions)}]", terminal)
        if choice == "q":
            break
        done = "skipped" if choice == "s" else _keep(at, asked, choice)
        counts[done] += 1
        if done == "yes" and asked.question.about == "name":
            named.add(asked.question.one)
    terminal.result(_summary(counts, len(questions)))
    return Exit.PROBLEMS if counts["refused"] else Exit.CLEAN


def _questions(found: Suggestions, findings: Findings) -> Iterator[Asked]:
    """Names first, then pairs of entities, then pairs of subjects."""
    from compare.authoring.suggesting.answers import Question

    article = findings.casebook.texts.get(found.source)
    sentences = {each.number: article.text[each.start : each.end] for each in article.sentences} if article else {}
    for name in found.names:
        lines = (sentences[name.sentences[0]], name_line(name), f"Is “{name.spelling}” a name of {name.entity}?")
        yield Asked(Question("name", name.spelling, name.entity), lines, found.source)
    for pair in found.entities:
        ids = (pair.one, pair.other)
        yield Asked(Question("entities", *ids), (entities_line(pair), f"Are {ids[0]} and {ids[1]} the same?"))
    for each in found.subjects:
        ids = (each.one.id, each.other.id)
        yield Asked(Question("subjects", *ids), (subjects_line(each), f"Do {ids[0]} and {ids[1]} ask the same?"))


def _ask(asked: Asked, head: str, terminal: Terminal) -> str:
    """Put one question until it is answered; where the answers end, so does the asking."""
    terminal.warn("")
    for line in (f"{head} {asked.lines[0]}", *asked.lines[1:]):
        terminal.warn(visible(line))
    while True:
        typer.echo(_PROMPT, nl=False, err=True)
        line = sys.stdin.readline()
        choice = line.strip().casefold()[:1]
        if not line:
            return "q"
        if choice in CHOICES:
            return choice
        terminal.warn(f"{visible(line.strip())!r} is no answer.")


def _keep(at: Desk, asked: Asked, choice: str) -> str:
    """Write an answer, and tell what became of it; one that is refused leaves the others as they are."""
    from compare.authoring.editing.edits import CannotEdit
    from compare.authoring.editing.refusals import RefusedError
    from compare.authoring.suggesting.answers import Verdict

    verdicts: dict[str, Verdict] = {"y": Verdict.YES, "n": Verdict.NO, "u": Verdict.UNSURE}
    try:
        at.terminal.warn(keep(at, asked.question, verdicts[choice], asked.source))
    except (RefusedError, CannotEdit) as fault:
        at.terminal.warn(visible(str(fault)))
        return "not kept" if asked.question.about == "subjects" else "refused"
    except typer.Exit as ended:
        if ended.exit_code != Exit.PROBLEMS:
            raise
        return "refused"
    return CHOICES[choice]


def _summary(counts: Counter[str], total: int) -> str:
    """`3 questions: 1 yes, 1 no, 1 skipped`, with those not asked."""
    left = total - counts.total()
    parts = [f"{number} {what}" for what, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    return f"{counted(total, 'question')}: {', '.join([*parts, *([f'{left} not asked'] if left else [])]) or 'nothing to ask'}"
