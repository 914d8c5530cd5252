"""One example and near misses of every gate and stance, as casebooks of two claims: what the docs show is what is tested."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from compare.core.model import Casebook, Claim, Location, Quote, Source
from compare.kinds import registered
from compare.kinds.base import example_subject

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACE: Final = Location("examples")
_SOURCES: Final = ("the first source", "the second source")
_PUBLISHED: Final = "2020-01-01"


@dataclass(frozen=True, slots=True)
class Said:
    """What one of two sources says: a value, its qualifiers, and whether it `corrects` or `cites` the other source."""

    value: str
    denied: bool = False
    scope: str | None = None
    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    published: str | None = None
    via: str | None = None
    corrects: bool = False
    cites: bool = False

    def __str__(self) -> str:
        """As the docs show it: `1000, as of 2017`."""
        given = {
            "scope": self.scope,
            "since": self.since,
            "until": self.until,
            "as of": self.as_of,
            "published": self.published,
            "via": "the other source" if self.cites else self.via,
            "corrects": "the other source" if self.corrects else None,
        }
        said = [self.value, *["denied"] * self.denied, *(f"{name} {text}" for name, text in given.items() if text)]
        return ", ".join(said)


@dataclass(frozen=True, slots=True)
class Case:
    """What two sources say on a subject of this kind, and the rule that fires; `terms` are those of `Subject`."""

    fires: str
    one: Said
    other: Said
    kind: str = "quantity"
    terms: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The examples of a rule, and the cases that it just does not reach."""

    examples: tuple[Case, ...]
    misses: tuple[Case, ...]


_CHANGING: Final = {"time": "changing"}
_STEADY: Final = {"time": "changing", "stable_for": 366}
_SCOPED: Final = {"scope_required": True}


_NOT_DEAD: Final = Said("dead", denied=True)

