"""Every naughty string, in every field of every kind of file, in every output: it comes back as it was, or is not there.

The matrix below says which field is told where; what is told is parsed back and compared letter by letter.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from compare.authoring.tables.sheets import unguarded
from compare.core.visible import visible
from compare.pipeline import Run, find
from compare.report.memos.blocks import on_one_line
from compare.report.site import showable
from compare.review.fingerprints import Fingerprints
from tests.cli.conftest import whosays, write
from tests.cli.test_formats import commands
from tests.exporters.test_gate_markdown import rendered as gate_rendered
from tests.loading.test_naughty_strings import quoted
from tests.report.conftest import parse, shown
from tests.report.test_catalogue import given
from tests.report.test_memos import document
from tests.report.test_memos import rendered as memo_rendered
from tests.trust import naughty
from tests.trust.naughty import TOGETHER, came_through, casebook, usable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

CLAIM = {"claimnote", "name", "near", "original", "quote", "scope", "value", "via", "worded"}
ROWS = {
    "decider",
    "label",
    "print",
    "publisher",
    "question",
    "quote",
    "reason",
    "scope",
    "title",
    "unit",
    "url",
    "value",
    "via",
}
MADE = {"because", "gone", "label", "name", "publisher", "question", "quote", "scope", "title", "unit", "url", "value", "via"}
PAGE = {
    "alias",
    "author",
    "basis",
    "claimnote",
    "decider",
    "entitynote",
    "external",
    "houserule",
    "licence",
    "original",
    "print",
}
PAGE |= {"article", "booktitle", "externalkey", "notapplicable", "reader", "reason", "sourcenote", "subjectnote", "unavailable"}
PAGE |= {"worded"} | MADE
MEMO = {"author", "claimnote", "decider", "houserule", "label", "name", "original", "print", "question", "quote", "reason"}
MEMO |= {"scope", "title", "url", "value", "via", "worded"}
SEARCHED = {"name", "question", "quote", "title"}
REVIEWED = {"label", "print", "publisher", "reason", "title"}
TOLD: dict[str, set[str]] = {
    "pages": PAGE,
    "findings.json": MADE | {"booktitle", "worded"},
    "baseline.json": {"label", "title", "unit", "url", "value"},
    "claims.json": CLAIM,
    "claims.csv": CLAIM,
    "claims.xlsx": CLAIM,
    "claims.parquet": CLAIM,
    "findings.csv": ROWS | {"worded"},
    "findings.xlsx": ROWS | {"worded"},
    "findings.parquet": ROWS | {"worded"},
    "raw.csv": ROWS | {"worded"},
    "annotations.json": {"label", "original", "unit", "value", "worded"},
}
"""The fields of which every string stands whole in an output. A memo and the gate cut long texts, or are of few subjects."""
NUMBERED = re.compile(r"\s*sentence \d+○ left open\s")
"""What stands between two sentences of an article, be there white space in the article or none."""
SECRET = re.compile(r"zqsecret")


def leaves(found: Any) -> Iterator[str]:
    """Every text of a JSON document, keys too."""
    if isinstance(found, dict):
        for key, value in found.items():
            yield key
            yield from leaves(value)
    elif isinstance(found, list):
        for each in found:
            yield from leaves(each)
    elif isinstance(found, str):
        yield found


def flat(text: str) -> str:
    """White space as a reader sees it, without the marks that keep numbers in their place."""
    return " ".join(text.replace("\u200e", "").split())


def of_json(path: Path) -> str:
    return "\n".join(leaves(json.loads(path.read_text(encoding="utf-8"))))


def of_csv(path: Path) -> str:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return "\n".join(unguarded(cell) for row in csv.reader(file) for cell in row)


def of_xlsx(path: Path) -> str:
    calamine = pytest.importorskip("python_calamine")
    rows = calamine.load_workbook(path).get_sheet_by_index(0).to_python()
    return "\n".join(cell for row in rows for cell in row)


def of_parquet(path: Path) -> str:
    return "\n".join(leaves(pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()))


READERS = {".json": of_json, ".csv": of_csv, ".xlsx": of_xlsx, ".parquet": of_parquet}


def alike(text: str) -> tuple[str, ...]:
    """A text as data holds it: as written, composed where it is a value, masked in a cell of several, first in a sentence."""
    composed = unicodedata.normalize("NFC", text)
    masked = text.replace("\\", "\\\\").replace(";", "\\;")
    return (text, composed, " ".join(composed.split()), masked, text[:1].upper() + text[1:])


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The casebook, with its report and its baseline."""
    return built(casebook(tmp_path_factory.mktemp("naughty") / "book"))


