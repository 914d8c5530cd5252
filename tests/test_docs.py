"""The documentation says what is so: generated pages, links, printed commands, examples and named tests."""

from __future__ import annotations

import ast
import json
import posixpath
import re
import runpy
import shlex
import shutil
import socket
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

from compare.analysis.rulebook import rules
from compare.cli.app import app
from compare.core.codes import CODES
from compare.core.settings import Limits
from compare.core.words import words_of
from compare.kinds import registered
from compare.loading.settings_file import parse_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES]
GENERATED = ("cli.md", "kinds.md", "problems.md", "rules.md", "words.md")
generator = runpy.run_path(str(DOCS / "generate.py"))


@cache
def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fences(name: str, language: str) -> Iterator[tuple[str, str]]:
    """Each example in a language, with the heading it stands under."""
    heading = ""
    for title, shown_as, text in re.findall(r"^#+ ([^:\n]+)|^```(\w+)\n(.*?)^```", text_of(name), re.DOTALL | re.MULTILINE):
        heading = title or heading
        if shown_as == language:
            yield heading, text


def prose(name: str) -> str:
    return re.sub(r"^```.*?^```", "", text_of(name), flags=re.DOTALL | re.MULTILINE)


# generated pages


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_page_is_what_the_code_gives(name: str) -> None:
    assert {name: text_of(f"docs/{name}")} == generator["pages"](name), "run .venv/bin/python docs/generate.py"


