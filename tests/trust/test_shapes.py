"""Files that are small and built to cost much: twice as large they cost about twice as many steps, counted and never timed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.conftest import whosays, write
from tests.trust.mill import BOOK, ENTITIES, SUBJECTS, claims, said
from tests.trust.test_load import forget, steps_of, too_many

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

N: Final = 60
SUBJECTS_YAML, ENTITIES_YAML = "claims/vocabulary/subjects.yaml", "claims/vocabulary/entities.yaml"
LEDGER_YAML, COURIER_YAML = "claims/ledger.yaml", "claims/courier.yaml"


def with_options(options: str, *values: str, kind: str = "status") -> dict[str, str]:
    """A subject of these options, and what two sources say of it."""
    asked = f"  mill/x: {{question: What is it?, kind: {kind}, options: {{{options}}}}}\n"
    rows = [said("x", value) for value in values]
    return {
        SUBJECTS_YAML: SUBJECTS + asked,
        LEDGER_YAML: claims(*rows[::2]),
        COURIER_YAML: claims(*rows[1::2], source="courier"),
    }


def chain(prefix: str, n: int) -> str:
    """Options of which each implies the next."""
    return "".join(f"{prefix}{at}: {{implies: [{prefix}{at + 1}]}}, " for at in range(n)) + f"{prefix}{n}: {{}}"


def chains_of_options(n: int) -> dict[str, str]:
    return with_options(f"{chain('o', n)}, {chain('p', n)}", "o0", "p0")


def long_lists(n: int) -> dict[str, str]:
    every = [f"o{at}" for at in range(2 * n)]
    two = (f"[{', '.join(some)}]" for some in (every[:n], every[n // 2 : n + n // 2]))
    return with_options(", ".join(f"{each}: {{}}" for each in every), *two, kind="list")


def lists_of_parts(n: int) -> dict[str, str]:
    parts = "".join(
        f"  w{at}: {{name: whole {at}, type: group}}\n  p{at}: {{name: part {at}, type: group, part_of: [w{at}]}}\n"
        for at in range(n)
    )
    rows = [f"subject: mill/owners, value: [{', '.join(f'{each}{at}' for at in range(n))}], quote: mill" for each in "wp"]
    return {ENTITIES_YAML: ENTITIES + parts, LEDGER_YAML: claims(rows[0]), COURIER_YAML: claims(rows[1], source="courier")}


def unknown_settings(n: int) -> dict[str, str]:
    return {"whosays.toml": "".join(f"a{at} = 1\n" for at in range(n))}


def one_line_of_private_notes(n: int) -> dict[str, str]:
    rows = (f"{{id: C{at}, {said('owner', 'town', note_private='SECRET')}}}" for at in range(n))
    return {LEDGER_YAML: f"{{source: ledger, claims: [{', '.join(rows)}]}}\n"}


def near_each_other(n: int) -> dict[str, str]:
    return {"seeds/ledger.txt": "The mill burned. " * n, LEDGER_YAML: claims(said("motto", "x", "mill", near="burned"))}


def columns_without_a_name(n: int) -> dict[str, str]:
    row = "ledger,a,mill/motto,x,the mill burned down\n"
    return {"t.csv": f"source,id,subject,value,quote{',' * n}\n" + row * n}


SHAPES: Final[dict[str, Callable[[int], dict[str, str]]]] = {
    each.__name__.replace("_", " "): each
    for each in (
        chains_of_options,
        long_lists,
        lists_of_parts,
        unknown_settings,
        one_line_of_private_notes,
        near_each_other,
        columns_without_a_name,
    )
}


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_as_much_of_what_is_hostile_takes_twice_the_steps(tmp_path: Path, shape: str) -> None:
    def checked(n: int) -> None:
        forget()
        root = tmp_path / str(n)
        write(root, {**BOOK, **SHAPES[shape](n)})
        done = whosays(*(("import", root / "t.csv", "-C", root) if (root / "t.csv").exists() else ("check", root)))
        assert done.exception is None or isinstance(done.exception, SystemExit)
        assert "SECRET" not in done.output

    checked(2)  # what is imported and looked up once for all sizes
    assert too_many([steps_of(partial(checked, n)) for n in (N, 2 * N, 4 * N)]) == {}
