"""Whether the casebook says already what a draft says, or answers the same question on the same words otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.authoring.annotations.annotation import Fault
from compare.core.visible import excerpt
from compare.kinds import kind_for
from compare.loading.claims import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.authoring.annotations.draft import Draft
    from compare.core.entities import Entities
    from compare.core.model import Casebook, Claim


class Known:
    """The claims of a casebook, and how the values of its subjects are read."""

    def __init__(self, casebook: Casebook, entities: Entities) -> None:
        """Sort the claims by source once for all drafts."""
        self._subjects = {each.id: each for each in casebook.subjects}
        self._entities = entities
        self._keys: dict[tuple[str, str], str | None] = {}
        self._claims: dict[str, list[Claim]] = {}
        for claim in casebook.claims:
            self._claims.setdefault(claim.source, []).append(claim)

    def claim_for(self, draft: Draft) -> Claim | None:
        """The claim that says what a draft says: on the same words, with every key that the draft has.

        Words that only overlap are the same where subject and value are there: somebody has shortened the quote since. A draft
        without a subject is there as soon as its words carry any claim: it has been completed.
        """
        found = self._on(draft, exactly=bool(draft.missing))
        return next((each for each in found if self._has_all(each, draft, draft.said.keys)), None)

    def against(self, draft: Draft) -> Fault | None:
        """That a claim on the very same words answers otherwise what takes one answer, as where somebody has corrected it."""
        subject = self._subjects.get(draft.said.subject)
        if draft.missing or subject is None or subject.takes != "one":
            return None
        keys = draft.said.keys.keys() - {"value", "hedge"}
        alike = [each for each in self._on(draft, exactly=True) if self._has_all(each, draft, keys)]
        other = next((each for each in alike if each.stance == "".join(draft.said.keys.get("stance", ("affirms",)))), None)
        if other is None:
            return None
        what = f"{other.uid} answers {other.subject} on these words already, and otherwise: {excerpt(other.written)}"
        return Fault(what, f"If the annotation is right: whosays claim edit {other.uid}")

    def _on(self, draft: Draft, *, exactly: bool) -> Sequence[Claim]:
        """The claims on the words of a draft, or on some of them."""
        start, end = draft.anchor.start, draft.anchor.end
        mine = self._claims.get(draft.source, ())
        placed = [(each, each.quote.start, each.quote.end) for each in mine]
        if exactly:
            return [each for each, begin, stop in placed if (begin, stop) == (start, end)]
        return [each for each, begin, stop in placed if begin is not None and stop is not None and begin < end and start < stop]

    def _has_all(self, claim: Claim, draft: Draft, keys: Iterable[str]) -> bool:
        """Whether a claim has what a draft has under each of these keys."""
        return all(self._has(claim, key, draft.said.keys[key]) for key in keys)

    def _has(self, claim: Claim, key: str, texts: tuple[str, ...]) -> bool:
        """Whether a claim has this under a key."""
        if key == "value":
            return _members([claim.written]) == _members(texts) or self._equal(claim, f"{SEPARATOR} ".join(texts))
        if key == "list":
            return texts == ("closed" if claim.closed else "open",)
        found = getattr(claim, key)
        return tuple(found if isinstance(found, tuple) else (found,)) == texts

    def _equal(self, claim: Claim, value: str) -> bool:
        """Whether the subject's kind reads both values as one, as an entity by two of its names."""
        key = self._key(claim.subject, claim.written)
        return key is not None and key == self._key(claim.subject, value)

    def _key(self, subject_id: str, value: str) -> str | None:
        """What a value is to the kind of its subject, read once; None where it cannot be read."""
        if (subject_id, value) not in self._keys:
            self._keys[subject_id, value] = self._read(subject_id, value)
        return self._keys[subject_id, value]

    def _read(self, subject_id: str, value: str) -> str | None:
        subject = self._subjects.get(subject_id)
        try:
            kind = kind_for(subject, self._entities) if subject else None
            return kind.key(kind.parse(value)) if kind else None
        except ValueError:
            return None


def _members(texts: Iterable[str]) -> list[str]:
    """The members of a value, however they are joined."""
    return [member.strip() for text in texts for member in text.split(SEPARATOR)]