def built(root: Path) -> Path:
    for command in ("build", "baseline"):
        done = whosays(command, root)
        assert done.exit_code == 0, done.output[-2000:]
    return root


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a plain word for each of the strings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(naughty, "usable", lambda: ("harmless",) * len(usable()))
        return built(casebook(tmp_path_factory.mktemp("harmless") / "book"))


def pages_of(book: Path) -> dict[str, Element[Any]]:
    paths = sorted((book / "reports").rglob("*.html"))
    return {path.relative_to(book).as_posix(): parse(path.read_text(encoding="utf-8")) for path in paths}


def shapes(pages: dict[str, Element[Any]]) -> set[tuple[str, str]]:
    """Every element, and every attribute of it."""
    return {(str(each.tag), key) for page in pages.values() for each in page.iter() for key in ("", *each.attrib)}


def missing(
    told: str, fields: set[str], ways: Callable[[str], tuple[str, ...]], first: int | None = None
) -> dict[str, list[str]]:
    """The strings that a field should have shown whole and did not."""
    found: dict[str, set[int]] = {}
    known = cache(ways)
    for way in range(len(ways(""))):
        for field, numbers in came_through(told, lambda text, way=way: known(text)[way])[0].items():  # type: ignore[misc]
            found.setdefault(field, set()).update(numbers)
    every = range(min(first or len(usable()), len(usable())))
    lost = {field: [usable()[each] for each in every if each not in found.get(field, ())] for field in sorted(fields)}
    return {field: texts for field, texts in lost.items() if texts}


def test_every_string_of_every_field_is_on_the_pages_as_text(book: Path) -> None:
    pages = pages_of(book)
    article = shown(pages["reports/src/article.html"])
    told = flat("\n".join([*map(shown, pages.values()), NUMBERED.sub("", article), NUMBERED.sub(" ", article)]))
    assert missing(told, TOLD["pages"], lambda text: tuple(flat(str(showable(each))) for each in alike(text))) == {}
    assert not SECRET.search(told)
    for page in pages.values():
        assert not [key for each in page.iter() for key in each.attrib if key.startswith("on") or key in {"srcdoc", "style"}]
        hrefs = [each.attrib["href"] for each in page.iter() if "href" in each.attrib]
        assert not [each for each in hrefs if re.match(r"\s*[a-z][a-z0-9+.-]*:", each, re.IGNORECASE)]


def test_no_string_adds_an_element_or_an_attribute(book: Path, harmless: Path) -> None:
    assert shapes(pages_of(book)) - shapes(pages_of(harmless)) == set()


@pytest.mark.parametrize("name", ["findings.json", "baseline.json"])
def test_every_string_is_in_the_data_of_the_report(book: Path, name: str) -> None:
    told = of_json(book / "reports" / name)
    assert missing(told, TOLD[name], alike) == {}
    assert not SECRET.search(told)


@pytest.mark.parametrize("kind", ["name", "names", "place", "quantity", "text", "time"])
def test_every_string_that_a_kind_takes_is_told_as_the_value_it_is(tmp_path: Path, kind: str) -> None:
    root, given = tmp_path / "book", dict(enumerate(usable()))
    write(root, kinds_book(kind, given))
    checked = json.loads(whosays("check", root, "--format", "json").stdout)["problems"]
    refused = {each["line"] - 3 for each in checked if each["severity"] == "error" and each["code"] == "V401"}
    taken = {number: text for number, text in given.items() if number not in refused}
    write(root, kinds_book(kind, taken))
    done = whosays("build", root)
    assert done.exit_code == 0, done.output
    found = json.loads((root / "reports" / "findings.json").read_text(encoding="utf-8"))
    written = {int(each["id"].rpartition("c")[2]): each["value"]["written"] for each in found["claims"]}
    assert [text for number, text in taken.items() if written[number] not in alike(text)] == []
    told = flat("\n".join(shown(page) for name, page in pages_of(root).items() if "/s/z/" in name))
    answers = [each["value"] for each in found["subjects"][0]["positions"]]
    assert [each for each in answers if flat(str(showable(each))) not in told] == []


def kinds_book(kind: str, texts: dict[int, str]) -> dict[str, str]:
    """A casebook of one subject of this kind, with a claim for every text, a line for each."""
    lines = (f"  - {{id: c{number}, subject: z/q, value: {quoted(text)}, quote: so it is}}\n" for number, text in texts.items())
    return {
        "claims/vocabulary/entities.yaml": "entities:\n  z: {name: Z, type: group}\n",
        "claims/vocabulary/subjects.yaml": f"subjects:\n  z/q: {{question: What is it?, kind: {kind}}}\n",
        "seeds/kinds.yaml": "title: Of kinds\npublished: 2024-05-04\nbasis: stated on the page\n",
        "claims/kinds.yaml": f"source: kinds\nclaims:\n{''.join(lines)}",
    }


