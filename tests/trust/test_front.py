"""Faults that other tests show piece by piece, once more through the command and what it writes."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from compare.report.site import showable
from tests.cli.conftest import contents, whosays, write
from tests.loading.test_addresses import UNSAFE
from tests.report.conftest import XHTML, parse, shown

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

HOST = "https://www.\u0430pple.example/mill"  # the first letter is Cyrillic
OUT = "</script><script>alert(1)</script>\u2028"
CLOBBERING = ("location", "forms", "body", "cookie", "head", "title", "images")
"""Names that a script would find on `document` or `window`."""


def changed(book: Path, file: str, old: str, new: str) -> None:
    text = (book / file).read_text(encoding="utf-8")
    assert old in text
    (book / file).write_text(text.replace(old, new), encoding="utf-8")


def built(book: Path) -> dict[str, Element]:
    """The pages of the report, by path."""
    done = whosays("build", book)
    assert done.exit_code == 0, done.output
    files = contents(book / "reports")
    return {name: parse(data.decode()) for name, data in files.items() if name.endswith(".html")}


def test_a_host_in_letters_that_look_alike_stands_beside_its_ascii_form(book: Path) -> None:
    changed(book, "seeds/courier.yaml", "published:", f"url: {HOST}\npublished:")
    assert "www.xn--pple-43d.example" in shown(built(book)["src/courier.html"])


def test_an_address_that_runs_code_or_misleads_is_a_warning_and_text(book: Path) -> None:
    addresses = [each for each in UNSAFE if each]
    records = {
        f"seeds/wire-{at}.yaml": f"title: t\npublished: 2024\nbasis: page\nurl: {json.dumps(each)}\n"
        for at, each in enumerate(addresses)
    }
    write(book, records)
    checked = whosays("check", book)
    assert checked.exit_code == 0
    assert [at for at in range(len(addresses)) if f"seeds/wire-{at}.yaml:4:6: warning U601 " not in checked.stdout] == []
    pages = built(book)
    for at, address in enumerate(addresses):
        page = pages[f"src/wire-{at}.html"]
        assert str(showable(address)) in shown(page)
        assert not [each for each in page.iter() if re.match(r".*:|//", each.attrib.get("href", ""))], address


def test_words_that_end_a_script_stay_words(book: Path) -> None:
    changed(book, "seeds/courier.yaml", "title: A mill is gone", f"title: {json.dumps(OUT)}")
    changed(book, "claims/vocabulary/subjects.yaml", "Who owns the mill?", json.dumps(f"Who owns {OUT}?"))
    pages = built(book)
    scripts = [each for page in pages.values() for each in page.iter(f"{XHTML}script")]
    assert scripts
    assert not [each for each in scripts if each.text or set(each.attrib) - {"src", "defer"}]
    assert OUT.rstrip("\u2028") in shown(pages["s/mill/owner.html"])
    data = {name: text.decode() for name, text in contents(book / "reports").items() if name.startswith("search/")}
    assert any("alert(1)" in text for text in data.values())
    assert not [name for name, text in data.items() if "</script" in text.lower() or "\u2028" in text]


def test_no_id_takes_the_place_of_what_a_script_uses(book: Path) -> None:
    for number, name in enumerate(CLOBBERING):
        changed(
            book,
            "claims/courier.yaml",
            "claims:\n",
            f"claims:\n  - {{id: {name}, subject: mill/{name}, value: {number}, quote: burned}}\n",
        )
        changed(
            book,
            "claims/vocabulary/subjects.yaml",
            "subjects:\n",
            f"subjects:\n  mill/{name}: {{question: How many {name}?, kind: quantity}}\n",
        )
    for path, page in built(book).items():
        ids = Counter(each.attrib["id"] for each in page.iter() if "id" in each.attrib)
        assert not [each for each, times in ids.items() if times > 1], path
        assert not set(ids) & set(CLOBBERING), path
        assert not [each.attrib["name"] for each in page.iter() if each.attrib.get("name") in CLOBBERING], path


def test_a_page_asks_nothing_of_anybody_and_tells_no_one_where_its_reader_comes_from(book: Path) -> None:
    changed(book, "seeds/courier.yaml", "published:", "url: https://courier.example/mill\npublished:")
    outside = 0
    for path, page in built(book).items():
        policies = [each.attrib["content"] for each in page.iter(f"{XHTML}meta") if "http-equiv" in each.attrib]
        assert len(policies) == 1, path
        assert policies[0].startswith("default-src 'none'; "), path
        assert not re.search(r"unsafe|https?:|\*", policies[0]), path
        assert not [each.attrib["src"] for each in page.iter() if re.match(r"\w+:|//", each.attrib.get("src", ""))], path
        for link in page.iter(f"{XHTML}a"):
            if re.match(r"\w+:|//", link.attrib.get("href", "")):
                outside += 1
                assert set(link.attrib["rel"].split()) >= {"noopener", "noreferrer"}, path
    assert outside


@pytest.mark.parametrize("written", ["NA", "null", "None", "0777", "1e5", "2024-03-01", "TRUE", "nan", "1,5"])
def test_a_cell_of_a_table_is_the_text_that_stands_in_it(book: Path, tmp_path: Path, written: str) -> None:
    changed(
        book,
        "claims/vocabulary/subjects.yaml",
        "subjects:\n",
        "subjects:\n  mill/sign: {question: What stood on it?, kind: text}\n",
    )
    (tmp_path / "table.csv").write_text(
        f'source,id,subject,value,quote,note\ncourier,sign,mill/sign,"{written}",The mill burned,"{written}"\n',
        encoding="utf-8",
    )
    done = whosays("import", tmp_path / "table.csv", "-C", book)
    assert done.exit_code == 0, done.output
    claims: list[Any] = yaml.load((book / "claims/courier.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)["claims"]  # noqa: S506 - reads text only
    (sign,) = (each for each in claims if each["id"] == "sign")
    assert (sign["value"], sign["note"]) == (written, written)


@pytest.mark.parametrize(("day", "code"), [("2024-02-29", 0), ("2023-02-29", 3), ("2100-02-29", 3), ("2000-02-29", 0)])
def test_a_day_that_no_calendar_has_is_an_error(book: Path, day: str, code: int) -> None:
    for name in ("courier", "ledger"):
        changed(book, f"claims/{name}.yaml", "2024-05-02", day)
    checked = whosays("check", book)
    assert (checked.exit_code, "error V401 unreadable-value" in checked.stdout) == (code, code == 3)


def test_days_either_side_of_a_leap_day_are_a_contradiction_and_no_rounding(book: Path) -> None:
    changed(book, "claims/courier.yaml", "2024-05-02", "2024-02-28")
    changed(book, "claims/ledger.yaml", "2024-05-02", "2024-03-01")
    pages = built(book)
    assert "28 February 2024" in shown(pages["s/mill/burned-on.html"])
    found = json.loads((book / "reports/findings.json").read_text(encoding="utf-8"))
    assert {each["id"]: each["standing"] for each in found["subjects"]}["mill/burned-on"] == "contested"


def test_what_two_sources_have_from_one_is_never_told_as_of_two(book: Path) -> None:
    write(
        book,
        {
            "claims/ledger.yaml": (book / "claims/courier.yaml")
            .read_text(encoding="utf-8")
            .replace("courier", "ledger")
            .replace("quote:", "via: courier, quote:"),
            "seeds/ledger.yaml": "title: Fire at the mill\npublished: 2024-05-04\nbasis: stated on the page\n",
        },
    )
    pages = built(book)
    found = json.loads((book / "reports/findings.json").read_text(encoding="utf-8"))
    for subject in found["subjects"]:
        assert subject["standing"] == "echoed"
        assert subject["positions"][0]["sources"] == ["courier", "ledger"]
        assert subject["positions"][0]["origins"] == [1, 1]
        assert "all from one origin" in shown(pages[f"s/{subject['id']}.html"])
        assert not re.search(
            r"corroborated|two origins|2 origins", shown(next(pages[f"s/{subject['id']}.html"].iter(f"{XHTML}main")))
        )
