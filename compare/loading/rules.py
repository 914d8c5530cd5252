"""The rules across subjects: read from the vocabulary, and checked against what it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.core.model import Rule
from compare.core.patterns import Attributes, is_wild
from compare.core.phrases import joined
from compare.core.problems import Problem
from compare.core.suggest import Suggester
from compare.core.visible import excerpt
from compare.kinds.options import Options
from compare.kinds.units import PERCENT, fold_unit, is_physical
from compare.loading import tree
from compare.loading.placed import Placed
from compare.loading.retired import lost
from compare.loading.rule_schema import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compare.core.model import Location, Subject
    from compare.loading.placed import Gathered
    from compare.loading.rule_schema import RuleRecord, RulesFile
    from compare.loading.tree import Node

LEADS: Final = {
    "before": "first",
    "after_final": "status",
    "member_of_dissolved": "status",
    "sum": "total",
    "bounds": "of",
}
"""For each form the key of the subject that it begins from."""
OTHERS: Final = {"before": "then", "after_final": "acts", "member_of_dissolved": "members", "sum": "parts", "bounds": "part"}
"""For each form the key of the subjects that are held against it."""
_QUANTITIES: Final = frozenset({"sum", "bounds"})


def rules(read: RulesFile, root: Node) -> list[Placed[Rule]]:
    """The rules of the file."""
    found = tree.child(root, "rules")
    entries = found.entries if isinstance(found, tree.Mapping) else ()
    return [Placed(_rule(each.key.text, read.rules[each.key.text], each.key.location), each.value) for each in entries]


def _rule(rule_id: str, read: RuleRecord, place: Location) -> Rule:
    """One rule, whatever its form."""
    form = next(each for each in FORMS if getattr(read, each) is not None)
    record = getattr(read, form)
    return Rule(
        id=rule_id,
        because=read.because,
        form=form,
        lead=getattr(record, LEADS[form]),
        others=tuple(dict.fromkeys(getattr(record, OTHERS[form]))),
        place=place,
        of=record.of if form == "after_final" else None,
        strict=form == "before" and record.strict,
        complete=form == "sum" and record.parts_are == "all",
    )


def _named(rule: Placed[Rule]) -> Iterator[tuple[str, Location]]:
    """Every subject or pattern of a rule with its place, the leading one first."""
    form = rule.record.form
    yield from rule.items(form, LEADS[form])
    yield from rule.items(form, OTHERS[form])


def unknown_in_rules(gathered: Gathered) -> Iterator[Problem]:
    """Subjects, attributes and entities of rules that nobody declares."""
    known = Attributes(gathered.known_subjects.ids)
    near = Suggester(known.patterns)
    for rule in gathered.rules:
        for wanted, place in _named(rule):
            if known.meant_by(wanted) or not gathered.known_subjects.complete:
                continue
            if is_wild(wanted):
                message = f"no subject is {excerpt(wanted)}{near.did_you_mean(wanted)}"
                yield Problem("R311", place, message)
            else:
                yield lost("R302", wanted, place, gathered.known_subjects, "subject")
        of = rule.record.of
        if of is not None and gathered.known_entities.lacks(of):
            yield lost("R303", of, rule.at(rule.record.form, "of"), gathered.known_entities, "entity")


def rules_that_do_not_fit(gathered: Gathered) -> Iterator[Problem]:
    """Rules that could not compare the answers to their subjects, or would compare what does not belong together."""
    subjects = {each.record.id: each.record for each in gathered.subjects}
    known = Attributes(subjects)
    for rule in gathered.rules:
        lead, *others = _named(rule)
        for at, (pattern, place) in enumerate((lead, *others)):
            meant = [subjects[each] for each in known.meant_by(pattern)]
            fault = _misfit(rule.record, meant, lead=at == 0) or (_mismatch(rule.record, pattern, meant) if at else None)
            if meant and fault:
                yield Problem("V410", place, f"{excerpt(pattern)} {fault}")
        if rule.record.of is not None and is_wild(rule.record.lead):
            place = rule.at(rule.record.form, "of")
            yield Problem("V410", place, f"{excerpt(rule.record.lead)} is the status of any entity, so `of` cannot name one")
        yield from _mixed_units(rule, subjects, known)


def _misfit(rule: Rule, meant: Iterable[Subject], *, lead: bool) -> str | None:
    """Why none of the subjects meant has answers of the kind that the rule compares."""
    kinds = sorted({each.kind for each in meant})
    shown = joined(kinds)
    if rule.form in _QUANTITIES:
        return None if "quantity" in kinds else f"is of kind {shown}, and only a quantity can be added up or bounded"
    if rule.form == "before":
        return None if "date" in kinds else f"is of kind {shown}, and only dates come one before the other"
    if lead:
        return None if any(map(_has_end, meant)) else "has no option that is final, so nothing can come after it"
    return f"is of kind {shown}, which does not say who acts" if set(kinds) <= {"text"} else None


def _has_end(subject: Subject) -> bool:
    """Whether one of the options of a status is final."""
    if subject.kind != "status":
        return False
    try:
        options = Options(subject.options)
    except ValueError:  # a problem of its own
        return True
    return any(map(options.is_final, options.by_id))


def _mismatch(rule: Rule, pattern: str, meant: Iterable[Subject]) -> str | None:
    """Why a pattern does not go with the leading one."""
    if pattern == rule.lead:
        return "stands on both sides of the rule"
    if rule.form == "sum" and is_wild(pattern) != is_wild(rule.lead):
        return "and the total do not both stand for the same entity: write */ in all of them, or in none"
    acts = rule.form in {"after_final", "member_of_dissolved"} and is_wild(rule.lead) and not is_wild(pattern)
    if acts and not any(each.names_entities for each in meant):
        return f"does not name whose act it is, and {rule.lead} is the status of any entity"
    return None


def _mixed_units(rule: Placed[Rule], subjects: Mapping[str, Subject], known: Attributes) -> Iterator[Problem]:
    """Parts that are measured in another unit than the whole; what is counted may differ: soldiers and civilians are people."""
    if rule.record.form not in _QUANTITIES:
        return
    (lead, _), *others = _named(rule)
    wanted = _units(lead, subjects, known)
    for pattern, place in others:
        units = _units(pattern, subjects, known)
        apart = wanted and units and not wanted.keys() & units.keys()
        if apart and any(map(_is_measured, {*wanted, *units})):
            shown, whole = (joined(sorted(some.values())) for some in (units, wanted))
            yield Problem("V410", place, f"{excerpt(pattern)} is given in {shown}, and {excerpt(lead)} in {whole}")


def _units(pattern: str, subjects: Mapping[str, Subject], known: Attributes) -> dict[str, str]:
    """The units of the quantities that a pattern means: folded, and as they are written."""
    meant = (subjects[each] for each in known.meant_by(pattern))
    return {fold_unit(each.unit or ""): each.unit or "no unit" for each in meant if each.kind == "quantity"}


def _is_measured(unit: str) -> bool:
    """Whether a unit is of measuring, where only the same unit adds up."""
    return unit == PERCENT or is_physical(unit)
