"""Changes kinds/ and analysis/ in small ways and sees whether the tests notice; docs/mutants.md tells how and what came of it.

mutmut makes the mutants, all of them in one copy of the code under mutants/; this runs them: the tests are collected once, and
a process forked for every mutant runs the tests that reach its function, the quickest first, until one fails.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import resource
import sys
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from _pytest.runner import runtestprotocol
from mutants_page import PAGE, Survivor, page
from mutmut.__main__ import copy_also_copy_files, copy_src_dir, create_mutants
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state
from mutmut.utils.file_utils import setup_source_paths
from mutmut.utils.format_utils import mangled_name_from_mutant_name, orig_function_and_class_names_from_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ROOT: Final = Path(__file__).resolve().parent.parent
COPY: Final = ROOT / "mutants"
OUTCOMES: Final = COPY / "outcomes.json"
_ONLY: Final = COPY / "outcomes-only.json"
_REACHED: Final = COPY / "reached.json"
TESTS: Final = ("tests/kinds", "tests/analysis", "tests/test_cases.py", "tests/test_examples.py")
# what survives those has more time, and more tests
WIDER: Final = (
    *TESTS,
    *("tests/engines", "tests/cli/test_judge.py"),
    *(f"tests/test_docs.py::test_a_generated_page_is_what_the_code_gives[{page}.md]" for page in ("kinds", "rules")),
)
LONGER: Final = 3
EXAMPLES: Final = 12
WORKERS: Final = 2
_ENOUGH: Final = 40  # seconds of processor time on top of what the tests take; a mutant that needs more runs for ever
_KEPT: Final = ("compare.kinds.units", "_registry")  # the units of a library, which takes a second to build
_KILLED: Final = 1
_SLOW: Final = 0.3  # seconds


def mutants() -> list[str]:
    """The name of every mutant, by module."""
    return [
        name for meta in sorted(COPY.glob("compare/*/*.meta")) for name in json.loads(meta.read_bytes())["exit_code_by_key"]
    ]


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
    chance.shuffle(sample)  # so that a run cut short is a sample, too
    return sample


class Trial:
    """The run of pytest inside the copy: it collects as always, and then tries mutants instead of running the tests once."""

    def __init__(self, names: Sequence[str], seconds: float, before: Mapping[str, str], path: Path) -> None:
        """Take the mutants to try, how long the tests of one may take by what they took before, what is known, and its file."""
        self.names = names
        self.path = path
        self.seconds = seconds
        self.reached: dict[str, tuple[float, list[str]]] = json.loads(_REACHED.read_bytes()) if _REACHED.exists() else {}
        self.outcomes = dict(before)
        self.cpu = 0.0

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
        for at, (name, item) in enumerate(items.items()):
            if name not in self.reached:
                self.reached[name] = _reached(item)
                if not at % 50:
                    _say(f"reached {at} of {len(items)}")
                    _REACHED.write_text(json.dumps(self.reached), encoding="utf-8")
        _REACHED.write_text(json.dumps(self.reached), encoding="utf-8")
        self.reached = {name: self.reached[name] for name in items}
        self._try_all(items)
        return True

    def _try_all(self, items: dict[str, pytest.Item]) -> None:
        gc.freeze()  # what a process shares with those forked from it stays shared
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
                _say(f"tried {at} of {len(self.names)}: {self.cpu:.0f} s")
                self._keep()
        while running:
            self._ended(running)
        self._keep()

    def _keep(self) -> None:
        self.path.write_text(json.dumps(self.outcomes, indent=1), encoding="utf-8")

    def _tests(self, mutant: str) -> tuple[list[str], float]:
        """The tests that reach the function, as many as the time allows, and the time they take.

        First those in a file named after the module, then one of each test's cases, then the next: what is quick and is not
        the same over and over finds most.
        """
        function, own = mangled_name_from_mutant_name(mutant), module_of(mutant).rpartition(".")[2].split("_")[0]
        reaching = sorted((seconds, name) for name, (seconds, functions) in self.reached.items() if function in functions)
        cases: Counter[str] = Counter()
        ranked = []
        for seconds, name in reaching:
            test = name.partition("[")[0]
            cases[test] += 1
            ranked.append((f"/test_{own}" not in name, seconds > _SLOW, cases[test], seconds, name))
        chosen, total = [], 0.0
        for *_, seconds, name in sorted(ranked):
            if chosen and total + seconds > self.seconds:
                break
            chosen.append(name)
            total += seconds
        return chosen, total

    def _ended(self, running: dict[int, str]) -> None:
        pid, status, used = os.wait4(-1, 0)
        self.cpu += used.ru_utime + used.ru_stime
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
            test.repr_failure = _silent  # type: ignore[method-assign]
            _forget()
            if _fails(test):
                os._exit(_KILLED)
        os._exit(0)
    except BaseException:  # noqa: BLE001 - whatever a mutant comes to ends here
        os._exit(_KILLED)


def _silent(*_: object, **__: object) -> str:
    """What is told of a failure, which takes longer than the test."""
    return "failed"


def _fails(item: pytest.Item) -> bool:
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def _forget() -> None:
    """Empty every memo: a warm one hides what a mutant does, and that a test reaches a function at all."""
    for memo in _memos(len(sys.modules)):
        memo.cache_clear()


@cache
def _memos(_modules: int) -> tuple[Any, ...]:
    """Those of the modules that are loaded, looked for again only when there are more."""
    return tuple(_memos_of_modules())


def _memos_of_modules() -> Iterator[Any]:
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


def try_on(tests: Sequence[str], trial: Trial) -> None:
    """Try the mutants of a trial on these tests."""
    os.chdir(COPY)
    options = ("--rootdir=.", "-q", "--assert=plain", *(f"-p no:{each}" for each in ("cacheprovider", "xdist", "cov")))
    pytest.main([*options, *tests], plugins=[trial])


def survivor(mutant: str) -> Survivor:
    """The mutant as it is shown: its function, and the lines that differ, each on one line."""
    name, owner = orig_function_and_class_names_from_key(mutant)
    lines = get_diff_for_mutant(mutant, path=f"{module_of(mutant).replace('.', '/')}.py").splitlines()[2:]
    was, now = (" ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
    own = name.rpartition(".")[2]
    return Survivor(f"{module_of(mutant)}.{owner + '.' if owner else ''}{own}", was, now)


def write_page(outcomes: dict[str, str], run: dict[str, object]) -> None:
    """Write docs/mutants.md."""
    os.chdir(ROOT)
    survivors = [survivor(name) for name, came in outcomes.items() if not came.startswith("killed")]
    PAGE.write_text(page(Counter(map(module_of, mutants())), outcomes, survivors, run), encoding="utf-8")


def main() -> None:
    """Draw mutants, try them and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=600, help="how many mutants; 0 for all")
    parser.add_argument("--seed", type=int, default=1, help="which of the samples")
    parser.add_argument("--seconds", type=float, default=2.0, help="how long the tests of one mutant may take")
    parser.add_argument("--resume", action="store_true", help="only what the last run did not come to")
    parser.add_argument("--again", action="store_true", help="only what survived it, on other tests")
    parser.add_argument("--page", action="store_true", help="only write the page, from the last run")
    parser.add_argument(
        "--only", nargs="+", default=(), help="of these modules, kinds.date: lists what survives, writes no page"
    )
    chosen = parser.parse_args()
    os.chdir(ROOT)
    if not chosen.page:
        make_mutants()
        _try(chosen)
    if chosen.only:
        return _list(json.loads(_ONLY.read_bytes()))
    tests: dict[str, object] = {"tests": _shown(TESTS), "wider": _shown(WIDER[len(TESTS) :])}
    tests["drawn"] = len(drawn(mutants(), chosen.sample, chosen.seed))
    run = {"sample": chosen.sample, "seed": chosen.seed, "seconds": chosen.seconds, "examples": EXAMPLES, **tests}
    run["longer"] = chosen.seconds * LONGER
    return write_page(json.loads(OUTCOMES.read_bytes()), run)


