"""The casebook of the tests of the command line, for the tests of what must not go wrong."""

from __future__ import annotations

from tests.cli.conftest import book  # noqa: F401 - a fixture
