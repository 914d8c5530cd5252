"""The gate as SARIF 2.1.0 (OASIS Standard, 2020-03-27): what code scanning and editors read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from compare import __version__
from compare.core.discrepancies import BaselineState, Matter
from compare.core.problems import in_order
from compare.core.visible import visible
from compare.exporters.gate_words import Evidence, against, answer, compared, counts, nothing_compared, problems_beside
from compare.exporters.problems_json import Record, escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.codes import Code
    from compare.core.discrepancies import Discrepancy
    from compare.core.model import Claim, Location
    from compare.core.problems import Problem, Severity
    from compare.exporters.gate_words import Checked, Side

_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}
_ROOT: Final = "%SRCROOT%"
_MATTERS: Final = {
    Matter.CONTRADICTION: "Sources contradict each other on a subject.",
    Matter.UNDETERMINED: "Whether sources contradict each other on a subject cannot be decided.",
    Matter.BREACH: "Answers to different subjects break a rule of the casebook.",
    Matter.STALE: "A decision was made on other positions than there are now.",
    Matter.EXPIRED: "A decision was made for a time, and that time is over.",
}
_TAKEN: Final = re.compile(r"(?<=\{)(?=[0-9])|(?<=\])(?=\()")
_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def gate_sarif(checked: Checked) -> str:
    """One run with every problem and every discrepancy as a result, and the counts among its properties."""
    problems = in_order(problems_beside(checked.findings))
    rules = [*map(_matter_rule, Matter), *map(_code_rule, _codes(problems))]
    at = {each["id"]: index for index, each in enumerate(rules)}
    evidence = Evidence(checked.findings)
    results = [_of_problem(each, checked) for each in problems]
    results += [_of_discrepancy(each, evidence, checked) for each in checked.result.discrepancies]
    run = {
        "tool": {"driver": {"name": "whosays", "version": __version__, "rules": rules}},
        "invocations": [_invocation(checked)],
        "originalUriBaseIds": {_ROOT: {"description": _message("The folder in which whosays was run.")}},
        "columnKind": "unicodeCodePoints",
        "results": [{"ruleId": each["ruleId"], "ruleIndex": at[each["ruleId"]], **each} for each in results],
        "properties": _properties(checked),
    }
    return escaped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _message(text: str) -> Record:
    """Plain text, in which a blank keeps apart what SARIF would take for a placeholder or a link (3.11.5, 3.11.6)."""
    return {"text": _TAKEN.sub(" ", visible(text))}


def _filled(record: Record) -> Record:
    """The record without what there is nothing to say of."""
    return {key: each for key, each in record.items() if each is not None}


def _matter_rule(matter: Matter) -> Record:
    return {"id": matter.value, "name": _pascal(matter.value), "shortDescription": _message(_MATTERS[matter])}


def _codes(problems: tuple[Problem, ...]) -> list[Code]:
    found = {each.code: each.kind for each in problems}
    return [found[code] for code in sorted(found)]


def _code_rule(code: Code) -> Record:
    return {
        "id": code.code,
        "name": _pascal(code.name),
        "shortDescription": _message(code.why),
        "help": _message(code.cure),
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _pascal(name: str) -> str:
    """`stale-decision` as `StaleDecision`, as SARIF asks of the names of rules (3.49.7)."""
    return "".join(part.capitalize() for part in name.split("-"))


def _invocation(checked: Checked) -> Record:
    """The run was successful where all files could be read and something compared; what sources say is no failure of it."""
    ended = {"executionSuccessful": checked.code in {0, 1}, "exitCode": checked.code}
    if not nothing_compared(checked):
        return ended
    return {**ended, "toolExecutionNotifications": [{"level": "error", "message": _message(answer(checked))}]}


def _properties(checked: Checked) -> Record:
    result = checked.result
    name = visible(result.baseline) if result.baseline is not None else None
    summary = f"{answer(checked)}. {compared(result)}; {against(result, name or '')}"
    terms = _filled({"baseline": name, "failOn": result.fail_on.value, "incomplete": result.incomplete})
    numbers = {"compared": result.compared, "skipped": result.skipped, "failed": result.failed}
    return {"summary": summary, **terms, **numbers, **asdict(counts(result))}


def _of_problem(problem: Problem, checked: Checked) -> Record:
    return {
        "ruleId": problem.code,
        "level": _LEVELS[problem.severity],
        "message": _message(f"{problem.message}. {problem.advice}"),
        "locations": [_location(problem.place, checked)],
        "partialFingerprints": _identity(problem.code, problem.place.file, problem.message),
    }


def _of_discrepancy(it: Discrepancy, evidence: Evidence, checked: Checked) -> Record:
    first, *_ = evidence.places(it)
    shown = [_claim(at, value, claim, checked) for at, (value, claim) in enumerate(_held(evidence.sides(it)))]
    return _filled(
        {
            "ruleId": it.matter.value,
            "level": _level(it),
            "message": _message(" ".join(filter(None, (it.headline, it.because, it.why)))),
            "locations": [_location(first, checked)],
            "relatedLocations": shown or None,
            "fingerprints": {"content/v1": it.fingerprint},
            "partialFingerprints": _identity(it.matter.value, it.subject, it.rule),
            "baselineState": it.state.value if it.state else None,
            "suppressions": [_suppression(it, checked)] if _covered(it) else None,
            "properties": _filled({"subject": visible(it.subject), "strength": it.strength or None, "fails": it.fails}),
        }
    )


def _held(sides: tuple[Side, ...]) -> Iterator[tuple[str, Claim]]:
    return ((side.value, claim) for side in sides for claim in side.claims)


def _level(it: Discrepancy) -> str:
    if it.fails:
        return "error"
    return "warning" if it.state is BaselineState.NEW and not it.decision else "note"


def _covered(it: Discrepancy) -> bool:
    return it.decision is not None and it.matter not in {Matter.STALE, Matter.EXPIRED}


def _suppression(it: Discrepancy, checked: Checked) -> Record:
    """An editor's decision is kept beside the claims, not inside of them: `external` (3.35.2)."""
    made = next(each for each in checked.findings.casebook.decisions if each.id == it.decision)
    said = f"{made.outcome}, by {made.by} on {made.on}: {made.reason}"
    return {"kind": "external", "justification": visible(said), "location": _location(made.place, checked)}


def _identity(*parts: str) -> dict[str, str]:
    """What stays the same whatever is said about it; GitHub goes by the second key alone, which else hangs on line numbers."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return {"identity/v1": digest, "primaryLocationLineHash": digest}


def _location(place: Location, checked: Checked) -> Record:
    uri = quote(checked.file(place.file).encode("utf-8", "surrogatepass"), safe="/")
    where: Record = {"artifactLocation": {"uri": uri, "uriBaseId": _ROOT}}
    if place.line:
        where["region"] = {"startLine": place.line, **({"startColumn": place.column} if place.column else {})}
    return {"physicalLocation": where}


def _claim(at: int, value: str, claim: Claim, checked: Checked) -> Record:
    said = _message(f"{value}: {claim.uid} “{claim.quote.text}”")
    return {"id": at, "message": said, **_location(claim.place, checked)}
