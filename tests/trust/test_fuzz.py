"""Any bytes as any file of a casebook, and sound files with something changed: problems or a result, never an exception."""

from __future__ import annotations

import json
import shutil
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compare.core.folding import fold_name, fold_own_name, fold_wording
from compare.core.model import ArticleText
from compare.loading.quotes import Article, look_up
from compare.loading.segmentation import sentences
from compare.loading.typography import fold
from tests.cli.conftest import whosays
from tests.loading.test_naughty_strings import strings
from tests.trust.mill import BOOK, DECISION, RULES, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES: Final[dict[str, str]] = {
    **BOOK,
    "claims/vocabulary/rules.yaml": RULES,
    "claims/decisions/owner.yaml": DECISION,
    "whosays.toml": SETTINGS,
    "baseline.json": "",
    "import.csv": "source,id,subject,value,quote\nledger,day,mill/burned-on,2024-05-02,On 2 May the mill burned down\n",
    "notes.json": json.dumps([{"target": {"source": "https://a.example/", "selector": []}, "body": "a"}]),
}
CODES: Final = {0, 1, 2, 3, 5}
few = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def book() -> Iterator[Path]:
    """The sound casebook with every kind of file, to be put back after every example."""
    root = Path(tempfile.mkdtemp())
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    assert whosays("baseline", root).exit_code == 0
    (root / "reports" / "baseline.json").rename(root / "baseline.json")
    yield root
    shutil.rmtree(root)


def ran(book: Path, file: str) -> None:
    """Whatever reads the file ends as one of its documented ends."""
    commands: dict[str, tuple[object, ...]] = {
        "baseline.json": ("check", book, "--baseline", book / "baseline.json"),
        "import.csv": ("import", book / "import.csv", "-C", book, "--dry-run"),
        "notes.json": ("import", book / "notes.json", "-C", book, "--dry-run"),
    }
    result = whosays(*commands.get(file, ("check", book)))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code in CODES, (result.exit_code, result.output)
    assert "Traceback" not in result.output


def tried(book: Path, file: str, content: bytes) -> None:
    path = book / file
    sound = path.read_bytes()
    path.write_bytes(content)
    try:
        ran(book, file)
    finally:
        path.write_bytes(sound)


NEARLY: Final = st.text(alphabet="ab :-[]{}&*!|>'\"%#?,\n\t\\x0=~1é\u202e\x00\u0301", max_size=80).map(str.encode)


@pytest.mark.parametrize("file", FILES)
@few
@given(content=st.one_of(st.binary(max_size=80), NEARLY))
def test_any_bytes_are_problems_or_a_result(book: Path, file: str, content: bytes) -> None:
    tried(book, file, content)


def _swapped(draw: Any, text: str) -> str:
    """One word of the file as one of the strings that have broken software before."""
    words = text.split(" ")
    at = draw(st.integers(0, len(words) - 1))
    naughty = draw(st.sampled_from(strings()))
    words[at] = draw(st.sampled_from([naughty, json.dumps(naughty, ensure_ascii=False), json.dumps(naughty)]))
    return " ".join(words)


def _lines_changed(draw: Any, text: str) -> str:
    """A line of the file twice, gone, indented otherwise, or in another's place."""
    lines = text.splitlines(keepends=True)
    one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    change = draw(st.sampled_from(["twice", "gone", "in", "out", "swap", "cut"]))
    if change == "swap":
        lines[one], lines[other] = lines[other], lines[one]
    else:
        line = lines[one]
        lines[one] = {"twice": line * 2, "gone": "", "in": f"  {line}", "out": line.lstrip(" "), "cut": line[::2]}[change]
    return "".join(lines)


@st.composite
def changed(draw: Any, text: str) -> str:
    """A sound file after one to three changes."""
    for _ in range(draw(st.integers(1, 3))):
        if text.strip():
            text = draw(st.sampled_from([_swapped, _lines_changed]))(draw, text)
    return text


@pytest.mark.parametrize("file", FILES)
@few
@given(data=st.data())
def test_a_sound_file_with_something_changed_is_problems_or_a_result(book: Path, file: str, data: st.DataObject) -> None:
    sound = (book / file).read_bytes().decode("utf-8")
    tried(book, file, data.draw(changed(sound)).encode("utf-8", "surrogatepass"))


TYPESET: Final = st.text(alphabet="ab \n\u00a0\u00ad\u200b’'“\"–-…ﬁ¶\u2029e\u0301[].", max_size=40)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(article=st.one_of(st.text(max_size=60), TYPESET), quote=st.one_of(st.text(max_size=20), TYPESET))
def test_any_quote_lies_where_it_is_said_to_and_reads_back(article: str, quote: str) -> None:
    known = Article(ArticleText("any", article, "", attested=True, sentences=sentences(article)))
    for start, end in look_up(quote, known).spans:
        assert 0 <= start < end <= len(article)
        again = look_up(article[start:end], known)
        assert any(one <= start < other or start <= one < end for one, other in again.spans)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.one_of(st.text(max_size=40), TYPESET, st.text("أإآاىيیـ\u0653\u0654 ßİıK", max_size=12)))
def test_any_name_folds_once_and_for_all_whatever_its_form(text: str) -> None:
    for folding in (fold_name, fold_own_name, fold_wording):
        folded = folding(text)
        assert folding(folded) == folded
        assert folding(unicodedata.normalize("NFD", text)) == folding(unicodedata.normalize("NFC", text)) == folded


@settings(max_examples=300, deadline=None, derandomize=True)
@given(article=TYPESET, data=st.data())
def test_what_is_cut_out_of_an_article_is_found_there(article: str, data: st.DataObject) -> None:
    bounds = st.integers(0, len(article))
    start, end = sorted((data.draw(bounds), data.draw(bounds)))
    known = Article(ArticleText("any", article, "", attested=True, sentences=sentences(article)))
    spans = look_up(article[start:end], known).spans
    assert all(fold(article[one:other]).text.strip() or article[one:other] for one, other in spans)
