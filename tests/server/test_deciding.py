"""A decision is a new file and no other is ever touched; what has changed meanwhile is shown, not written over (fault 102)."""

from __future__ import annotations

import errno
import re
import threading
from typing import TYPE_CHECKING

import pytest

from compare.pipeline import find
from compare.server import desk
from tests.cli.conftest import contents, whosays
from tests.server.books import fires
from tests.server.clients import TODAY, form_in, serving

if TYPE_CHECKING:
    from pathlib import Path

    from compare.core.findings import Findings
    from compare.pipeline import Run
    from tests.server.clients import Answer, Served

BARN, BREWERY, BRIDGE = "barn/burned-on", "brewery/burned-on", "bridge/burned-on"


def decisions(root: Path) -> list[Path]:
    return sorted((root / "claims" / "decisions").glob("*"))


def only(root: Path) -> str:
    (file,) = decisions(root)
    return file.read_text(encoding="utf-8")


def test_one_new_file_says_all_that_was_entered(served: Served) -> None:
    before = contents(served.root)
    entered = {
        "outcome": "attribute-both",
        "reason": "Both were there.\r\n\r\nÇa va: “yes” # no",
        "print": "On 2 May, the Courier says.",
        "rule": "house 4",
        "by": "Ana",
        "expires": "2027-01-31",
    }
    answer = served.post(served.filled(BARN, **entered))
    after = contents(served.root)
    assert {name: after[name] for name in before} == before
    (name,) = after.keys() - before.keys()
    assert re.fullmatch(rf"claims/decisions/barn-burned-on-{TODAY}-[0-9a-f]+\.yaml", name)
    text = after[name].decode("utf-8")
    for line in ("outcome: attribute-both", "by: Ana", f"on: {TODAY}", "expires: 2027-01-31", "rule: house 4", "“yes” # no"):
        assert line in text
    assert answer.status == 303
    assert name in served.get(answer.location.partition("#")[0]).text
    listed = whosays("check", served.root)
    assert listed.exit_code == 0, listed.output


def test_the_way_leads_to_the_next_that_waits_and_says_what_was_written_once(served: Served) -> None:
    answer = served.post(served.filled(BARN, "index.html"))
    assert answer.location == "/index.html#d-1"
    page = served.get("/index.html").text
    assert "1 decided in this session, 2 wait" in page
    card = page.partition('id="d-1"')[2].partition("</article>")[0]
    assert f"Written: undecidable on {BARN}, in claims/decisions/barn-burned-on-" in card
    assert "Written:" not in served.get("/index.html").text
    assert served.post(served.filled(BREWERY)).location == "/s/bridge/burned-on.html#subject"
    last = served.post(served.filled(BRIDGE))
    assert last.location == "/index.html#saved"
    page = served.get("/index.html").text
    assert "Nothing waits for a decision any more." in page
    assert "3 decided in this session, 0 wait" in page


def test_a_pending_decision_goes_on_to_another_subject(served: Served) -> None:
    answer = served.post(served.filled(BARN, outcome="pending"))
    assert answer.location == "/s/brewery/burned-on.html#subject"
    assert "1 decided in this session, 3 wait" in served.get("/s/brewery/burned-on.html").text


def test_everything_that_waits_can_be_decided_on_from_the_first_page(tmp_path: Path) -> None:
    running = serving(fires(tmp_path / "book", 30))
    served = next(running)
    page = served.get("/").text
    forms = re.findall(r'data-subject-form="([^"]+)"', page)
    links = re.findall(r'data-decide-link href="s/([^"]+)\.html#decide-outcome"', page)
    assert (len(forms), len(links)) == (25, 5)
    assert sorted([*forms, *links]) == sorted(each.id for each in served.desk.reading().findings.casebook.subjects)
    assert 'id="decide-outcome"' in served.get(f"/s/{links[0]}.html").text
    last = served.post({**served.filled(links[-1]), "form": "d-1"})
    assert last.location == "/index.html#d-1"
    assert served.post({**served.filled(forms[-1]), "form": "d-25"}).location == "/index.html#d-25"
    assert served.post({**served.filled(links[1]), "form": "d-1"}).location == f"/s/{links[2]}.html#subject"
    next(running, None)


def test_who_decides_is_remembered(served: Served) -> None:
    served.post(served.filled(BARN, by="Ana Önal"))
    assert 'name="by" type="text" value="Ana Önal"' in served.get(f"/s/{BREWERY}.html").text


@pytest.mark.parametrize(("outcome", "printed"), [("attribute-both", True), ("pending", False), ("annotation-error", False)])
def test_a_wording_that_was_only_suggested_is_not_written_where_nothing_is_printed(
    served: Served,
    outcome: str,
    printed: bool,  # noqa: FBT001 - what is expected
) -> None:
    claims = ["courier#barn"] if outcome == "annotation-error" else []
    form = served.filled(BARN, outcome=outcome, claims=claims)
    assert "according to The Courier" in form["print"]
    assert served.post(form).status == 303
    assert ("\nprint:" in only(served.root)) is printed