def _list(outcomes: Mapping[str, str]) -> None:
    """Print what survived."""
    os.chdir(ROOT)
    left = {name: came for name, came in outcomes.items() if not came.startswith("killed")}
    print(f"{len(outcomes) - len(left)} of {len(outcomes)} are killed")
    for name, came in sorted(left.items()):
        each = survivor(name)
        print(f"{each.function} ({came}):\n    {each.was}\n    {each.now}")


def _shown(tests: Sequence[str]) -> str:
    return f"{', '.join(f'`{each}`' for each in tests[:-1])} and `{tests[-1]}`"


def _try(chosen: argparse.Namespace) -> None:
    path = _ONLY if chosen.only else OUTCOMES
    kept = (chosen.resume or chosen.again) and path.exists()
    last: dict[str, str] = json.loads(path.read_bytes()) if kept else {}
    before = {name: came for name, came in last.items() if came.startswith("killed") or not chosen.again}
    those = [name for name in mutants() if not chosen.only or module_of(name).removeprefix("compare.") in chosen.only]
    untried = (name for name in drawn(those, chosen.sample, chosen.seed) if name not in before)
    names = list(last.keys() - before.keys() if chosen.again else untried)
    seconds = chosen.seconds * (LONGER if chosen.again else 1)
    try_on(WIDER if chosen.again else TESTS, Trial(names, seconds, before, path))


if __name__ == "__main__":
    main()
