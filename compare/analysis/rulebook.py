"""Every rule a relation can name, from the code that applies it: for `whosays explain`, the method page and the docs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compare.analysis.because import SENTENCES
from compare.core.entities import Entities
from compare.core.rules import RuleExample, RuleText
from compare.kinds import registered
from compare.kinds.base import example_subject

if TYPE_CHECKING:
    from compare.kinds.base import Example, Kind, Level

# Rule id to the relation it leads to and one example: what the two sources would have to say.
_GATES_AND_STANCES: Final = {
    "gate.different-scope": (
        "incomparable",
        RuleExample("2000, scope: fighters", "5000, scope: fighters and supporters", "both say what they count, not the same"),
    ),
    "gate.scope-missing": (
        "undetermined",
        RuleExample("2000, scope: fighters", "5000", "on a subject with `scope: required`; elsewhere the two contradict"),
    ),
    "gate.as-of-open": (
        "undetermined",
        RuleExample("alive, as of 2017", "dead, as of ../2018", "on a subject with `time: changing`"),
    ),
    "gate.succession": (
        "the relation of the values",
        RuleExample(
            "1000, as of 2017", "2000, as of 2020", "on a subject with `time: changing`; never back from a final option"
        ),
    ),
    "gate.revision": (
        "the relation of the values",
        RuleExample("11", "13, corrects: the source of the first", "the correction is not older than what it corrects"),
    ),
    "stance.denied": ("contradicts", RuleExample("dead, affirmed", "dead, denied")),
    "stance.denied-other": ("differs", RuleExample("dead, denied", "missing, affirmed")),
    "stance.both-denied": ("differs", RuleExample("dead, denied", "missing, denied")),
    "stance.disputed": ("disputes", RuleExample("dead, affirmed", "dead, denied, via: the first source")),
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
    "as_of_a": "one date",
    "as_of_b": "a later one",
    "missing": "one source does not say",
    "open": "one source does",
    "values": "",
}


def _readable(sentence: str) -> str:
    filled = sentence.format_map(_ANYBODY).strip()
    return f"{filled[:1].upper()}{filled[1:]}".removesuffix(".") + "."


def rules() -> tuple[RuleText, ...]:
    """The gates and stances in the order in which they are tried, then every kind's levels."""
    ours = [
        RuleText(rule, rule.partition(".")[2], relation, _readable(SENTENCES[rule]), (example,))
        for rule, (relation, example) in _GATES_AND_STANCES.items()
    ]
    return (*ours, *(_of_level(kind, level) for kind in registered().values() for level in _levels(kind)))


def _levels(kind: type[Kind[Any]]) -> tuple[Level[Any], ...]:
    return kind(example_subject(kind.name, **kind.example_terms), Entities(kind.example_entities)).levels


def _of_level(kind: type[Kind[Any]], level: Level[Any]) -> RuleText:
    examples = tuple(_example(each) for each in kind.examples if each.level == level.name)
    return RuleText(f"{kind.name}.{level.name}", level.name, str(level.relation), _readable(level.because), examples)


def _example(example: Example) -> RuleExample:
    terms = [f"{name}: {value}" for name, value in sorted(example.terms.items())]
    near = [f"a near miss of {example.misses!r}"] if example.misses else []
    shown = [
        f"{written} (closed)" if closed else written
        for written, closed in ((example.a, example.a_closed), (example.b, example.b_closed))
    ]
    return RuleExample(shown[0], shown[1], "; ".join([*([example.note] if example.note else []), *terms, *near]))
