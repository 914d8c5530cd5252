"""Why an authoring command does not do what was asked: a name that means nothing, or something that would not check."""

from __future__ import annotations


class UnknownNameError(Exception):
    """What was named is not in the casebook or the article; the message says what may have been meant."""


class RefusedError(Exception):
    """What was asked for would not check; the message says why and how to ask for it otherwise, one line for each thing."""
