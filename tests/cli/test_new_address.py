"""`whosays new` with an address: a server of our own in a thread, so that no test needs a network."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

import pytest

from compare.authoring.intake import fetching
from tests.authoring.pages import FERRY, FERRY_TEXT, article, french
from tests.cli.conftest import contents, whosays, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typer.testing import Result

DAY = "2026-11-22"
HTML: Final = "text/html; charset=utf-8"
PAGES: Final[dict[str, tuple[str, bytes]]] = {
    "/ferry": (HTML, FERRY.encode()),
    "/2023/05/04/quay": (HTML, article().encode()),
    "/latin": ("text/html; charset=iso-8859-1", french("")),
    "/plain": ("text/plain; charset=windows-1252", "Le pont fermé\n\nIl rouvrira.\n".encode("cp1252")),
    "/paper.pdf": ("application/pdf", b"%PDF-1.7"),
    "/disguised": (HTML, b"%PDF-1.7"),
    "/photo": ("image/jpeg", b"\xff\xd8\xff"),
    "/scripts": (HTML, b"<!DOCTYPE html><html><body><div id=app></div></body></html>"),
    "/long": (HTML, b"<!DOCTYPE html><p>" + b"words " * 40_000),
}
REDIRECTS: Final = {
    "/moved": "/ferry",
    "/circle": "/circle",
    "/file": "file:///etc/hostname",
    "/ftp": "ftp://127.0.0.1/page",
    "/nowhere": "http://[::1",
    "/spaced": "/ferry ?a b",
}


class Handler(BaseHTTPRequestHandler):
    """Serves the pages above; `/status/410` answers with that status."""

    def do_GET(self) -> None:
        if self.path in REDIRECTS:
            self._answer(302, {"Location": REDIRECTS[self.path]})
        elif self.path.startswith("/status/"):
            self._answer(int(self.path.rpartition("/")[2]), {})
        elif self.path == "/bomb":
            self._answer(200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, gzip.compress(b" " * 5_000_000))
        elif self.path == "/broken":
            self._answer(200, {"Content-Type": HTML, "Content-Length": "9999"}, b"<!DOCTYPE html>")
        elif self.path == "/slow":
            self._drip()
        else:
            kind, body = PAGES[self.path.partition("%20")[0]]
            self._answer(200, {"Content-Type": kind}, body)

    def _answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), "Connection": "close", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        """A byte now and then, so that no single wait is long."""
        self.send_response(200)
        self.send_header("Content-Type", HTML)
        self.end_headers()
        for _ in range(100):
            try:
                self.wfile.write(b" ")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, *_arguments: object) -> None:
        """The test's output stays clean."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of the server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def new(address: str, book: Path, *options: str) -> Result:
    return whosays("new", address, "-C", book, "--accessed", DAY, *options)


def refusal(address: str, book: Path) -> str:
    """What is said when an address gives nothing; nothing may have been written."""
    before = contents(book)
    refused = new(address, book)
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "Nothing was written." in refused.stderr
    assert contents(book) == before
    return refused.stderr


def record(book: Path, name: str) -> str:
    return (book / f"seeds/{name}.yaml").read_text(encoding="utf-8")


def test_a_page_is_fetched_with_its_address_and_day(site: str, book: Path) -> None:
    made = new(f"{site}/ferry#comments", book)
    assert (made.exit_code, made.stderr) == (0, "")
    assert (book / "seeds/harbour-courier-2024.txt").read_text(encoding="utf-8") == FERRY_TEXT
    assert f"accessed: {DAY}\nurl: {site}/ferry\nlanguage" in record(book, "harbour-courier-2024")


def test_the_address_is_the_one_that_redirects_end_at(site: str, book: Path) -> None:
    assert new(f"{site}/moved", book).exit_code == 0
    assert f"url: {site}/ferry\n" in record(book, "harbour-courier-2024")


