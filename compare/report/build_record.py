"""What a report was built from, as `build.json`: every file that was read, the settings of the run, and what came of it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from compare import __version__
from compare.core.visible import excerpt, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from compare.core.changes import Baseline
    from compare.core.model import Casebook

RECORD: Final = "build.json"
RECORD_FORMAT: Final = 1
_LONGEST: Final = 40  # characters of a version
_DIGEST: Final = re.compile(r"[0-9a-f]{64}|")


class RecordError(ValueError):
    """The record cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the run was asked for beside the casebook: the baseline's name and digest, the day, whether to go on with errors."""

    baseline: tuple[str, str] | None = None
    today: str | None = None
    keep_going: bool = False


@dataclass(frozen=True, slots=True)
class Inputs:
    """Digests by name of the casebook's own files, empty for one that could not be read, and of the article texts.

    An article text that was not at hand has an empty one. Where a text lies does not matter, so its folder is not told.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What `build.json` says. `report` is the digest of the list of all other files of the report."""

    inputs: Inputs
    asked: Asked
    report: str
    version: str = __version__

    def text(self) -> str:
        """As it is written: the same for the same report."""
        name, digest = self.asked.baseline or ("", "")
        told = {
            "format": RECORD_FORMAT,
            "whosays": self.version,
            "settings": {
                "baseline": {"name": name, "sha256": digest} if self.asked.baseline else None,
                "keep_going": self.asked.keep_going,
                "today": self.asked.today,
            },
            "files": dict(sorted(self.inputs.files.items())),
            "texts": {name: digest or None for name, digest in sorted(self.inputs.texts.items())},
            "report": self.report,
        }
        return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def asked_with(baseline: Baseline | None, today: str | None, *, keep_going: bool) -> Asked:
    """What a run was asked for, with what is known of its baseline."""
    return Asked((visible(baseline.name), baseline.sha256) if baseline else None, today, keep_going)


def inputs_of(casebook: Casebook) -> Inputs:
    """What a casebook was read from."""
    wanted = {source.text.file: source.id for source in casebook.sources if source.text}
    at_hand = casebook.texts
    return Inputs(
        casebook.files, {name: at_hand[source].sha256 if source in at_hand else "" for name, source in wanted.items()}
    )


def recording(casebook: Casebook, asked: Asked) -> Callable[[Mapping[str, str]], str]:
    """What makes the record, once every other file of the report has its digest."""
    return lambda files: BuildRecord(inputs_of(casebook), asked, listed(files)).text()


def listed(files: Mapping[str, str]) -> str:
    """The digest of a list of files, written as `sha256sum` writes one, in order of the names."""
    lines = (f"{digest}  {name}\n" for name, digest in sorted(files.items()) if name != RECORD)
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def record_in(data: bytes) -> BuildRecord:
    """The record that the bytes of a `build.json` hold.

    Raises:
        RecordError: they hold none that this version can read.
    """
    try:
        found = json.loads(data)
        _refuse_other(found["format"])
        inputs = Inputs(_digests(found["files"]), _digests(found["texts"]))
        return BuildRecord(inputs, _asked(found["settings"]), _digest(found["report"]), str(found["whosays"])[:_LONGEST])
    except RecordError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise RecordError(f"it is no record of a build ({type(fault).__name__})") from fault


def _refuse_other(number: object) -> None:
    if number != RECORD_FORMAT:
        raise RecordError(f"it has format {excerpt(str(number))}, and this version reads format {RECORD_FORMAT}")


def _asked(settings: Mapping[str, object]) -> Asked:
    baseline, today = settings["baseline"], settings["today"]
    pair = (str(baseline["name"]), _digest(baseline["sha256"])) if isinstance(baseline, dict) else None
    return Asked(pair, None if today is None else str(today), keep_going=settings["keep_going"] is True)


def _digests(found: Mapping[str, object]) -> dict[str, str]:
    return {name: _digest(each) for name, each in found.items()}


def _digest(found: object) -> str:
    digest = "" if found is None else found
    if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        raise RecordError(f"{excerpt(str(found))} stands where a SHA-256 belongs")
    return digest
