"""Writes the pages of docs/ that follow from the code: problems.md, kinds.md, rules.md, words.md and cli.md."""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer
from typer.testing import CliRunner

from compare.analysis.judge import judge
from compare.analysis.rule_cases import CASES, casebook_of
from compare.analysis.rulebook import rules
from compare.analysis.standing import SEVERITY, SEVERITY_UNDETERMINED
from compare.cli.app import app
from compare.cli.exits import Exit
from compare.core.codes import CODES
from compare.core.entities import Entities
from compare.kinds import registered
from compare.kinds.base import Side, example_subject
from compare.report.views.method import word_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.core.codes import Code
    from compare.core.model import Entity, Option
    from compare.core.rules import RuleText
    from compare.kinds.base import Example, Kind

FOLDER: Final = Path(__file__).resolve().parent
GALLERY: Final = FOLDER.parent / "tests" / "gallery"
WIDTH: Final = 100  # of the help texts, whatever terminal this runs in
NOTICE: Final = "<!-- Written by `python docs/generate.py`; change the code it comes from, then run that again. -->"
FAMILIES: Final = {
    "F": "Files",
    "Y": "YAML",
    "S": "Keys and forms",
    "R": "References",
    "V": "Values and dates",
    "Q": "Quotes",
    "U": "Addresses",
    "C": "The casebook",
    "D": "Decisions",
}
_HEADINGS: Final = {"gate": "Gates", "stance": "Stances"}
EXITS: Final = {
    Exit.CLEAN: "Done, and nothing is wrong.",
    Exit.GATE: "`check`: a new contradiction that no valid decision covers, or a stale or expired decision; `baseline`: what is"
    " new was not accepted; `coverage`: less is decided than `--fail-under` asks for; `verify`: a report is not as it was"
    " published, or not of the files as they are.",
    Exit.USAGE: "The command was called wrongly, or `whosays.toml` is not understood.",
    Exit.PROBLEMS: "There are errors in the casebook's files, in a baseline or in a report's list of files, or the one article"
    " that was asked for has no text at hand.",
    Exit.CANNOT_WRITE: "The output cannot be written, or another build is writing it.",
    Exit.NOTHING_COMPARED: "Nothing was compared, which is never a pass.",
    Exit.OUR_BUG: "A bug in whosays.",
    Exit.INTERRUPTED: "Stopped from the keyboard.",
}


def pages(*names: str) -> dict[str, str]:
    """File name to text of the generated pages that are named; of every one if none is."""
    made = {
        "problems.md": _problems(),
        "kinds.md": _kinds(),
        "rules.md": _rules(),
        "words.md": _words(),
        "cli.md": _commands(),
    }
    return {name: _page(lines) for name, lines in made.items() if not names or name in names}


