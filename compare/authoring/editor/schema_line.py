"""The first line of a file of ours, which tells an editor's YAML server where the schema of the file is."""

from __future__ import annotations

from compare.authoring.editor.schemas import FOLDER


def schema_line(kind: str, folder: str) -> str:
    """The line for a kind of file (claims, source, subjects, ...) in a folder of the casebook, as `claims/vocabulary`."""
    up = "../" * (folder.count("/") + 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.schema.json\n"
