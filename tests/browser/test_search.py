"""The search finds names, words and answers in any spelling, says where they stand, and never more than was looked through."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from compare.core.folding import fold_name
from compare.core.romanisation import fold_word
from tests.browser.reading import focused, press, reading, told

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Tab
    from tests.browser.reports import Reports

NAMES = (
    "Mourabitoune Murabitoon al-Mourabitoun Ghali Ghaly Iyād Belmokhtar Bel-Mokhtar Qaïda Khaled Chérif Djamel Jamal Wagadou",
    "Youssouf Yusuf Abdelmalek Droukdel Cissé Çelik Straße Łódź Æther O’Neill Œuvre Dzhokhar Philippe Macina Katiba 1990s",
)


def search(page: Page, text: str) -> None:
    press(page, "/", "Control+a")
    page.keyboard.insert_text(text)


def headings(page: Page) -> list[str]:
    expect(page.locator(".found h3").first).to_be_visible()
    return [each.split(maxsplit=1)[0] for each in page.locator(".found h3").all_inner_texts()]


def test_names_come_first_then_questions_answers_and_quotes(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html") as page:
        search(page, "fire")
        assert headings(page) == ["Names", "Questions", "Sources", "Answers", "Quotes"]
        marks = page.locator(".found mark").all_inner_texts()
        assert {each.lower()[:4] for each in marks} == {"fire"}


def test_a_quote_is_shown_with_its_source_and_leads_to_its_claim(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html") as page:
        search(page, "towed clear")
        hit = page.locator(".found section", has_text="Quotes").locator("li").first
        expect(hit).to_contain_text("towed clear")
        expect(hit).to_contain_text("Quay and Cargo")
        press(page, "Enter")
        expect(page).to_have_url(re.compile(r"/s/nur-al-bahr/.*#c-quay-and-cargo--"))
        expect(focused(page)).to_contain_text("towed clear")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("نور البحر", "Names"),
        ("نور", "Names"),
        ("Nour al Bahr", "Names"),
        ("Noor el-Bahr", "Names"),
        ("noor", "Names"),
        ("נחשון", "Names"),
        ("Nahchon", "Names"),
        ("السفينة", "Quotes"),
        ("سفينة", "Quotes"),
        ("الميناء", "Sources"),
        ("al-mina", "Sources"),
        ("NAHSHON state", "Questions"),
    ],
)
def test_it_is_found_in_its_own_letters_and_as_others_write_it(tab: Tab, reports: Reports, typed: str, kind: str) -> None:
    with reading(tab, reports("names") / "index.html") as page:
        search(page, typed)
        assert kind in headings(page)


def test_what_is_spelt_as_typed_stands_before_other_spellings(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("this") / "index.html") as page:
        search(page, "Mourabitoun")
        exact = page.locator(".found mark").first.inner_text()
        search(page, "Murabitun")
        expect(page.locator(".found h3").first).to_contain_text("Names")
        expect(page.locator(".found section").first).to_contain_text("Mourabitoun")
        assert fold_name(exact).startswith("mourabitoun")


def test_nothing_found_says_what_was_searched(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html") as page:
        search(page, "zeppelin")
        said = "Nothing found for “zeppelin”. Searched: 16 names, 23 questions, 4 sources, answers and quotes of 53 claims."
        expect(page.get_by_role("dialog")).to_contain_text(said)
        expect(told(page)).to_have_text(said)
        search(page, "z")
        expect(told(page)).to_have_text("Type one more letter.")


def test_arrows_go_through_the_links_and_back_to_the_field(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html") as page:
        search(page, "fire")
        links = page.locator(".found a")
        expect(links.first).to_be_visible()
        press(page, "ArrowDown", "ArrowDown")
        expect(links.nth(1)).to_be_focused()
        press(page, "ArrowUp", "ArrowUp")
        expect(page.get_by_label("A name, a word")).to_be_focused()
        press(page, "ArrowDown", "Enter")
        expect(page).to_have_url(re.compile(r"/e/[a-z0-9-]+\.html$"))


def test_its_data_is_loaded_when_it_is_first_used_and_once(tab: Tab, reports: Reports) -> None:
    with tab() as page:
        loaded: list[str] = []
        page.on("request", lambda request: loaded.append(Path(request.url).name) if "/search/" in request.url else None)
        page.goto((reports("example") / "method.html").as_uri())
        assert loaded == []
        for typed in ("fire", "quay"):
            search(page, typed)
            expect(page.locator(".found h3").first).to_be_visible()
        assert sorted(loaded) == ["catalogue.js", "claims-1.js", "names-1.js", "sources-1.js", "subjects-1.js"]


def test_without_its_data_it_says_where_that_should_be(tab: Tab, reports: Reports, tmp_path: Path) -> None:
    for name in ("method.html", "report.js", "style.css"):
        (tmp_path / name).write_bytes((reports("example") / name).read_bytes())
    with tab() as page:
        page.goto((tmp_path / "method.html").as_uri())
        search(page, "fire")
        expect(told(page)).to_have_text("The search data cannot be read: it stands in the folder “search” of the report.")


def test_what_is_left_out_of_the_data_is_told(tab: Tab, reports: Reports, tmp_path: Path) -> None:
    for path in [reports("example") / "method.html", *reports("example").glob("*.*s"), *reports("example").glob("search/*")]:
        copy = tmp_path / path.relative_to(reports("example"))
        copy.parent.mkdir(exist_ok=True)
        text = path.read_text(encoding="utf-8")
        copy.write_text(text.replace('"left":{"subjects":0,"claims":0}', '"left":{"subjects":7,"claims":90}'), encoding="utf-8")
    with reading(tab, tmp_path / "method.html") as page:
        search(page, "fire")
        expect(told(page)).to_contain_text("Not searched, there being too many: 7 questions, 90 claims.")


def test_the_script_folds_names_as_the_search_data_was_folded(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "method.html") as page:
        words = " ".join(NAMES).split()
        program = """async (words) => {
            const fold = whosays.folding(await whosays.load("catalogue"));
            return words.map((word) => fold.words(word).flatMap(fold.ascii).map(fold.fold).join(" "));
        }"""
        here = page.evaluate(program, words)
        assert dict(zip(words, here, strict=True)) == {word: folded_in_python(word) for word in words}


def folded_in_python(word: str) -> str:
    from anyascii import anyascii

    return " ".join(fold_word(each) for each in re.findall("[a-z0-9]+", anyascii(fold_name(word)).lower()))


def test_hostile_words_stay_words(tab: Tab, reports: Reports, tmp_path: Path) -> None:
    hostile = "<img src=x onerror=alert(1)>\u2028</script>"
    for path in [reports("example") / "method.html", *reports("example").glob("*.*s"), *reports("example").glob("search/*")]:
        copy = tmp_path / path.relative_to(reports("example"))
        copy.parent.mkdir(exist_ok=True)
        text = path.read_text(encoding="utf-8")
        copy.write_text(text.replace('"Sallowport"', json.dumps(f"Sallowport {hostile}")), encoding="utf-8")
    with reading(tab, tmp_path / "method.html") as page:
        search(page, "sallowport")
        expect(page.locator(".found")).to_contain_text("<img src=x onerror=alert(1)>")
        assert page.locator(".found img").count() == 0
