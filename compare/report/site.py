"""Views to HTML: the one module that knows the template engine."""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from compare.core.change_telling import told
from compare.core.visible import visible
from compare.report.addresses import subject_page, way_to_root
from compare.report.assets import SCRIPT, STYLE, script, style
from compare.report.direction import numbers_in_place
from compare.report.recipes import Page, recipe
from compare.report.search import search_files
from compare.report.second_process import beside, can_fork
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
from compare.report.views.relation_groups import relation_pages
from compare.report.views.retired import retired_views
from compare.report.views.source import SourceView, source_views
from compare.report.views.subject import subject_views
from compare.report.views.timeline import timeline_views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jinja2 import Template

    from compare.core.changes import Changes
    from compare.core.findings import Findings
    from compare.core.rules import RuleText
    from compare.report.recipes import Standing
    from compare.report.views.deciding import DeskView
    from compare.report.views.labels import Label


PAGES: Final = (
    ("index.html", "Overview"),
    ("matrix.html", "Matrix"),
    ("timeline.html", "Timeline"),
    ("names.html", "Names"),
    ("changes.html", "Changes"),
    ("decisions.html", "Decisions"),
    ("method.html", "Method"),
    ("problems.html", "Problems"),
)
"""What every page leads to, in this order."""


class View(Protocol):
    """What a template shows: a frozen record that knows the path of its page."""

    @property
    def path(self) -> str:
        """The path inside the report's folder, posix."""


Made = TypeVar("Made")  # of a page
MANY_SUBJECTS: Final = 300
"""From so many subjects on, their pages are rendered in a second process: fewer are done before it has started."""

# Characters that HTML must not hold (control characters, noncharacters, lone surrogates) or that turn words around
# (embeddings, overrides and isolates; the plain marks LRM, RLM and ALM belong to Arabic and Hebrew writing and stay).
_PLANE_ENDS: Final = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NOT_SHOWABLE: Final = re.compile(
    r"\r\n?|[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef" + _PLANE_ENDS + "]"
)
_LINE_ENDS: Final = frozenset({"\r\n", "\r", "\x85"})


def render(findings: Findings, rules: tuple[RuleText, ...], changes: Changes | None = None) -> Iterator[tuple[str, str]]:
    """Every file of the report as its path inside the report's folder (posix, relative) and its text.

    `changes` is what is not as a baseline has it, None where none was given. Rendered one at a time; only the subject pages of
    a large casebook are made in a second process, beside the others.
    """
    return _files(_Site(findings, rules, changes, _page))


def render_again(
    findings: Findings, rules: tuple[RuleText, ...], standing: Standing, changes: Changes | None = None
) -> Iterator[tuple[str, str | Page]]:
    """The same, each page with its recipe, and without its text where the one of the report before is kept."""

    def page(name: str, title: str, view: View) -> Page:
        made_from = recipe(name, _shown(title, view))
        return Page(made_from, None if standing.keep(view.path, made_from) else _page(name, title, view))

    return _files(_Site(findings, rules, changes, page))


class OnDemand:
    """The same report page by page, with an editor's desk: a view is made once, and a page rendered, when it is asked for."""

    def __init__(self, findings: Findings, rules: tuple[RuleText, ...], changes: Changes | None = None) -> None:
        """Make nothing yet; `changes` is what is not as a baseline has it, None where none was given."""
        self._site = _Site(findings, rules, changes, _page)
        self.index = self._site.index
        self._title = findings.casebook.title
        self._subjects = {subject_page(each): each for each in self.index.subjects}
        self._views: dict[str, tuple[str, View]] = {}

    @cached_property
    def _files(self) -> dict[str, str]:
        return {STYLE: style(), SCRIPT: script(), **dict(search_files(catalogue_view(self.index), showable))}

    @cached_property
    def _others(self) -> dict[str, tuple[str, View]]:
        return {view.path: (name, view) for name, view in (*self._site.further(), *self._site.others())}

    def file(self, path: str) -> str | None:
        """What is no page: the style sheet, the script and what the search knows, by path; None where there is none."""
        return self._files.get(path)

    def page(self, path: str, desk: DeskView) -> str | None:
        """The page with this path, forms included; None where there is none."""
        found = self._views.get(path) or self._view(path)
        if found is None:
            return None
        self._views[path] = found
        return self.shown(*found, desk)

    def shown(self, name: str, view: View, desk: DeskView) -> str:
        """A page that may be no part of the report, from its template and its view."""
        return _template(name).render(_shown(self._title, view), desk=desk)

    def _view(self, path: str) -> tuple[str, View] | None:
        if path == PAGES[0][0]:
            return "overview", overview_view(self.index, most_rows=len(self._subjects))
        if path in self._subjects:
            return "subject", next(subject_views(self.index, {self._subjects[path]}))
        return self._others.get(path)


