"""Which entities of a file from outside are entities of the record: by firm names only, and no conflict of country.

The record's names are indexed and the file goes by as a stream, so that its length costs time but no memory.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from operator import itemgetter
from pathlib import Path

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from communique import reference
from communique.lexicon import matching
from communique.merge import names as nm
from communique.merge.block import family
from communique.merge.compare import acronym_fits, known_bodies
from communique.merge.persons import successors
from communique.merge.score import compare_chains
from communique.merge.subjects import ChainView
from communique.model.outside import Enrichment, OutsideEntity
from communique.model.record import Claim, Entity, Signed, Sourced

TABLE = Path(__file__).parent.parent / "data" / "outside.toml"
KINDS = ("person", "organisation", "body")
FIRM = 0.8  # score from which names are one thing's among a million; one more than a name's likeness of 0.85 tells
NEAR = 0.03  # scores that differ by less are equally good; one spelling less than the same letters costs 0.04
# Likeness of consonants from which two names that share a word are compared, and how many names may share it.
ALIKE = {"person": 0.7, "organisation": 0.8}
FULL = 40
KEPT = 8  # candidates kept for an entity; more than one that is as good as the best leaves it open


@dataclass(frozen=True, slots=True)
class Fit:
    """A candidate: ``claim`` names the entity as agreed."""

    entity: Entity
    outside: OutsideEntity
    claim: Claim
    score: float
    explanation: str


@dataclass(frozen=True, slots=True)
class Open:
    """An entity that is matched with nothing: ``fits`` are equally good, ``reason`` tells what they clash in."""

    entity: Entity
    fits: tuple[Fit, ...]
    reason: str


@dataclass(slots=True)
class _Candidates:
    """The best candidates for one entity so far, the best first, then by place in the file."""

    fits: list[Fit] = field(default_factory=list)

    def add(self, fit: Fit) -> None:
        """Keep ``fit`` where it is among the best; one identifier counts once."""
        same = [f for f in self.fits if f.outside.id == fit.outside.id]
        if same:
            if same[0].score >= fit.score:
                return
            self.fits.remove(same[0])
        self.fits.append(fit)
        self.fits.sort(key=lambda f: (-f.score, f.outside.line))
        self.fits = [f for f in self.fits if f.score > self.fits[0].score - NEAR][:KEPT]


@dataclass(frozen=True, slots=True)
class _Named:
    """One proper name of one entity."""

    entity: Entity
    view: ChainView
    claim: Claim


@dataclass(frozen=True, slots=True)
class _Block:
    """Names that begin a word with the same sounds, and the consonants of all words of each."""

    entries: list[_Named] = field(default_factory=list)
    bones: list[str] = field(default_factory=list)


class Matcher:
    """Takes the entities of one file as they come; then `result` tells what they match.

    ``apart`` are pairs of an entity's id and an outside identifier that a person has held to be two.
    """

    def __init__(self, entities: Iterable[Entity], apart: Container[tuple[str, str]] = frozenset()) -> None:
        self._apart = apart
        self._index: dict[tuple[str, str], _Block] = defaultdict(_Block)
        self._candidates: dict[str, _Candidates] = {}
        for entity in entities:
            if entity.kind in KINDS:
                self._add(entity)

    def _add(self, entity: Entity) -> None:
        named = tuple(name for name in entity.names if any(c.value == "name" for c in name.claims))
        for name in named:
            view = _view(entity, name.value)
            other = known_bodies(name.value) if view.kind != "person" else frozenset()
            for form in sorted({name.value, *other}):
                words = _words(view.kind, form)
                entry = _Named(entity, view, _naming(name))
                bones = _bones(["".join(words)])[0]
                single, whole = _keys(view.kind, words)
                for key in (*single, whole):
                    self._index[key].entries.append(entry)
                    self._index[key].bones.append(bones)

    def take(self, outside: OutsideEntity) -> None:
        """Keep ``outside`` as a candidate of each entity that it may be."""
        best: dict[str, Fit] = {}
        for fit in self._fits(outside):
            held = best.get(fit.entity.id)
            if held is None or fit.score > held.score:
                best[fit.entity.id] = fit
        for id_, fit in best.items():
            self._candidates.setdefault(id_, _Candidates()).add(fit)

    def _fits(self, outside: OutsideEntity) -> Iterator[Fit]:
        for name in outside.names:
            for entry in self._near(outside.kind, name):
                country = _country(entry.entity, outside)
                if (entry.entity.id, outside.id) in self._apart:
                    continue
                if country is None or not _telling(entry.view.names[0], name, entry.entity, country):
                    continue
                other = ChainView(outside.id, "", outside.kind, (name,), country=country or None)
                verdict = compare_chains(entry.view, other)
                if verdict.score >= FIRM and not verdict.loose:
                    yield Fit(entry.entity, outside, entry.claim, verdict.score, verdict.explanation)

    def _near(self, kind: str, name: str) -> list[_Named]:
        """The names that share so many sounds with ``name`` that they are worth comparing."""
        words = _words(kind, name)
        if len(words) < (2 if kind == "person" else 1):
            return []
        single, whole = _keys(kind, words)
        found = {id(entry): entry for entry in self._index[whole].entries} if whole in self._index else {}
        blocks = [b for key in single if (b := self._index.get(key)) is not None and len(b.entries) <= FULL]
        if blocks:
            bones = _bones(["".join(words)])[0]
            for block in blocks:
                near = extract(bones, block.bones, scorer=_LIKENESS, score_cutoff=ALIKE[kind], limit=None)
                for _, _, i in sorted(near, key=_place) if len(near) > 1 else near:
                    found[id(block.entries[i])] = block.entries[i]
        return list(found.values())

    def result(self) -> tuple[tuple[Fit, ...], tuple[Open, ...]]:
        """The matches, and what is left open: several candidates, or one candidate for several entities; by entity."""
        alone: list[Fit] = []
        left: list[Open] = []
        for _, candidates in sorted(self._candidates.items()):
            fits = _distinct(candidates.fits)
            if len(fits) == 1:
                alone.append(fits[0])
            else:
                left.append(Open(fits[0].entity, fits, f"{len(fits)} entities of the file fit equally well"))
        by_id: dict[str, list[Fit]] = defaultdict(list)
        for fit in alone:
            by_id[fit.outside.id].append(fit)
        chosen: list[Fit] = []
        for claimants in by_id.values():
            best = max(fit.score for fit in claimants)
            first = [fit for fit in claimants if fit.score > best - NEAR]
            chosen += first if len(first) == 1 else []
            others = claimants if len(first) > 1 else [fit for fit in claimants if fit is not first[0]]
            ids = ", ".join(fit.entity.id for fit in claimants)
            left += [Open(f.entity, (f,), f"one entity of the file fits several of the record: {ids}") for f in others]
        return tuple(sorted(chosen, key=lambda f: f.entity.id)), tuple(sorted(left, key=lambda o: o.entity.id))


def _distinct(fits: Sequence[Fit]) -> tuple[Fit, ...]:
    """Without those that another one, the same thing, was merged from."""
    merged = {id_ for fit in fits for id_ in fit.outside.referents if id_ != fit.outside.id}
    return tuple(fit for fit in fits if fit.outside.id not in merged) or tuple(fits[:1])


# -- one name ----------------------------------------------------------------------------------------------------------


def _view(entity: Entity, name: str) -> ChainView:
    titles = tuple(nm.fold(title.value) for title in entity.titles)
    country = entity.country.value if entity.country else None
    return ChainView(entity.id, "", family(entity.kind), (name,), country=country, titles=titles)


def _naming(name: Sourced) -> Claim:
    return next(claim for claim in name.claims if claim.value == "name")


def _country(entity: Entity, outside: OutsideEntity) -> str | None:
    """The country in which both agree, "" where one of them tells none, None where they conflict."""
    states = alpha3(outside.countries, former=False)
    if entity.country is None or not states:
        return ""
    return entity.country.value if entity.country.value in states else None


def _telling(one: str, two: str, entity: Entity, country: str) -> bool:
    """Whether names say enough for a list of the whole world: "Defence Ministry" and "PDP" need the same country."""
    if entity.kind == "person":
        return True
    if acronym_fits(one, two):  # too many bodies have the same initials
        return False
    return bool(country) or not any(_is_short(n) or set(nm.content(n)) <= matching().institution for n in (one, two))


def _is_short(name: str) -> bool:
    letters = name.replace(".", "")
    return " " not in letters and letters.isupper() and letters.isascii() and len(letters) <= 6


def _words(kind: str, name: str) -> tuple[str, ...]:
    return nm.plain(nm.person(name)) if kind == "person" else nm.content(name)


def _keys(kind: str, words: Sequence[str]) -> tuple[list[tuple[str, str]], tuple[str, str]]:
    """What a name is looked for by: the first sounds of each word, and those of all words in whatever order."""
    single = sorted({bones[:3] for bones in _bones(words)})
    return [(kind, word) for word in single], (kind, " ".join(["=", *single]))


_place = itemgetter(2)
_LIKENESS = Levenshtein.normalized_similarity


_CLASSES = str.maketrans("pbfvdtgkqxzjc", "ppvvttkkkksss", "hywaeiou")


def _bones(words: Sequence[str]) -> list[str]:
    """The consonants of each word in classes of those that are written for each other; a word without any as it is."""
    return [heard.translate(_CLASSES) or word for heard, word in zip(nm.sounds(words), words, strict=True)]


@cache
def _state(code: str) -> tuple[str, bool]:
    """The alpha-3 code of "ru", "gb-sct" or "suhh", and whether that state is no more; "" where it is none."""
    plain = code.partition("-")[0].upper()
    found = reference.load().country_by_code(plain[:2] if len(plain) == 4 else plain)
    return (found.alpha3, found.kind == "former") if found is not None else ("", False)


def alpha3(codes: Iterable[str], former: bool = True) -> tuple[str, ...]:
    """Country codes as the record has them; ``former`` states may be left out.

    >>> alpha3(["ru", "eu", "gb-sct"])
    ('RUS', 'GBR')
    """
    found = (_state(code) for code in codes if len(code) <= 10)
    return tuple(dict.fromkeys(code for code, is_former in found if code and (former or not is_former)))


# -- what is kept ------------------------------------------------------------------------------------------------------


@cache
def _sectors() -> Mapping[str, str]:
    found = tomllib.loads(TABLE.read_text(encoding="utf-8"))["sectors"]
    return {str(topic): str(sector) for topic, sector in found.items()}


def sector(topics: Iterable[str]) -> str:
    """The PLOVER sector that topics stand for, or "".

    >>> sector(["sanction", "role.pep"]), sector(["gov.muni"]), sector(["poi"])
    ('GOV', 'GOV', '')
    """
    wide = {".".join(parts[:n]) for topic in topics for parts in [topic.split(".")] for n in range(1, len(parts) + 1)}
    exact = {topic for topic in wide if topic in _sectors()}
    narrow = {t for t in exact if not any(other.startswith(f"{t}.") for other in exact)}
    return next((name for topic, name in _sectors().items() if topic in narrow), "")


def enrichment(fit: Fit, file: str, sha256: str, signed: Signed) -> Enrichment:
    """``fit`` as it is kept."""
    outside = fit.outside
    return Enrichment(
        mention=fit.claim.key,
        outside=outside.id,
        caption=outside.caption,
        countries=alpha3(outside.countries),
        positions=outside.positions,
        topics=outside.topics,
        sector=sector(outside.topics),
        datasets=outside.datasets,
        file=file,
        sha256=sha256,
        line=outside.line,
        score=fit.score,
        explanation=fit.explanation,
        author=signed.author,
        time=signed.time,
        reason=signed.reason,
    )


def rebound(found: Sequence[Enrichment], claims: Sequence[Claim]) -> tuple[Enrichment, ...]:
    """Enrichments with the mentions that a new reading has renamed put right, as those of persons' decisions are."""
    missing = {e.mention for e in found} - ({claim.key for claim in claims} if found else set())
    if not missing:
        return tuple(found)
    renamed = successors(missing, claims)
    return tuple(replace(e, mention=renamed.get(e.mention, e.mention)) for e in found)
