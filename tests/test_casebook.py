"""This repository's own casebook: five articles on JNIM, whose texts belong to their publishers and are looked up elsewhere."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from typer.testing import CliRunner

from compare.cli.app import app
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from typer.testing import Result

XHTML = "{http://www.w3.org/1999/xhtml}"

CONTESTED = {
    "al-mulathamun/part-of": ("lyon-2017", "lyon-2017"),  # a katibat of AQIM; the group that the Islamic State recognised
    "ansarul-islam/part-of-jnim": ("lyon-2017", "lyon-2017"),  # besides the new alliance; likely also part of it
    "aqim/moved-south": ("merger-2020", "southworld-2017"),  # long-standing ambitions; forced to move southward
    "aqim/pushed-out-of-algeria": ("southworld-2017", "southworld-2017"),  # thrown out; never lost its traction
    "belmokhtar/status": ("southworld-2017", "lyon-2017"),  # composes its leadership; rumours that he was killed
    "boulikessi-attack/carried-out-by": ("jamestown-2017", "jamestown-2017"),  # initial reports; a later claim
    "is-sahel/founding-date": ("lyon-2017", "southworld-2017"),  # 2015; 2016
    "islamic-state/trend-in-africa": ("lyon-2017", "southworld-2017"),  # overall increase; weakening
    "iyad-ag-ghali/rebel-since": ("jamestown-2017", "westafricamaps-2022"),  # the 1980s; the 1990s
    "jnim/acts-as-one": ("southworld-2017", "westafricamaps-2022"),  # coordination between the cells; not an organised unit
    "jnim/all-leaders-at-announcement": ("lyon-2017", "lyon-2017"),  # all the leaders; one not present
    "jnim/announcement-date": ("lyon-2017", "lyon-2017"),  # 2 March; 5 March
    "jnim/cohesion": ("merger-2020", "westafricamaps-2022"),  # reasonably cohesive; much internal dissension
    "jnim/command-structure": ("merger-2020", "merger-2020"),  # decentralised; a structured hierarchy
    "jnim/effect-on-local-conflicts": ("merger-2020", "westafricamaps-2022"),  # remission; heightening tensions
    "jnim/fights-malian-state": ("lyon-2017", "southworld-2017"),  # not the Malian power; mainly security forces
    "jnim/loyalty": ("merger-2020", "westafricamaps-2022"),  # reiterated their commitment; come and go
    "jnim/name-in-english": ("lyon-2017", "southworld-2017"),  # Islam and Muslims; Islam and the Believers
    "jnim/relation-to-aqim": ("southworld-2017", "westafricamaps-2022"),  # AQIM's branch; AQIM one of its four groups
    "jnim/traffics-itself": ("merger-2020", "westafricamaps-2022"),  # stolen livestock, gold, poaching; not directly
    "koufa/status": ("westafricamaps-2022", "westafricamaps-2022"),  # given for dead by two capitals; denied, and seen alive
    "macina-liberation-front/tie-to-ansar-dine": ("lyon-2017", "southworld-2017"),  # Ansar Dine's; previously linked
}
"""Each with two sources (or one, against itself) that cannot both be right, as read in the articles."""

OTHERS = {
    "al-mourabitoun/leader": "undetermined",  # led by Belmokhtar in 2017; since a leader's death, whose date nobody gives
    "al-mourabitoun/status": "evolving",  # joined JNIM in 2017; dismantled today
    "ansar-dine/leader": "evolving",  # its chief in 2017, its former emir in 2020, its leader in 2022
    "belmokhtar/tie-to-aqim": "evolving",  # left it, joined it again
    "jnim/allegiance": "compatible",  # one, two, four names
    "jnim/founding-date": "compatible",  # 2 March, beginning of March, beginning of 2017
    "jnim/founding-members": "compatible",  # AQIM's Sahara branch, AQIM; the front, its founder
    "jnim/strength": "compatible",  # about 2,000; 1,000 to 2,000
    "jnim/trend": "evolving",  # stronger in 2020, more fragile in 2022
    "koufa/tie-to-ghali": "evolving",  # fought beside him, fell out, came back
    "al-mourabitoun/tie-to-aqim": "evolving",  # joined it again in 2015; named beside its branch in 2017
    "al-qaeda/leader": "agreed",
    "al-qaeda/local-leaders": "compatible",  # of JNIM; of the leadership of AQIM
    "ansar-dine/led-by-ghali": "agreed",  # chief, leader, former emir
    "iyad-ag-ghali/origin": "compatible",  # Kidal, the Kidal region
    "al-qaeda/rivalry-with-islamic-state": "agreed",  # all five, in five wordings
    "algiers-agreement/delayed": "agreed",  # blockings; long-delayed
    "iyad-ag-ghali/influential": "agreed",  # strong man; appeal; foothold in networks
    "jnim/leader": "agreed",  # all five
    "jnim/belongs-to-al-qaeda": "agreed",
}


@dataclass(frozen=True)
class Built:
    """A report: its files, its pages as a browser reads them, and its findings."""

    files: dict[str, bytes]
    findings: dict[str, Any]

    @cached_property
    def pages(self) -> dict[str, Element]:
        return {name: _parsed(data) for name, data in self.files.items() if name.endswith(".html")}


def _parsed(data: bytes) -> Element:
    page: Element = html5lib.HTMLParser(strict=True).parse(data.decode())
    return page


def whosays(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments])


def build(casebook: Path, output: Path, *options: object) -> Built:
    ran = whosays("build", casebook, "--output", output, *options)
    assert ran.exit_code == 0, ran.output
    files = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    return Built(files, json.loads(files["findings.json"]))


def copied(target: Path) -> Path:
    """A copy of the casebook without any article text."""
    target.mkdir()
    shutil.copytree(ROOT / "claims", target / "claims")
    shutil.copytree(ROOT / "seeds", target / "seeds", ignore=shutil.ignore_patterns("*.txt"))
    shutil.copy(ROOT / "whosays.toml", target)
    return target


@pytest.fixture(scope="module")
def with_texts(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The report with the article texts at hand."""
    return build(ROOT, tmp_path_factory.mktemp("with") / "reports", "--texts", texts)


