"""Rows 80 to 91: processes, disks and what is kept between two builds."""

from __future__ import annotations

from tests.trust.row import Row

_DISK = "tests/trust/test_disk.py::"
_KILLS = "tests/trust/test_kills.py::"
_FAULTS = "tests/trust/test_publish_faults.py::"
_PUBLISH = "tests/report/test_publish.py::"
_INCREMENTAL = "tests/cli/test_incremental.py::"
_STREAMS = "tests/cli/test_streams.py::"
_VERIFY = "tests/cli/test_verify.py::"
_FOLDER = "tests/trust/test_folder.py::"
_AT_ONCE = "tests/trust/test_at_once.py::"

ROWS = (
    Row(
        80,
        "A build is killed (SIGKILL) at any moment",
        "The old report or the new one is there, whole by `whosays verify`; the next build is a cold one in every byte.",
        (
            f"{_KILLS}test_a_build_killed_at_any_moment_leaves_a_whole_report",
            "tests/report/test_processes.py::test_a_killed_build_leaves_the_old_report_and_blocks_no_other",
        ),
    ),
    Row(
        81,
        "The disk is full, broken, over quota or not allowed, at any call that writes, closing included",
        "Exit 4 with one sentence; the old files or the new ones are there, whole; nothing is left that blocks the next run.",
        (
            f"{_DISK}test_whichever_call_fails_a_report_stays_or_is_there_whole",
            f"{_DISK}test_it_is_the_same_for_every_fault",
            f"{_DISK}test_a_disk_that_stays_full_keeps_the_old_report",
            f"{_DISK}test_a_first_build_that_fails_leaves_nothing_or_all",
            f"{_DISK}test_whichever_call_of_a_command_fails_its_files_are_the_old_or_the_new",
            f"{_STREAMS}test_a_file_that_takes_no_more_is_told",
            f"{_FAULTS}test_a_workbook_for_whose_parts_there_is_no_room_is_told",
        ),
    ),
    Row(
        82,
        "A dead run has left what it had half made",
        "It is removed, or put back where it is the only report, and the build goes on.",
        (
            f"{_PUBLISH}test_what_a_dead_run_left_is_removed",
            f"{_PUBLISH}test_a_report_that_a_dead_run_had_put_aside_comes_back_first",
            f"{_FAULTS}test_what_a_killed_writer_left_beside_a_file_is_taken_away_by_the_next",
            f"{_FOLDER}test_folders_that_somebody_has_made_read_only_block_no_build",
        ),
    ),
    Row(
        83,
        "A folder with files in it cannot be renamed over",
        "The two folders change places in one step; without such a call the old one is put aside, and back if that fails. "
        "There are no locks of Windows to wait for: whosays runs on POSIX systems.",
        (
            f"{_PUBLISH}test_a_new_report_replaces_the_old_whole",
            f"{_PUBLISH}test_a_system_without_the_call_renames_aside",
            f"{_PUBLISH}test_the_old_report_comes_back_when_the_second_rename_fails",
            f"{_DISK}test_a_system_without_its_own_calls_keeps_the_old_report_too",
            f"{_FOLDER}test_a_folder_that_cannot_be_renamed_is_told_with_what_helps",
        ),
    ),
    Row(
        84,
        "Two builds write to one folder at once",
        "The second exits 4 before its work and says which process on which machine is at it; no report is of both.",
        (
            f"{_FAULTS}test_a_second_build_is_told_at_once_who_is_at_work",
            f"{_KILLS}test_of_builds_at_once_each_publishes_whole_or_says_who_is_at_it",
            f"{_PUBLISH}test_two_builds_at_once_never_mix",
        ),
    ),
    Row(
        85,
        "The output is read-only, missing, or on a full disk",
        "Exit 4 with the reason before anything is read; a missing folder is made.",
        (
            f"{_FAULTS}test_a_disk_that_takes_nothing_is_told_before_the_work",
            f"{_FAULTS}test_a_folder_that_may_not_be_written_into_is_told_before_the_work",
            f"{_FAULTS}test_a_file_in_the_way_or_a_foreign_folder_is_told_before_the_work",
            f"{_FOLDER}test_what_has_the_name_of_what_a_build_makes_is_named_before_the_work",
            f"{_FOLDER}test_a_folder_where_a_disk_is_mounted_is_told_before_the_work",
            f"{_FOLDER}test_a_report_that_is_read_only_itself_is_left_alone",
        ),
    ),
    Row(
        86,
        "The page of a subject that was removed",
        "It goes, as the marker lists it; what is not listed stays; a retired id keeps a page that names its successor.",
        (
            f"{_INCREMENTAL}test_a_removed_subject_takes_its_page_with_it_and_nothing_else",
            f"{_PUBLISH}test_what_is_not_ours_is_carried_over",
            f"{_FOLDER}test_a_clone_of_git_in_the_folder_is_one_after_the_next_build",
            f"{_FOLDER}test_what_was_closed_to_others_stays_closed",
            f"{_FOLDER}test_a_folder_that_cannot_be_looked_into_is_named_and_not_lost",
            "tests/cli/test_retired.py::test_a_renamed_subject_leaves_its_page_behind",
        ),
    ),
    Row(
        87,
        "Somebody edited or removed a published page",
        "`whosays verify` names it; the next build makes that page again and no other.",
        (
            f"{_INCREMENTAL}test_a_page_that_another_hand_touched_is_mended_and_no_other_is_written",
            f"{_INCREMENTAL}test_files_beside_the_pages_are_mended_too",
            f"{_VERIFY}test_every_difference_is_named_with_its_cure",
            f"{_FOLDER}test_what_lies_where_a_page_belongs_is_named_and_not_lost",
        ),
    ),
    Row(
        88,
        "The marker is of another version, or damaged",
        "Pages are made again; where the list of files cannot be read nothing is guessed: exit 4 and the cure.",
        (
            f"{_INCREMENTAL}test_another_code_makes_every_page_again",
            f"{_FAULTS}test_a_marker_that_says_other_things_than_is_there_makes_the_report_anew",
            f"{_PUBLISH}test_a_marker_that_cannot_be_read_is_not_guessed_at",
            f"{_VERIFY}test_a_list_that_cannot_be_trusted_is_refused_whatever_it_says",
            f"{_VERIFY}test_a_list_that_another_hand_has_written_is_told_whatever_it_says",
            f"{_VERIFY}test_no_file_can_stand_in_the_list_for_two",
            f"{_VERIFY}test_a_record_that_says_nothing_is_told_and_never_taken_for_whole",
        ),
    ),
    Row(
        89,
        "A build over an old report",
        "Every byte is that of a build from nothing, whatever was changed in between.",
        (f"{_INCREMENTAL}test_after_any_series_of_changes_a_warm_build_is_a_cold_one",),
    ),
    Row(
        90,
        "Ctrl-C, SIGTERM, SIGHUP, or a reader of the output who has gone",
        "It ends without a traceback, what was half made is taken away, and the old report stays.",
        (
            f"{_KILLS}test_a_build_that_is_told_to_end_takes_away_what_it_has_half_made",
            f"{_KILLS}test_what_the_shell_has_set_to_be_ignored_stays_ignored",
            f"{_AT_ONCE}test_a_command_that_is_told_to_end_has_written_all_its_files_or_none",
            f"{_AT_ONCE}test_a_build_that_is_told_to_end_between_two_renames_makes_both",
            f"{_STREAMS}test_ctrl_c_ends_the_command_and_leaves_the_old_report",
            f"{_STREAMS}test_ctrl_c_while_the_command_loads_is_no_traceback",
            f"{_STREAMS}test_a_reader_who_has_gone_is_no_error_of_ours",
        ),
    ),
    Row(
        91,
        "Memory runs out, or a file is nested without end",
        "Depth, or more than memory holds, is an error of its file; too little for all is exit 70. The old report stays.",
        (
            f"{_FAULTS}test_too_little_memory_is_told_in_words_and_the_old_report_stays",
            f"{_FAULTS}test_a_file_that_memory_does_not_hold_is_an_error_of_its_own_and_the_others_are_told",
            f"{_FAULTS}test_a_library_for_which_there_is_no_memory_is_not_taken_for_one_that_is_missing",
            f"{_FAULTS}test_depth_is_an_error_of_its_file",
            f"{_FAULTS}test_depth_in_what_lies_beside_the_casebook_is_told_too",
        ),
    ),
)
