"""No step grows with the square of a casebook: twice the size takes about twice the steps, counted and never timed.

Each count is of the lines that one function of ours runs, or of the calls of one function, with n, 2n and 4n of what a
casebook is made of. A new loop over all pairs makes four of two, wherever somebody adds it.
"""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from bench.load_books import many_entities, many_subjects, one_subject, one_text
from compare.analysis.rulebook import rules
from compare.authoring.progress.coverage import coverage
from compare.authoring.suggesting import alike_subjects, blocking
from compare.authoring.suggesting.suggestions import suggestions
from compare.exporters.findings_json import findings_json
from compare.loading import places_of_words
from compare.pipeline import Run, find
from compare.report.site import render
from compare.review.changes import changes_since
from compare.review.gate import gate
from compare.review.known import known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import CodeType, FrameType, ModuleType

    from compare.core.findings import Findings

SLACK = 1.25  # what a step may grow beyond twice: searching in order, and what is the same for every size
FEW = 60  # so many steps more are no growth: pages and words that every report has


APART = {
    "report/templates/": "what a page shows is cut at so many, and here the smaller size is below the cut",
    "report/views/positions.py: _continued": "the second page of claims begins between the two sizes",
    "report/views/positions.py: _further": "the same",
    "charts/days.py: _levels": "the levels of a picture, which are few",
    "authoring/suggesting/blocking.py: Spellings.candidates": "few syllables make more near names of more; pairs are below",
}
"""Where more than twice is meant, and why."""