CASES: Final[dict[str, Shown]] = {
    "gate.different-scope": Shown(
        (Case("gate.different-scope", Said("2000", scope="fighters"), Said("5000", scope="fighters and supporters")),),
        (
            Case(
                "quantity.apart",
                Said("2000", scope="fighters"),
                Said("5000"),
                note="A scope that only one gives decides nothing.",
            ),
            Case("quantity.apart", Said("2000", scope="fighters"), Said("5000", scope="Fighters"), note="The same scope."),
        ),
    ),
    "gate.scope-missing": Shown(
        (Case("gate.scope-missing", Said("2000", scope="fighters"), Said("5000"), terms=_SCOPED),),
        (
            Case("quantity.apart", Said("2000", scope="fighters"), Said("5000", scope="fighters"), terms=_SCOPED),
            Case("quantity.inside", Said("2000", scope="fighters"), Said("2000..3000"), terms=_SCOPED, note="Nothing opposes."),
        ),
    ),
    "gate.as-of-open": Shown(
        (
            Case("gate.as-of-open", Said("2000", as_of="2017"), Said("5000", as_of="../2018"), terms=_CHANGING),
            Case("gate.as-of-open", Said("2000", as_of="2017"), Said("5000", until="2018"), terms=_CHANGING),
        ),
        (
            Case(
                "gate.succession",
                Said("2000", as_of="2019"),
                Said("5000", until="2018"),
                terms=_CHANGING,
                note="Whenever it began, it was over by then.",
            ),
            Case(
                "quantity.apart", Said("2000", as_of="2017"), Said("5000", as_of="../2018"), note="The answer does not change."
            ),
        ),
    ),
    "gate.succession": Shown(
        (
            Case("gate.succession", Said("2000", as_of="2017"), Said("5000", as_of="2020"), terms=_CHANGING),
            Case("gate.succession", Said("2000", since="2015", until="2018"), Said("5000", since="2019"), terms=_CHANGING),
        ),
        (
            Case("quantity.apart", Said("2000", as_of="2017"), Said("5000", as_of="2020"), note="The answer does not change."),
            Case(
                "quantity.apart",
                Said("2000", as_of="2017"),
                Said("5000", as_of="2017-06"),
                terms=_CHANGING,
                note="The two times meet.",
            ),
            Case(
                "quantity.apart",
                Said("2000", since="2015", until="2018"),
                Said("5000", since="2018"),
                terms=_CHANGING,
                note="The two times meet in 2018.",
            ),
            Case(
                "quantity.apart",
                Said("2000", as_of="2017"),
                Said("5000", as_of="2018"),
                terms=_STEADY,
                note="Closer together than the answer is stable for.",
            ),
            Case(
                "status.opposed",
                Said("dead", as_of="2016"),
                Said("alive", as_of="2018"),
                "status",
                _CHANGING,
                note="Nothing follows a final option.",
            ),
        ),
    ),
    "gate.revision": Shown(
        (Case("gate.revision", Said("11"), Said("13", corrects=True)),),
        (
            Case(
                "quantity.apart",
                Said("11", published="2020-02-02"),
                Said("13", corrects=True, published="2020-02-01"),
                note="The correction is older than what it names.",
            ),
        ),
    ),
    "stance.disputed": Shown(
        (Case("stance.disputed", Said("dead"), Said("dead", denied=True, cites=True), "status"),),
        (
            Case(
                "stance.denied",
                Said("dead"),
                Said("dead", denied=True, via="RFI"),
                "status",
                note="It cites somebody else, and not in order to reject the other.",
            ),
        ),
    ),
    "stance.denied": Shown(
        (
            Case("stance.denied", Said("dead"), Said("dead", denied=True), "status"),
            Case("stance.denied", _NOT_DEAD, Said("killed"), "status", note="Killed implies dead."),
        ),
        (
            Case(
                "stance.denied-other",
                Said("dead"),
                Said("killed", denied=True),
                "status",
                note="One may be dead without having been killed.",
            ),
        ),
    ),
    "stance.denied-other": Shown(
        (Case("stance.denied-other", _NOT_DEAD, Said("injured"), "status"),),
        (Case("stance.denied", _NOT_DEAD, Said("dead"), "status"),),
    ),
    "stance.both-denied": Shown(
        (Case("stance.both-denied", Said("dead", denied=True), Said("injured", denied=True), "status"),),
        (Case("stance.denied-other", _NOT_DEAD, Said("injured"), "status", note="Only one denies."),),
    ),
}
"""Rule id to its examples and near misses, in the order in which the rules are tried."""


def terms_in_words(case: Case) -> str:
    """The terms the case presupposes, as a vocabulary writes them; empty where they are the defaults."""
    shown = {
        "time": case.terms.get("time"),
        "stable_for": f"{days} days" if (days := case.terms.get("stable_for")) else None,
        "scope": "required" if case.terms.get("scope_required") else None,
    }
    return ", ".join(f"{name}: {value}" for name, value in shown.items() if value)


def casebook_of(case: Case) -> Casebook:
    """The case as a casebook of one subject and two sources, of which each makes one claim."""
    kind = registered()[case.kind]
    subject = example_subject(case.kind, **{**kind.example_terms, **case.terms})
    sides = tuple(zip(("one", "other"), (case.one, case.other), _SOURCES, strict=True))
    return Casebook(
        title="An example",
        sources=tuple(
            Source(name, name, said.published or _PUBLISHED, "", _PLACE, publisher) for name, said, publisher in sides
        ),
        entities=tuple(kind.example_entities),
        subjects=(subject,),
        claims=tuple(_claim(name, said, subject.id) for name, said, _ in sides),
    )


def _claim(source: str, said: Said, subject: str) -> Claim:
    other = "other" if source == "one" else "one"
    via = other if said.cites else said.via
    return Claim(
        id="says",
        source=source,
        subject=subject,
        written=said.value,
        quote=Quote(str(said)),
        place=_PLACE,
        stance="denies" if said.denied else "affirms",
        as_of=said.as_of,
        since=said.since,
        until=said.until,
        scope=said.scope,
        via=(via,) if via else (),
        corrects=(other,) if said.corrects else (),
    )
