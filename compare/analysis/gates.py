"""The gates: why a difference is explained, or cannot be decided, before the values are weighed (design section 5).

Each of many pairs of claims is decided on its own, in columns; no pair knows of another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from compare.core.findings import OPPOSED, Gate, RelationKind
from compare.core.judged import GATES, RELATIONS

if TYPE_CHECKING:
    from compare.analysis.pairs import Pairing
    from compare.core.judged import Bools, Claims, Ints

RELATION: Final = {relation: number for number, relation in enumerate(RELATIONS)}
GATE: Final = {gate: number for number, gate in enumerate(GATES)}
GATE_RULES: Final = (
    "gate.different-scope",
    "gate.scope-missing",
    "gate.as-of-open",
    "gate.succession",
    "gate.revision",
    "stance.denied",
    "stance.denied-other",
    "stance.both-denied",
    "stance.disputed",
)
"""The rules that are not a kind's, in the order of their numbers; the rules of kinds come after them."""
RULE: Final = {rule: number for number, rule in enumerate(GATE_RULES)}

_IS_OPPOSED: Final = np.array([relation in OPPOSED for relation in RELATIONS])


class Verdict(NamedTuple):
    """What pairs of claims come to, arrays of equal length: numbers of rule, relation and gate, and the finer side or -1.

    `level` is the rule before any gate: what the values, or the stances, are to each other.
    """

    level: Ints
    rule: Ints
    relation: Ints
    gate: Ints
    finer: Ints


class Terms(NamedTuple):
    """The terms of each pair's subject: whether its answer changes, days it is stable for, whether a scope is required."""

    changing: Bools
    stable_for: Ints
    scope_required: Bools


def opposed(relation: Ints) -> Bools:
    """Whether both sides cannot hold."""
    return _IS_OPPOSED[relation]


def with_stance(values: Verdict, affirms_a: Bools, affirms_b: Bools, rejected: Bools) -> Verdict:
    """A denied value against the same affirmed, or one that implies it, contradicts; any other it leaves open.

    `rejected` are the pairs whose denial cites the other's report, in order to reject it.
    """
    both_denied = ~affirms_a & ~affirms_b
    one_denied = affirms_a != affirms_b
    affirmed = np.where(affirms_a, 0, 1)
    says_more = (values.relation == RELATION[RelationKind.REFINES]) | (values.relation == RELATION[RelationKind.ADDS])
    same = (values.relation == RELATION[RelationKind.SAME]) | (values.relation == RELATION[RelationKind.WORDING])
    against = one_denied & (same | (says_more & (values.finer == affirmed)))
    disputed = against & rejected
    cases = [disputed, against, one_denied, both_denied]
    rules = [RULE["stance.disputed"], RULE["stance.denied"], RULE["stance.denied-other"], RULE["stance.both-denied"]]
    relations = [RelationKind.DISPUTES, RelationKind.CONTRADICTS, RelationKind.DIFFERS, RelationKind.DIFFERS]
    rule = np.select(cases, rules, values.rule)
    return Verdict(
        level=rule,
        rule=rule,
        relation=np.select(cases, [RELATION[each] for each in relations], values.relation),
        gate=values.gate,
        finer=np.where(one_denied | both_denied, -1, values.finer),
    )


def gap(claims: Claims, pairs: Pairing) -> Ints:
    """Days between the times the two claims hold for; 0 or less where these meet."""
    start = np.maximum(claims.first[pairs.a], claims.first[pairs.b])
    return start - np.minimum(claims.last[pairs.a], claims.last[pairs.b])


def gated(said: Verdict, claims: Claims, pairs: Pairing, terms: Terms, may_follow: Bools, revised: Bools) -> Verdict:
    """The verdicts with the gates that explain them, or that leave them undecided.

    `may_follow` is whether the later of the two values may follow the earlier; `revised` whether the one claim corrects the
    other. A scope given once gates nothing, and a date that is open gates nothing it may meet.
    """
    scope_a, scope_b = claims.scope[pairs.a], claims.scope[pairs.b]
    against = opposed(said.relation)
    between = gap(claims, pairs)
    apart = terms.changing & (between >= np.maximum(1, terms.stable_for)) & may_follow
    open_date = ~(claims.bounded[pairs.a] & claims.bounded[pairs.b]) & (between <= 0)
    cases = [
        revised,
        (scope_a != scope_b) & (scope_a > 0) & (scope_b > 0),
        terms.scope_required & against & ((scope_a == 0) | (scope_b == 0)),
        terms.changing & against & open_date,
        apart,
    ]
    rules = ["revision", "different-scope", "scope-missing", "as-of-open", "succession"]
    gates = [Gate.REVISION, Gate.DIFFERENT_SCOPE, Gate.UNDETERMINED, Gate.UNDETERMINED, Gate.SUCCESSION]
    undecided, other = RELATION[RelationKind.UNDETERMINED], RELATION[RelationKind.INCOMPARABLE]
    return Verdict(
        level=said.level,
        rule=np.select(cases, [RULE[f"gate.{rule}"] for rule in rules], said.rule),
        relation=np.select(cases[1:4], [other, undecided, undecided], said.relation) * ~revised + said.relation * revised,
        gate=np.select(cases, [GATE[gate] for gate in gates], said.gate),
        finer=said.finer,
    )
