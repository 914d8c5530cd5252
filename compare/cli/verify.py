"""`whosays verify`: whether a published report is whole, and built from the files as they are now."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from compare.cli.exits import Exit
from compare.cli.options import AsTextOrJson, NoColour, TextOrJson, Texts
from compare.cli.reading import existing_folders
from compare.cli.terminal import Terminal
from compare.core.phrases import counted, joined
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.report.verify import Difference, Verified

EXAMPLE = "whosays verify reports --casebook ."
_FORMAT: Final = 1
_SAID: Final = {
    "changed": "is not as it was published",
    "gone": "is not there",
    "new": "is no part of the report",
}
_SAID_OF_INPUTS: Final = {
    "changed": "has changed since the report was built",
    "gone": "was read for the report, and is gone or not at hand",
    "new": "was not there, or not at hand, when the report was built",
}


def verify(
    ctx: typer.Context,
    report: Annotated[Path, typer.Argument(help="The folder of the report.", metavar="REPORT")] = Path("reports"),
    *,
    casebook: Annotated[
        Path | None,
        typer.Option("--casebook", "-C", help="Look also whether it was built from this casebook as it is now.", metavar="DIR"),
    ] = None,
    texts: Texts = None,
    form: AsTextOrJson = TextOrJson.TEXT,
    no_colour: NoColour = False,
) -> None:
    """Check a published report against the list of its files, and with --casebook against what it was built from.

    Whole is a report of which every file is there as it was published, and no other but a baseline.json and a .gitignore. What
    it was built from stands in its build.json. Nothing is judged, built or changed.

    Exit codes: 0 whole, 1 something differs, 2 no report there or usage, 3 the list of its files cannot be read.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    if casebook:
        existing_folders(casebook, texts, terminal)
    found = _verified(report, terminal)
    inputs = _inputs(found, casebook, texts or ()) if casebook else None
    same = found.whole and (casebook is None or inputs == [])
    if form is TextOrJson.JSON:
        terminal.result(_document(found, inputs, same=same))
    else:
        _tell(report, found, inputs, casebook, terminal)
    terminal.stop(Exit.CLEAN if same else Exit.GATE)


def _verified(report: Path, terminal: Terminal) -> Verified:
    """What has become of the report; where there is none, or none can be made out, the command ends."""
    from compare.report.marker import MARKER, MarkerError
    from compare.report.verify import verified

    shown = visible(str(report))
    try:
        found = verified(report)
    except NotADirectoryError:
        found = None
    except (MarkerError, OSError) as fault:
        why = visible((fault.strerror if isinstance(fault, OSError) else None) or str(fault))
        cure = "Remove the report by hand and build it again."
        terminal.stop(Exit.PROBLEMS, f"{visible(str(report / MARKER))} tells nothing of the report: {why}. {cure}")
    if found is None:
        aside = report.with_name(f".{report.name}.old") if report.name else report
        there = aside != report and aside.is_dir() and not report.exists()
        more = " A build was killed while it put the old one aside: the next build brings it back." if there else ""
        terminal.stop(Exit.USAGE, f"There is no report in {shown}: `whosays build` writes one.{more}")
    return found


def _inputs(found: Verified, casebook: Path, texts: Sequence[Path]) -> list[Difference] | None:
    """What has become of the files that it was built from; None where that cannot be told."""
    from compare.loading.casebook import read_casebook
    from compare.report.build_record import inputs_of
    from compare.report.verify import inputs_since

    if found.record is None:
        return None
    now, _settings, _problems = read_casebook(casebook, texts)
    return list(inputs_since(found.record.inputs, inputs_of(now)))


def _tell(
    report: Path, found: Verified, inputs: Sequence[Difference] | None, casebook: Path | None, terminal: Terminal
) -> None:
    """What differs, a line for each file, and what it comes to."""
    shown = visible(str(report))
    for each in found.differences:
        terminal.result(f"{visible(each.name)} {_SAID[each.what]}")
    if found.unlisted:
        terminal.result(_unlisted(found))
    for each in inputs or ():
        terminal.result(f"{visible(each.name)} {_SAID_OF_INPUTS[each.what]}")
    by = f", as whosays {visible(found.record.version)} published them" if found.record else ""
    size = counted(found.files, "file")
    terminal.result(
        f"{shown}: whole, {size}{by}." if found.whole else f"{shown}: not whole. {_cure(found)}", bold=not found.whole
    )
    if casebook:
        terminal.result(_built_from(found, inputs, visible(str(casebook))), bold=inputs != [])


def _unlisted(found: Verified) -> str:
    if found.record:
        return "the list of its files is another than build.json recorded"
    return visible(f"nothing tells whether the list of its files is whole: {found.unrecorded}")


def _cure(found: Verified) -> str:
    """How to mend a report."""
    whats = {each.what for each in found.differences}
    ways = [
        "build it again" if whats & {"changed", "gone"} or found.unlisted else "",
        "move away what is no part of it" if "new" in whats else "",
    ]
    return f"{joined([way for way in ways if way])}.".capitalize()


def _built_from(found: Verified, inputs: Sequence[Difference] | None, casebook: str) -> str:
    if found.record is None:
        return f"What it was built from cannot be told: {found.unrecorded}. Build it again."
    read = counted(len(found.record.inputs.files), "file")
    if inputs:
        return (
            f"It was built from other files than those in {casebook} now: {counted(len(inputs), 'difference')}. Build it again."
        )
    return f"It was built from the {read} in {casebook} as they are now."


def _document(found: Verified, inputs: Sequence[Difference] | None, *, same: bool) -> str:
    """The same for programs; `inputs` is null where they were not looked at, or cannot be told."""
    told = {
        "format": _FORMAT,
        "same": same,
        "files": found.files,
        "report": dict(_by_what(found.differences)),
        "list_is_recorded": not found.unlisted,
        "inputs": None if inputs is None else dict(_by_what(inputs)),
        "whosays": found.record.version if found.record else None,
        "unrecorded": found.unrecorded or None,
    }
    return json.dumps(told, indent=1)


def _by_what(differences: Sequence[Difference]) -> Iterator[tuple[str, list[str]]]:
    for what in _SAID:
        yield what, [each.name for each in differences if each.what == what]