def _page(lines: Iterable[str]) -> str:
    """The page as text, with one blank line where there are several and one line end at its end."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join([NOTICE, *lines])).strip() + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield ""
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from (_row(row) for row in rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _problems() -> Iterator[str]:
    yield "# Problems"
    yield ""
    yield "What `whosays check` may find wrong in the files of a casebook, never in what sources say of each other. An error"
    yield "stops `whosays build`; a warning is shown and goes into the report. A code keeps its meaning for good."
    for letter, codes in groupby(CODES.values(), key=lambda each: each.code[0]):
        yield from ("", f"## {FAMILIES[letter]}")
        for code in codes:
            yield from _problem(code)


def _problem(code: Code) -> Iterator[str]:
    yield from ("", f"### {code.code} {code.name}", "", f"{code.severity.capitalize()}. {code.why} {code.cure}")
    for folder in sorted(GALLERY.glob(f"{code.code}-*")):
        yield from ("", "```text", *_first((folder / "expected.txt").read_text(encoding="utf-8").splitlines()), "```")


def _first(lines: Sequence[str]) -> Sequence[str]:
    """The lines of the first problem: all that follow its first line are indented."""
    following = (number for number, line in enumerate(lines) if number and not line.startswith(" "))
    return lines[: next(following, len(lines))]


def _kinds() -> Iterator[str]:
    text = {rule.id: rule for rule in rules()}
    yield "# Kinds of value"
    yield ""
    yield "A subject has a kind, and the kind compares two values by its levels, in the order given: the first that holds is"
    yield "the rule, and the rule leads to a [relation](words.md#relation). In a sentence, A and B are the two values as"
    yield "worded; where one says more, it is A. On a subject that takes many values, what would contradict only"
    yield "differs. The examples are tests; a near miss is a pair that looks like another level and is not. Every rule with the"
    yield "sentences that it gives: [rules.md](rules.md)."
    for kind in registered().values():
        yield from _kind(kind, [rule for rule in text.values() if rule.heading == kind.name])
    yield from _gates([rule for rule in text.values() if rule.heading in {"gate", "stance"}])


def _kind(kind: type[Kind[Any]], levels: Sequence[RuleText]) -> Iterator[str]:
    yield from ("", f"## {kind.name}", "")
    yield from (f"{' '.join(part.split())}\n" for part in (inspect.getdoc(kind) or "").split("\n\n"))
    yield f"Written: {kind.written}."
    yield from _table(("rule", "relation", "because"), ((f"`{each.id}`", each.relation, each.sentence) for each in levels))
    yield from _terms(kind)
    examples = sorted(kind.examples, key=lambda each: [rule.title for rule in levels].index(each.level))
    yield from _table(("one", "other", "level", "near miss of", "remark"), map(_example, examples))


def _example(example: Example) -> tuple[str, ...]:
    terms = "; ".join(f"`{name}: {value}`" if value else f"no {name}" for name, value in example.terms.items())
    remark = " ".join(each for each in (example.note, f"On a subject with {terms}." if terms else "") if each)
    sides = (_side(example.a, closed=example.a_closed), _side(example.b, closed=example.b_closed))
    return (*sides, example.level, example.misses or "", remark.replace("with no ", "without "))


def _side(written: str, *, closed: bool) -> str:
    return f"`{written}`" + (" (closed)" if closed else "")


def _terms(kind: type[Kind[Any]]) -> Iterator[str]:
    """What the examples presuppose: the subject's keys, its options, the entities that are declared."""
    if kind.example_terms or kind.example_entities:
        yield from ("In the examples:", "")
    for name, value in kind.example_terms.items():
        yield from (map(_option, value) if name == "options" else (f"- `{name}: {value}`",))
    yield from map(_entity, kind.example_entities)


def _option(option: Option) -> str:
    more = [f"“{option.label}”"] if option.label else []
    more += [f"implies `{each}`" for each in option.implies] + [f"compatible with `{each}`" for each in option.compatible]
    return f"- option `{option.id}`" + (f": {', '.join(more + ['final'] * option.final)}" if more or option.final else "")


def _entity(entity: Entity) -> str:
    more = [*(f"also “{each.spelling}”" for each in entity.aliases), *(f"part of `{each}`" for each in entity.part_of)]
    more += [f"not the same as `{each}`" for each in entity.not_same_as]
    return ", ".join([f"- entity `{entity.id}`: {entity.name}", *more])


def _gates(found: Sequence[RuleText]) -> Iterator[str]:
    yield from ("", "## Gates and stances", "")
    yield "A gate explains a difference or leaves it undecided; it never hides it. A stance is a denial on either side."
    yield from _table(("rule", "relation", "because"), ((f"`{each.id}`", each.relation, each.sentence) for each in found))


def _rules() -> Iterator[str]:
    yield from ("# Rules", "")
    yield "Every rule that the relation of two answers may name, as `whosays explain RULE` knows it. Under each rule stand"
    yield "pairs of answers to which it applies, and near misses: pairs that it just does not reach, with the rule that holds"
    yield "instead. The sentences are those that a report gives; all of it is tested."
    for heading, found in groupby(rules(), key=lambda each: each.heading):
        yield from ("", f"## {_HEADINGS.get(heading, f'Kind {heading}')}")
        for rule in found:
            yield from ("", f"### {rule.id}", "", f"{rule.relation.capitalize()}. {rule.sentence}")
            yield from _table(("", "one", "other", "the report says", "remark"), _pairs(rule))