def test_the_claims_of_an_annotation_error_are_listed_until_they_are_mended(served: Served) -> None:
    assert served.post(served.filled(BARN, outcome="annotation-error", claims=["courier#barn"])).status == 303
    assert "courier#barn:" in only(served.root)
    assert "D802" in whosays("check", served.root).output


@pytest.mark.parametrize(
    ("entered", "field", "said"),
    [
        ({"reason": "  \n "}, "reason", "Give a reason"),
        ({"outcome": ""}, "outcome", "Choose an outcome"),
        ({"outcome": "right"}, "outcome", "Choose an outcome"),
        ({"by": ""}, "by", "Say who decides"),
        ({"expires": "tomorrow"}, "expires", "written as 2026-11-22"),
        ({"expires": "2026-02-30"}, "expires", "written as 2026-11-22"),
        ({"expires": "2026-11-21"}, "expires", "over already"),
        ({"reason": "x" * 4001}, "reason", "longer than 4,000"),
        ({"outcome": "annotation-error"}, "claims", "Name the claims"),
        ({"claims": ["courier#barn"]}, "claims", "only"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    served: Served, entered: dict[str, str], field: str, said: str
) -> None:
    before = contents(served.root)
    answer = served.post(served.filled(BARN, **{"rule": "house <4> & 'more'", **entered}))
    assert answer.status == 422
    assert contents(served.root) == before
    assert re.search(rf'<a href="#decide-{field}">[^<]*{said}', answer.text)
    assert re.search(rf'id="decide-{field}-fault"', answer.text)
    assert re.search(rf'aria-describedby="decide-{field}-fault', answer.text)
    assert "house &lt;4&gt; &amp; &#39;more&#39;" in answer.text
    assert form_in(answer.text, BARN)["token"] == served.keys.form


@pytest.mark.parametrize("subject", ["barn/nothing", "", "../../x", "barn/burned-on\n", "x" * 500])
def test_a_subject_that_is_not_there_is_refused_in_words(served: Served, subject: str) -> None:
    before = contents(served.root)
    answer = served.post({**served.filled(BARN), "subject": subject})
    if subject.strip() != BARN:
        assert answer.status == 409
        assert "Nothing was written" in answer.text
        assert contents(served.root) == before


def test_a_claim_of_another_subject_is_refused_in_words(served: Served) -> None:
    answer = served.post(served.filled(BARN, outcome="annotation-error", claims=["courier#bridge"]))
    assert answer.status == 422
    assert "There is no claim" in answer.text
    assert decisions(served.root) == []


def test_somebody_elses_decision_meanwhile_is_shown_beside_what_was_entered(served: Served) -> None:
    mine = served.filled(BARN, outcome="prefer", reason="Mine.", rule="house 4")
    other = whosays(
        "decide", BARN, "--outcome", "immaterial", "--reason", "Theirs, in full.", "--by", "night desk", "-C", served.root
    )
    assert other.exit_code == 0, other.output
    before = contents(served.root)
    answer = served.post(mine)
    assert answer.status == 409
    assert contents(served.root) == before
    for shown in ("Theirs, in full.", "night desk", "immaterial", "Mine.", "house 4"):
        assert shown in answer.text
    assert re.search(r'value="prefer"[^>]* checked', answer.text)

    # sent again, on purpose
    again = {**mine, **form_in(answer.text, BARN), "print": mine["print"]}
    assert again["seen"] != mine["seen"]
    assert served.post(again).status == 303
    assert len(decisions(served.root)) == 2
    assert any("replaces:" in file.read_text(encoding="utf-8") for file in decisions(served.root))


def test_answers_that_changed_meanwhile_are_shown_as_they_were_and_are(served: Served) -> None:
    mine = served.filled(BARN, reason="Mine.")
    file = served.root / "claims" / "ledger.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("value: 2024-05-04", "value: 2024-05-05", 1), encoding="utf-8")
    answer = served.post(mine)
    assert answer.status == 409
    assert decisions(served.root) == []
    assert re.search(r"new or changed:.*5 May 2024", answer.text)
    assert re.search(r"no longer said so:.*4 May 2024", answer.text)
    assert "No other decision." in answer.text
    assert "Mine." in answer.text


def test_a_state_that_is_not_remembered_is_refused_all_the_same(served: Served) -> None:
    for seen in ("", "0" * 64):
        assert served.post({**served.filled(BARN), "seen": seen}).status == 409
    assert decisions(served.root) == []


def test_of_two_forms_sent_at_once_one_is_written_and_the_other_is_shown(served: Served) -> None:
    forms = [served.filled(BARN, reason=f"Reason {number}.") for number in range(2)]
    assert sorted(_at_once([(served, form) for form in forms])) == [303, 409]
    assert len(decisions(served.root)) == 1


def test_a_decision_that_comes_while_the_casebook_is_read_is_seen_at_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = fires(tmp_path / "book", 2)

    def slowly(run: Run) -> Findings:
        found = find(run)
        done = whosays("decide", BARN, "--outcome", "attribute-both", "--reason", "Both ask.", "--by", "a desk", "-C", root)
        assert done.exit_code == 0
        return found

    monkeypatch.setattr(desk, "find", slowly)
    one = desk.Desk(root, (), lambda: TODAY)
    before = one.reading()
    monkeypatch.undo()
    assert before.findings.casebook.decisions == ()
    assert len(one.reading().findings.casebook.decisions) == 1
    assert one.reading() is one.reading()


def test_two_runs_on_one_casebook_do_not_write_past_each_other(tmp_path: Path) -> None:
    root = fires(tmp_path / "book", 2)
    one, other = serving(root), serving(root)
    first, second = next(one), next(other)
    sent = [(each, each.filled(BARN, reason=f"Reason {each.port}.")) for each in (first, second)]
    assert sorted(_at_once(sent)) == [303, 409]
    assert len(decisions(root)) == 1
    for each in (one, other):
        next(each, None)


def _at_once(sent: list[tuple[Served, dict[str, str]]]) -> list[int]:
    barrier, answers = threading.Barrier(len(sent)), list[int]()

    def send(served: Served, form: dict[str, str]) -> None:
        barrier.wait()
        answers.append(served.post(form).status)

    threads = [threading.Thread(target=send, args=each) for each in sent]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return answers


def test_a_full_disk_loses_nothing_of_what_was_entered(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    form, before = served.filled(BARN, reason="Long thought about."), contents(served.root)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    answer = served.post(form)
    assert answer.status == 500
    assert "The decision cannot be written: No space left on device." in answer.text
    assert "Long thought about." in answer.text
    assert contents(served.root) == before
    monkeypatch.undo()
    assert served.post(form).status == 303


def test_a_folder_of_decisions_that_leads_out_is_not_written_into(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = served.root.parent / "outside"
    outside.mkdir()
    form, looked = served.filled(BARN), served.desk._look()  # noqa: SLF001 - as if the link came after the last look
    (served.root / "claims" / "decisions").symlink_to(outside)
    answer = served.post(form)
    assert answer.status == 409
    assert "the casebook has errors" in answer.text
    monkeypatch.setattr(served.desk, "_look", lambda: looked)
    monkeypatch.setattr(served.desk, "_looked", None)
    (served.root / "claims" / "decisions").unlink()
    served.get("/")
    monkeypatch.setattr(served.desk, "_looked", looked)
    (served.root / "claims" / "decisions").symlink_to(outside)
    answer = served.post(form)
    assert answer.status == 422
    assert "a link leads out of the casebook" in answer.text
    assert list(outside.iterdir()) == []


def test_while_our_own_files_have_errors_pages_say_so_and_nothing_is_decided(served: Served) -> None:
    form = served.filled(BARN)
    (served.root / "claims" / "ledger.yaml").write_text("source: [", encoding="utf-8")
    page = served.get("/").text
    assert 'class="banner strong"' in page
    assert 'name="outcome"' not in page
    card = served.get(f"/s/{BARN}.html").text
    assert "Not to be decided now: the casebook has errors" in card
    answer = served.post(form)
    assert answer.status == 409
    assert "the casebook has errors" in answer.text
    assert decisions(served.root) == []


def test_a_subject_that_nobody_answers_has_no_form(served: Served) -> None:
    vocabulary = served.root / "claims" / "vocabulary" / "subjects.yaml"
    more = "  barn/owner: {question: Who owns the barn?, kind: entity}\n"
    vocabulary.write_text(vocabulary.read_text(encoding="utf-8") + more, encoding="utf-8")
    page = served.get("/s/barn/owner.html").text
    assert "Not to be decided now: no source answers barn/owner" in page
    assert 'name="outcome"' not in page


def test_a_file_that_changes_is_on_the_next_page(served: Served) -> None:
    assert "The barn burned on 4 May" in served.get(f"/s/{BARN}.html").text
    file = served.root / "claims" / "ledger.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("value: 2024-05-04", "value: 2024-05-02"), encoding="utf-8")
    assert "3 wait" not in served.get("/").text


def test_hostile_words_stay_words(served: Served) -> None:
    hostile = '</textarea><script>alert(1)</script><form action=//evil>{{ 7 * 7 }}&quot;" onload=x \u202e'
    answer = served.post(served.filled(BARN, reason="", rule=hostile, print=hostile, by=hostile))
    assert "<script>alert" not in answer.text
    assert answer.text.count("<form ") == 1
    assert served.post(served.filled(BARN, reason=hostile, rule=hostile, print=hostile, by="x")).status == 303
    page = served.get(f"/s/{BARN}.html").text
    assert "<script>alert" not in page
    assert "{{ 7 * 7 }}" in page


def test_a_bug_of_ours_is_told_in_words(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Answer:
        raise ZeroDivisionError("the inner parts")

    monkeypatch.setattr("compare.report.site.OnDemand.page", broken)
    answer = served.get("/")
    assert answer.status == 500
    assert "bug of ours" in answer.text
    assert "Zero" not in answer.text
    assert "inner" not in answer.text
    assert [type(each) for each in served.bugs] == [ZeroDivisionError]
    assert answer.headers["x-frame-options"] == "DENY"
