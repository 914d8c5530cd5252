"""The JSON Schema of retired ids for one casebook: an editor completes the ids that may stand in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from compare.authoring.editor.schemas import Vocabulary

_RECORDS: Final = ("RetiredSubjectRecord", "RetiredEntityRecord")


def complete_retired(subjects: dict[str, Any], entities: dict[str, Any], known: Vocabulary) -> None:
    """Suggest the ids declared; another may be about to be declared, or be retired itself."""
    for schema, record, ids in zip((subjects, entities), _RECORDS, (known.subjects, known.entities), strict=True):
        now = schema["$defs"][record]["properties"]["now"]
        one, several = now["anyOf"]
        now["anyOf"] = [ids.among(one), {**several, "items": ids.among(several["items"])}]
