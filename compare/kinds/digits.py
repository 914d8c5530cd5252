"""Digits of every script read as the ASCII digits they stand for, so that `٢٠١٧` and `2017` are one year."""

from __future__ import annotations

import unicodedata
from typing import Final

# the thousands and the decimal sign that belong to Arabic-Indic digits (Unicode U+066C, U+066B)
_SIGNS: Final = {0x066C: ",", 0x066B: "."}


def fold_digits(text: str) -> str:
    """The text with every decimal digit (Unicode general category Nd) written in ASCII; other characters stay."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text.translate(_SIGNS))
