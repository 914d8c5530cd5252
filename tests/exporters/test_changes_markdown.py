from __future__ import annotations

from compare.core.change_words import KINDS, AnswerTold, ChangesTold, Group, Told
from compare.exporters.changes_markdown import changes_markdown
from compare.exporters.changes_text import changes_text

LONG = "x" * 2000


def many(subjects: int, answers: int) -> ChangesTold:
    """A group of subjects, each with answers of very many letters."""
    given = tuple(AnswerTold(f"{at} {LONG}", str(at), "affirms", None, ("ledger",)) for at in range(answers))
    entries = tuple(Told(f"mill/q{at}", None, "Why?", "It is so.", answers=given) for at in range(subjects))
    return ChangesTold("b.json", "Since b.json: some new.", any=True, same=0, incomplete="", groups=(Group(KINDS[0], entries),))


def test_what_does_not_fit_into_a_comment_is_cut_and_says_so() -> None:
    markdown = changes_markdown(many(20, 12))
    assert len(markdown) <= 60_000
    assert markdown.endswith("\nCut here: `whosays changes --all` shows the rest.\n")
    assert len(changes_markdown(many(20, 12), everything=True)) > 65_536


def test_what_fits_is_not_cut() -> None:
    assert "Cut here" not in changes_markdown(many(2, 12))


def test_many_answers_of_one_subject_are_counted() -> None:
    assert "  - and 3 more answers\n" in changes_markdown(many(1, 15))
    assert "    ... and 3 more answers: --all shows them" in "\n".join(changes_text(many(1, 15)))
    assert "more answers" not in "\n".join(changes_text(many(1, 15), everything=True))


def test_of_very_many_sources_and_notes_only_the_first_are_named() -> None:
    sources = tuple(f"paper-{at:02}" for at in range(40))
    answer = AnswerTold("the town", "town", "affirms", sources[:1], sources)
    entry = Told("mill/owner", None, "Who?", "It was agreed.", notes=sources, answers=(answer,))
    told = ChangesTold("b.json", "Since b.json: 1 new.", any=True, same=0, incomplete="", groups=(Group(KINDS[0], (entry,)),))
    text, markdown = "\n".join(changes_text(told)), changes_markdown(told)
    assert "paper-11, and 28 more; joined by paper-01, " in text
    assert "paper-12, and 27 more" in text
    assert "\n    and 28 more\n" in text
    assert "paper-39" not in text + markdown
    assert "`paper-11`, `and 28 more`; joined by `paper-01`" in markdown
    assert "paper-39" in "\n".join(changes_text(told, everything=True))
    assert "paper-39" in changes_markdown(told, everything=True)
