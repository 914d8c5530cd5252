"""`whosays claim fix --all`: every quote that is not found or stands in several places, one after the other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from compare.cli import confirming
from compare.cli.claim_repair import repair_keys, repaired, show_repair
from compare.cli.claim_saving import save_claim
from compare.cli.exits import Exit
from compare.core.phrases import counted
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.authoring.claiming.quote_repair import Repair
    from compare.cli.changing import Desk
    from compare.core.model import Claim
    from compare.loading.quotes import Article

ASTRAY: Final = frozenset({"missing", "ambiguous"})
"""The states of a quote that is not found at one place."""
MENDED: Final = "mended"
SURE: Final = "can be mended with --yes"
UNDECIDED: Final = "left for you to decide"
REFUSED: Final = "left as you said"
NOT_FOUND: Final = "with nothing near enough in the article"
NOT_ASKED: Final = "not asked about"


def fix_all(at: Desk, *, yes: bool) -> None:
    """Go through the quotes and tell how many were mended; what a person has to decide on ends the command with a problem."""
    found = sorted((each for each in at.casebook.claims if each.quote.state in ASTRAY), key=lambda each: each.place)
    _tell_unchecked(at)
    go_through = _mend_sure if yes else _ask_each if confirming.can_ask() else _look
    counts = Counter(go_through(at, found))
    parts = ", ".join(
        f"{counts[each]} {each}" for each in (MENDED, SURE, UNDECIDED, REFUSED, NOT_FOUND, NOT_ASKED) if counts[each]
    )
    at.terminal.result(f"{counted(len(found), 'quote')} not found or in several places{f': {parts}' if parts else ''}")
    if found and not yes and not confirming.can_ask():
        at.terminal.stop(Exit.USAGE, confirming.NOBODY)
    at.terminal.stop(Exit.PROBLEMS if counts[UNDECIDED] or counts[NOT_FOUND] else Exit.CLEAN)


def _tell_unchecked(at: Desk) -> None:
    """Name the sources whose quotes cannot be looked up."""
    counts = Counter(each.source for each in at.casebook.claims if each.source not in at.casebook.texts)
    if counts:
        listed = ", ".join(f"{source} ({counted(number, 'quote')})" for source, number in sorted(counts.items()))
        at.terminal.warn(visible(f"Not looked up, as the article text is not at hand: {listed}."))


def _attempt(at: Desk, claim: Claim, article: Article, text: str) -> tuple[Repair | None, str, tuple[int, ...]]:
    """Show what a quote would become, or why it cannot be told; the repair, what is left of it, sentences to choose from."""
    from compare.authoring.claiming.quote_repair import NothingNearError, SeveralPlacesError, is_sure

    try:
        made = repaired(claim, article, text)
    except NothingNearError as fault:
        _show_fault(at, claim, fault)
        return None, NOT_FOUND, ()
    except SeveralPlacesError as fault:
        _show_fault(at, claim, fault)
        return None, UNDECIDED, fault.sentences
    show_repair(made, claim, at.terminal)
    return made, SURE if is_sure(made) else UNDECIDED, ()


def _show_fault(at: Desk, claim: Claim, fault: Exception) -> None:
    at.terminal.result(visible(f"{claim.uid}, {claim.place}"))
    for line in str(fault).splitlines():
        at.terminal.result(visible(f"  {line}"))


def _look(at: Desk, claims: Sequence[Claim]) -> list[str]:
    """Only show, as nobody answers."""
    articles = _articles(at, claims)
    return [_attempt(at, each, articles[each.source], at.text_of(each.place.file) or "")[1] for each in claims]


def _mend_sure(at: Desk, claims: Sequence[Claim]) -> list[str]:
    """Write, file by file, what needs no second look."""
    from compare.authoring.claiming.claim_changes import with_keys

    articles = _articles(at, claims)
    outcomes: list[str] = []
    for file in dict.fromkeys(claim.place.file for claim in claims):
        old = new = at.text_of(file) or ""
        tried = [(each, *_attempt(at, each, articles[each.source], old)) for each in claims if each.place.file == file]
        # from the last to the first, so that a line taken out moves none that is still to be found
        for claim, made, outcome, _ in reversed(tried):
            if made and outcome == SURE:
                new = with_keys(new, claim, repair_keys(claim, made, old))
        outcomes += [MENDED if outcome == SURE else outcome for _, _, outcome, _ in tried]
        at = at.saved({file: (old, new)}) if new != old else at
    return outcomes


def _ask_each(at: Desk, claims: Sequence[Claim]) -> list[str]:
    """Ask about one after the other; what is agreed to is written before the next is asked."""
    articles = _articles(at, claims)
    outcomes: list[str] = []
    for number, each in enumerate(claims, start=1):
        at.terminal.result(f"[{number}/{len(claims)}]", bold=True)
        claim = next(now for now in at.casebook.claims if now.uid == each.uid)  # lines may have moved
        old = at.text_of(claim.place.file) or ""
        made, outcome, sentences = _attempt(at, claim, articles[claim.source], old)
        said = _answer(made, sentences)
        if said == "q":
            return [*outcomes, *[NOT_ASKED] * (len(claims) - number + 1)]
        if said.isdecimal():
            made = repaired(claim, articles[claim.source], old, int(said))
        if made and said != "n":
            at = save_claim(at, claim, old, repair_keys(claim, made, old))
            outcome = MENDED
        elif said == "n":
            outcome = REFUSED
        outcomes.append(outcome)
    return outcomes


def _answer(made: Repair | None, sentences: tuple[int, ...]) -> str:
    """y, n, q, the number of a sentence, or nothing where there is nothing to ask."""
    if made:
        return confirming.chosen("Write this? y / n / q(uit)", {"y", "n", "q"}, "q")
    if sentences:
        return confirming.chosen("Which sentence is meant? its number / n / q(uit)", {"n", "q", *map(str, sentences)}, "q")
    return ""


def _articles(at: Desk, claims: Iterable[Claim]) -> dict[str, Article]:
    """The article of each source that has one of these claims."""
    from compare.loading.quotes import Article

    return {source: Article(at.casebook.texts[source]) for source in sorted({claim.source for claim in claims})}
