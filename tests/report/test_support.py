"""What pages say of support and of copying, over findings changed for one test each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from compare.core.findings import RelationKind
from compare.report.site import render
from compare.report.views.index import Index
from compare.report.views.overview import overview_view
from compare.report.views.subject import subject_views
from compare.report.views.support import MOST_HINTS
from tests.report.conftest import BREAKOUT, RULES, SCRIPT, copying, elements, make_findings, parse, shown

if TYPE_CHECKING:
    from compare.core.findings import Findings
    from compare.report.views.subject import SubjectView


def overview(findings: Findings) -> str:
    return " ".join(shown(next(elements(parse(dict(render(findings, RULES))["index.html"]), "main"))).split())


def founded(findings: Findings) -> SubjectView:
    return next(each for each in subject_views(Index(findings)) if each.id == "jnim/founded")


def test_an_answer_says_who_supports_it_and_how() -> None:
    found = founded(make_findings())
    assert (
        found.support
        == "Most supported: “2 March 2017”, held by 1 source, from 1 origin, and compatible with 1 more. A person decides."
    )
    assert [[(each.sources[0].text, each.says) for each in position.compatible] for position in found.positions] == [
        [],
        [(SCRIPT, "says less, and nothing against it")],
    ]


def test_several_supporters_are_told_in_the_plural_and_by_what_they_say() -> None:
    base = make_findings()
    subject = next(each for each in base.subjects if each.subject.id == "jnim/founded")
    one, two = subject.positions
    third = replace(one, value="2.3.2017", canonical="2.3.2017", sources=("quds",))
    wording = replace(subject.relations[0], between=(1, 2), relation=RelationKind.WORDING, finer=None)
    changed = replace(
        subject,
        positions=(one, replace(two, supporters=("afp", "other", "quds")), third),
        relations=(*subject.relations, wording),
    )
    found = founded(replace(base, subjects=tuple(changed if each is subject else each for each in base.subjects)))
    assert [(len(each.sources), each.says) for each in found.positions[1].compatible] == [
        (2, "say less, and nothing against it"),
        (1, "says it in other words"),
    ]


def test_a_hint_is_told_with_its_answers_and_its_group() -> None:
    told = overview(make_findings())
    assert f"each group counts as one source. {SCRIPT} and Reuters count as one source." in told
    assert "by chance one would expect 0.2. Whether one copies the other a person decides." in told
    assert f"Who leads JNIM? {BREAKOUT} Both say {SCRIPT}" in told


def test_nothing_is_said_of_copying_where_nothing_was_found() -> None:
    assert "copy" not in overview(replace(make_findings(), copy_hints=(), counted_as={}))


def test_of_very_many_hints_the_strongest_are_shown() -> None:
    many = tuple(replace(copying(), rare=number, alone=0) for number in range(15, 15 + MOST_HINTS + 3))
    view = overview_view(Index(replace(make_findings(), copy_hints=many)))
    assert (len(view.copying), view.more_copying) == (MOST_HINTS, 3)
    assert f"{14 + MOST_HINTS + 3} of their common answers" in view.copying[0].said
