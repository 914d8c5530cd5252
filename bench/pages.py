"""The subject pages of a report, measured beside two public static generators that build as many pages with the same text.

A made-up casebook of 1,000 subjects, 10,000 claims and 200 sources is read and judged once. Then in turns, each in a fresh
process:

pages    its subject pages alone: views, templates and writing, in one process; reading and judging are left out
build    the whole `whosays build`: reading, judging, all pages, findings.json
pelican  Pelican on one Markdown file a subject, with the answers, quotes, relations and silent sources of its page
mkdocs   MkDocs on the same files

Both generators have their plainest theme, no plugins, and no list of all pages on every page. `make bench-pages` sets them up.
"""

from __future__ import annotations

import argparse
import copyreg
import importlib.util
import pickle
import re
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from build import ROOT, write_casebook
from measured import alone, ran

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from compare.core.findings import Findings, SubjectFinding
    from compare.core.model import Casebook, Claim

BAR: Final = 6.0
"""CPU seconds in which a thousand subject pages have to be made."""
PELICAN: Final = """\
SITENAME = "Subjects"
SITEURL = ""
PATH = "content"
PAGE_PATHS = [""]
ARTICLE_PATHS = []
THEME = "simple"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DISPLAY_PAGES_ON_MENU = False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DIRECT_TEMPLATES = []
"""
MKDOCS: Final = "site_name: Subjects\ndocs_dir: content\ntheme: mkdocs\nplugins: []\nnav: [index.md]\n"


@dataclass(frozen=True, slots=True)
class Built:
    """What making pages took, how many they are, and what they weigh: bytes of all files, characters of text on the pages."""

    cpu: float
    wall: float
    pages: int
    size: int
    text: int


# the pages of whosays -----------------------------------------------------------------------------------------------------


def rendered(findings: Findings) -> Iterator[tuple[str, str]]:
    """Path and HTML of every subject page: the one function here that knows how the report is put together."""
    from compare.analysis.rulebook import rules
    from compare.report.site import _page
    from compare.report.views.index import Index
    from compare.report.views.subject import subject_views

    for view in subject_views(Index(findings, frozenset(each.id for each in rules()))):
        yield view.path, _page("subject", findings.casebook.title, view)


def proxied(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """The mapping as findings hold it, which Python's pickle cannot name by itself."""
    return MappingProxyType(mapping)


def judged(casebook: Path, kept: Path) -> None:
    """Read and judge the casebook and keep its findings in a file, for processes that begin there."""
    from compare.pipeline import Run, find

    copyreg.pickle(MappingProxyType, lambda it: (proxied, (dict(it),)))
    kept.write_bytes(pickle.dumps(find(Run(casebook))))


def written(kept: Path, output: Path) -> Built:
    """Make and write the subject pages of the findings kept; what is imported for it is part of it."""
    findings = pickle.loads(kept.read_bytes())  # noqa: S301 - our own file
    cpu, wall = time.process_time(), time.perf_counter()
    for path, html in rendered(findings):
        target = output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html, encoding="utf-8")
    return weighed(output, "s/**/*.html", time.process_time() - cpu, time.perf_counter() - wall)


# the same text for others ---------------------------------------------------------------------------------------------------


def in_sentence(claim: Claim, book: Casebook) -> str:
    """The quote in bold inside its sentence, as the page shows it where the article text is at hand."""
    quote, text = claim.quote, book.texts.get(claim.source)
    if text is None or quote.start is None or quote.end is None or quote.sentence is None:
        return f"**{quote.text}**"
    whole = text.sentences[quote.sentence - 1]
    return f"{text.text[whole.start : quote.start]}**{quote.text}**{text.text[quote.end : whole.end]}".strip()


def markdown(finding: SubjectFinding, book: Casebook, claims: dict[str, Claim]) -> Iterator[str]:
    """The page of a subject as blocks of Markdown, with the meta-data that both generators read."""
    subject, titles = finding.subject, {each.id: f"{each.publisher} ({each.published})" for each in book.sources}
    yield f"Title: {subject.question}"
    yield f"{finding.standing}. {finding.headline} {finding.because}"
    yield f"- kind: {subject.kind}\n- weight: {subject.weight}\n- shape: {finding.shape}\n- severity: {finding.severity}"
    yield "## Answers"
    for position in finding.positions:
        yield f"### {position.value}"
        yield f"{', '.join(titles[each] for each in position.sources)}; {position.origins}"
        for claim in (claims[uid] for uid in position.claims):
            yield f"> {in_sentence(claim, book)}"
            yield f"{titles[claim.source]}, sentence {claim.quote.sentence}, {claim.hedge}, claim {claim.uid}"
    yield "## How they relate"
    for relation in finding.relations:
        one, other = (finding.positions[at].value for at in relation.between)
        yield f"### {one} {relation.relation} {other}"
        yield f"{relation.because} {relation.strength}, {relation.dependence}, rule {relation.rule}"
        yield from (f"> {claims[uid].quote.text}" for uid in relation.claims)
    from compare.report.views.subject import MOST_ABSENT

    yield "## Sources without an answer"
    silent: dict[str, list[str]] = defaultdict(list)
    for each in finding.absent:
        silent[f"{each.word}. {each.because}"].append(titles[each.source])
    for because, sources in silent.items():
        more = f" and {len(sources) - MOST_ABSENT} more" if len(sources) > MOST_ABSENT else ""
        yield f"{', '.join(sources[:MOST_ABSENT])}{more}: {because}"


