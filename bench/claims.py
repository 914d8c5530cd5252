"""A claims table of any size, made up: the data that `bench/scale.py` measures with, and a file of it where one is wanted.

How it is distributed, and why:

- Subjects are a tenth of the claims. How many claims one has falls with its rank as (rank + 3) ** -0.65: half have four to
  ten, one in fifteen more than 20, and in a million claims a dozen have more than 1,000. So it is in the news: few
  questions are asked by everybody, most by a handful, and an engine that is slow on either shows it.
- Sources are 200, the largest with some ten thousands of a million claims. One in seven copies nine of ten answers from
  one of the twenty largest, and writes them its own way.
- Each source has its own share of wrong answers, 2 to 40 percent, most of them near 2. Three wrong answers of five are the
  same one; the others trail off. One subject in ten is truly contested: every source gives another answer with 45 percent.
- A source sticks to its answer: asked twice it says the same, though perhaps not in the same spelling.
- Kinds are those that need no vocabulary. Quantities are spread evenly over five orders of magnitude, seven of ten of them
  rounded to two digits, as figures in the news are. A wrong figure is half to double the right one, a wrong day or hour
  near it; another name or text is another one altogether.
- Spelling is 60 percent the source's own habit and else chance: 1000, 1,000 and 1 000; 2017-03-02 and 2017-03; 19:10 and
  7:10 pm; Ann Bee, Bee, Ann and A. Bee; case and doubled spaces. Two values of a thousand cannot be read.
- Five claims of a hundred (`--qualified`) carry a hedge, a day, an origin, a scope or a denial. An origin is a larger
  source, so that origins never go round in a circle.

Everything but the draw of a row's subject and source is a hash of the seed with the numbers of source, subject and answer.
So each chunk is made by itself, subjects are spread over all chunks, and 100 million rows take no more memory than one.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Numbers = NDArray[np.int64]

CHUNK: Final = 1_000_000
KINDS: Final = ("quantity", "date", "name", "text", "time", "yes-no")
KIND_SHARES: Final = (0.25, 0.2, 0.2, 0.15, 0.1, 0.1)
SKEW, OFFSET = 0.65, 3
COPYING, COPIED_FROM, FIDELITY = 1 / 7, 20, 0.9
CONTESTED, OF_CONTESTED, FAVOURITE, ANSWERS = 0.1, 0.45, 0.6, 20
HABIT, UNREADABLE = 0.6, 0.002
DAYS: Final = np.arange("1990-01", "2025-01", dtype="datetime64[D]")
SYLLABLES: Final = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or")]
FIRST: Final = [f"{a}{b}".title() for a in SYLLABLES[:40] for b in SYLLABLES[-10:]]
LAST: Final = [f"{a}{b}{c}".title() for a in SYLLABLES[::2] for b in SYLLABLES[1::4] for c in ("", "ski", "son", "ez", "ov")]
WORDS: Final = [f"{a}{b}" for a in SYLLABLES[::3] for b in SYLLABLES[::5]]
# the styles of each kind, cumulative shares but for the last
STYLES: Final = {
    "quantity": (0.5, 0.85, 0.97),  # 1000 · 1,000 · 1 000 · ~1000
    "date": (0.85, 0.97),  # 2017-03-02 · 2017-03 · 2017
    "time": (0.6, 0.85),  # 19:10 · 7:10 pm · 07:10 PM
    "name": (0.6, 0.8, 0.9, 0.96),  # Ann Bee · Bee, Ann · A. Bee · Ann C. Bee · ANN BEE
    "text": (0.7, 0.9, 0.97),  # as is · Capitals · UPPER · double  spaces
    "yes-no": (0.8, 0.95),  # yes · Yes · YES
}


@dataclass(frozen=True)
class World:
    """What all chunks share: `wrong` is a source's share of wrong answers, `original` whom it copies (else itself).

    `kinds` and `reach` are cumulated shares: of the subjects by kind, and of the claims by source.
    """

    rows: int
    subjects: int
    seed: int
    qualified: float
    kinds: NDArray[np.float64]
    wrong: NDArray[np.float64]
    original: NDArray[np.int64]
    reach: NDArray[np.float64]


def world(rows: int, kinds: Sequence[str] = KINDS, *, seed: int = 1, sources: int = 200, qualified: float = 0.05) -> World:
    """The world in which that many claims of these kinds are made."""
    rng = np.random.default_rng([seed, rows])
    wrong = 0.02 + 0.38 * rng.random(sources) ** 2
    number = np.arange(sources)
    copies = (rng.random(sources) < COPYING) & (number >= COPIED_FROM)
    original = np.where(copies, rng.integers(0, min(COPIED_FROM, sources), sources), number)
    reach = np.cumsum((number + OFFSET) ** -0.8)
    asked = np.cumsum([odds if name in kinds else 0 for name, odds in zip(KINDS, KIND_SHARES, strict=True)])
    return World(rows, max(rows // 10, 1), seed, qualified, asked / asked[-1], wrong, original, reach / reach[-1])


def mixed(seed: int, *keys: NDArray[np.integer]) -> Hashes:
    """A hash of the seed and the keys of each row: the finaliser of SplitMix64 (Steele, Lea and Flood 2014), once per key."""
    state = np.uint64(seed * 0x9E3779B97F4A7C15 % 2**64)
    for key in keys:
        state = (key.astype(np.uint64) + state) * np.uint64(0x9E3779B97F4A7C15)
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        state ^= state >> np.uint64(31)
    return state


def share(hashes: Hashes) -> NDArray[np.float64]:
    """The hashes as numbers from 0 up to 1."""
    return (hashes >> np.uint64(11)) * 2.0**-53


def below(hashes: Hashes, end: int) -> Numbers:
    """The hashes as whole numbers from 0 up to the end."""
    return (hashes % np.uint64(end)).astype(np.int64)


def ranks(drawn: NDArray[np.float64], subjects: int) -> Numbers:
    """The rank of the subject of each row: the inverse of the cumulated power law."""
    power = 1 - SKEW
    low, high = OFFSET**power, (subjects + OFFSET) ** power
    return np.minimum((low + drawn * (high - low)) ** (1 / power) - OFFSET, subjects - 1).astype(np.int64)


def answers(made: World, subject: Numbers, source: Numbers) -> Numbers:
    """Which answer each source gives to each subject: 0 is right, 1 the wrong one that many give, then the tail."""
    copied = share(mixed(made.seed + 1, source, subject)) < FIDELITY
    teller = np.where(copied, made.original[source], source)
    contested = share(mixed(made.seed + 2, subject)) < CONTESTED
    wrong = np.where(contested, OF_CONTESTED, made.wrong[teller])
    into = share(mixed(made.seed + 3, teller, subject)) / wrong
    tail = 2 + np.floor(-3 * np.log(1 - np.clip((into - FAVOURITE) / (1 - FAVOURITE), 0, 0.999)))
    return np.where(into >= 1, 0, np.where(into < FAVOURITE, 1, np.minimum(tail, ANSWERS))).astype(np.int64)


def joined(separator: pa.Array | str, *parts: pa.Array) -> pa.Array:
    """The parts of each row with its separator between them."""
    return pc.binary_join_element_wise(*parts, separator)


def of(words: list[str], index: Numbers) -> pa.Array:
    """The words with these numbers."""
    return pa.array(words).take(pa.array(index))


def padded(numbers: Numbers, width: int) -> pa.Array:
    """Whole numbers as text with leading zeros."""
    return pc.utf8_lpad(pa.array(numbers).cast(pa.string()), width, "0")


def quantities(subject: Hashes, answer: Hashes, right: NDArray[np.bool_], style: Numbers) -> pa.Array:
    """Figures of one to six digits; a wrong one is half to double the right one."""
    exponent = 1 + 4.9 * share(subject) + np.where(right, 0, 0.6 * share(answer) - 0.3)
    exact = np.minimum(10**exponent, 999_999).astype(np.int64)
    unit = np.where(below(subject, 10) < 7, 10 ** np.maximum(np.log10(exact).astype(np.int64) - 1, 0), 1)  # noqa: PLR2004
    figure = exact // unit * unit
    plain = joined("", of(["", "", "", "~"], style), pa.array(figure).cast(pa.string()))
    grouped = joined(of(["", ",", " ", ""], style), pa.array(figure // 1000).cast(pa.string()), padded(figure % 1000, 3))
    return pc.if_else(pa.array((figure >= 1000) & (style < 3)), grouped, plain)  # noqa: PLR2004 - thousands, and the style ~


def dates(subject: Hashes, answer: Hashes, right: NDArray[np.bool_], style: Numbers) -> pa.Array:
    """Days; a wrong one lies within 90 days after the right one."""
    day = DAYS[below(subject, len(DAYS) - 90) + np.where(right, 0, 1 + below(answer, 89))]
    text = pa.array(day).cast(pa.string())
    month, year = pc.utf8_slice_codeunits(text, 0, 7), pc.utf8_slice_codeunits(text, 0, 4)
    return pc.if_else(pa.array(style == 0), text, pc.if_else(pa.array(style == 1), month, year))


def times(subject: Hashes, answer: Hashes, right: NDArray[np.bool_], style: Numbers) -> pa.Array:
    """Minutes of the day; a wrong one is up to two hours late."""
    minute = (below(subject, 1440) + np.where(right, 0, 1 + below(answer, 119))) % 1440
    hour, half = minute // 60, (minute // 60 + 11) % 12 + 1
    pm = of([" am", " pm", " AM", " PM"], hour // 12 + 2 * (style == 2))  # noqa: PLR2004 - the style in capitals
    of_24 = joined(":", padded(hour, 2), padded(minute % 60, 2))
    of_12 = joined(":", pa.array(half).cast(pa.string()), padded(minute % 60, 2))
    of_12 = pc.if_else(pa.array(style == 1), of_12, pc.utf8_lpad(of_12, 5, "0"))
    return pc.if_else(pa.array(style == 0), of_24, joined("", of_12, pm))


def names(subject: Hashes, answer: Hashes, right: NDArray[np.bool_], style: Numbers) -> pa.Array:
    """People; a wrong one is somebody else."""
    who = np.where(right, subject, answer)
    first, last = below(who, len(FIRST)), below(who >> np.uint64(20), len(LAST))
    middle = joined("", of([f" {letter}." for letter in "ABCDEFGHIJKLMNOPRSTW"], below(who >> np.uint64(40), 20)))
    forms = [*FIRST, *(f"{each[0]}." for each in FIRST)]
    given, family = of(forms, first + len(FIRST) * (style == 2)), of(LAST, last)  # noqa: PLR2004 - the style of initials
    given = pc.if_else(pa.array(style == 3), joined("", given, middle), given)  # noqa: PLR2004 - the style with a middle name
    full = pc.if_else(pa.array(style == 1), joined(", ", family, given), joined(" ", given, family))
    return pc.if_else(pa.array(style == 4), pc.utf8_upper(full), full)  # noqa: PLR2004 - the style in capitals


def texts(subject: Hashes, answer: Hashes, right: NDArray[np.bool_], style: Numbers) -> pa.Array:
    """Three words; a wrong text has others."""
    what = np.where(right, subject, answer)
    forms = [*WORDS, *(each.title() for each in WORDS), *(each.upper() for each in WORDS), *WORDS]
    parts = [of(forms, below(what >> np.uint64(shift), len(WORDS)) + len(WORDS) * style) for shift in (0, 20, 40)]
    return joined(of([" ", " ", " ", "  "], style), *parts)


def yes_no(subject: Hashes, answer: Hashes, right: NDArray[np.bool_], style: Numbers) -> pa.Array:
    """Yes or no; a wrong answer is the other one or, one time in five, partly."""
    other = np.where(below(answer, 5) == 0, 2, 1)
    meant = np.where(right, 0, other)
    meant = np.where((meant < 2) & (below(subject, 2) == 1), 1 - meant, meant)  # noqa: PLR2004 - partly has no opposite
    return of(["yes", "no", "partly", "Yes", "No", "Partly", "YES", "NO", "PARTLY"], meant + 3 * style)


MAKERS: Final = (quantities, dates, names, texts, times, yes_no)  # in the order of KINDS


def values(made: World, rng: np.random.Generator, kind: Numbers, subject: Numbers, source: Numbers) -> pa.Array:
    """What each row says, as written."""
    answer = answers(made, subject, source)
    about, said = mixed(made.seed + 4, subject), mixed(made.seed + 5, subject, answer)
    habit = share(mixed(made.seed + 6, source, kind))
    drawn = np.where(rng.random(len(kind)) < HABIT, habit, rng.random(len(kind)))
    order, parts = np.argsort(kind, kind="stable"), []
    for number, (name, maker) in enumerate(zip(KINDS, MAKERS, strict=True)):
        rows = order[np.searchsorted(kind[order], number) : np.searchsorted(kind[order], number, side="right")]
        style = np.searchsorted(STYLES[name], drawn[rows], side="right")
        parts.append(maker(about[rows], said[rows], answer[rows] == 0, style))
    back = np.empty(len(order), dtype=np.int64)
    back[order] = np.arange(len(order))
    written = pa.concat_arrays(parts).take(pa.array(back))
    return pc.if_else(pa.array(rng.random(len(kind)) < UNREADABLE), "not known", written)


def qualifiers(made: World, rng: np.random.Generator, source: Numbers) -> dict[str, pa.Array]:
    """The columns that few rows fill, one or two of them each."""

    def some(odds: float, words: list[str], index: Numbers | None = None) -> pa.Array:
        filled = rng.random(len(source)) < made.qualified * odds
        index = rng.integers(0, len(words), len(source)) if index is None else index
        return pa.array(words).take(pa.array(index, mask=~filled))

    larger = (rng.random(len(source)) * source).astype(np.int64)
    months = [f"{year}-{month:02}" for year in range(1990, 2025) for month in range(1, 13)]
    named = some(0.3, [f"source-{number:03}" for number in range(len(made.wrong))], larger)
    return {
        "stance": some(0.05, ["denies"]),
        "hedge": some(0.4, ["reported", "alleged", "possible"]),
        "scope": some(0.1, ["in the north", "in the south"]),
        "as_of": some(0.4, months),
        "origin": pc.if_else(pa.array(source == 0), pa.scalar(None, pa.string()), named),
    }


def chunk(made: World, number: int) -> pa.Table:
    """One chunk of the table; all columns are text, and an empty cell is null."""
    size = min(CHUNK, made.rows - number * CHUNK)
    rng = np.random.default_rng([made.seed, made.rows, number])
    subject = ranks(rng.random(size), made.subjects)
    source = np.searchsorted(made.reach, rng.random(size), side="right")
    kind = np.searchsorted(made.kinds, share(mixed(made.seed + 7, subject)), side="right")
    # a number without meaning, so that the order of ids is not that of sizes: the factor is a prime beyond any table
    ids = joined(
        "/",
        joined("", of(["case-"], np.zeros(size, np.int64)), padded(subject * 2654435761 % made.subjects, 7)),
        of(list(KINDS), kind),
    )
    columns = {"subject": ids, "kind": of(list(KINDS), kind)}
    columns["source"] = of([f"source-{each:03}" for each in range(len(made.wrong))], source)
    columns["value"] = values(made, rng, kind, subject, source)
    return pa.table(columns | qualifiers(made, rng, source))


def chunks(made: World) -> Iterator[pa.Table]:
    """All chunks, one after the other."""
    return (chunk(made, number) for number in range(-(-made.rows // CHUNK)))


def write(made: World, path: Path) -> None:
    """Write the table to a file, chunk by chunk: Parquet, or CSV where the name ends so."""
    schema = chunk(replace(made, rows=1), 0).schema
    with pacsv.CSVWriter(path, schema) if path.suffix == ".csv" else pq.ParquetWriter(path, schema) as writer:
        for each in chunks(made):
            writer.write_table(each)


def main() -> None:
    """Write one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int, help="how many claims")
    parser.add_argument("file", type=Path, help="what to write: a .parquet or .csv file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--qualified", type=float, default=0.05, help="share of the claims that carry qualifiers")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    given = parser.parse_args()
    started = time.perf_counter()
    write(world(given.rows, given.kinds, seed=given.seed, sources=given.sources, qualified=given.qualified), given.file)
    print(f"{given.rows:,} claims in {time.perf_counter() - started:.1f} s, {given.file.stat().st_size / 2**20:,.0f} MiB")


if __name__ == "__main__":
    main()
