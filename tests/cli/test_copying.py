"""Sources that may copy one another: sixty questions, eight honest papers and two that share twenty odd answers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import contents, whosays, write

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONS = 60
ODD = 20
HONEST = tuple(f"paper-{letter}" for letter in "abcdefgh")
COPYING = ("echo", "wire")
HINT = "1 pair of sources may copy one another; each source still counts by itself"
ONCE = "1 pair of sources may copy one another; each group counts as one source"
SOURCE = "title: {title}\npublished: 2024-05-03\nbasis: stated on the page\n"


def day(number: int, *, odd: bool = False) -> str:
    """When the bridge of this number opened, or what hardly anyone says of it."""
    return f"19{number + 10:02}-07-0{number % 9 + 1}" if odd else f"19{number + 10:02}-03-02"


def claim_file(source: str) -> str:
    claims = "\n".join(
        f"  - {{id: c{at}, subject: bridge-{at}/opened, "
        f"value: {day(at, odd=source in COPYING and at < ODD)}, quote: as was said}}"
        for at in range(QUESTIONS)
    )
    return f"source: {source}\nclaims:\n{claims}\n"


@pytest.fixture
def bridges(tmp_path: Path) -> Path:
    entities = "".join(f"  bridge-{at}: {{name: Bridge {at}, type: place}}\n" for at in range(QUESTIONS))
    subjects = "".join(
        f"  bridge-{at}/opened: {{question: When did bridge {at} open?, kind: date}}\n" for at in range(QUESTIONS)
    )
    root = tmp_path / "bridges"
    write(
        root,
        {
            "claims/vocabulary/entities.yaml": f"entities:\n{entities}",
            "claims/vocabulary/subjects.yaml": f"subjects:\n{subjects}",
            **{f"seeds/{each}.yaml": SOURCE.format(title=each.title()) for each in (*HONEST, *COPYING)},
            **{f"claims/{each}.yaml": claim_file(each) for each in (*HONEST, *COPYING)},
        },
    )
    return root


def findings(root: Path) -> Any:
    return json.loads((root / "reports" / "findings.json").read_text(encoding="utf-8"))


def page(root: Path, name: str) -> str:
    return (root / "reports" / name).read_text(encoding="utf-8")


def untagged(html: str) -> str:
    """The page without its links."""
    return re.sub("</?(?:a|bdi)\\b[^>]*>", "", html)


def on_the_first(root: Path, answers: dict[str, str]) -> None:
    """Let the honest papers say this of bridge 0, and those not named nothing."""
    for paper in HONEST:
        text = claim_file(paper)
        claim = next(line for line in text.splitlines() if "bridge-0/" in line)
        said = claim.replace(day(0), answers[paper]) + "\n" if paper in answers else ""
        write(root, {f"claims/{paper}.yaml": text.replace(f"{claim}\n", said)})


def count_once(root: Path) -> None:
    write(root, {"whosays.toml": "count_copies_once = true\n"})


def test_the_hint_is_in_the_findings_with_its_evidence(bridges: Path) -> None:
    assert whosays("build", bridges).exit_code == 0
    (hint,) = findings(bridges)["copy_hints"]
    assert hint["sources"] == ["echo", "wire"]
    assert [hint[each] for each in ("subjects", "same", "strays", "rare", "alone")] == [60, 60, 20, 20, 20]
    assert 0 < hint["expected"] < 5
    assert hint["examples"][0] == {"subject": "bridge-0/opened", "value": "1 July 1910"}
    assert findings(bridges)["counted_as"] == {}


def test_the_overview_tells_it_in_words_with_linked_answers(bridges: Path) -> None:
    whosays("build", bridges)
    overview = page(bridges, "index.html")
    assert "Sources that may copy one another" in overview
    assert "Echo and Wire give the same answer to all 60 questions that both answer. 20 of their common answers" in overview
    assert "Whether one copies the other a person decides." in overview
    assert '<a href="s/bridge-0/opened.html"><bdi dir="auto" lang="en">When did bridge 0 open?</bdi></a>' in overview
    assert "1 July 1910" in overview


def test_build_and_check_name_the_number_of_hints(bridges: Path) -> None:
    assert whosays("build", bridges).stdout.splitlines()[1:] == [HINT]
    assert HINT in whosays("check", bridges).stdout.splitlines()
    count_once(bridges)
    assert whosays("build", bridges).stdout.splitlines()[1:] == [ONCE]
    assert HINT not in whosays("check", bridges).stdout


def test_without_a_hint_nothing_is_said_of_copying(bridges: Path) -> None:
    write(bridges, {"claims/wire.yaml": claim_file("paper-a").replace("paper-a", "wire")})
    assert len(whosays("build", bridges).stdout.splitlines()) == 1
    assert "may copy" not in whosays("check", bridges).stdout
    assert "may copy" not in page(bridges, "index.html")
    assert findings(bridges)["copy_hints"] == []


def test_a_hint_alone_changes_no_standing_and_no_count(bridges: Path) -> None:
    whosays("build", bridges)
    first = next(each for each in findings(bridges)["subjects"] if each["id"] == "bridge-0/opened")
    assert (first["standing"], first["shape"], first["most_supported"]) == ("contested", "8-2", 0)


def shown(root: Path) -> list[str]:
    return whosays("show", "bridge-0/opened", "-C", root).stdout.splitlines()


def test_counted_once_a_group_is_one_source(bridges: Path) -> None:
    on_the_first(bridges, {"paper-a": day(0, odd=True), "paper-b": "1910", "paper-c": day(0)})
    before = (
        "Most supported: “1 July 1910”, held by 3 sources, from 1 to 3 origins, and compatible with 1 more. A person decides."
    )
    assert before in shown(bridges)
    count_once(bridges)
    after = (
        "Most supported: “1 July 1910”, held by 2 sources, from 1 to 2 origins, and compatible with 1 more "
        "(sources that seem to copy one another counted as one). A person decides."
    )
    assert after in shown(bridges)


def test_what_only_copies_hold_leads_until_they_count_once(bridges: Path) -> None:
    on_the_first(bridges, {"paper-a": day(0)})
    assert "Most supported: “1 July 1910”, held by 2 sources, from 1 to 2 origins. A person decides." in shown(bridges)
    count_once(bridges)
    assert "No reading is better supported than the others." in shown(bridges)


def test_the_pages_say_which_sources_count_as_one(bridges: Path) -> None:
    count_once(bridges)
    assert whosays("build", bridges).exit_code == 0
    assert findings(bridges)["counted_as"] == {"wire": "echo"}
    assert "<li>Echo and Wire count as one source.</li>" in untagged(page(bridges, "index.html"))
    assert "Echo and Wire count as one source." in untagged(page(bridges, "s/bridge-0/opened.html"))


def test_a_table_of_the_same_claims_comes_to_the_same_hint(tmp_path: Path) -> None:
    rows = [
        f"bridge-{at}/opened,{source},{day(at, odd=source in COPYING and at < ODD)}"
        for source in (*HONEST, *COPYING)
        for at in range(QUESTIONS)
    ]
    write(tmp_path, {"claims.csv": "subject,source,value\n" + "\n".join(rows) + "\n"})
    for options, counted_as in (((), {}), (("--count-copies-once",), {"wire": "echo"})):
        assert whosays("judge", tmp_path / "claims.csv", "--kind", "date", "-o", tmp_path / "out", *options).exit_code == 0
        found = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))
        assert [each["sources"] for each in found["copy_hints"]] == [["echo", "wire"]]
        assert found["copy_hints"][0]["examples"][0] == {"subject": "bridge-0/opened", "value": "1 July 1910"}
        assert found["counted_as"] == counted_as


def test_the_order_of_the_files_changes_nothing(bridges: Path) -> None:
    count_once(bridges)
    whosays("build", bridges)
    before = contents(bridges / "reports")
    text = (bridges / "claims/wire.yaml").read_text(encoding="utf-8")
    head, rows = text.partition("claims:\n")[0], text.splitlines()[2:]
    write(bridges, {"claims/wire.yaml": f"{head}claims:\n" + "\n".join(reversed(rows)) + "\n"})
    whosays("build", bridges)
    after = contents(bridges / "reports")
    assert json.loads(before["findings.json"])["copy_hints"] == json.loads(after["findings.json"])["copy_hints"]
    assert before["index.html"] == after["index.html"]