def write_markdown(kept: Path, site: Path) -> None:
    """One file a subject, and the settings of both generators beside them."""
    findings: Findings = pickle.loads(kept.read_bytes())  # noqa: S301 - our own file
    claims = {each.uid: each for each in findings.claims}
    content = site / "content"
    content.mkdir(parents=True)
    for finding in findings.subjects:
        path = content / f"{finding.subject.id.replace('/', '-')}.md"
        path.write_text("\n\n".join(markdown(finding, findings.casebook, claims)) + "\n", encoding="utf-8")
    (content / "index.md").write_text("Title: Subjects\n\nAll subjects.\n", encoding="utf-8")
    (site / "pelicanconf.py").write_text(PELICAN, encoding="utf-8")
    (site / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")


# measuring ------------------------------------------------------------------------------------------------------------------


def weighed(output: Path, pages: str, cpu: float, wall: float) -> Built:
    """What stands in the folder, with what it took."""
    found = [each.read_text(encoding="utf-8") for each in output.glob(pages)]
    size = sum(each.stat().st_size for each in output.rglob("*") if each.is_file())
    return Built(cpu, wall, len(found), size, sum(len(text_of(each)) for each in found))


def text_of(html: str) -> str:
    """What is left of a page without its head and its tags, white space folded."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def command(pages: str, folder: Path, words: Sequence[str]) -> Callable[[Path], Built]:
    """A contender that is a command, given the folder to write into as its last word."""

    def run(output: Path) -> Built:
        it = ran([sys.executable, "-m", *words, str(output)], folder)
        if it.code:
            sys.exit(f"{words[0]} ended with {it.code}:\n{it.said[-2000:]}")
        return weighed(output, pages, it.cpu, it.wall)

    return run


def contenders(names: Sequence[str], casebook: Path, kept: Path, site: Path) -> dict[str, tuple[str, Callable[[Path], Built]]]:
    """How each is called and run, by its name on the command line."""
    known = {
        "pages": ("whosays, subject pages alone", lambda output: alone(written, kept, output)),
        "build": ("`whosays build`", command("**/*.html", ROOT, ["compare", "build", str(casebook), "-q", "-o"])),
        "pelican": ("Pelican", command("**/*.html", site, ["pelican", "content", "-s", "pelicanconf.py", "-q", "-o"])),
        "mkdocs": ("MkDocs", command("**/*.html", site, ["mkdocs", "build", "-q", "-d"])),
    }
    missing = [each for each in names if each in {"pelican", "mkdocs"} and not importlib.util.find_spec(each)]
    if missing:
        sys.exit(f"{' and '.join(missing)} not at hand: `make bench-pages` sets them up; --only measures fewer")
    return {name: known[name] for name in names}


def best(names: Sequence[str], given: argparse.Namespace, folder: Path) -> dict[str, Built]:
    """The run of each that took the least CPU; all take turns."""
    casebook, kept, site = folder / "casebook", folder / "findings", folder / "site"
    write_casebook(casebook, claims=given.claims, subjects=given.subjects, sources=given.sources)
    alone(judged, casebook, kept)
    alone(write_markdown, kept, site)
    runs: dict[str, list[Built]] = {}
    for turn in range(given.runs):
        for shown, run in contenders(names, casebook, kept, site).values():
            runs.setdefault(shown, []).append(run(folder / f"{turn}-{len(runs)}-{shown.strip('`')}"))
    return {shown: min(each, key=lambda it: it.cpu) for shown, each in runs.items()}


def table(found: dict[str, Built]) -> Iterator[str]:
    """The rows of docs/report-speed.md: what each took and wrote, and how many times the CPU of the first one that is."""
    first = next(iter(found.values())).cpu
    yield "| | pages | CPU | wall | CPU a thousand pages | times the first | written | text on the pages |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for shown, it in found.items():
        took = f"{it.pages:,} | {it.cpu:.2f} s | {it.wall:.2f} s | {it.cpu / it.pages * 1000:.2f} s | {it.cpu / first:.1f}"
        yield f"| {shown} | {took} | {it.size / 2**20:.1f} MiB | {it.text / 10**6:.1f} million |"


def main() -> None:
    """Print the table, and whether the subject pages keep to the bar."""
    names = ("pages", "build", "pelican", "mkdocs")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="WHAT", help=f"of {', '.join(names)}")
    for name, number in (("claims", 10_000), ("subjects", 1_000), ("sources", 200)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="an empty folder to leave everything in that was made")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = best([each for each in names if each in given.only], given, given.keep or Path(folder))
    print("\n".join(table(found)))
    if "pages" in given.only:
        ours = next(iter(found.values()))
        kept = ours.cpu / ours.pages * 1000 <= BAR
        print(f"\n1,000 subject pages in {BAR:.0f} s of CPU: {'yes' if kept else 'no'}")


if __name__ == "__main__":
    main()
