"""`whosays new`: from an article to its source record, its text and a claim file to fill in."""

from __future__ import annotations

import os
import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from compare.cli.days import today
from compare.cli.exits import Exit
from compare.cli.options import InCasebook, Texts, in_casebook
from compare.cli.terminal import Terminal
from compare.core.phrases import counted, joined
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.authoring.intake.new_source import Article, NewSource
    from compare.core.settings import Settings

EXAMPLE = "whosays new saved-page.html --publisher 'The Courier'"
STDIN: Final = "-"
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EXTRA: Final = "Reading web pages needs a library that is not installed here: pip install 'whosays[fetch]'"
_COPY_IT: Final = "Copy the article from the browser into a text file, save it as UTF-8, and give that file."
_SAVE_IT: Final = "Open it in a browser, save the page, and give that file; or copy the article into a text file."


@dataclass(frozen=True, slots=True)
class _Handed:
    """What was handed in: its bytes, under which name messages speak of it, and what a server said about it."""

    name: str
    data: bytes
    path: Path | None = None
    address: str = ""
    charset: str = ""


def new(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    article: Annotated[
        str,
        typer.Argument(help="A text file, a saved page, an http(s) address, or - for standard input.", metavar="FILE|URL|-"),
    ],
    *,
    name: Annotated[str, typer.Option("--id", help="The source's id; default: from publisher and year, or title.")] = "",
    title: Annotated[str, typer.Option(help="The headline.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    author: Annotated[str, typer.Option(help="Who wrote it.")] = "",
    published: Annotated[str, typer.Option(help="When, in EDTF: 2017-03-02, 2017-03 or 2017~.", metavar="EDTF")] = "",
    basis: Annotated[str, typer.Option(help="Why this date, for example: stated on the page.")] = "",
    url: Annotated[str, typer.Option(help="Its http or https address.")] = "",
    language: Annotated[str, typer.Option(help="Its language, BCP 47: en, ar, zh-Hant.")] = "",
    accessed: Annotated[
        str, typer.Option(help="The day you had the article; default for an address: today.", metavar="EDTF")
    ] = "",
    keep_text: Annotated[bool, typer.Option(help="Keep the article text in seeds/.")] = True,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the files, and write nothing.")] = False,
    casebook: InCasebook = Path(),
    texts: Texts = None,
) -> None:
    """Begin a source: write its record and text into seeds/ and an empty claim file into claims/.

    What is guessed, from the page or from the text, ends with `# check`. Nothing is overwritten, and all files are written
    or none. A text file that already lies in seeds/ or a folder given with --texts stays where it is.

    Exit codes: 0 written or shown, 2 a file is in the way or an option is wrong, 3 it cannot be read or holds no article,
    4 cannot write.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    settings = _settings(casebook, terminal)
    try:
        handed = _handed(article, settings, terminal)
        day = accessed if _DAY.fullmatch(accessed) else today()
        given = {"id": name, "title": title, "publisher": publisher, "author": author, "published": published, "basis": basis}
        given |= {"url": url or handed.address, "language": language, "accessed": accessed or (handed.address and day)}
        made = _article(handed, given, day, _folders(casebook, settings, texts or ()), terminal)
        _showable(made, handed.name, settings, terminal)
    except ModuleNotFoundError as error:
        _without_library(error, terminal)
    _begin(made, given, casebook, settings, terminal, day=day, keep=keep_text, dry_run=dry_run)


def _without_library(error: ModuleNotFoundError, terminal: Terminal) -> NoReturn:
    """Say which command installs the libraries of the extra; the lack of any other is a bug of ours."""
    if error.name not in {"trafilatura", "htmldate", "urllib3", "certifi"}:
        raise error
    terminal.stop(Exit.USAGE, _EXTRA)


def _settings(casebook: Path, terminal: Terminal) -> Settings:
    """The settings of a folder that is a casebook."""
    from compare.loading import files
    from compare.loading.layout import CLAIMS, SETTINGS, SOURCES
    from compare.loading.settings_file import read_settings

    shown = visible(str(casebook))
    if not any((casebook / each).exists() for each in (SOURCES, CLAIMS, SETTINGS)):
        made = f"`whosays init {visible(shlex.quote(str(casebook)))}` makes one; -C names another."
        terminal.stop(Exit.USAGE, f"{shown} is no casebook: it has neither seeds/ nor claims/. {made}")
    for each in (SOURCES, CLAIMS):
        if not files.inside(casebook / each, casebook):
            terminal.stop(Exit.USAGE, f"{each}/ of {shown} is a link that leads out of the casebook; nothing is written there.")
    settings, problems = read_settings(casebook)
    if problems:
        terminal.problems(problems, err=True)
        terminal.stop(Exit.USAGE, "Mend the settings first; nothing was written.")
    return settings


def _folders(casebook: Path, settings: Settings, texts: Sequence[Path]) -> list[Path]:
    """Where article texts are looked for, in this order."""
    from compare.loading.layout import SOURCES

    return [casebook / SOURCES, *(casebook / each for each in settings.texts), *texts]


# what is handed in


def _handed(article: str, settings: Settings, terminal: Terminal) -> _Handed:
    """The bytes of a file, of what an address gives, or of standard input."""
    limit = settings.limits.text_bytes
    if article == STDIN:
        terminal.tell("Reading the article from standard input")
        data = sys.stdin.buffer.read(limit + 1)
        if len(data) > limit:
            terminal.stop(Exit.PROBLEMS, f"Standard input holds more than {limit:,} bytes. Nothing was written.")
        return _Handed("standard input", data)
    return _from_address(article, limit, terminal) if _ADDRESS.match(article) else _from_file(Path(article), limit, terminal)


def _from_address(address: str, limit: int, terminal: Terminal) -> _Handed:
    from compare.authoring.intake.fetching import CannotFetchError, fetched

    terminal.tell(f"Fetching {visible(address)}")
    try:
        page = fetched(address, limit)
    except CannotFetchError as error:
        terminal.stop(Exit.PROBLEMS, f"{visible(address)}: {visible(str(error))}. Nothing was written.\n{_SAVE_IT}")
    return _Handed(page.address, page.data, address=page.address, charset=page.charset)


def _from_file(path: Path, limit: int, terminal: Terminal) -> _Handed:
    from compare.core.model import Location
    from compare.core.problems import Problem
    from compare.loading import files

    if not os.path.lexists(path):
        terminal.stop(Exit.USAGE, f"There is no file {visible(str(path))}.")
    data = files.read_bytes(path, Path(os.path.realpath(path)).parent, limit, Location(str(path)))
    if isinstance(data, Problem):
        terminal.problems([data], err=True)
        terminal.stop(Exit.PROBLEMS, "Nothing was written.")
    return _Handed(str(path), data, path=path)


def _article(handed: _Handed, given: Mapping[str, str], day: str, folders: Sequence[Path], terminal: Terminal) -> Article:
    """The article in the bytes."""
    from compare.authoring.intake.material import cannot_be_read, is_page

    odd = cannot_be_read(handed.data)
    if odd:
        what, cure = odd
        terminal.stop(Exit.PROBLEMS, f"{visible(handed.name)} is {what}, no page and no text. Nothing was written.\n{cure}")
    if is_page(handed.data, handed.path.name if handed.path else ""):
        return _from_page(handed, given["url"], day, terminal)
    return _from_text(handed, folders, terminal)


def _from_page(handed: _Handed, url: str, day: str, terminal: Terminal) -> Article:
    from compare.authoring.intake.extraction import NoArticleError, extracted
    from compare.authoring.intake.new_source import Article

    try:
        found = extracted(handed.data, address=url, charset=handed.charset, latest=day)
    except NoArticleError as error:
        terminal.stop(Exit.PROBLEMS, f"{visible(handed.name)}: {error}. Nothing was written.\n{_COPY_IT}")
    for doubt in found.doubts:
        terminal.warn(f"{visible(handed.name)}: {doubt}.")
    return Article(found, found.text)


def _from_text(handed: _Handed, folders: Sequence[Path], terminal: Terminal) -> Article:
    from compare.authoring.intake.extraction import Extracted
    from compare.authoring.intake.material import text_of
    from compare.authoring.intake.new_source import Article, lies_in
    from compare.core.model import Location
    from compare.core.problems import Problem

    text = text_of(handed.data, Location(handed.name), handed.charset)
    if isinstance(text, Problem):
        terminal.problems([text], err=True)
        terminal.stop(Exit.PROBLEMS, "Nothing was written.")
    if not re.search(r"\w", text):
        terminal.stop(Exit.PROBLEMS, f"{visible(handed.name)} holds no text. Nothing was written.")
    return Article(Extracted(text), text, lies_in(handed.path, folders) if handed.path else "")


def _showable(article: Article, name: str, settings: Settings, terminal: Terminal) -> None:
    """Stop at a text with a character in it that `whosays check` would refuse."""
    from compare.loading.texts import refusal

    refused = refusal(article.stored, name, settings.limits)
    if refused:
        terminal.problems([refused], err=True)
        terminal.stop(Exit.PROBLEMS, "Nothing was written.")


# what is written


def _begin(  # noqa: PLR0913 - what the options came to
    article: Article,
    given: Mapping[str, str],
    casebook: Path,
    settings: Settings,
    terminal: Terminal,
    *,
    day: str,
    keep: bool,
    dry_run: bool,
) -> None:
    """Write the files, or say why not."""
    from compare.authoring.intake import new_source
    from compare.loading.replacing import ChangedMeanwhile

    taken = new_source.known(casebook, settings.limits)
    source = new_source.planned(article, given, taken, day=day, language=settings.language, keep=keep)
    faults = new_source.faults(source, given, settings.limits)
    if faults:
        terminal.problems(faults, err=True)
        terminal.stop(Exit.USAGE, "This is how the record would read with the options given; nothing was written.")
    there = new_source.in_the_way(casebook, source, article, given, taken)
    if there:
        listed = "\n".join(visible(each) for each in there)
        terminal.stop(Exit.USAGE, f"There already:\n{listed}\nNothing was written. If it is another source, name it with --id.")
    try:
        if not dry_run:
            new_source.write(casebook, source)
    except (ChangedMeanwhile, OSError) as error:
        why = error.strerror or error if isinstance(error, OSError) else error
        terminal.stop(Exit.CANNOT_WRITE, f"Cannot write to {visible(str(casebook))}: {why}. Nothing was written.")
    _show(source, terminal) if dry_run else _report(source, casebook, terminal)


def _show(source: NewSource, terminal: Terminal) -> None:
    """Every file as it would be."""
    for name, text in source.files:
        terminal.result(f"{name}:", bold=True)
        for line in text.splitlines():
            terminal.result(f"    {visible(line)}".rstrip())
    terminal.warn("Nothing was written (--dry-run).")


def _report(source: NewSource, casebook: Path, terminal: Terminal) -> None:
    """What was written, what to look at, what comes next."""
    notes = {source.files[0][0]: f": check {joined(source.guessed)}" if source.guessed else ""}
    file, size = visible(source.text_file), counted(source.sentences, "sentence")
    notes[f"seeds/{source.text_file}"] = f": {size}"
    for name, _ in source.files:
        terminal.result(f"{name}{notes.get(name, '')}")
    if not source.keeps_text:
        where = f"Quotes are checked once {file} lies in a folder given with --texts."
        terminal.result(f"The text is not kept here ({size}). {where}")
    elif f"seeds/{source.text_file}" not in dict(source.files):
        terminal.result(f"The text stays where it is: {file}, {size}")
    option = in_casebook(casebook)
    terminal.result(f"Next: whosays sentences {source.id} --open{option}")
    terminal.result(f"      whosays claim add {source.id} SENTENCE SUBJECT VALUE{option}")
