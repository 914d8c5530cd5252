"""What the fuzzer has found once is run through its target again with every test; `make fuzz` looks for more."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz.targets import SEEDS, TARGETS

FINDS = Path(__file__).parent / "finds"


@pytest.mark.parametrize("name", sorted(each.name for each in FINDS.iterdir()))
def test_what_was_found_is_found_no_more(name: str) -> None:
    TARGETS[name.partition("-")[0]]((FINDS / name).read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_what_the_fuzzer_begins_with_runs_through_its_target(target: str) -> None:
    for seed in SEEDS[target]:
        TARGETS[target](seed.encode())
