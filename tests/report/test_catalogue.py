"""What the search and the filter know: complete, in order, in files of limited size, and safe whatever stands in it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import pytest

from compare.core.findings import Standing
from compare.core.romanisation import RULES
from compare.report import search
from compare.report.search import LARGEST, safe_json, search_files
from compare.report.search_words import letters, rules_as_data, search_words
from compare.report.site import showable
from compare.report.views import catalogue
from compare.report.views.catalogue import CatalogueView, catalogue_view
from compare.report.views.index import Index
from compare.report.views.neighbours import neighbours
from compare.report.views.ranking import waiting
from tests.report.conftest import ARABIC, BREAKOUT, SCRIPT, Hostile, make_findings

if TYPE_CHECKING:
    from compare.core.findings import Findings

TAKE: Final = re.compile(r'whosays\.take\("([a-z0-9-]+)",(.*)\);\n', re.DOTALL)
RTL_OVERRIDE: Final = "\u202e"


def view_of(findings: Findings) -> CatalogueView:
    return catalogue_view(Index(findings))


def data(view: CatalogueView) -> dict[str, Any]:
    """What the script is given, by the name of the file."""
    return {name: json.loads(body) for name, body in (given(text) for _, text in search_files(view, showable))}


def given(text: str) -> tuple[str, str]:
    found = TAKE.fullmatch(text)
    assert found, text[:80]
    return found[1], found[2]


def values(view: CatalogueView, subject: str) -> dict[str, set[str]]:
    """The values of a subject by facet, as they stand in an address."""
    (entry,) = (each for each in view.subjects if each.id == subject)
    fixed = {facet.name: {facet.values[at].key} for facet, at in zip(view.facets, entry.fixed, strict=True)}
    return fixed | {
        "source": {view.sources[at].id for at in entry.sources},
        "origin": {view.origins[at].key for at in entry.origins},
        "entity": {view.names[at].id for at in entry.entities},
    }


def test_a_subject_has_its_values_of_every_facet(findings: Findings) -> None:
    assert values(view_of(findings), "jnim/leader") == {
        "standing": {"contested"},
        "severity": {"high"},
        "kind": {"entity"},
        "decision": {"stale"},
        "source": {"afp", "quds", "reuters"},
        "origin": {"afp"},
        "entity": {"jnim"},
    }


def test_the_entities_that_an_answer_names_are_among_its_own(findings: Findings) -> None:
    subjects = {each.subject.id: each for each in findings.subjects}
    leader, allies = subjects["jnim/leader"], subjects["jnim/allies"]
    led = replace(leader, positions=tuple(replace(each, canonical="iyad") for each in leader.positions))
    allied = replace(allies, positions=tuple(replace(each, canonical="other; unknown") for each in allies.positions))
    view = view_of(replace(findings, subjects=(led, allied)))
    assert values(view, "jnim/leader")["entity"] == {"iyad", "jnim"}
    assert values(view, "jnim/allies")["entity"] == {"jnim", "other"}


def test_an_origin_stands_without_its_date_and_a_source_under_its_name(findings: Findings) -> None:
    view = view_of(findings)
    assert values(view, "jnim/allies")["origin"] == {"rfi"}
    assert {(each.key, each.shown) for each in view.origins} == {("afp", view.sources[0].name), ("rfi", "RFI")}


def test_an_outlet_that_is_called_as_the_id_of_a_source_stays_apart(findings: Findings) -> None:
    claims = tuple(replace(each, via=("AFP@2017", "afp")) if each.uid == "reuters#leader" else each for each in findings.claims)
    view = view_of(replace(findings, claims=claims))
    assert values(view, "jnim/leader")["origin"] == {"afp", "afp-outlet"}


@pytest.mark.parametrize(
    ("subject", "word"),
    [("jnim/leader", "stale"), ("jnim/base", "undecided"), ("jnim/founded", "none-needed")],
)
def test_the_state_of_a_decision_is_one_of_four_words(findings: Findings, subject: str, word: str) -> None:
    assert values(view_of(findings), subject)["decision"] == {word}


def test_a_valid_decision_is_decided(findings: Findings) -> None:
    decided = tuple(replace(each, decision_state="valid") for each in findings.subjects)
    assert values(view_of(replace(findings, subjects=decided)), "jnim/leader")["decision"] == {"decided"}


def test_the_most_pressing_subjects_come_first(findings: Findings) -> None:
    ids = [each.id for each in view_of(findings).subjects]
    assert ids[:2] == ["jnim/leader", "jnim/base"]
    assert ids[-1] == "jnim/end"
    backwards = replace(findings, subjects=findings.subjects[::-1], claims=findings.claims[::-1])
    assert view_of(backwards) == view_of(findings)


def undecided_beside(findings: Findings) -> dict[str, dict[str, str | None]]:
    index = Index(findings)
    found = neighbours(index, [each.subject.id for each in waiting(index)])
    return {subject: {each.way: each.page.href for each in near if "undecided" in each.way} for subject, near in found.items()}


def test_undecided_subjects_lead_to_each_other_and_others_to_their_list(findings: Findings) -> None:
    beside = undecided_beside(findings)
    assert beside["jnim/leader"] == {"next-undecided": "s/jnim/base.html"}
    assert beside["jnim/base"] == {"previous-undecided": "s/jnim/leader.html"}
    assert beside["jnim/founded"] == {"next-undecided": "index.html#waiting"}


def test_a_casebook_without_anything_undecided_leads_nowhere(findings: Findings) -> None:
    settled = tuple(replace(each, standing=Standing.AGREED, decision_state="none") for each in findings.subjects)
    assert set(map(len, undecided_beside(replace(findings, subjects=settled)).values())) == {0}


def test_a_claim_has_its_own_words_first_and_its_translation_after_them(findings: Findings) -> None:
    view = view_of(findings)
    by_anchor = {each.at: each for each in view.claims}
    assert by_anchor["c-afp--leader"].quotes == ("dirigé par", "led by")
    assert by_anchor["c-quds--allies"].answer == f"not {BREAKOUT}"
    assert by_anchor["c-reuters--style"].answer.endswith("(“the chief”)")
    assert len(view.claims) == len(findings.claims)


def test_the_catalogue_is_written_as_scripts_that_hold_json(findings: Findings) -> None:
    written = data(view_of(findings))
    assert written["catalogue"]["shards"] == {"subjects": 1, "claims": 1, "sources": 1, "names": 1, "origins": 1}
    assert written["catalogue"]["left"] == {"subjects": 0, "claims": 0}
    assert [each[0] for each in written["names-1"]] == ["iyad", "jnim", "other"]
    claim = next(each for each in written["claims-1"] if each[2] == "c-afp--leader")
    assert written["subjects-1"][claim[0]][1] == "s/jnim/leader.html"
    assert written["sources-1"][claim[1]][0] == "afp"


def test_one_record_stands_on_each_line(findings: Findings) -> None:
    text = dict(search_files(view_of(findings), showable))["search/claims-1.js"]
    assert len(text.splitlines()) == len(findings.claims) + 2


def test_hostile_text_cannot_leave_its_string() -> None:
    hostile = f"</script><!--{SCRIPT}\u2028\u2029{RTL_OVERRIDE}\ud800\x00\\"
    words = make_findings(Hostile(hostile, hostile, hostile))
    files = dict(search_files(view_of(words), showable))
    for name, text in files.items():
        text.encode()
        assert not set(text) & set(f"<\u2028\u2029\x00{RTL_OVERRIDE}"), name
        json.loads(given(text)[1])
    names = json.loads(given(files["search/names-1.js"])[1])
    assert names[0][1] == f"</script><!--{SCRIPT} [RLO]\\ud800\\x00\\"


def test_no_text_breaks_the_json() -> None:
    hostile = "<\u2028\u2029\ud800 \udfff\"\\/'`${}\n\r\t\x00\x7f\ufeff\U0001f600"
    assert json.loads(safe_json([hostile])) == [hostile]
    safe_json([hostile]).encode("utf-8")


def test_a_large_list_is_cut_into_files_of_limited_size(findings: Findings) -> None:
    view = view_of(findings)
    many = tuple(replace(view.claims[0], answer=f"answer {ARABIC} {at}") for at in range(6000))
    files = dict(search_files(replace(view, claims=many), showable))
    shards = {name: text for name, text in files.items() if "claims" in name}
    assert len(shards) > 2
    assert max(len(text.encode()) for text in shards.values()) <= LARGEST
    assert json.loads(given(files["search/catalogue.js"])[1])["shards"]["claims"] == len(shards)
    read = [each[3] for at in range(1, len(shards) + 1) for each in json.loads(given(shards[f"search/claims-{at}.js"])[1])]
    assert read == [each.answer for each in many]


def test_a_record_that_is_too_long_has_a_file_of_its_own(findings: Findings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "LARGEST", 200)
    files = dict(search_files(view_of(findings), showable))
    assert len([name for name in files if "claims" in name]) >= len(findings.claims) / 2


def test_beyond_what_a_browser_can_search_the_rest_is_counted(findings: Findings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "MOST_SUBJECTS", 1)
    monkeypatch.setattr(catalogue, "MOST_CLAIMS", 2)
    view = view_of(findings)
    assert [each.id for each in view.subjects] == ["jnim/leader"]
    assert len(view.claims) == 2
    assert (view.left_subjects, view.left_claims) == (5, len(findings.claims) - 2)
    assert data(view)["catalogue"]["left"] == {"subjects": 5, "claims": len(findings.claims) - 2}


def test_a_casebook_with_nothing_in_it_has_an_empty_catalogue(findings: Findings) -> None:
    bare = replace(findings.casebook, sources=(), entities=(), texts=MappingProxyType({}))
    empty = replace(findings, casebook=bare, claims=(), subjects=(), aliases_seen=(), breaches=())
    assert list(data(view_of(empty))) == ["catalogue"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mourabitoune", "murabitun"),
        ("al-Qaïda’s", "kaidas"),
        ("since 1990", "sink"),  # a number is not folded: 1990 is not 190
        ("Путин", "putin"),
        (ARABIC, ".id .g .gl"),
        ("المرابطون", ".lmrbtn .mrbtn"),
        ("murabit", ""),
        ("2,000", ""),
    ],
)
def test_a_text_is_found_by_what_does_not_stand_in_it(text: str, found: str) -> None:
    assert search_words([text]) == found


def test_a_name_is_found_by_its_consonants_too() -> None:
    assert search_words(["Iyad Ag Ghali"], names=True) == "iad :id :ag gali :gl"


NAMES: Final = (
    "Mourabitoune Murabitoon al-Mourabitoun Ghali Ghaly Iyād Belmokhtar Bel-Mokhtar Qaïda Khaled Chérif Djamel Wagadou",
    "Youssouf Abdelmalek Droukdel Cissé Çelik Straße Łódź Æther O’Neill Œuvre Dzhokhar Philippe Macina Путин Σωκράτης ŉ ﬁn",
)


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not here")
def test_the_rules_mean_the_same_to_a_browser() -> None:
    words = sorted({part for line in NAMES for word in line.split() for part in re.findall("[a-z]+", word.lower())})
    program = """const { rules, words } = JSON.parse(require("fs").readFileSync(0, "utf8"));
        const fold = (word) => rules.reduce((left, [pattern, by]) => left.replace(new RegExp(pattern, "gu"), by), word);
        console.log(JSON.stringify(words.map(fold)));"""
    asked = json.dumps({"rules": rules_as_data()["rules"], "words": words})
    done = subprocess.run(["node", "-e", program], input=asked, capture_output=True, text=True, check=True)  # noqa: S607
    assert json.loads(done.stdout) == [search_words([word]) or word for word in words]


def test_no_rule_uses_what_only_python_knows() -> None:
    patterns = [each.pattern.pattern for each in RULES]
    assert patterns == [each[0] for each in rules_as_data()["rules"]]  # type: ignore[attr-defined]
    assert not [each for each in patterns if re.search(r"\(\?P|\(\?#|\\[AZGz]|\(\?[aiLmsux-]", each)]


def test_letters_of_the_casebook_and_those_one_may_type_can_be_folded() -> None:
    known = letters(["東京"])
    assert {"東", "京", "ß", "ł", "غ", "ש", "ж", "σ"} <= set(known)
    assert all(each.isascii() for each in known.values())
