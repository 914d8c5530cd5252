"""Nobody who is slow, large or many keeps the editor from working (fault 104)."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from compare.server import bodies, protocol
from compare.server.bodies import MOST_BYTES
from tests.server.clients import FORM, LIMIT, answer_in, exchange

if TYPE_CHECKING:
    from tests.server.clients import Served

BARN = "barn/burned-on"


def connect(served: Served, sent: bytes = b"") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", served.port), timeout=LIMIT)
    connection.sendall(sent)
    return connection


def post_head(served: Served, *more: str) -> bytes:
    head = served.head(Origin=f"http://{served.host}", Sec_Fetch_Site="same-origin", Content_Type=FORM)
    lines = ["POST /decide HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), *more, "", ""]
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize("length", [MOST_BYTES + 1, 10**12, "9" * 400])
def test_a_body_that_says_it_is_too_large_is_not_waited_for(served: Served, length: object) -> None:
    answer = answer_in(exchange(served.port, post_head(served, f"Content-Length: {length}")))
    assert answer.status in {400, 413}
    assert len(str(length)) > 20 or answer.status == 413


def test_a_body_that_does_not_say_how_large_it_is_is_read_so_far(served: Served) -> None:
    chunk = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
    answer = answer_in(exchange(served.port, post_head(served, "Transfer-Encoding: chunked") + chunk * 2 + b"1\r\nx"))
    assert answer.status == 413


def test_a_form_that_is_just_small_enough_is_read(served: Served) -> None:
    form = served.filled(BARN, reason="x" * 4000, print="é" * 4000, rule="x" * 500)
    assert served.post(form).status == 303


def test_a_head_that_is_too_large_is_refused(served: Served) -> None:
    assert answer_in(exchange(served.port, post_head(served, f"X-More: {'x' * 20000}"))).status == 431


def test_a_head_that_never_ends_is_refused(served: Served) -> None:
    with connect(served, b"GET / HTTP/1.1\r\nX: " + b"x" * 30000) as connection:
        assert connection.recv(65536).startswith(b"HTTP/1.1 400")


def test_a_slow_head_blocks_nobody_and_is_not_waited_for(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.5)
    with ExitStack() as stack:
        slow = [stack.enter_context(connect(served, b"GET / HTTP/1.1\r\nHost: ")) for _ in range(20)]
        slow += [stack.enter_context(connect(served)) for _ in range(20)]
        assert served.get("/").status == 200
        for each in slow:
            assert ended(each)


def test_a_head_that_comes_byte_by_byte_has_no_more_time_than_any(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.5)
    with connect(served) as slow, pytest.raises(OSError, match=r"[Rr]eset|[Bb]roken|abort"):
        send_slowly(slow)


def test_a_slow_second_request_has_no_more_time_either(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.5)
    head = "\r\n".join(f"{name}: {value}" for name, value in served.head(Connection=None).items())
    with connect(served, f"HEAD /style.css HTTP/1.1\r\n{head}\r\n\r\n".encode()) as slow:
        assert slow.recv(65536).startswith(b"HTTP/1.1 200")
        slow.sendall(b"GET")
        assert ended(slow)


def test_a_slow_body_blocks_nobody_and_is_not_waited_for(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MOST_SECONDS", 0.5)
    with connect(served, post_head(served, "Content-Length: 100") + b"token=") as slow:
        assert served.get("/").status == 200
        assert slow.recv(65536).startswith(b"HTTP/1.1 408")


def test_a_body_that_breaks_off_is_nothing(served: Served) -> None:
    with connect(served, post_head(served, "Content-Length: 100") + b"token="):
        pass
    assert served.get("/").status == 200
    assert served.bugs == []


def test_more_connections_than_a_browser_opens_are_turned_away(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "MOST_CONNECTIONS", 5)
    with ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(connect(served))
        answer = answer_in(exchange(served.port, b""))
        assert answer.status == 503
        assert answer.headers["x-frame-options"] == "DENY"


def test_an_idle_connection_is_closed(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.3)
    with connect(served) as idle:
        assert ended(idle)


def send_slowly(connection: socket.socket) -> None:
    """Byte by byte, for half a minute."""
    for _ in range(600):
        connection.sendall(b"x")
        time.sleep(0.05)


def ended(connection: socket.socket) -> bool:
    """Whether the server closes it, by a reset or not, without another word."""
    try:
        return connection.recv(65536) == b""
    except ConnectionResetError:
        return True