def test_an_address_that_a_redirect_spells_badly_is_put_right(site: str, book: Path) -> None:
    assert new(f"{site}/spaced", book).exit_code == 0
    assert f"url: {site}/ferry%20?a%20b\n" in record(book, "harbour-courier-2024")


def test_a_date_in_the_address_counts_where_the_page_has_none(site: str, book: Path) -> None:
    assert new(f"{site}/2023/05/04/quay", book, "--publisher", "The Quay").exit_code == 0
    assert "published: 2023-05-04  # check\nbasis: the page's address  # check\n" in record(book, "quay-2023")


@pytest.mark.parametrize("path", ["latin", "plain"])
def test_the_encoding_is_the_one_that_the_server_names(site: str, book: Path, path: str) -> None:
    made = new(f"{site}/{path}", book, "--id", "pont")
    assert (made.exit_code, made.stderr) == (0, "")
    assert "fermé" in (book / "seeds/pont.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/status/404", "127.0.0.1 has no such page (404)"),
        ("/status/410", "127.0.0.1 has no such page (410)"),
        ("/status/403", "127.0.0.1 does not hand out this page (403)"),
        ("/status/429", "127.0.0.1 has been asked too often (429); try again later"),
        ("/status/503", "127.0.0.1 has failed (503); try again later"),
        ("/status/418", "127.0.0.1 answers with the status 418"),
        ("/paper.pdf", "127.0.0.1 sent a PDF, which is no page"),
        ("/disguised", "is a PDF, no page and no text"),
        ("/photo", "127.0.0.1 sent image/jpeg, which is no page"),
        ("/scripts", "no article text can be found in this page"),
        ("/circle", "127.0.0.1 leads on more than 5 times"),
        ("/file", "leads to an address that is neither http nor https"),
        ("/ftp", "leads to an address that is neither http nor https"),
        ("/nowhere", "leads to an address that is neither http nor https"),
        ("/broken", "broke off before the page was complete"),
    ],
)
def test_what_is_no_article_is_told_in_one_line_with_a_cure(site: str, book: Path, path: str, said: str) -> None:
    lines = refusal(f"{site}{path}", book).splitlines()
    assert said in lines[0]
    assert len(lines) == 2
    assert "text file" in lines[1]


@pytest.mark.parametrize("path", ["/long", "/bomb"])
def test_no_more_is_taken_than_an_article_may_have(site: str, book: Path, path: str) -> None:
    write(book, {"whosays.toml": "[limits]\ntext_bytes = 100000\n"})
    assert "the page is longer than 100,000 bytes" in refusal(f"{site}{path}", book)


def test_a_site_that_drips_is_not_waited_for(site: str, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "WHOLE", 0.2)
    started = time.monotonic()
    assert "takes longer than 0 seconds to send the page" in refusal(f"{site}/slow", book)
    assert time.monotonic() - started < 3


def test_a_site_that_is_silent_is_not_waited_for(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SILENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert "127.0.0.1 does not answer in time" in refusal(address, book)


def test_a_site_that_is_not_there_is_told(book: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert "127.0.0.1 takes no connection, or the network is not there" in refusal(f"http://127.0.0.1:{port}/", book)


def test_a_name_that_nobody_knows_is_told(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_arguments: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "the site courier.invalid cannot be found; is the address right" in refusal("https://courier.invalid/x", book)


def test_a_site_without_a_valid_certificate_is_not_believed(site: str, book: Path) -> None:
    assert "cannot prove that it is 127.0.0.1" in refusal(site.replace("http://", "https://"), book)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://courier.example/x", "it does not begin with http:// or https://"),
        ("file:///etc/hostname", "it does not begin with http:// or https://"),
        ("https://user:word@courier.example/", "it carries a user name or password"),
        ("https://", "it names no site"),
        ("https://[::1", "it is no valid address"),
    ],
)
def test_an_address_that_is_none_is_not_fetched(book: Path, address: str, said: str) -> None:
    assert said in refusal(address, book)
