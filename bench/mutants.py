"""Changes kinds/ and analysis/ in small ways and sees whether the tests notice; docs/mutants.md tells how and what came of it.

mutmut makes the mutants, all of them in one copy of the code under mutants/; this runs them: the tests are collected once, and
a process forked for every mutant runs the tests that reach its function, the quickest first, until one fails.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from _pytest.runner import runtestprotocol
from mutmut.__main__ import copy_also_copy_files, copy_src_dir, create_mutants
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state
from mutmut.utils.file_utils import setup_source_paths
from mutmut.utils.format_utils import mangled_name_from_mutant_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT: Final = Path(__file__).resolve().parent.parent
COPY: Final = ROOT / "mutants"
OUTCOMES: Final = COPY / "outcomes.json"
_REACHED: Final = COPY / "reached.json"
TESTS: Final = ("tests/kinds", "tests/analysis", "tests/test_cases.py", "tests/test_examples.py")
EXAMPLES: Final = 12
WORKERS: Final = 2
_ENOUGH: Final = 40  # seconds of processor time on top of what the tests take; a mutant that needs more runs for ever
_KEPT: Final = ("compare.kinds.units", "_registry")  # the units of a library, which takes a second to build
_KILLED: Final = 1


def mutants() -> list[str]:
    """The name of every mutant, by module."""
    return [name for meta in sorted(COPY.glob("compare/*/*.meta")) for name in json.loads(meta.read_bytes())["exit_code_by_key"]]


def module_of(mutant: str) -> str:
    """The module a mutant is in: `compare.kinds.date`."""
    return mutant.rpartition(".")[0]


def drawn(names: Iterable[str], size: int, seed: int) -> list[str]:
    """A sample that gives every module the share it has of all mutants; all of them for a size of 0."""
    by_module: dict[str, list[str]] = {}
    for name in names:
        by_module.setdefault(module_of(name), []).append(name)
    total = sum(map(len, by_module.values()))
    chance = random.Random(seed)  # noqa: S311 - a sample, repeatable on purpose
    sample = []
    for each in by_module.values():
        share = len(each) if not size else min(len(each), -(-len(each) * size // total))
        sample.extend(sorted(chance.sample(each, share)))
    return sample


class Trial:
    """The run of pytest inside the copy: it collects as always, and then tries mutants instead of running the tests once."""

    def __init__(self, names: Sequence[str], seconds: float) -> None:
        """Take the mutants to try, and how long the tests of one may take by what they took before."""
        self.names = names
        self.seconds = seconds
        self.reached: dict[str, tuple[float, list[str]]] = json.loads(_REACHED.read_bytes()) if _REACHED.exists() else {}
        self.outcomes: dict[str, str] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Give every law the same few examples."""
        from hypothesis import HealthCheck, Phase, settings  # only pytest may import it, which rewrites its assertions

        few = settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=(Phase.explicit, Phase.generate),  # a mutant is dead with the first example that fails
            suppress_health_check=tuple(HealthCheck),
        )
        for item in items:
            law = getattr(item, "obj", None)
            if getattr(law, "is_hypothesis_test", False):
                getattr(law, "__func__", law)._hypothesis_internal_use_settings = few  # noqa: SLF001 - nothing public sets it

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Find out which functions each test reaches, unless that is known, and try the mutants."""
        items = {item.nodeid: item for item in session.items}
        self.reached = {name: known for name, known in self.reached.items() if name in items}
        for at, (name, item) in enumerate(items.items()):
            if name not in self.reached:
                self.reached[name] = _reached(item)
                if not at % 50:
                    _say(f"reached {at} of {len(items)}")
                    _REACHED.write_text(json.dumps(self.reached), encoding="utf-8")
        _REACHED.write_text(json.dumps(self.reached), encoding="utf-8")
        self._try_all(items)
        return True

    def _try_all(self, items: dict[str, pytest.Item]) -> None:
        running: dict[int, str] = {}
        for at, name in enumerate(self.names):
            while len(running) >= WORKERS:
                self._ended(running)
            chosen, seconds = self._tests(name)
            if not chosen:
                self.outcomes[name] = "no tests"
                continue
            running[_tried(name, [items[each] for each in chosen], seconds)] = name
            if not at % 25:
                _say(f"tried {at} of {len(self.names)}")
        while running:
            self._ended(running)

    def _tests(self, mutant: str) -> tuple[list[str], float]:
        """The tests that reach the function, the quickest first, as many as the time allows; and the time they take."""
        function = mangled_name_from_mutant_name(mutant)
        found = sorted((seconds, name) for name, (seconds, functions) in self.reached.items() if function in functions)
        chosen, total = [], 0.0
        for seconds, name in found:
            if chosen and total + seconds > self.seconds:
                break
            chosen.append(name)
            total += seconds
        return chosen, total

    def _ended(self, running: dict[int, str]) -> None:
        pid, status = os.wait()
        code = os.waitstatus_to_exitcode(status)
        name = running.pop(pid)
        self.outcomes[name] = "survived" if code == 0 else "killed" if code == _KILLED else "killed by its time"


def _reached(item: pytest.Item) -> tuple[float, list[str]]:
    """How long the test takes, and the functions that can be mutated which it reaches."""
    _forget()
    set_mutant_under_test("stats")
    state()._stats.clear()  # noqa: SLF001 - where mutmut notes them
    start = time.process_time()
    if _fails(item):
        sys.exit(f"{item.nodeid} fails without any mutant")
    set_mutant_under_test("")
    return round(time.process_time() - start, 3), sorted(state()._stats)  # noqa: SLF001


def _tried(mutant: str, tests: Sequence[pytest.Item], seconds: float) -> int:
    """The process that runs the tests on the mutant: it ends with 1 at the first that fails, with 0 if none does."""
    pid = os.fork()
    if pid:
        return pid
    set_mutant_under_test(mutant)
    limit = int(time.process_time() + 3 * seconds + _ENOUGH)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    try:
        for test in tests:
            _forget()
            if _fails(test):
                os._exit(_KILLED)
        os._exit(0)
    except BaseException:  # noqa: BLE001 - whatever a mutant comes to ends here
        os._exit(_KILLED)


def _fails(item: pytest.Item) -> bool:
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def _forget() -> None:
    """Empty every memo: a warm one hides what a mutant does, and that a test reaches a function at all."""
    for memo in _memos():
        memo.cache_clear()


def _memos() -> Iterator[Any]:
    for name, module in tuple(sys.modules.items()):
        if name.startswith("compare."):
            for own, value in tuple(vars(module).items()):
                if callable(getattr(value, "cache_clear", None)) and (value.__module__, own) != _KEPT:
                    yield value


def _say(line: str) -> None:
    with Path(os.environ.get("MUTANTS_LOG", "/dev/stderr")).open("a", encoding="utf-8") as log:
        log.write(f"{line}\n")


def make_mutants() -> None:
    """Bring the copy under mutants/ up to date."""
    set_mutant_under_test("mutant_generation")
    COPY.mkdir(exist_ok=True)
    copy_src_dir()
    copy_also_copy_files()
    setup_source_paths()
    create_mutants(WORKERS)
    set_mutant_under_test("")


def tried(names: Sequence[str], seconds: float, tests: Sequence[str] = TESTS) -> dict[str, str]:
    """What became of each mutant."""
    os.chdir(COPY)
    trial = Trial(names, seconds)
    pytest.main(["--rootdir=.", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", *tests], plugins=[trial])
    return trial.outcomes


def main() -> None:
    """Draw mutants and try them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=600, help="how many mutants; 0 for all")
    parser.add_argument("--seed", type=int, default=1, help="which of the samples")
    parser.add_argument("--seconds", type=float, default=3.0, help="how long the tests of one mutant may take")
    parser.add_argument("--again", action="store_true", help="only those that survived the last time")
    chosen = parser.parse_args()
    os.chdir(ROOT)
    make_mutants()
    before: dict[str, str] = json.loads(OUTCOMES.read_bytes()) if chosen.again else {}
    names = [name for name, came in before.items() if not came.startswith("killed")]
    names = names if chosen.again else drawn(mutants(), chosen.sample, chosen.seed)
    outcomes = {**before, **tried(names, chosen.seconds)}
    OUTCOMES.write_text(json.dumps(outcomes, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
