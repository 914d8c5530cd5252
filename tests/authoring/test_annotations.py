from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.authoring.annotations.anchoring import Anchor, NotThereError, anchored
from compare.authoring.annotations.annotation import Annotation, Fault
from compare.authoring.annotations.drafts import drafted
from compare.authoring.annotations.formats import annotations_in
from compare.authoring.annotations.json_file import Number, read_json
from compare.authoring.annotations.saying import Said, said
from compare.authoring.annotations.sources import Addresses, plain_address
from compare.core.model import ArticleText, Casebook, Location, Source
from compare.core.problems import Problem
from compare.core.settings import Limits
from compare.loading.quotes import Article, look_up
from compare.loading.segmentation import sentences
from compare.loading.typography import fold

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
The warden saw the fire. At noon the warden “left”, and the warden's men stayed.

The fire was out by night. The warden slept; the warden woke.
"""
LAST = (TEXT.rindex("the warden"), TEXT.rindex(" woke"))
QUOTE = {"type": "TextQuoteSelector", "exact": "the mill"}
ROW = {"uri": "https://courier.example/mill", "text": "", "tags": [], "target": [{"selector": [QUOTE]}]}


@pytest.fixture(scope="module")
def article() -> Article:
    return Article(ArticleText("courier", TEXT, "", attested=True, sentences=sentences(TEXT)))


def source(name: str, url: str | None) -> Source:
    return Source(name, name, "2024", "stated", Location(""), url=url)


# JSON


@pytest.mark.parametrize(
    ("written", "code", "message"),
    [
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "Y105", "the key “c” stands twice in one object"),
        (b'[{"a": NaN}]', "Y101", "this is no JSON: NaN is no value (RFC 8259)"),
        (b"[-Infinity]", "Y101", "this is no JSON: -Infinity is no value (RFC 8259)"),
        (b"[" * 21 + b"]" * 21, "Y107", "more than 20 levels are nested in this file"),
        (b"[" * 100_000, "Y107", "more than 20 levels are nested in this file"),
        (b'{"a":' * 21 + b"1" + b"}" * 21, "Y107", "more than 20 levels are nested in this file"),
        (b'{"a": "\xff"}', "F101", "byte 7 (0xff) is not UTF-8"),
        ('{"a": 1}'.encode("utf-16"), "F101", "the file is UTF-16 or UTF-32"),
        (b'["a\x01"]', "Y101", "this is no JSON: Invalid control character"),
        (b"", "Y101", "this is no JSON: Expecting value"),
        (b'["' + b"a" * 2_097_152 + b'"]', "F102", "the file has 2,097,156 bytes; at most 2,097,152 are read"),
    ],
)
def test_json_that_could_surprise_is_refused_with_its_reason(written: bytes, code: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(written)
    found = read_json(tmp_path / "a.json", Limits())
    assert isinstance(found, Problem)
    assert (found.code, found.message, found.place.file) == (code, message, "a.json")


def test_a_fault_in_json_is_told_with_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{\n  "a": 1,\n}\n', encoding="utf-8")
    found = read_json(tmp_path / "a.json", Limits())
    assert isinstance(found, Problem)
    assert found.place == Location("a.json", 3, 1)


def test_numbers_stay_as_they_are_written_and_no_depth_within_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[" * 20 + "9" * 10_000 + ", 1e999]" + "]" * 19, encoding="utf-8-sig")
    found: Any = read_json(tmp_path / "a.json", Limits())
    for _ in range(19):
        (found,) = found
    assert found == ["9" * 10_000, "1e999"]
    assert all(isinstance(each, Number) for each in found)


# which annotations a file holds


def w3c(**keys: object) -> dict[str, Any]:
    target = {"source": "https://courier.example/mill", "selector": QUOTE}
    return {"type": "Annotation", "id": "urn:x:1", "target": target, **keys}


@pytest.mark.parametrize(
    "data",
    [
        w3c(),
        [w3c()],
        {"type": "AnnotationPage", "items": [w3c()]},
        {"type": ["AnnotationCollection"], "total": Number(1), "first": {"type": "AnnotationPage", "items": w3c()}},
        ROW,
        [ROW],
        {"total": Number(1), "rows": [ROW]},
        {"export_date": "2024-05-04", "annotations": [ROW]},
    ],
    ids=["one", "list", "page", "collection", "row", "rows", "search", "export"],
)
def test_every_form_of_a_file_gives_its_annotations(data: object) -> None:
    found = annotations_in(data)
    ((annotation,), notices) = (found.annotations, found.notices)
    assert (annotation.number, annotation.address, annotation.exact) == (1, "https://courier.example/mill", "the mill")
    assert (annotation.fault, notices) == (None, ())


def test_pages_in_the_file_are_followed_and_others_are_told_not_fetched() -> None:
    last = {"type": "AnnotationPage", "items": [w3c(id="b")], "next": "https://notes.example/3"}
    pages = {"type": "AnnotationPage", "items": [w3c(id="a")], "next": last}
    found = annotations_in({"type": "AnnotationCollection", "total": Number("50"), "first": pages})
    assert [each.id for each in found.annotations] == ["a", "b"]
    further, fewer = found.notices
    assert "“https://notes.example/3”, is not in the file and is not fetched" in further
    assert fewer.startswith("the file holds 2 of 50 annotations")


@pytest.mark.parametrize("data", [[], {}, None, "text", True, {"rows": []}, {"type": "AnnotationPage"}])
def test_a_file_without_annotations_gives_none(data: object) -> None:
    assert annotations_in(data).annotations == ()


@pytest.mark.parametrize(
    ("item", "what"),
    [
        (Number("9"), "it is no annotation"),
        (None, "it is no annotation"),
        ({"a": "b"}, "it is no annotation"),
        ("https://notes.example/1", "only the address “https://notes.example/1” stands here, and nothing is fetched"),
        ({"type": "Squirrel"}, "it is no annotation: its type is “Squirrel”"),
        (w3c(target=Number("9")), "it has no target that could be read"),
        (w3c(target=[]), "it has no target that could be read"),
        (w3c(target="https://a.example"), "it is about the whole page and quotes no words"),
        (w3c(target={"id": "x", "selector": "https://a.example/s"}), "it is about the whole page and quotes no words"),
        (
            w3c(target={"source": "x", "selector": [{"type": "XPathSelector"}, {"type": "CssSelector"}]}),
            "it quotes no words: it has no TextQuoteSelector, only “CssSelector” and “XPathSelector”",
        ),
        (
            w3c(target={"source": "x", "selector": {"type": "TextQuoteSelector", "exact": Number("7")}}),
            "its TextQuoteSelector quotes nothing",
        ),
        ({"uri": "x", "target": [{"source": "x"}]}, "it is about the whole page and quotes no words"),
        ({**ROW, "references": ["abc"]}, "it is a reply to another annotation"),
    ],
)
def test_what_can_never_be_a_claim_says_why(item: object, what: str) -> None:
    (annotation,) = annotations_in([item]).annotations
    assert annotation.fault
    assert annotation.fault.what == what
    assert annotation.fault.cure.endswith(".")


def test_each_target_is_one_place_and_a_selector_may_refine_another() -> None:
    refined = {"source": {"id": "urn:b"}, "selector": {"type": "FragmentSelector", "value": "p1", "refinedBy": QUOTE}}
    found = annotations_in(w3c(target=["https://a.example", {"type": "List", "items": [refined, "https://c.example"]}]))
    assert [(each.label, each.address, each.exact) for each in found.annotations] == [
        ("annotation 1 (“urn:x:1”), target 1", "https://a.example", ""),
        ("annotation 1 (“urn:x:1”), target 2", "urn:b", "the mill"),
        ("annotation 1 (“urn:x:1”), target 3", "https://c.example", ""),
    ]


def test_the_position_is_read_beside_the_quote() -> None:
    position = {"type": "TextPositionSelector", "start": Number("7"), "end": Number("15")}
    huge = {"type": "TextPositionSelector", "start": Number("9" * 5_000), "end": Number("1e3")}
    words = {**QUOTE, "prefix": "of ", "suffix": Number("1")}
    (one,) = annotations_in({**ROW, "target": [{"selector": [huge, position, words]}]}).annotations
    assert (one.prefix, one.suffix, one.position) == ("of ", "", (7, 15))


def test_bodies_are_tags_and_texts_and_a_choice_is_its_first() -> None:
    def body(value: str, **keys: str) -> dict[str, str]:
        return {"type": "TextualBody", "value": value, **keys}

    bodies = [
        "https://a.example/post",
        body("<b>burned</b>", format="text/html"),
        body("subject:mill/owner", purpose="tagging"),
        {"type": "Choice", "items": [body("first"), body("second")]},
        {"type": "SpecificResource", "source": "https://a.example/city", "purpose": "tagging"},
        Number("6"),
    ]
    (one,) = annotations_in(w3c(body=bodies)).annotations
    assert one.tags == ("subject:mill/owner", "https://a.example/city")
    assert one.texts == ("https://a.example/post", "<b>burned</b>", "first")
    (tagged,) = annotations_in(w3c(body=body("value:town"), motivation="tagging")).annotations
    assert tagged.tags == ("value:town",)
    (plain,) = annotations_in(w3c(bodyValue="a remark")).annotations
    assert plain.texts == ("a remark",)


@pytest.mark.parametrize(
    ("keys", "private"),
    [
        ({"permissions": {"read": ["acct:a@hypothes.is"]}}, True),
        ({"permissions": {"read": ["group:__world__"]}}, False),
        ({"permissions": {"read": ["group:desk"]}}, False),
        ({"permissions": {"read": []}}, False),
        ({"permissions": "none"}, False),
        ({"hidden": True}, True),
        ({"hidden": False}, False),
    ],
)
def test_an_annotation_that_only_its_author_can_see_is_private(keys: dict[str, object], private: bool) -> None:  # noqa: FBT001 - a column of the table
    (one,) = annotations_in({**ROW, **keys}).annotations
    assert one.private is private


# the source


@pytest.mark.parametrize(
    "address",
    [
        "https://courier.example/mill",
        "http://COURIER.example/mill/",
        "https://courier.example:443/mill#:~:text=fire",
        "https://courier.example/mill?utm_source=x&UTM_medium=y&fbclid=z",
        "https://courier.example/%6Dill",
        " https://courier.example/mill ",
    ],
)
def test_addresses_of_one_page_are_the_same(address: str) -> None:
    assert plain_address(address) == "courier.example/mill"


@pytest.mark.parametrize(
    "address",
    [
        "https://courier.example/Mill",
        "https://courier.example/mill?page=2",
        "https://courier.example:8080/mill",
        "https://www.courier.example/mill",
        "ftp://courier.example/mill",
        "https://courier.example/mill%2F",
        "https://[courier.example/mill",
    ],
)
def test_addresses_of_other_pages_are_not(address: str) -> None:
    assert plain_address(address) != "courier.example/mill"


def test_a_source_is_found_by_address_id_or_urn_and_never_guessed() -> None:
    known = [source("courier", "https://courier.example/mill"), source("ledger", None)]
    known += [source("one", "https://maps.example"), source("two", "http://maps.example/#news")]
    addresses = Addresses.of(known)
    assert addresses.source_at("http://courier.example/mill/") == "courier"
    assert [addresses.source_at(each) for each in ("ledger", "urn:whosays:source:ledger")] == ["ledger", "ledger"]
    near, two, none = (addresses.source_at(each) for each in ("https://courier.example/mil", "https://maps.example/", ""))
    assert isinstance(near, Fault)
    assert near.what == "no source has the address “https://courier.example/mil”; did you mean courier.example/mill?"
    assert isinstance(two, Fault)
    assert two.what == "the address “https://maps.example/” is that of one and two"
    assert isinstance(none, Fault)
    assert none.what == "it does not say which page it is about"


# the words


def place(article: Article, **keys: Any) -> Anchor | Fault:
    return anchored(Annotation(1, **keys), article)


@pytest.mark.parametrize(
    ("keys", "quote", "key"),
    [
        ({"exact": "saw the fire"}, "saw the fire", ()),
        ({"exact": '  warden\n"left" '}, "warden “left”", ()),
        ({"exact": "warden [...] slept"}, "warden [...] slept", ()),
        ({"exact": "stayed.\n\nThe fire"}, "stayed. ¶ The fire", ()),
        ({"exact": "fire", "suffix": " was out"}, "fire", (("sentence", "3"),)),
        ({"exact": "fire", "prefix": "saw the "}, "fire", (("sentence", "1"),)),
        ({"exact": "The warden", "prefix": "out by night.\u00a0 "}, "The warden", (("sentence", "4"),)),
        ({"exact": "the warden", "prefix": "At noon ", "suffix": ' "left"'}, "the warden", (("near", "“left”,"),)),
        ({"exact": "the warden", "position": (LAST[0] - 1, LAST[1])}, None, ()),
        ({"exact": "the warden", "position": LAST}, "the warden", (("sentence", "4"),)),
    ],
)
def test_one_place_of_several_is_told_by_what_is_beside_it(
    article: Article, keys: dict[str, Any], quote: str | None, key: tuple[tuple[str, str], ...]
) -> None:
    found = place(article, **keys)
    assert isinstance(found, Fault if quote is None else Anchor)
    if isinstance(found, Anchor):
        assert (found.quote, found.key, found.elsewhere) == (quote, key, False)


def test_words_that_stand_several_times_without_more_are_not_guessed(article: Article) -> None:
    found = place(article, exact="the warden", prefix="then ", suffix=" sang")
    assert found == Fault("“the warden” stands 3 times, in sentences 2 and 4", "Annotate a word or two more.")


@pytest.mark.parametrize("exact", ["arden saw the fir", "a warden saw", "THE WARDEN"])
def test_near_is_not_there(article: Article, exact: str) -> None:
    with pytest.raises(NotThereError):
        place(article, exact=exact)


def test_too_few_characters_are_no_quote(article: Article) -> None:
    found = place(article, exact=" a ")
    assert isinstance(found, Fault)
    assert found.what == "“ a ” has fewer than two characters of the article"


def test_words_between_other_words_than_in_the_text_are_marked(article: Article) -> None:
    found = place(article, exact="saw the fire", prefix="The baker ", suffix=" yesterday.")
    assert isinstance(found, Anchor)
    assert found.elsewhere


# what is said


@pytest.mark.parametrize(
    ("tags", "texts", "keys", "rest"),
    [
        (["subject:mill/owner", "value:town"], [], {"subject": ("mill/owner",), "value": ("town",)}, ()),
        ([" Subject: mill/owner ", "VALUE:town"], [], {"subject": ("mill/owner",), "value": ("town",)}, ()),
        ([], ["\nmill/owner = town \nsays the deed\n"], {"subject": ("mill/owner",), "value": ("town",)}, ("says the deed",)),
        (["value:a", "value:b"], [], {"value": ("a", "b")}, ()),
        (["stance:denies", "hedge:reported"], [], {"stance": ("denies",), "hedge": ("reported",)}, ()),
        (["subject:mill/owner"], ["mill/owner = town"], {"subject": ("mill/owner",), "value": ("town",)}, ()),
        (
            ["important", "note:x", "id:y", "value:"],
            ["A\r\nB", "C"],
            {},
            ("A\nB", "C", "Tags: important, note:x, id:y, value:"),
        ),
        ([], ["Mill = town", "x/y = "], {}, ("Mill = town", "x/y =")),
        (
            ["private", "via:RFI@2024"],
            ["<script>a/b = c</script>"],
            {"via": ("RFI@2024",)},
            ("<script>a/b = c</script>", "Tags: private"),
        ),
    ],
)
def test_tags_and_the_first_line_give_the_keys_and_the_rest_is_the_note(
    tags: list[str], texts: list[str], keys: dict[str, tuple[str, ...]], rest: tuple[str, ...]
) -> None:
    assert said(Annotation(1, tags=tuple(tags), texts=tuple(texts))) == Said(keys, rest)


@pytest.mark.parametrize(
    ("tags", "texts", "what"),
    [
        (["subject:a/b", "subject:c/d"], [], "it gives two answers for subject: “a/b” and “c/d”"),
        (["subject:a/b"], ["c/d = x"], "it gives two answers for subject: “a/b” and “c/d”"),
        (["value:y"], ["c/d = x"], "it gives two answers for value: “y” and “x”"),
        (["hedge:reported", "hedge:alleged"], [], "it gives two answers for hedge: “reported” and “alleged”"),
        (["private", "note_private:spoke to me"], [], "a tag gives a private key, and other tags are public"),
    ],
)
def test_what_is_not_clear_or_private_is_left_out(tags: list[str], texts: list[str], what: str) -> None:
    found = said(Annotation(1, tags=tuple(tags), texts=tuple(texts)))
    assert isinstance(found, Fault)
    assert found.what == what


ANY = st.characters(exclude_categories=())
WORDS = st.sampled_from(
    [
        *[
            "Annotation",
            "List",
            "TextQuoteSelector",
            "TextPositionSelector",
            "tagging",
            "the",
            "urn:courier",
            "subject:a/b",
            "a/b=c",
        ]
    ]
)
NAMES = (
    "id type uri target source selector exact prefix suffix start end refinedBy body value purpose items tags text permissions"
)
LEAVES = st.none() | st.booleans() | WORDS | st.text(ANY, max_size=5) | st.integers(0, 99).map(Number)
JSON = st.recursive(
    LEAVES, lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(NAMES.split()), below, max_size=8)
)


@given(JSON)
def test_whatever_a_file_holds_each_annotation_comes_to_exactly_one_thing(data: object) -> None:
    found = annotations_in({"rows": [data, {**ROW, "target": data}, w3c(target=data, body=data)]}).annotations
    text = ArticleText("courier", TEXT, "", attested=True, sentences=sentences(TEXT))
    casebook = Casebook("", sources=(source("courier", None),), texts={"courier": text})
    outcome = drafted(found, casebook, Limits())
    parts = (outcome.complete, outcome.incomplete, outcome.there, outcome.left_out, outcome.private)
    assert sum(map(len, parts)) == len(found)


@given(
    st.sampled_from(["the warden", "warden", "The fire", "stayed.\n\nThe", "left"]),
    st.text(ANY),
    st.text(ANY),
    st.tuples(*[st.integers(0, 160)] * 2),
)
def test_whatever_stands_beside_the_words_the_quote_is_found_where_it_is_said_to_be(
    exact: str, prefix: str, suffix: str, position: tuple[int, int]
) -> None:
    text = Article(ArticleText("courier", TEXT, "", attested=True, sentences=sentences(TEXT)))
    found = place(text, exact=exact, prefix=prefix, suffix=suffix, position=position)
    if isinstance(found, Anchor):
        assert look_up(found.quote, text).spans.count((found.start, found.end)) == 1
        assert fold(TEXT[found.start : found.end]).text == fold(exact).text


def test_a_place_that_no_key_can_tell_from_the_others_is_no_quote() -> None:
    text = f"He said {'no, ' * 20}no."
    found = anchored(
        Annotation(1, exact="no", position=(48, 50)),
        Article(ArticleText("a", text, "", attested=True, sentences=sentences(text))),
    )
    assert found == Fault("“no” cannot be told from other places with the same words", "Annotate a word or two more.")


def test_long_runs_of_blanks_cost_nothing() -> None:
    text = f"a/b{' ' * 60_000}x = {' ' * 60_000}"
    assert isinstance(said(Annotation(1, tags=(f"value{' ' * 60_000}x",), texts=(text,))), Said)


def test_the_rows_of_the_api_and_w3c_annotations_may_stand_in_one_list() -> None:
    read = json.loads(json.dumps([ROW, w3c()]))
    assert [each.number for each in annotations_in(read).annotations] == [1, 2]