def test_pages_out_of_date_are_named_and_then_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in GENERATED:
        shutil.copy(DOCS / name, tmp_path)
    (tmp_path / "words.md").write_text("old", encoding="utf-8")
    assert generator["main"](["--check", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "words.md is out of date: run python docs/generate.py\n"
    assert generator["main"]([str(tmp_path)]) == 0
    assert (tmp_path / "words.md").read_text(encoding="utf-8") == text_of("docs/words.md")
    assert generator["main"](["--check", str(tmp_path)]) == 0


def commands() -> set[str]:
    """Every command, those of a group with the group's name before their own."""
    groups = [(str(each.name), each.typer_instance) for each in app.registered_groups]
    single = {str(each.name) for each in app.registered_commands}
    return single | {f"{name} {each.name}" for name, group in groups if group for each in group.registered_commands}


def test_every_code_kind_and_command_has_its_section() -> None:
    assert re.findall(r"^### (\w+) ", text_of("docs/problems.md"), re.MULTILINE) == list(CODES)
    assert re.findall(r"^## (.+)", text_of("docs/kinds.md"), re.MULTILINE) == [*registered(), "Gates and stances"]
    assert set(re.findall(r"^## whosays (.+)", text_of("docs/cli.md"), re.MULTILINE)) == commands()


def test_every_rule_has_its_section_with_an_example_and_a_near_miss() -> None:
    sections = re.findall(r"^### (\S+)\n(.*?)(?=^#|\Z)", text_of("docs/rules.md"), re.MULTILINE | re.DOTALL)
    assert [rule for rule, _ in sections] == [rule.id for rule in rules()]
    assert [rule for rule, text in sections if "| example |" not in text or "| near miss: `" not in text] == []


def test_the_standings_of_the_readme_are_those_of_the_table() -> None:
    rows = re.findall(r"^\| (\S+) \| ([\w ]+) \| (.+) \|$", text_of("README.md"), re.MULTILINE)
    assert rows == [(each.glyph, each.shown, each.meaning) for each in words_of("standing")]


# links


def links(name: str) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", prose(name)))


def anchors(page: str) -> set[str]:
    """The fragments that a page's headings get where it is shown: lower case, hyphens for spaces, no punctuation."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    astray = []
    for link in links(name):
        path, _, fragment = link.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        found = (ROOT / target).exists() and (not fragment or fragment in anchors(target))
        if not (found or link.startswith("https://")):
            astray.append(link)
    assert astray == []


def test_every_page_is_linked_from_another() -> None:
    reached = {((ROOT / name).parent / link.partition("#")[0]).resolve() for name in NAMES for link in links(name)}
    alone = [path.name for path in PAGES if path.name != "README.md" and not reached & {path, path.parent}]
    assert alone == []


def test_the_picture_is_small() -> None:
    assert (DOCS / "report.png").stat().st_size < 250_000


# commands

CLAIMS = """\
subject,source,value
fire/cause,courier,arson
fire/cause,ledger,Arson
fire/cause,herald,a battery charger
"""
FLIGHTS = """\
flight,src,sched_dep_time,act_dep_time,passengers
AA-3859-IAH-ORD,airport,7:10 p.m.,19:32,118
AA-3859-IAH-ORD,airline,19:10,"Dec 1, 7:32 PM",120
AA-3859-IAH-ORD,tracker,19:10,Not Available,
"""


def test_the_first_steps_of_the_readme_work_without_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> NoReturn:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.chdir(tmp_path)
    mapping = next(text for _, text in fences("docs/tables.md", "toml") if "flight" in text)
    for name, text in {"claims.csv": CLAIMS, "flights.csv": FLIGHTS, "flights.toml": mapping}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    lines = [line for _, block in fences("README.md", "sh") for line in block.splitlines() if line.startswith("whosays ")]
    codes = {line: CliRunner().invoke(app, shlex.split(line, comments=True)[1:]).exit_code for line in lines}
    assert len(codes) == 10
    assert set(codes.values()) == {0}, codes
    assert (tmp_path / "fire" / "reports" / "index.html").is_file()
    assert "fire/cause,text,undetermined" in (tmp_path / "claims.judged" / "standings.csv").read_text(encoding="utf-8")
    assert (tmp_path / "flights.judged" / "index.html").is_file()


@pytest.mark.parametrize("name", NAMES)
def test_commands_and_targets_that_are_printed_exist(name: str) -> None:
    printed = [
        *(line for _, block in fences(name, "sh") for line in block.splitlines()),
        *re.findall(r"`([^`\n]+)`", prose(name)),
    ]
    known = {
        "whosays": {word for name in commands() for word in name.split()[:1]},
        "make": set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE)),
    }
    called = [match for line in printed for match in re.findall(r"^(?:\S+ )?\b(whosays|make) ([a-z]+)", line)]
    assert [f"{program} {what}" for program, what in called if what not in known[program]] == []


# examples


def as_an_editor_sees(value: Any) -> Any:
    """Plain text as the YAML 1.2 core schema, which language servers use, would type it."""
    if isinstance(value, dict):
        return {key: as_an_editor_sees(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_an_editor_sees(each) for each in value]
    return json.loads(value) if re.fullmatch(r"true|false|-?(0|[1-9]\d*)(\.\d+)?", value) else value


def schema_for(heading: str, example: str) -> dict[str, Any]:
    """The shipped schema that the example's first line names, else that of the kind of file in the heading."""
    kinds = {"seeds/<source>.yaml": "source", "claims/<source>.yaml": "claims"}
    named = re.match(r"# yaml-language-server: \$schema=\S*/(\w+)\.schema\.json\n", example)
    kind = named[1] if named else kinds.get(heading, Path(heading).stem)
    schema: dict[str, Any] = json.loads(text_of(f"compare/schemas/{kind}.schema.json"))
    return schema


OTHERS = frozenset({"docs/ci.md"})  # files of other tools, which tests/test_ci_docs.py runs
EXAMPLES = [(name, heading, text) for name in NAMES if name not in OTHERS for heading, text in fences(name, "yaml")]


@pytest.mark.parametrize(("name", "heading", "text"), EXAMPLES, ids=[f"{name}-{heading}" for name, heading, _ in EXAMPLES])
def test_a_yaml_example_is_valid(name: str, heading: str, text: str) -> None:
    example = as_an_editor_sees(yaml.load(text.replace("0123…", "a" * 64), yaml.BaseLoader))  # noqa: S506 - reads text only
    validator = jsonschema.Draft202012Validator(schema_for(heading, text))
    assert [f"{name}: {error.json_path}: {error.message}" for error in validator.iter_errors(example)] == []


def test_the_formats_and_decisions_have_examples() -> None:
    assert len([name for name, _, _ in EXAMPLES if name == "docs/formats.md"]) == 6
    assert len([name for name, _, _ in EXAMPLES if name == "docs/deciding.md"]) == 1


def test_the_settings_shown_are_the_defaults() -> None:
    ((_, text),) = fences("docs/formats.md", "toml")
    read, problems = parse_settings(text)
    assert problems == []
    assert read.limits == Limits()
    schema = json.loads(text_of("compare/schemas/settings.schema.json"))
    assert set(re.findall(r"^(\w+) = ", text, re.MULTILINE)) == {
        *(schema["properties"].keys() - {"limits"}),
        *schema["$defs"]["LimitsRecord"]["properties"],
    }


# promises


@cache
def named_in(path: str) -> frozenset[str]:
    tree = ast.parse(text_of(path)) if (ROOT / path).is_file() else ast.Module([], [])
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef) and each.name.startswith("test_"))


PROMISES = [
    (section.partition("\n")[0], re.findall(r"^- `([^`]+)`$", section, re.MULTILINE))
    for section in text_of("docs/invariants.md").split("\n## ")[1:]
]


@pytest.mark.parametrize(("promise", "tests"), PROMISES, ids=[promise for promise, _ in PROMISES])
def test_a_promise_is_held_to_account(promise: str, tests: list[str]) -> None:
    gone = [each for each in tests if each.partition("::")[2] not in named_in(each.partition("::")[0])]
    assert tests, f"no test holds the tool to account for: {promise}"
    assert gone == []


def test_the_contract_behind_the_one_engine_is_there() -> None:
    assert 'name = "Pages and exports read findings, never the engine"' in text_of("pyproject.toml")
