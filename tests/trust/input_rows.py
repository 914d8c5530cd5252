"""The rows of the table of faults that come with input: YAML and encoding, schema and content, quotes."""

from __future__ import annotations

from typing import Final

from tests.trust.row import Row

_INPUT: Final = "tests/trust/test_input.py::"
_REFUSED: Final = f"{_INPUT}test_what_is_refused_is_told_at_its_place_and_nothing_else_suffers"
_TAKEN: Final = f"{_INPUT}test_what_is_not_refused_is_warned_of_at_its_place_or_taken_as_it_is"
_STOPPED: Final = f"{_INPUT}test_a_file_that_is_refused_is_read_no_further_than_the_place_that_is_told"
_AT_ONCE: Final = f"{_INPUT}test_all_of_it_at_once_is_told_by_a_process_that_ends"
_WORDS: Final = f"{_INPUT}test_words_that_yaml_takes_for_something_else_stay_words"
_QUOTE: Final = f"{_INPUT}test_a_quote_is_found_through_its_typesetting_and_a_near_one_never"
_ALIKE: Final = f"{_INPUT}test_names_that_only_look_alike_stay_apart_and_those_that_differ_in_form_do_not"
_MARKS: Final = f"{_INPUT}test_marks_without_end_are_never_normalised"
_FOUND: Final = "tests/loading/test_quotes.py::test_a_quote_is_found_as_stored"
_ABSENT: Final = "tests/loading/test_quotes.py::test_what_is_not_there_is_not_found"

