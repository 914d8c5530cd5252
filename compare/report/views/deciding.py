"""The form on which an editor decides, as `whosays review` shows it; a report that is built never holds one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from compare.core.decided import waits
from compare.core.phrases import counted, joined
from compare.core.words import Word, words_of
from compare.report.views.cards import AnswerView, answer_view
from compare.report.views.decisions import DecisionView, decided_on
from compare.report.views.labels import Label, shortened
from compare.report.views.moved_claims import claims_in_order
from compare.report.views.wording import suggest

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.report.views.index import Index
    from compare.report.views.wording import Clause, Wording

MOST_CLAIMS: Final = 60  # that can be named as wrongly annotated on a page; `whosays decide` names any
_QUOTED: Final = 160  # characters of a quote beside its box


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in the fields of a form."""

    outcome: str = ""
    reason: str = ""
    print: str = ""
    rule: str = ""
    by: str = ""
    expires: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field of a form, or with what is to be written as a whole where `field` is empty."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class ClaimChoice:
    """A claim that can be named as wrongly annotated."""

    uid: str
    source: str
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class FormView:
    """One form: whose subject, the fields with what stands in them, and what the editor has before them (`seen`).

    `id` tells its fields from those of other forms on the page; `more_claims` are those that are not offered.
    """

    id: str
    subject: str
    seen: str
    entered: Entered
    outcomes: tuple[Word, ...]
    claims: tuple[ClaimChoice, ...]
    more_claims: int
    suggested: bool
    again: bool
    faults: tuple[Fault, ...] = ()

    def fault(self, field: str) -> str:
        """What is wrong with a field, or nothing."""
        return next((each.message for each in self.faults if each.field == field), "")


@dataclass(frozen=True, slots=True)
class DeskView:
    """What the editor's pages have beside the report's: the forms, how far the work is, and what was just written.

    `saved` says so, and stands on the card with the id `at`, or above all where that is empty. A subject on which nothing can
    be decided has a sentence that says why in the place of its form.
    """

    token: str
    progress: str
    form: Callable[[str, str], FormView | str]
    saved: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer on a page that holds two states against each other; `mark` says what became of it."""

    answer: AnswerView
    mark: str


@dataclass(frozen=True, slots=True)
class DecideView:
    """The page of one form: after something was wrong with it, or after the subject has changed meanwhile."""

    path: str
    heading: str
    lead: str
    subject: Label
    form: FormView
    answers: tuple[AnswerLine, ...] = ()
    gone: tuple[AnswerLine, ...] = ()
    decision: DecisionView | None = None


def form_view(index: Index, subject: str, form_id: str, seen: str, by: str) -> FormView:
    """A form that nobody has filled in yet, with the suggested wording in it."""
    finding = index.subjects[subject]
    wording = suggested_text(suggest(index, finding))
    claims = index.known(claims_in_order(finding))
    return FormView(
        id=form_id,
        subject=subject,
        seen=seen,
        entered=Entered(print=wording, by=by),
        outcomes=words_of("outcome"),
        claims=tuple(
            ClaimChoice(
                each.uid,
                index.source(each.source).text,
                shortened(each.as_worded, _QUOTED),
                shortened(each.quote.text, _QUOTED),
            )
            for each in claims[:MOST_CLAIMS]
        ),
        more_claims=max(0, len(claims) - MOST_CLAIMS),
        suggested=bool(wording),
        again=finding.decision is not None and not waits(finding),
    )


def filled_in(form: FormView, entered: Entered, faults: tuple[Fault, ...] = ()) -> FormView:
    """The form with what somebody has entered, and what is wrong with it."""
    return replace(form, entered=entered, faults=faults)


def suggested_text(wording: Wording) -> str:
    """The suggested wording as plain text that can be printed or worked on; nothing where it has no clauses."""
    said = "; ".join([*map(_clause, wording.clauses), *([wording.more] if wording.more else [])])
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _clause(clause: Clause) -> str:
    lead = f"{clause.lead}: " if clause.lead else ""
    denied = "not " if clause.denied else ""
    scope = f" – {clause.scope} –" if clause.scope else ","
    hedge = f" ({clause.hedge})" if clause.hedge else ""
    return f"{lead}{denied}{clause.value.text}{scope} according to {joined([each.text for each in clause.sources])}{hedge}"


def progress(index: Index, decided: int) -> str:
    """How far the work is: what was decided in this session, and what waits."""
    left = sum(waits(each) for each in index.subjects.values())
    return f"{decided} decided in this session, {left} {'waits' if left == 1 else 'wait'}"


def answers_of(index: Index, subject: str) -> tuple[AnswerView, ...]:
    """Every answer to a subject in short."""
    finding = index.subjects[subject]
    return tuple(answer_view(index, finding, at) for at in range(len(finding.positions)))


def page_of_faults(index: Index, form: FormView) -> DecideView:
    """The page that says why nothing was written."""
    number = counted(len(form.faults), "thing")
    lead = f"{number} {'has' if len(form.faults) == 1 else 'have'} to be mended before the decision can be written."
    return DecideView("decide.html", "Nothing was written", lead, index.subject(form.subject), form)


def page_of_conflict(index: Index, form: FormView, before: tuple[AnswerView, ...] | None, decision: str) -> DecideView:
    """The page that shows what is on file now beside what somebody wanted to write.

    Args:
        index: the findings as they are now.
        form: what was to be written.
        before: the answers that the editor had before them, where that is known.
        decision: the newest decision that the editor had before them, by its id.
    """
    now = answers_of(index, form.subject)
    then = {_said(each) for each in before} if before is not None else {_said(each) for each in now}
    decisions = decided_on(index, form.subject)
    return DecideView(
        path="decide.html",
        heading="Nothing was written: this subject has changed meanwhile",
        lead="Somebody has decided on it, or a source says something else, since you opened the form. Look at what is on file "
        "now; what you wanted to write is kept below and can be sent on purpose.",
        subject=index.subject(form.subject),
        form=form,
        answers=tuple(AnswerLine(each, "" if _said(each) in then else "new or changed") for each in now),
        gone=tuple(AnswerLine(each, "no longer said so") for each in before or () if _said(each) not in set(map(_said, now))),
        decision=decisions[0] if decisions and decisions[0].id != decision else None,
    )


def _said(answer: AnswerView) -> tuple[str, bool, tuple[str, ...]]:
    """An answer by what it says and who gives it, whatever its letter."""
    return answer.value.text, answer.denied, tuple(each.text for each in answer.sources)
