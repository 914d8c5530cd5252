from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.core.web_addresses import web_address, why_unsafe


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        " https://example.org/ü ",
        "HTTPS://EXAMPLE.ORG",
        "https://[::1]/",
    ],
)
def test_plain_addresses_are_safe(address: str) -> None:
    assert why_unsafe(address) is None


UNSAFE = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.org/a",
    "/a",
    "example.org",
    "https:example.org",
    "https:///a",
    "https://",
    "https://user@example.org",
    "https://user:secret@example.org",
    "https://example.org\\@evil.org",
    "https://exa\u202emple.org",
    "https://exa\u200bmple.org",
    "https://[::1",
    "https://[x]/",
    "https://example.org:99999",
    "https://example.org:port",
    "https://" + "ä" * 64 + ".org",
    "https://exa mple.org",
    "",
)


@pytest.mark.parametrize("address", UNSAFE)
def test_everything_else_is_not_linked(address: str) -> None:
    assert why_unsafe(address) is not None
    assert web_address(address) is None


@given(st.one_of(st.text(), st.text(alphabet="htps:/[]@.%\\\x00 a1", max_size=30)))
def test_any_text_has_an_answer(address: str) -> None:
    assert why_unsafe(address) is None or why_unsafe(address)
