"""Which columns of a table are read and what each gives: the mapping held against the header."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.columns import REQUIRED
from compare.core.phrases import joined
from compare.core.suggest import did_you_mean
from compare.core.visible import excerpt
from compare.kinds import registered
from compare.loading.claims_tables.mapping import ALSO, TARGETS, Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compare.loading.claims_tables.faults import Faults
    from compare.loading.claims_tables.mapping import ColumnMapping, ValueColumn

_CURE: Final = "Say which column it is: --subject, --source, --value, or a mapping file (docs/tables.md)."


@dataclass(frozen=True, slots=True)
class Plan:
    """What is made of a table: a pattern or a constant for each target, the value columns where it is wide.

    `needed` are the columns to be read, `unused` those that are not, both in the order of the header.
    """

    patterns: Mapping[str, Pattern]
    constants: Mapping[str, str]
    values: tuple[ValueColumn, ...]
    needed: tuple[str, ...]
    unused: tuple[str, ...]


def planned(header: tuple[str, ...], mapping: ColumnMapping, faults: Faults) -> Plan | None:
    """The plan for a table with this header; None, and every reason for it, where it cannot be read."""
    constants = _constants(header, mapping)
    wanted = [target for target in TARGETS if target not in constants and not (mapping.columns and target == "value")]
    names = {_folded(name): name for name in reversed(header)} | {name: name for name in TARGETS if name in header}
    patterns = {target: found for target in wanted if (found := _pattern(target, names, mapping))}
    missing = [target for target in REQUIRED if target in wanted and target not in patterns]
    for target in missing:
        faults.whole("S202", f"no column gives the {target}; the columns are {_listed(header)}", _CURE, 1)
    named = [name for pattern in patterns.values() for name in pattern.columns] + [each.column for each in mapping.columns]
    often = Counter(header)
    astray = [name for name in dict.fromkeys(named) if not often[name]]
    for name in astray:
        message = f"the columns are {_listed(header)}, and none is {excerpt(name)}{did_you_mean(name, header)}"
        faults.whole("S202", message, "Correct the name in the mapping or option.", 1)
    twice = [name for name in dict.fromkeys(named) if often[name] > 1]
    for name in twice:
        faults.whole("S201", f"the column {excerpt(name)} stands twice", "Rename one of the two.", 1)
    if missing or astray or twice:
        return None
    wanted_names = frozenset(named)
    needed = tuple(name for name in header if name in wanted_names)
    unused = tuple(name for name in header if name and name not in wanted_names)
    return Plan(patterns, constants, mapping.columns, needed, unused)


def _constants(header: tuple[str, ...], mapping: ColumnMapping) -> dict[str, str]:
    """The constants given, with a kind that is written where a column is expected."""
    kind = mapping.fields.get("kind")
    meant = kind is not None and kind not in header and kind in registered()
    return {**mapping.constants, **({"kind": kind} if meant and kind else {})}


def _pattern(target: str, names: Mapping[str, str], mapping: ColumnMapping) -> Pattern | None:
    """Where a target comes from: as the mapping says, else the column of its name, small differences in writing apart.

    `names` are the columns, each by its name without these differences.
    """
    if target in mapping.fields:
        return Pattern.of(mapping.fields[target])
    called = (target, *(also for also, meant in ALSO.items() if meant == target))
    return next((Pattern.of_column(names[name]) for name in called if name in names), None)


def _folded(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


def _listed(header: tuple[str, ...]) -> str:
    shown = [excerpt(name) for name in header[:12]]
    return joined([*shown, "more"] if len(header) > len(shown) else shown) or "none"
