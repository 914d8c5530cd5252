"""The memo of a subject from the view of its page, so that both say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.core.date_words import in_words
from compare.core.phrases import counted, joined
from compare.report.memos.blocks import Block, Heading, Items, Line, Memo, Quote, Table
from compare.report.views.labels import sentence
from compare.report.views.ranking import waiting
from compare.report.views.subject import subject_views

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from compare.core.model import Source
    from compare.report.views.breaches import BreachView
    from compare.report.views.claims import ClaimView, QuoteView
    from compare.report.views.decisions import DecisionView
    from compare.report.views.index import Index
    from compare.report.views.labels import Fact, Label
    from compare.report.views.positions import PositionView
    from compare.report.views.relation_groups import RelationGroup
    from compare.report.views.subject import AbsenceView, SubjectView
    from compare.report.views.wording import Clause, Wording

_STAND: Final = "stand in the report"  # what is left out where there is very much of it


def memos(index: Index, subjects: Collection[str]) -> tuple[Memo, ...]:
    """The memos of these subjects, in this order."""
    wanted = set(subjects)
    made = {view.id: _memo(index, view) for view in subject_views(index, wanted)}
    return tuple(made[each] for each in subjects)


def waiting_subjects(index: Index) -> tuple[str, ...]:
    """The ids of the subjects that wait for a decision, the most pressing first."""
    return tuple(each.subject.id for each in waiting(index))


def _memo(index: Index, view: SubjectView) -> Memo:
    blocks = (
        *_head(view),
        *_wording(view.wording),
        *_decision(view),
        *_positions(view),
        *(block for group in view.relations for block in _relations(group)),
        *_breaches(view.breaches),
        *_absences(view.absences),
        *_sources(index, view),
        Line(f"Subject {view.id} of “{index.findings.casebook.title}”."),
    )
    return Memo(view.id, view.title.text, index.findings.casebook.language, blocks)


def _head(view: SubjectView) -> Iterator[Block]:
    yield Heading(1, view.title.text)
    yield Line(" · ".join([view.standing.shown, *view.judgement, view.answered]))
    yield Line("", lead=view.headline)
    yield Line(view.because)


def _wording(wording: Wording) -> Iterator[Block]:
    yield Heading(2, f"Suggested wording: {wording.action}")
    yield Line(wording.advice)
    if wording.clauses:
        more = (Line(wording.more),) if wording.more else ()
        yield Items((*(Line(clause_in_words(each)) for each in wording.clauses), *more))


def clause_in_words(clause: Clause) -> str:
    """One answer as it could be printed, as the page words it."""
    lead = f"{clause.lead}: " if clause.lead else ""
    scope = f" – {clause.scope} –" if clause.scope else ","
    hedge = f" ({clause.hedge})" if clause.hedge else ""
    return f"{lead}{_value(clause.value, clause.denied)}{scope} according to {_told(clause.sources)}{hedge}"


def _decision(view: SubjectView) -> Iterator[Block]:
    if view.decision is None:
        if view.decision_due:
            yield Heading(2, "Decision: none yet")
            yield Line("Nobody has decided on this subject.")
        return
    decided = view.decision
    yield Heading(2, f"Decision: {decided.outcome.shown}{'' if decided.holds else f' – {decided.state}'}")
    yield from _decided(decided)
    for each in view.earlier:
        yield Heading(3, f"Decided before: {each.outcome.shown}")
        yield from _decided(each)


def _decided(decision: DecisionView) -> Iterator[Block]:
    yield Line(f"{decision.outcome.meaning} {decision.state}: {decision.meaning}")
    yield Items(tuple(_fact(each) for each in decision.facts))


def _positions(view: SubjectView) -> Iterator[Block]:
    yield Heading(2, "What the sources say")
    yield from (Line(each) for each in (view.support, view.unrelated) if each)
    if not view.positions:
        yield Line(view.nothing)
    if len(view.positions) > 1:
        rows = tuple(
            (each.letter, _value(each.value, each.denied), _told(each.sources), each.origins) for each in view.positions
        )
        yield Table(("", "Answer", "Sources", "Origins"), rows)
    for each in view.positions:
        yield from _position(each)
    if view.more_positions:
        yield Line(f"{counted(view.more_positions, 'more answer')} {_STAND}.")
    if view.unread:
        yield Heading(3, "Values that cannot be read")
        for claim in view.unread:
            yield Line(f"As written: {_value(claim.value, claim.denied)}")
            yield _quoted(claim)


def _position(view: PositionView) -> Iterator[Block]:
    yield Heading(3, f"{view.letter}: {_value(view.value, view.denied)}")
    newest = f", newest {view.newest}" if view.newest else ""
    yield Line(f"{_told(view.sources)} – {view.origins}{newest}")
    if view.reading:
        yield Line("The finest common reading: it fits every other answer.")
    if view.aside:
        yield Line("Not part of the contradiction.")
    yield from (Line(f"{_told(group)} count as one source.") for group in view.as_one)
    yield from (Line(f"Compatible: {_told(each.sources)} {each.says}.") for each in view.compatible)
    yield from (_quoted(each) for each in view.claims)
    if view.elsewhere:
        yield Line(f"{view.elsewhere} more of its claims {_STAND}.")


def _quoted(claim: ClaimView) -> Quote:
    """The words of a claim, without the sentence around them, and everything its source or we say of them."""
    via = [f"via {', which has it from '.join(each.text for each in chain)}" for chain in claim.via]
    facts = [f"{each.term}: {_listed(each.values)}" for each in claim.facts]
    locator = [claim.quote.locator.text] if claim.quote.locator else []
    who = ", ".join(filter(None, [claim.source.text, claim.published]))
    return Quote(_words(claim.quote), "; ".join(filter(None, [who, claim.hedge, *via, *locator, claim.quote.state, *facts])))


def _words(quote: QuoteView) -> str:
    translation = f" In translation: “{quote.translation.text}”" if quote.translation else ""
    return f"“{quote.marked}”{translation}"


def _relations(group: RelationGroup) -> Iterator[Block]:
    yield Heading(2, group.title)
    full = (
        Line(
            f"{f'{each.gate}: ' if each.gate else ''}{sentence(each.because)} "
            f"Strength: {each.strength.shown}. Dependence: {each.dependence.shown}."
            f"{f' {each.both}: {_listed(each.internal)}.' if each.internal else ''}",
            lead=f"{each.phrase}.",
        )
        for each in group.full
    )
    yield Items((*full, *(Line(sentence(each.because), lead=f"{each.phrase}.") for each in group.short)))
    if group.elsewhere:
        yield Line(f"{group.elsewhere:,} more {_STAND}.")


def _breaches(breaches: Iterable[BreachView]) -> Iterator[Block]:
    found = [*breaches]
    if found:
        yield Heading(2, "What does not go with answers to other questions")
    for each in found:
        yield Line(f"Strength: {each.strength.shown}.", lead=each.because)
        sides = (
            f"{side.subject.text} {side.value.text}, according to {_told(side.sources)}: {_words(side.quote)}"
            for side in each.sides
        )
        yield Items(tuple(map(Line, sides)))


def _absences(absences: Iterable[AbsenceView]) -> Iterator[Block]:
    lines = [
        Line(f"{_listed(it.sources)}{f' and {it.more} more' if it.more else ''}: {it.because}", lead=f"{each.word.shown}:")
        for each in absences
        for it in each.reasons
    ]
    if lines:
        yield Heading(2, "Without an answer of their own")
        yield Items(tuple(lines))


def _sources(index: Index, view: SubjectView) -> Iterator[Block]:
    """The sources that answer, each with its headline, author, date and address."""
    held = {source for each in index.subjects[view.id].positions for source in each.sources}
    unread = {uid.partition("#")[0] for uid in index.subjects[view.id].unread}
    known = [index.sources[each] for each in sorted(held | unread) if each in index.sources]
    if known:
        yield Heading(2, "Sources")
        yield Items(tuple(_source(index, each) for each in known))


def _source(index: Index, source: Source) -> Line:
    """A source by its name, with its title where that is not its name already."""
    name = index.source(source.id).text
    title = "" if name.startswith(source.title) else f"“{source.title}”"
    said = [title, source.author, in_words(source.published), source.url]
    return Line(", ".join(each for each in said if each), lead=f"{name}:")


def _fact(fact: Fact) -> Line:
    return Line(_listed(fact.values), lead=f"{fact.term}:")


def _value(value: Label, denied: bool) -> str:  # noqa: FBT001 - private, and named where it is made
    return f"not {value.text}" if denied else value.text


def _told(labels: Iterable[Label]) -> str:
    return joined([each.text for each in labels])


def _listed(labels: Iterable[Label]) -> str:
    return ", ".join(each.text for each in labels)
