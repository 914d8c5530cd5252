"""A decision as a new file under a name that no other has, so that two editors' files never meet in version control."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.authoring.editing.refusals import RefusedError, UnknownNameError
from compare.authoring.editing.writing import entry
from compare.authoring.editor.schema_line import schema_line
from compare.core.civil_days import is_day
from compare.core.problems import stops_publication
from compare.core.retired import or_retired
from compare.core.suggest import did_you_mean
from compare.core.visible import excerpt
from compare.core.words import words_of
from compare.loading.layout import DECISIONS, SUFFIX
from compare.review.decisions import counting_decisions
from compare.review.fingerprints import Fingerprints, stamp

if TYPE_CHECKING:
    from compare.core.decided import Decision
    from compare.core.findings import Findings, SubjectFinding
    from compare.core.model import Claim
    from compare.loading.tree import Plain

OUTCOMES: Final = tuple(each.word for each in words_of("outcome"))
MENDS: Final = "annotation-error"
"""The outcome that sends a claim back to whoever annotated it."""
_LONGEST: Final = 48  # characters of the subject in the name of a file
_DIGITS: Final = 8


@dataclass(frozen=True, slots=True)
class Wish:
    """What an editor wants to decide: `on` and `expires` are days, `claims` the uids of an annotation-error."""

    subject: str
    outcome: str
    reason: str
    by: str
    on: str
    print: str | None = None
    rule: str | None = None
    expires: str | None = None
    claims: tuple[str, ...] = ()


def new_decision(findings: Findings, wish: Wish) -> tuple[str, str]:
    """The file of a decision, relative to the casebook, and its text, stamped with the positions as they are.

    The same decision made again on the same positions has the same name, so that it is not made twice.

    Raises:
        UnknownNameError: there is no such subject, or no such claim on it.
        RefusedError: it would decide nothing, is not complete, or the positions are not known for certain.
    """
    finding = decidable(findings, wish.subject)
    _complete(wish)
    wrong = {uid: stamp(claim) for uid, claim in _wrong_claims(findings, wish).items()}
    record: dict[str, Plain] = {
        "subject": wish.subject,
        "outcome": wish.outcome,
        "reason": _tidy(wish.reason),
        "by": _tidy(wish.by),
        "on": wish.on,
        **_given(rule=wish.rule, print=wish.print, expires=wish.expires),
        **({"claims": {**wrong}} if wrong else {}),
        "fingerprint": Fingerprints(findings).of(finding),
    }
    if before := _replaced(findings, record):
        record["replaces"] = [*before]
    lines = [entry(key, value, 0, "\n", block=key == "claims") for key, value in record.items()]
    return _name(record), schema_line("decision", DECISIONS) + "\n".join(lines) + "\n"


def seen(findings: Findings, subject: str) -> str:
    """A digest of what whoever decides has before them: the positions, and the decisions that count on the subject."""
    finding = decidable(findings, subject)
    counting = counting_decisions(findings.casebook.decisions).get(subject, ())
    return _digest([Fingerprints(findings).of(finding), sorted(each.id for each in counting)])


def decidable(findings: Findings, subject: str) -> SubjectFinding:
    """What was found on a subject that can be decided on.

    Raises:
        UnknownNameError: there is no such subject.
        RefusedError: nobody answers it, or errors in the casebook leave open what the positions are.
    """
    found = {each.subject.id: each for each in findings.subjects}
    if subject not in found:
        near = or_retired(subject, "subject", findings.casebook.retired) or did_you_mean(subject, found)
        raise UnknownNameError(f"there is no subject {excerpt(subject)}{near}")
    if stops_publication(findings.problems):
        raise RefusedError("the casebook has errors, so positions may be missing: mend what `whosays check` names first")
    if not found[subject].positions:
        raise RefusedError(f"no source answers {subject}: there is nothing to decide")
    return found[subject]


def _complete(wish: Wish) -> None:
    """Raises RefusedError, with a line for everything that is missing or cannot be read."""
    faults = [
        *([f"{excerpt(wish.outcome)} is no outcome: {', '.join(OUTCOMES)}"] if wish.outcome not in OUTCOMES else []),
        *(["a reason is wanted: whoever reads this later has to know why"] if not wish.reason.strip() else []),
        *(["it is not said who decides"] if not wish.by.strip() else []),
        *(f"{excerpt(day)} is no day: write it like 2026-11-22" for day in (wish.on, wish.expires) if day and not is_day(day)),
        *([f"{wish.expires} is before {wish.on}: it would hold on no day"] if wish.expires and wish.expires < wish.on else []),
        *(["an annotation-error names the claim that is wrong"] if wish.outcome == MENDS and not wish.claims else []),
        *([f"only an annotation-error names claims, not {wish.outcome}"] if wish.outcome != MENDS and wish.claims else []),
    ]
    if faults:
        raise RefusedError("\n".join(faults))


def _wrong_claims(findings: Findings, wish: Wish) -> dict[str, Claim]:
    """The claims that the decision sends back, by uid, sorted."""
    on_it = {each.uid: each for each in findings.claims if each.subject == wish.subject}
    for uid in wish.claims:
        if uid not in on_it:
            known = ", ".join(sorted(on_it))
            raise UnknownNameError(f"there is no claim {excerpt(uid)} on {wish.subject}; its claims are {known}")
    return {uid: on_it[uid] for uid in sorted(set(wish.claims))}


def _replaced(findings: Findings, record: dict[str, Plain]) -> tuple[str, ...]:
    """The decisions that counted until now; where one of them says all the same, those in whose place it stands."""
    counting = counting_decisions(findings.casebook.decisions).get(str(record["subject"]), ())
    again = next((each.replaces for each in counting if _said(each) == record), None)
    return tuple(sorted(each.id for each in counting)) if again is None else again


def _said(decision: Decision) -> dict[str, Plain]:
    """What a decision says, without those it replaces."""
    said = {key: getattr(decision, key) for key in ("subject", "outcome", "reason", "by", "on", "rule", "print", "expires")}
    given = {key: value for key, value in said.items() if value}
    claims: dict[str, Plain] = dict(decision.claims)
    return {**given, **({"claims": claims} if claims else {}), "fingerprint": decision.fingerprint or ""}


def _given(**values: str | None) -> dict[str, Plain]:
    return {key: _tidy(value) for key, value in values.items() if value and value.strip()}


def _tidy(text: str) -> str:
    """The text without spaces around its lines and without empty lines, as a file can show it."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _name(record: dict[str, Plain]) -> str:
    """Subject and day for a person, and a digest of all that is decided, so that no other decision has the name."""
    subject = re.sub("[^a-z0-9]+", "-", str(record["subject"]))[:_LONGEST].strip("-")
    return f"{DECISIONS}/{subject}-{record['on']}-{_digest(record)[:_DIGITS]}{SUFFIX}"


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()
