"""A client that sends a request as it is written, byte by byte if need be, and a server to send it to."""

from __future__ import annotations

import html
import re
import socket
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode, urlsplit

from compare.server.application import application
from compare.server.desk import Desk
from compare.server.keys import Keys
from compare.server.running import listening, server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMIT: Final = 30.0  # seconds; only a failure waits so long
FORM: Final = "application/x-www-form-urlencoded"
TODAY: Final = "2026-11-22"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


def exchange(port: int, request: bytes) -> bytes:
    """All that the server says to these bytes until it closes, or to a request that asks it to."""
    with socket.create_connection(("127.0.0.1", port), timeout=LIMIT) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def answer_in(raw: bytes) -> Answer:
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in rest)}
    if headers.get("transfer-encoding") == "chunked":
        body = b"".join(re.split(rb"\r?\n?[0-9a-f]+\r\n", body)).removesuffix(b"\r\n\r\n")
    return Answer(int(first.split()[1]), headers, body.decode("utf-8"))


@dataclass
class Served:
    """A casebook served on a port of its own, and a browser that has opened it."""

    root: Path
    desk: Desk
    keys: Keys
    bugs: list[Exception] = field(default_factory=list)

    @property
    def port(self) -> int:
        return self.keys.port

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def cookie(self) -> str:
        return self.keys.cookie.partition(";")[0]

    def head(self, **changed: str | None) -> dict[str, str]:
        """The headers of a browser; `None` leaves one out."""
        headers: dict[str, str | None] = {"Host": self.host, "Cookie": self.cookie, "Connection": "close"}
        headers |= {name.replace("_", "-"): value for name, value in changed.items()}
        return {name: value for name, value in headers.items() if value is not None}

    def ask(self, method: str, target: str, /, *, body: bytes = b"", **changed: Any) -> Answer:
        lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in self.head(**changed).items())]
        return answer_in(exchange(self.port, "\r\n".join([*lines, "", ""]).encode("latin-1") + body))

    def get(self, target: str, **changed: Any) -> Answer:
        return self.ask("GET", target, **changed)

    def post(self, fields: dict[str, Any], **changed: Any) -> Answer:
        """A form as Chromium sends it."""
        body = urlencode(fields, doseq=True).encode()
        sent: dict[str, Any] = {
            "Origin": f"http://{self.host}",
            "Sec_Fetch_Site": "same-origin",
            "Content_Type": FORM,
            "Content_Length": str(len(body)),
        }
        return self.ask("POST", "/decide", body=body, **{**sent, **changed})

    def filled(self, subject: str, page: str = "", **entered: Any) -> dict[str, Any]:
        """The form of a subject as its page has it, filled in."""
        form = form_in(self.get(f"/{page or f's/{subject}.html'}").text, subject)
        return {**form, "outcome": "undecidable", "reason": "Both were asked.", "by": "desk", **entered}


def form_in(page: str, subject: str) -> dict[str, str]:
    """The hidden fields of the form of a subject, and the wording that is suggested in it."""
    form = next(each for each in page.split("<form ")[1:] if f'data-subject-form="{subject}"' in each)
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)
    wording = re.search(r'<textarea [^>]*name="print"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    assert wording
    return {name: html.unescape(value) for name, value in [*hidden, ("print", wording[1])]}


def serving(root: Path, today: str = TODAY) -> Iterator[Served]:
    opened = listening(0)
    served = Served(root, Desk(root, (), lambda: today), Keys(opened.getsockname()[1]))
    running = server(application(served.desk, served.keys, "", served.bugs.append))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [opened]}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        running.should_exit = True
        thread.join(LIMIT)


def opening(address: str) -> tuple[int, str]:
    """The port of a printed address, and its path with the token."""
    parts = urlsplit(address)
    return parts.port or 0, f"{parts.path}?{parts.query}"
