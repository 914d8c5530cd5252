"""Whether a published report is as it was published, and built from the files as they are now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.report.build_record import RECORD, BuildRecord, RecordError, listed, record_in
from compare.report.carrying import entries
from compare.report.draft import inside
from compare.report.marker import LARGEST, MARKER, Marker, MarkerError, marker_in
from compare.report.plain_files import bytes_of, sha256
from compare.report.refusals import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from compare.report.build_record import Inputs

CHANGED: Final = "changed"
GONE: Final = "gone"
NEW: Final = "new"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_LOOKS: Final = 3  # at a report that is replaced again and again while it is looked at


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A file by its name, and what has become of it: changed, gone or new."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many files a report lists, which of them are not as published, and the record of its build.

    `unrecorded` says why there is no record, in words; `unlisted` is whether the list of files is another than was recorded, or
    the record, as it was published, cannot be read.
    """

    files: int
    differences: tuple[Difference, ...]
    record: BuildRecord | None
    unrecorded: str = ""
    unlisted: bool = False

    @property
    def whole(self) -> bool:
        """Whether every file is there as it was published, and no other."""
        return not self.differences and not self.unlisted


def verified(report: Path) -> Verified | None:
    """Look at every file of a report; None where none was published.

    Raises:
        MarkerError: nobody can tell which files are of the report.
        OSError: its marker cannot be read.
    """
    marker = marker_in(report)
    for _ in range(_LOOKS):
        if marker is None:
            return None
        found = _looked_at(report, marker)
        marker, before = marker_in(report), marker
        if marker == before:
            break
    return found


def inputs_since(then: Inputs, now: Inputs) -> tuple[Difference, ...]:
    """What has become of the files that a report was built from. A text that is no longer at hand is gone."""
    texts = (_present(then.texts), _present(now.texts))
    return tuple(sorted([*_differences(then.files, now.files), *_differences(*texts)]))


def _present(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in texts.items() if digest}


def _looked_at(report: Path, marker: Marker) -> Verified:
    _trusted(marker)
    there = {name: _digest(report, name) for name in entries(report) if name != MARKER}
    strangers = there.keys() - marker.files.keys()
    kept = {name for name in strangers if name in KEPT}
    found = (
        *_differences(marker.files, {name: each for name, each in there.items() if name not in kept}),
        *([] if _is_as_written(report, marker) else [Difference(MARKER, CHANGED)]),
    )
    record, why = _record(report, marker, there)
    unreadable = record is None and RECORD in marker.files and marker.files[RECORD] == there.get(RECORD)
    unlisted = record.report != listed(marker.files) if record else unreadable
    return Verified(len(marker.files), tuple(sorted(found)), record, why, unlisted)


def _is_as_written(report: Path, marker: Marker) -> bool:
    """Whether the list is written as we write what it says: another hand leaves other spaces, keys or an order of its own."""
    try:
        return bytes_of(report / MARKER, LARGEST) == marker.text().encode("utf-8", "surrogatepass")
    except OSError:
        return False


def _trusted(marker: Marker) -> None:
    """Refuse a list that names what no report of ours holds: a path that leads out of it is not even looked at."""
    for name, digest in marker.files.items():
        if not _is_inside(name):
            raise MarkerError(f"it lists {name!r}, which is no path inside a report")
        if not _DIGEST.fullmatch(digest):
            raise MarkerError(f"it has no SHA-256 of {name}, as reports of early versions")


def _is_inside(name: str) -> bool:
    try:
        return inside(name) == name
    except ValueError:
        return False


def _digest(report: Path, name: str) -> str:
    """The digest of a file; an empty one where it cannot be read or is a link, which no listed file is."""
    try:
        return sha256(report / name)
    except OSError:
        return ""


def _differences(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Difference]:
    for name in sorted({*then, *now}):
        if name not in now:
            yield Difference(name, GONE)
        elif name not in then:
            yield Difference(name, NEW)
        elif then[name] != now[name]:
            yield Difference(name, CHANGED)


def _record(report: Path, marker: Marker, there: Mapping[str, str]) -> tuple[BuildRecord | None, str]:
    """The record of the build, or why there is none; one that is not as published says nothing of the report."""
    if RECORD not in marker.files:
        return None, f"the report has no {RECORD}: another command than `build` wrote it, or an early version"
    if marker.files[RECORD] != there.get(RECORD):
        return None, f"{RECORD} is not as it was published"
    try:
        return record_in(bytes_of(report / RECORD, LARGEST)), ""
    except (OSError, RecordError) as fault:
        return None, f"{RECORD} cannot be read: {fault.strerror if isinstance(fault, OSError) else fault}"
