"""`whosays show`: subjects in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.exits import Exit, exit_for
from compare.cli.options import NoColour, Quiet, Texts
from compare.cli.reading import findings_on
from compare.cli.terminal import Terminal, tally
from compare.core.findings import Gate, Standing
from compare.core.support_words import support_in_words, unrelated_in_words
from compare.core.visible import visible
from compare.core.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.findings import Findings, Position, SubjectFinding
    from compare.core.model import Claim

EXAMPLE = "whosays show jnim/leader"


def show(
    ctx: typer.Context,
    subject: Annotated[
        list[str] | None, typer.Argument(help="The subjects, entity/attribute.", metavar="SUBJECT", show_default=False)
    ] = None,
    *,
    standing: Annotated[
        list[Standing] | None, typer.Option("--standing", help="Every subject that comes to this; repeatable.")
    ] = None,
    casebook: Annotated[
        Path, typer.Option("--casebook", "-C", help="The casebook.", show_default="the current folder")
    ] = Path(),
    texts: Texts = None,
    quiet: Quiet = False,
    no_colour: NoColour = False,
) -> None:
    """Show what the sources say on one subject or several, in their words.

    The subjects named come first, in the order given, then all others of the standings asked for, sorted by id.

    Exit codes: 0 shown, 2 no such subject, 3 errors in the casebook (what can be read is shown).
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.quiet, terminal.colour = quiet, not no_colour
    if not subject and not standing:
        terminal.stop(Exit.USAGE, "Name a subject, or the subjects of a standing with --standing contested.")
    findings = findings_on(casebook, texts, terminal)
    chosen = _chosen(findings, subject or [], standing or [], casebook, terminal)
    for number, each in enumerate(chosen):
        if number:
            terminal.result("\n")
        _Card(findings, each, terminal).print(named=len(chosen) > 1)
    if not chosen:
        terminal.warn(f"No subject is {' or '.join(standing or [])}.")
    code = exit_for(findings.problems)
    terminal.stop(code, f"{tally(findings.problems)}: whosays check names them" if code is not Exit.CLEAN else "")


def _chosen(
    findings: Findings, named: Sequence[str], standings: Sequence[Standing], casebook: Path, terminal: Terminal
) -> list[SubjectFinding]:
    """The subjects named, in the order given, and the others of these standings, each once."""
    found = {each.subject.id: each for each in findings.subjects}
    for subject in named:
        if subject not in found:
            from compare.core.retired import or_retired
            from compare.core.suggest import did_you_mean

            near = or_retired(subject, "subject", findings.casebook.retired) or did_you_mean(subject, found)
            terminal.stop(Exit.USAGE, f"no subject {visible(subject)!r} in {visible(str(casebook))}{near}")
    return [found[each] for each in dict.fromkeys([*named, *(each for each in found if found[each].standing in standings)])]


class _Card:
    """A subject on the terminal: question, headline, positions with quotes, relations, who says nothing."""

    def __init__(self, findings: Findings, finding: SubjectFinding, terminal: Terminal) -> None:
        self._finding = finding
        self._terminal = terminal
        self._broken = [each for each in findings.breaches if finding.subject.id in each.subjects]
        self._claims = {claim.uid: claim for claim in findings.claims}
        self._names = {source.id: source.publisher or source.title for source in findings.casebook.sources}
        self._published = {source.id: source.published for source in findings.casebook.sources}

    def print(self, *, named: bool) -> None:
        """Print it all; `named` also the id, for a card among others."""
        say = self._terminal
        if named:
            say.result(visible(self._finding.subject.id), bold=True)
        say.result(visible(self._finding.subject.question), bold=True)
        say.paragraph(f"{self._finding.standing.upper()}  {self._finding.headline}")
        for line in filter(None, (support_in_words(self._finding), unrelated_in_words(self._finding))):
            say.paragraph(line)
        for number, position in enumerate(self._finding.positions, start=1):
            self._position(number, position)
        for uid in self._finding.unread:
            say.paragraph(f"cannot be read: {self._claims[uid].written} ({self._claims[uid].source})")
        self._relations()
        self._breaches()
        self._absences()

    def _position(self, number: int, position: Position) -> None:
        say = self._terminal
        denied = "not " if position.stance == "denies" else ""
        sources = f"{len(position.sources)} source{'s' if len(position.sources) != 1 else ''}"
        say.result()
        say.result(visible(f"{number}. {denied}{position.value}  ({sources}, {position.origins})"), bold=True)
        for uid in position.claims:
            self._claim(self._claims[uid])

    def _claim(self, claim: Claim) -> None:
        sentence = f"sentence {claim.quote.sentence}" if claim.quote.sentence else "quote not looked up"
        notes = [claim.hedge if claim.hedge != "stated" else "", f"scope: {claim.scope}" if claim.scope else "", sentence]
        held = {"since": claim.since, "until": claim.until, "as of": claim.as_of, "published": self._published[claim.source]}
        dates = [f"{word} {date}" for word, date in held.items() if date]
        tail = ", ".join(each for each in [*notes, *dates, f"via {', '.join(claim.via)}" if claim.via else ""] if each)
        self._terminal.paragraph(f"{self._names[claim.source]} ({claim.source}): “{claim.quote.text}” ({tail})", "   ")

    def _relations(self) -> None:
        for each in self._finding.relations:
            pair = f"{each.between[0] + 1} and {each.between[1] + 1}"
            gate = f", {word('gate', each.gate).shown}" if each.gate and each.gate is not Gate.UNDETERMINED else ""
            self._terminal.result()
            self._terminal.paragraph(f"{pair}: {each.relation}{gate} ({each.strength}, {each.rule}). {each.because}")

    def _breaches(self) -> None:
        """Every breach of a rule with the words of each claim; at odds with itself is only who states it all as its own."""
        for each in self._broken:
            alone = "at odds with itself" if each.strength == "firm" else "all of it in"
            internal = f", {alone}: {', '.join(each.internal)}" if each.internal else ""
            self._terminal.result()
            self._terminal.paragraph(f"breaks rule {each.rule} ({each.strength}{internal}). {each.because}")
            for uid in each.claims:
                self._claim(self._claims[uid])

    def _absences(self) -> None:
        if self._finding.absent:
            self._terminal.result()
        for each in self._finding.absent:
            self._terminal.paragraph(
                f"{self._names[each.source]} ({each.source}): {word('absence', each.word).shown}. {each.because}"
            )
