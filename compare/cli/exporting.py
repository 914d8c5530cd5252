"""What `whosays export` writes, as bytes: from the casebook or from the findings on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.cli.exits import Exit, exit_for
from compare.cli.export_choices import EXTRAS, Choice, MemoFormat, What
from compare.cli.reading import existing_folders, findings_on
from compare.cli.terminal import tally
from compare.core.phrases import counted
from compare.core.suggest import did_you_mean
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from compare.cli.terminal import Terminal
    from compare.core.findings import Findings
    from compare.report.memos.blocks import Memo
    from compare.report.views.index import Index

_WIDE: Final = frozenset({"question", "quote", "title", "url", "reason", "print"})


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for."""

    choice: Choice
    casebook: Path
    texts: Sequence[Path] | None
    sources: tuple[str, ...]
    subjects: tuple[str, ...]
    memo_format: MemoFormat
    raw: bool
    private: bool
    base_url: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """The files by name with what they hold, whether they make a folder, and what they come to, in words."""

    files: Mapping[str, bytes]
    told: str
    folder: bool = False


def made(request: Request, terminal: Terminal) -> Made:
    """What is to be written; whatever stands against it ends the command."""
    from compare.authoring.tables.sheets import UnfitTableError, UnwrittenTableError

    try:
        return _MAKERS[request.choice.what](request, terminal)
    except ModuleNotFoundError:
        terminal.stop(Exit.USAGE, EXTRAS[request.choice.suffix or f".{request.memo_format}"])
    except UnfitTableError as fault:
        terminal.stop(Exit.PROBLEMS, f"{visible(str(request.choice.file))}: {fault}. Nothing was written.")
    except UnwrittenTableError as fault:
        terminal.stop(Exit.CANNOT_WRITE, f"Cannot write {visible(str(request.choice.file))}: {visible(str(fault))}.")


def _one(request: Request, data: bytes | str, told: str) -> Made:
    return Made({request.choice.file.name: data if isinstance(data, bytes) else data.encode("utf-8")}, told)


def _claims(request: Request, terminal: Terminal) -> Made:
    """The claims as they are written; nothing is judged for it."""
    from compare.authoring.tables.claim_table import claim_table, claimed_sources
    from compare.authoring.tables.sheets import guarded, raw
    from compare.loading.settings_file import read_settings

    existing_folders(request.casebook, None, terminal)
    limits = read_settings(request.casebook)[0].limits
    known, errors = claimed_sources(request.casebook, limits)
    if not errors:
        _check_known("no claims of a source", request.sources, known, terminal)
    sources = [each for each in known if each in request.sources] if request.sources else known
    found = errors or claim_table(request.casebook, sources, limits, private=request.private)
    if isinstance(found, list):
        terminal.problems(found, err=True)
        terminal.stop(Exit.PROBLEMS, "Nothing was written: what cannot be read would be missing from the table.")
    rows = found.rows
    data = _table(request, dict.fromkeys(rows[0], str), rows, raw if request.raw else guarded)
    return _one(request, data, f"{counted(len(rows) - 1, 'claim')} of {_count_sources(row[0] for row in rows[1:])}")


def _count_sources(names: Iterable[str]) -> str:
    return counted(len(set(names)), "source")


def _findings(request: Request, terminal: Terminal) -> Made:
    from compare.authoring.tables.sheets import guarded
    from compare.exporters.findings_json import findings_json
    from compare.exporters.findings_rows import COLUMNS, findings_rows

    findings = _found(request, terminal)
    told = f"{counted(len(findings.claims), 'claim')} on {counted(len(findings.subjects), 'subject')}"
    if request.choice.suffix == ".json":
        return _one(request, findings_json(findings), told)
    rows = [tuple(COLUMNS), *findings_rows(findings)]
    return _one(request, _table(request, COLUMNS, rows, str if request.raw else guarded), told)


def _table(
    request: Request, columns: Mapping[str, type], rows: Sequence[Sequence[object]], cell: Callable[[str], str]
) -> bytes:
    """A table under the ending that was asked for; in spreadsheets every cell is text."""
    from compare.authoring.tables.sheets import csv_bytes, xlsx_bytes
    from compare.core.json_lines import rows_as_json
    from compare.exporters.columns_file import parquet_bytes

    if request.choice.suffix == ".json":
        return rows_as_json(rows).encode("utf-8")
    if request.choice.suffix == ".parquet":
        return parquet_bytes(columns, rows[1:])
    texts = [tuple("" if each is None else str(each) for each in row) for row in rows]
    return csv_bytes(texts, cell) if request.choice.suffix == ".csv" else xlsx_bytes(texts, request.choice.what, _WIDE)


