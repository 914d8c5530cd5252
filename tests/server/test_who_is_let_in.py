"""Only the editor's own browser is let in, and only by the name of this machine (faults 98, 99 and 101)."""

from __future__ import annotations

import re
import socket
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from compare.server.keys import Keys
from tests.server.books import fires
from tests.server.clients import Served, answer_in, exchange, opening
from tests.server.commands import reviewing

if TYPE_CHECKING:
    from tests.server.clients import Answer

HEADERS: Final = {
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
PAGES: Final = ("/", "/index.html", "/style.css", "/report.js", "/nothing.html", "/s/../../x", "/decide")
HOSTS: Final = (
    *("evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:{port}.evil.example"),
    *("[::1]:{port}", "0.0.0.0:{port}", "LOCALHOST:{port}x", ""),
)


def raw(served: Served, *lines: str) -> Answer:
    return answer_in(exchange(served.port, "\r\n".join([*lines, "", ""]).encode("latin-1")))


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="the table of sockets is Linux's")
def test_nobody_is_listened_to_but_on_this_machine(tmp_path: Path) -> None:
    with reviewing(fires(tmp_path / "book", 2), "--no-browser") as running:
        port, _ = opening(running.address)
        tables = [Path(f"/proc/net/{name}") for name in ("tcp", "tcp6")]
        lines = [line.split() for table in tables if table.exists() for line in table.read_text(encoding="ascii").splitlines()]
    assert [line[1] for line in lines if line[3] == "0A" and line[1].endswith(f":{port:04X}")] == [f"0100007F:{port:04X}"]


@pytest.mark.parametrize("host", HOSTS)
def test_another_host_is_refused_whatever_is_asked_for(served: Served, host: str) -> None:
    for target in PAGES:
        answer = served.get(target, Host=host.format(port=served.port))
        assert answer.status == 421
        assert "barn" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_our_own_two_names_are_answered(served: Served, host: str) -> None:
    assert served.get("/", Host=f"{host}:{served.port}").status == 200


def test_a_request_without_a_host_or_with_two_is_refused(served: Served) -> None:
    end = (f"Cookie: {served.cookie}", "Connection: close")
    assert raw(served, "GET / HTTP/1.1", *end).status == 400
    assert raw(served, "GET / HTTP/1.0", *end).status == 421
    assert raw(served, "GET / HTTP/1.1", f"Host: {served.host}", "Host: evil.example", *end).status == 400


@pytest.mark.parametrize("target", ["http://evil.example/", "http://127.0.0.1:{port}/index.html", "*", "evil.example:80"])
def test_a_target_that_is_no_path_is_refused(served: Served, target: str) -> None:
    assert served.get(target.format(port=served.port)).status == 400


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_other_methods_are_refused(served: Served, method: str) -> None:
    answer = served.ask(method, "/", Origin="http://evil.example", Access_Control_Request_Method="POST")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_every_answer_has_the_headers_and_none_lets_other_sites_read(served: Served, method: str) -> None:
    for target, cookie in product([*PAGES, "http://evil.example/"], [served.cookie, "none=1"]):
        answer = served.ask(method, target, Cookie=cookie, Origin="http://evil.example")
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self'" in policy
        assert "form-action 'self'" in policy
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert not {"server", "date"} & answer.headers.keys()


def test_what_is_no_request_has_the_headers_too(served: Served) -> None:
    answer = raw(served, "nonsense")
    assert answer.status == 400
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_the_printed_address_opens_it_once_and_leaves_no_token_in_the_address(served: Served) -> None:
    port, target = opening(served.keys.address)
    assert port == served.port
    answer = served.get(target, Cookie=None)
    assert (answer.status, answer.location) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert re.fullmatch(rf"whosays-{port}=[\w-]{{40,}}; HttpOnly; SameSite=Strict; Path=/", cookie)
    assert served.get("/", Cookie=cookie.partition(";")[0]).status == 200
    assert served.get(target, Cookie=None).status == 403
    assert (served.get(target).status, served.get(target).location) == (303, "/")


@pytest.mark.parametrize("target", ["/", "/?token=", "/?token=wrong", "/?token=a&token=b", "/?token=%ff", "/style.css"])
def test_without_the_cookie_or_the_token_nothing_is_shown(served: Served, target: str) -> None:
    for cookie in (None, f"whosays-{served.port}=", f"whosays-{served.port}=wrong", f"whosays-1={served.keys.session}"):
        answer = served.get(target, Cookie=cookie)
        assert answer.status == 403
        assert "whosays review" in answer.text


def test_the_token_opens_no_other_page_and_takes_no_form(served: Served) -> None:
    _, target = opening(served.keys.address)
    assert served.get(f"/index.html{target[1:]}", Cookie=None).status == 403
    assert served.ask("POST", target, Cookie=None).status == 403
    assert served.get(target, Cookie=None).status == 303


def test_cookies_of_other_servers_of_this_machine_are_no_trouble(served: Served) -> None:
    assert served.get("/", Cookie=f'a={{"b": "c, d"}}; =; x; {served.cookie}; whosays-1=y').status == 200


def test_no_page_holds_what_opens_the_session(served: Served) -> None:
    _, target = opening(served.keys.address)
    for page in ("/", "/index.html", "/s/barn/burned-on.html"):
        answer = served.get(page)
        assert served.keys.session not in answer.text
        assert target.partition("=")[2] not in answer.text
        assert not re.search(r'(?:href|src|action)="[^"]*token', answer.text)
    assert served.keys.session not in repr(served.keys)


def test_two_runs_have_nothing_in_common() -> None:
    one, other = Keys(5001), Keys(5002)
    assert len({one.session, other.session, one.form, other.form, one.address, other.address}) == 6
    assert one.cookie_name != other.cookie_name


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_of_another_site_can_load_nothing(served: Served, site: str) -> None:
    assert served.get("/report.js", Sec_Fetch_Site=site, Sec_Fetch_Mode="no-cors").status == 403
    assert served.get("/", Sec_Fetch_Site="none", Sec_Fetch_Mode="navigate").status == 200


def test_a_head_has_no_body(served: Served) -> None:
    answer = served.ask("HEAD", "/")
    assert (answer.status, answer.text) == (200, "")


def test_the_port_is_not_shared(served: Served) -> None:
    with socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind(("127.0.0.1", served.port))
