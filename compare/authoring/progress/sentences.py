"""The sentences of an article as an annotator works through them: what is claimed, dismissed or open, and who is named."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from compare.analysis.absence import decided_sentences, sentences_of
from compare.analysis.mentions import Names, in_text
from compare.core.entities import Entities

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.core.findings import Findings
    from compare.core.model import ArticleText, Claim

T = TypeVar("T")
State = Literal["claimed", "dismissed", "open"]
FORMAT: Final = 1
"""1: the first published format of the JSON."""
STATES: Final[tuple[State, ...]] = ("claimed", "dismissed", "open")


@dataclass(frozen=True, slots=True)
class SentenceState:
    """One sentence, number and paragraph from 1, and what an annotator has made of it.

    `claims` are those whose quote touches it, in the order in which their quotes begin; `mentions` are the canonical ids of
    the entities it names, sorted. A sentence with claims is claimed even if it is dismissed as well.
    """

    number: int
    text: str
    paragraph: int
    state: State
    claims: tuple[Claim, ...]
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sentences are claimed, dismissed and open."""

    claimed: int = 0
    dismissed: int = 0
    open: int = 0

    @property
    def sentences(self) -> int:
        """How many there are."""
        return self.claimed + self.dismissed + self.open

    @property
    def decided(self) -> int:
        """How many are claimed or dismissed."""
        return self.claimed + self.dismissed

    @property
    def percent(self) -> int:
        """Whole percent of sentences decided, rounded down so that 100 means all of them; 100 of no sentences."""
        return 100 * self.decided // self.sentences if self.sentences else 100

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.claimed + other.claimed, self.dismissed + other.dismissed, self.open + other.open)


class SentenceBook:
    """The sentences of every source of a casebook whose text is at hand."""

    def __init__(self, findings: Findings) -> None:
        """Work out once what all sources share: names, decided sentences, claims by source."""
        self._texts = findings.casebook.texts
        self._names = Names(Entities(findings.casebook.entities))
        self._decided = decided_sentences(findings.casebook)
        self._claims: dict[str, list[Claim]] = {}
        for claim in findings.claims:
            self._claims.setdefault(claim.source, []).append(claim)

    def of(self, source: str) -> tuple[SentenceState, ...]:
        """The sentences of one source in the order of its text.

        Raises:
            KeyError: its text is not at hand.
        """
        article = self._texts[source]
        claims = self._claims_on(article)
        named = _by_sentence(in_text(self._names, article).sentences.items())
        decided = self._decided.get(source, frozenset())
        return tuple(
            SentenceState(
                number=each.number,
                text=article.text[each.start : each.end],
                paragraph=each.paragraph,
                state=_state(each.number, claims, decided),
                claims=tuple(claims.get(each.number, ())),
                mentions=tuple(sorted(named.get(each.number, ()))),
            )
            for each in article.sentences
        )

    def unplaced(self, source: str) -> tuple[Claim, ...]:
        """The claims of a source whose quote stands at no one place of the text at hand, so that no sentence shows them."""
        article = self._texts[source]
        return tuple(claim for claim in self._claims.get(source, ()) if not sentences_of(claim.quote, article))

    def _claims_on(self, article: ArticleText) -> dict[int, list[Claim]]:
        """Sentence numbers to the claims on them."""
        found = [(claim, sentences_of(claim.quote, article)) for claim in self._claims.get(article.source, ())]
        return _by_sentence(sorted(found, key=lambda pair: (pair[0].quote.start or 0, pair[0].id)))


def tally(states: Iterable[SentenceState]) -> Tally:
    """How many of the sentences are in which state."""
    counts = Counter(each.state for each in states)
    return Tally(*(counts[state] for state in STATES))


def sentences_json(
    source: str, whole: Sequence[SentenceState], shown: Sequence[SentenceState], unplaced: Sequence[Claim]
) -> str:
    """The sentences of a source as JSON text in ASCII.

    ```
    {format: 1, source, total: {sentences, claimed, dismissed, open, percent},
     sentences: [{number, paragraph, state: "claimed" | "dismissed" | "open", text, mentions: [entity],
                  claims: [claim]}],
     unplaced: [claim]}
    claim: {id, subject, value, stance, quote, quote_original: {text, language} | null, hedge, closed: true | false, as_of,
            since, until, scope, via: [text], speaker, corrects: [source], credibility, worded, note}
    ```

    `total` counts the whole article, `sentences` are those that were asked for, `percent` is that of claimed or dismissed
    ones, whole and rounded down. `unplaced` are claims whose quote stands at no one place of the text. What is not said of a
    claim is null, or an empty list.
    """
    counts = tally(whole)
    document = {
        "format": FORMAT,
        "source": source,
        "total": {"sentences": counts.sentences, **asdict(counts), "percent": counts.percent},
        "sentences": [
            {
                "number": each.number,
                "paragraph": each.paragraph,
                "state": each.state,
                "text": each.text,
                "mentions": each.mentions,
                "claims": [_claim(claim) for claim in each.claims],
            }
            for each in shown
        ],
        "unplaced": [_claim(claim) for claim in unplaced],
    }
    # plain ASCII, so that no letter of an article can act on a terminal or be lost in its encoding
    return json.dumps(document, indent=1)


def _claim(claim: Claim) -> dict[str, Any]:
    """Everything that is said of a claim on a sentence."""
    quote = claim.quote
    return {
        "id": claim.id,
        "subject": claim.subject,
        "value": claim.shown or claim.written,
        "stance": claim.stance,
        "quote": quote.text,
        "quote_original": {"text": quote.original, "language": quote.original_language} if quote.original else None,
        "hedge": claim.hedge,
        "closed": claim.closed,
        "as_of": claim.as_of,
        "since": claim.since,
        "until": claim.until,
        "scope": claim.scope,
        "via": claim.via,
        "speaker": claim.speaker,
        "corrects": claim.corrects,
        "credibility": claim.credibility,
        "worded": claim.worded,
        "note": claim.note,
    }


def _by_sentence(found: Iterable[tuple[T, frozenset[int]]]) -> dict[int, list[T]]:
    """Sentence numbers to what stands in them, in the order given."""
    at: dict[int, list[T]] = {}
    for each, numbers in found:
        for number in numbers:
            at.setdefault(number, []).append(each)
    return at


def _state(number: int, claims: dict[int, list[Claim]], decided: frozenset[int]) -> State:
    """What counts as decided is the engine's rule; what is decided without a claim has been dismissed."""
    if number not in decided:
        return "open"
    return "claimed" if number in claims else "dismissed"
