"""Writes docs/mutants.md from the outcomes of a run of bench/mutants.py and the reasons in bench/survivors.toml."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "mutants.md"
REASONS: Final = ROOT / "bench" / "survivors.toml"
_NORMAL: Final = 1.959964  # 95 of 100
_NONE_YET: Final = "A gap, or not looked into yet"

_KIND: Final = """Where tests were written for what survived in a sample, its share tells more of that sample than of all
mutants, and the interval is too kind: another `SEED` measures them fairly.
"""
_SINCE: Final = """With the tests written since for what survived, **{dead} of {tried} are killed: {share:.1%}**; that tells
more of this sample than of all mutants. The table has these figures.
"""

TOP: Final = """<!-- Written by `make mutants`; change bench/mutants_page.py or the reasons in bench/survivors.toml. -->
# Mutants

A mutant is the code with one small change: `<` for `<=`, `None` for an argument, another text. A mutant that no test notices
shows a line that no test holds to anything. mutmut makes the mutants of every function of `compare/kinds/` and
`compare/analysis/`; what is decorated (properties, memos) and tables outside of functions have none. `bench/mutants.py` tries
them, each in a forked process that runs the tests of {tests}: those that reach the function,
one of each test's cases after the other, the quickest first, for {seconds:g} seconds of processor time as measured without
mutants, with {examples} fixed examples for every law.
What survives is tried once more, for {longer:g} seconds and also on {wider}.
What slower tests, more examples and the rest of the suite would notice counts as survived: the share is rather too low
than too high.

```sh
make mutants SEED={seed}              # the sample below; another number draws another one
make mutants SAMPLE=0            # every mutant
.venv/bin/python bench/mutants.py --only kinds.date --sample 60   # some of one module: lists what survives
```
"""


class Survivor(NamedTuple):
    """A mutant that no test noticed: the function, its lines as they are and as the mutant has them."""

    function: str
    was: str
    now: str


def interval(killed: int, tried: int) -> tuple[float, float]:
    """Where the share of all mutants lies with a confidence of 95 %, from the share of a sample (Wilson 1927)."""
    share, square = killed / tried, _NORMAL**2
    middle = (share + square / (2 * tried)) / (1 + square / tried)
    reach = _NORMAL / (1 + square / tried) * math.sqrt(share * (1 - share) / tried + square / (4 * tried**2))
    return middle - reach, middle + reach


class Fresh(NamedTuple):
    """A sample as it was first measured, before any test was written for what survived in it."""

    sample: int
    seed: int
    tried: int
    killed: int


def fresh() -> list[Fresh]:
    """The samples that were measured before anything was done about them."""
    return [Fresh(**each) for each in _read().get("fresh", ())]


def _read() -> dict[str, Any]:
    return tomllib.loads(REASONS.read_text(encoding="utf-8")) if REASONS.exists() else {}


def reasons() -> list[tuple[str, list[Survivor]]]:
    """Each reason with the mutants that survive for it."""
    return [(each["reason"], [Survivor(*mutant) for mutant in each["mutants"]]) for each in _read().get("group", ())]


def page(of_all: Mapping[str, int], outcomes: Mapping[str, str], survivors: Sequence[Survivor], run: Mapping[str, Any]) -> str:
    """The page: `of_all` counts the mutants of every module, `outcomes` has what became of those that were tried."""
    return "\n".join([TOP.format(**run), *_figures(of_all, outcomes, run), "", *_survivors(survivors)]).strip() + "\n"


def _figures(of_all: Mapping[str, int], outcomes: Mapping[str, str], run: Mapping[str, Any]) -> Iterator[str]:
    tried = Counter(name.rpartition(".")[0] for name in outcomes)
    killed = Counter(name.rpartition(".")[0] for name, came in outcomes.items() if came.startswith("killed"))
    whole, dead, total = tried.total(), killed.total(), sum(of_all.values())
    yield "## Figures\n"
    if whole < total:
        cut = f"; the run was cut short, and these are the first of {run['drawn']} in an order by chance" * (
            whole < run["drawn"]
        )
        drawn = f"`SAMPLE={run['sample']} SEED={run['seed']}`"
        yield f"A sample: {whole} of {total} mutants, drawn from every module by its share ({drawn}){cut}."
    yield from _share(dead, whole, total, run)
    yield "| module | mutants | tried | killed | share |"
    yield "|---|--:|--:|--:|--:|"
    for module, count in sorted(of_all.items()):
        if tried[module]:
            share = f"{killed[module] / tried[module]:.0%}"
            yield f"| `{module.removeprefix('compare.')}` | {count} | {tried[module]} | {killed[module]} | {share} |"
    for package in ("kinds", "analysis"):
        of = [module for module in of_all if module.startswith(f"compare.{package}.")]
        some, gone = sum(tried[each] for each in of), sum(killed[each] for each in of)
        yield f"| **{package}/** | {sum(of_all[each] for each in of)} | {some} | {gone} | {gone / max(1, some):.1%} |"


def _share(dead: int, tried: int, total: int, run: Mapping[str, Any]) -> Iterator[str]:
    """The share that was killed; of a sample that was measured before tests were written for it, as it was then and is now."""
    measured = {(each.sample, each.seed): each for each in fresh()}
    first = measured.pop((run["sample"], run["seed"]), None)
    if tried == total:
        yield f"**{dead} of {tried} are killed: {dead / tried:.1%}**.\n"
    elif first:
        yield f"As first measured, before any test was written for what survived in it: {_of_all(first.killed, first.tried)}\n"
        yield _SINCE.format(dead=dead, tried=tried, share=dead / tried)
    else:
        yield f"{_of_all(dead, tried)}\n\n{_KIND}"
    for each in measured.values():
        yield f"`SAMPLE={each.sample} SEED={each.seed}`, as first measured: {_of_all(each.killed, each.tried)}\n"


def _of_all(killed: int, tried: int) -> str:
    low, high = interval(killed, tried)
    share = f"**{killed} of {tried} are killed: {killed / tried:.1%}**"
    return f"{share}; with a confidence of 95 % it is {low:.1%} to {high:.1%} of all."


def _survivors(survivors: Sequence[Survivor]) -> Iterator[str]:
    yield "## What survives, and why\n"
    yield "Of this sample and of earlier ones.\n"
    found = reasons()
    for reason, known in found:
        yield from _group(reason, known)
    with_reason = {each for _, known in found for each in known}
    yield from _group(_NONE_YET, sorted(set(survivors) - with_reason))


def _group(reason: str, survivors: Sequence[Survivor]) -> Iterator[str]:
    if survivors:
        yield f"{reason} ({len(survivors)}):\n"
        for each in survivors:
            yield f"- `{each.function.removeprefix('compare.')}`: {_code(each.was)} → {_code(each.now)}"
        yield ""


def _code(line: str) -> str:
    return f"`` {line} ``" if "`" in line else f"`{line}`"
