"""The faults of a local server: rows 98 to 104, shown by the review page (docs/review.md)."""

from __future__ import annotations

from typing import Final

from tests.trust.row import Row

_LET_IN: Final = "tests/server/test_who_is_let_in.py::"
_FORMS: Final = "tests/server/test_forms.py::"
_DECIDING: Final = "tests/server/test_deciding.py::"
_LIMITS: Final = "tests/server/test_limits.py::"
_COMMAND: Final = "tests/cli/test_review.py::"

ROWS: Final = (
    Row(
        98,
        "Another machine, or a page under another name, asks the review page for something.",
        "It listens on 127.0.0.1 alone and answers to its own two names, on every request; no other site can read an answer.",
        (
            f"{_LET_IN}test_nobody_is_listened_to_but_on_this_machine",
            f"{_LET_IN}test_another_host_is_refused_whatever_is_asked_for",
            f"{_LET_IN}test_a_request_without_a_host_or_with_two_is_refused",
            f"{_LET_IN}test_every_answer_has_the_headers_and_none_lets_other_sites_read",
        ),
    ),
    Row(
        99,
        "Another site sends a form in the editor's name.",
        "A form without the session's cookie, its token, an origin that is ours, or the one type of content is refused.",
        (
            f"{_FORMS}test_one_thing_that_is_wrong_is_enough",
            f"{_FORMS}test_a_form_without_its_token_is_refused",
            f"{_LET_IN}test_without_the_cookie_or_the_token_nothing_is_shown",
            f"{_LET_IN}test_a_page_of_another_site_can_load_nothing",
        ),
    ),
    Row(
        100,
        "An address leads out of the report: `..`, encoded once or twice, absolute, over a link.",
        "No address reaches the disk: what is no page of the report is not there.",
        ("tests/server/test_paths.py::test_what_is_no_page_of_the_report_is_not_there",),
    ),
    Row(
        101,
        "The page is shown in a frame of another, guessed at, or kept.",
        "Every answer forbids frames, guesses and keeping.",
        (
            f"{_LET_IN}test_every_answer_has_the_headers_and_none_lets_other_sites_read",
            f"{_LET_IN}test_what_is_no_request_has_the_headers_too",
        ),
    ),
    Row(
        102,
        "Two editors decide on one subject at once, or a file changes meanwhile.",
        "One decision is written; who comes second sees both and what they entered. No file that is there is touched.",
        (
            f"{_DECIDING}test_somebody_elses_decision_meanwhile_is_shown_beside_what_was_entered",
            f"{_DECIDING}test_of_two_forms_sent_at_once_one_is_written_and_the_other_is_shown",
            f"{_DECIDING}test_two_runs_on_one_casebook_do_not_write_past_each_other",
            f"{_DECIDING}test_one_new_file_says_all_that_was_entered",
            "tests/trust/test_at_once.py::test_of_two_who_change_one_file_at_once_neither_is_lost",
            "tests/trust/test_at_once.py::test_what_somebody_has_written_since_the_casebook_was_read_is_not_undone",
            "tests/trust/test_at_once.py::test_who_holds_a_folder_for_ever_keeps_nobody_for_ever",
        ),
    ),
    Row(
        103,
        "The port is taken, the command runs twice, or there is no browser.",
        "It ends, or goes on, with a sentence.",
        (
            f"{_COMMAND}test_a_port_in_use_is_told_with_its_cure",
            f"{_COMMAND}test_a_second_run_on_the_same_casebook_takes_another_port",
            f"{_COMMAND}test_no_browser_is_no_fault",
        ),
    ),
    Row(
        104,
        "A client is slow, or sends more than a form.",
        "It is not waited for, it blocks nobody, and what is too large is refused before it is read.",
        (
            f"{_LIMITS}test_a_slow_head_blocks_nobody_and_is_not_waited_for",
            f"{_LIMITS}test_a_slow_body_blocks_nobody_and_is_not_waited_for",
            f"{_LIMITS}test_a_body_that_says_it_is_too_large_is_not_waited_for",
            f"{_LIMITS}test_a_body_that_does_not_say_how_large_it_is_is_read_so_far",
            f"{_LIMITS}test_a_head_that_is_too_large_is_refused",
        ),
    ),
)
