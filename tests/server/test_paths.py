"""Only the report's own pages are there; no path reaches the disk (fault 100)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

import pytest

if TYPE_CHECKING:
    from tests.server.clients import Served

HIDDEN: Final = "the secret of this machine"
WAYS: Final = (
    "/../secret.html", "/%2e%2e/secret.html", "/%2e%2e%2fsecret.html", "/..%2fsecret.html", "/%252e%252e/secret.html",
    "/%252e%252e%252fsecret.html", "/s/../../secret.html", "/s/%2e%2e/%2e%2e/secret.html", "/..\\secret.html",
    "/..%5csecret.html", "/%5c%5csecret.html", "/secret.html%00", "/index.html%00.css", "/%00", "//secret.html", "//etc/passwd",
    "/etc/passwd", "/{root}/secret.html", "/%2f{root}/secret.html", "/link.html", "/seeds/link.html", "/claims/courier.yaml",
    "/seeds/courier.txt", "/whosays.toml", "/index.html/", "/./index.html", "/s/", "/s", "/INDEX.HTML", "/.whosays.json",
    "/%ff.html", "/s/barn/burned-on", "/compare/server/desk.py", "/static/script/keys.js", "/templates/base.html",
    "/decide.html", "/decide",
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_what_is_no_page_of_the_report_is_not_there(served: Served, way: str) -> None:
    for folder in (served.root.parent, served.root, served.root / "seeds"):
        (folder / "secret.html").write_text(HIDDEN, encoding="utf-8")
    for folder in (served.root, served.root / "seeds"):
        (folder / "link.html").symlink_to(served.root.parent / "secret.html")
    answer = served.get(way.format(root=served.root.as_posix().strip("/")))
    assert answer.status == 404
    assert HIDDEN not in answer.text
    assert "root:" not in answer.text


def test_every_link_of_every_page_leads_to_a_page(served: Served) -> None:
    seen, left = set(), {"/index.html"}
    while left:
        page = left.pop()
        seen.add(page)
        answer = served.get(page)
        assert answer.status == 200, page
        if page.endswith(".html"):
            links = (urljoin(page, each.partition("#")[0]) for each in re.findall(r'(?:href|src)="([^"]+)"', answer.text))
            left |= {each for each in links if not each.startswith("http")} - seen
    assert {"/s/barn/burned-on.html", "/src/courier.html", "/method.html", "/style.css", "/report.js"} <= seen


def test_what_the_search_knows_is_there(served: Served) -> None:
    report = served.desk.reading().report
    assert report.file("search/catalogue.js") or report.file("report.js")
    asked = re.findall(r"search/[a-z0-9-]+\.js", served.get("/report.js").text)
    assert all(served.get(f"/{each}").status == 200 for each in asked)
