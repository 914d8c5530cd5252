"""English words that tell something about a sentence: numbers, dates, and verbs after which something is no longer as it was.

They only decide which open sentences are shown first and why; a sentence in another language is shown by the names and
figures in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from compare.core.word_sets import word_set

NUMBER_WORDS: Final = word_set(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    " twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion"
    " billions dozen dozens half quarter third majority"
)
"""Not `one`, which is a pronoun more often than a number."""
MONTHS: Final = word_set("january february march april may june july august september october november december")
WEEKDAYS: Final = word_set("monday tuesday wednesday thursday friday saturday sunday")
TITLES: Final = word_set(
    "mr mrs ms dr sir general colonel major captain lieutenant sergeant commander chief president minister ambassador sheikh"
    " cheikh shaykh emir amir imam sultan king queen prince professor mullah malam"
)
"""Words before a name that are no part of it."""
OPENERS: Final = word_set(
    "the a an this that these those it its he she they we you his her their our in on at by for from with without to of as"
    " and or but nor so yet if when while where why how who what which whether because since although though after before"
    " until during despite however moreover meanwhile indeed also thus then there here now not no yes some many most several"
    " all both each every other another such only even still according following led including under over between among"
    " against through within"
)
"""Words that open a sentence and are no name for all their capital."""


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Verbs of one kind, in all their forms, and why a sentence with one of them is likely to hold a claim."""

    kind: str
    because: str
    forms: frozenset[str]


STATUS_VERBS: Final = (
    VerbGroup(
        "killing",
        "whether somebody lives, and how many do not",
        word_set(
            "kill kills killed killing die dies died dying murder murders murdered murdering assassinate assassinated execute"
            " executed executes behead beheaded injure injured injures wound wounded wounds perish perished survive survived"
            " survives"
        ),
    ),
    VerbGroup(
        "arresting",
        "whether somebody is free",
        word_set(
            "arrest arrests arrested arresting capture captures captured capturing detain detains detained imprison imprisoned"
            " jail jailed release releases released releasing free freed escape escaped escapes surrender surrendered"
            " surrenders abduct abducted abducts kidnap kidnapped kidnaps extradite extradited sentence sentenced convict"
            " convicted"
        ),
    ),
    VerbGroup(
        "founding",
        "when and by whom something came about, or ended",
        word_set(
            "found founded founding founds form formed forms forming create created creates creating establish established"
            " establishes establishing launch launched launches launching dissolve dissolved dissolves disband disbanded"
            " dismantle dismantled emerge emerged emerges"
        ),
    ),
    VerbGroup(
        "joining",
        "who is part of what",
        word_set(
            "join joins joined joining rejoin rejoined merge merges merged merging unite unites united uniting ally allied"
            " affiliate affiliated pledge pledges pledged pledging swear swore sworn belong belongs belonged comprise comprises"
            " comprised recruit recruits recruited recruiting"
        ),
    ),
    VerbGroup(
        "splitting",
        "who is no longer part of what",
        word_set(
            "split splits splitting leave leaves left leaving defect defects defected defecting break breaks broke broken"
            " separate separated expel expelled expels quit quits secede seceded"
        ),
    ),
    VerbGroup(
        "leading",
        "who has which office",
        word_set(
            "lead leads led leading head heads headed heading command commands commanded commanding appoint appoints appointed"
            " name named names elect elected elects replace replaces replaced succeed succeeds succeeded resign resigned"
            " resigns oust ousted"
        ),
    ),
    VerbGroup(
        "claiming",
        "who says or admits what",
        word_set(
            "claim claims claimed claiming announce announces announced announcing declare declares declared deny denies"
            " denied confirm confirms confirmed admit admits admitted accuse accuses accused blame blames blamed"
        ),
    ),
    VerbGroup(
        "attacking",
        "what happened, where, and whose work it was",
        word_set(
            "attack attacks attacked attacking bomb bombs bombed bombing raid raids raided ambush ambushed ambushes strike"
            " strikes struck fight fights fought fighting seize seizes seized seizing occupy occupied occupies destroy"
            " destroyed destroys"
        ),
    ),
)
"""English only. Forms are written out: a rule for endings would take `lead` the metal and miss `led`."""
VERB_KINDS: Final = {form: group for group in STATUS_VERBS for form in sorted(group.forms)}
