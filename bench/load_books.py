"""Casebooks of any size that weigh on one thing each: the subjects, one of them, one article text, the names. Always the same.

`bench/load.py` measures them at full size, and `tests/trust/test_load.py` counts the steps they take in small.
"""

from __future__ import annotations

import hashlib
from itertools import islice, product
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

WORDS: Final = ("river", "harbour", "council", "market", "bridge", "school", "winter", "signal", "copper", "meadow", "lantern")
SYLLABLES: Final = ("ba", "do", "fi", "ga", "ko", "lu", "me", "ni", "po", "ra", "so", "ti", "vu", "ze")
ANSWERS: Final = {
    "quantity": ("100", "200", "300"),
    "date": ("2017-01-10", "2017-01", "2018"),
    "yes-no": ("yes", "no", "partly"),
    "text": ("river council", "copper bridge", "winter school"),
}
READ: Final = "read: {by: desk, on: 2026-01-01, scope: full}"
ALIASES: Final = 2  # of every entity


def save(root: Path, name: str, text: str) -> bytes:
    """Write a file of the casebook; returns what stands in it."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return text.encode()


def add_source(root: Path, number: int, text: str, claims: Sequence[str]) -> None:
    """An article with its text, its record and its claim file; every claim is its YAML without the dash."""
    name = f"source-{number}"
    digest = hashlib.sha256(save(root, f"seeds/{name}.txt", text)).hexdigest()
    day = f"2020-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
    record = f"title: Article {number}\npublisher: Paper {number}\npublished: {day}\nbasis: stated\n"
    save(root, f"seeds/{name}.yaml", f"{record}text: {{file: {name}.txt, sha256: {digest}}}\n")
    save(
        root, f"claims/{name}.yaml", "\n".join([f"source: {name}", READ, "claims:", *(f"  - {each}" for each in claims)]) + "\n"
    )


def add_vocabulary(root: Path, entities: Sequence[str], subjects: Sequence[str]) -> None:
    """Entities and subjects, each `id: {...}`."""
    for name, entries in (("entities", entities), ("subjects", subjects)):
        save(root, f"claims/vocabulary/{name}.yaml", "\n".join([f"{name}:", *(f"  {each}" for each in entries)]) + "\n")


def one_subject(root: Path, claims: int, *, changing: bool, sources: int = 500) -> None:
    """One subject: as many values as claims; where it changes, each is of another day."""
    time = "changing" if changing else "fixed"
    add_vocabulary(
        root, ["body: {name: the Body, type: group}"], [f"body/size: {{question: How many?, kind: quantity, time: {time}}}"]
    )
    each = max(1, claims // sources)
    for first in range(0, claims, each):
        numbers = range(first, min(first + each, claims))
        text = "\n\n".join(f"On that day the Body had {n + 1} men, as was written down." for n in numbers)
        as_of = [f", as_of: {1900 + n // 336 % 100}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" if changing else "" for n in numbers]
        rows = [
            f"{{id: c{n}, subject: body/size, value: {n + 1}, quote: had {n + 1} men{day}}}"
            for n, day in zip(numbers, as_of, strict=True)
        ]
        add_source(root, first // each, text, rows)


def many_subjects(root: Path, subjects: int, sources: int = 8) -> None:
    """Subjects of four kinds in turn, each answered by every article: the same three answers again and again."""
    kinds = tuple(ANSWERS)
    asked = [f"body/question-{n}: {{question: What about {n}?, kind: {kinds[n % len(kinds)]}}}" for n in range(subjects)]
    add_vocabulary(root, ["body: {name: the Body, type: group}"], asked)
    for source in range(sources):
        text = "\n\n".join(f"The Body said in its report {n} that it was so." for n in range(subjects))
        answers = [ANSWERS[kinds[n % len(kinds)]][(n // len(kinds) + source * source) % 3] for n in range(subjects)]
        rows = [
            f"{{id: c{n}, subject: body/question-{n}, value: {answer}, quote: in its report {n} that}}"
            for n, answer in enumerate(answers)
        ]
        add_source(root, source, text, rows)


def one_text(root: Path, characters: int, claims: int) -> None:
    """One article text of so many characters, claims spread over it on a tenth as many subjects, and a short second article."""
    subjects = max(1, claims // 10)
    about = [f"body/question-{n}: {{question: What about {n}?, kind: quantity}}" for n in range(subjects)]
    add_vocabulary(root, ["body: {name: the Body, type: group}"], about)
    filler = "Nobody objected at the {0} by the {1}, and the meeting number {2} went on until the evening.\n\n"
    apart, text, rows = characters // claims, [], []
    for n in range(claims):
        size = 0
        text.append(f"The Body counted {n + 1} boats on the river.\n\n")
        rows.append(f"{{id: c{n}, subject: body/question-{n % subjects}, value: {n + 1}, quote: counted {n + 1} boats}}")
        while size + 120 < apart:  # a sentence is shorter than this
            text.append(filler.format(WORDS[(n + size) % 11], WORDS[(n * 7 + size) % 11], n * 1000 + size))
            size += len(text[-1])
    add_source(root, 0, "".join(text), rows)
    add_source(root, 1, "The Body counted 1 boat.", ["{id: c0, subject: body/question-0, value: 1, quote: counted 1 boat}"])


def names(count: int) -> Iterator[str]:
    """So many names of two words, each another one."""
    made = (f"{''.join(first).capitalize()} {''.join(last).capitalize()}" for last in _words() for first in _words())
    yield from islice(made, count)


def _words() -> Iterator[tuple[str, ...]]:
    return islice(product(SYLLABLES, repeat=3), 7, None, 31)


def many_entities(root: Path, entities: int, sources: int = 50) -> None:
    """Entities with two aliases each; every article names its share of them, and each once more in a spelling of nobody's.

    As many subjects as entities ask for the ally of each; two articles answer, and differ.
    """
    called = list(names(entities))
    known = [
        f"e{n}: {{name: {name}, type: person, aliases: [{{spelling: {name} of the {WORDS[n % 11].capitalize()}}}, "
        f"{{spelling: Chief {name}}}]}}"
        for n, name in enumerate(called)
    ]
    add_vocabulary(
        root, known, [f"e{n}/ally: {{question: Who is the ally of {name}?, kind: entity}}" for n, name in enumerate(called)]
    )
    for source in range(sources):
        text, rows = [], []
        for n in sorted({*range(source, entities, sources), *range((source + 1) % sources, entities, sources)}):
            other = (n * 13 + source + 1) % entities
            text.append(f"The ally of {called[n]} is {called[other]}. Some write {called[n][:-1]}h for it.")
            rows.append(f"{{id: c{n}, subject: e{n}/ally, value: e{other}, quote: of {called[n]} is {called[other]}}}")
        add_source(root, source, "\n\n".join(text), rows)
