"""A form is taken from our own pages only; each thing that is wrong is enough by itself to be refused (fault 99)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import contents
from tests.server.clients import FORM

if TYPE_CHECKING:
    from tests.server.clients import Served

BARN = "barn/burned-on"


def test_a_form_of_our_own_page_is_written(served: Served) -> None:
    assert served.post(served.filled(BARN)).status == 303


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"Cookie": None}, 403),
        ({"Cookie": "whosays-{port}=wrong"}, 403),
        ({"Host": "evil.example"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "https://127.0.0.1:{port}"}, 403),
        ({"Origin": "http://localhost:{port}"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "none"}, 403),
        ({"Sec_Fetch_Site": "same-origin, cross-site"}, 403),
        ({"Sec_Fetch_Site": None, "Origin": None}, 403),
        ({"Sec_Fetch_Site": None, "Origin": None, "Referer": "http://evil.example/?http://127.0.0.1:{port}/"}, 403),
        ({"Sec_Fetch_Site": None, "Origin": None, "Referer": "http://127.0.0.1:{port}@evil.example/"}, 403),
        ({"Sec_Fetch_Site": None, "Origin": None, "Referer": "http://[evil"}, 403),
        ({"Content_Type": "application/json"}, 415),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "multipart/form-data; boundary=x"}, 415),
        ({"Content_Type": f"{FORM}; charset=utf-8"}, 415),
        ({"Content_Type": None}, 415),
    ],
)  # fmt: skip
def test_one_thing_that_is_wrong_is_enough(served: Served, changed: dict[str, str | None], status: int) -> None:
    form, before = served.filled(BARN), contents(served.root)
    given = {name: value and value.format(port=served.port) for name, value in changed.items()}
    assert served.post(form, **given).status == status
    assert contents(served.root) == before


@pytest.mark.parametrize("token", [None, "", "wrong", "é"])
def test_a_form_without_its_token_is_refused(served: Served, token: str | None) -> None:
    form, before = served.filled(BARN), contents(served.root)
    given = {name: value for name, value in {**form, "token": token}.items() if value is not None}
    assert served.post(given).status == 403
    assert contents(served.root) == before


def test_the_token_of_the_cookie_is_not_the_token_of_a_form(served: Served) -> None:
    assert served.post({**served.filled(BARN), "token": served.keys.session}).status == 403


@pytest.mark.parametrize(
    "head",
    [
        {"Sec_Fetch_Site": None},
        {"Origin": None},
        {"Sec_Fetch_Site": None, "Origin": None, "Referer": "http://127.0.0.1:{port}/index.html"},
    ],
)
def test_a_browser_that_sends_less_is_believed_by_what_it_sends(served: Served, head: dict[str, str | None]) -> None:
    given = {name: value and value.format(port=served.port) for name, value in head.items()}
    assert served.post(served.filled(BARN), **given).status == 303


@pytest.mark.parametrize(
    "fields",
    [
        {"more": "x"},
        {"outcome": ["prefer", "range"]},
        {"claims": [f"courier#{number}" for number in range(200)]},
    ],
)
def test_a_form_that_is_none_of_ours_is_refused(served: Served, fields: dict[str, str | list[str]]) -> None:
    form, before = served.filled(BARN), contents(served.root)
    assert served.post({**form, **fields}).status == 400
    assert contents(served.root) == before


def test_bytes_that_are_no_text_are_refused(served: Served) -> None:
    for body in (b"token=%ff", b"token=\xff", b"&" * 500):
        head = {"Origin": f"http://{served.host}", "Content_Type": FORM, "Content_Length": str(len(body))}
        assert served.ask("POST", "/decide", body=body, **head).status in {400, 403}


@pytest.mark.parametrize("target", ["/", "/index.html", "/claims/decisions/x.yaml", "/decide/", "/decide/x"])
def test_only_one_address_takes_forms(served: Served, target: str) -> None:
    form, before = served.filled(BARN), contents(served.root)
    body = "&".join(f"{name}={value}" for name, value in form.items() if name in {"token", "subject"}).encode()
    head = {"Origin": f"http://{served.host}", "Content_Type": FORM, "Content_Length": str(len(body))}
    assert served.ask("POST", target, body=body, **head).status in {307, 404, 405}
    assert contents(served.root) == before
