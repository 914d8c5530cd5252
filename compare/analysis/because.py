"""The reason for a relation in one plain sentence with both values as worded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.core.date_words import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compare.analysis.gates import Candidate
    from compare.analysis.weighing import Weighed
    from compare.core.model import Source

# Rule id to its sentence. {a} and {b} are the values as worded, {values} the kind's own sentence on them.
SENTENCES: Final = {
    "gate.different-scope": "{a} is said of {scope_a}, {b} of {scope_b}: the two do not measure the same thing.",
    "gate.scope-missing": "{a} and {b} cannot be weighed against each other: {missing} what exactly is counted or meant.",
    "gate.as-of-open": "{a} and {b} cannot be weighed against each other, because {open} not say from when it holds.",
    "gate.succession": "{said_a} holds as of {as_of_a}, {said_b} as of {as_of_b}: the answer may have changed. {values}",
    "gate.revision": "{new_source} corrects or replaces what {old_source} reported: {new} instead of {old}. {values}",
    "stance.denied": "One affirms {affirmed}, the other denies {denied}.",
    "stance.denied-other": "That {denied} is denied leaves {affirmed} open.",
    "stance.both-denied": "Both deny: {a} is denied and {b} is denied, which may both be so.",
    "stance.disputed": "{denier} reports {affirmed} in order to reject it.",
}


def because(candidate: Candidate, sources: Mapping[str, Source]) -> str:
    """The sentence of the rule that fired, filled with the two values as worded."""
    words = _words(candidate, sources)
    words["values"] = candidate.outcome.because.format_map(words) if candidate.outcome.because else ""
    sentence = SENTENCES.get(candidate.outcome.rule, "{values}").format_map(words).strip()
    sentence = sentence[:1].upper() + sentence[1:]
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def _words(candidate: Candidate, sources: Mapping[str, Source]) -> dict[str, str]:
    a, b = candidate.pair
    shown = _shown(a, b)
    denier, affirmer = (0, 1) if a.claim.stance == "denies" else (1, 0)
    finer = candidate.outcome.finer or 0
    new, old = (0, 1) if b.by in a.claim.corrects else (1, 0)
    return {
        "a": shown[0],
        "b": shown[1],
        "said_a": _with_stance(a, shown[0]),
        "said_b": _with_stance(b, shown[1]),
        "finer": shown[finer],
        "coarser": shown[1 - finer],
        "denied": shown[denier],
        "affirmed": shown[affirmer],
        "denier": _name(candidate.pair[denier], sources),
        "new": _with_stance(candidate.pair[new], shown[new]),
        "old": _with_stance(candidate.pair[old], shown[old]),
        "new_source": _name(candidate.pair[new], sources),
        "old_source": _name(candidate.pair[old], sources),
        "scope_a": f"“{a.claim.scope}”",
        "scope_b": f"“{b.claim.scope}”",
        "as_of_a": in_words(a.as_of),
        "as_of_b": in_words(b.as_of),
        "missing": _missing(a, b, sources),
        "open": _open(a, b, sources),
    }


def _shown(a: Weighed, b: Weighed) -> tuple[str, str]:
    """Both values as worded; where the wordings are equal, the coded values, which are not."""
    worded = (a.words, b.words)
    if worded[0] == worded[1] and a.canonical != b.canonical:
        worded = (a.claim.shown, b.claim.shown)
    return f"“{worded[0]}”", f"“{worded[1]}”"


def _with_stance(side: Weighed, shown: str) -> str:
    return f"not {shown}" if side.claim.stance == "denies" else shown


def _name(side: Weighed, sources: Mapping[str, Source]) -> str:
    source = sources[side.by]
    return source.publisher or source.title


def _missing(a: Weighed, b: Weighed, sources: Mapping[str, Source]) -> str:
    without = [side for side in (a, b) if not side.scope]
    return "neither says" if len(without) > 1 else f"{_name(without[0], sources)} does not say" if without else ""


def _open(a: Weighed, b: Weighed, sources: Mapping[str, Source]) -> str:
    without = [side for side in (a, b) if not side.held.bounded]
    return "both do" if len(without) > 1 else f"{_name(without[0], sources)} does" if without else ""
