"""`whosays sentences`: an article sentence by sentence, with what has been made of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from compare.cli.changing import desk, refusals
from compare.cli.claim_saving import answer_of, qualified
from compare.cli.exits import Exit, exit_for
from compare.cli.options import AsTextOrJson, InCasebook, NoColour, Quiet, TextOrJson, Texts
from compare.cli.reading import findings_on
from compare.cli.terminal import Terminal
from compare.cli.terminal import tally as tally_of_problems
from compare.core.phrases import counted
from compare.core.problems import Problem
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.authoring.progress.sentences import SentenceState
    from compare.cli.changing import Desk
    from compare.core.findings import Findings
    from compare.core.model import ArticleText, Claim, Source

EXAMPLE = "whosays sentences jamestown-2017 --open --texts ../articles"
LONGEST_VALUE: Final = 60  # characters; the whole value stands in the claim file


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which sentences are asked for: from number to number, only open ones, only those that name an entity."""

    first: int = 1
    last: int | None = None
    only_open: bool = False
    entity: str = ""

    def takes(self, state: SentenceState) -> bool:
        """Whether a sentence is asked for."""
        in_range = self.first <= state.number and (self.last is None or state.number <= self.last)
        return in_range and (state.state == "open" or not self.only_open) and (not self.entity or self.entity in state.mentions)