def _page(name: str, title: str, view: View) -> str:
    return _template(name).render(_shown(title, view))


def _shown(title: str, view: View) -> dict[str, object]:
    """All that a template is given: the recipe of the page is the digest of it, so nothing may reach one by another way."""
    return {"view": view, "casebook": title, "root": way_to_root(view.path), "style": STYLE, "script": SCRIPT}


def _files(site: _Site[Made]) -> Iterator[tuple[str, str | Made]]:
    yield STYLE, style()
    yield SCRIPT, script()
    yield from search_files(catalogue_view(site.index), showable)
    if site.size < MANY_SUBJECTS or not can_fork():
        yield from site.pages(site.subjects())
        yield from site.pages(site.others())
        return
    with beside(lambda: site.pages(site.subjects())) as subjects:
        yield from site.pages(site.others())
        yield from subjects()


class _Site(Generic[Made]):
    """The pages of one report, in two halves of about equal work."""

    def __init__(
        self,
        findings: Findings,
        rules: tuple[RuleText, ...],
        changes: Changes | None,
        page: Callable[[str, str, View], Made],
    ) -> None:
        self.index = Index(findings, frozenset(rule.id for rule in rules), told(changes, findings) if changes else None)
        self._rules = rules
        self._title = findings.casebook.title
        self._page = page
        self.size = len(findings.subjects)

    def subjects(self) -> Iterator[tuple[str, View]]:
        yield from (("subject", each) for each in subject_views(self.index))
        yield from self.further()

    def further(self) -> Iterator[tuple[str, View]]:
        yield from (("claims", each) for each in claim_pages(self.index))
        yield from (("relations", each) for each in relation_pages(self.index))

    def others(self) -> Iterator[tuple[str, View]]:
        index = self.index
        counts = pair_counts(index.findings)
        yield "overview", overview_view(index)
        few = counts if len(index.sources) <= MOST_SOURCES else None
        yield from (("source" if isinstance(each, SourceView) else "source_page", each) for each in source_views(index, few))
        yield from (("entity", each) for each in entity_views(index))
        yield from (("retired", each) for each in retired_views(index))
        yield from (("matrix", each) for each in matrix_views(index, agreement_view(index, counts)))
        yield from (("timeline", each) for each in timeline_views(index))
        yield "names", names_view(index)
        yield "changes", changes_view(index)
        yield "decisions", decisions_view(index)
        yield "method", method_view(index, self._rules)
        yield "problems", problems_view(index)

    def pages(self, views: Iterable[tuple[str, View]]) -> Iterator[tuple[str, Made]]:
        for name, view in views:
            yield view.path, self._page(name, self._title, view)


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
        auto_reload=False,  # templates do not change while a report is made; looking costs a stat for every macro
    )
    environment.globals["label"] = _label
    environment.filters["entered"] = _entered
    environment.globals["pages"] = PAGES
    environment.globals["desk"] = None  # only the pages of `whosays review` have one
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


def _entered(text: str) -> Markup:
    """Text as a field of a form holds it: `showable`, and without the marks of `placed`, which would be sent back with it."""
    return escape(showable(text))


def placed(value: object) -> object:
    """Text as a line of a page shows it: as `showable`, with numbers on their own side of a name written from right to left."""
    if value.__class__ is Markup or (value.__class__ is str and value.isascii() and value.isprintable()):
        return value  # nearly all there is on a page
    shown = showable(value)
    return shown if shown.__class__ is not str or shown.isascii() else numbers_in_place(shown)


def _written_out(found: re.Match[str]) -> str:
    char = found.group()
    if char in _LINE_ENDS:
        return "\n"
    shown = visible(char)
    return shown if shown != char else f"\\u{ord(char):04x}"
