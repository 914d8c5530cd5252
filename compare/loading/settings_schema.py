"""The definition of the settings file, in which unlike in the others numbers and switches are such."""

from __future__ import annotations

from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from compare.core.settings import Limits
from compare.loading import characters
from compare.loading.forms import Language, bad_form


def _readable(text: str) -> str:
    """Text without characters that no writing needs, which TOML lets through as escapes."""
    refused = characters.refusal(text, Limits().combining_run)
    if refused:
        raise bad_form(refused[1])
    return text


FORMAT: Final = 1
"""The format of the files that this version reads and writes, as docs/formats.md has them."""
Readable: TypeAlias = Annotated[str, AfterValidator(_readable)]


class LimitsRecord(BaseModel):
    """How large input may be before it is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    files_per_folder: int | None = Field(None, ge=1, description="Files in one folder of the casebook.")
    folder_bytes: int | None = Field(None, ge=1, description="Bytes of all YAML files in one folder.")
    file_bytes: int | None = Field(None, ge=1, description="Bytes of one of our own files.")
    text_bytes: int | None = Field(None, ge=1, description="Bytes of one article text.")
    claims_per_file: int | None = Field(None, ge=1, description="Claims in one file.")
    depth: int | None = Field(None, ge=4, le=100, description="Levels of nesting in one file.")
    scalar_bytes: int | None = Field(None, ge=32, description="Bytes of one value.")


class SettingsFile(BaseModel):
    """The settings of the casebook, whosays.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    format: int = Field(FORMAT, ge=1, le=FORMAT, description="The format of the casebook's files, which this version knows.")
    title: Readable = Field("", description="The casebook's title.")
    language: Language = Field("en", description="Its language, BCP 47.")
    texts: list[Readable] = Field([], description="More folders in which article texts are looked for.")
    limits: LimitsRecord | None = Field(None, description="How large input may be.")
    count_copies_once: bool = Field(
        default=False, description="Count sources that seem to copy one another as one source; otherwise they are only listed."
    )
