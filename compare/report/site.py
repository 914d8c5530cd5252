"""Views to HTML: the one module that knows the template engine."""

from __future__ import annotations

import multiprocessing
import re
from concurrent.futures import ProcessPoolExecutor
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from compare.core.visible import visible
from compare.report.addresses import way_to_root
from compare.report.assets import SCRIPT, STYLE, script, style
from compare.report.direction import numbers_in_place
from compare.report.search import search_files
from compare.report.views.agreement import MOST_SOURCES, agreement_view, pair_counts
from compare.report.views.catalogue import catalogue_view
from compare.report.views.changes import changes_view
from compare.report.views.decisions import decisions_view
from compare.report.views.entity import entity_views
from compare.report.views.index import Index
from compare.report.views.matrix import matrix_views
from compare.report.views.method import method_view, problems_view
from compare.report.views.names import names_view
from compare.report.views.overview import overview_view
from compare.report.views.positions import claim_pages
from compare.report.views.retired import retired_views
from compare.report.views.source import source_views
from compare.report.views.subject import subject_views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2 import Template

    from compare.core.findings import Findings
    from compare.core.rules import RuleText
    from compare.report.views.labels import Label


PAGES: Final = (
    ("index.html", "Overview"),
    ("matrix.html", "Matrix"),
    ("names.html", "Names"),
    ("changes.html", "Changes"),
    ("decisions.html", "Decisions"),
    ("method.html", "Words and rules"),
    ("problems.html", "Problems"),
)
"""What every page leads to, in this order."""


class View(Protocol):
    """What a template shows: a frozen record that knows the path of its page."""

    @property
    def path(self) -> str:
        """The path inside the report's folder, posix."""


MANY_SUBJECTS: Final = 300
"""From so many subjects on, their pages are rendered in a second process: fewer are done before it has started."""

# Characters that HTML must not hold (control characters, noncharacters, lone surrogates) or that turn words around
# (embeddings, overrides and isolates; the plain marks LRM, RLM and ALM belong to Arabic and Hebrew writing and stay).
_PLANE_ENDS: Final = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NOT_SHOWABLE: Final = re.compile(
    r"\r\n?|[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef" + _PLANE_ENDS + "]"
)
_LINE_ENDS: Final = frozenset({"\r\n", "\r", "\x85"})


class Pages:
    """The pages that this process rendered last: an equal view makes an equal page, so it need not be rendered again."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._kept: dict[str, tuple[object, str]] = {}

    def page(self, name: str, title: str, view: View) -> str:
        """The page of a view from the template of this name, in the report on the casebook of this title."""
        shown = (name, title, view)
        kept = self._kept.get(view.path)
        if kept is None or kept[0] != shown:
            kept = self._kept[view.path] = (shown, _page(name, title, view))
        return kept[1]


def _page(name: str, title: str, view: View) -> str:
    return _template(name).render(view=view, casebook=title, root=way_to_root(view.path), style=STYLE, script=SCRIPT)


def render(findings: Findings, rules: tuple[RuleText, ...], pages: Pages | None = None) -> Iterator[tuple[str, str]]:
    """Every file of the report as its path inside the report's folder (posix, relative) and its text.

    Rendered one at a time; only the subject pages of a large casebook are made in a second process, beside the others. A
    process that renders again and again gives its `pages`; then all are made in it, and only those that differ.
    """
    site = _Site(findings, rules, pages.page if pages else _page)
    yield STYLE, style()
    yield SCRIPT, script()
    yield from search_files(catalogue_view(site.index), showable)
    if pages or len(findings.subjects) < MANY_SUBJECTS or "fork" not in multiprocessing.get_all_start_methods():
        yield from site.pages(site.subjects())
        yield from site.pages(site.others())
        return
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork"), _inherit, (site,)) as second:
        subjects = second.submit(_subject_pages)
        yield from site.pages(site.others())
        yield from subjects.result()


class _Site:
    """The pages of one report, in two halves of about equal work."""

    def __init__(self, findings: Findings, rules: tuple[RuleText, ...], page: Callable[[str, str, View], str]) -> None:
        self.index = Index(findings, frozenset(rule.id for rule in rules))
        self._rules = rules
        self._title = findings.casebook.title
        self._page = page

    def subjects(self) -> Iterator[tuple[str, View]]:
        yield from (("subject", each) for each in subject_views(self.index))
        yield from (("claims", each) for each in claim_pages(self.index))

    def others(self) -> Iterator[tuple[str, View]]:
        index = self.index
        counts = pair_counts(index.findings)
        yield "overview", overview_view(index)
        few = counts if len(index.sources) <= MOST_SOURCES else None
        yield from (("source", each) for each in source_views(index, few))
        yield from (("entity", each) for each in entity_views(index))
        yield from (("retired", each) for each in retired_views(index))
        yield from (("matrix", each) for each in matrix_views(index, agreement_view(index, counts)))
        yield "names", names_view(index)
        yield "changes", changes_view()
        yield "decisions", decisions_view(index)
        yield "method", method_view(self._rules)
        yield "problems", problems_view(index)

    def pages(self, views: Iterable[tuple[str, View]]) -> Iterator[tuple[str, str]]:
        for name, view in views:
            yield view.path, self._page(name, self._title, view)


_inherited: list[_Site] = []


def _inherit(site: _Site) -> None:
    """In the second process: keep what it has from the first by forking, so that nothing is copied over."""
    _inherited[:] = [site]


def _subject_pages() -> list[tuple[str, str]]:
    (site,) = _inherited
    return list(site.pages(site.subjects()))


@cache
def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.html")


@cache
def _environment() -> Environment:
    """The engine with escaping on for every template, and an error for every name that is not there.

    `finalize` sees every value on its way into a page, so nothing can reach one that a page cannot show.
    """
    environment = Environment(
        loader=PackageLoader("compare.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=placed,
    )
    environment.globals["label"] = _label
    environment.globals["pages"] = PAGES
    return environment


@lru_cache(maxsize=8192)
def _label(it: Label, root: str) -> str:
    """A name as HTML, from its template once: on a large report the same few names stand on every page."""
    made: str = _environment().get_template("label.html").module.label(it, root)  # type: ignore[attr-defined]
    return made


def showable(value: object) -> object:
    r"""Text as a page can show it: line ends as `\n`, what HTML must not hold or what turns words around written out."""
    if isinstance(value, Markup) or (value.__class__ is str and value.isascii() and value.isprintable()):
        return value
    return _NOT_SHOWABLE.sub(_written_out, str(value))


def placed(value: object) -> object:
    """Text as a line of a page shows it: as `showable`, with numbers on their own side of a name written from right to left."""
    shown = showable(value)
    return shown if shown.__class__ is not str or shown.isascii() else numbers_in_place(shown)


def _written_out(found: re.Match[str]) -> str:
    char = found.group()
    if char in _LINE_ENDS:
        return "\n"
    shown = visible(char)
    return shown if shown != char else f"\\u{ord(char):04x}"