def _claimreview(request: Request, terminal: Terminal) -> Made:
    from compare.exporters.claimreview import claim_reviews, reviews
    from compare.report.views.index import Index

    base = _base(request.base_url, terminal)
    findings = _found(request, terminal)
    index = Index(findings)
    text = claim_reviews(findings, (lambda uid: f"{base}{index.claim_href(uid)}") if base else None)
    number = sum(1 for _ in reviews(findings))
    none = "" if number else ": no contested subject has a valid decision that settles it"
    return _one(request, text, f"{counted(number, 'claim review')}{none}")


def _base(url: str | None, terminal: Terminal) -> str | None:
    """The address of the report's folder."""
    from compare.core.web_addresses import web_address

    if url is None:
        return None
    if web_address(url) is None or "?" in url or "#" in url:
        terminal.stop(Exit.USAGE, f"--base-url {visible(url)} is no plain http or https address of a folder.")
    return f"{url.strip().removesuffix('/')}/"


def _annotations(request: Request, terminal: Terminal) -> Made:
    from compare.exporters.annotations import web_annotations

    findings = _found(request, terminal)
    _check_known("no source", request.sources, [each.id for each in findings.casebook.sources], terminal)
    wanted = [each.source for each in findings.claims if not request.sources or each.source in request.sources]
    told = f"{counted(len(wanted), 'annotation')} of {_count_sources(wanted)}"
    return _one(request, web_annotations(findings, request.sources), told)


def _memo(request: Request, terminal: Terminal) -> Made:
    """One file of all memos, or a folder with a file for each."""
    from compare.report.addresses import slug
    from compare.report.memos.memo import memos
    from compare.report.views.index import Index

    index = Index(_found(request, terminal))
    subjects = _subjects(request, index, terminal)
    found = memos(index, subjects)
    told = counted(len(found), "memo")
    if request.choice.suffix:
        return _one(request, _written(found, request.choice.suffix), told)
    suffix = f".{request.memo_format}"
    names = ["--".join(map(slug, each.subject.split("/"))) for each in found]
    return Made(
        {f"{name}{suffix}": _written([each], suffix) for name, each in zip(names, found, strict=True)}, told, folder=True
    )


def _subjects(request: Request, index: Index, terminal: Terminal) -> tuple[str, ...]:
    """The subjects named, each once, else all that wait for a decision."""
    from compare.core.retired import or_retired
    from compare.report.memos.memo import waiting_subjects

    for each in request.subjects:
        if each not in index.subjects:
            near = or_retired(each, "subject", index.findings.casebook.retired) or did_you_mean(each, index.subjects)
            terminal.stop(Exit.USAGE, f"no subject {visible(each)!r} in {visible(str(request.casebook))}{near}")
    found = tuple(dict.fromkeys(request.subjects)) or waiting_subjects(index)
    if not found:
        terminal.stop(Exit.USAGE, "No subject waits for a decision; name one with --subject.")
    return found


def _written(memos: Sequence[Memo], suffix: str) -> bytes:
    from compare.report.memos.markdown import markdown
    from compare.report.memos.word import word

    return word(memos) if suffix == ".docx" else markdown(memos).encode("utf-8")


def _found(request: Request, terminal: Terminal) -> Findings:
    """The findings; errors in the casebook end the command, since what cannot be read would be missing."""
    findings = findings_on(request.casebook, request.texts, terminal)
    code = exit_for(findings.problems)
    if code is not Exit.CLEAN:
        terminal.stop(code, f"Nothing was written: {tally(findings.problems)}; whosays check names them.")
    return findings


def _check_known(missing: str, wanted: Collection[str], known: Collection[str], terminal: Terminal) -> None:
    for each in wanted:
        if each not in known:
            terminal.stop(Exit.USAGE, f"{missing} {visible(each)!r}{did_you_mean(each, known)}")


_MAKERS: Final[Mapping[What, Callable[[Request, Terminal], Made]]] = {
    What.CLAIMS: _claims,
    What.FINDINGS: _findings,
    What.CLAIMREVIEW: _claimreview,
    What.ANNOTATIONS: _annotations,
    What.MEMO: _memo,
}
