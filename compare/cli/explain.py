"""`whosays explain`: what a problem code, a rule or a word of the report means."""

from __future__ import annotations

from typing import Annotated

import typer

from compare.cli.exits import Exit
from compare.cli.options import NoColour
from compare.cli.terminal import Terminal
from compare.core.codes import CODES
from compare.core.visible import visible
from compare.core.words import WORDS

EXAMPLE = "whosays explain contested"


def explain(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A problem code (Q501), a rule (gate.succession) or a word (contested).")],
    *,
    no_colour: NoColour = False,
) -> None:
    """Explain a problem code, a rule that a relation names, or a standing and any other word of the report.

    Exit codes: 0 explained, 2 nothing of this name.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    if not any([_code(name, terminal), _words(name, terminal), _rules(name, terminal)]):
        from compare.analysis.rulebook import rules
        from compare.core.suggest import did_you_mean

        known = [
            *CODES,
            *(code.name for code in CODES.values()),
            *(each.word for each in WORDS),
            *(each.id for each in rules()),
        ]
        terminal.stop(Exit.USAGE, f"nothing is called {visible(name)!r}{did_you_mean(name, known)}")


def _code(name: str, terminal: Terminal) -> bool:
    found = [code for code in CODES.values() if name.casefold() in {code.code.casefold(), code.name}]
    for code in found:
        terminal.result(f"{code.code} {code.name} ({code.severity})", bold=True)
        terminal.paragraph(f"Why: {code.why}")
        terminal.paragraph(f"Cure: {code.cure}")
    return bool(found)


def _words(name: str, terminal: Terminal) -> bool:
    asked = name.casefold().replace(" ", "-")
    found = [each for each in WORDS if each.word == asked]
    for each in found:
        terminal.result(f"{each.glyph} {each.word} ({each.group})", bold=True)
        terminal.paragraph(each.meaning)
    return bool(found)


def _rules(name: str, terminal: Terminal) -> bool:
    from compare.analysis.rulebook import rules

    found = [each for each in rules() if name.casefold() in {each.id, each.heading}]
    for each in found:
        terminal.result(f"{each.id} → {each.relation}", bold=True)
        terminal.paragraph(each.sentence or "(no sentence of its own)")
        for example in each.examples:
            note = f" ({example.note})" if example.note else ""
            terminal.paragraph(f"{example.a}  |  {example.b}{note}", "  ")
        for miss in each.misses:
            note = f" ({miss.note})" if miss.note else ""
            terminal.paragraph(f"near miss, {miss.fires}: {miss.a}  |  {miss.b}{note}", "  ")
    return bool(found)
