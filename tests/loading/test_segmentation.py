from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import nupunkt
import pytest

from compare.loading import segmentation
from compare.loading.casebook import read_casebook
from compare.loading.segmentation import sentences, stamp
from tests.loading.conftest import SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compare.core.problems import Problem

TEXT = "The group was formed in March by Dr. Amsel.\n\nIt has eleven fighters. Nobody saw them.\n"
BOUNDARIES = [(0, 43), (45, 68), (69, 85)]
NOW = stamp(sentences(TEXT))
MADE_BY, _, DIGEST = NOW.rpartition(":")
OTHER = "0" * 8


def digest_of(boundaries: list[tuple[int, int]]) -> str:
    return hashlib.sha256("".join(f"{start}-{end}\n" for start, end in boundaries).encode()).hexdigest()[:8]


@pytest.fixture
def problems(book: Callable[[dict[str, str]], Path]) -> Callable[..., list[Problem]]:
    """What is wrong with a casebook whose record says this of its text."""

    def read(*keys: str, text: str = TEXT, attested: str = TEXT) -> list[Problem]:
        record = ["text:", "file: wire.txt", f"sha256: {hashlib.sha256(attested.encode()).hexdigest()}", *keys]
        root = book({"seeds/wire.yaml": SOURCE + "\n  ".join(record) + "\n", "seeds/wire.txt": text})
        return list(read_casebook(root)[2])

    return read


def test_the_stamp_names_library_rule_and_boundaries() -> None:
    assert [(each.start, each.end) for each in sentences(TEXT)] == BOUNDARIES
    assert stamp(sentences(TEXT)) == f"nupunkt-{nupunkt.__version__}/{segmentation.LINE_RULE}:{digest_of(BOUNDARIES)}"


def test_the_stamp_hangs_on_where_sentences_stand_and_not_on_their_words() -> None:
    assert stamp(sentences(TEXT.replace("eleven", "twelve"))) == NOW
    assert stamp(sentences(TEXT.replace("eleven", "two"))) != NOW
    assert stamp(sentences(TEXT.replace("fighters. N", "fighters, n"))) != NOW


@pytest.mark.parametrize(
    "keys",
    [
        [],
        ["sentences: 3"],
        [f"segmentation: {NOW}"],
        ["sentences: 3", f"segmentation: {NOW}"],
        ["sentences: 3", f"segmentation: nupunkt-0.1/7:{DIGEST}"],
    ],
    ids=["neither", "count", "stamp", "both", "another version that cuts alike"],
)
def test_sentences_that_stand_where_they_stood_are_no_problem(problems: Callable[..., list[Problem]], keys: list[str]) -> None:
    assert problems(*keys) == []


@pytest.mark.parametrize(
    ("keys", "line", "message"),
    [
        (["sentences: 4"], 7, "wire.txt is cut into 3 sentences now, not into the 4 of the record"),
        (["sentences: 4", f"segmentation: {NOW}"], 7, "wire.txt is cut into 3 sentences now, not into the 4 of the record"),
        (
            ["sentences: 4", f"segmentation: nupunkt-0.1/1:{OTHER}"],
            7,
            "wire.txt is cut into 3 sentences now, not into the 4 of the record",
        ),
        (
            [f"segmentation: nupunkt-0.1/7:{OTHER}"],
            7,
            f"the sentences of wire.txt begin or end elsewhere now ({MADE_BY}) than when they were frozen (nupunkt-0.1/7)",
        ),
        (
            ["sentences: 3", f"segmentation: {MADE_BY}:{OTHER}"],
            8,
            f"the sentences of wire.txt begin or end elsewhere now ({MADE_BY}) than when they were frozen ({MADE_BY})",
        ),
    ],
)
def test_shifted_sentences_are_one_problem_at_the_key_that_shows_it(
    problems: Callable[..., list[Problem]], keys: list[str], line: int, message: str
) -> None:
    (problem,) = problems(*keys)
    assert (problem.code, problem.place.file, problem.place.line) == ("Q508", "seeds/wire.yaml", line)
    assert problem.message == message
    assert "`whosays sentences wire --freeze`" in problem.advice
    assert problem.severity == "error"


def test_a_text_that_nobody_attests_is_only_said_to_have_changed(problems: Callable[..., list[Problem]]) -> None:
    assert [each.code for each in problems("sentences: 4", attested="Another text.")] == ["Q506"]


def test_a_text_that_is_not_at_hand_is_not_checked(book: Callable[[dict[str, str]], Path]) -> None:
    record = f"{SOURCE}text: {{file: gone.txt, sha256: {'0' * 64}, sentences: 4}}\n"
    assert read_casebook(book({"seeds/wire.yaml": record}))[2] == ()


@pytest.mark.parametrize(
    "keys",
    ["sentences: 0", "sentences: many", "segmentation: 9c41d07e", f"segmentation: nupunkt-0.8.0/1:{OTHER.upper()}A"],
)
def test_a_key_of_another_form_is_a_problem(problems: Callable[..., list[Problem]], keys: str) -> None:
    assert [each.code for each in problems(keys)] == ["S207"]


def test_the_record_keeps_both_keys(book: Callable[[dict[str, str]], Path]) -> None:
    record = f"{SOURCE}text: {{file: gone.txt, sha256: {'0' * 64}, sentences: 4, segmentation: {NOW}}}\n"
    casebook, _, _ = read_casebook(book({"seeds/wire.yaml": record}))
    kept = casebook.sources[0].text
    assert kept is not None
    assert (kept.sentences, kept.segmentation) == (4, NOW)
