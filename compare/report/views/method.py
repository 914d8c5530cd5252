"""The pages about the report itself: the words and rules it uses, and what is wrong with our own files."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from compare.core.phrases import counted
from compare.core.problems import SEVERITIES, in_order
from compare.core.words import WORDS, Word
from compare.report.addresses import rule_anchor, word_anchor
from compare.report.views.labels import Fact, Label, fact, sentence
from compare.report.views.retired import retired_views

if TYPE_CHECKING:
    from compare.core.model import Rule
    from compare.core.problems import Problem
    from compare.core.rules import RuleText
    from compare.report.views.index import Index
    from compare.report.views.retired import RetiredView

_GROUPS: Final = {
    "standing": ("Standing", "What a subject comes to; the first that holds."),
    "relation": ("Relation", "What one position is to another."),
    "gate": ("Gate", "Why a difference is explained, or cannot be decided, before the values are weighed; always shown."),
    "absence": ("Absence", "Why a source stands without an answer; a cell is never empty."),
    "membership": ("Member of a list", "What a source says of one member, where sources answer with lists."),
    "strength": ("Strength", "How firmly the two sides of a relation are said."),
    "dependence": ("Dependence", "What is known of where two sides have it from."),
    "support": (
        "Support",
        "Which answer leads, and who stands behind it. A hint at copying changes a count only where the casebook says so.",
    ),
    "outcome": ("Decision", "What an editor may decide on a subject."),
}
_FORMS: Final = {
    "before": "comes before",
    "after_final": "once final, rules out acts in",
    "member_of_dissolved": "once dissolved, has no members in",
    "sum": "is the sum of",
    "bounds": "bounds",
}
_SEVERITY_NAMES: Final = {"error": "Errors", "warning": "Warnings", "info": "Remarks"}


@dataclass(frozen=True, slots=True)
class WordGroup:
    """The words of one group, each with its fragment."""

    title: str
    sentence: str
    words: tuple[tuple[str, Word], ...]


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The rules of one heading in the order in which they are tried, each with its fragment."""

    title: str
    rules: tuple[tuple[str, RuleText], ...]


@dataclass(frozen=True, slots=True)
class HouseRule:
    """A rule that this casebook declares across subjects: why, and what has to keep to what; a pattern stands as written."""

    id: str
    because: str
    form: str
    lead: Label
    others: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class MethodView:
    """Everything on the page of the words and rules; `configured` is what this casebook decides beside them."""

    path: str
    configured: tuple[Fact, ...]
    house: tuple[HouseRule, ...]
    words: tuple[WordGroup, ...]
    rules: tuple[RuleGroup, ...]


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """The problems of one severity."""

    title: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ProblemsView:
    """Everything on the page of problems; at its end the retired ids, which nothing else leads to."""

    path: str
    summary: str
    groups: tuple[ProblemGroup, ...]
    retired: tuple[RetiredView, ...]


def method_view(index: Index, rules: tuple[RuleText, ...]) -> MethodView:
    """What the casebook decides, the words, then the rules by heading in the order given."""
    headings = dict.fromkeys(rule.heading for rule in rules)
    groups = (
        RuleGroup(each, tuple((rule_anchor(rule.id), rule) for rule in rules if rule.heading == each)) for each in headings
    )
    house = tuple(_house_rule(index, each) for each in sorted(index.findings.casebook.rules, key=lambda each: each.id))
    return MethodView("method.html", _configured(index), house, word_groups(), tuple(groups))


def word_groups() -> tuple[WordGroup, ...]:
    """All words of the tool in the order of their table."""
    return tuple(
        WordGroup(*_GROUPS[group], tuple((word_anchor(group, each.word), each) for each in found))
        for group, found in groupby(WORDS, key=lambda each: each.group)
    )


def _house_rule(index: Index, rule: Rule) -> HouseRule:
    others = tuple(index.subject(each) for each in rule.others)
    return HouseRule(rule.id, sentence(rule.because), _FORMS[rule.form], index.subject(rule.lead), others)


def _configured(index: Index) -> tuple[Fact, ...]:
    """The choices that change what the report says; the terms of a question stand on the page of its subject."""
    subjects = [each.subject for each in index.subjects.values()]
    changing = sum(each.changing for each in subjects)
    many = sum(each.takes == "many" for each in subjects)
    copies = "count as one" if index.findings.counted_as else "count each by itself"
    return (
        *fact("answers may change over time", f"on {changing:,} of {counted(len(subjects), 'subject')}"),
        *fact("several answers may hold", f"on {many:,} of {counted(len(subjects), 'subject')}"),
        *fact("sources that seem to copy one another", copies),
        *fact("rules across subjects", f"{len(index.findings.casebook.rules):,}"),
    )


def problems_view(index: Index) -> ProblemsView:
    """All problems, errors first, each severity in order of place."""
    ordered = in_order(index.findings.problems)
    groups = ((each, tuple(problem for problem in ordered if problem.severity == each)) for each in SEVERITIES)
    found = tuple(ProblemGroup(_SEVERITY_NAMES[severity], problems) for severity, problems in groups if problems)
    summary = counted(len(ordered), "problem") if ordered else "No problems"
    return ProblemsView("problems.html", f"{summary} in the files of this casebook.", found, tuple(retired_views(index)))
