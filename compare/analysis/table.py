"""From a casebook to the claims table that is judged: one row per claim, the columns of design section 9."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from compare.core.columns import ClaimsTable, Column
from compare.core.model import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compare.core.model import Casebook, Claim, Subject

_NOWHERE = Location("")


def claims_table(casebook: Casebook, claims: Sequence[Claim]) -> ClaimsTable:
    """These claims of a casebook as a table in their order; as-of dates default later to the day the source was published."""
    published = {source.id: source.published for source in casebook.sources}
    subjects = tuple(subject.id for subject in casebook.subjects)
    number = {subject: at for at, subject in enumerate(subjects)}
    terms: dict[Subject, int] = {}
    terms_of = [terms.setdefault(bare_terms(subject), len(terms)) for subject in casebook.subjects]
    text: dict[str, Callable[[Claim], str | None]] = {
        "id": lambda claim: claim.id,
        "stance": lambda claim: claim.stance,
        "hedge": lambda claim: claim.hedge,
        "list": lambda claim: "closed" if claim.closed else "open",
        "scope": lambda claim: claim.scope,
        "as_of": lambda claim: claim.as_of,
        "since": lambda claim: claim.since,
        "until": lambda claim: claim.until,
        "published": lambda claim: published[claim.source],
        "origin": lambda claim: "; ".join(claim.via) or None,
        "speaker": lambda claim: claim.speaker,
        "corrects": lambda claim: "; ".join(claim.corrects) or None,
        "worded": lambda claim: claim.worded,
    }
    return ClaimsTable(
        subject=Column(np.array([number[claim.subject] for claim in claims], dtype=np.int32), subjects),
        source=Column.of([claim.source for claim in claims]),
        value=Column.of([claim.written for claim in claims]),
        terms=tuple(terms),
        terms_of=np.array(terms_of, dtype=np.int32),
        qualifiers={name: Column.of([read(claim) for claim in claims]) for name, read in text.items()},
    )


def bare_terms(subject: Subject) -> Subject:
    """The terms on which a subject is compared, without what only says which subject it is: equal for equal terms."""
    return replace(subject, id="", question="", place=_NOWHERE, about=(), event=None, added=None, not_same_as=(), note=None)
