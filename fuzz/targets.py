"""What is fuzzed: for each target what one input is run through. Anything but a value, a problem or a sentence is a find.

Neither this nor the tests that replay the finds need atheris.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from compare.core.entities import Entities
from compare.core.model import ArticleText, Location
from compare.core.problems import Problem
from compare.core.settings import Limits
from compare.kinds import kind_for
from compare.kinds.base import Side, example_subject
from compare.kinds.edtf_bounds import read_edtf
from compare.loading import files, tree
from compare.loading.nodes import PurePythonParser, marks, read_tree
from compare.loading.quotes import Article, look_up
from compare.loading.segmentation import sentences
from compare.loading.settings_file import parse_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.kinds.base import Kind

PLACE: Final = Location("fuzzed.yaml")


def yaml(data: bytes) -> None:
    """Both parsers come to a tree or a problem; where both come to a tree, to the same."""
    text = files.decode(data, PLACE)
    if isinstance(text, Problem):
        return
    fast, slow = (read_tree(text, "fuzzed.yaml", Limits(), parser) for parser in (None, PurePythonParser))
    marks(text)
    if not isinstance(fast, Problem) and not isinstance(slow, Problem):
        assert tree.plain(fast) == tree.plain(slow)  # noqa: S101 - what is held against each other


def settings(data: bytes) -> None:
    """Settings are read or refused, and name no folder that no system could name."""
    text = files.decode(data, PLACE)
    if not isinstance(text, Problem):
        read, _ = parse_settings(text)
        assert "\0" not in "".join((read.title, *read.texts))  # noqa: S101 - a path with it raises


def quotes(data: bytes) -> None:
    """A quote lies in the article where it is said to, whatever the two are."""
    article, _, quote = data.decode("utf-8", "ignore").partition("\0")
    known = Article(ArticleText("fuzzed", article, "", attested=True, sentences=sentences(article)))
    for start, end in look_up(quote, known).spans:
        assert article[start:end].strip()  # noqa: S101 - a quote is words, in the article
        assert 0 <= start < end <= len(article)  # noqa: S101 - what is promised of every span


def dates(data: bytes) -> None:
    """A date has bounds, or a sentence says why not; the kind reads the same."""
    text = data.decode("utf-8", "ignore")
    try:
        value = read_edtf(text)
    except ValueError as refusal:
        _is_a_sentence(refusal)
    else:
        assert value.first is None or value.last is None or value.first <= value.last  # noqa: S101 - what bounds are
    _kind("date", text)


def quantities(data: bytes) -> None:
    """A quantity is read, shown and read back the same, or refused."""
    _kind("quantity", data.decode("utf-8", "ignore"))


def names(data: bytes) -> None:
    """Names alone and in lists, and places."""
    text = data.decode("utf-8", "ignore")
    for kind in ("name", "names", "place"):
        _kind(kind, text)


def times(data: bytes) -> None:
    """Times of the day."""
    _kind("time", data.decode("utf-8", "ignore"))


def _kind(name: str, text: str) -> None:
    kind = _built(name)
    try:
        value = kind.parse(text)
    except ValueError as refusal:
        _is_a_sentence(refusal)
        return
    assert kind.parse(kind.format(value)) == value  # noqa: S101 - what is held against each other
    assert kind.key(value)  # noqa: S101 - what a position is known by
    kind.say(value)
    kind.extent(value)
    assert kind.compare(Side(value), Side(value)).rule == f"{name}.same"  # noqa: S101 - nothing contradicts itself


def _is_a_sentence(refusal: ValueError) -> None:
    assert type(refusal) is ValueError  # noqa: S101 - not UnicodeError and the like
    assert " " in str(refusal)  # noqa: S101 - words for an annotator


@cache
def _built(name: str) -> Kind[Any]:
    from compare.kinds import registered

    cls = registered()[name]
    return kind_for(example_subject(name, **cls.example_terms), Entities(cls.example_entities))


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    each.__name__: each for each in (yaml, settings, quotes, dates, quantities, names, times)
}
SEEDS: Final[dict[str, tuple[str, ...]]] = {
    "yaml": ("a: [1, {b: 'c'}]\n", "- |-\n  x\n- >+\n y\n", '? "\\u0041"\n: &a !!b *a\n', "%YAML 1.1\n---\n<<: {}\n...\n"),
    "settings": ('title = "a"\n[limits]\ndepth = 5\n', 'texts = ["a"]\n'),
    "quotes": ("It “was” ﬁne – so…\n\nNext co\u00adop.\0was fine", "the mill [of] ours\0the [...] ours"),
    "dates": ("2017-03-02", "[2015,2016..]", "201X-1X?", "Y-17E7S3", "{2001,2003}~", "2016-21/..", "%-0044-XX-1X"),
    "quantities": (">=1,000 km", "~2.5%", "two and a half million", "between 5 and 10 men", "$3m", "1'000..2'000"),
    "names": ("Dr. J. R. Smith, Jr.; Abd al-Malik", "García, José (Editor) & Sons Ltd", "Paris, Texas, U.S.A."),
    "times": ("2011-12-01 ~7:10 pm UTC-05:00", "23:50..00:10", "noon Thu", "19h10 CET"),
}
"""What the fuzzer begins with."""
