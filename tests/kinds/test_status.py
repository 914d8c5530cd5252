from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from compare.core.entities import Entities
from compare.core.model import Option
from compare.kinds import kind_for
from compare.kinds.base import example_subject

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("a", "b", "level", "finer"),
    [
        ("alive", "is alive", "same", None),
        ("dead", "was killed", "implies", 1),
        ("executed", "dead", "implies", 0),
        ("alive", "injured", "compatible", None),
        ("captured", "injured", "compatible", None),
        ("dead", "alive", "opposed", None),
        ("killed", "captured", "opposed", None),
    ],
)
def test_level(
    build: Callable[..., Any], compared: Callable[..., tuple[str, int | None]], a: str, b: str, level: str, finer: int | None
) -> None:
    assert compared(build("status"), a, b) == (level, finer)


@pytest.mark.parametrize(
    ("earlier", "later", "may"),
    [
        ("alive", "dead", True),
        ("alive", "captured", True),
        ("captured", "alive", True),
        ("dead", "killed", True),
        ("dead", "executed", True),
        ("dead", "dead", True),
        ("dead", "alive", False),
        ("killed", "injured", False),
        ("killed", "dead", False),  # says less, which is no change
        ("executed", "alive", False),  # final through what it implies
    ],
)
def test_nothing_comes_back_from_a_final_option(build: Callable[..., Any], earlier: str, later: str, *, may: bool) -> None:
    assert build("status").follows(earlier, later) is may


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("kiled", "did you mean killed or was killed"),
        ("zzz", "write one of alive, injured, captured, dead, killed, executed"),
        ("", "is not an option"),
        ("was not killed", "is not an option"),
    ],
)
def test_an_unknown_option_says_which_there_are(build: Callable[..., Any], text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        build("status").parse(text)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ((), "needs options"),
        (
            (Option("killed", implies=("ded",)), Option("dead")),
            "option 'killed' names 'ded', which is not an option; did you mean dead or killed?",
        ),
        ((Option("alive", compatible=("hurt",)),), "option 'alive' names 'hurt', which is not an option"),
        ((Option("a", implies=("b",)), Option("b", implies=("c",)), Option("c", implies=("a",))), "a -> b -> c -> a"),
        ((Option("a", implies=("a",)),), "a -> a"),
        ((Option("a", "gone"), Option("b", "Gone")), "options 'a' and 'b' are both called 'Gone'"),
        ((Option("gone"), Option("b", "Gone")), "options 'gone' and 'b' are both called 'Gone'"),
    ],
)
def test_options_that_make_no_sense_are_refused(options: tuple[Option, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        kind_for(example_subject("status", options=options), Entities())


def test_long_chains_and_many_paths_cost_no_time() -> None:
    chain = [Option(f"o{i}", implies=tuple(f"o{each}" for each in (i + 1, i + 2) if each < 3000)) for i in range(3000)]
    kind = kind_for(example_subject("status", options=tuple(chain[-300:])), Entities())
    assert kind.follows("o2999", "o2700")
    deep = tuple(Option(f"d{i}", implies=(f"d{i + 1}",) if i < 1999 else (), final=i == 1999) for i in range(2000))
    assert not kind_for(example_subject("status", options=deep), Entities()).follows("d0", "d5")
