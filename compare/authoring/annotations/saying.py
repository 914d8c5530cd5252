"""What tags and text of an annotation say: `subject:mill/owner`, `value:town`, or `mill/owner = town` as the first line.

Every other key of a claim may be a tag too (`stance:denies`, `hedge:reported`), as a claim without its stance would say
something else. What is left of the text, and other tags, become the note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from compare.authoring.annotations.annotation import Fault
from compare.authoring.tables.tables import ID, SOURCE, columns, is_list, joined
from compare.core.visible import excerpt
from compare.loading.claims import SEPARATOR
from compare.loading.forms import SUBJECT_PATTERN
from compare.loading.tree import is_private

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compare.authoring.annotations.annotation import Annotation

KEYS: Final = frozenset(key for key in columns() if "." not in key) - {SOURCE, ID, "quote", "near", "sentence", "note"}
"""The keys of a claim that a tag may give; the others come from elsewhere, and private ones from nobody else's tag."""


@dataclass(frozen=True, slots=True)
class Said:
    """Keys of the claim with their texts, several for a key that takes several, and what becomes the note."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rest: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The subject, or nothing."""
        return "".join(self.keys.get("subject", ()))

    @property
    def value(self) -> str:
        """The value as a kind reads it, or nothing."""
        return f"{SEPARATOR} ".join(self.keys.get("value", ()))

    def without_repeats(self, shown: str) -> Said:
        """The same without texts that only repeat the value, as `whosays export` writes it in words beside the tags."""
        value = {shown, self.value} if self.keys.get("stance") != ("denies",) else {f"not {shown}", f"not {self.value}"}
        return replace(self, rest=tuple(each for each in self.rest if each not in value))

    @property
    def cells(self) -> dict[str, str]:
        """The keys as cells of a table."""
        cells = {key: joined(texts) if is_list(key) else texts[0] for key, texts in self.keys.items()}
        return {**cells, "note": "\n\n".join(self.rest)}


def said(annotation: Annotation) -> Said | Fault:
    """What the annotation says, or why that is not clear."""
    if any(map(_is_private, annotation.tags)):
        return Fault("a tag gives a private key, and other tags are public", "Write it into the claim file itself.")
    lines = [each.strip().splitlines() for each in annotation.texts]
    first = _first_line(lines[0][0]) if lines else ()
    keys: dict[str, tuple[str, ...]] = {}
    for key, text in (*(pair for tag in annotation.tags if (pair := _key_tag(tag))), *first):
        keys[key] = tuple(dict.fromkeys((*keys.get(key, ()), text)))
    once = {"subject", "value"} if first else {"subject"}
    twice = next((key for key, texts in keys.items() if len(texts) > 1 and (key in once or not is_list(key))), None)
    if twice:
        return _two(twice, keys[twice])
    rest = [lines[0][1:], *lines[1:]] if first else lines
    return Said(keys, _rest(rest, [tag.strip() for tag in annotation.tags if not _key_tag(tag)]))


def _is_private(tag: str) -> bool:
    """Whether a tag gives a key whose value stands in no output."""
    key, colon, _ = tag.partition(":")
    return bool(colon) and is_private(key.strip())


def _key_tag(tag: str) -> tuple[str, str] | None:
    """`value:town` as key and text; None for a tag that is no key of a claim."""
    key, _, text = tag.partition(":")
    known = key.strip().lower() in KEYS and text.strip()
    return (key.strip().lower(), text.strip()) if known else None


def _first_line(line: str) -> tuple[tuple[str, str], ...]:
    """`mill/owner = town` as subject and value; nothing where the line is another one."""
    subject, _, value = (each.strip() for each in line.partition("="))
    return (("subject", subject), ("value", value)) if value and re.fullmatch(SUBJECT_PATTERN, subject) else ()


def _two(key: str, texts: tuple[str, ...]) -> Fault:
    """A key that is given twice."""
    what = f"it gives two answers for {key}: {' and '.join(excerpt(each) for each in texts[:2])}"
    return Fault(what, "Keep one; what answers two subjects is two annotations.")


def _rest(texts: list[list[str]], tags: list[str]) -> tuple[str, ...]:
    """The texts that are left, and the tags that are no key of a claim."""
    parts = ["\n".join(each.rstrip() for each in lines).strip() for lines in texts]
    return tuple(filter(None, [*parts, f"Tags: {', '.join(tags)}" if tags else ""]))
