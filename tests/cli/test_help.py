from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compare import __version__
from compare.cli import (
    answer,
    baseline,
    build,
    changes,
    check,
    claim,
    coverage,
    decide,
    decisions,
    dismiss,
    entity,
    explain,
    export,
    import_,
    init,
    judge,
    new,
    read,
    review,
    schema,
    sentences,
    show,
    subject,
    suggest,
    verify,
    watch,
)
from tests.cli.conftest import child, whosays

if TYPE_CHECKING:
    from types import ModuleType

COMMANDS = {
    "build": build,
    "judge": judge,
    "verify": verify,
    "review": review,
    "watch": watch,
    "check": check,
    "baseline": baseline,
    "changes": changes,
    "show": show,
    "sentences": sentences,
    "dismiss": dismiss,
    "read": read,
    "claim": claim,
    "subject": subject,
    "entity": entity,
    "suggest": suggest,
    "answer": answer,
    "coverage": coverage,
    "decide": decide,
    "decisions": decisions,
    "explain": explain,
    "export": export,
    "import": import_,
    "schema": schema,
    "new": new,
    "init": init,
}
LIBRARIES = {
    "edtf",
    "jinja2",
    "numpy",
    "nupunkt",
    "pandas",
    "pyarrow",
    "pint",
    "pydantic",
    "rapidfuzz",
    "trafilatura",
    "urllib3",
    "watchfiles",
    "yaml",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_tells_its_exit_codes_and_ends_with_an_example(name: str) -> None:
    shown = whosays(name, "--help")
    assert shown.exit_code == 0
    assert "Exit codes: 0 " in " ".join(shown.stdout.split())
    assert shown.stdout.rstrip().splitlines()[-1] == f"  Example: {COMMANDS[name].EXAMPLE}"
    assert f"whosays {name} " in COMMANDS[name].EXAMPLE


@pytest.mark.parametrize(
    "name",
    [
        (claim, "add"),
        (claim, "edit"),
        (claim, "fix"),
        (claim, "remove"),
        (subject, "add"),
        (subject, "option"),
        (subject, "edit"),
        (subject, "rename"),
        (entity, "add"),
        (entity, "alias"),
    ],
)
def test_so_does_the_help_of_a_command_within_a_command(name: tuple[ModuleType, str]) -> None:
    group = name[0].__name__.rpartition(".")[2]
    shown = whosays(group, name[1], "--help")
    assert shown.exit_code == 0
    assert "Exit codes: 0 written" in " ".join(shown.stdout.split())
    assert shown.stdout.rstrip().splitlines()[-1].startswith(f"  Example: whosays {group} {name[1]} ")


def test_the_help_names_every_command_and_an_example() -> None:
    shown = whosays("--help")
    assert shown.exit_code == 0
    listed = shown.stdout.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert {line.split()[0] for line in listed} == set(COMMANDS)
    assert shown.stdout.rstrip().splitlines()[-1].startswith("  Example: whosays ")


def test_without_a_command_the_help_is_shown_and_that_is_no_success() -> None:
    shown = whosays()
    assert shown.exit_code == 2
    assert "Commands:" in shown.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bild"], "No such command 'bild'. Did you mean 'build'?"),
        (["check", "--txets", "."], "No such option"),
        (["show"], "Name a subject, or the subjects of a standing"),
        (["show", "--standing", "disputed"], "Invalid value for '--standing'"),
        (["answer"], "Missing argument"),
    ],
)
def test_a_wrong_command_line_is_told_on_stderr(arguments: list[str], said: str) -> None:
    refused = whosays(*arguments)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert said in refused.stderr


def test_the_script_and_the_module_are_one_command() -> None:
    script = Path(sys.executable).with_name("whosays")
    told = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert told.stdout == f"whosays {__version__}\n"
    assert (child("--version").stdout, told.stderr) == (told.stdout, "")


def test_help_waits_for_no_library() -> None:
    spy = (
        "import atexit, sys; atexit.register(lambda: print(*{each.partition('.')[0] for each in sys.modules}, file=sys.stderr))"
    )
    shown = child("--help", code=spy)
    assert "Example: " in shown.stdout
    loaded = set(shown.stderr.split())
    assert {"compare", "typer"} <= loaded
    assert loaded & LIBRARIES == set()
