"""The settings of a casebook, frozen, with their defaults; `loading.settings_file` reads them from whosays.toml."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How large input may be before it is refused, so that hostile or broken files cost milliseconds, not memory."""

    files_per_folder: int = 10_000
    folder_bytes: int = 256 * MEBIBYTE
    file_bytes: int = 2 * MEBIBYTE
    text_bytes: int = 10 * MEBIBYTE
    claims_per_file: int = 20_000
    depth: int = 20
    scalar_bytes: int = 64 * 1024
    id_bytes: int = 80
    combining_run: int = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """What whosays.toml may say: the casebook's title and language (BCP 47), further text folders, limits.

    `count_copies_once` is whether sources that seem to copy one another count as one source.
    """

    title: str = ""
    language: str = "en"
    texts: tuple[str, ...] = ()
    limits: Limits = Limits()
    count_copies_once: bool = False
