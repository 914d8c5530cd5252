"""Every page is valid HTML by the Nu checker of the W3C."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any, Final

from tests.browser.reports import REPORTS, tell
from tests.browser.tools import java, vnu

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.reports import Reports

SHOWN: Final = 40  # messages that a failure lists
PASSED_OVER: Final = (
    # it does not understand `file:` in a policy; test_offline.py sees that Chromium takes style sheet and script
    re.compile(
        r"Resource violates Content Security Policy \(meta tag\): external (stylesheet|script) “(\.\./)*[\w/.-]+” blocked"
    ),
)


def messages(*folders: Path) -> list[dict[str, Any]]:
    """What the checker says of all pages in the folders, errors first."""
    program, archive = java(), vnu()
    assert program, "Java is not here: run `make browser`, which says how to get it"
    assert archive, "the Nu checker is not here: run `make browser`, which says how to get it"
    command = [program, "-jar", archive, "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html"]
    made = subprocess.run([*command, *map(str, folders)], capture_output=True, check=True)
    found: list[dict[str, Any]] = json.loads(made.stdout)["messages"]
    return sorted(found, key=lambda each: (each["type"] != "error", each["url"], each.get("lastLine", 0)))


def faults(found: list[dict[str, Any]]) -> list[str]:
    """The messages that are not passed over, with their places."""
    wanted = [each for each in found if not any(pattern.match(each["message"]) for pattern in PASSED_OVER)]
    return [
        f"{each.get('subType') or each['type']}: {each['url']}:{each.get('lastLine', '?')}: {each['message']}"
        f" {' '.join(each.get('extract', '').split())}"
        for each in wanted
    ]


def test_every_page_is_valid_html(reports: Reports) -> None:
    found = faults(messages(*(reports(casebook) for casebook in REPORTS)))
    tell([*found[:SHOWN], f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else found)


def test_errors_and_warnings_would_be_listed_errors_first(tmp_path: Path) -> None:
    heading = "<!DOCTYPE html><html lang='en'><title>One</title>"
    (tmp_path / "a.html").write_text(f"{heading}<section><p>No heading</p></section>", encoding="utf-8")
    (tmp_path / "b.html").write_text(f"{heading}<p id='1'><p id='1'>", encoding="utf-8")
    found = faults(messages(tmp_path))
    assert [line.partition(":")[0] for line in found] == ["error", "warning", "warning"]
    assert "Duplicate ID" in found[0]
