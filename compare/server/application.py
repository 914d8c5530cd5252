"""The routes: the report's pages with their forms, and the one that writes a decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, Router

from compare.authoring.deciding.decision_files import Wish
from compare.core.words import word
from compare.report.addresses import subject_page
from compare.report.views.deciding import DeskView, FormView, filled_in, page_of_conflict, page_of_faults, progress
from compare.report.views.overview import MOST_CARDS
from compare.server.desk import Changed, Desk, Refused, Saved
from compare.server.forms import entered, faults_in, value
from compare.server.guards import Guards

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from compare.report.views.deciding import DecideView, Entered, Fault
    from compare.server.keys import Keys
    from compare.server.reading import Reading, Seen

INDEX: Final = "index.html"
_KINDS: Final = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
_ON_PAGE: Final = "decide"
"""The id of the form on the page of a subject; those of cards are called as their cards are."""
_NOT_FOUND: Final = "There is no such page in this report.\n"
_WITHOUT_WORDING: Final = frozenset({"annotation-error", "pending"})
"""The outcomes with which nothing is printed, so that the wording that was only suggested is not written."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told once: that a decision was written, on the page and card that come next."""

    words: str
    page: str
    at: str


@dataclass(slots=True)
class Session:
    """One run as its editor sees it: who decides, how much was decided, and what is still to be told."""

    desk: Desk
    keys: Keys
    by: str
    decided: int = 0
    told: Told | None = field(default=None)

    def page(self, path: str) -> str | None:
        """A page of the report with its forms; None where there is none."""
        reading = self.desk.reading()
        return reading.report.page(path, self._view(reading, path))

    def file(self, path: str) -> str | None:
        """A file of the report that is no page, as of the page that asks for it; None where there is none."""
        return self.desk.reading().report.file(path)

    def shown(self, reading: Reading, view: DecideView) -> str:
        """A page with one form on it."""
        return reading.report.shown("decide_page", view, self._view(reading, view.path))

    def form(self, reading: Reading, subject: str, form_id: str) -> FormView | str:
        """The form of a subject; what its editor has before them is remembered."""
        form = reading.form(subject, form_id, self.by)
        if isinstance(form, FormView):
            self.desk.remember(subject, form.seen, reading.before_them(subject))
        return form

    def _view(self, reading: Reading, path: str) -> DeskView:
        told = self.told if self.told and self.told.page == path else None
        if told:
            self.told = None
        return DeskView(
            token=self.keys.form,
            progress=progress(reading.report.index, self.decided),
            form=lambda subject, form_id: self.form(reading, subject, form_id),
            saved=told.words if told else "",
            at=told.at if told else "",
        )


def application(desk: Desk, keys: Keys, by: str, failed: Callable[[Exception], None]) -> Guards:
    """The application behind its guards; `failed` is told of our own bugs."""
    session = Session(desk, keys, by)

    def page(request: Request) -> Response:
        return _page(session, request.path_params["path"] or INDEX)

    def decide(request: Request) -> Response:
        return _decide(session, request.scope["state"]["form"])

    return Guards(Router([Route("/decide", decide, methods=["POST"]), Route("/{path:path}", page)]), keys, failed)


def _page(session: Session, path: str) -> Response:
    """Whatever the report has under this path, and nothing else: no path ever reaches the disk."""
    found = session.page(path) if path.endswith(".html") else session.file(path)
    if found is None:
        return Response(_NOT_FOUND, 404, media_type="text/plain")
    return Response(found, media_type=_KINDS[path.rpartition(".")[2]])


def _decide(session: Session, posted: Mapping[str, tuple[str, ...]]) -> Response:
    """Write what was posted, or give it back with what is wrong with it."""
    reading = session.desk.reading()
    subject, form_id = value(posted, "subject"), value(posted, "form")
    form = session.form(reading, subject, form_id if _is_ours(form_id) else _ON_PAGE)
    if isinstance(form, str):
        return Response(f"Nothing was written. {form}\n", 409, media_type="text/plain")
    given = entered(posted)
    session.by = given.by or session.by
    if faults := faults_in(given, session.desk.today()):
        return _faulty(session, reading, form, given, faults, 422)
    match session.desk.save(_wish(form, given, session.desk.today()), value(posted, "seen")):
        case Saved() as saved:
            return _on(session, saved, form, given)
        case Changed(before):
            return _conflict(session, form, given, before)
        case Refused(refusals, disk):
            return _faulty(session, reading, form, given, refusals, 500 if disk else 422)


def _is_ours(form_id: str) -> bool:
    return form_id == _ON_PAGE or (form_id.startswith("d-") and form_id[2:].isdecimal() and len(form_id) < 6)  # noqa: PLR2004 - d-25


def _wish(form: FormView, given: Entered, today: str) -> Wish:
    as_suggested = given.outcome in _WITHOUT_WORDING and given.print == form.entered.print
    return Wish(
        subject=form.subject,
        outcome=given.outcome,
        reason=given.reason,
        by=given.by,
        on=today,
        print=None if as_suggested else given.print or None,
        rule=given.rule or None,
        expires=given.expires or None,
        claims=given.claims,
    )


def _faulty(
    session: Session, reading: Reading, form: FormView, given: Entered, faults: tuple[Fault, ...], status: int
) -> Response:
    view = page_of_faults(reading.report.index, filled_in(form, given, faults))
    return Response(session.shown(reading, view), status, media_type="text/html")


def _conflict(session: Session, form: FormView, given: Entered, before: Seen | None) -> Response:
    reading = session.desk.reading()
    now = session.form(reading, form.subject, form.id)
    if isinstance(now, str):
        return Response(f"Nothing was written. {now}\n", 409, media_type="text/plain")
    answers, decision = (before.answers, before.decision) if before else (None, "")
    view = page_of_conflict(reading.report.index, filled_in(now, given), answers, decision)
    return Response(session.shown(reading, view), 409, media_type="text/html")


def _on(session: Session, saved: Saved, form: FormView, given: Entered) -> Response:
    """To the next subject that waits: its card, or its page where the form was on a page."""
    session.decided += 1
    page, at = _place_of(session.desk.reading(), saved.next, form.id)
    wrote = f"Written: {word('outcome', given.outcome).shown} on {form.subject}, in {saved.file}."
    words = wrote if saved.next else f"{wrote} Nothing waits for a decision any more."
    session.told = Told(words, page, at if at.startswith("d-") else "")
    return RedirectResponse(f"/{page}#{at}", 303)


def _place_of(reading: Reading, subject: str | None, form_id: str) -> tuple[str, str]:
    """The page on which a subject can be decided on, and the fragment of its place there."""
    if subject not in reading.waiting:  # or not any more, since somebody else is at work, too
        return INDEX, "saved"
    rank = reading.waiting.index(subject)
    if form_id == _ON_PAGE or rank >= MOST_CARDS:
        return subject_page(subject), "subject"
    return INDEX, f"d-{rank + 1}"
