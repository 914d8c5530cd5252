"""The definition of an editor's decision, one file each."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from compare.loading.forms import ClaimUid, Edtf, Id, SubjectId, Text, Unread  # noqa: TC001 - pydantic reads annotations when it runs
from compare.loading.records import Record


class DecisionFile(Record):
    """What an editor decided about one subject's disagreement."""

    subject: SubjectId = Field(description="The subject decided on.")
    outcome: Literal[
        "prefer",
        "range",
        "attribute-both",
        "undecidable",
        "both-wrong",
        "not-a-conflict",
        "immaterial",
        "annotation-error",
        "pending",
    ] = Field(description="What was decided.")
    reason: Text = Field(description="Why.")
    by: Text = Field(description="Who decided.")
    on: Edtf = Field(description="When.")
    rule: Text | None = Field(None, description="The house rule that was used.")
    print: Text | None = Field(None, description="The wording to print.")
    fingerprint: Text | None = Field(None, description="Stamp of the positions it was decided on.")
    expires: Edtf | None = Field(None, description="The last day on which it holds, where it is for a time.")
    claims: dict[ClaimUid, Text] = Field(
        {}, description="Of an annotation-error: the claims to be mended, each with its stamp."
    )
    replaces: tuple[Id, ...] = Field((), description="The decisions in whose place it stands.")
    confidential: Unread = None
