"""JSON Lines: one object a line, its keys are the columns; numbers stay as they are written."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from compare.core.columns import OPTIONAL, Column
from compare.core.visible import excerpt
from compare.loading.claims_tables.faults import Fault
from compare.loading.claims_tables.mapping import ALSO
from compare.loading.claims_tables.rows import Part, TableRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from compare.loading.claims_tables.faults import Faults

_ROWS: Final = 65_536
_FIRST: Final = 1_000
_TWINS: Final = {**ALSO, **{meant: also for also, meant in ALSO.items()}}
"""Two keys for one column: a later line may have the other one."""
_SEPARATOR: Final = "; "
"""Between the members of a list, as everywhere."""
_NO_OBJECT: Final = Fault("S203", "no JSON object", "Write one JSON object a line: keys and values in braces.")
_NESTED: Final = Fault("S203", "keys and values within a cell", "Write a text, a number or a list of these.")
_TWICE: Final = Fault("S203", "a key given twice", "Keep one of the two.")


class _TwiceError(ValueError):
    """A key stands twice in one object."""


def rows(opened: Callable[[], BinaryIO], faults: Faults) -> TableRows:
    """The rows of the file; a line that is no object with texts, numbers or lists of these is a fault."""
    return TableRows(_keys(opened), lambda wanted: _parts(opened, wanted, faults))


def _keys(opened: Callable[[], BinaryIO]) -> tuple[str, ...]:
    """The keys of the first objects; what a claim may have besides is looked for in every line, since it may come late."""
    found: dict[str, None] = {}
    with opened() as file:
        for line in islice(file, _FIRST):
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):  # told when it is read
                continue
            found |= dict.fromkeys(record) if isinstance(record, dict) else {}
    return tuple(found | dict.fromkeys(name for name in OPTIONAL if _TWINS.get(name) not in found))


def _parts(opened: Callable[[], BinaryIO], wanted: Sequence[str], faults: Faults) -> Iterator[Part]:
    with opened() as file:
        records = _records(file, wanted, faults)
        while chunk := list(islice(records, _ROWS)):
            lines, cells = zip(*chunk, strict=True)
            columns = zip(*cells, strict=True)
            coded = {name: Column.of(column) for name, column in zip(wanted, columns, strict=True)}
            yield Part(coded, np.array(lines, dtype=np.int32))


def _records(file: BinaryIO, wanted: Sequence[str], faults: Faults) -> Iterator[tuple[int, list[str | None]]]:
    """The number of each line that is not blank, and the cells wanted."""
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            record = _read(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)
            if not isinstance(record, dict):
                raise ValueError  # noqa: TRY004, TRY301 - told like a line that is no JSON
            yield number, [_cell(record.get(name, record.get(_TWINS.get(name, name)))) for name in wanted]
        except _TwiceError as fault:
            faults.row(_TWICE, number, f"the key {excerpt(str(fault))} stands twice")
        except TypeError as fault:
            faults.row(_NESTED, number, f"a cell holds keys and values: {excerpt(str(fault))}")
        except (ValueError, RecursionError):
            faults.row(
                _NO_OBJECT, number, f"the line is no JSON object: {excerpt(line.decode('utf-8', 'backslashreplace').strip())}"
            )


def _read(line: bytes) -> object:
    """The line with every number as it is written."""
    text = line.decode("utf-8")
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        often = Counter(name for name, _ in pairs)
        raise _TwiceError(next(name for name in often if often[name] > 1))
    return found


def _cell(value: object) -> str | None:
    """A cell as text.

    Raises:
        TypeError: it holds keys and values.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(each, list) for each in value):
        return _SEPARATOR.join(filter(None, map(_cell, value))) or None
    raise TypeError(json.dumps(value, ensure_ascii=False))