@pytest.fixture(scope="module")
def without_texts(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The report that anybody can build from the repository alone."""
    folder = tmp_path_factory.mktemp("without")
    return build(copied(folder / "book"), folder / "reports")


@pytest.fixture(params=["with texts", "without texts"])
def built(request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(str(request.param).replace(" ", "_"))
    return found


def test_there_are_five_articles_with_three_hundred_claims_at_least(without_texts: Built) -> None:
    claims = Counter(each["source"] for each in without_texts.findings["claims"])
    assert claims.keys() == {each["id"] for each in without_texts.findings["sources"]}
    assert len(claims) >= 5
    assert min(claims.values()) >= 60
    assert claims.total() >= 300


def test_every_sentence_is_decided_and_every_silence_earned(texts: Path, with_texts: Built) -> None:
    ran = whosays("coverage", ROOT, "--texts", texts, "--fail-under", 100, "--format", "json")
    assert ran.exit_code == 0, ran.output
    words = {word for each in with_texts.findings["subjects"] for word in each["absent"] if each["absent"][word]}
    assert words <= {"silent", "not-applicable", "denies"}


def test_every_source_answers_or_has_one_of_the_six_words(with_texts: Built) -> None:
    sources = {each["id"] for each in with_texts.findings["sources"]}
    for each in with_texts.findings["subjects"]:
        affirmed = {source for held in each["positions"] for source in held["sources"]}
        absent = [source for named in each["absent"].values() for source in named]
        assert affirmed | set(absent) == sources, each["id"]
        assert len(absent) == len(set(absent)), each["id"]


def test_nothing_is_wrong_with_it(built: Built) -> None:
    assert built.findings["problems"] == []


def test_the_check_is_clean(texts: Path) -> None:
    checked = whosays("check", ROOT, "--texts", texts)
    assert (checked.exit_code, checked.output.splitlines()[-1]) == (0, "no problems")


# quotes


def plain(text: str) -> str:
    """A text without what typesetting adds; written apart from the tool's own folding, to check it."""
    for signs, sign in (("‘’‛′`´", "'"), ("“”„‟«»", '"'), ("‐‑‒–—―−", "-"), ("\u00ad\u200b", ""), ("…", "...")):
        text = re.sub(f"[{signs}]", sign, text)
    return " ".join(unicodedata.normalize("NFKC", text).split())


def stands_for(quote: str, cut: str, *, exact: bool) -> bool:
    """Whether a stretch of the article is the words of the quote, with anything where the quote leaves out."""
    said = (lambda text: text) if exact else plain
    parts = [part.strip() for part in re.split(r"\[[^\[\]]*\]", quote) if part.strip()]
    with_gaps = ".*?".join(re.escape(said(part)) for part in parts)
    return bool(re.fullmatch(f"{re.escape(said(quote))}|{with_gaps}", said(cut), re.DOTALL))


def stored(texts: Path) -> dict[str, str]:
    """The article texts by source, as stored."""
    records = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "seeds").glob("*.yaml")}
    files = {source: re.search(r"^text: \{file: (\S+),", record, re.MULTILINE) for source, record in records.items()}
    return {source: (texts / found[1]).read_bytes().decode() for source, found in files.items() if found}


