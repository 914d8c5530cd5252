from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

import pytest

from compare.authoring.editing.trial import new_problems, trial
from compare.core.model import Location
from compare.core.problems import Problem
from compare.loading.casebook import read_casebook

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "claims/vocabulary/entities.yaml": "entities:\n  mill: {name: the mill, type: place}\n",
    "claims/vocabulary/subjects.yaml": "subjects:\n  mill/owner: {question: Who owns the mill?, kind: text}\n",
    "seeds/courier.yaml": "title: A mill is gone\npublished: 2024-05-03\nbasis: stated\n",
    "claims/courier.yaml": "source: courier\nclaims:\n  - {id: owner, subject: mill/owner, value: the town, quote: the town}\n",
}
LEDGER = {
    "seeds/ledger.yaml": "title: Fire\npublished: 2024-05-04\nbasis: stated\n",
    "claims/ledger.yaml": "source: ledger\nclaims:\n  - {id: owner, subject: mill/owner, value: a lord, quote: a lord}\n",
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def test_a_changed_file_is_read_as_changed_and_left_as_it_is(book: Path) -> None:
    before = contents(book)
    changed = FILES["claims/courier.yaml"].replace("value: the town", "value: the village")
    casebook, problems = trial(book, [], {"claims/courier.yaml": changed})
    assert ([claim.written for claim in casebook.claims], codes(problems)) == (["the village"], [])
    assert contents(book) == before
    assert [claim.written for claim in read_casebook(book)[0].claims] == ["the town"]


def test_new_files_are_read_as_if_they_were_there(book: Path) -> None:
    before = contents(book)
    casebook, problems = trial(book, [], LEDGER)
    assert ([claim.source for claim in casebook.claims], codes(problems)) == (["courier", "ledger"], [])
    assert contents(book) == before


def test_a_casebook_may_be_tried_before_there_is_a_folder(tmp_path: Path) -> None:
    casebook, problems = trial(tmp_path / "none", [], {**FILES, **LEDGER})
    assert (len(casebook.claims), codes(problems)) == (2, [])
    assert not (tmp_path / "none").exists()


def test_an_article_text_may_be_new_too(book: Path) -> None:
    import hashlib

    text = "The mill belongs to the town."
    record = f"{FILES['seeds/courier.yaml']}text: {{file: courier.txt, sha256: {hashlib.sha256(text.encode()).hexdigest()}}}\n"
    _, problems = trial(book, [], {"seeds/courier.yaml": record, "seeds/courier.txt": text.replace("town", "lord")})
    assert codes(problems) == ["Q501", "Q506"]
    casebook, problems = trial(book, [], {"seeds/courier.yaml": record, "seeds/courier.txt": text})
    assert (casebook.texts["courier"].text, codes(problems)) == (text, [])


def test_what_is_wrong_with_the_change_has_its_place(book: Path) -> None:
    changed = FILES["claims/courier.yaml"].replace("mill/owner", "mill/lord")
    _, problems = trial(book, [], {"claims/courier.yaml": changed})
    assert [(each.code, str(each.place)) for each in problems if each.severity == "error"] == [
        ("R302", "claims/courier.yaml:3:26")
    ]


def test_another_thread_sees_the_files_as_they_are(book: Path) -> None:
    from compare.loading.files import as_if

    seen: list[str] = []
    with as_if(book, {"claims/courier.yaml": "source: courier\n"}):
        reader = Thread(target=lambda: seen.extend(claim.written for claim in read_casebook(book)[0].claims))
        reader.start()
        reader.join()
    assert seen == ["the town"]


def problem(line: int, message: str = "unknown", file: str = "claims/a.yaml") -> Problem:
    return Problem("R302", Location(file, line, 1), message)


def test_a_problem_that_moved_down_is_not_new() -> None:
    assert new_problems((problem(3),), (problem(9),)) == ()


def test_a_second_problem_of_a_kind_is_new_where_none_stood() -> None:
    assert new_problems((problem(9),), (problem(3), problem(9))) == (problem(3),)
    assert new_problems((problem(3),), (problem(4), problem(9))) == (problem(9),)


def test_another_file_or_message_is_another_problem() -> None:
    after = (problem(3, file="claims/b.yaml"), problem(3, "gone"))
    assert new_problems((problem(3),), after) == after