ROWS: Final = (
    Row(1, "Aliases that grow without bound", "refused at the first anchor, nothing grows", (_REFUSED, _STOPPED, _AT_ONCE)),
    Row(2, "A bomb of merge keys", "refused at the first anchor or `<<`", (_REFUSED, _STOPPED, _AT_ONCE)),
    Row(3, "An anchor that holds itself", "refused at the anchor", (_REFUSED, _AT_ONCE)),
    Row(4, "Nesting without end", "refused at the first level too many, without recursion", (_REFUSED, _STOPPED, _AT_ONCE)),
    Row(
        5,
        "One key twice",
        "refused with both lines; keys that YAML 1.1 joins stay apart",
        (_REFUSED, f"{_INPUT}test_keys_that_yaml_takes_for_one_are_all_on_the_page"),
    ),
    Row(6, "no, on, off", "stay the words they are", (_WORDS,)),
    Row(7, "Numbers as YAML 1.1 reads them", "stay text; a quantity takes plain, finite decimals only", (_WORDS, _REFUSED)),
    Row(8, "Days that no calendar has", "a problem with its place", (_REFUSED,)),
    Row(
        9,
        "Years of any age, dates in prose, other calendars",
        "read and sorted whatever Python's calendar holds, or refused with how to write it",
        (
            _TAKEN,
            _REFUSED,
            f"{_INPUT}test_years_of_any_age_stand_in_their_order",
            "tests/kinds/test_fast_paths.py::test_days_of_every_age_are_counted_alike",
        ),
    ),
    Row(
        10,
        "Moments with a time zone",
        "kept as written; the day as stated counts; a warning where it is another one in UTC",
        (_TAKEN, f"{_INPUT}test_a_moment_is_kept_as_written_and_held_against_others_by_the_day_it_states"),
    ),
    Row(11, "Tags", "refused, nothing is constructed", (_REFUSED,)),
    Row(12, "A second document", "refused where it begins", (_REFUSED,)),
    Row(13, "Tabs for indentation", "refused at the tab", (_REFUSED,)),
    Row(
        14,
        "A byte order mark",
        "no part of the text",
        (_TAKEN, f"{_INPUT}test_a_second_byte_order_mark_moves_no_place_and_shows_nothing_private"),
    ),
    Row(15, "UTF-16 and UTF-32", "named and refused, in our files and in articles", (_REFUSED,)),
    Row(16, "Bytes that are not UTF-8", "refused with the byte", (_REFUSED,)),
    Row(
        17,
        "Line ends of every kind",
        "counted in one way; what YAML does not take is refused, articles may hold it",
        (f"{_INPUT}test_lines_are_counted_in_one_way_whatever_ends_them", _QUOTE, _REFUSED),
    ),
    Row(18, "Control characters", "refused in our files, settings, tables and articles", (_REFUSED,)),
    Row(19, "Half a character", "refused, as an escape and in bytes", (_REFUSED,)),
    Row(20, "Private use and noncharacters", "a warning; refused where YAML itself has no such character", (_TAKEN, _REFUSED)),
    Row(
        21,
        "Direction controls",
        "refused in ids and words, a warning in texts and names, written out",
        (
            _REFUSED,
            _TAKEN,
            "tests/loading/test_characters.py::test_what_is_shown_has_nothing_that_acts",
            "tests/trust/test_output.py::test_every_string_of_every_field_is_on_the_pages_as_text",
            "tests/report/test_site.py::test_every_name_keeps_to_its_own_direction_and_says_its_language",
        ),
    ),
    Row(22, "Joiners and direction marks", "taken where a script needs them, refused in ids", (_TAKEN, _REFUSED)),
    Row(23, "A name in letters of two scripts", "a warning with the characters; never joined", (_TAKEN, _ALIKE)),
    Row(24, "Invisible characters", "a warning; folded away when names and quotes are matched", (_TAKEN, _QUOTE)),
    Row(25, "Composed and decomposed letters", "one name, one quote", (_TAKEN, _ALIKE)),
    Row(
        26,
        "Arabic spellings of one name",
        "suggested, and never joined without a person",
        (f"{_INPUT}test_arabic_spellings_are_suggested_and_never_joined_without_a_person",),
    ),
    Row(
        27,
        "Digits of other scripts",
        "read as the digits they are; the claim keeps them as written",
        (
            _TAKEN,
            f"{_INPUT}test_digits_of_another_script_stand_beside_what_they_were_read_as",
            "tests/kinds/test_quantity.py::test_read_and_shown",
        ),
    ),
    Row(28, "Combining marks without end", "refused before anything is normalised, in articles too", (_REFUSED, _MARKS)),
    Row(29, "Characters that compatibility forms make long", "stored and shown as written", (_WORDS,)),
    Row(
        30,
        "Turkish i, sharp s",
        "folded by fixed rules, whatever the locale",
        (_TAKEN, f"{_INPUT}test_the_locale_changes_nothing_of_what_is_folded"),
    ),
    Row(31, "An unknown key", "refused with the nearest known one", (_REFUSED,)),
    Row(32, "A key that is missing, empty or null", "refused", (_REFUSED,)),
    Row(33, "A value of another shape", "refused", (_REFUSED,)),
    Row(34, "One id twice, or but for case or form", "refused at its places", (_REFUSED,)),
    Row(35, "A reference that leads nowhere", "refused with the nearest id", (_REFUSED,)),
    Row(
        36,
        "Chains that come back to their start",
        "refused with the way round; there are no includes",
        (
            _REFUSED,
            f"{_INPUT}test_a_circle_of_sources_is_told_with_its_way",
            f"{_INPUT}test_a_thousand_circles_are_told_as_a_hundred_and_a_long_one_in_few_words",
        ),
    ),
    Row(
        37,
        "Nothing to compare",
        "never a pass and never a report; an empty file is a problem",
        ("tests/cli/test_exits.py::test_nothing_compared_is_never_a_pass", _REFUSED),
    ),
    Row(
        38,
        "One bad file of many",
        "listed; published only on request, under a banner, and not as a pass",
        (f"{_INPUT}test_one_bad_file_of_many_is_told_and_the_rest_is_published_only_on_request",),
    ),
    Row(39, "Dates in an impossible order", "a warning, held against the day of reading and never the clock", (_TAKEN,)),
    Row(
        40,
        "One claim twice in a file",
        "a warning, and counted once",
        (_TAKEN, f"{_INPUT}test_a_claim_that_is_written_twice_counts_once"),
    ),
    Row(
        41,
        "10,000 claims on one subject",
        "positions are compared, not claims",
        (
            "tests/analysis/test_laws.py::test_values_are_compared_once_per_pair_of_positions",
            "tests/report/test_claim_pages.py::test_every_claim_stands_on_exactly_one_page",
            "tests/trust/test_load.py::test_reading_and_judging_twice_as_much_takes_twice_the_steps",
            "tests/trust/test_load.py::test_the_pages_of_twice_as_much_take_twice_the_steps",
        ),
    ),
    Row(
        42,
        "Thousands of names",
        "only those that may be alike are scored; mistakes among them have a limit of work",
        (
            "tests/authoring/test_likeness.py::test_the_work_grows_with_the_names_that_look_alike_not_with_all_of_them",
            f"{_INPUT}test_thousands_of_mistakes_among_thousands_of_names_do_not_score_every_pair",
            "tests/trust/test_load.py::test_suggesting_over_twice_the_names_compares_twice_the_pairs",
            "tests/trust/test_shapes.py::test_twice_as_much_of_what_is_hostile_takes_twice_the_steps",
        ),
    ),
    Row(
        43,
        "Long texts in fuzzy matching",
        "cut before they are scored, and scored only so often",
        (
            f"{_INPUT}test_what_is_like_a_quote_is_looked_for_in_a_stretch_and_only_so_often",
            f"{_INPUT}test_what_cuts_sentences_never_gets_thousands_of_marks_without_a_space",
            f"{_INPUT}test_words_that_a_quote_repeats_are_looked_for_once",
            f"{_INPUT}test_thousands_of_mistakes_among_thousands_of_names_do_not_score_every_pair",
            "tests/trust/test_load.py::test_suggesting_over_twice_the_names_compares_twice_the_pairs",
        ),
    ),
    Row(
        44,
        "Patterns given by users",
        "none that take forever",
        (),
        because="No file and no option takes a regular expression; a rule names a subject or `*/attribute`, no pattern.",
    ),
    Row(45, "Typographic quotes, dashes, spaces, ligatures", "folded with a map back; the folding is told", (_QUOTE, _FOUND)),
    Row(46, "A quote over two paragraphs", "taken with a pilcrow; words never run together", (_TAKEN, _REFUSED)),
    Row(47, "A quote with gaps", "its parts in order, each found", (_TAKEN, _REFUSED, _FOUND)),
    Row(48, "A quote that occurs more than once", "refused until it is told apart", (_REFUSED, _TAKEN)),
    Row(49, "A near match", "suggested, never accepted", (_REFUSED, _QUOTE, _ABSENT)),
    Row(50, "No quote, one letter, the whole article", "refused, refused, a warning", (_REFUSED, _TAKEN)),
    Row(
        51,
        "An article edited since",
        "every quote is looked up again, and silence is not known any more",
        (_REFUSED, f"{_INPUT}test_silence_is_not_known_any_more_of_an_article_that_was_edited"),
    ),
    Row(52, "Hyphens at line ends, misread letters", "a suggestion only", (_REFUSED,)),
    Row(53, "An editor's words in brackets", "matched without them", (_TAKEN, _FOUND)),
    Row(
        54,
        "A quote in translation",
        "the original is looked up",
        (_TAKEN, "tests/loading/test_casebook.py::test_of_a_translation_the_original_is_looked_up"),
    ),
)
