from __future__ import annotations

from compare.core.findings import Findings, Standing, SubjectFinding
from compare.core.model import Casebook, Location, Subject
from compare.review.standings import StandingChange, standing_changes


def findings(**standings: Standing) -> Findings:
    subjects = tuple(
        SubjectFinding(
            subject=Subject(f"mill/{name}", f"What about {name}?", "text", Location("claims/vocabulary/subjects.yaml", 1, 1)),
            standing=standing,
            strength="firm",
            shape="1-1",
            severity="",
            headline=f"On {name}.",
            because="",
        )
        for name, standing in standings.items()
    )
    return Findings(Casebook("Mill"), (), subjects)


def test_what_became_contested_comes_first_and_the_rest_by_id() -> None:
    before = findings(a=Standing.CONTESTED, b=Standing.AGREED, c=Standing.AGREED, d=Standing.AGREED)
    after = findings(a=Standing.AGREED, b=Standing.ECHOED, c=Standing.AGREED, d=Standing.CONTESTED)
    assert [(each.subject, each.before, each.after) for each in standing_changes(before, after)] == [
        ("mill/d", Standing.AGREED, Standing.CONTESTED),
        ("mill/a", Standing.CONTESTED, Standing.AGREED),
        ("mill/b", Standing.AGREED, Standing.ECHOED),
    ]


def test_a_subject_may_come_and_go() -> None:
    assert standing_changes(findings(a=Standing.AGREED), findings(b=Standing.CONTESTED)) == (
        StandingChange("mill/b", None, Standing.CONTESTED, "1-1", "On b."),
        StandingChange("mill/a", Standing.AGREED, None),
    )


def test_nothing_changed_is_nothing_to_tell() -> None:
    assert standing_changes(findings(a=Standing.CONTESTED), findings(a=Standing.CONTESTED)) == ()
