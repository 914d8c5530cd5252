"""Rules across subjects: answers to different questions that cannot stand together, by the rules an editor declared.

Only what is certain is a breach: the days or numbers stated have to exclude the rule entirely. Breaches are found per pair of
positions (for a sum, per choice of one position of each subject), from claims of one source as well as across sources.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from compare.analysis.endings import Acts, final_sides
from compare.analysis.grounds import Grounds
from compare.analysis.orderings import Dated, Side, clashes
from compare.analysis.sums import unsummed
from compare.analysis.time import interval
from compare.core.date_words import dated_in_words, held_in_words
from compare.core.findings import Breach
from compare.core.patterns import is_wild
from compare.core.phrases import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from compare.analysis.grounds import Said, Stand
    from compare.analysis.orderings import Clash
    from compare.core.findings import Findings
    from compare.core.model import Rule


def with_breaches(findings: Findings) -> Findings:
    """The findings with every breach of the casebook's rules, in order of rule, subjects and claims."""
    rules = findings.casebook.rules
    if not rules:
        return findings
    grounds = Grounds(findings)
    found = [_breach(rule, clash, grounds) for rule in rules for clash in _CLASHES[rule.form](rule, grounds)]
    return replace(findings, breaches=tuple(sorted(found, key=lambda each: (each.rule, each.subjects, each.claims))))


def _leads(rule: Rule, grounds: Grounds, kind: str) -> tuple[str, ...]:
    """The subjects that a rule begins from, of the kind that it compares."""
    return tuple(each for each in grounds.attributes.meant_by(rule.lead) if grounds.subjects[each].kind == kind)


def _beside(rule: Rule, pattern: str, lead: str, grounds: Grounds) -> tuple[str, ...]:
    """The subjects that a pattern of a rule means where the rule begins from the subject `lead`."""
    return grounds.attributes.beside(pattern, lead, same=is_wild(rule.lead))


# order of dates


def _out_of_order(rule: Rule, grounds: Grounds) -> Iterator[Clash]:
    for lead in _leads(rule, grounds, "date"):
        firsts = [_not_before(each) for each in grounds.stands(lead)]
        meant = dict.fromkeys(each for pattern in rule.others for each in _beside(rule, pattern, lead, grounds))
        thens = [_by_then(each) for other in meant if grounds.subjects[other].kind == "date" for each in grounds.stands(other)]
        yield from clashes(firsts, thens, strict=rule.strict)


# days counted backwards: what comes first by the rule is then what has to be early


def _not_before(stand: Stand) -> Side:
    """A date by its first day."""
    return Side(stand, tuple(Dated(each, -interval(each.claim.written).first) for each in stand.members))


def _by_then(stand: Stand) -> Side:
    """A date by its last day."""
    return Side(stand, tuple(Dated(each, -interval(each.claim.written).last) for each in stand.members))


# after the end


def _after_the_end(rule: Rule, grounds: Grounds) -> Iterator[Clash]:
    acts = Acts(rule, grounds)
    for lead in _leads(rule, grounds, "status"):
        ends = final_sides(grounds.stands(lead))
        if ends:
            doer = grounds.entities.canonical(rule.of or grounds.subjects[lead].entity)
            yield from clashes(ends, [each for each in acts.of(doer) if each.stand.subject.id != lead])


# sums


def _not_summing(rule: Rule, grounds: Grounds) -> Iterator[Clash]:
    for lead in _leads(rule, grounds, "quantity"):
        meant = [_beside(rule, pattern, lead, grounds) for pattern in rule.others]
        parts = tuple(each for some in meant for each in some if grounds.subjects[each].kind == "quantity")
        if parts and all(meant):
            yield from unsummed(grounds, (lead, *dict.fromkeys(parts)), complete=rule.complete)


def _out_of_bounds(rule: Rule, grounds: Grounds) -> Iterator[Clash]:
    for lead in _leads(rule, grounds, "quantity"):
        for part in dict.fromkeys(each for pattern in rule.others for each in _beside(rule, pattern, lead, grounds)):
            if grounds.subjects[part].kind == "quantity":
                yield from unsummed(grounds, (lead, part), complete=False)


_CLASHES: Final[Mapping[str, Callable[[Rule, Grounds], Iterator[Clash]]]] = {
    "before": _out_of_order,
    "after_final": _after_the_end,
    "member_of_dissolved": _after_the_end,
    "sum": _not_summing,
    "bounds": _out_of_bounds,
}


# in words


def _breach(rule: Rule, clash: Clash, grounds: Grounds) -> Breach:
    claims = [each.claim for each in clash.named]
    return Breach(
        rule=rule.id,
        subjects=tuple(each.subject for each in claims),
        claims=tuple(each.uid for each in claims),
        sources=clash.sources,
        strength="firm" if clash.firm else "qualified",
        internal=clash.internal,
        because=f"{_sentence(rule.because)} {_sentence(_answers(clash.named, grounds))}",
    )


def _answers(named: tuple[Said, ...], grounds: Grounds) -> str:
    """Who answers what: `The Ledger answers “When?” with “2016” and The Courier answers “Who?” with “the board”`."""
    parts = [f"answers “{_question(each, grounds)}” with {_answer(each, grounds)}" for each in named]
    if len({each.claim.source for each in named}) == 1:
        return f"{_name(named[0], grounds)} {joined(parts)}"
    return joined([f"{_name(each, grounds)} {part}" for each, part in zip(named, parts, strict=True)])


def _name(said: Said, grounds: Grounds) -> str:
    source = grounds.sources[said.claim.source]
    return source.publisher or source.title


def _question(said: Said, grounds: Grounds) -> str:
    return grounds.subjects[said.claim.subject].question


def _answer(said: Said, grounds: Grounds) -> str:
    """The value as worded, with the date it is said of where it is none itself and may change."""
    claim, subject = said.claim, grounds.subjects[said.claim.subject]
    words = f"“{claim.as_worded}”"
    dated = held_in_words(claim.as_of, claim.since, claim.until)
    if subject.kind == "date" or not (subject.changing or dated):
        return words
    return f"{words} ({dated_in_words(dated, grounds.sources[claim.source].published)})"


def _sentence(text: str) -> str:
    words = text.strip()
    whole = words[:1].upper() + words[1:]
    return whole if whole.endswith((".", "?", "!")) else f"{whole}."
