"""Rules across subjects through the command line: a breach of each form, and the near misses that are none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import whosays, write

if TYPE_CHECKING:
    from pathlib import Path

ENTITIES = """\
entities:
  league: {name: the League, type: group}
  guild: {name: the Guild, type: group}
  anna-berg: {name: Anna Berg, type: person, same_as: [berg]}
  berg: {name: A. Berg, type: person}
  carl-dorn: {name: Carl Dorn, type: person}
"""
SUBJECTS = """\
subjects:
  league/founded: {question: When was the League founded?, kind: date}
  league/raid: {question: When did the League raid the mill?, kind: date}
  guild/founded: {question: When was the Guild founded?, kind: date}
  guild/raid: {question: When did the Guild raid the mill?, kind: date}
  league/leader: {question: Who leads the League?, kind: entity, time: changing}
  league/founder: {question: Who founded the League?, kind: entity}
  league/members: {question: Who belongs to the League?, kind: list, time: changing}
  league/strength: {question: How many fight for the League?, kind: quantity, unit: fighters, time: changing}
  league/state: {question: Does the League exist?, kind: status, time: changing, options: {active: {}, gone: {final: true}}}
  anna-berg/state:
    question: Is Anna Berg alive?
    kind: status
    time: changing
    options: {alive: {}, dead: {final: true}, killed: {implies: [dead]}}
  anna-berg/speaks: {question: Does Anna Berg speak in public?, kind: yes-no, time: changing}
  fire/hurt: {question: How many were hurt?, kind: quantity, unit: people}
  fire/men: {question: How many men were hurt?, kind: quantity, unit: men}
  fire/women: {question: How many women were hurt?, kind: quantity, unit: women}
  fire/near: {question: About how many were hurt?, kind: quantity, unit: people, tolerance: 10%}
  camp/all: {question: How many live in the camp?, kind: quantity, unit: people, time: changing, stable_for: 30 days}
  camp/men: {question: How many men live in the camp?, kind: quantity, unit: people, time: changing}
