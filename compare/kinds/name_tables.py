"""The words of names that are no part of the name, or not all of it: titles, roles, legal forms, small words, abbreviations."""

from __future__ import annotations

from typing import Final

from compare.core.romanisation import ARTICLES, FILLERS, SON_OF
from compare.core.word_sets import word_set

TITLES: Final = word_set(
    "phd mr mrs ms miss mx dr doctor prof professor sir dame rev reverend fr hon honourable honorable gen col colonel lt"
    " lieutenant maj capt captain sgt sergeant cpl cmdr commander adm admiral brig brigadier marshal sheikh sheik shaykh cheikh"
    " ayatollah mullah president senator sen rep gov governor ambassador minister chancellor secretary mayor mme mlle herr frau"
    " monsieur madame señor señora"
)
"""What stands before a name and is left out wherever a word is left without it."""
SOFT_TITLES: Final = word_set(
    "general major king queen prince princess lord lady baron baroness sultan amir emir imam chief judge justice pope"
    " father brother sister count countess duke duchess"
)
"""The same, but also names: left out only where two words are left, so that Amir Khan and Stephen King keep theirs."""
TITLE_PAIRS: Final = frozenset(
    {("prime", "minister"), ("vice", "president"), ("crown", "prince"), ("his", "excellency"), ("her", "excellency")}
)
DEGREES: Final = word_set("phd dphil md dds cpa mba msc bsc esq obe cbe mbe kbe frs qc mp jd llb llm bsn rn")
ROLES: Final = word_set(
    "author authors editor editors ed eds translator translators trans illustrator illustrators contributor contributors"
    " foreword introduction preface afterword compiler narrator photographer writer adapter ill"
)
LED_BY: Final = (
    "by ",
    "written by ",
    "edited by ",
    "translated by ",
    "illustrated by ",
    "author: ",
    "authors: ",
    "author ",
    "editor: ",
    "editors: ",
)
"""What may stand before the names on a title page."""
GENERATIONS: Final = word_set("jr sr junior senior")
NUMERALS: Final = word_set(
    "two three four five six seven eight nine ten eleven twelve 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th"
    " ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx"
)
"""With figures and generations, what is never another spelling of anything."""

_FORMS: Final = (
    "inc incorporated",
    "corp corporation",
    "co company",
    "ltd limited",
    "ag aktiengesellschaft",
    "gmbh",
    "plc",
    "llc",
    "llp",
    "lp",
    "sa",
    "sas",
    "sarl",
    "bv",
    "nv",
    "ab",
    "as",
    "asa",
    "aps",
    "oy oyj",
    "spa",
    "srl",
    "se",
    "kg",
    "kgaa",
    "ohg",
    "ev",
    "pty",
    "pvt private",
    "pte",
    "kk",
    "sl",
    "sae",
    "ltda",
    "doo",
    "sro",
    "kft",
    "zrt",
    "bhd",
    "sdn",
    "tbk",
    "jsc",
    "ojsc",
    "pjsc",
)
LEGAL_FORMS: Final = {each: line.split()[0] for line in _FORMS for each in line.split()}
"""A legal form as written, to the form it stands for."""
WRITTEN_LOW: Final = word_set(
    "inc incorporated corp corporation co company ltd limited aktiengesellschaft gmbh plc llc sarl oy oyj pty pvt private ltda"
    " kft zrt bhd sdn tbk"
)
"""Legal forms that are no words of names in any case; the others count only in capitals (SA, AG, SE)."""

SMALL: Final = FILLERS | SON_OF | word_set("al el ul the la le les il das der den ter zu af av")
"""Words that one source writes and another leaves out."""
ASSIMILATED: Final = ARTICLES - SMALL
"""Forms of the Arabic article, which count as small only in a name that shows itself to be romanised."""
ALSO_NAMES: Final = word_set("al ben van do to on in di da wa wal el la il le das der den")
"""Small words that may as well be a name of their own: Al Gore, Ben Okri."""
ROMANISED: Final = word_set("al el ul abu abd ibn bin ould uld walad ag bint")
"""Words that show a name to be romanised from Arabic or its neighbours."""
SHORT_NAMES: Final = word_set(
    "li lu lo le lee liu ma mo mi ng oh an ahn bai bae bo bui cai cao che cho chu chi dai de di do du fan fei fu gao"
    " gu guo ha hai han he ho hu hua im jan jia jin jo joe joy kay kim ko ku lam lan lei leo lin luo mao may mei min"
    " nam no pan pei qi qin que ren roh rui sam sha shi shu so su sun suh tan tao to tom tu van vo von wan wei wen wu"
    " xi xia xie xu yan yao ye yi yin yu yun zhu dan ian max ray roy ron don ben bob jim tim ted ned len ken kit pat"
    " sue ann amy eva ida ivy mia zoe eli guy hal jay lou mel nat rex rob ros sal sid val vic zac day fox gay gil hay"
    " hix ing law lay lea lie low orr ott pym rae rao roe say see sim way yeo"
)
"""Short names that some sources print in capitals (LI Wei): not initials."""
VOWELLESS: Final = word_set("ng st mt ft mr mrs ms dr jr sr sgt capt lt ltd md mc ii iii hr vs dj th nd rd bros mlle")
GENERIC: Final = word_set(
    "bank national first university college company group international holdings ministry department council association"
    " institute school party movement front army state states united republic county city new north south east west american"
    " british royal general central federal world global society foundation center centre museum church club union street"
    " industries services systems technologies"
)
"""Words of so many names that one of them alone shows no name to be another."""

ABBREVIATIONS: Final = {
    "intl": "international",
    "natl": "national",
    "assn": "association",
    "assoc": "association",
    "univ": "university",
    "dept": "department",
    "govt": "government",
    "bros": "brothers",
    "mfg": "manufacturing",
    "mgmt": "management",
    "grp": "group",
    "hldgs": "holdings",
    "svcs": "services",
    "inst": "institute",
    "st": "saint",
    "mt": "mount",
    "ft": "fort",
    "wm": "william",
    "chas": "charles",
    "geo": "george",
    "thos": "thomas",
    "jas": "james",
    "robt": "robert",
    "mohd": "mohammed",
    "junior": "jr",
    "senior": "sr",
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "fourth": "4th",
    "fifth": "5th",
    "sixth": "6th",
    "seventh": "7th",
    "eighth": "8th",
    "ninth": "9th",
    "tenth": "10th",
    "eleventh": "11th",
    "twelfth": "12th",
}
"""Words as some sources shorten them, and ordinals as figures."""

PLACEHOLDERS: Final = word_set("unknown unavailable none null nil tbd tba various several others anon unnamed unidentified") | {
    "n/a",
    "n.a.",
    "not available",
    "not known",
    "not given",
    "not stated",
    "not applicable",
    "various authors",
    "multiple authors",
    "multiple",
    "no author",
    "author unknown",
    "unknown author",
    "et al",
    "et al.",
    "and others",
}
