from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("coverage_floor.py")
Figures = tuple[int, int, int, int]
"""Lines run, lines, branches run, branches."""


def judged(tmp_path: Path, files: dict[str, Figures], *, branches: bool = True) -> subprocess.CompletedProcess[str]:
    keys = ("covered_lines", "num_statements", "covered_branches", "num_branches")
    report = {
        "meta": {"branch_coverage": branches},
        "files": {name: {"summary": dict(zip(keys, figures, strict=True))} for name, figures in files.items()},
    }
    (tmp_path / "coverage.json").write_text(json.dumps(report), encoding="utf-8")
    return subprocess.run([sys.executable, SCRIPT, tmp_path / "coverage.json"], capture_output=True, text=True, check=False)


def test_both_folders_at_the_floor_pass_whatever_lies_elsewhere(tmp_path: Path) -> None:
    files = {
        "compare/kinds/a.py": (100, 100, 40, 40),
        "compare/kinds/b.py": (37, 40, 13, 20),
        "compare/analysis/c.py": (95, 95, 0, 5),
        "compare/cli/d.py": (0, 100, 0, 100),
    }
    ran = judged(tmp_path, files)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [
        "compare/kinds: 95.00% of lines and branches (at least 95%)",
        "compare/analysis: 95.00% of lines and branches (at least 95%)",
    ]


@pytest.mark.parametrize("low", ["compare/kinds", "compare/analysis"])
def test_a_folder_below_the_floor_fails_and_names_its_files_from_the_least_tested(tmp_path: Path, low: str) -> None:
    whole = {"compare/kinds/whole.py": (10, 10, 10, 10), "compare/analysis/whole.py": (10, 10, 10, 10)}
    files = {**whole, f"{low}/b.py": (9, 10, 8, 10), f"{low}/a.py": (10, 10, 0, 10)}
    ran = judged(tmp_path, files)
    assert ran.returncode == 1
    assert f"{low}: 78.33% of lines and branches (at least 95%)\n  {low}/a.py: 50.00%\n  {low}/b.py: 85.00%\n" in ran.stdout
    assert "whole.py" not in ran.stdout


def test_branches_count_as_much_as_lines(tmp_path: Path) -> None:
    ran = judged(tmp_path, {"compare/kinds/a.py": (100, 100, 80, 100), "compare/analysis/b.py": (1, 1, 0, 0)})
    assert ran.returncode == 1
    assert "compare/kinds: 90.00%" in ran.stdout


def test_a_folder_that_was_not_run_at_all_fails(tmp_path: Path) -> None:
    ran = judged(tmp_path, {"compare/kinds/a.py": (1, 1, 0, 0)})
    assert ran.returncode == 1
    assert "compare/analysis: 0.00%" in ran.stdout


def test_a_report_without_branches_cannot_be_judged(tmp_path: Path) -> None:
    ran = judged(tmp_path, {}, branches=False)
    assert ran.returncode == 1
    assert "branch = true" in ran.stderr
