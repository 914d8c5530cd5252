from __future__ import annotations

import hashlib
import json
import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from typer.testing import CliRunner

from compare.cli.app import app
from tests.cli.conftest import contents, whosays, write

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

BULLETIN = """\
Harbour news.
Hamadoun Kouffa founded the Dock Guild in May 2012, and 40 men joined it.
The guild of Amadou Koufa has a boat.
Al-Murabitoon and the Port Brigade 7 met Ould Salem.
Nothing else was said.
Amadou Kouffa leads them.
"""
ENTITIES = """\
# who is who
entities:
  koufa:   # the founder
    name: Amadou Koufa
    type: person
  al-mourabitoun: {name: al-Mourabitoun, type: group}
  dock-guild:
    name: Dock Guild
    type: group
  dock-gild: {name: the Dock Gilde, type: group}
  brigade: {name: Port Brigade 8, type: group}
  salem: {name: Mohamed Ould Salem, type: person}
"""
SUBJECTS = """\
subjects:
  dock-guild/founder: {question: "Who founded the Dock Guild?", kind: entity, weight: low}
  dock-guild/founded-by: {question: "Who was the founder of the Dock Guild?", kind: entity}
  dock-guild/members: {question: "How many men are in the Dock Guild?", kind: quantity, weight: high, unit: men}
  koufa/leader: {question: "Who leads Koufa?", kind: entity}
  dock-guild/leader: {question: "Who leads the Dock Guild?", kind: entity}
"""
BOOK = {
    "claims/vocabulary/entities.yaml": ENTITIES,
    "claims/vocabulary/subjects.yaml": SUBJECTS,
    "claims/bulletin.yaml": """\
source: bulletin
claims:
  - {id: founded-by, subject: dock-guild/founded-by, value: koufa, quote: Harbour news}
nothing: [5]
""",
    "claims/gazette.yaml": """\
source: gazette
claims:
  - {id: founder, subject: dock-guild/founder, value: koufa, quote: Koufa founded the guild}
  - {id: members, subject: dock-guild/members, value: "40", quote: forty members}
""",
    "seeds/gazette.yaml": "title: The guild\npublished: 2024-05-03\nbasis: stated on the page\n",
    "seeds/bulletin.yaml": f"""\
title: Harbour news
published: 2024-05-04
basis: stated on the page
text: {{file: bulletin.txt, sha256: {hashlib.sha256(BULLETIN.encode()).hexdigest()}}}
""",
    "seeds/bulletin.txt": BULLETIN,
}


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    write(tmp_path / "harbour", BOOK)
    return tmp_path / "harbour"


def suggested(book: Path, *options: str) -> dict[str, Any]:
    ran = whosays("suggest", "bulletin", "--format", "json", "-C", book, *options)
    assert (ran.exit_code, ran.stderr) == (0, "")
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def asked(book: Path, answers: str, *options: str) -> Result:
    return CliRunner().invoke(app, ["suggest", "bulletin", "--ask", "-C", str(book), *options], input=answers)


def questions(ran: Result) -> list[str]:
    return re.findall(r"^(?:Is|Are|Do) .*\?$", ran.stderr, re.MULTILINE)