def test_every_string_is_in_what_the_search_reads(book: Path) -> None:
    read = [given(path.read_text(encoding="utf-8"))[1] for path in sorted((book / "reports" / "search").glob("*.js"))]
    told = flat("\n".join(text for each in read for text in leaves(json.loads(each))))
    assert missing(told, SEARCHED, lambda text: tuple(flat(str(showable(each))) for each in alike(text))) == {}
    assert not SECRET.search(told)


def test_every_string_is_in_the_reviews_of_the_claims(book: Path, tmp_path: Path) -> None:
    """Only a decision on the positions as they are makes one, so each is stamped here with what they are."""
    decided = Path(shutil.copytree(book, tmp_path / "decided", ignore=shutil.ignore_patterns("reports")))
    found = find(Run(decided))
    stamps = {each.subject.id: Fingerprints(found).of(each) for each in found.subjects}
    for path in sorted((decided / "claims" / "decisions").iterdir()):
        text = path.read_text(encoding="utf-8")
        subject = text.partition("\n")[0].removeprefix("subject: ")
        path.write_text(re.sub(r"(?m)^fingerprint: .*$", f"fingerprint: {stamps[subject]}", text), encoding="utf-8")
    done = whosays("export", tmp_path / "reviews.json", "--what", "claimreview", "-C", decided)
    assert done.exit_code == 0, done.output
    told = of_json(tmp_path / "reviews.json")
    assert missing(told, REVIEWED, alike) == {}
    assert not SECRET.search(told)


@pytest.mark.parametrize("name", [name for name in TOLD if name.startswith(("claims", "raw", "annotations")) or "s." in name])
def test_every_string_is_in_every_export(book: Path, tmp_path: Path, name: str) -> None:
    if name == "baseline.json":
        pytest.skip("written by another command")
    target = tmp_path / name
    what = {"raw": "findings"}.get(target.stem, target.stem)
    done = whosays("export", target, "--what", what, *(["--raw"] if name == "raw.csv" else []), "-C", book)
    assert done.exit_code == 0, done.output
    told = READERS[target.suffix](target)
    assert missing(told, TOLD[name], alike) == {}
    assert not SECRET.search(told)
    if name.endswith(".csv") and name != "raw.csv":
        with target.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if re.match(r"[=+@\t\r＝＋－＠]|-(?![0-9.]+$)", cell)]


@pytest.mark.parametrize("suffix", [".md", ".docx"])
def test_a_memo_shows_its_strings_as_text(book: Path, tmp_path: Path, suffix: str) -> None:
    if suffix == ".docx":
        pytest.importorskip("docx")
    target = tmp_path / f"memo{suffix}"
    done = whosays("export", target, "--subject", "e0/q", "--subject", "e0/s", "-C", book)
    assert done.exit_code == 0, done.output
    if suffix == ".md":
        told = shown(memo_rendered(target.read_text(encoding="utf-8")))
    else:
        made = document(target.read_bytes())
        cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        told = "\n".join([*(each.text for each in made.paragraphs), *cells])
    ways = lambda text: tuple(flat(on_one_line(each)) for each in alike(text))  # noqa: E731 - beside its only use
    assert missing(flat(told), MEMO, ways, TOGETHER) == {}
    assert not SECRET.search(told)


@pytest.mark.parametrize("form", ["text", "json", "markdown", "github", "sarif", "junit"])
@pytest.mark.parametrize("command", ["check", "changes"])
def test_nothing_acts_in_what_the_gate_and_the_changes_tell(book: Path, command: str, form: str) -> None:
    """Each string by itself, and equal to what was written: tests/exporters and tests/cli/test_gate_formats.py."""
    if command == "changes" and form not in {"text", "json", "markdown"}:
        return
    done = whosays(command, book, "--baseline", book / "reports" / "baseline.json", "--format", form)
    assert done.exit_code in {0, 1}, done.output[-2000:]
    said = re.sub("[\n\u2066\u2069]", "", done.stdout)  # the isolates are ours, around a line of a file
    assert visible(said) == said
    assert not SECRET.search(done.output)
    if form == "json":
        json.loads(done.stdout)
    elif form == "sarif":
        assert "![" not in "".join(leaves(json.loads(done.stdout)))
    elif form == "junit":
        ET.fromstring(done.stdout)  # noqa: S314 - our own
    elif form == "markdown":
        assert not {str(each.tag) for each in gate_rendered(done.stdout).iter()} & {"img", "script", "iframe", "a", "svg"}
    elif form == "github":
        assert len(commands(done.stdout)) == len(done.stdout.splitlines())
    else:
        assert not re.search(r"^\s*::|##\[|##vso\[", done.stdout, re.MULTILINE)
