"""The filter and the search measured in headless Chromium, from the disk, on a casebook of 10,000 claims on 1,000 subjects.

Prints, over runs in a browser of their own: from navigation to the end of the page itself, to a filter that can be used, from
the first letter typed to the first result (the search data is loaded meanwhile), and one query more. Needs Chromium and the
package playwright.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from build import ROOT, write_casebook
from playwright.sync_api import Page, sync_playwright

QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update")
SEARCH = """async (text) => {
    const start = performance.now();
    const { found } = await whosays.find(text);
    return [performance.now() - start, found.reduce((sum, [, hits]) => sum + hits.length, 0)];
}"""


def built(folder: Path, claims: int, subjects: int) -> Path:
    """The report on a casebook of that size."""
    write_casebook(folder / "casebook", claims=claims, subjects=subjects, sources=200)
    report = folder / "report"
    command = [sys.executable, "-m", "compare", "build", str(folder / "casebook"), "--output", str(report), "--quiet"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    return report


def measured(page: Page, report: Path) -> tuple[float, float, float, float, int]:
    """Milliseconds to the end of the page, a usable filter, the first result, and for a further query; what that finds."""
    page.goto((report / "index.html").as_uri())
    page.wait_for_selector("form[data-filter]:not([hidden])")
    ready = page.evaluate("performance.getEntriesByName('whosays-filter')[0].startTime")
    parsed = page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
    page.keyboard.press("/")
    start = page.evaluate("performance.now()")
    page.keyboard.insert_text("meadow lantern")
    page.wait_for_selector(".found h3")
    first = page.evaluate("performance.getEntriesByName('whosays-found')[0].startTime") - start
    query, hits = page.evaluate(SEARCH, "harbour number 7")
    return parsed, ready, first, query, hits


def main() -> None:
    """Print the sizes and, over the runs, the best, the median and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--subjects", type=int, default=1_000)
    given = parser.parse_args()
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    chromium = os.environ.get("WHOSAYS_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = built(Path(folder), given.claims, given.subjects)
        sizes = {
            name: sum(path.stat().st_size for path in report.glob(name)) for name in ("report.js", "index.html", "search/*")
        }
        print(", ".join(f"{name} {size / 1000:.1f} kB" for name, size in sizes.items()))
        runs = []
        for _ in range(given.runs):
            browser = playwright.chromium.launch(executable_path=chromium, args=[*QUIET, *root])
            runs.append(measured(browser.new_page(), report))
            browser.close()
    for name, times in zip(
        ("page parsed", "filter usable", "first result", "further query"), zip(*runs, strict=True), strict=False
    ):
        print(f"{name}: best {min(times):.0f} ms, median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms")
    print(f"the query finds {runs[0][4]} of {given.claims} claims")


if __name__ == "__main__":
    main()
