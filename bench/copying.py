"""How well hints at copying find known copiers: generated claims of honest, fairly to highly accurate sources and copiers.

The settings were chosen before any measurement: what matters to the rule is how many sources there are, how often the honest
and the copied ones err, whether some questions mislead everybody into the same error, and how faithfully copiers copy.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from compare.analysis.copying import copy_hints

if TYPE_CHECKING:
    from numpy.typing import NDArray

TRUTH = 0  # the number of the right value of every subject
POPULAR_ERROR = 1  # what a misleading subject misleads into
OTHER_ERRORS = 8


@dataclass(frozen=True, slots=True)
class World:
    """What to generate. Accuracies and shares are probabilities, `groups` the sizes of the groups of copiers."""

    honest: int = 30
    subjects: int = 400
    accuracy: tuple[float, float] = (0.9, 0.99)
    coverage: tuple[float, float] = (0.5, 1.0)
    misleading: float = 0.1
    misled: float = 0.35
    errors: int = OTHER_ERRORS
    groups: tuple[int, ...] = ()
    copied_accuracy: tuple[float, float] = (0.6, 0.85)
    faithful: float = 1.0


@dataclass(frozen=True, slots=True)
class Claims:
    """Generated rows as `copy_hints` takes them, and the group each source copies in (a number of its own if it is honest)."""

    source: NDArray[np.int32]
    subject: NDArray[np.int32]
    position: NDArray[np.int32]
    group: NDArray[np.int32]

    @property
    def copying(self) -> set[tuple[int, int]]:
        """The pairs of sources of which one copies the other, or both a third one."""
        pairs = combinations(range(len(self.group)), 2)
        return {(a, b) for a, b in pairs if self.group[a] == self.group[b]}

    def hinted(self) -> set[tuple[int, int]]:
        """The pairs that are hinted at."""
        return {hint.sources for hint in copy_hints(self.source, self.subject, self.position, sources=len(self.group))}


def generate(world: World, seed: int) -> Claims:
    """Claims on every subject that a source covers; the same for the same seed."""
    rng = np.random.default_rng(seed)
    misleading = rng.random(world.subjects) < world.misleading
    answers = [_answers(world, rng, rng.uniform(*world.accuracy), misleading) for _ in range(world.honest)]
    group = list(range(world.honest))
    for size in world.groups:
        copied = _answers(world, rng, rng.uniform(*world.copied_accuracy), misleading)
        for _ in range(size):
            own = _answers(world, rng, rng.uniform(*world.copied_accuracy), misleading)
            answers.append(np.where(rng.random(world.subjects) < world.faithful, copied, own))
        group += [world.honest + len(group)] * size
    value = np.array(answers)
    covered = rng.random(value.shape) < rng.uniform(*world.coverage, (len(value), 1))
    source, subject = np.nonzero(covered)
    _, position = np.unique(subject * (world.errors + 2) + value[source, subject], return_inverse=True)
    return Claims(*(column.astype(np.int32) for column in (source, subject, position, np.array(group))))


def _answers(world: World, rng: np.random.Generator, accuracy: float, misleading: NDArray[np.bool_]) -> NDArray[np.intp]:
    right = rng.random(world.subjects) < accuracy
    error = rng.integers(POPULAR_ERROR, POPULAR_ERROR + world.errors, world.subjects)
    misled = misleading & (rng.random(world.subjects) < world.misled)
    return np.where(misled, POPULAR_ERROR, np.where(right, TRUTH, error))


PLAIN = World()
COPIED = replace(PLAIN, groups=(2, 3, 5))
WORLDS = {
    "honest, 90-99% right": PLAIN,
    "honest, 60-99% right": replace(PLAIN, accuracy=(0.6, 0.99)),
    "honest, yes or no": replace(PLAIN, accuracy=(0.6, 0.99), errors=1),
    "honest, half the subjects mislead a third": replace(PLAIN, misleading=0.5),
    "honest, 8 sources, 2,000 subjects": replace(PLAIN, honest=8, subjects=2000),
    "groups of 2, 3 and 5": COPIED,
    "the same, copying nine of ten": replace(COPIED, faithful=0.9),
    "the same, copying seven of ten": replace(COPIED, faithful=0.7),
    "the same, copied is 90-97% right": replace(COPIED, copied_accuracy=(0.9, 0.97)),
    "the same, 12 honest sources": replace(COPIED, honest=12),
    "the same, 6 honest sources": replace(COPIED, honest=6),
    "the same, 100 subjects": replace(COPIED, subjects=100),
    "one group of 10, honest ones 98-99% right": replace(PLAIN, accuracy=(0.98, 0.99), groups=(10,)),
}


class Score(NamedTuple):
    """Pairs over several seeds: hinted at, copying, and both."""

    hinted: int
    copying: int
    both: int


def score(world: World, seeds: range) -> Score:
    """Hints against what was generated."""
    made = [generate(world, seed) for seed in seeds]
    pairs = [(claims.hinted(), claims.copying) for claims in made]
    return Score(*(sum(map(len, column)) for column in zip(*((a, b, a & b) for a, b in pairs), strict=True)))


def main() -> None:
    """Print precision and recall of pairs for every world."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    seeds = range(parser.parse_args().seeds)
    for name, world in WORLDS.items():
        found = score(world, seeds)
        precision = f"{found.both / found.hinted:.3f}" if found.hinted else "-"
        recall = f"{found.both / found.copying:.3f}" if found.copying else "-"
        print(f"{name}: {found.hinted} hints, precision {precision}, recall {recall} of {found.copying} pairs")


if __name__ == "__main__":
    main()
