"""An editor decides on ten subjects by keys alone, and always knows where they are."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect

from tests.browser.reading import focused, press, told
from tests.browser.reports import tell
from tests.browser.test_accessibility import SCREENS, violations
from tests.cli.conftest import child, contents
from tests.server.books import fires
from tests.server.commands import reviewing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Tab

OUTCOMES: Final = (
    *("prefer", "range", "attribute-both", "undecidable", "both-wrong"),
    *("not-a-conflict", "immaterial", "annotation-error", "pending"),
)
"""In the order of the form: an arrow goes from one to the next."""
CHOSEN: Final = (*OUTCOMES, "attribute-both")
EXPECTED_STATUSES: Final = re.compile(r"status of (?:409|422)")


@contextmanager
def deciding(tab: Tab, root: Path, **options: Any) -> Iterator[Page]:
    """The first page of the running command; what the browser complains of fails the test, but for the statuses meant."""
    with reviewing(root, "--no-browser", "--by", "day desk") as running, tab(offline=False, **options) as page:
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(running.address)
        yield page
        tell([each for each in complaints if not EXPECTED_STATUSES.search(each)])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return fires(tmp_path / "book")


def card_at(page: Page) -> str:
    """The subject of the card that has the focus."""
    expect(focused(page)).to_have_attribute("data-card", "")
    return str(focused(page).get_attribute("data-subject"))


def fill_in(page: Page, outcome: str, reason: str) -> None:
    """From the card, whose form is not open, to the button that sends it, which has the focus then."""
    press(page, "e")
    expect(focused(page)).to_have_attribute("value", "prefer")
    for _ in range(OUTCOMES.index(outcome)):
        press(page, "ArrowDown")
    press(page, *([] if outcome != "prefer" else ["Space"]))
    expect(focused(page)).to_have_attribute("value", outcome)
    press(page, "Tab")
    expect(focused(page)).to_have_accessible_name("Reason")
    page.keyboard.type(reason)
    if outcome == "annotation-error":
        name_first_claim(page)
    to_button(page)


def at(page: Page, selector: str) -> bool:
    """Whether the focus is there; within a field for a date it is in one of its parts."""
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))


def name_first_claim(page: Page) -> None:
    for _ in range(20):
        press(page, "Tab")
        if at(page, ".wrong > summary"):
            break
    press(page, "Enter", "Tab", "Space")
    expect(focused(page)).to_be_checked()


def to_button(page: Page) -> None:
    """By Tab to the button that sends the form."""
    for _ in range(30):
        press(page, "Tab")
        if at(page, "button[type=submit]"):
            break
    expect(focused(page)).to_have_accessible_name("Write this decision")


def test_ten_decisions_by_keys_alone(tab: Tab, root: Path) -> None:
    before, decided = contents(root), []
    with deciding(tab, root) as page:
        press(page, "n")
        for number, outcome in enumerate(CHOSEN, 1):
            subject = card_at(page)
            decided.append((subject, outcome))
            fill_in(page, outcome, f"Reason {number}: e, n, p and ? are only letters here.")
            press(page, "Enter")
            expect(page.locator(".progress").first).to_contain_text(f"{number} decided in this session")
            expect(told(page)).to_contain_text(f"Written: {outcome.replace('-', ' ')} on {subject}, in claims/decisions/")
            expect(focused(page).locator(".saved")).to_contain_text(f"on {subject}")
            assert card_at(page) != subject
        press(page, "n", "p")
        assert card_at(page)

    after = contents(root)
    assert {name: after[name] for name in before} == before
    written = [after[name].decode() for name in sorted(after.keys() - before.keys())]
    assert len(written) == 10
    said = {tuple(re.findall(r"^(?:subject|outcome): (.*)$", text, re.MULTILINE)) for text in written}
    assert said == set(decided)
    assert {re.search(r"^by: (.*)$", text, re.MULTILINE)[1] for text in written} == {"day desk"}  # type: ignore[index]
    checked = child("check", root)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "D801" not in checked.stdout
    listed = child("decisions", root)
    assert len(re.findall(r"\bvalid\b", listed.stdout)) >= 10, listed.stdout


def test_what_is_wrong_is_where_the_focus_is_and_leads_to_its_field(tab: Tab, root: Path) -> None:
    with deciding(tab, root) as page:
        press(page, "n")
        subject = card_at(page)
        fill_in(page, "range", "   ")
        press(page, "Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Nothing was written")
        expect(focused(page)).to_have_accessible_name(re.compile("What has to be mended"))
        press(page, "Tab", "Enter")
        expect(focused(page)).to_have_accessible_name("Reason")
        expect(focused(page)).to_have_accessible_description(re.compile("Give a reason"))
        expect(page.get_by_role("radio", name=re.compile("range"))).to_be_checked()
        page.keyboard.type("A better one.")
        to_button(page)
        press(page, "Enter")
        expect(told(page)).to_contain_text(f"Written: range on {subject}")
        card_at(page)


def test_a_form_is_left_and_taken_up_again_with_what_was_entered(tab: Tab, root: Path) -> None:
    with deciding(tab, root) as page:
        press(page, "n", "n")
        subject = card_at(page)
        press(page, "e", "ArrowDown", "Tab")
        page.keyboard.type("Half a reason")
        press(page, "Escape")
        assert card_at(page) == subject
        expect(page.locator("[data-decide][open]")).to_have_count(0)
        press(page, "e")
        expect(focused(page)).to_have_attribute("value", "range")
        press(page, "Tab")
        expect(focused(page)).to_have_value("Half a reason")
        press(page, "Escape", "n")
        assert card_at(page) != subject


def test_on_the_page_of_a_subject_as_well(tab: Tab, root: Path) -> None:
    with deciding(tab, root) as page:
        press(page, "n")
        subject = card_at(page)
        press(page, "Enter")
        page.wait_for_url(re.compile(f"/s/{subject}"))
        fill_in(page, "undecidable", "Both were asked.")
        press(page, "Enter")
        expect(told(page)).to_contain_text(f"on {subject}")
        expect(page).to_have_url(re.compile(r"/s/.*#subject$"))
        expect(focused(page)).to_have_attribute("id", "subject")
        expect(page.locator("#subject .saved")).to_be_in_viewport(ratio=1)
        assert subject not in page.url


def test_beyond_the_cards_the_key_leads_to_the_form_of_a_page(tab: Tab, tmp_path: Path) -> None:
    with deciding(tab, fires(tmp_path / "book", 27)) as page:
        page.locator(".ledger [data-card] > a").last.focus()
        press(page, "e")
        page.wait_for_url(re.compile(r"/s/.*#decide-outcome$"))
        page.wait_for_load_state()
        expect(focused(page)).to_have_attribute("value", "prefer")
        expect(focused(page)).to_be_in_viewport()


def test_the_key_is_named_and_says_where_it_does_nothing(tab: Tab, root: Path) -> None:
    with deciding(tab, root) as page:
        press(page, "e")
        expect(told(page)).to_contain_text("No card is chosen")
        press(page, "?")
        expect(page.get_by_role("dialog")).to_contain_text("Decide on this subject")


def test_what_changed_meanwhile_is_shown_where_the_focus_is_and_can_be_sent_again(tab: Tab, root: Path) -> None:
    with deciding(tab, root) as page:
        press(page, "n")
        subject = card_at(page)
        made = child("decide", subject, "--outcome", "immaterial", "--reason", "Theirs.", "--by", "night desk", "-C", root)
        assert made.returncode == 0, made.stderr
        fill_in(page, "range", "Mine.")
        press(page, "Enter")
        expect(focused(page)).to_have_accessible_name(re.compile("What has changed"))
        expect(page.get_by_role("region", name="On file now")).to_contain_text("night desk")
        expect(page.get_by_label("Reason")).to_have_value("Mine.")
        to_button(page)
        press(page, "Enter")
        expect(told(page)).to_contain_text(f"Written: range on {subject}")


def test_all_of_it_works_without_a_script(tab: Tab, root: Path) -> None:
    with deciding(tab, root, java_script_enabled=False) as page:
        card = page.locator("[data-card]").first
        subject = card.get_attribute("data-subject")
        card.get_by_text("Decide").first.click()
        card.get_by_role("radio", name=re.compile("undecidable")).check()
        card.get_by_label("Reason").fill("Both were asked.")
        card.get_by_role("button", name="Write this decision").click()
        expect(page).to_have_url(re.compile("#d-1$"))
        expect(page.locator(".saved")).to_contain_text(f"Written: undecidable on {subject}")
        expect(page.locator(".saved")).to_be_in_viewport()


def test_nothing_is_wider_than_a_narrow_screen(tab: Tab, root: Path) -> None:
    with deciding(tab, root, viewport={"width": 320, "height": 640}) as page:
        press(page, "n", "e")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        expect(focused(page)).to_be_in_viewport()


def test_nothing_of_a_form_is_printed(tab: Tab, root: Path) -> None:
    with deciding(tab, root) as page:
        press(page, "n", "e")
        page.emulate_media(media="print")
        expect(page.get_by_role("button", name="Write this decision")).to_have_count(0)


def test_axe_finds_nothing_on_the_form_the_faults_and_what_changed(tab: Tab, root: Path, script: str) -> None:
    found: list[str] = []

    def look(page: Page, name: str) -> None:
        page.evaluate(script)
        for screen, (width, scheme, what) in SCREENS.items():
            page.set_viewport_size({"width": width, "height": 740})
            page.emulate_media(color_scheme=scheme)
            found.extend(violations(page, f"{name}, {screen}", what))

    with deciding(tab, root) as page:
        press(page, "n")
        subject = card_at(page)
        press(page, "e")
        page.locator(".wrong > summary").first.click()
        look(page, "form")
        fill_in_again(page, "range", "  ")
        expect(page.get_by_role("heading", level=1)).to_have_text("Nothing was written")
        look(page, "faults")
        child("decide", subject, "--outcome", "immaterial", "--reason", "Theirs.", "--by", "night desk", "-C", root)
        page.get_by_label("Reason").fill("Mine.")
        page.get_by_role("button", name="Write this decision").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("changed meanwhile")
        look(page, "changed")
        page.get_by_role("button", name="Write this decision").click()
        expect(page.locator(".saved")).to_be_visible()
        look(page, "saved")
        page.goto(page.url.partition("#")[0].replace("index.html", f"s/{subject}.html"))
        press(page, "e")
        look(page, "subject")
    tell(found)


def fill_in_again(page: Page, outcome: str, reason: str) -> None:
    form = page.locator("[data-decide][open]")
    form.get_by_role("radio", name=re.compile(f"^.? ?{outcome}")).check()
    form.get_by_label("Reason").fill(reason)
    form.get_by_role("button", name="Write this decision").click()