class Lines:
    """How many lines were run in one function: told of each by the interpreter."""

    def __init__(self) -> None:
        self.run = 0

    def __call__(self, _frame: FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            self.run += 1
        return self


class Steps:
    """How many lines of our own code were run, by function."""

    def __init__(self) -> None:
        self._counted: dict[CodeType, Lines | None] = {}
        self._ours: dict[str, list[Lines]] = {}

    @property
    def by_function(self) -> dict[str, int]:
        return {name: sum(each.run for each in lines) for name, lines in self._ours.items()}

    def __call__(self, frame: FrameType, _event: str, _argument: object) -> Any:
        code = frame.f_code
        if code not in self._counted:
            self._counted[code] = self._lines_of(code)
        return self._counted[code]

    def _lines_of(self, code: CodeType) -> Lines | None:
        """What counts the lines of a function of ours; nothing does for others."""
        folder, _, file = code.co_filename.replace("\\", "/").rpartition("/compare/")
        if not folder or "/site-packages/" in folder:
            return None
        lines = Lines()
        self._ours.setdefault(f"{file}: {code.co_qualname}", []).append(lines)
        return lines


@contextmanager
def counted() -> Iterator[Steps]:
    """Count the lines of our own code that are run meanwhile, loops inside one function among them."""
    steps, before = Steps(), sys.gettrace()
    gc.disable()  # it would look at what the other casebooks left, again and again
    sys.settrace(steps)
    try:
        yield steps
    finally:
        sys.settrace(before)
        gc.enable()


def forget() -> None:
    """Empty every memo of ours: what other tests have looked up would be steps spared for one size and not for another."""
    for name, module in list(sys.modules.items()):
        if name.startswith("compare."):
            for memo in list(vars(module).values()):
                if callable(getattr(memo, "cache_clear", None)):
                    memo.cache_clear()


def steps_of(action: Callable[[], object]) -> dict[str, int]:
    with counted() as steps:
        action()
    return steps.by_function


def too_many(counts: Sequence[dict[str, int]]) -> dict[str, list[int]]:
    """The places whose steps grow faster than the size doubles, with their counts."""
    found = {name: [each.get(name, 0) for each in counts] for name in counts[-1] if not name.startswith(tuple(APART))}
    return {name: each for name, each in found.items() if grows(each)}


def grows(counts: Sequence[int]) -> bool:
    """Whether the last doubling more than about doubled it."""
    return counts[-1] > 2 * SLACK * counts[-2] + FEW


def calls(monkeypatch: pytest.MonkeyPatch, module: ModuleType | type, name: str) -> list[int]:
    """How often a function is called from here on, as the one number of a list."""
    count, real = [0], getattr(module, name)

    def counting(*arguments: Any, **options: Any) -> Any:
        count[0] += 1
        return real(*arguments, **options)

    monkeypatch.setattr(module, name, counting)
    return count


BOOKS: dict[str, tuple[int, Callable[[Path, int], None]]] = {
    # with the articles, the answers to one question grow below, and the cells of sources by subjects cannot but be a product
    # of eight articles, since the cells of articles by subjects cannot but be a product; the articles grow below
    "articles": (24, many_subjects),
    "fixed subject": (120, lambda root, n: one_subject(root, n, changing=False, sources=n // 4)),
    "changing subject": (60, lambda root, n: one_subject(root, n, changing=True, sources=n // 4)),
    "text": (24, lambda root, n: one_text(root, n * 300, n)),
    "entities": (36, lambda root, n: many_entities(root, n, sources=6)),
}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, ...]]:
    """Every casebook three times, each twice as large as the one before."""
    made = {}
    for name, (smallest, write) in BOOKS.items():
        roots = tuple(tmp_path_factory.mktemp("load") for _ in range(3))
        for size, root in enumerate(roots):
            write(root, smallest * 2**size)
        made[name] = roots
    return made


@pytest.fixture(scope="module")
def read(books: dict[str, tuple[Path, ...]]) -> dict[str, tuple[tuple[Findings, dict[str, int]], ...]]:
    """The findings on every casebook, and the steps it took to come to them; of the smallest one that is not told."""
    return {name: (first_found(roots[0]), *map(found_with_steps, roots[1:])) for name, roots in books.items()}


def first_found(root: Path) -> tuple[Findings, dict[str, int]]:
    forget()
    return find(Run(root)), {}


def found_with_steps(root: Path) -> tuple[Findings, dict[str, int]]:
    with counted() as steps:
        found = find(Run(root))
    return found, steps.by_function


@pytest.fixture(scope="module")
def findings(read: dict[str, tuple[tuple[Findings, dict[str, int]], ...]]) -> dict[str, tuple[Findings, ...]]:
    return {name: tuple(found for found, _ in sizes) for name, sizes in read.items()}


def growth(of: Sequence[Findings], action: Callable[[Findings], object]) -> dict[str, list[int]]:
    forget()
    action(of[0])  # what is looked up once for all sizes
    return too_many([steps_of(partial(action, each)) for each in of[1:]])


@pytest.mark.parametrize("name", BOOKS)
def test_reading_and_judging_twice_as_much_takes_twice_the_steps(
    read: dict[str, tuple[tuple[Findings, dict[str, int]], ...]], name: str
) -> None:
    assert too_many([steps for _, steps in read[name][1:]]) == {}


@pytest.mark.parametrize("name", ["fixed subject", "entities"])
def test_the_pages_of_twice_as_much_take_twice_the_steps(findings: dict[str, tuple[Findings, ...]], name: str) -> None:
    def pages(of: Findings) -> None:
        for _ in render(of, rules()):
            pass
        findings_json(of)

    assert growth(findings[name], pages) == {}


def test_suggesting_from_twice_the_names_takes_twice_the_steps(findings: dict[str, tuple[Findings, ...]]) -> None:
    assert growth(findings["entities"], lambda of: suggestions(of, "source-0")) == {}


def test_the_coverage_of_a_text_twice_as_long_takes_twice_the_steps(findings: dict[str, tuple[Findings, ...]]) -> None:
    assert growth(findings["text"], coverage) == {}


@pytest.mark.parametrize("name", BOOKS)
def test_the_changes_and_the_gate_of_twice_as_much_take_twice_the_steps(
    findings: dict[str, tuple[Findings, ...]], name: str
) -> None:
    assert growth(findings[name], lambda of: gate(of, changes_since(known(of, "then"), of))) == {}


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("text", "loading/quotes.py: look_up"),
        ("text", "loading/quotes.py: cuts_word"),
        ("entities", "loading/quotes.py: look_up"),
        ("fixed subject", "loading/nodes.py: _Builder.take"),
    ],
    ids=["quotes looked up", "places of a quote", "quotes over many articles", "YAML events"],
)
def test_what_reading_does_for_every_claim_is_counted(
    read: dict[str, tuple[tuple[Findings, dict[str, int]], ...]], name: str, function: str
) -> None:
    small, large = (steps[function] for _, steps in read[name][1:])
    assert BOOKS[name][0] < small < large


def test_a_text_is_read_through_no_oftener_for_twice_the_quotes(
    books: dict[str, tuple[Path, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places_of_words, "LONG", 1_000)
    monkeypatch.setattr(places_of_words, "OFTEN", 10)
    count, found = calls(monkeypatch, places_of_words, "_read_through"), []
    for root in books["text"]:
        count[0] = 0
        find(Run(root))
        found.append(count[0])
    assert found == [11, 11, 11]  # ten times the long text, and once the short one


@pytest.mark.parametrize(
    ("place", "function"),
    [(blocking, "likeness"), (alike_subjects, "_alike")],
    ids=["names that may be one", "questions that may be one"],
)
def test_suggesting_over_twice_the_names_compares_twice_the_pairs(
    findings: dict[str, tuple[Findings, ...]], monkeypatch: pytest.MonkeyPatch, place: Any, function: str
) -> None:
    count, found = calls(monkeypatch, place, function), []
    for each in findings["entities"]:
        count[0] = 0
        suggestions(each, "source-0")
        found.append(count[0])
    assert not grows(found), found


@pytest.mark.parametrize(
    ("counts", "yes"),
    [((100, 400, 1600), True), ((1000, 2000, 4000), False), ((100, 220, 490), False), ((5000, 5001, 5003), False)],
    ids=["the square", "twice", "twice and searching", "the same"],
)
def test_the_square_is_told_from_twice(counts: tuple[int, int, int], *, yes: bool) -> None:
    assert grows(counts) is yes


def test_a_loop_over_pairs_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "compare" / "pairs.py"
    file.parent.mkdir()
    namespace: dict[str, Any] = {}
    source = "def pairs(n):\n    return sum(1 for one in range(n) for other in range(n) if one < other)\n"
    exec(compile(source, str(file), "exec"), namespace)  # noqa: S102 - a module as if it were ours
    assert too_many([steps_of(partial(namespace["pairs"], n)) for n in (10, 20, 40)]).keys() == {
        "pairs.py: pairs.<locals>.<genexpr>"
    }
