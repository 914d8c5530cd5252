"""One Chromium for all tests of this folder, started without network services, and the reports that they open in it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.reports import Reports
from tests.browser.tools import axe, chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser, Page

    Tab = Callable[..., AbstractContextManager[Page]]

QUIET: Final = (
    *("--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """It ends with this folder: while it runs, an event loop runs in the process, which other tests need not know."""
    path = chromium()
    if not path:
        pytest.fail("Chromium is not here: run `make browser`, which says how to get it", pytrace=False)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium has no sandbox for root
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=[*QUIET, *root])
        yield running
        running.close()


@pytest.fixture
def tab(browser: Browser) -> Tab:
    """Opens a tab of its own context, offline, with the options of a context: `with tab(offline=False) as page`."""

    @contextmanager
    def opened(**options: Any) -> Iterator[Page]:
        context = browser.new_context(**{"offline": True, **options})
        try:
            yield context.new_page()
        finally:
            context.close()

    return opened


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The reports of the casebooks by name."""
    return Reports(tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="session")
def script() -> str:
    """The script of axe-core."""
    path = axe()
    assert path, "axe-core is not here: run `make browser`, which says how to get it"
    return Path(path).read_text(encoding="utf-8")
