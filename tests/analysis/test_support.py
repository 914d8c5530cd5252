"""Support of positions: who holds one, who fits it, and which one leads, by a plain count that loops over everything."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.analysis import runs
from compare.analysis.support import against_most, coarsest, in_line, supported
from compare.core.findings import Gate, RelationKind
from compare.core.judged import GATES, RELATIONS, Holders, Relations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Link = tuple[int, int, str, int, Gate | None]  # two positions, what they are to each other, which says more (-1: neither), gate


def related(*links: Link) -> Relations:
    a, b, relation, finer, gate = zip(*links, strict=True) if links else ((),) * 5
    none = np.zeros(len(a), dtype=np.int64)
    return Relations(
        a=np.array(a, dtype=np.int64),
        b=np.array(b, dtype=np.int64),
        claim_a=none,
        claim_b=none,
        level=none,
        rule=none,
        relation=np.array([RELATIONS.index(RelationKind(each)) for each in relation], dtype=np.int64),
        gate=np.array([GATES.index(each) for each in gate], dtype=np.int64),
        firm=none.astype(bool),
        finer=np.array(finer, dtype=np.int64),
        dependence=none,
        internal=none.astype(bool),
    )


def held(holders: Mapping[int, Sequence[int]]) -> Holders:
    rows = [(position, source) for position, sources in sorted(holders.items()) for source in sources]
    position, source = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    return Holders(position, source)


def outcome(holders: Mapping[int, Sequence[int]], *links: Link, groups: Sequence[int] | None = None) -> Any:
    """Of one subject: direct sources, compatible supporters, and the leading position."""
    of_source = None if groups is None else np.array(groups)
    found = supported(held(holders), related(*links), np.array([0, len(holders)]), of_source)
    return found.direct.tolist(), found.supporters.tolist(), found.leading.tolist()[0]


YEAR, DAY, OTHER_DAY = 0, 1, 2


def test_the_coarser_supports_the_finer_and_not_the_other_way_round() -> None:
    assert outcome({YEAR: [1, 2], DAY: [3]}, (YEAR, DAY, "refines", DAY, None)) == ([2, 1], [0, 2], YEAR)


def test_a_sublist_supports_its_superlist() -> None:
    assert outcome({0: [1, 2], 1: [3, 4]}, (0, 1, "adds", 1, None)) == ([2, 2], [0, 2], 1)


def test_it_supports_each_of_two_that_exclude_each_other() -> None:
    links: tuple[Link, ...] = (
        (YEAR, DAY, "refines", DAY, None),
        (YEAR, OTHER_DAY, "refines", OTHER_DAY, None),
        (DAY, OTHER_DAY, "contradicts", -1, None),
    )
    assert outcome({YEAR: [1], DAY: [2, 3], OTHER_DAY: [4]}, *links) == ([1, 2, 1], [0, 1, 1], DAY)


def test_the_same_in_other_words_supports_both_ways() -> None:
    assert outcome({0: [1, 2], 1: [3]}, (0, 1, "wording", -1, None)) == ([2, 1], [1, 2], 0)


@pytest.mark.parametrize("relation", ["overlaps", "close", "differs", "contradicts", "disputes", "incomparable"])
def test_what_lends_no_support(relation: str) -> None:
    assert outcome({0: [1], 1: [2]}, (0, 1, relation, -1, None))[1] == [0, 0]


@pytest.mark.parametrize("gate", list(Gate))
def test_what_a_gate_explains_lends_no_support(gate: Gate) -> None:
    assert outcome({YEAR: [1], DAY: [2]}, (YEAR, DAY, "refines", DAY, gate))[1] == [0, 0]


def test_every_supporter_counts_once_and_none_that_holds_the_position() -> None:
    """Source 1 gives the decade, the year and the day, source 2 the decade and the year."""
    links: tuple[Link, ...] = ((0, 2, "refines", 2, None), (1, 2, "refines", 2, None), (0, 1, "refines", 1, None))
    assert outcome({0: [1, 2], 1: [1, 2, 3], 2: [1]}, *links) == ([2, 3, 1], [0, 0, 2], 1)


@pytest.mark.parametrize(
    ("case", "holders", "leading"),
    [
        ("more sources", {0: [1], 1: [2, 3]}, 1),
        ("a tie is said to be one", {0: [1, 2], 1: [3, 4], 2: [5]}, -1),
        ("a tie further down does not matter", {0: [1, 2], 1: [3], 2: [4]}, 0),
        ("one position", {0: [1]}, 0),
    ],
)
def test_what_leads(case: str, holders: dict[int, list[int]], leading: int) -> None:
    assert outcome(holders)[2] == leading, case


SAYS_MORE: Link = (0, 1, "refines", 1, None)
ALSO: Link = (0, 2, "refines", 2, None)


@pytest.mark.parametrize(
    ("case", "holders", "links", "leading", "behind"),
    [
        ("no source is lost to those that say more", {0: [1, 2], 1: [3], 2: [4, 5]}, (SAYS_MORE,), 0, 3),
        ("of equals the one that says more", {0: [1, 2], 1: [3, 4], 2: [5, 6, 7]}, (SAYS_MORE,), 1, 4),
        ("one over-precise source speaks for itself", {0: [1, 2], 1: [3]}, (SAYS_MORE,), 0, 3),
        ("nor do two that exclude each other", {0: [1, 2], 1: [3], 2: [4]}, (SAYS_MORE, ALSO), 0, 3),
        ("one vague source does not decide", {0: [1], 1: [2, 3], 2: [4, 5, 6]}, (SAYS_MORE, ALSO), 2, 4),
        ("it leaves equals as they are", {0: [1], 1: [2, 3], 2: [4, 5]}, (SAYS_MORE, ALSO), -1, 0),
        ("other words are no other answer", {0: [1, 2], 1: [3, 4], 2: [5, 6, 7]}, ((0, 1, "wording", -1, None),), 0, 4),
    ],
)
def test_what_leads_a_line_of_answers(
    case: str, holders: dict[int, list[int]], links: tuple[Link, ...], leading: int, behind: int
) -> None:
    found = supported(held(holders), related(*links), np.array([0, len(holders)]))
    assert (found.leading.tolist(), found.behind.tolist()) == ([leading], [behind]), case


def test_a_group_of_copies_counts_once() -> None:
    holders = {0: [1, 2, 3], 1: [4, 5]}
    assert outcome(holders)[2] == 0
    assert outcome(holders, groups=[0, 1, 1, 1, 4, 5]) == ([1, 2], [0, 0], 1)


def test_a_copy_of_a_holder_is_no_further_supporter() -> None:
    assert outcome({YEAR: [0], DAY: [1]}, (YEAR, DAY, "refines", DAY, None), groups=[0, 0])[1] == [0, 0]


def test_subjects_do_not_mix_and_one_without_positions_has_no_leader() -> None:
    found = supported(held({0: [1, 2], 1: [3], 2: [1]}), related(), np.array([0, 0, 2, 3, 3]))
    assert found.leading.tolist() == [-1, 0, 2, -1]


def test_counting_in_parts_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = [(at, at + 1, "refines", at + 1, None) for at in range(40)]
    holders = held({at: [at % 5, 5 + at % 3] for at in range(41)})
    whole = supported(holders, related(*chain), np.array([0, 41]))
    monkeypatch.setattr(runs.in_parts, "__defaults__", (7,))
    parts = supported(holders, related(*chain), np.array([0, 41]))
    assert [column.tolist() for column in parts] == [column.tolist() for column in whole]
    assert whole.supporters.tolist()[:4] == [0, 2, 2, 2]


def test_nothing_at_all() -> None:
    found = supported(held({}), related(), np.array([0]))
    assert [column.tolist() for column in found] == [[], [], [], [], [], []]


def test_the_vaguest_of_a_line_unless_there_are_several() -> None:
    """A decade, a year and a day in it; a list of two and each of the two alone; two wordings, one of them said more fully."""
    links: tuple[Link, ...] = (
        (0, 1, "refines", 1, None),
        (1, 2, "refines", 2, None),
        (0, 2, "refines", 2, None),
        (3, 5, "adds", 5, None),
        (4, 5, "adds", 5, None),
        (6, 7, "wording", -1, None),
        (7, 8, "refines", 8, None),
    )
    assert coarsest(related(*links), 9).tolist() == [0, 0, 0, 3, 4, 5, 6, 6, 6]


def test_what_stands_against_the_most_supported() -> None:
    """Position 2 fits the leading one, 3 is opposed to it, 4 to the other one that has as many sources, 5 to lesser ones."""
    links: tuple[Link, ...] = (
        (0, 1, "contradicts", -1, None),
        (0, 2, "refines", 0, None),
        (0, 3, "contradicts", -1, None),
        (1, 4, "contradicts", -1, None),
        (2, 5, "contradicts", -1, None),
    )
    direct, relations = np.array([3, 3, 1, 1, 1, 1]), related(*links)
    against = relations.relation == RELATIONS.index(RelationKind.CONTRADICTS)
    assert against_most(direct, relations, against, np.array([0, 6])).tolist() == [True, True, False, True, True, False]


@st.composite
def subjects(draw: st.DrawFn) -> tuple[dict[int, list[int]], list[Link], list[int], list[int]]:
    """Positions with their sources, relations within subjects, where subjects begin, and groups of sources."""
    sizes = draw(st.lists(st.integers(0, 4), min_size=1, max_size=5))
    start = [0, *np.cumsum(sizes).tolist()]
    sources = st.lists(st.integers(0, 6), min_size=1, max_size=5, unique=True)
    holders = {position: draw(sources) for position in range(start[-1])}
    links: list[Link] = []
    for first, end in pairwise(start):
        for a in range(first, end):
            for b in range(a + 1, end):
                relation = draw(st.sampled_from(["refines", "adds", "wording", "contradicts", "close"]))
                says_more = draw(st.sampled_from([a, b])) if relation in {"refines", "adds"} else -1
                links.append((a, b, relation, says_more, draw(st.sampled_from([None, None, Gate.SUCCESSION]))))
    return holders, links, start, draw(st.lists(st.integers(0, 6), min_size=7, max_size=7))


@given(subjects(), st.booleans())
def test_it_is_what_a_loop_over_everything_counts(
    made: tuple[dict[int, list[int]], list[Link], list[int], list[int]],
    once: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    holders, links, start, groups = made
    of_source = groups if once else list(range(7))
    own = {position: {of_source[each] for each in sources} for position, sources in holders.items()}
    lent: dict[int, set[int]] = {position: set() for position in holders}
    for a, b, relation, finer, gate in links:
        for to, lender in ((a, b), (b, a)):
            if gate is None and (relation == "wording" or finer == to):
                lent[to] |= own[lender] - own[to]
    found = supported(held(holders), related(*links), np.array(start), np.array(groups) if once else None)
    assert found.direct.tolist() == [len(own[each]) for each in sorted(own)]
    assert found.supporters.tolist() == [len(lent[each]) for each in sorted(lent)]


@given(subjects())
def test_what_leads_has_most_sources_behind_it(
    made: tuple[dict[int, list[int]], list[Link], list[int], list[int]],
) -> None:
    """Written out for one subject at a time, without positions that differ in wording only."""
    holders, links, start, _ = made
    links = [each for each in links if each[2] != "wording"]
    found = supported(held(holders), related(*links), np.array(start))
    for subject, (first, end) in enumerate(pairwise(start)):
        lenders = {each: {a + b - each for a, b, _, finer, gate in links if finer == each and gate is None} for each in holders}
        total = {each: len(set().union(*(holders[one] for one in {each} | lenders[each]))) for each in range(first, end)}
        lines = [{each} | lenders[each] for each in total if total[each] == max(total.values())]
        named = set()
        for line in lines:
            best = max((len(holders[each]), total[each]) for each in line)
            named |= {each for each in line if (len(holders[each]), total[each]) == best}
        assert set(np.flatnonzero(found.best[first:end]) + first) == named
        assert found.leading[subject] == (named.pop() if len(named) == 1 else -1)


def test_an_answer_that_ends_in_two_lines_is_ordered_by_the_better_supported_one() -> None:
    """The day that fewer give has the earlier text, and the year stands with the other one all the same."""
    year, day, earlier_day = 0, 1, 2
    relations = related((year, day, "refines", day, None), (year, earlier_day, "refines", earlier_day, None))
    ranks = np.array([9, 5, 1])
    assert in_line(np.array([5, 5, 4]), ranks, relations).tolist() == [5, 5, 1]
    assert in_line(np.array([5, 5, 5]), ranks, relations).tolist() == [1, 5, 1]
