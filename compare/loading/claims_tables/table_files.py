"""Which sort of file a claims table is, and how it is opened."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from compare.loading.claims_tables import delimited, json_lines

if TYPE_CHECKING:
    from pathlib import Path

    from compare.loading.claims_tables.faults import Faults
    from compare.loading.claims_tables.mapping import TableOptions
    from compare.loading.claims_tables.rows import TableRows

PARQUET: Final = ".parquet"
SUFFIXES: Final = (".csv", ".tsv", ".tab", ".txt", ".jsonl", ".ndjson", PARQUET)
_ROW, _PACKED_ROW = 40, 12  # bytes
TEXTS: Final = SUFFIXES[:-1]
TABS: Final = (".tsv", ".tab")
UNREADABLE: Final = (OSError, EOFError, zlib.error)
"""What reading a file may raise: a compressed one may be broken off anywhere."""


class MissingExtraError(Exception):
    """Parquet is read by a library that is not installed; the message is a sentence for the person."""


class UnknownFormatError(Exception):
    """The name of the file does not say what it is; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file or folder: its suffix without `.gz`, and whether it is compressed."""

    path: Path
    suffix: str
    packed: bool

    @classmethod
    def of(cls, path: Path) -> TableFile:
        """What the name says.

        Raises:
            UnknownFormatError: nothing that is read.
        """
        packed = path.suffix.lower() == ".gz"
        suffix = (path.with_suffix("") if packed else path).suffix.lower()
        if path.is_dir():
            return cls(path, PARQUET, packed=False)
        if suffix not in (TEXTS if packed else SUFFIXES):
            listed = ", ".join(SUFFIXES)
            raise UnknownFormatError(
                f"the name does not say what sort of table it is: it ends in one of {listed}, all but the last also with .gz"
            )
        return cls(path, suffix, packed)

    def open(self) -> BinaryIO:
        """The bytes, unpacked."""
        return cast("BinaryIO", gzip.open(self.path)) if self.packed else self.path.open("rb")


def estimated_rows(path: Path) -> int:
    """About how many rows a table has, rather too many than too few, by its bytes.

    Raises:
        UnknownFormatError: the name says nothing.
        OSError: it cannot be looked at.
    """
    file = TableFile.of(path)
    files = [each for each in path.rglob("*.parquet") if each.is_file()] if path.is_dir() else [path]
    size = sum(each.stat().st_size for each in files)
    return size // (_PACKED_ROW if file.packed or file.suffix == PARQUET else _ROW)


def table_rows(path: Path, options: TableOptions, faults: Faults) -> TableRows:
    """The rows of a table, whatever its sort.

    Raises:
        UnknownFormatError: the name says nothing.
        MissingExtraError: it is Parquet, and pyarrow is not installed.
        OSError, EOFError, zlib.error: it cannot be read.
    """
    file = TableFile.of(path)
    if file.suffix == PARQUET:
        return _parquet(path)
    if file.suffix in {".jsonl", ".ndjson"}:
        return json_lines.rows(file.open, faults)
    dialect = delimited.delimited(file.open, options.mapping, tabs=file.suffix in TABS)
    return delimited.rows(dialect, faults, exact=options.exact)


def _parquet(path: Path) -> TableRows:
    try:
        from compare.loading.claims_tables import parquet
    except ModuleNotFoundError:
        raise MissingExtraError(f"{path.name} is Parquet, which needs: pip install 'whosays[tables]'") from None
    files = (
        sorted(each for each in path.rglob("*.parquet") if not each.name.startswith((".", "_"))) if path.is_dir() else [path]
    )
    if not files:
        raise FileNotFoundError("the folder holds no .parquet file")
    if odd := next((each for each in files if not each.is_file()), None):  # a pipe would be waited for
        raise OSError(f"{odd.name} is no regular file")
    return parquet.rows(files)