def vocabulary(book: Path, name: str = "entities") -> dict[str, Any]:
    text = (book / f"claims/vocabulary/{name}.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, yaml.BaseLoader)[name]  # noqa: S506 - reads text only
    return found


# the four lists


def test_open_sentences_come_with_what_they_hold_and_what_they_may_answer(harbour: Path) -> None:
    found = suggested(harbour)["sentences"]
    assert [each["sentence"] for each in found["shown"]] == [2, 3, 4, 6]
    first = found["shown"][0]
    assert first["reasons"] == [
        "names Dock Guild",
        "gives a number: 40",
        "gives a date: May 2012",
        "tells of founding and joining: founded and joined",
    ]
    assert first["unanswered"] == [
        "dock-guild/members",
        "dock-guild/leader",
        "dock-guild/founder",
    ]
    assert found["total"] == 4


def test_a_dismissed_or_claimed_sentence_is_not_suggested(harbour: Path) -> None:
    write(
        harbour,
        {
            "claims/bulletin.yaml": "source: bulletin\nnothing: [3-5]\nclaims:\n"
            "  - {id: m, subject: dock-guild/members, value: '40', quote: 40 men}\n"
        },
    )
    assert [each["sentence"] for each in suggested(harbour)["sentences"]["shown"]] == [6]


def test_names_like_known_ones_come_with_reason_score_and_sentence(harbour: Path) -> None:
    found = {each["spelling"]: each for each in suggested(harbour)["names"]["shown"]}
    assert set(found) == {"Hamadoun Kouffa", "Al-Murabitoon", "Ould Salem", "Amadou Kouffa"}
    assert found["Al-Murabitoon"] == {
        "spelling": "Al-Murabitoon",
        "sentences": [4],
        "entity": "al-mourabitoun",
        "known": "al-Mourabitoun",
        "score": 100,
        "band": "strong",
        "reason": "differs only in ou/oo/u",
    }
    assert found["Amadou Kouffa"]["reason"] == "differs only in a letter doubled"
    assert (found["Hamadoun Kouffa"]["band"], found["Ould Salem"]["reason"]) == ("ask", "one word less: “mohamed”")


def news(book: Path, text: str, entities: str) -> list[tuple[str, str, str]]:
    """The names suggested in another text with further entities: spelling, entity and the known spelling."""
    record = BOOK["seeds/bulletin.yaml"].replace(
        hashlib.sha256(BULLETIN.encode()).hexdigest(), hashlib.sha256(text.encode()).hexdigest()
    )
    vocabulary = {"claims/vocabulary/entities.yaml": ENTITIES + entities, "seeds/bulletin.txt": text}
    write(book, {**vocabulary, "seeds/bulletin.yaml": record, "claims/bulletin.yaml": "source: bulletin\n"})
    found = suggested(book)["names"]["shown"]
    return [(each["spelling"], each["entity"], each["known"]) for each in found]


def test_what_stands_around_a_known_name_makes_no_other_name_of_it(harbour: Path) -> None:
    assert news(harbour, "He saw the Old Dock Guild.", "") == []


def test_one_word_stands_for_the_longer_name_of_a_person_only(harbour: Path) -> None:
    assert news(harbour, "He saw Salem and the Brigade.", "") == [("Salem", "salem", "Mohamed Ould Salem")]


def test_the_likest_spelling_of_an_entity_is_the_one_shown(harbour: Path) -> None:
    aliased = "  umar: {name: Omar Hamaha, type: person, aliases: [Umar Ould Hamahah, Oumar Ould Hamaha]}\n"
    assert news(harbour, "He saw Oumarou Ould Hamaha.", aliased) == [("Oumarou Ould Hamaha", "umar", "Omar Hamaha")]


def test_entities_whose_names_look_alike_are_a_list_of_their_own(harbour: Path) -> None:
    (pair,) = suggested(harbour)["entities"]["shown"]
    assert (pair["entities"], pair["band"]) == (["dock-gild", "dock-guild"], "strong")


@pytest.mark.parametrize(
    "declared",
    [
        "not_same_as: [dock-guild]",
        "same_as: [dock-guild]",
        "part_of: [dock-guild]",
        "unsure_names: [dock-guild]",
    ],
)
def test_what_is_declared_is_not_suggested(harbour: Path, declared: str) -> None:
    changed = ENTITIES.replace("Dock Gilde, type: group", f"Dock Gilde, type: group, {declared}")
    write(harbour, {"claims/vocabulary/entities.yaml": changed})
    assert suggested(harbour)["entities"]["total"] == 0


def test_subjects_that_others_answer_come_by_weight_with_the_sentence_in_the_way(harbour: Path) -> None:
    found = suggested(harbour)["unchecked"]["shown"]
    assert [each["subject"] for each in found] == ["dock-guild/members", "dock-guild/founder"]
    assert (found[0]["answered_by"], found[0]["sentence"]) == (["gazette"], 2)
    assert found[0]["because"] == "No reader attests having looked for this."


def test_two_questions_that_look_alike_are_shown_and_one_attribute_of_two_entities_is_not(harbour: Path) -> None:
    (pair,) = suggested(harbour)["subjects"]["shown"]
    assert (pair["subjects"], pair["answered"]) == (["dock-guild/founded-by", "dock-guild/founder"], [1, 1])


def test_two_questions_of_which_the_source_answers_neither_are_left_to_those_that_do(harbour: Path) -> None:
    write(harbour, {"claims/bulletin.yaml": "source: bulletin\n"})
    assert suggested(harbour)["subjects"]["total"] == 0
    ran = whosays("suggest", "gazette", "--format", "json", "-C", harbour)
    (pair,) = json.loads(ran.stdout)["subjects"]["shown"]
    assert (pair["subjects"], pair["answered"]) == (["dock-guild/founded-by", "dock-guild/founder"], [0, 1])


def test_one_question_about_two_things_that_nothing_links_is_shown_if_the_words_are_the_same(harbour: Path) -> None:
    more = '  brigade/day: {question: "When was the fire at the pier?", kind: date}\n'
    more += '  salem/fire-at-pier: {question: "When was the fire at the pier?", kind: date}\n'
    more += '  koufa/flood: {question: "When was the flood at the pier?", kind: date}\n'
    day = "  - {id: day, subject: brigade/day, value: 2024-05-02, quote: Harbour news}\nnothing"
    bulletin = BOOK["claims/bulletin.yaml"].replace("nothing", day)
    write(harbour, {"claims/vocabulary/subjects.yaml": SUBJECTS + more, "claims/bulletin.yaml": bulletin})
    first = suggested(harbour)["subjects"]["shown"][0]
    assert (first["subjects"], first["score"]) == (["brigade/day", "salem/fire-at-pier"], 100)
    assert suggested(harbour)["subjects"]["total"] == 2


def test_a_name_that_has_become_an_alias_is_not_asked_about_once_more(harbour: Path) -> None:
    write(harbour, {"claims/vocabulary/entities.yaml": ENTITIES + "  ali-salem: {name: Ali Ould Salem, type: person}\n"})
    ran = asked(harbour, "s\ns\ny\ns\ns\ns\n")
    assert "Is “Ould Salem” a name of salem?" not in questions(ran)
    assert ran.stdout.endswith("1 settled, 1 yes\n")


def test_as_text_every_list_has_its_total_and_its_reasons(harbour: Path) -> None:
    ran = whosays("suggest", "bulletin", "-C", harbour)
    assert (ran.exit_code, ran.stderr) == (0, "")
    heads = [line for line in ran.stdout.splitlines() if re.match(r"[A-Z]", line)]
    assert heads == [
        "Open sentences that hold something: 4",
        "Names that look like known ones: 4",
        "Entities whose names look alike: 1",
        "Subjects that others answer, not checked here: 2",
        "Subjects whose questions look alike: 1",
    ]
    assert "     not answered yet: dock-guild/members, dock-guild/leader, dock-guild/founder\n" in ran.stdout
    assert (
        "  -  “Al-Murabitoon” (sentence 4) looks like “al-Mourabitoun” (al-mourabitoun): strong, 100; differs only in ou/oo/u\n"
        in ran.stdout
    )


def test_twenty_of_a_list_are_shown_and_the_total_always(harbour: Path) -> None:
    text = "".join(f"Koufa counted {number} boats.\n" for number in range(100, 130))
    record = BOOK["seeds/bulletin.yaml"].replace(
        hashlib.sha256(BULLETIN.encode()).hexdigest(), hashlib.sha256(text.encode()).hexdigest()
    )
    write(harbour, {"seeds/bulletin.txt": text, "seeds/bulletin.yaml": record, "claims/bulletin.yaml": "source: bulletin\n"})
    few, every = suggested(harbour)["sentences"], suggested(harbour, "--all")["sentences"]
    assert (few["total"], len(few["shown"]), every["total"], len(every["shown"])) == (30, 20, 30, 30)
    shown = whosays("suggest", "bulletin", "-C", harbour).stdout
    assert shown.startswith("Open sentences that hold something: 30, the first 20 shown; --all shows the rest\n")


def test_without_the_text_the_rest_is_told_and_the_gap_is_named(harbour: Path) -> None:
    (harbour / "seeds/bulletin.txt").unlink()
    ran = whosays("suggest", "bulletin", "-C", harbour)
    assert ran.exit_code == 3
    assert "Entities whose names look alike: 1" in ran.stdout
    assert ran.stderr.startswith("The article text of bulletin is not at hand")


def test_an_unknown_source_is_a_usage_error(harbour: Path) -> None:
    ran = whosays("suggest", "buletin", "-C", harbour)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "did you mean bulletin?" in ran.stderr


def test_suggesting_changes_nothing(harbour: Path) -> None:
    before = contents(harbour)
    suggested(harbour)
    assert contents(harbour) == before


# asking


def test_each_answer_is_kept_and_never_asked_again(harbour: Path) -> None:
    ran = asked(harbour, "y\nn\nu\ns\nn\nn\n")
    assert ran.exit_code == 0
    assert questions(ran) == [
        "Is “Al-Murabitoon” a name of al-mourabitoun?",
        "Is “Amadou Kouffa” a name of koufa?",
        "Is “Ould Salem” a name of salem?",
        "Is “Hamadoun Kouffa” a name of koufa?",
        "Are dock-gild and dock-guild the same?",
        "Do dock-guild/founded-by and dock-guild/founder ask the same?",
    ]
    assert ran.stdout == "6 questions: 3 no, 1 skipped, 1 unsure, 1 yes\n"
    entities = vocabulary(harbour)
    assert entities["al-mourabitoun"]["aliases"] == [{"spelling": "Al-Murabitoon", "source": "bulletin"}]
    assert (entities["koufa"]["not_names"], entities["salem"]["unsure_names"]) == (["Amadou Kouffa"], ["Ould Salem"])
    assert entities["dock-gild"]["not_same_as"] == ["dock-guild"]
    assert entities["dock-guild"]["not_same_as"] == ["dock-gild"]
    subjects = vocabulary(harbour, "subjects")
    assert subjects["dock-guild/founder"]["not_same_as"] == ["dock-guild/founded-by"]
    assert subjects["dock-guild/founded-by"]["not_same_as"] == ["dock-guild/founder"]
    text = (harbour / "claims/vocabulary/entities.yaml").read_text(encoding="utf-8")
    assert text.startswith("# who is who\nentities:\n  koufa:   # the founder\n    name: Amadou Koufa\n")
    assert whosays("check", harbour).exit_code == 0
    assert questions(asked(harbour, "s\n")) == ["Is “Hamadoun Kouffa” a name of koufa?"]
    assert questions(asked(harbour, "s\ns\n", "--again")) == [
        "Is “Ould Salem” a name of salem?",
        "Is “Hamadoun Kouffa” a name of koufa?",
    ]


def test_yes_to_two_entities_makes_them_one(harbour: Path) -> None:
    asked(harbour, "s\ns\ns\ns\ny\nq\n")
    assert vocabulary(harbour)["dock-gild"]["same_as"] == ["dock-guild"]
    assert suggested(harbour)["entities"]["total"] == 0


def test_two_subjects_are_made_one_by_hand_and_the_way_is_told(harbour: Path) -> None:
    before = contents(harbour)
    ran = asked(harbour, "s\ns\ns\ns\ns\ny\n")
    assert (ran.exit_code, contents(harbour)) == (0, before)
    assert "give all claims the id of the one that stays" in ran.stderr
    assert ran.stdout == "6 questions: 5 skipped, 1 not kept\n"


@pytest.mark.parametrize("end", ["q\n", "", "Q"])
def test_what_was_answered_before_quitting_stays(harbour: Path, end: str) -> None:
    ran = asked(harbour, f"y\n{end}")
    assert (ran.exit_code, ran.stdout) == (0, "6 questions: 1 yes, 5 not asked\n")
    assert "aliases" in vocabulary(harbour)["al-mourabitoun"]


def test_what_is_no_answer_is_asked_for_again(harbour: Path) -> None:
    ran = asked(harbour, "perhaps\nn\nq\n")
    assert "'perhaps' is no answer." in ran.stderr
    assert vocabulary(harbour)["al-mourabitoun"]["not_names"] == ["Al-Murabitoon"]


def test_an_answer_that_would_not_check_any_more_is_refused_and_the_next_is_asked(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, answers = harbour / "claims/vocabulary/entities.yaml", iter("ynq")

    def meanwhile() -> str:
        changed = path.read_text(encoding="utf-8").replace("8, type", "8, aliases: [Al-Murabitoon], type")
        path.write_text(changed, encoding="utf-8")
        return next(answers)

    monkeypatch.setattr("compare.cli.asking.sys", SimpleNamespace(stdin=SimpleNamespace(readline=meanwhile)))
    ran = asked(harbour, "")
    assert (ran.exit_code, ran.stdout) == (3, "6 questions: 1 no, 1 refused, 4 not asked\n")
    assert "R307" in ran.stderr
    entities = vocabulary(harbour)
    assert (entities["al-mourabitoun"].get("aliases"), entities["koufa"]["not_names"]) == (None, ["Amadou Kouffa"])


def test_asking_and_json_exclude_each_other(harbour: Path) -> None:
    assert asked(harbour, "y\n", "--format", "json").exit_code == 2


# one answer


def answer(book: Path, *arguments: str) -> Result:
    return whosays("answer", *arguments, "-C", book)


@pytest.mark.parametrize(
    ("verdict", "key", "kept"),
    [
        ("y", "aliases", [{"spelling": "A. Koufa", "source": "bulletin"}]),
        ("n", "not_names", ["A. Koufa"]),
        ("unsure", "unsure_names", ["A. Koufa"]),
    ],
)
def test_an_answer_about_a_spelling_is_kept_in_its_place(harbour: Path, verdict: str, key: str, kept: list[object]) -> None:
    ran = answer(harbour, "A. Koufa", "koufa", verdict, "--source", "bulletin")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout == f"claims/vocabulary/entities.yaml: A. Koufa and koufa: {verdict} kept\n"
    assert vocabulary(harbour)["koufa"][key] == kept
    again = answer(harbour, "A.  koufa", "Amadou Koufa", verdict, "--source", "bulletin")
    assert again.stdout.endswith(f"{verdict} is kept already\n")


def test_the_last_answer_counts(harbour: Path) -> None:
    for verdict in ("n", "unsure", "y", "n"):
        assert answer(harbour, "A. Koufa", "koufa", verdict).exit_code == 0
    assert vocabulary(harbour)["koufa"] == {"name": "Amadou Koufa", "type": "person", "not_names": ["A. Koufa"]}
    for verdict, key in (("n", "not_same_as"), ("unsure", "unsure_names"), ("y", "same_as")):
        assert answer(harbour, "dock-guild", "dock-gild", verdict).exit_code == 0
        assert set(vocabulary(harbour)["dock-gild"]) == {"name", "type", key}
    assert set(vocabulary(harbour)["dock-guild"]) == {"name", "type"}


TWO = """\
dock-gild: 0 claims
dock-guild: 4 claims
  dock-guild/founded-by  Amadou Koufa  (bulletin#founded-by)
  dock-guild/founder  Amadou Koufa  (gazette#founder)
  dock-guild/members  40 men  (gazette#members)
  koufa/leader  Dock Guild  (gazette#led)
"""
LED = "  - {id: led, subject: koufa/leader, value: dock-guild, quote: the guild leads Koufa}\n"


def test_the_claims_of_two_entities_are_listed_before_they_become_one_and_after(harbour: Path) -> None:
    gazette = harbour / "claims/gazette.yaml"
    gazette.write_text(gazette.read_text(encoding="utf-8") + LED, encoding="utf-8")
    before = contents(harbour)
    told = "claims/vocabulary/entities.yaml: dock-gild and dock-guild: y"
    tried = answer(harbour, "dock-guild", "dock-gild", "y", "--dry-run")
    assert (tried.exit_code, tried.stdout) == (0, f"{told} would be kept\n{TWO}All would be read as about one.\n")
    assert contents(harbour) == before
    ran = answer(harbour, "dock-guild", "dock-gild", "y")
    undo = f"`whosays answer dock-gild dock-guild n -C {harbour}` makes them two again."
    assert (ran.exit_code, ran.stdout) == (0, f"{told} kept\n{TWO}All are read as about one. {undo}\n")
    assert answer(harbour, "dock-gild", "dock-guild", "n").exit_code == 0
    apart = {name: entry for name, entry in vocabulary(harbour).items() if name.startswith("dock")}
    assert apart["dock-gild"]["not_same_as"] == ["dock-guild"]
    assert not any("same_as" in entry for entry in apart.values())


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("Koufa", "kufa", "y"), 2, "no entity is called 'kufa'"),
        (("Koufa", "koufa", "maybe"), 2, "'maybe' is no answer"),
        (("Koufa", "koufa", "y", "--source", "bulletn"), 2, "did you mean bulletin"),
        (("dock-guild/founder", "dock-guild/fonder", "n"), 2, "there is no subject"),
        (("koufa", "koufa", "n"), 3, "koufa is named twice"),
        (("Dock Guild", "koufa", "y"), 3, "R307"),
        (("Amadou Koufa", "koufa", "n"), 3, "R309"),
        (("dock-guild/founder", "dock-guild/leader", "y"), 3, "Only n is kept about two subjects"),
    ],
)
def test_an_answer_that_cannot_be_kept_writes_nothing(harbour: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    before = contents(harbour)
    ran = answer(harbour, *arguments)
    assert (ran.exit_code, ran.stdout, contents(harbour)) == (code, "", before)
    assert told in ran.stderr
    assert ran.stderr.endswith(("Nothing was written.\n", "in what would have been.\n"))


def test_a_subject_that_is_not_there_cannot_be_another_one(harbour: Path) -> None:
    changed = SUBJECTS.replace("weight: high", "weight: high, not_same_as: [dock-guild/crew]")
    write(harbour, {"claims/vocabulary/subjects.yaml": changed})
    checked = whosays("check", harbour)
    assert checked.exit_code == 3
    assert "R302 unknown-subject: there is no subject “dock-guild/crew”" in checked.stdout
