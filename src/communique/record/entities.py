"""Clusters of chains as entities: which kind, name, country and sector they are shown with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from communique.lexicon import office_words
from communique.model.entity import BY_RANK, ENTITY_KINDS
from communique.model.outside import Enrichment
from communique.model.record import Claim, Entity, Record, Sourced
from communique.model.span import Span
from communique.record.slugs import slug, unique
from communique.record.subjects import Cluster, Material, flat
from communique.record.unroll import CHAIN_EXTRACTOR
from communique.reference import load as load_reference

OFTEN_MISREAD = ("person", "organisation", "place", "equipment")  # kinds of what a part of a longer name may seem to be


@dataclass(frozen=True)
class Cast:
    """The entities of a record, and which of them a chain (by claim key) is part of."""

    entities: tuple[Entity, ...]
    of_chain: dict[str, Entity]

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """The entities by id."""
        return {entity.id: entity for entity in self.entities}

    def split(self, used: set[str], followed: set[str]) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
        """The entities worth showing, by id: those that an event or statement uses and others with a proper name; and
        those only named in passing: by one report, with nothing known or told of them, mostly a part of a longer name.

        ``followed`` are those that steps and obligations use: of these, too, the named ones are shown.
        """
        fields = _fields_of_office(self.entities)
        named = sorted((e for e in self.entities if e.id in used or e.is_named), key=lambda e: e.id)
        told = used | followed
        shown = [e for e in named if e.id in told or (_is_known(e) and not _is_within(e, fields))]
        known = {e.id for e in shown}
        return tuple(shown), tuple(e for e in named if e.id not in known)


def _fields_of_office(entities: Iterable[Entity]) -> dict[str, list[Span]]:
    """Where reports tell the offices of ministers, which hold what looks like names: "Minister of Foreign Affairs"."""
    found: dict[str, list[Span]] = defaultdict(list)
    titles = (title for entity in entities if entity.kind == "person" for title in entity.titles)
    for claim in (claim for title in titles for claim in title.claims):
        if claim.span is not None and not office_words("fields").isdisjoint(flat(claim.value).lower().split()):
            found[claim.report].append(claim.span)
    return found


def _is_within(entity: Entity, fields: Mapping[str, Sequence[Span]]) -> bool:
    """Whether an organisation that no table knows is only ever named in a minister's office."""
    if entity.kind != "organisation" or entity.reference:
        return False
    named = ((c.report, c.span) for c in entity.mentions if c.value == "name" and c.span is not None)
    return all(any(s.covers(span) for s in fields.get(report, ())) for report, span in named)


def _is_known(entity: Entity) -> bool:
    """Whether more is told of something named: who or where it is, or that in a second report.

    What country a report lends tells nothing; a person's name must be whole, unless an office stands beside it.
    """
    if entity.kind not in OFTEN_MISREAD:
        return True
    if load_reference().states_joined(entity.name):
        return False  # "US-Iranian": of two, whatever they tell of
    known = entity.reference or entity.titles
    if entity.kind == "person":
        return bool(known) or " " in entity.name
    several = len({claim.report for claim in entity.mentions}) > 1
    return bool(known or entity.country or entity.sector) or several


def assemble_entities(material: Material) -> Cast:
    """One entity for each cluster of chains that is more than pronouns."""
    drafts = [_draft(material, cluster) for cluster in material.grouped("c")]
    found = [draft for draft in drafts if draft.names]
    ids = unique(slug(entity.name) or entity.kind for entity in found)
    entities = tuple(replace(entity, id=id_) for entity, id_ in zip(found, ids, strict=True))
    return Cast(entities, {key: entity for entity in entities for key in entity.members})


def enriched(record: Record, found: Iterable[Enrichment]) -> Record:
    """``record`` with what files from outside say of its entities; what they say of nothing in it is left out."""
    of_chain = record.entity_of_chains()
    by_id: dict[str, dict[tuple[str, str], Enrichment]] = defaultdict(dict)
    for each in sorted(found, key=lambda e: (e.file, e.outside, e.mention)):
        if each.mention in of_chain:
            by_id[of_chain[each.mention]].setdefault((each.file, each.outside), each)
    return replace(record, enriched={id_: tuple(of.values()) for id_, of in sorted(by_id.items())})


def _draft(material: Material, cluster: Cluster) -> Entity:
    kind = _kind(cluster)
    names = _names(material, cluster)
    members = tuple(subject.key for subject in cluster)
    reference = most_told(_claims(cluster, "reference"))
    country = most_told(_claims(cluster, "country"))
    return Entity(
        id="",
        kind=kind,
        name=(_office_name(cluster, names) or _shown_name(kind, names, reference)) if names else "",
        names=names,
        country=country,
        sector=_sector(_claims(cluster, "sector")),
        titles=sourced(_claims(cluster, "title"), lambda claim: flat(claim.value)),
        reference=reference,
        members=members,
        decisions=material.decisions_within(members),
        coordinates=_coordinates(reference) if kind == "place" else None,
        mentions=_claims(cluster, "mention"),
        home=None if country else _lent(cluster),
    )


