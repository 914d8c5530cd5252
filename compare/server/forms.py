"""A posted form: its fields, and what is wrong with them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from compare.authoring.deciding.decision_files import MENDS, OUTCOMES
from compare.core.civil_days import is_day
from compare.report.views.deciding import Entered, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_FIELDS: Final = 120
LONGEST: Final = {"reason": 4000, "print": 4000, "rule": 500, "by": 200}
"""As the fields of the form say themselves."""
_OTHERS: Final = ("token", "seen", "subject", "form")


class UnreadableFormError(ValueError):
    """What was sent is not what a form of ours sends; the message is a sentence."""


def fields_of(body: bytes) -> dict[str, tuple[str, ...]]:
    """The fields of a form with their values.

    Raises:
        UnreadableFormError: there are too many, a name is not ours, a field is there twice, or it is no text.
    """
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise UnreadableFormError(
            f"Nothing was written: a form has at most {MOST_FIELDS} fields, and all of them are text."
        ) from None
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if name not in _NAMES or (name in found and name != "claims"):
            raise UnreadableFormError("Nothing was written: the form is none of ours.")
        found[name] = (*found.get(name, ()), "\n".join(value.splitlines()).strip())
    return found


_NAMES: Final = frozenset({*_OTHERS, *(each.name for each in fields(Entered))})


def value(form: Mapping[str, tuple[str, ...]], name: str) -> str:
    """The value of a field; empty where it was not sent."""
    return next(iter(form.get(name, ())), "")


def entered(form: Mapping[str, tuple[str, ...]]) -> Entered:
    """What an editor has entered."""
    texts = {each.name: value(form, each.name) for each in fields(Entered) if each.name != "claims"}
    return Entered(**texts, claims=form.get("claims", ()))


def faults_in(given: Entered, today: str) -> tuple[Fault, ...]:
    """What has to be mended before anything can be decided, in the order of the fields."""
    return tuple(_faults(given, today))


def _faults(given: Entered, today: str) -> Iterator[Fault]:
    if given.outcome not in OUTCOMES:
        yield Fault("outcome", "Choose an outcome.")
    if not given.reason:
        yield Fault("reason", "Give a reason: without one nobody can tell later whether the decision still holds.")
    if not given.by:
        yield Fault("by", "Say who decides.")
    for field, most in LONGEST.items():
        if len(getattr(given, field)) > most:
            yield Fault(field, f"This is longer than {most:,} characters.")
    if given.expires and not is_day(given.expires):
        yield Fault("expires", "The last day is written as 2026-11-22.")
    elif given.expires and given.expires < today:
        yield Fault("expires", "The last day is over already.")
    if given.outcome == MENDS and not given.claims:
        yield Fault("claims", "Name the claims that are wrongly annotated.")
    elif given.claims and given.outcome != MENDS:
        yield Fault("claims", "Claims are named with “annotation error” only: choose that outcome, or no claim.")
