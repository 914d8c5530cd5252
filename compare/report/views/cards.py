"""A discrepancy on one card: what each side says in its words, why they do not go together, and what can be printed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.decided import decision_word
from compare.core.findings import AbsenceWord
from compare.core.phrases import counted, position_letter, short_shape
from compare.core.words import Word, word
from compare.report.views.claims import QuoteView, quote_view
from compare.report.views.index import denominators, lead, own_part
from compare.report.views.labels import Label
from compare.report.views.meant import Meant, meant
from compare.report.views.origins import via_chains
from compare.report.views.relations import phrase, strongest_first
from compare.report.views.wording import Wording, suggest

if TYPE_CHECKING:
    from compare.core.findings import Relation, SubjectFinding
    from compare.core.model import Claim
    from compare.report.views.index import Index
    from compare.report.views.origins import Chain

MOST_ABSENT: Final = 6  # more sources than these are counted, not named, on a card
MOST_OTHERS: Final = 4  # more answers than these beside the two sides are counted


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer in short: its letter and value, the words for it where they are others, who gives it, how many origins."""

    letter: str
    value: Label
    denied: bool
    worded: Label | None
    sources: tuple[Label, ...]
    origins: str


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a discrepancy: the answer, and the claim that stands for it with its source, words, hedge and origins."""

    answer: AnswerView
    source: Label
    published: str
    quote: QuoteView
    hedge: str | None
    via: tuple[Chain, ...]


@dataclass(frozen=True, slots=True)
class BetweenView:
    """What stands between the two sides: the relation in words, why, how firmly, and what is known of their origins."""

    word: Word
    phrase: str
    because: str
    strength: Word
    dependence: Word


@dataclass(frozen=True, slots=True)
class AbsentView:
    """Why some sources give no answer, and which these are; `more` counts those that are not named."""

    word: Word
    sources: tuple[Label, ...]
    more: int


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything on the card of one subject.

    `notice` is what became of a decision that settles nothing, `hanging` how many other subjects hang on this one, in words.
    """

    id: str
    subject: Label
    standing: Word
    headline: str
    shape: str
    strength: str
    severity: str
    hanging: str
    answered: str
    sides: tuple[SideView, ...]
    between: BetweenView | None
    others: tuple[AnswerView, ...]
    more_others: int
    meant: tuple[Meant, ...]
    absences: tuple[AbsentView, ...]
    wording: Wording
    notice: str | None
    new: bool


def card_view(index: Index, finding: SubjectFinding) -> CardView:
    """The card of a subject, on the strongest relation between its answers."""
    strongest = next(iter(strongest_first(finding.relations)), None)
    pairs = sorted(zip(strongest.between, strongest.claims, strict=True)) if strongest else _first_two(finding)
    sides = tuple(_side(index, finding, at, uid) for at, uid in pairs if uid in index.claims)
    rest = [at for at in range(len(finding.positions)) if at not in {at for at, _ in pairs}]
    return CardView(
        id=finding.subject.id,
        subject=index.subject(finding.subject.id),
        standing=word("standing", finding.standing),
        headline=lead(finding),
        shape=short_shape(finding.shape),
        strength=finding.strength,
        severity=finding.severity,
        hanging=_hanging(index.hanging[finding.subject.id]),
        answered=denominators(finding, len(index.sources)),
        sides=sides,
        between=_between(index, finding, strongest) if strongest else None,
        others=tuple(answer_view(index, finding, at) for at in rest[:MOST_OTHERS]),
        more_others=max(0, len(rest) - MOST_OTHERS),
        meant=meant(index, finding),
        absences=_absences(index, finding),
        wording=suggest(index, finding),
        notice=_notice(finding),
        new=index.is_new(finding.subject.id),
    )


def _hanging(others: int) -> str:
    return f"{counted(others, 'other subject')} {'hangs' if others == 1 else 'hang'} on it" if others else ""


def _notice(finding: SubjectFinding) -> str | None:
    decided = decision_word(finding)
    if decided == "stale" and finding.decision:
        lapsed = "has expired" if finding.decision_state == "expired" else "is stale"
        return f"a decision, “{word('outcome', finding.decision.outcome).shown}”, {lapsed}"
    return "a decision is pending" if decided == "pending" else None


def answer_view(index: Index, finding: SubjectFinding, at: int, uid: str | None = None) -> AnswerView:
    """A position in short, in the words of one of its claims."""
    position = finding.positions[at]
    claim = index.claims.get(uid or position.claims[0])
    worded = claim.worded if claim and own_part(claim, position) == position.canonical else None
    return AnswerView(
        letter=position_letter(at),
        value=Label(position.value),
        denied=position.stance == "denies",
        worded=Label(worded) if worded and worded != position.value else None,
        sources=index.source_list(position.sources),
        origins=str(position.origins),
    )


def _first_two(finding: SubjectFinding) -> list[tuple[int, str]]:
    return [(at, position.claims[0]) for at, position in enumerate(finding.positions[:2])]


def _side(index: Index, finding: SubjectFinding, at: int, uid: str) -> SideView:
    claim: Claim = index.claims[uid]
    source = index.source(claim.source)
    return SideView(
        answer=answer_view(index, finding, at, uid),
        source=Label(source.text, index.claim_href(uid)),
        published=index.published_in_words(claim.source),
        quote=quote_view(index, claim),
        hedge=claim.hedge if claim.hedge != "stated" else None,
        via=via_chains(index, claim),
    )


def _between(index: Index, finding: SubjectFinding, relation: Relation) -> BetweenView:
    return BetweenView(
        word=word("gate", relation.gate) if relation.gate else word("relation", relation.relation),
        phrase=phrase(index, relation, finding.positions),
        because=relation.because,
        strength=word("strength", relation.strength),
        dependence=word("dependence", relation.dependence),
    )


def _absences(index: Index, finding: SubjectFinding) -> tuple[AbsentView, ...]:
    groups: dict[AbsenceWord, list[Label]] = defaultdict(list)
    for each in sorted(finding.absent, key=lambda absence: absence.source):
        groups[each.word].append(index.short_source(each.source))
    return tuple(
        AbsentView(word("absence", each), tuple(groups[each][:MOST_ABSENT]), max(0, len(groups[each]) - MOST_ABSENT))
        for each in AbsenceWord
        if each in groups
    )