def sentences(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(help="The source: the name of its record in seeds/.")],
    *,
    only_open: Annotated[bool, typer.Option("--open", help="Only those neither claimed for anything nor dismissed.")] = False,
    mentions: Annotated[
        str, typer.Option("--mentions", help="Only those that name this entity: its id, name or an alias.", metavar="ENTITY")
    ] = "",
    first: Annotated[int, typer.Option("--from", help="The first number to show.", min=1)] = 1,
    last: Annotated[int | None, typer.Option("--to", help="The last number to show.", min=1)] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Each claim with its quote and all that is said about it; JSON has it always.")
    ] = False,
    freeze: Annotated[
        bool, typer.Option("--freeze", help="Show nothing; write the sentences' number and stamp into the source record.")
    ] = False,
    form: AsTextOrJson = TextOrJson.TEXT,
    casebook: InCasebook = Path(),
    texts: Texts = None,
    quiet: Quiet = False,
    no_colour: NoColour = False,
) -> None:
    """Show the sentences of an article: number, claimed, dismissed or open, the claims on it, the entities it names.

    With --full an article can be proofread against its claims. The numbers are those of `nothing:` and `sentence:`; --freeze
    makes the casebook notice when one of them would come to mean another sentence, and names those to look at again if that
    has happened.

    Exit codes: 0 shown or frozen, 2 no such source, entity or sentence, 3 the text is not at hand or not the one of the
    record, or errors in the casebook (what can be read is shown), 4 cannot write.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.quiet, terminal.colour = quiet, not no_colour
    findings = findings_on(casebook, texts, terminal)
    record = _record(source, findings, casebook, terminal)
    article = findings.casebook.texts.get(source)
    if article is None:
        _not_at_hand(record, findings, casebook, texts or (), terminal)
    if freeze:
        _freeze(record, article, findings, casebook, texts, terminal)
    else:
        choice = _Choice(first, last, only_open, _entity(mentions, findings, terminal))
        _show(record, choice, form, findings, terminal, full=full)


def _record(source: str, findings: Findings, casebook: Path, terminal: Terminal) -> Source:
    found = {each.id: each for each in findings.casebook.sources}
    if source not in found:
        from compare.core.suggest import did_you_mean

        terminal.stop(Exit.USAGE, f"no source {visible(source)!r} in {visible(str(casebook))}{did_you_mean(source, found)}")
    return found[source]


def _entity(named: str, findings: Findings, terminal: Terminal) -> str:
    """The canonical id of the entity that is asked for, or '' if none is."""
    from compare.core.entities import Entities

    try:
        return Entities(findings.casebook.entities).resolve(named) if named else ""
    except ValueError as fault:
        terminal.stop(Exit.USAGE, visible(str(fault)))


def _not_at_hand(source: Source, findings: Findings, casebook: Path, texts: Sequence[Path], terminal: Terminal) -> NoReturn:
    """End the command with where the text was looked for, or why there is none to look for."""
    from compare.loading.settings_file import read_settings
    from compare.loading.texts import folders

    unreadable = [each for each in _of_record(source, findings) if each.code.startswith("F")]
    if unreadable:
        terminal.problems(unreadable, err=True)
        terminal.stop(Exit.PROBLEMS)
    if source.text is None:
        why = f": {source.unavailable}" if source.unavailable else "; add text: {file, sha256} to it"
        terminal.stop(Exit.PROBLEMS, visible(f"The record {source.place.file} names no article text{why}."))
    looked = [str(folder) for folder, _ in folders(casebook, read_settings(casebook)[0], texts)]
    terminal.warn(visible(f"The article text {source.text.file} of {source.id} is not at hand. It was looked for in:"))
    for folder in looked:
        terminal.warn(f"  {visible(folder)}")
    terminal.stop(Exit.PROBLEMS, "Name its folder with --texts, with WHOSAYS_TEXTS or under texts in whosays.toml.")


def _of_record(source: Source, findings: Findings) -> list[Problem]:
    """What is wrong with the record of a source, or with its text."""
    return [each for each in findings.problems if each.place.file == source.place.file]


def _show(source: Source, choice: _Choice, form: TextOrJson, findings: Findings, terminal: Terminal, *, full: bool) -> None:
    """The sentences that are asked for, a tally of all, and how the command ends."""
    from compare.authoring.progress.sentences import SentenceBook, sentences_json

    book = SentenceBook(findings)
    whole, unplaced = book.of(source.id), book.unplaced(source.id)
    _check_range(choice, len(whole), terminal)
    shown = [each for each in whole if choice.takes(each)]
    terminal.problems(_of_record(source, findings), err=True)
    if form is TextOrJson.JSON:
        terminal.result(sentences_json(source.id, whole, shown, unplaced))
    else:
        _print(whole, shown, unplaced, terminal, full=full)
    code = exit_for(findings.problems)
    if code is Exit.NOTHING_COMPARED:  # an article is read before there are claims
        code = Exit.CLEAN
    terminal.stop(code, f"{tally_of_problems(findings.problems)}: whosays check names them" if code is not Exit.CLEAN else "")


def _check_range(choice: _Choice, most: int, terminal: Terminal) -> None:
    """End the command if a number is asked for that the article does not have."""
    last = most if choice.last is None else choice.last
    if max(choice.first, last) > most:
        terminal.stop(Exit.USAGE, f"there is no sentence {max(choice.first, last)}: the article has {most}")
    if choice.first > last:
        terminal.stop(Exit.USAGE, f"no sentence lies from {choice.first} to {last}: the first number is the greater one")


def _print(
    whole: Sequence[SentenceState],
    shown: Sequence[SentenceState],
    unplaced: Sequence[Claim],
    terminal: Terminal,
    *,
    full: bool,
) -> None:
    from compare.authoring.progress.sentences import STATES, tally

    width = len(str(len(whole)))
    for each in shown:
        head = f"{each.number:>{width}}  {each.state:<{max(map(len, STATES))}}  "
        indent = " " * len(head)
        terminal.paragraph(each.text, indent, head=head)
        for claim in each.claims:
            _claim(claim, indent, terminal, full=full)
        if each.mentions:
            terminal.paragraph(f"names {', '.join(each.mentions)}", indent)
    for claim in unplaced:
        _claim(claim, "", terminal, full=full, head=f"in no sentence, its quote is {claim.quote.state}: ")
    counts = tally(whole)
    parts = ", ".join(f"{getattr(counts, state)} {state}" for state in STATES)
    some = f"; {len(shown)} shown" if len(shown) < len(whole) else ""
    terminal.result(f"{counted(len(whole), 'sentence')}: {parts}{some}", bold=True)


def _claim(claim: Claim, indent: str, terminal: Terminal, *, full: bool, head: str = "") -> None:
    """A claim on one line, or with its quote and qualifiers below it."""
    if not full:
        terminal.paragraph(f"{head}{_as_line(claim)}", indent)
        return
    terminal.paragraph(f"{head}{claim.id}: {answer_of(claim)}", indent)
    for line in qualified(claim):
        terminal.paragraph(line, f"{indent}  ")


def _as_line(claim: Claim) -> str:
    """`leader: jnim/leader = Iyad Ag Ghali`, the value cut if it is long."""
    value = claim.shown or claim.written
    short = value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 1]}…"
    return f"{claim.id}: {claim.subject} = {'not ' if claim.stance == 'denies' else ''}{short}"


def _freeze(
    source: Source,
    article: ArticleText,
    findings: Findings,
    casebook: Path,
    texts: Sequence[Path] | None,
    terminal: Terminal,
) -> None:
    """Write number and stamp into the record, and name the numbers to look at again if sentences have shifted."""
    from compare.loading.segmentation import is_frozen_as, stamp

    if not article.attested:
        terminal.problems(_of_record(source, findings), err=True)
        terminal.stop(Exit.PROBLEMS, "Nothing was frozen: its sentences would be those of a text that nobody attests.")
    if not article.sentences:
        terminal.stop(Exit.PROBLEMS, f"Nothing was frozen: the article text of {source.id} has no sentence.")
    shown = f"{counted(len(article.sentences), 'sentence')} as {stamp(article.sentences)}"
    path = visible(source.place.file)
    if is_frozen_as(source, article.sentences):
        terminal.result(f"{path}: frozen already, {shown}")
        return
    _write(source, article, desk(casebook, texts, terminal))
    terminal.result(f"{path}: frozen, {shown}")
    if any(each.code == "Q508" for each in _of_record(source, findings)):
        _look_again(source, casebook, terminal)


def _write(source: Source, article: ArticleText, at: Desk) -> None:
    from compare.authoring.editing.edits import CannotEdit
    from compare.authoring.progress.freezing import frozen

    file = source.place.file
    old = at.text_of(file) or ""
    with refusals(at.terminal):
        try:
            new = frozen(old, article.sentences)
        except CannotEdit as fault:
            raise CannotEdit(f"{file} cannot be edited safely: {fault}") from None
        at.save(file, old, new)


def _look_again(source: Source, casebook: Path, terminal: Terminal) -> None:
    """Every number that may mean another sentence than when it was written."""
    from compare.authoring.progress.freezing import numbers
    from compare.loading.settings_file import read_settings

    found = list(numbers(casebook, source.id, read_settings(casebook)[0].limits))
    if found:
        terminal.result("Look again at these numbers: each may mean another sentence now.", bold=True)
    for place, text in found:
        terminal.result(visible(f"{place}: {text}"))
