"""The rows of the table of faults that are shown by counted steps."""

from __future__ import annotations

from tests.trust.row import Row

ROWS = (
    Row(
        41,
        "ten thousand claims on one subject",
        "Claims are lined up before anything is compared; steps grow as the claims do, on every page too.",
        (
            "tests/trust/test_load.py::test_reading_and_judging_twice_as_much_takes_twice_the_steps",
            "tests/trust/test_load.py::test_the_pages_of_twice_as_much_take_twice_the_steps",
        ),
    ),
    Row(
        42,
        "five thousand names",
        "Only names that share enough words are held against each other.",
        ("tests/trust/test_load.py::test_suggesting_over_twice_the_names_compares_twice_the_pairs",),
    ),
)
