from __future__ import annotations

import logging

import pytest

from compare.authoring.intake import extraction
from compare.authoring.intake.extraction import Extracted, NoArticleError, extracted
from tests.authoring.pages import ARABIC, BRIDGE, FERRY, FERRY_TEXT, article, french, page

DAY = "2026-11-22"
ADDRESS = "https://ledger.example/2023/05/04/quay.html"


def read(html: str | bytes, address: str = "", charset: str = "") -> Extracted:
    return extracted(html.encode() if isinstance(html, str) else html, address=address, charset=charset, latest=DAY)


def dated(html: str, address: str = "") -> tuple[str, str]:
    found = read(html, address)
    return found.published, found.basis


def test_a_page_becomes_its_article_and_nothing_of_what_stands_around_it() -> None:
    assert read(FERRY).text == FERRY_TEXT


def test_what_the_page_says_about_itself_is_found() -> None:
    found = read(FERRY)
    assert (found.title, found.author) == ("Ferry stops after hull inspection", "Mara Lindqvist")
    assert (found.publisher, found.language) == ("The Harbour Courier", "en-GB")
    assert (found.url, found.doubts) == ("https://courier.example/news/ferry-stops", ())


def test_a_page_in_arabic() -> None:
    found = read(ARABIC)
    assert (found.title, found.publisher, found.language) == ("توقف العبّارة", "بريد الميناء", "ar")
    assert found.text.startswith("توقف العبّارة\n\nقال مدير الميناء")
    assert "الرئيسية" not in found.text


# dates


def test_the_day_of_publication_is_taken_from_the_metadata_not_that_of_the_last_change() -> None:
    assert dated(FERRY) == ("2024-10-12", extraction.METADATA)


def test_where_only_the_last_change_is_dated_that_is_said() -> None:
    html = article(head='<meta property="article:modified_time" content="2024-10-14T09:00:00+02:00">')
    assert dated(html) == ("2024-10-14", extraction.CHANGED)
    assert dated(html, ADDRESS) == ("2023-05-04", extraction.ADDRESS)


def test_the_metadata_go_before_the_address() -> None:
    assert dated(FERRY, ADDRESS) == ("2024-10-12", extraction.METADATA)


def test_without_metadata_a_date_in_the_address_is_taken() -> None:
    assert dated(article(), ADDRESS) == ("2023-05-04", extraction.ADDRESS)


def test_then_a_date_that_the_page_shows() -> None:
    shown = article().replace("</h1>", '</h1><time datetime="2024-10-12">12 October 2024</time>')
    assert dated(shown) == ("2024-10-12", extraction.SHOWN)


@pytest.mark.parametrize(("footer", "estimate"), [("© 2019 The Archive", "2019?"), ("In the archive: May 2022", "2022?")])
def test_a_date_from_mere_text_is_an_estimate_no_finer_than_what_is_known(footer: str, estimate: str) -> None:
    html = article().replace("</body>", f"<footer>{footer}</footer></body>")
    assert dated(html) == (estimate, extraction.ESTIMATED)


def test_a_page_without_a_date_has_none() -> None:
    assert dated(article()) == ("", "")


def test_a_date_after_the_last_possible_day_is_not_the_day_of_publication() -> None:
    ahead = article(head='<meta name="date" content="2031-01-05">')
    assert dated(ahead) == ("", "")
    later = extracted(ahead.encode(), latest="2032-01-01")
    assert later.published == "2031-01-05"


def test_an_article_older_than_the_web_keeps_its_date() -> None:
    assert dated(article(head='<meta name="date" content="1962-07-05">')) == ("1962-07-05", extraction.METADATA)


# encodings


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "latin1"])
def test_a_page_is_read_in_the_encoding_it_declares(declared: str) -> None:
    found = read(french(declared))
    assert BRIDGE in found.text
    assert found.doubts == ()


def test_what_the_server_says_goes_before_what_the_page_says() -> None:
    assert BRIDGE in read(french("koi8-r"), charset="windows-1252").text


def test_what_is_utf_8_is_read_as_utf_8_whatever_it_declares() -> None:
    html = french("iso-8859-1").decode("cp1252").encode()
    assert BRIDGE in read(html).text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    found = read(french("").decode("cp1252").encode(encoding))
    assert BRIDGE in found.text
    assert "\ufeff" not in found.text


def test_a_guessed_encoding_is_a_doubt() -> None:
    found = read(french(""))
    assert "does not say in which encoding" in found.doubts[0]
    assert BRIDGE in found.text


def test_the_letters_decide_where_the_language_does_not() -> None:
    words = "Мельница сгорела во вторник, и никто не пострадал, сказал смотритель реки нашей газете вчера вечером. "
    html = page(f"<h1>Мельница</h1><p>{words * 2}</p><p>{words}</p>", root=' lang="ru"').encode("cp1251")
    assert words.strip() in read(html).text


@pytest.mark.parametrize("declared", ["klingon", "zlib", "punycode", "unicode_escape", "undefined", "utf-7"])
def test_what_is_no_encoding_of_the_web_is_not_used(declared: str) -> None:
    found = read(french(declared))
    assert "does not say in which encoding" in found.doubts[0]


# addresses, languages, headlines


@pytest.mark.parametrize(
    "note",
    [
        f"<!-- saved from url=(0043){ADDRESS} -->",
        f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: now\n-->",
    ],
)
def test_a_saved_page_may_name_its_address(note: str) -> None:
    assert read(article().replace("<html", f"{note}\n<html")).url == ADDRESS


def test_an_address_that_could_mislead_is_not_taken() -> None:
    html = article(head='<link rel="canonical" href="https://courier.example@evil.example/x">')
    assert read(html).url == ""


@pytest.mark.parametrize(
    ("html", "language"),
    [
        (article().replace("<html", '<html lang="pt_BR"'), "pt-BR"),
        (article(head='<meta property="og:locale" content="fr_FR">'), "fr-FR"),
        (article(head='<meta http-equiv="content-language" content="de">'), "de"),
        (article().replace("<html", '<html lang="mother tongue"'), ""),
        (article(), ""),
    ],
)
def test_the_language_is_the_one_declared(html: str, language: str) -> None:
    assert read(html).language == language


def test_a_headline_outside_the_article_stands_first() -> None:
    inside = article(title="Ships of the old quay")
    outside = inside.replace("<h1>Ships of the old quay</h1>", "").replace(
        "<article>", "<header><h1>Ships of the old quay</h1></header><article>"
    )
    assert read(outside).text.split("\n\n")[0] == "Ships of the old quay"


# no article


@pytest.mark.parametrize(
    "html",
    [
        "",
        page(""),
        page('<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>'),
        page("<div>" * 20_000),
        bytes(range(256)) * 200,
    ],
    ids=["nothing", "empty", "scripts only", "deep", "no html"],
)
def test_a_page_without_an_article_is_told_not_guessed_at(html: str | bytes) -> None:
    with pytest.raises(NoArticleError, match="no article text can be found in this page"):
        read(html)


def test_a_very_short_article_is_a_doubt() -> None:
    found = read(article("quay"))
    assert found.text.count("\n\n") == 1
    assert found.doubts[0].endswith("characters of article text were found; compare them with the page")


def test_nothing_is_logged_behind_our_back(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(NoArticleError):
        read(page(""))
    assert caplog.records == []
