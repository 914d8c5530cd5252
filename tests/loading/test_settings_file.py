from __future__ import annotations

import pytest

from compare.core.settings import Limits, Settings
from compare.loading.settings_file import parse_settings


def test_everything_that_may_be_set_is_read() -> None:
    top = 'title = "T"\nlanguage = "fr"\ntexts = ["../texts"]\ncount_copies_once = true\n'
    limits = Limits(depth=30, claims_per_file=5)
    read = parse_settings(f"{top}[limits]\ndepth = 30\nclaims_per_file = 5\n")
    assert read == (Settings("T", "fr", ("../texts",), limits, count_copies_once=True), [])


def test_what_is_not_set_has_its_default() -> None:
    assert parse_settings("") == (Settings(), [])


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a = 1\nb = x\n", "whosays.toml:2:5", "the file is not valid TOML: Invalid value"),
        ('\nzzz = 1\ntitle = "x"', "whosays.toml:2:1", "there is no setting “zzz”"),
        ("[limits]\ndeepth = 30\n", "whosays.toml:2:1", "there is no setting “limits.deepth”; did you mean depth?"),
        ('count_copies_once = "yes"\n', "whosays.toml:1:1", "count_copies_once is wrong: input should be a valid boolean"),
        ("title = 5\n", "whosays.toml:1:1", "title is wrong: input should be a valid string"),
        ('\ntexts = ["a", 1]\n', "whosays.toml:2:1", "texts is wrong: input should be a valid string"),
        ("[limits]\ndepth = 1000\n", "whosays.toml:2:1", "limits.depth is wrong: input should be less than or equal to 100"),
        ("[limits]\ndepth = true\n", "whosays.toml:2:1", "limits.depth is wrong: input should be a valid integer"),
        ("format = 0\n", "whosays.toml:1:1", "format is wrong: input should be greater than or equal to 1"),
        ("limits = 3\n", "whosays.toml:1:1", "limits is wrong: input should be a valid dictionary or instance of LimitsRecord"),
        ("title = " + "[" * 50_000, "whosays.toml", "the file is not valid TOML: too deep or too long a value"),
        ('x = 1\n"a" . b' + ".a" * 19 + " = 1", "whosays.toml:2:1", "the file is not valid TOML: a key has more than 20 parts"),
        ("[t]\nx = {a" + ".a" * 500_000, "whosays.toml:2:6", "the file is not valid TOML: a key has more than 20 parts"),
        ("title = " + "9" * 50_000, "whosays.toml", "the file is not valid TOML: too deep or too long a value"),
    ],
)
def test_a_setting_that_is_not_understood_is_a_problem(text: str, place: str, message: str) -> None:
    settings, problems = parse_settings(text)
    assert [(problem.code, str(problem.place), problem.message) for problem in problems] == [("C702", place, message)]
    assert settings.limits == Limits()


def test_a_casebook_of_a_newer_format_is_an_error_that_says_what_to_update() -> None:
    _, (problem,) = parse_settings('titel = "T"\nformat = 2\n')
    assert (problem.code, str(problem.place)) == ("C703", "whosays.toml:2:1")
    assert problem.message == "the casebook is of format 2, and this version of whosays reads format 1"


def test_one_wrong_setting_does_not_take_the_others_along() -> None:
    settings, problems = parse_settings('title = "T"\nlanguage = "english!"\n')
    assert settings == Settings("T")
    assert [str(problem.place) for problem in problems] == ["whosays.toml:2:1"]