def test_every_quote_is_found_where_the_findings_say(with_texts: Built, texts: Path) -> None:
    articles = stored(texts)
    astray = []
    for each in with_texts.findings["claims"]:
        quote = each["quote"]
        cut = articles[each["source"]][quote["start"] : quote["end"]]
        if not stands_for(quote["text"], cut, exact=quote["state"] == "verified"):
            astray.append((each["id"], quote["text"], cut))
    assert {each["quote"]["state"] for each in with_texts.findings["claims"]} <= {"verified", "folded"}
    assert astray == []


@pytest.mark.parametrize(
    ("quote", "cut", "expected"),
    [
        ("led by the chief", "led by the chief", True),
        ("led by the chief", "led by a chief", False),
        ("led [...] chief", "led by the chief", True),
        ("led [...] chief", "so led by the chief", False),
        ("the “chief's” base", 'the "chief’s"\n base', True),
    ],
)
def test_the_check_of_quotes_can_fail(quote: str, cut: str, *, expected: bool) -> None:
    assert stands_for(quote, cut, exact=False) is expected


def test_without_the_texts_no_quote_counts_as_found(without_texts: Built) -> None:
    assert {each["quote"]["state"] for each in without_texts.findings["claims"]} == {"unchecked"}


def test_one_changed_letter_in_a_quote_is_found_and_the_nearest_words_are_named(texts: Path, tmp_path: Path) -> None:
    book = copied(tmp_path / "book")
    path = book / "claims" / "jamestown-2017.yaml"
    before = path.read_text(encoding="utf-8")
    after = before.replace("led by the Ansar Dine chief", "led by the Ansar Dine thief", 1)
    assert after != before
    path.write_text(after, encoding="utf-8")
    checked = whosays("check", book, "--texts", texts)
    assert checked.exit_code == 3
    problem, line, caret, cure = checked.stdout.splitlines()[:4]
    assert re.match(r"claims/jamestown-2017\.yaml:\d+:\d+: error Q501 quote-not-found: “led by the Ansar Dine thief", problem)
    assert "the nearest words are “led by the Ansar Dine chief" in problem
    assert line.endswith("quote: led by the Ansar Dine thief Iyad Ag Ghali")
    assert caret.index("^") == line.index("led by")
    assert cure == "    Copy the words from the article."
    assert checked.stdout.splitlines()[-1] == "1 error"


def test_no_article_is_kept_in_the_repository_or_told_in_the_findings(texts: Path, with_texts: Built) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()  # noqa: S607 - whichever git the developer has
    tracked = [name for name in listed.split("\0") if (ROOT / name).is_file()]
    assert [name for name in tracked if re.fullmatch(r"seeds/.*\.txt", name)] == []
    contents = {name: (ROOT / name).read_bytes() for name in tracked} | {"the findings": with_texts.files["findings.json"]}
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in texts.iterdir()}
    long = [line.encode() for text in stored(texts).values() for line in text.splitlines() if len(line) > 150]
    assert len(long) > 40
    kept = [
        name
        for name, data in contents.items()
        if hashlib.sha256(data).hexdigest() in digests or any(line in data for line in long)
    ]
    assert kept == []


