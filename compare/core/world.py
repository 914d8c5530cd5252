"""The little that is known of the world without a table: countries that exclude each other, and the United States' states.

Countries are the members of the United Nations by their usual English names, so that no disputed border is drawn here: what is
no member excludes nothing until a table of places says so. Left out, too, is Ireland, which is an island as well.
Two-letter codes are those of the United States Postal Service (Publication 28, appendix B).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class WorldPlace(NamedTuple):
    """One place: the names that mean it, the first as its label; those that may mean something else; what it lies in."""

    names: tuple[str, ...]
    unsure: tuple[str, ...] = ()
    broader: str | None = None


_COUNTRIES: Final = """
Afghanistan; Albania; Algeria; Andorra; Angola; Antigua and Barbuda; Argentina; Armenia; Australia; Austria; Azerbaijan;
Bahamas; Bahrain; Bangladesh; Barbados; Belarus; Belgium; Belize; Benin; Bhutan; Bolivia; Bosnia and
Herzegovina|Bosnia-Herzegovina; Botswana; Brazil; Brunei|Brunei Darussalam; Bulgaria; Burkina Faso; Burundi; Cabo Verde|Cape
Verde; Cambodia; Cameroon; Canada; Central African Republic; Chad; Chile; China|People's Republic of China|PRC; Colombia;
Comoros; Costa Rica; Croatia; Cuba; Cyprus; Czechia|Czech Republic; Democratic Republic of the Congo|DR
Congo|Congo-Kinshasa|DRC; Denmark; Djibouti; Dominica; Dominican Republic; Ecuador; Egypt; El Salvador; Equatorial Guinea;
Eritrea; Estonia; Eswatini|Swaziland; Ethiopia; Fiji; Finland; France; Gabon; Gambia; Germany; Ghana; Greece; Grenada;
Guatemala; Guinea; Guinea-Bissau; Guyana; Haiti; Honduras; Hungary; Iceland; India; Indonesia; Iran|Islamic Republic of
Iran; Iraq; Israel; Italy; Ivory Coast|Côte d'Ivoire; Jamaica; Japan; Jordan; Kazakhstan; Kenya; Kiribati; Kuwait;
Kyrgyzstan; Laos|Lao People's Democratic Republic; Latvia; Lebanon; Lesotho; Liberia; Libya; Liechtenstein; Lithuania;
Luxembourg; Madagascar; Malawi; Malaysia; Maldives; Mali; Malta; Marshall Islands; Mauritania; Mauritius; Mexico; Federated
States of Micronesia; Moldova|Republic of Moldova; Monaco; Mongolia; Montenegro; Morocco; Mozambique; Myanmar|Burma;
Namibia; Nauru; Nepal; Netherlands; New Zealand; Nicaragua; Niger; Nigeria; North Korea; North Macedonia; Norway; Oman;
Pakistan; Palau; Panama; Papua New Guinea; Paraguay; Peru; Philippines; Poland; Portugal; Qatar; Republic of the
Congo|Congo-Brazzaville; Romania; Russia|Russian Federation; Rwanda; Saint Kitts and Nevis; Saint Lucia; Saint Vincent and
the Grenadines; Samoa; San Marino; São Tomé and Príncipe; Saudi Arabia; Senegal; Serbia; Seychelles; Sierra Leone;
Singapore; Slovakia; Slovenia; Solomon Islands; Somalia; South Africa; South Korea|Republic of Korea; South Sudan; Spain;
Sri Lanka; Sudan; Suriname; Sweden; Switzerland; Syria; Tajikistan; Tanzania|United Republic of Tanzania; Thailand;
Timor-Leste|East Timor; Togo; Tonga; Trinidad and Tobago; Tunisia; Turkey|Türkiye; Turkmenistan; Tuvalu; Uganda; Ukraine;
United Arab Emirates|UAE; Uruguay; Uzbekistan; Vanuatu; Venezuela; Vietnam|Viet Nam; Yemen; Zambia; Zimbabwe; United
Kingdom|UK|United Kingdom of Great Britain and Northern Ireland; United States|United States of America|USA|US
"""
_STATES: Final = """
AL Alabama; AK Alaska; AZ Arizona; AR Arkansas; CA California; CO Colorado; CT Connecticut; DE Delaware; FL Florida; HI
Hawaii; ID Idaho; IL Illinois; IN Indiana; IA Iowa; KS Kansas; KY Kentucky; LA Louisiana; ME Maine; MD Maryland; MA
Massachusetts; MI Michigan; MN Minnesota; MS Mississippi; MO Missouri; MT Montana; NE Nebraska; NV Nevada; NH New Hampshire;
NJ New Jersey; NM New Mexico; NY New York; NC North Carolina; ND North Dakota; OH Ohio; OK Oklahoma; OR Oregon; PA
Pennsylvania; RI Rhode Island; SC South Carolina; SD South Dakota; TN Tennessee; TX Texas; UT Utah; VT Vermont; VA Virginia;
WV West Virginia; WI Wisconsin; WY Wyoming
"""
_ALSO_COUNTRIES: Final = frozenset(
    {"AL", "AZ", "AR", "CA", "CO", "DE", "ID", "IL", "IN", "KY", "LA", "ME", "MD"}
    | {"MA", "MN", "MS", "MO", "MT", "NE", "NC", "PA", "SC", "SD", "TN", "VA"}
)
"""Codes of states that are codes of countries or territories in ISO 3166-1 as well: `Berlin, DE` is not in Delaware."""
_US: Final = "United States"
_UK: Final = "United Kingdom"
_OTHERS: Final = (
    WorldPlace(("Georgia (country)",), ("Georgia",)),
    WorldPlace(("Georgia (state)", "Georgia (U.S. state)"), ("Georgia", "GA"), _US),
    WorldPlace(("Washington (state)", "Washington State", "WA"), ("Washington",), _US),
    WorldPlace(("Washington, D.C.", "Washington DC", "District of Columbia", "D.C."), ("Washington",), _US),
    WorldPlace(("England",), (), _UK),
    WorldPlace(("Scotland",), (), _UK),
    WorldPlace(("Wales",), (), _UK),
    WorldPlace(("Northern Ireland",), (), _UK),
)


def world() -> Iterator[WorldPlace]:
    """Every place of this module, in its order."""
    for country in _COUNTRIES.replace("\n", " ").strip().split("; "):
        yield WorldPlace(tuple(country.split("|")))
    for state in _STATES.replace("\n", " ").strip().split("; "):
        code, _, name = state.partition(" ")
        unsure = code in _ALSO_COUNTRIES
        yield WorldPlace((name,) if unsure else (name, code), (code,) if unsure else (), _US)
    yield from _OTHERS
