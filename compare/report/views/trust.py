"""Whether this report can be relied on: how complete the build, the reading and the quotes are, as counts with denominators."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.change_words import NEWS
from compare.core.decided import LAPSED, WAITING, waits
from compare.core.phrases import counted
from compare.core.problems import SEVERITIES, stops_publication
from compare.report.views.article import open_sentences
from compare.report.views.changes import NO_BASELINE

if TYPE_CHECKING:
    from compare.report.views.index import Index

_SEVERITY_NAMES: Final = {"error": "error", "warning": "warning", "info": "remark"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to know before relying on the report: what, how it stands, where more is said; `good` if all is well."""

    what: str
    how: str
    good: bool
    href: str | None = None


def checks(index: Index) -> tuple[Check, ...]:
    """From our own files to the last decision."""
    return (_files(index), _quotes(index), _reading(index), _sentences(index), _decisions(index), _baseline(index))


def problems_in_words(index: Index) -> str:
    """`2 errors, 1 warning`; empty where there are none."""
    often = Counter(each.severity for each in index.findings.problems)
    return ", ".join(counted(often[each], _SEVERITY_NAMES[each]) for each in SEVERITIES if often[each])


def _files(index: Index) -> Check:
    found = problems_in_words(index)
    if stops_publication(index.findings.problems):
        return Check("Build", f"incomplete: {found} in our own files", good=False, href="problems.html")
    return Check("Build", f"complete, {found or 'no problems'} in our own files", good=not found, href="problems.html")


def _quotes(index: Index) -> Check:
    quoted = [each.quote for each in index.claims.values() if each.quote.text]
    found = sum(each.state in {"verified", "folded"} for each in quoted)
    if not quoted:
        return Check("Quotes", "none: the claims come from a table", good=False)
    unchecked = sum(each.state == "unchecked" for each in quoted)
    rest = f", {unchecked:,} not looked up: their texts are not at hand" if unchecked else ""
    return Check("Quotes", f"{found:,} of {len(quoted):,} found in the articles{rest}", good=found == len(quoted))


def _reading(index: Index) -> Check:
    read = {each.source for each in index.findings.casebook.readings if each.by}
    number = len(index.sources)
    return Check(
        "Read",
        f"{len(read & index.sources.keys())} of {counted(number, 'source')} by a named reader",
        good=len(read) >= number > 0,
    )


def _sentences(index: Index) -> Check:
    texts = index.findings.casebook.texts
    total = sum(len(each.sentences) for each in texts.values())
    if not total:
        return Check("Sentences", "not known: no article text is at hand", good=False)
    left = sum(open_sentences(index, source) for source in texts)
    return Check("Sentences", f"{left:,} of {total:,} still to be decided" if left else f"all {total:,} decided", good=not left)


def _decisions(index: Index) -> Check:
    due = [each for each in index.subjects.values() if each.standing in WAITING]
    made = sum(not waits(each) for each in due)
    stale = sum(each.decision_state in LAPSED for each in index.subjects.values())
    said = f"{made} of {len(due)} made" if due else "none is due"
    return Check(
        "Decisions",
        f"{said}, {stale} stale or expired" if stale else said,
        good=made == len(due) and not stale,
        href="decisions.html",
    )


def _baseline(index: Index) -> Check:
    told = index.told
    if told is None:
        return Check("New since", NO_BASELINE[0].lower() + NO_BASELINE[1:].rstrip("."), good=False, href="changes.html")
    new = [each.counted for each in told.groups if each.kind.id in NEWS]
    rest = [counted(told.other, "other change")] if told.other else []
    hidden = ["incomplete"] if told.incomplete else []
    said = f"{told.baseline}: {', '.join([*(new or ['nothing new']), *rest, *hidden])}"
    return Check("New since", said, good=not new and not told.incomplete, href="changes.html")


def text_state(index: Index, source_id: str) -> str:
    """Whether the article text is at hand, and whether it is the one that was annotated."""
    text = index.findings.casebook.texts.get(source_id)
    if text is None:
        return "not at hand"
    return "at hand" if text.attested else "at hand, not the one annotated"
