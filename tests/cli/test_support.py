"""What is told of the support of an answer, in the terminal and on the page of its subject."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.cli.conftest import whosays, write

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "title: {title}\npublished: 2024-05-03\nbasis: stated on the page\n"


def casebook(root: Path, kind: str, answers: dict[str, str]) -> Path:
    """One question that each source answers once."""
    write(
        root,
        {
            "claims/vocabulary/entities.yaml": "entities:\n  mill: {name: the mill, type: place}\n",
            "claims/vocabulary/subjects.yaml": f"subjects:\n  mill/x: {{question: What of the mill?, kind: {kind}}}\n",
            **{f"seeds/{source}.yaml": SOURCE.format(title=source.title()) for source in answers},
            **{
                f"claims/{source}.yaml": f"source: {source}\nclaims:\n"
                f'  - {{id: x, subject: mill/x, value: "{value}", quote: as was said}}\n'
                for source, value in answers.items()
            },
        },
    )
    return root


def shown(root: Path) -> str:
    return whosays("show", "mill/x", "-C", root).stdout


def page(root: Path) -> str:
    """The page of the question without its tags."""
    assert whosays("build", root).exit_code == 0
    html = (root / "reports" / "s" / "mill" / "x.html").read_text(encoding="utf-8")
    return re.sub("<[^>]*>", "", html)


DATES = {"ann": "2024-05-02", "ben": "2024-05-02", "cat": "2024-05", "dan": "2024", "eve": "2023"}
LED = "Most supported: “2 May 2024”, held by 2 sources, from 1 to 2 origins, and compatible with 2 more. A person decides."


def test_the_page_and_the_terminal_tell_the_same_line(tmp_path: Path) -> None:
    root = casebook(tmp_path, "date", DATES)
    assert LED in shown(root).splitlines()
    assert page(root).splitlines().count(LED) == 1


def test_every_answer_names_its_compatible_supporters(tmp_path: Path) -> None:
    told = page(casebook(tmp_path, "date", DATES)).splitlines()
    assert [line for line in told if line.startswith("Compatible")] == [
        "Compatible: Cat and Dan say less, and nothing against it.",
        "Compatible: Dan says less, and nothing against it.",
    ]


def test_a_supporter_that_says_otherwise_elsewhere_is_told_so(tmp_path: Path) -> None:
    root = casebook(tmp_path, "date", DATES)
    claims = (root / "claims/dan.yaml").read_text(encoding="utf-8")
    write(root, {"claims/dan.yaml": f"{claims}  - {{id: y, subject: mill/x, value: 2024-06, quote: also said}}\n"})
    told = page(root)
    assert "Compatible: Cat says less, and nothing against it." in told
    assert "Compatible: Dan says less here, and elsewhere something against it." in told


def test_another_spelling_is_support_in_other_words(tmp_path: Path) -> None:
    told = page(casebook(tmp_path, "name", {"ann": "Mourabitoune", "ben": "Murabitoon"}))
    assert "Compatible: Ben says it in other words." in told
    assert "Compatible: Ann says it in other words." in told


def test_one_answer_has_no_such_line(tmp_path: Path) -> None:
    root = casebook(tmp_path, "date", {"ann": "2024", "ben": "2024"})
    for told in (shown(root), page(root)):
        assert "supported" not in told


def test_of_very_many_answers_the_pairs_not_looked_at_are_told(tmp_path: Path) -> None:
    root = casebook(tmp_path, "quantity", {f"paper-{at:02}": str(at * 1000) for at in range(70)})
    says = (
        "Of these 70 answers, the 28 that most sources give were compared with all others; "
        "the remaining 42 were not compared with each other (861 pairs)."
    )
    assert says in shown(root).splitlines()
    assert says in page(root).splitlines()