def _pairs(rule: RuleText) -> Iterator[tuple[str, ...]]:
    """The examples of a rule, then its near misses, each with the sentence it gives."""
    texts = _texts_of_cases(rule.id) if rule.id in CASES else _texts_of_levels(rule)
    examples = [("example", each.a, each.b, each.note) for each in rule.examples]
    misses = [(f"near miss: `{each.fires}`", each.a, each.b, each.note) for each in rule.misses]
    for (name, a, b, note), said in zip([*examples, *misses], texts, strict=True):
        yield name, a, b, said, note


def _texts_of_cases(rule: str) -> list[str]:
    """What the engine says on the casebook of each example and near miss."""
    cases = [*CASES[rule].examples, *CASES[rule].misses]
    return [judge(casebook_of(each)).subjects[0].relations[0].because for each in cases]


def _texts_of_levels(rule: RuleText) -> list[str]:
    """What the kind says on each example and near miss of one of its levels."""
    kind = registered()[rule.heading]
    fitting = [each for each in kind.examples if each.level == rule.title]
    return [_said(kind, each) for each in (*fitting, *(each for each in kind.examples if each.misses == rule.title))]


def _said(kind: type[Kind[Any]], example: Example) -> str:
    """The because-sentence of a pair of values, with both as written."""
    subject = example_subject(kind.name, **{**kind.example_terms, **example.terms})
    on_terms = kind(subject, Entities(kind.example_entities))
    sides = [
        Side(on_terms.parse(written), closed)
        for written, closed in ((example.a, example.a_closed), (example.b, example.b_closed))
    ]
    outcome = on_terms.compare(*sides)
    a, b = f"“{example.a}”", f"“{example.b}”"
    finer, coarser = (b, a) if outcome.finer else (a, b)
    sentence = outcome.because.format(a=a, b=b, finer=finer, coarser=coarser)
    return sentence[:1].upper() + sentence[1:].removesuffix(".") + "."


def _words() -> Iterator[str]:
    yield from ("# Words", "", "The words of the report, each with the sign that stands beside it, and what they mean.")
    for group in word_groups():
        yield from ("", f"## {group.title}", "", group.sentence)
        yield from _table(("", "word", "meaning"), ((each.glyph, each.shown, each.meaning) for _, each in group.words))
    yield from _severity()


def _severity() -> Iterator[str]:
    yield from ("## Severity", "")
    yield "How much a contested or undetermined subject asks for a decision, by the weight of its question. Lopsided means that"
    yield "the best supported answer has, even at least, more than twice the origins that the next has at most. No other"
    yield "standing has a severity."
    columns = list(dict.fromkeys(column for row in SEVERITY.values() for column in row))
    rows = ((weight, *(row[each] for each in columns), SEVERITY_UNDETERMINED[weight]) for weight, row in SEVERITY.items())
    yield from _table(("weight", *(each.replace("-", ", ") for each in columns), "undetermined"), rows)


def _commands() -> Iterator[str]:
    yield from ("# Commands", "", *_help("whosays"))
    yield from ("## Exit codes", "", "The same for every command.")
    yield from _table(("code", "meaning"), ((str(int(code)), EXITS[code]) for code in sorted(Exit)))
    for command in _names(typer.main.get_command(app)):
        yield from (f"## whosays {' '.join(command)}", "", *_help("whosays", *command))


def _names(command: Any) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - a command of the library typer brings along
    """The words of every command, those of a group after the group."""
    for name, below in getattr(command, "commands", {}).items():
        if not hasattr(below, "commands"):
            yield (name,)
        yield from ((name, *rest) for rest in _names(below))


def _help(program: str, *command: str) -> Iterator[str]:
    asked = CliRunner().invoke(app, [*command, "--help"], prog_name=program, terminal_width=WIDTH)
    yield from ("```text", *(line.rstrip() for line in asked.output.strip().splitlines()), "```", "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages, or with `--check` only say which are not as the code would have them; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page is out of date")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="where the pages are (docs/)")
    asked = parser.parse_args(arguments)
    stale = [(name, text) for name, text in pages().items() if _text(asked.folder / name) != text]
    for name, text in stale:
        if asked.check:
            sys.stderr.write(f"{name} is out of date: run python docs/generate.py\n")
        else:
            (asked.folder / name).write_text(text, encoding="utf-8", newline="\n")
    return int(asked.check and bool(stale))


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
