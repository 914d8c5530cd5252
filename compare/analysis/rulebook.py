"""Every rule a relation can name, from the code that applies it: for `whosays explain`, the method page and the docs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compare.analysis.because import SENTENCES
from compare.analysis.rule_cases import CASES, terms_in_words
from compare.core.entities import Entities
from compare.core.rules import NearMiss, RuleExample, RuleText
from compare.kinds import registered
from compare.kinds.base import example_subject

if TYPE_CHECKING:
    from compare.analysis.rule_cases import Case, Shown
    from compare.kinds.base import Example, Kind, Level

_RELATIONS: Final = {
    "gate.different-scope": "incomparable",
    "gate.scope-missing": "undetermined",
    "gate.as-of-open": "undetermined",
    "gate.succession": "the relation of the values",
    "gate.revision": "the relation of the values",
    "stance.denied": "contradicts",
    "stance.denied-other": "differs",
    "stance.both-denied": "differs",
    "stance.disputed": "disputes",
}


# What stands in a rule's sentence before two sources fill it.
_ANYBODY: Final = {
    **dict.fromkeys(("a", "said_a", "finer", "denied", "old"), "A"),
    **dict.fromkeys(("b", "said_b", "coarser", "affirmed", "new"), "B"),
    "denier": "the one source",
    "new_source": "the later source",
    "old_source": "the earlier one",
    "scope_a": "one thing",
    "scope_b": "another",
    "held_a": "as of one date",
    "held_b": "as of a later one",
    "missing": "one source does not say",
    "open": "one source does not say",
    "values": "",
}


def _readable(sentence: str) -> str:
    filled = sentence.format_map(_ANYBODY).strip()
    return f"{filled[:1].upper()}{filled[1:]}".removesuffix(".") + "."


def rules() -> tuple[RuleText, ...]:
    """The gates and the stances, then every kind's levels in the order in which they are tried."""
    ours = [_of_cases(rule, shown) for rule, shown in CASES.items()]
    return (*ours, *(_of_level(kind, level) for kind in registered().values() for level in _levels(kind)))


def _of_cases(rule: str, shown: Shown) -> RuleText:
    return RuleText(
        rule,
        rule.partition(".")[2],
        _RELATIONS[rule],
        _readable(SENTENCES[rule]),
        tuple(RuleExample(str(each.one), str(each.other), _remark(each)) for each in shown.examples),
        tuple(NearMiss(str(each.one), str(each.other), each.fires, _remark(each)) for each in shown.misses),
    )


def _remark(case: Case) -> str:
    terms = terms_in_words(case)
    return " ".join(filter(None, [case.note, f"On a subject with {terms}." if terms else ""]))


def _levels(kind: type[Kind[Any]]) -> tuple[Level[Any], ...]:
    return kind(example_subject(kind.name, **kind.example_terms), Entities(kind.example_entities)).levels


def _of_level(kind: type[Kind[Any]], level: Level[Any]) -> RuleText:
    return RuleText(
        f"{kind.name}.{level.name}",
        level.name,
        str(level.relation),
        _readable(level.because),
        tuple(RuleExample(*_sides(each), _terms(each)) for each in kind.examples if each.level == level.name),
        tuple(
            NearMiss(*_sides(each), f"{kind.name}.{each.level}", _terms(each))
            for each in kind.examples
            if each.misses == level.name
        ),
    )


def _sides(example: Example) -> tuple[str, str]:
    a, b = (
        f"{written} (closed)" if closed else written
        for written, closed in ((example.a, example.a_closed), (example.b, example.b_closed))
    )
    return a, b


def _terms(example: Example) -> str:
    terms = [f"{name}: {value}" for name, value in sorted(example.terms.items())]
    return "; ".join(filter(None, [example.note, *terms]))