def _lent(cluster: Cluster) -> Sourced | None:
    """The country that reports lend where none tells one; None where they are written from several."""
    found = sourced(_claims(cluster, "home"))
    return found[0] if len(found) == 1 else None


def _coordinates(reference: Sourced | None) -> tuple[float, float] | None:
    place = load_reference().place_referred_to(reference.value) if reference else None
    return (place.latitude, place.longitude) if place else None


def _claims(cluster: Cluster, prop: str) -> tuple[Claim, ...]:
    return tuple(claim for subject in cluster for claim in subject.all(prop))


def sourced(claims: Iterable[Claim], value: Callable[[Claim], str] = lambda claim: claim.value) -> tuple[Sourced, ...]:
    """The differing values of ``claims``, the most frequent first, then the first told."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[value(claim)].append(claim)
    ranked = sorted(groups.items(), key=lambda item: -len(item[1]))
    return tuple(Sourced(name, tuple(of)) for name, of in ranked)


def most_told(claims: Iterable[Claim]) -> Sourced | None:
    """The most frequent value of ``claims``; the first told where two are equally frequent."""
    return next(iter(sourced(claims)), None)


def _sector(claims: tuple[Claim, ...]) -> Sourced | None:
    """The sector told most, and one that only a rank tells where no report tells another: colonels may head states."""
    firm = [claim for claim in claims if not claim.extractor.startswith(f"{CHAIN_EXTRACTOR}: {BY_RANK} ")]
    return most_told(firm or claims)


def _kind(cluster: Cluster) -> str:
    counts = Counter(claim.value for claim in _claims(cluster, "kind"))
    known = {kind: i for i, kind in enumerate(ENTITY_KINDS)}
    return min(counts, key=lambda kind: (-counts[kind], known.get(kind, len(known)))) if counts else "group"


def _names(material: Material, cluster: Cluster) -> tuple[Sourced, ...]:
    """The surface forms: proper names where there are any, else common nouns, else adjectives; never pronouns."""
    mentions = _claims(cluster, "mention")
    for forms in (("name", "metonym"), ("nominal",), ("several",), ("demonym",)):
        claims = [claim for claim in mentions if claim.value in forms and claim.span is not None]
        if claims:
            full = _claims(cluster, "description") if forms == ("nominal",) else ()
            return sourced((*full, *claims), lambda claim: _quote(material, claim))
    return ()


def _quote(material: Material, claim: Claim) -> str:
    return flat(claim.span.quote(material.by_id[claim.report].text)) if claim.span else ""


def _shown_name(kind: str, names: tuple[Sourced, ...], reference: Sourced | None) -> str:
    """The best form in the reports; a country that no report names in full by its English name in CLDR."""
    own = tuple(n for n in names if any(c.value == "name" for c in n.claims))
    own = own or tuple(n for n in names if any(c.prop == "description" for c in n.claims))
    if kind == "country" and reference and not any(_is_full(kind, n.value) for n in own):
        country = load_reference().country_by_code(reference.value.partition(":")[2])
        if country:
            return country.name
    return best_name(kind, own or names)


def _office_name(cluster: Cluster, names: tuple[Sourced, ...]) -> str | None:
    """The name of a person told only by one of several offices of a kind: "trade minister of Mali"."""
    forms = {claim.value for claim in _claims(cluster, "mention")}
    title, country = most_told(_claims(cluster, "title")), most_told(_claims(cluster, "country"))
    known = load_reference().country_by_code(country.value) if country else None
    if "name" in forms or title is None or known is None:
        return None
    told = any(title.value.split()[-1].lower() in name.value.lower() for name in names)  # not of a counterpart's
    return f"{title.value} of {known.name}" if told else None


def best_name(kind: str, names: tuple[Sourced, ...]) -> str:
    """The full form found in most reports, then most often, then the longest.

    Full is, for a person, a name of two words or more without initials; for others one that is no bare abbreviation
    ("U.S.", "NATO").
    """
    full = [name for name in names if _is_full(kind, name.value)] or list(names)
    return max(full, key=lambda n: (len({c.report for c in n.claims}), len(n.claims), len(n.value))).value


def _is_full(kind: str, name: str) -> bool:
    if kind == "person":
        return " " in name and not any(len(word) == 2 and word.endswith(".") for word in name.split())
    return "." not in name and not name.isupper()
