"""Answers to different questions that a rule of the casebook does not let stand together, each with its quote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.core.words import Word, word
from compare.report.views.claims import QuoteView, quote_view
from compare.report.views.in_time import dated
from compare.report.views.labels import Label, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.findings import Breach
    from compare.core.model import Claim, Rule
    from compare.report.views.index import Index


@dataclass(frozen=True, slots=True)
class BreachSide:
    """One of the answers: its question, its value with the way to the claim, who gives it, when, and the words of the claim."""

    subject: Label
    value: Label
    sources: tuple[Label, ...]
    when: str | None
    quote: QuoteView


@dataclass(frozen=True, slots=True)
class BreachView:
    """One breach: why the answers do not go together, by which rule, how firmly, and the sources that break it alone."""

    because: str
    rule: str
    strength: Word
    both: str
    internal: tuple[Label, ...]
    sides: tuple[BreachSide, ...]


def breach_views(index: Index, breaches: Iterable[Breach]) -> tuple[BreachView, ...]:
    """The breaches as pages show them, firm ones first, then in their order."""
    rules = {each.id: each for each in index.findings.casebook.rules}
    return tuple(_view(index, each, rules) for each in sorted(breaches, key=lambda each: each.strength != "firm"))


def _view(index: Index, breach: Breach, rules: dict[str, Rule]) -> BreachView:
    sides = zip(breach.subjects, breach.claims, breach.sources, strict=True)
    return BreachView(
        because=sentence(rules[breach.rule].because if breach.rule in rules else breach.because),
        rule=breach.rule,
        strength=word("strength", breach.strength),
        both="At odds with itself" if breach.strength == "firm" else "All of it stands in",
        internal=index.source_list(breach.internal),
        sides=tuple(_side(index, subject, uid, sources) for subject, uid, sources in sides),
    )


def _may_change(index: Index, claim: Claim) -> bool:
    """Whether it matters when an answer holds: it may change or is dated, and is no date itself."""
    found = index.subjects.get(claim.subject)
    if found is None or found.subject.kind == "date":
        return False
    return bool(found.subject.changing or claim.as_of or claim.since or claim.until)


def _side(index: Index, subject: str, uid: str, sources: Iterable[str]) -> BreachSide:
    claim = index.claims[uid]
    named_first = sorted(sources, key=lambda each: (each != claim.source, each))
    return BreachSide(
        subject=index.subject(subject),
        value=Label(claim.as_worded, index.claim_href(uid)),
        sources=index.source_list(named_first),
        when=dated(index, claim) if _may_change(index, claim) else None,
        quote=quote_view(index, claim),
    )