# what the articles say of each other


def test_what_the_articles_disagree_on_is_contested(with_texts: Built) -> None:
    subjects = {each["id"]: each for each in with_texts.findings["subjects"]}
    assert {name: subjects[name]["standing"] for name in CONTESTED} == dict.fromkeys(CONTESTED, "contested")
    for name, pair in CONTESTED.items():
        held = [each["sources"] for each in subjects[name]["positions"]]
        opposed = [each for each in subjects[name]["relations"] if each["relation"] == "contradicts" and not each["gate"]]
        between = [each for each in opposed if _is_between(pair, [held[side] for side in each["between"]])]
        assert between, name
        assert pair[0] != pair[1] or pair[0] in between[0]["internal"], name


def _is_between(pair: tuple[str, str], sides: list[list[str]]) -> bool:
    return (pair[0] in sides[0] and pair[1] in sides[1]) or (pair[1] in sides[0] and pair[0] in sides[1])


def test_what_they_do_not_disagree_on_is_not(with_texts: Built) -> None:
    standings = {each["id"]: each["standing"] for each in with_texts.findings["subjects"]}
    assert {name: standings[name] for name in OTHERS} == OTHERS


def test_the_standings_do_not_hang_on_the_texts(with_texts: Built, without_texts: Built) -> None:
    keys = ("id", "standing", "strength", "shape", "severity", "positions", "relations")
    with_them, without = (
        [{key: each[key] for key in keys} for each in it.findings["subjects"]] for it in (with_texts, without_texts)
    )
    assert with_them == without


# the report


def test_every_link_and_fragment_leads_somewhere_and_ids_are_unique(built: Built) -> None:
    pages = built.pages
    ids = {name: [each.attrib["id"] for each in page.iter() if "id" in each.attrib] for name, page in pages.items()}
    repeated = {name: [each for each, times in Counter(found).items() if times > 1] for name, found in ids.items()}
    assert {name: found for name, found in repeated.items() if found} == {}
    links = [(name, link) for name, page in pages.items() for link in _links(page) if not re.match("https?://", link)]
    assert len(links) > len(pages)
    astray = [(name, link) for name, link in links if not _leads_somewhere(name, link, built.files, ids)]
    assert astray == []


def _links(page: Element) -> Iterator[str]:
    for each in page.iter():
        yield from (each.attrib[name] for name in ("href", "src") if name in each.attrib)


def _leads_somewhere(page: str, link: str, files: dict[str, bytes], ids: dict[str, list[str]]) -> bool:
    path, _, fragment = link.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return target in files and (not fragment or fragment in ids[target])


SCRIPT = "<script>alert(1)</script>"
HOSTILE = {
    "quote": ("claims/jamestown-2017.yaml", "led by the Ansar Dine chief", f"led by {SCRIPT}", "s/jnim/leader.html"),
    "title": ("seeds/southworld-2017.yaml", "title: The", f"title: {SCRIPT} The", "src/southworld-2017.html"),
    "name": ("claims/vocabulary/entities.yaml", "name: Iyad Ag Ghali", f"name: {SCRIPT}", "s/jnim/leader.html"),
    "question": ("claims/vocabulary/subjects.yaml", "question: Who leads JNIM?", f"question: {SCRIPT}", "s/jnim/leader.html"),
}
"""What is replaced in which file, and a page that must show it."""


def test_markup_in_any_field_stays_text_on_every_page(without_texts: Built, tmp_path: Path) -> None:
    book = copied(tmp_path / "book")
    for file, old, new, _ in HOSTILE.values():
        text = (book / file).read_text(encoding="utf-8")
        assert old in text
        (book / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    hostile = build(book, tmp_path / "reports")
    known = {each.tag for page in without_texts.pages.values() for each in page.iter()}
    pages = hostile.pages
    assert {each.tag for page in pages.values() for each in page.iter()} <= known
    assert not [each.text for page in pages.values() for each in page.iter(XHTML + "script") if each.text]
    for field, (_, _, _, name) in HOSTILE.items():
        assert SCRIPT in "".join(pages[name].itertext()), field
    assert json.dumps(hostile.findings, ensure_ascii=False).count(SCRIPT) >= len(HOSTILE)
