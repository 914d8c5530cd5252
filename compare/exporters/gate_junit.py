"""The gate as JUnit XML, for pages that show tests: a test for every subject, rule, decision and file.

Valid against the schema of Ant's JUnit task as Windy Road published it. That schema asks for a time and a host: they are the
same in every run, since the same casebook gives the same bytes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from compare.core.discrepancies import Matter
from compare.core.problems import in_order
from compare.core.visible import logged
from compare.exporters.gate_words import Evidence, against, answer, called, compared, level, nothing_compared, to_do

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.discrepancies import Discrepancy
    from compare.core.findings import SubjectFinding
    from compare.core.problems import Problem
    from compare.exporters.gate_words import Checked

_WHEN: Final = "1970-01-01T00:00:00"
_ON_SUBJECTS: Final = frozenset({Matter.CONTRADICTION, Matter.UNDETERMINED})
_TWO: Final = 2  # claims that can be held against each other
_NOT_IN_XML: Final = re.compile("[\ufffe\uffff]")


def gate_junit(checked: Checked) -> str:
    """Suites of subjects, rules, decisions and files that cannot be read; empty suites are there too."""
    from junitparser import JUnitXml

    evidence = Evidence(checked.findings)
    failing: dict[Matter, list[Discrepancy]] = defaultdict(list)
    for each in checked.result.failing:
        failing[each.matter].append(each)
    root: Any = JUnitXml()
    for at, (name, cases) in enumerate(
        (
            ("subjects", _subjects(checked, evidence)),
            ("rules", _rules(checked, evidence)),
            ("decisions", _decisions(checked, evidence)),
            ("files", _files(checked)),
        )
    ):
        root.append(_suite(at, name, list(cases), checked))
    return _written(root)


def _written(root: Any) -> str:  # noqa: ANN401 - a library that is imported only where it is asked for
    """The document as the library of Python writes it: what is installed beside junitparser changes no byte."""
    from xml.etree import ElementTree as ET

    tree = ET.fromstring(root.tostring())  # noqa: S314 - made a moment ago, by us
    ET.indent(tree, " ")
    text: str = ET.tostring(tree, encoding="us-ascii", xml_declaration=True).decode("ascii")
    return text.replace("##", "#&#35;")


def _suite(at: int, name: str, cases: list[Any], checked: Checked) -> Any:  # noqa: ANN401
    from junitparser import SystemErr, SystemOut, TestSuite

    suite: Any = TestSuite(f"whosays.{name}")
    result = checked.result
    suite.add_property("answer", _shown(answer(checked)))
    suite.add_property("compared", _shown(compared(result)))
    suite.add_property("baseline", _shown(f"{against(result, result.baseline or '')}; {level(result)}"))
    suite.add_testcases(cases)
    suite.append(SystemOut(""))
    suite.append(SystemErr(""))
    suite.timestamp, suite.hostname = _WHEN, "localhost"
    suite._elem.set("package", "whosays")  # noqa: SLF001 - the schema asks for what the library does not know
    suite._elem.set("id", str(at))  # noqa: SLF001
    return suite


def _case(suite: str, name: str, outcome: Any = None) -> Any:  # noqa: ANN401
    from junitparser import TestCase

    case = TestCase(_shown(name), f"whosays.{suite}", 0)
    if outcome is not None:
        case.result = outcome
    return case


def _shown(text: str) -> str:
    """The text on one line, without what XML 1.0 cannot hold (section 2.2)."""
    return _NOT_IN_XML.sub(lambda found: f"\\u{ord(found.group()):04x}", logged(text))


def _subjects(checked: Checked, evidence: Evidence) -> Iterator[Any]:
    failing = {each.subject: each for each in checked.result.failing if each.matter in _ON_SUBJECTS}
    for finding in sorted(checked.findings.subjects, key=lambda each: each.subject.id):
        fails = failing.get(finding.subject.id)
        yield _case("subjects", finding.subject.id, _failure(fails, evidence) if fails else _skipped(finding))


def _skipped(finding: SubjectFinding) -> Any:  # noqa: ANN401
    from junitparser import Skipped

    claims = sum(len(each.claims) for each in finding.positions)
    return None if claims >= _TWO else Skipped(f"{claims} of at least two claims: nothing to compare")


def _rules(checked: Checked, evidence: Evidence) -> Iterator[Any]:
    """A test for every breach, and one for every rule that is not broken."""
    breaches = [each for each in checked.result.discrepancies if each.matter is Matter.BREACH and each.claims]
    for it in sorted(breaches, key=lambda each: (each.rule, each.subject, each.fingerprint)):
        sides = " and ".join(f"{each.subject} {each.value}" for each in evidence.sides(it))
        yield _case("rules", f"{it.rule}: {sides}", _failure(it, evidence) if it.fails else None)
    broken = {each.rule for each in breaches}
    for rule in sorted(each.id for each in checked.findings.casebook.rules if each.id not in broken):
        yield _case("rules", rule)


def _decisions(checked: Checked, evidence: Evidence) -> Iterator[Any]:
    """A test for every decision that counts on its subject."""
    failing = {each.decision: each for each in checked.result.failing if each.matter not in _ON_SUBJECTS}
    made = {each.decision.id: each.subject.id for each in checked.findings.subjects if each.decision}
    for decision, subject in sorted(made.items()):
        fails = failing.get(decision)
        yield _case("decisions", f"{decision} on {subject}", _failure(fails, evidence) if fails else None)


def _failure(it: Discrepancy, evidence: Evidence) -> Any:  # noqa: ANN401
    from junitparser import Failure

    failure = Failure(_shown(it.headline), called(it))
    sides, left = evidence.told(it)
    claims = (
        f"{side.value}: {each.uid} ({each.place.file}:{each.place.line}) “{each.quote.text}”"
        for side in sides
        for each in side.claims
    )
    failure.text = "\n".join(_shown(line) for line in (it.because, *claims, left, it.why, to_do(it)) if line)
    return failure


def _files(checked: Checked) -> Iterator[Any]:
    """An error for every file of ours that has errors, and one for the casebook where nothing was compared."""
    from junitparser import Error

    if nothing_compared(checked):
        yield _case("files", "casebook", Error(answer(checked), "nothing-compared"))

    wrong: dict[str, list[Problem]] = defaultdict(list)
    for problem in in_order(checked.findings.problems):
        if problem.severity == "error":
            wrong[problem.place.file].append(problem)
    for file, problems in sorted(wrong.items()):
        error = Error(_shown(f"{problems[0].code}: {problems[0].message}"), problems[0].kind.name)
        told = (f"{each.place}: {each.code} {each.kind.name}: {each.message}. {each.advice}" for each in problems)
        error.text = "\n".join(map(_shown, told))
        yield _case("files", file, error)
