"""A report that is built holds no form, no token and no key for one; the pages served are otherwise the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.cli.conftest import whosays

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.clients import Served


def test_a_built_page_never_holds_a_form_to_decide(served: Served, tmp_path: Path) -> None:
    built = tmp_path / "built"
    assert whosays("build", served.root, "--output", built).exit_code == 0
    pages = {path.relative_to(built).as_posix(): path.read_text(encoding="utf-8") for path in built.rglob("*.html")}
    assert {"index.html", "s/barn/burned-on.html"} <= pages.keys()
    for text in pages.values():
        assert not re.search(r'method="post"|data-decide|name="token"|decided in this session|class="deciding"', text)
        assert "form-action 'none'" in text
    served_page = served.get("/index.html").text
    assert "data-decide" in served_page
    assert "form-action 'self'" in served_page


def test_a_served_page_without_its_forms_is_the_built_one(served: Served, tmp_path: Path) -> None:
    built = tmp_path / "built"
    assert whosays("build", served.root, "--output", built).exit_code == 0
    for page in ("method.html", "matrix.html", "timeline.html", "src/courier.html", "decisions.html", "problems.html"):
        text = served.get(f"/{page}").text
        text = text.replace("form-action 'self'", "form-action 'none'").replace(
            'content="same-origin"', 'content="no-referrer"'
        )
        assert text == (built / page).read_text(encoding="utf-8"), page
    for file in ("style.css", "report.js", "search/catalogue.js"):
        assert served.get(f"/{file}").text == (built / file).read_text(encoding="utf-8")
