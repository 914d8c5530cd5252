"""What is refused before any page is made, and the headers that every answer has (docs/decisions/0038)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

from compare.server.bodies import read_body
from compare.server.forms import UnreadableFormError, fields_of
from compare.server.keys import same

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from compare.server.keys import Keys

HEADERS: Final = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    (b"x-frame-options", b"DENY"),
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"same-origin"),  # with no-referrer a browser calls the origin of its own forms null
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
MOST_HEAD: Final = 16 * 1024  # bytes
METHODS: Final = ("GET", "HEAD", "POST")
FORM: Final = "application/x-www-form-urlencoded"
NO_SESSION: Final = (
    "This page is open only to the one who started it. Open the address that `whosays review` printed; it works once, in one "
    "browser. If you just came here by a link in another page, load this page again. Else stop the command and start it again."
)
FAILED: Final = (
    "whosays has failed on this page. This is a bug of ours; your files are as they were. Start it with `whosays --debug "
    "review` and report what it prints."
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request gets no further, in a sentence, and the status that says so to a program."""

    status: int
    sentence: str
    headers: tuple[tuple[bytes, bytes], ...] = ()


class Request:
    """The head of a request, looked at without believing it."""

    def __init__(self, scope: Scope) -> None:
        """Take the head apart."""
        self.method: str = scope["method"]
        self.target: bytes = scope["raw_path"]
        self.path: str = scope["path"]
        self.query: bytes = scope["query_string"]
        self._headers: list[tuple[bytes, bytes]] = scope["headers"]

    def every(self, name: str) -> tuple[str, ...]:
        """The values of a header, which may stand there more than once."""
        wanted = name.encode("ascii")
        return tuple(value.decode("latin-1") for key, value in self._headers if key == wanted)

    def only(self, name: str) -> str | None:
        """The value of a header that stands there once; None where it does not, or several times."""
        match self.every(name):
            case (value,):
                return value
        return None

    @property
    def size(self) -> int:
        """How many bytes its head has, about."""
        return len(self.target) + len(self.query) + sum(len(name) + len(value) for name, value in self._headers)

    @property
    def token(self) -> str:
        """The token in the address, if there is one."""
        found = parse_qs(self.query.decode("latin-1"), max_num_fields=None).get("token", [])
        return found[0] if len(found) == 1 else ""


class Guards:
    """Lets through what comes from the editor's own browser and from our own pages, and nothing else."""

    def __init__(self, app: ASGIApp, keys: Keys, failed: Callable[[Exception], None]) -> None:
        """Stand before an application; `failed` is told of our own bugs."""
        self._app, self._keys, self._failed = app, keys, failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
            await send(message)

        try:
            await self._answer(scope, receive, answer)
        except Exception as bug:  # noqa: BLE001 - the last resort: a page says that it failed, and no more
            self._failed(bug)
            if not begun:
                await refuse(Refusal(500, FAILED), answer)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        if refusal := _from_elsewhere(request, self._keys):
            return await refuse(refusal, send)
        if not self._is_open(request):
            if request.method == "GET" and request.path == "/" and self._keys.opens(request.token):
                return await _open(self._keys, send)
            return await refuse(Refusal(403, NO_SESSION), send)
        if request.query and request.path == "/" and request.token:
            return await _redirect("/", (), send)
        if request.method == "POST":
            form = await self._posted(request, receive)
            if isinstance(form, Refusal):
                return await refuse(form, send)
            scope = {**scope, "state": {"form": form}}
        return await self._app(scope, receive, send)

    def _is_open(self, request: Request) -> bool:
        cookies = request.only("cookie")
        return cookies is not None and self._keys.is_session(cookies)

    async def _posted(self, request: Request, receive: Receive) -> Mapping[str, tuple[str, ...]] | Refusal:
        """The fields of a form that one of our own pages has sent."""
        if refusal := _not_from_our_page(request):
            return refusal
        body = await read_body(request.only("content-length"), receive)
        if not isinstance(body, bytes):
            return Refusal(body.status, body.sentence)
        try:
            form = fields_of(body)
        except UnreadableFormError as fault:
            return Refusal(400, str(fault))
        tokens = form.get("token", ())
        if len(tokens) != 1 or not same(tokens[0], self._keys.form):
            return Refusal(403, "Nothing was written: the form is not of this run. Load its page again.")
        return form


def _from_elsewhere(request: Request, keys: Keys) -> Refusal | None:
    """Why a request is not one that the editor's browser makes to this server."""
    if request.size > MOST_HEAD:
        return Refusal(431, f"The head of a request holds at most {MOST_HEAD:,} bytes.")
    if not request.target.startswith(b"/"):
        return Refusal(400, "The request names no page of this server.")
    if request.only("host") not in keys.hosts:
        return Refusal(421, f"This server answers to {' and '.join(keys.hosts)} only.")
    if request.method not in METHODS:
        allowed = ((b"allow", ", ".join(METHODS).encode("ascii")),)
        return Refusal(405, f"{', '.join(METHODS)} are understood here, and nothing else.", allowed)
    site, mode = request.every("sec-fetch-site"), request.only("sec-fetch-mode")
    if request.method != "POST" and site not in {(), ("none",), ("same-origin",)} and mode != "navigate":
        return Refusal(403, "A page of another site has asked for this.")
    return None


def _not_from_our_page(request: Request) -> Refusal | None:
    """Why a posted form does not come from one of our own pages, by what the browser says of it."""
    refusal = Refusal(403, "Nothing was written: the form was not sent by a page of this server.")
    site, origins = request.every("sec-fetch-site"), request.every("origin")
    own = {f"http://{request.only('host')}"}
    if site and site != ("same-origin",):
        return refusal
    if origins and not (len(origins) == 1 and set(origins) <= own):
        return refusal
    if not site and not origins and _origin_of(request.only("referer")) not in own:
        return refusal
    if request.only("content-type") != FORM:
        return Refusal(415, f"Nothing was written: a form is sent as {FORM}, and as nothing else.")
    return None


def _origin_of(referer: str | None) -> str | None:
    try:
        parts = urlsplit(referer or "")
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None


async def refuse(refusal: Refusal, send: Send) -> None:
    """Answer with a sentence, and read nothing more on this connection."""
    body = f"{refusal.sentence}\n".encode()
    length = (b"content-length", str(len(body)).encode("ascii"))
    head = ((b"content-type", b"text/plain; charset=utf-8"), length, (b"connection", b"close"), *refusal.headers)
    await send({"type": "http.response.start", "status": refusal.status, "headers": head})
    await send({"type": "http.response.body", "body": body})


async def _open(keys: Keys, send: Send) -> None:
    """Take the token out of the address, and put a cookie in its place."""
    await _redirect("/", ((b"set-cookie", keys.cookie.encode("ascii")),), send)


async def _redirect(to: str, headers: tuple[tuple[bytes, bytes], ...], send: Send) -> None:
    head = ((b"location", to.encode("ascii")), (b"content-length", b"0"), *headers)
    await send({"type": "http.response.start", "status": 303, "headers": head})
    await send({"type": "http.response.body", "body": b""})
