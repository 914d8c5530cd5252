"""What a command says: results on stdout, everything else on stderr, nothing that could act on the terminal."""

from __future__ import annotations

import io
import os
import shutil
import sys
import textwrap
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, TextIO

import typer

from compare.cli.exits import Exit
from compare.cli.problem_formats import Format, folder_from_here
from compare.core.phrases import counted
from compare.core.problems import SEVERITIES, lines
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from compare.core.findings import Findings
    from compare.core.problems import Problem


@dataclass(slots=True)
class Terminal:
    """How this run speaks: whether it tells what it does, uses colour, and shows tracebacks of our own bugs."""

    quiet: bool = False
    colour: bool = True
    debug: bool = False

    def result(self, text: str = "", *, bold: bool = False) -> None:
        """One line of result on stdout."""
        self._line(text, bold=bold)

    def tell(self, text: str) -> None:
        """One line about the run on stderr, only to a person who waits for it."""
        if not self.quiet and _is_terminal(err=True):
            self._line(f"{text} ...", err=True)

    def warn(self, text: str) -> None:
        """One line on stderr that everybody must see."""
        self._line(text, err=True)

    def problems(self, problems: Iterable[Problem], *, err: bool, casebook: Path | None = None) -> None:
        """Each problem with its place, where the casebook is given the line it stands on, and how to mend it."""
        from compare.loading.excerpts import Excerpts

        excerpts = Excerpts(casebook) if casebook else None
        for problem in problems:
            head, *rest = lines(problem, excerpts.line(problem.place) if excerpts else None)
            self._line(head, err=err, bold=problem.severity == "error")
            self._line("\n".join(rest), err=err)

    def report(self, problems: Sequence[Problem], form: Format, casebook: Path, *, err: bool) -> None:
        """The problems in the form asked for; what is meant for programs always goes to stdout."""
        from compare.exporters.problems_json import problems_json
        from compare.exporters.workflow_commands import problem_commands

        if form is Format.JSON:
            self.result(problems_json(problems))
        elif form is Format.GITHUB:
            for command in problem_commands(problems, folder_from_here(casebook)):
                self.result(command)
        else:
            self.problems(problems, err=err, casebook=casebook)

    def paragraph(self, text: str, indent: str = "", *, head: str = "") -> None:
        """Text on stdout, wrapped to the terminal's width where there is a terminal, made safe to show.

        The first line begins with `head` where there is one, every other line with the indent.
        """
        width = shutil.get_terminal_size().columns if _is_terminal(err=False) else 10_000
        self.result(textwrap.fill(visible(text), width, initial_indent=head or indent, subsequent_indent=indent))

    def stop(self, code: Exit, text: str = "") -> NoReturn:
        """End the command with this exit code, after a last line on stderr."""
        if text:
            self.warn(text)
        raise typer.Exit(int(code))

    def _line(self, text: str, *, err: bool = False, bold: bool = False) -> None:
        """Print a line. A stdout that takes no more ends the command; without stderr the work goes on."""
        try:
            styled = typer.style(text, bold=True) if bold else text
            typer.echo(styled, err=err, color=self._colour(_is_terminal(err=err)))
        except OSError as error:
            _silence(sys.stderr if err else sys.stdout)
            if not err:
                self.unheard(error)
                self.stop(Exit.CANNOT_WRITE)

    def unheard(self, error: OSError) -> None:
        """Say why the output cannot be written; a reader who has gone does not want to know."""
        _silence(sys.stdout)
        if not isinstance(error, BrokenPipeError):
            self.warn(f"Cannot write the output: {error.strerror}.")

    def _colour(self, terminal: bool) -> bool:  # noqa: FBT001 - private, and named where it is called
        return self.colour and terminal and not os.environ.get("NO_COLOR")


def _silence(stream: TextIO) -> None:
    """Let a stream that takes no more lead nowhere: what is left in it would make the interpreter complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_out_unknown_letters() -> None:
    """Show a letter that the terminal's encoding lacks as an escape, instead of failing at it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _is_terminal(*, err: bool) -> bool:
    stream = sys.stderr if err else sys.stdout
    return stream is not None and stream.isatty()  # there is none where a caller has closed it


def tally(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning`, or `no problems`."""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(counted(counts[each], each) for each in SEVERITIES if counts[each]) or "no problems"


def summary(findings: Findings) -> str:
    """What was compared and what it came to, on one line."""
    standings = Counter(finding.standing.value for finding in findings.subjects)
    return summed_up(len(findings.casebook.sources), len(findings.claims), standings)


def summed_up(sources: int, claims: int, standings: Counter[str]) -> str:
    """So many sources and claims, and what their subjects come to, on one line; `standings` counts the subjects of each."""
    size = f"{counted(sources, 'source')}, {counted(claims, 'claim')}, {counted(standings.total(), 'subject')}"
    parts = [f"{number:,} {standing}" for standing, number in sorted(standings.items(), key=_standing_order)]
    return f"{size}: {', '.join(parts) or 'nothing compared'}"


def _standing_order(item: tuple[str, int]) -> int:
    from compare.core.findings import Standing

    return list(Standing).index(Standing(item[0]))
