"""The rows on output, files, reproducibility and what is silently wrong."""

from __future__ import annotations

from tests.trust.row import Row

FILES = "tests/trust/test_files.py"
OUTPUT = "tests/trust/test_output.py"
FRONT = "tests/trust/test_front.py"
SITE = "tests/report/test_site.py"
SAME = "tests/test_same_bytes.py"
PAGES = f"{OUTPUT}::test_every_string_of_every_field_is_on_the_pages_as_text"
EXPORTS = f"{OUTPUT}::test_every_string_is_in_every_export"
GATE = "tests/cli/test_gate_formats.py::test_whatever_others_wrote_stays_text_in_every_format"
ADDRESSES = "tests/loading/test_addresses.py"
TABLES = "tests/authoring/test_tables.py"
ALL_SAME = f"{SAME}::test_nothing_around_a_build_changes_a_byte"

ROWS = (
    Row(
        55,
        "HTML in any field",
        "it is shown as text; no element, attribute or address of its own",
        (
            PAGES,
            f"{OUTPUT}::test_every_string_that_a_kind_takes_is_told_as_the_value_it_is",
            f"{OUTPUT}::test_no_string_adds_an_element_or_an_attribute",
            f"{SITE}::test_hostile_text_stays_text",
        ),
    ),
    Row(
        56,
        "attributes without quotes",
        "text of others adds no attribute",
        (
            f"{OUTPUT}::test_no_string_adds_an_element_or_an_attribute",
            f"{SITE}::test_hostile_text_adds_no_element_and_no_attribute",
            "tests/report/test_templates.py::test_every_attribute_is_quoted_and_no_text_is_kept_from_being_escaped",
        ),
    ),
    Row(
        57,
        "addresses that run code or mislead",
        "a warning; shown as text, linked only where plain http or https",
        (
            f"{ADDRESSES}::test_everything_else_is_not_linked",
            f"{ADDRESSES}::test_any_text_has_an_answer",
            f"{FRONT}::test_an_address_that_runs_code_or_misleads_is_a_warning_and_text",
            f"{SITE}::test_an_address_that_could_run_code_is_text",
            PAGES,
        ),
    ),
    Row(
        58,
        "hosts in look-alike letters",
        "their ASCII form stands beside",
        (
            f"{FRONT}::test_a_host_in_letters_that_look_alike_stands_beside_its_ascii_form",
            "tests/report/test_views.py::test_a_host_in_other_letters_is_shown_in_ascii_too",
        ),
    ),
    Row(
        59,
        "data in a script",
        "no page has inline data; what the search reads cannot leave its string",
        (
            f"{FRONT}::test_words_that_end_a_script_stay_words",
            "tests/report/test_catalogue.py::test_hostile_text_cannot_leave_its_string",
            f"{SITE}::test_hostile_text_adds_no_element_and_no_attribute",
        ),
    ),
    Row(
        60,
        "text in a style, class or id",
        "never: ids and paths are plain words or hashed",
        ("tests/report/test_views.py::test_a_slug_is_safe_and_no_id_could_be_it", PAGES),
    ),
    Row(
        61,
        "attached SVG or HTML",
        "",
        (),
        because="A casebook has no attachments: articles are plain text, and nothing else is taken into a report.",
    ),
    Row(
        62,
        "ids that take the place of what a script uses",
        "every id has a prefix of ours and stands once",
        (
            f"{FRONT}::test_no_id_takes_the_place_of_what_a_script_uses",
            f"{SITE}::test_ids_are_unique_on_each_page",
            "tests/report/test_views.py::test_a_slug_is_safe_and_no_id_could_be_it",
        ),
    ),
    Row(
        63,
        "template syntax in data",
        "it stays text; there are no templates of users",
        (f"{SITE}::test_hostile_text_stays_text", PAGES),
    ),
    Row(
        64,
        "remote content, and links that tell where from",
        "a policy that allows nothing from elsewhere; links without referrer or opener",
        (
            f"{FRONT}::test_a_page_asks_nothing_of_anybody_and_tells_no_one_where_its_reader_comes_from",
            f"{SITE}::test_nothing_is_requested_from_elsewhere",
            f"{SITE}::test_outside_links_say_nothing_of_where_they_are_followed_from",
        ),
    ),
    Row(
        65,
        "formulas in tables",
        "guarded in CSV, text in XLSX, as written in JSON; numbers stay numbers",
        (
            f"{TABLES}::test_what_a_spreadsheet_would_run_is_guarded",
            f"{TABLES}::test_what_is_harmless_is_written_as_it_is",
            "tests/cli/test_export.py::test_a_table_of_awkward_cells_comes_back_the_same",
            "tests/cli/test_export.py::test_a_workbook_of_findings_has_text_only_and_a_first_row_that_stays",
            EXPORTS,
        ),
    ),
    Row(
        66,
        "guessed types in a table",
        "every cell is text, and what a spreadsheet converted is named",
        (
            f"{FRONT}::test_a_cell_of_a_table_is_the_text_that_stands_in_it",
            f"{TABLES}::test_what_a_spreadsheet_has_converted_is_named_with_its_cell",
            f"{TABLES}::test_every_cell_of_both_formats_reads_back_as_the_same_text",
        ),
    ),
    Row(
        67,
        "terminal escapes",
        "written out",
        (
            "tests/cli/test_streams.py::test_nothing_in_a_path_acts_on_the_terminal",
            "tests/cli/test_problem_lines.py::test_what_would_act_or_hide_is_written_out_with_the_caret_still_right",
            "tests/cli/test_problem_lines.py::test_a_control_character_is_written_out",
            f"{OUTPUT}::test_nothing_acts_in_what_the_gate_and_the_changes_tell",
        ),
    ),
    Row(
        68,
        "commands of a build server",
        "written out wherever it would obey",
        (GATE, f"{OUTPUT}::test_nothing_acts_in_what_the_gate_and_the_changes_tell"),
    ),
    Row(
        69,
        "Markdown and mentions",
        "in code spans, or escaped",
        (GATE, "tests/cli/test_changes.py::test_hostile_words_are_inert_in_markdown_and_on_the_terminal"),
    ),
    Row(
        70,
        "what is confidential",
        "in no byte of any output",
        (
            "tests/cli/test_confidential.py::test_what_is_confidential_is_in_nothing_that_is_printed_or_written",
            "tests/cli/test_confidential.py::test_nor_is_it_on_the_review_page",
            "tests/cli/test_confidential.py::test_nor_is_it_where_the_file_is_broken",
            "tests/cli/test_build.py::test_what_is_private_is_in_no_byte_of_output",
        ),
    ),
    Row(
        71,
        "paths in ids and file names",
        "an error at its place, and no file is made",
        (
            f"{FILES}::test_an_id_that_is_no_plain_name_makes_no_file",
            f"{FILES}::test_a_text_is_a_name_in_a_folder_and_never_a_way_out",
            f"{FILES}::test_a_subject_is_two_plain_words",
        ),
    ),
    Row(
        72,
        "links that lead out",
        "refused by their real path, for reading and for writing",
        (
            f"{FILES}::test_what_is_no_file_of_the_casebook_is_named_and_not_read",
            f"{FILES}::test_a_folder_that_leads_out_is_neither_read_nor_written_into",
            f"{FILES}::test_an_article_text_in_a_named_folder_does_not_lead_out_of_it",
            f"{FILES}::test_a_new_casebook_is_not_made_through_a_link",
            f"{FILES}::test_schemas_are_not_written_through_a_link",
            f"{FILES}::test_a_report_is_refused_where_it_would_stand_in_the_way",
            "tests/trust/test_folder.py::test_a_link_on_the_way_leads_past_no_refusal",
        ),
    ),
    Row(
        73,
        "pipes, devices, folders and links to nothing in the place of files",
        "named with exit 3, or 2 and 4 outside the casebook; nothing is waited for",
        (
            f"{FILES}::test_what_is_no_file_of_the_casebook_is_named_and_not_read",
            f"{FILES}::test_what_is_given_to_take_in_is_looked_at_before_it_is_read",
            f"{FILES}::test_a_baseline_is_looked_at_before_it_is_read",
            f"{FILES}::test_a_table_to_judge_is_looked_at_before_it_is_read",
            f"{FILES}::test_a_marker_that_is_none_stops_the_build_and_nothing_is_lost",
            f"{FILES}::test_an_export_waits_for_no_pipe_and_goes_through_no_link",
        ),
    ),
    Row(
        74,
        "names that a file system cannot hold or tell apart",
        "plain, short slugs, else with a hash",
        (
            f"{FILES}::test_no_name_in_a_report_is_reserved_too_long_or_another_in_other_letters",
            f"{FILES}::test_ids_that_differ_by_case_or_composition_never_meet",
            f"{FILES}::test_an_output_whose_name_is_too_long_is_one_line",
        ),
    ),
    Row(
        75,
        "a file that may not be read",
        "an error that names it",
        (f"{FILES}::test_a_file_that_may_not_be_read_is_named_and_the_others_are_told",),
    ),
    Row(
        76,
        "a file that changes while it is read",
        "read once more, with a warning; an error if it changes again",
        (f"{FILES}::test_a_file_that_changes_while_it_is_read_is_read_once_more_and_then_named",),
    ),
    Row(
        77,
        "hostile archives",
        "a workbook has limits on parts, size and ratio, is never unpacked to disk, and is read apart with little memory",
        (
            f"{FILES}::test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_does",
            f"{FILES}::test_names_in_a_workbook_lead_nowhere",
            f"{FILES}::test_bytes_that_are_no_archive_are_no_workbook",
        ),
    ),
    Row(
        78,
        "too many files, or too large ones",
        "refused by what the folder says, before anything is read",
        (
            f"{FILES}::test_a_folder_beyond_the_limit_is_not_read_at_all",
            f"{FILES}::test_files_that_are_together_too_large_are_not_read_at_all",
            f"{FILES}::test_what_is_no_file_of_the_casebook_is_named_and_not_read",
        ),
    ),
    Row(
        79,
        "an output that is not ours",
        "refused with exit 4, and left as it is",
        (f"{FILES}::test_a_report_is_refused_where_it_would_stand_in_the_way",),
    ),
    Row(
        92,
        "hash seeds, the order of files, processes",
        "no effect on any byte",
        (
            ALL_SAME,
            f"{SAME}::test_neither_the_order_of_listings_nor_the_number_of_processes_changes_a_byte",
            "tests/cli/test_export.py::test_every_export_is_written_under_each_of_its_endings_and_twice_the_same",
        ),
    ),
    Row(
        93,
        "time zone, locale, umask, folder, user and host",
        "no effect on any byte",
        (
            ALL_SAME,
            f"{SAME}::test_turkish_letters_change_no_byte",
            f"{SAME}::test_neither_the_home_nor_the_names_of_builder_and_machine_change_a_byte",
            f"{SAME}::test_another_user_builds_the_same_bytes",
            f"{SAME}::test_a_clone_gives_the_same_bytes",
            f"{SAME}::test_however_a_casebook_and_its_baseline_are_named_the_bytes_are_the_same",
            f"{SAME}::test_no_output_tells_when_where_or_by_whom_it_was_made",
        ),
    ),
    Row(
        94,
        "an epoch that is missing or none",
        "without one no clock; one that is none is an error",
        (
            "tests/cli/test_decide.py::test_an_epoch_that_is_none_is_told",
            "tests/cli/test_decide.py::test_without_a_day_no_report_depends_on_the_clock",
        ),
    ),
    Row(
        95,
        "clocks that go back, leap days",
        "dates are civil and compared by their day",
        (
            f"{FRONT}::test_a_day_that_no_calendar_has_is_an_error",
            f"{FRONT}::test_days_either_side_of_a_leap_day_are_a_contradiction_and_no_rounding",
            "tests/kinds/test_edtf_bounds.py::test_day_numbers_are_those_of_the_calendar",
            "tests/loading/test_timestamps.py::test_the_stated_day_and_the_day_in_utc",
        ),
    ),
    Row(
        96,
        "a baseline that is missing, broken or newer",
        "an error, and never no changes",
        (
            "tests/cli/test_baseline.py::test_a_baseline_that_cannot_be_read_is_an_error_and_never_no_changes",
            "tests/cli/test_changes.py::test_a_committed_baseline_of_a_newer_format_is_an_error",
            "tests/cli/test_changes.py::test_one_that_is_not_there_is_a_usage_error",
            "tests/cli/test_gate.py::test_a_baseline_that_is_not_there_is_exit_2",
            "tests/cli/test_gate.py::test_a_baseline_that_cannot_be_read_is_exit_3_and_never_counts_as_empty",
            "tests/cli/test_gate_formats.py::test_every_format_says_that_no_baseline_was_given",
        ),
    ),
    Row(
        97,
        "a casebook of a newer tool",
        "an error that says what to update, also without the number: a key that is not known is never ignored",
        (
            "tests/test_gallery.py::test_the_folder_gives_exactly_the_expected_lines",
            "tests/cli/test_exits.py::test_an_unknown_setting_is_exit_2",
            "tests/cli/test_exits.py::test_a_casebook_of_a_newer_version_is_exit_2_and_says_what_to_update_and_nothing_else",
            "tests/cli/test_changes.py::test_a_committed_baseline_of_a_newer_format_is_an_error",
        ),
    ),
    Row(
        105,
        "data that failed to load",
        "told; no contradictions is said only of a whole, valid casebook",
        (
            "tests/report/test_views.py::test_no_contradictions_is_said_only_without_errors",
            f"{SITE}::test_an_empty_casebook_reassures_nobody",
            "tests/cli/test_build.py::test_keep_going_publishes_with_a_banner_and_still_exits_3",
            "tests/trust/test_input.py::test_one_bad_file_of_many_is_told_and_the_rest_is_published_only_on_request",
            "tests/cli/test_gate.py::test_no_page_of_results_looks_like_a_pass_where_nothing_was_compared",
            "tests/cli/test_changes.py::test_with_errors_nothing_is_never_called_unchanged",
        ),
    ),
    Row(
        106,
        "no JavaScript",
        "everything is readable",
        (
            "tests/browser/test_without_script.py::test_every_quote_of_a_subject_is_seen",
            "tests/browser/test_without_script.py::test_every_question_is_seen_on_the_first_page_or_one_it_links_to",
        ),
    ),
    Row(
        107,
        "a filter that hides",
        "told where it hides, and on paper",
        (
            "tests/browser/test_filter.py::test_it_is_told_and_can_be_cleared_where_it_is_told",
            "tests/browser/test_filter.py::test_paper_has_what_is_shown_and_says_so",
        ),
    ),
    Row(
        108,
        "one origin taken for several",
        "cannot be: support is counted in origins",
        (
            f"{FRONT}::test_what_two_sources_have_from_one_is_never_told_as_of_two",
            "tests/analysis/test_origins.py::test_support",
            "tests/analysis/test_laws.py::test_a_second_copy_of_a_source_adds_no_origin",
            "tests/analysis/test_laws.py::test_origins_counted_for_all_at_once_are_those_of_each_position",
        ),
    ),
    Row(
        109,
        "a decision made for other values",
        "stale: shown, not applied",
        (
            "tests/review/test_decisions.py::test_a_decision_on_other_positions_is_stale_and_stops_the_check",
            "tests/cli/test_decide.py::test_a_changed_value_makes_it_stale_and_nothing_deletes_it",
            f"{SITE}::test_a_stale_decision_is_shown_and_not_applied",
        ),
    ),
    Row(
        110,
        "two people made one",
        "the claims of both are listed before and after; one command makes them two again; ids that are gone stay named",
        (
            "tests/cli/test_suggest.py::test_the_claims_of_two_entities_are_listed_before_they_become_one_and_after",
            "tests/cli/test_suggest.py::test_yes_to_two_entities_makes_them_one",
            "tests/cli/test_retired.py::test_a_retired_subject_keeps_its_page_and_leads_to_what_stands_in_its_place",
        ),
    ),
)