"""
MORE = "  fire: {name: the fire, type: event}\n  camp: {name: the camp, type: place}\n"
BEFORE = "before: {first: league/founded, then: league/raid}"
STRICT = "before: {first: league/founded, then: league/raid, strict: true}"
EACH = 'before: {first: "*/founded", then: "*/raid"}'
AFTER = (
    'after_final: {status: anna-berg/state, acts: ["*/leader", league/founder, league/members, anna-berg/speaks, league/raid]}'
)
WHOEVER = 'after_final: {status: "*/state", acts: ["*/leader", "*/members", "*/speaks", "*/strength"]}'
GONE = "member_of_dissolved: {status: league/state, members: [league/members, league/leader, league/strength]}"
SUM = "sum: {total: fire/hurt, parts: [fire/men, fire/women]}"
SOME = "sum: {total: fire/hurt, parts: [fire/men, fire/women], parts_are: some}"
NEAR = "sum: {total: fire/near, parts: [fire/men, fire/women]}"
BOUNDS = "bounds: {part: fire/men, of: fire/hurt}"
CAMP = "bounds: {part: camp/men, of: camp/all}"
Rows = list[str]


def casebook(root: Path, rule: str, *rows: str) -> Path:
    """A casebook with one rule; every row is `source: subject = value`, and qualifiers after a bar."""
    by_source: dict[str, Rows] = {}
    for number, row in enumerate(rows):
        head, _, more = row.partition(" | ")
        source, _, said = head.partition(": ")
        subject, _, value = said.partition(" = ")
        claim = f"id: c{number}, subject: {subject}, value: '{value}', quote: 'says {value}'"
        by_source.setdefault(source, []).append(f"  - {{{claim}{', ' if more else ''}{more}}}\n")
    files = {
        "claims/vocabulary/entities.yaml": ENTITIES + MORE,
        "claims/vocabulary/subjects.yaml": SUBJECTS,
        "claims/vocabulary/rules.yaml": f"rules:\n  the-rule:\n    because: this cannot be\n    {rule}\n",
    }
    for source, claims in by_source.items():
        year = source.rpartition("-")[2]
        files[f"seeds/{source}.yaml"] = f"title: Story {source}\npublished: {year}\nbasis: stated on the page\n"
        files[f"claims/{source}.yaml"] = f"source: {source}\nclaims:\n{''.join(claims)}"
    write(root, files)
    return root


def breaches(root: Path) -> list[dict[str, Any]]:
    built = whosays("build", root, "--output", root.parent / "report")
    assert (built.exit_code, built.stderr) == (0, ""), built.output
    found: list[dict[str, Any]] = json.loads((root.parent / "report" / "findings.json").read_text(encoding="utf-8"))["breaches"]
    return found


BROKEN = {
    "order across sources": (BEFORE, ["a-2020: league/founded = 2016", "b-2020: league/raid = 2015"]),
    "order of days in a month": (BEFORE, ["a-2020: league/founded = 2016-03-05", "b-2020: league/raid = 2016-03-04"]),
    "order beyond what about allows": (BEFORE, ["a-2020: league/founded = 2016-03~", "b-2020: league/raid = 2016-01-29"]),
    "order where both are open": (BEFORE, ["a-2020: league/founded = 2016/..", "b-2020: league/raid = ../2015"]),
    "order on one day where it must not be": (
        STRICT,
        ["a-2020: league/founded = 2016-03-05", "b-2020: league/raid = 2016-03-05"],
    ),
    "order of any entity": (EACH, ["a-2020: guild/founded = 2016", "b-2020: guild/raid = 2015"]),
    "order of one before that of any": (
        'before: {first: league/founded, then: "*/raid"}',
        ["a-2020: league/founded = 2016", "b-2020: guild/raid = 2015"],
    ),
    "scope on one side only": (BEFORE, ["a-2020: league/founded = 2016 | scope: in exile", "b-2020: league/raid = 2015"]),
    "leads after death": (AFTER, ["a-2016: anna-berg/state = dead", "b-2017: league/leader = anna-berg"]),
    "leads by an alias after an option that implies the end": (
        AFTER,
        ["a-2016: anna-berg/state = killed", "b-2017: league/leader = A. Berg"],
    ),
    "founds, and it is said of a later year": (
        AFTER,
        ["a-2016: anna-berg/state = dead", "b-2020: league/founder = anna-berg | as_of: 2017"],
    ),
    "is one of the members": (AFTER, ["a-2016: anna-berg/state = dead", "b-2017: league/members = carl-dorn; anna-berg"]),
    "speaks after death": (AFTER, ["a-2016: anna-berg/state = dead", "b-2017: anna-berg/speaks = yes"]),
    "a dated act after death": (AFTER, ["a-2016: anna-berg/state = dead", "b-2020: league/raid = 2017-02"]),
    "dead since a year, in a later article": (
        AFTER,
        ["a-2020: anna-berg/state = dead | since: 2016", "b-2017: league/leader = anna-berg"],
    ),
    "anybody leads after death": (WHOEVER, ["a-2016: anna-berg/state = dead", "b-2017: league/leader = anna-berg"]),
    "any group has a leader when it is gone": (WHOEVER, ["a-2016: league/state = gone", "b-2017: league/leader = carl-dorn"]),
    "members of what is gone": (GONE, ["a-2016: league/state = gone", "b-2017: league/members = carl-dorn"]),
    "fighters of what is gone": (GONE, ["a-2016: league/state = gone", "b-2017: league/strength = ~100"]),
    "parts less than the total": (SUM, ["a-2020: fire/hurt = 9", "a-2020: fire/men = 3", "a-2020: fire/women = 5"]),
    "parts more than the total, each of another source": (
        SUM,
        ["a-2020: fire/hurt = 7", "b-2020: fire/men = 3", "c-2020: fire/women = 5"],
    ),
    "some parts more than the total": (SOME, ["a-2020: fire/hurt = 7", "a-2020: fire/men = 3", "a-2020: fire/women = 5"]),
    "parts at least more than the total": (SUM, ["a-2020: fire/hurt = <8", "a-2020: fire/men = >=3", "a-2020: fire/women = 5"]),
    "parts beyond the tolerance": (NEAR, ["a-2020: fire/near = 100", "a-2020: fire/men = 40", "a-2020: fire/women = 49"]),
    "a part larger than the whole": (BOUNDS, ["a-2020: fire/men = 8", "b-2020: fire/hurt = 7"]),
    "a part larger than the whole within a month": (
        CAMP,
        ["a-2020: camp/men = 80 | as_of: 2020-03-20", "b-2020: camp/all = 70 | as_of: 2020-03-01"],
    ),
}
KEPT = {
    "order kept": (BEFORE, ["a-2020: league/founded = 2015", "b-2020: league/raid = 2016"]),
    "the same day": (BEFORE, ["a-2020: league/founded = 2016-03-05", "b-2020: league/raid = 2016-03-05"]),
    "the same month, on whatever day": (STRICT, ["a-2020: league/founded = 2016-03-05", "b-2020: league/raid = 2016-03"]),
    "about": (BEFORE, ["a-2020: league/founded = 2016-03~", "b-2020: league/raid = 2016-01-30"]),
    "one of the days": (BEFORE, ["a-2020: league/founded = [2014,2018]", "b-2020: league/raid = 2016"]),
    "an open side": (BEFORE, ["a-2020: league/founded = ../2018", "b-2020: league/raid = 2016"]),
    "another entity": (EACH, ["a-2020: league/founded = 2016", "b-2020: guild/raid = 2015"]),
    "two scopes": (
        BEFORE,
        ["a-2020: league/founded = 2016 | scope: in exile", "b-2020: league/raid = 2015 | scope: at home"],
    ),
    "a denied date": (BEFORE, ["a-2020: league/founded = 2016 | stance: denies", "b-2020: league/raid = 2015"]),
    "a corrected date": (
        BEFORE,
        [
            "a-2019: league/founded = 2016",
            "b-2020: league/raid = 2015",
            "c-2020: league/founded = 2014 | corrects: [a-2019]",
        ],
    ),
    "leads before death": (AFTER, ["a-2017: anna-berg/state = dead", "b-2016: league/leader = anna-berg"]),
    "leads in the year of death": (AFTER, ["a-2016: anna-berg/state = dead", "b-2016: league/leader = anna-berg"]),
    "another leads": (AFTER, ["a-2016: anna-berg/state = dead", "b-2017: league/leader = carl-dorn"]),
    "has founded": (AFTER, ["a-2016: anna-berg/state = dead", "b-2020: league/founder = anna-berg"]),
    "has led until": (AFTER, ["a-2016: anna-berg/state = dead", "b-2020: league/leader = anna-berg | until: 2015"]),
    "does not speak": (AFTER, ["a-2016: anna-berg/state = dead", "b-2017: anna-berg/speaks = no"]),
    "is not dead": (AFTER, ["a-2016: anna-berg/state = alive", "b-2017: league/leader = anna-berg"]),
    "is said not to be dead": (
        AFTER,
        ["a-2016: anna-berg/state = dead | stance: denies", "b-2017: league/leader = anna-berg"],
    ),
    "a report of death that its source rejects": (
        AFTER,
        [
            "a-2020: anna-berg/state = dead | as_of: 2016, hedge: reported",
            "a-2020: anna-berg/state = alive",
            "b-2017: league/leader = anna-berg",
        ],
    ),
    "no fighters left": (GONE, ["a-2016: league/state = gone", "b-2017: league/strength = 0"]),
    "parts that are the total": (SUM, ["a-2020: fire/hurt = 8", "a-2020: fire/men = 3", "a-2020: fire/women = 5"]),
    "parts that may be the total": (SUM, ["a-2020: fire/hurt = ~9", "a-2020: fire/men = 3", "a-2020: fire/women = >=5"]),
    "some parts that leave room": (SOME, ["a-2020: fire/hurt = 9", "a-2020: fire/men = 3", "a-2020: fire/women = 5"]),
    "a part that nobody gives": (SUM, ["a-2020: fire/hurt = 9", "a-2020: fire/men = 12"]),
    "parts within the tolerance": (NEAR, ["a-2020: fire/near = 100", "a-2020: fire/men = 40", "a-2020: fire/women = 50"]),
    "something else is counted": (BOUNDS, ["a-2020: fire/men = 8 families", "b-2020: fire/hurt = 7"]),
    "a part as large as the whole": (BOUNDS, ["a-2020: fire/men = 7", "b-2020: fire/hurt = 7"]),
    "another month": (CAMP, ["a-2020: camp/men = 80 | as_of: 2020-03-31", "b-2020: camp/all = 70 | as_of: 2020-03-01"]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_breach_is_found_once(name: str, tmp_path: Path) -> None:
    rule, rows = BROKEN[name]
    (found,) = breaches(casebook(tmp_path / "book", rule, *rows))
    assert (found["rule"], found["strength"]) == ("the-rule", "firm")
    assert sorted(uid.partition("#")[2] for uid in found["claims"]) == [f"c{number}" for number in range(len(rows))]


@pytest.mark.parametrize("name", KEPT)
def test_a_near_miss_is_no_breach(name: str, tmp_path: Path) -> None:
    rule, rows = KEPT[name]
    assert breaches(casebook(tmp_path / "book", rule, *rows)) == []


def test_one_breach_for_two_positions_names_the_firmest_then_the_first(tmp_path: Path) -> None:
    root = casebook(
        tmp_path / "book",
        BEFORE,
        "a-2020: league/founded = 2016 | hedge: reported",
        "b-2020: league/founded = 2016",
        "c-2020: league/founded = 2016",
        "c-2020: league/raid = 2015",
        "d-2020: league/raid = 2015 | via: [RFI@2020]",
        "e-2020: league/raid = 2017",
    )
    assert breaches(root) == [
        {
            "rule": "the-rule",
            "subjects": ["league/founded", "league/raid"],
            "claims": ["b-2020#c1", "c-2020#c3"],
            "sources": [["a-2020", "b-2020", "c-2020"], ["c-2020", "d-2020"]],
            "strength": "firm",
            "internal": ["c-2020"],
            "because": "This cannot be. Story b-2020 answers “When was the League founded?” with “2016” and Story c-2020 "
            "answers “When did the League raid the mill?” with “2015”.",
        }
    ]


@pytest.mark.parametrize("qualifier", ["hedge: alleged", "via: [RFI@2020]", "speaker: anna-berg"])
def test_what_is_hedged_or_second_hand_makes_a_qualified_breach(tmp_path: Path, qualifier: str) -> None:
    root = casebook(tmp_path / "book", BEFORE, f"a-2020: league/founded = 2016 | {qualifier}", "a-2020: league/raid = 2015")
    (found,) = breaches(root)
    assert (found["strength"], found["internal"]) == ("qualified", ["a-2020"])


@pytest.mark.parametrize(
    ("qualifier", "sources"),
    [("scope: at home", [["a-2020"], ["b-2020"]]), ("scope: in exile", [["a-2020"], ["b-2020", "c-2020"]])],
)
def test_only_sources_that_speak_of_the_same_take_part(tmp_path: Path, qualifier: str, sources: list[list[str]]) -> None:
    root = casebook(
        tmp_path / "book",
        BEFORE,
        "a-2020: league/founded = 2016 | scope: in exile",
        "b-2020: league/raid = 2015",
        f"c-2020: league/raid = 2015 | {qualifier}",
    )
    (found,) = breaches(root)
    assert found["sources"] == sources


def test_only_claims_after_the_end_take_part(tmp_path: Path) -> None:
    root = casebook(
        tmp_path / "book",
        AFTER,
        "a-2016: anna-berg/state = dead",
        "b-2015: league/leader = anna-berg",
        "c-2018: league/leader = anna-berg",
        "a-2016: league/leader = anna-berg | as_of: 2014",
    )
    (found,) = breaches(root)
    assert (found["claims"], found["sources"], found["internal"]) == (
        ["a-2016#c0", "c-2018#c2"],
        [["a-2016"], ["c-2018"]],
        [],
    )
    assert found["because"].endswith(
        "Story a-2016 answers “Is Anna Berg alive?” with “dead” (as of its publication, 2016) and Story c-2018 answers "
        "“Who leads the League?” with “Anna Berg” (as of its publication, 2018)."
    )


# where it is shown


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return casebook(tmp_path / "book", BEFORE, "a-2020: league/founded = 2016", "b-2020: league/raid = 2015")


def test_check_says_how_many(broken: Path) -> None:
    checked = whosays("check", broken)
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert "1 breach of 1 rule across subjects\n" in checked.stdout


def test_check_says_nothing_of_rules_where_there_are_none(book: Path) -> None:
    assert "rule" not in whosays("check", book).stdout


@pytest.mark.parametrize("subject", ["league/founded", "league/raid"])
def test_show_tells_of_the_breach_with_both_quotes(broken: Path, subject: str) -> None:
    shown = whosays("show", subject, "-C", broken)
    assert shown.exit_code == 0
    told = shown.stdout[shown.stdout.index("breaks rule") :]
    assert told.startswith("breaks rule the-rule (firm). This cannot be. Story a-2020 answers")
    assert told.index("“says 2016”") < told.index("“says 2015”")


def test_show_tells_nothing_where_a_subject_has_no_part(broken: Path) -> None:
    assert "breaks rule" not in whosays("show", "guild/raid", "-C", broken).stdout


def test_the_first_page_and_both_subjects_show_the_breach(broken: Path) -> None:
    breaches(broken)
    report = broken.parent / "report"
    for page in ("index.html", "s/league/founded.html", "s/league/raid.html"):
        text = (report / page).read_text(encoding="utf-8")
        assert text.count("This cannot be.") == 1, page
        assert "says 2016" in text, page
        assert "says 2015" in text, page
        assert 'raid.html#c-b-2020--c1"' in text, page
    assert "This cannot be." not in (report / "s/guild/raid.html").read_text(encoding="utf-8")


# the file


def test_a_rule_says_exactly_one_thing(broken: Path) -> None:
    rules = "rules:\n  two:\n    because: Why.\n    before: {first: league/founded, then: league/raid}\n    "
    write(broken, {"claims/vocabulary/rules.yaml": rules + "bounds: {part: fire/men, of: fire/hurt}\n"})
    checked = whosays("check", broken)
    assert checked.exit_code == 3
    assert "claims/vocabulary/rules.yaml:3:5: error S207 bad-form: rules: two: a rule takes because and exactly one of" in (
        checked.stdout
    )


@pytest.mark.parametrize(
    ("rule", "code", "meant"),
    [
        ("before: {first: league/foundd, then: league/raid}", "R302", "did you mean league/founded"),
        ('before: {first: "*/foundd", then: "*/raid"}', "R311", "did you mean */founded"),
        ("after_final: {status: anna-berg/state, of: ana-berg, acts: league/leader}", "R303", "did you mean anna-berg"),
        ("before: {frist: league/founded, then: league/raid}", "S201", "did you mean first"),
        ("before: {first: league/founded, then: []}", "S207", "at least one subject"),
        ("before: {first: league founded, then: league/raid}", "S205", "*/attribute"),
        ("before: {first: league/founded, then: league/leader}", "V410", "only dates come one before the other"),
    ],
)
def test_a_rule_that_cannot_be_used_is_a_problem(broken: Path, rule: str, code: str, meant: str) -> None:
    write(broken, {"claims/vocabulary/rules.yaml": f"rules:\n  one: {{because: Why., {rule}}}\n"})
    checked = whosays("check", broken)
    assert checked.exit_code == 3
    (line,) = [line for line in checked.stdout.splitlines() if " error " in line]
    assert f" {code} " in line
    assert meant in line


@pytest.mark.parametrize(
    ("terms", "rule"),
    [
        ("kind: quantity, unit: people, tolerance: much", SUM),
        ("kind: status", "after_final: {status: fire/hurt, acts: league/leader}"),
        ("kind: status, options: {gone: {implies: [lost]}}", "after_final: {status: fire/hurt, acts: league/leader}"),
        ("kind: text", SUM),
    ],
)
def test_a_rule_on_a_subject_whose_terms_make_no_sense_stops_nothing(broken: Path, terms: str, rule: str) -> None:
    subjects = SUBJECTS.replace("kind: quantity, unit: people}", f"{terms}}}", 1)
    write(broken, {"claims/vocabulary/subjects.yaml": subjects})
    write(broken, {"claims/vocabulary/rules.yaml": f"rules:\n  one: {{because: Why., {rule}}}\n"})
    claim = "  - {id: hurt, subject: fire/hurt, value: 9, quote: nine}\n"
    write(broken, {"claims/a-2020.yaml": f"source: a-2020\nclaims:\n{claim}{claim.replace('hurt', 'men')}"})
    checked = whosays("check", broken)
    assert (checked.exit_code, checked.exception is None or isinstance(checked.exception, SystemExit)) == (3, True)


def test_a_subject_renamed_is_renamed_in_rules(broken: Path) -> None:
    renamed = whosays("subject", "rename", "league/raid", "league/mill-raid", "--casebook", broken)
    assert renamed.exit_code == 0, renamed.output
    assert "then: league/mill-raid" in (broken / "claims/vocabulary/rules.yaml").read_text(encoding="utf-8")
    (found,) = breaches(broken)
    assert found["subjects"] == ["league/founded", "league/mill-raid"]


def test_the_schema_of_a_casebook_completes_what_a_rule_can_compare(broken: Path) -> None:
    assert whosays("schema", "-C", broken).exit_code == 0
    schema = json.loads((broken / ".schemas/rules.schema.json").read_text(encoding="utf-8"))
    first = schema["$defs"]["BeforeRecord"]["properties"]["first"]["enum"]
    assert first == ["guild/founded", "guild/raid", "league/founded", "league/raid", "*/founded", "*/raid"]
    assert schema["$defs"]["AfterFinalRecord"]["properties"]["status"]["enum"] == ["anna-berg/state", "league/state", "*/state"]
