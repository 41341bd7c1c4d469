"""Claims and decisions as entities, events and statements: which value is the headline, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from communique.model.analysis import Analysis
from communique.model.entity import BY_RANK, Attribute
from communique.model.event import EventMention
from communique.model.record import Event, Record
from communique.model.reuse import Reuse
from communique.model.time import Interval
from communique.record.assemble import assemble
from communique.record.store import report_order
from communique.record.subjects import Material
from communique.record.unroll import unroll
from tests.factories import at, chain, decision, event, interval, report, reuse, role, statement

SENTENCE = "President Anna Novak of Austria met Boris Kaya in Vienna on 1 April 2021."
Told = dict[str, Any]


def tell(
    name: str, text: str = SENTENCE, published: str | None = "2021-04-02", extra: str = "", **more: Any
) -> Analysis:
    """A report of one meeting; ``more`` changes the event mention."""
    text = f"{text} {extra}".strip()
    anna, boris = chain(text, "Anna Novak", country="AUT"), chain(text, "Boris Kaya", country="TUR")
    vienna, austria = chain(text, "Vienna", kind="place"), chain(text, "Austria", kind="country", country="AUT")
    chains = {"anna": anna, "boris": boris, "vienna": vienna, "austria": austria}
    actors = [chains[who] for who in more.pop("actors", ("anna", "boris"))]
    recipients = [chains[who] for who in more.pop("recipients", ())]
    roles = (*(role("actor", a) for a in actors), *(role("recipient", r) for r in recipients))
    where = more.pop("place", "vienna")
    more["place"] = role("place", chains[where]) if where else None
    told: EventMention = event(text, "met", SENTENCE, *roles, **more)
    return Analysis(report(text, name, published), chains=tuple(chains.values()), events=(told,))


def together(*told: Analysis, reuse: tuple[Reuse, ...] = (), join: bool = True) -> Record:
    """The record of these reports; with ``join`` what bears one name or trigger is one thing."""
    reports = tuple(sorted((a.report for a in told), key=report_order))
    ordered = sorted(told, key=lambda a: report_order(a.report))
    claims = tuple(claim for a in ordered for claim in unroll(a))
    clusters: dict[str, str] = {}
    first: dict[str, str] = {}
    for claim in claims:
        if claim.prop == "name":
            clusters[claim.key] = first.setdefault(claim.value, claim.key)
        elif claim.prop == "evidence":
            clusters[claim.key] = first.setdefault("event", claim.key)
    return assemble(Material(reports, claims, (), reuse, clusters if join else {}))


def only(record: Record) -> Event:
    (found,) = record.events
    return found


def test_nothing_gives_an_empty_record() -> None:
    assert assemble(Material((), ())) == Record((), (), (), (), (), ())


def test_one_event_of_two_reports_has_the_evidence_of_both() -> None:
    found = only(together(tell("a"), tell("b", extra="More followed.")))
    assert [e.quote for e in found.evidence] == [SENTENCE, SENTENCE]
    assert [part.entity for part in found.actors] == ["anna_novak", "boris_kaya"]
    assert [len(part.claims) for part in found.actors] == [2, 2]
    assert found.place is not None and found.place.entity == "vienna"
    assert found.origins == 2


def test_without_decisions_all_stays_apart_and_ids_stay_unique() -> None:
    record = together(tell("a"), tell("b", extra="More followed."), join=False)
    assert len(record.events) == 2
    assert [e.id for e in record.entities][:4] == ["anna_novak", "anna_novak_2", "austria", "austria_2"]
    assert record.events[1].id == f"{record.events[0].id}-2"


def test_copies_of_one_passage_are_one_origin() -> None:
    told = [tell(name, extra=extra) for name, extra in (("a", ""), ("b", "More."), ("c", "Other news."))]
    copied = reuse((told[0].report, SENTENCE), (told[1].report, SENTENCE))
    assert only(together(*told, reuse=(copied,))).origins == 2


def test_a_shared_passage_elsewhere_does_not_make_the_evidence_a_copy() -> None:
    told = tell("a", extra="A copied end."), tell("b", extra="New words. A copied end.")
    copied = reuse(*((a.report, "A copied end.") for a in told))
    assert only(together(*told, reuse=(copied,))).origins == 2


DATES = [  # told by the reports, headline, why
    ([interval("2021-01-01", "2021-12-31", "year"), interval("2021-04-01")], "2021-04-01", "the tightest"),
    ([interval("2021-04-02", basis="inferred"), interval("2021-04-01", "2021-04-30", "month")], "2021-04-01",
     "what is told goes before what is inferred, however tight"),
    ([interval("2021-04-01"), interval("2021-04-02"), interval("2021-04-02")], "2021-04-02", "told by most origins"),
    ([interval("2021-04-02"), interval("2021-04-01")], "2021-04-01", "the earlier, where nothing else tells"),
]  # fmt: skip


@pytest.mark.parametrize(("dates", "start", "why"), DATES, ids=[row[2] for row in DATES])
def test_the_headline_date(dates: list[Interval], start: str, why: str) -> None:
    told = [tell(f"r{i}", extra=f"Ending {i}.", date=date) for i, date in enumerate(dates)]
    found = only(together(*told))
    assert found.date is not None and str(found.date.interval.start) == start
    assert len(found.dates) == len({(d.start, d.end) for d in dates})


def test_the_same_days_on_two_bases_are_one_date_on_the_firmer() -> None:
    told = [
        tell("a", date=interval("2021-04-01", basis="resolved")),
        tell("b", extra="More.", date=interval("2021-04-01")),
    ]
    found = only(together(*told))
    assert [d.interval.basis for d in found.dates] == ["stated"]
    assert len(found.dates[0].claims) == 2


STATUSES = [  # (published, status) of the reports, all statuses with the headline first
    ([("2021-04-01", "planned"), ("2021-04-05", "happened")], ["happened", "planned"], "promised, then done"),
    ([("2021-04-01", "happened"), ("2021-04-05", "planned")], ["happened", "planned"], "done is not undone"),
    ([("2021-04-01", "proposed"), ("2021-04-05", "planned")], ["planned", "proposed"], "the latest"),
    ([("2021-04-01", "alleged"), ("2021-04-05", "happened")], ["happened", "alleged"], "later confirmed"),
    ([("2021-04-01", "happened"), ("2021-04-05", "denied")], ["alleged", "denied"], "told and denied"),
    ([("2021-04-01", "denied")], ["denied"], "only denied"),
    ([("2021-04-05", "planned"), ("2021-04-05", "happened")], ["happened", "planned"], "on one day, the firmer"),
]


@pytest.mark.parametrize(("told", "expected", "why"), STATUSES, ids=[row[2] for row in STATUSES])
def test_the_headline_status(told: list[tuple[str, str]], expected: list[str], why: str) -> None:
    reports = [tell(f"r{i}", published=day, extra=f"Ending {i}.", status=s) for i, (day, s) in enumerate(told)]
    assert [s.value for s in only(together(*reports)).statuses] == expected


def test_most_origins_decide_the_kind_and_the_specific_goes_before_the_vague() -> None:
    kinds = ("meeting", "call", "call")
    told = [tell(f"r{i}", extra=f"Ending {i}.", kind=kind) for i, kind in enumerate(kinds)]
    assert only(together(*told)).kind == "call"
    told = [tell(f"r{i}", extra=f"Ending {i}.", kind=kind) for i, kind in enumerate(("cooperation", "training"))]
    assert only(together(*told)).kind == "training"


def test_a_state_gives_way_to_its_agent_named_elsewhere() -> None:
    told = tell("a", actors=("austria", "boris")), tell("b", extra="More.", actors=("anna", "boris"))
    assert [p.entity for p in only(together(*told)).actors] == ["boris_kaya", "anna_novak"]


def test_a_state_named_beside_its_agent_stays() -> None:
    found = only(together(tell("a", actors=("austria", "anna", "boris"))))
    assert [p.entity for p in found.actors] == ["austria", "anna_novak", "boris_kaya"]


def test_all_parties_of_a_mutual_event_are_actors() -> None:
    found = only(together(tell("a", actors=("anna",), recipients=("boris",))))
    assert ([p.entity for p in found.actors], found.recipients) == (["anna_novak", "boris_kaya"], ())


def test_nobody_is_both_actor_and_recipient() -> None:
    told = [
        tell("a", kind="praise", actors=("anna",), recipients=("boris",)),
        tell("b", extra="More.", kind="praise", actors=("anna",), recipients=("boris",)),
        tell("c", extra="Other.", kind="praise", actors=("boris",), recipients=("anna",)),
    ]
    found = only(together(*told))
    assert ([p.entity for p in found.actors], [p.entity for p in found.recipients]) == (["anna_novak"], ["boris_kaya"])


@pytest.mark.parametrize(
    ("kind", "recipients", "why"),
    [
        ("attack", ["boris_kaya"], "a town shelled is where it was done, once somebody hit is told"),
        ("visit", ["boris_kaya", "vienna"], "a town visited is no less a host for the man met there"),
    ],
)
def test_force_is_done_to_people_before_places(kind: str, recipients: list[str], why: str) -> None:
    found = only(together(tell("a", kind=kind, actors=["anna"], recipients=["boris", "vienna"], place=None)))
    assert [part.entity for part in found.recipients] == recipients, why


def test_a_town_goes_before_its_country_as_place() -> None:
    told = tell("a", place="austria"), tell("b", extra="More.", place="austria"), tell("c", extra="Other.")
    assert [p.entity for p in only(together(*told)).places] == ["vienna", "austria"]


def test_pronouns_alone_are_no_entity() -> None:
    text = "She met Boris Kaya."
    she, boris = chain(text, "She"), chain(text, "Boris Kaya")
    mentions = tuple(type(m)(m.span, m.head, m.kind, "pronoun", 0, 0) for m in she.mentions)
    she = type(she)(she.id, she.kind, she.name, mentions)
    told = event(text, "met", text, role("actor", she), role("actor", boris))
    record = together(Analysis(report(text), chains=(she, boris), events=(told,)))
    assert [e.id for e in record.entities] == ["boris_kaya"]
    assert [p.entity for p in only(record).actors] == ["boris_kaya"]


@pytest.mark.parametrize(
    ("kind", "words", "name"),
    [
        ("person", ["Kaya", "Kaya", "Kaya", "Boris Kaya"], "Boris Kaya"),  # a full name, though rarer
        ("person", ["Boris Kaya", "Boris Kaya", "Borys Kaya"], "Boris Kaya"),  # the best attested
        ("country", ["U.S.", "U.S.", "United States"], "United States"),  # no abbreviation
        ("organisation", ["NATO"], "NATO"),  # unless there is nothing else
    ],
)
def test_the_shown_name(kind: str, words: list[str], name: str) -> None:
    text = " and ".join(words) + "."
    spans, start = [], 0
    for word in words:
        start = text.index(word, start)
        spans.append((word, start))
        start += len(word)
    base = chain(text, words[0], kind=kind)
    mentions = []
    for word, place in spans:
        template = base.mentions[0]
        span = type(template.span)(place, place + len(word))
        mentions.append(type(template)(span, span, kind, "name", 0, 0))
    found = type(base)(base.id, kind, base.name, tuple(mentions))
    record = together(Analysis(report(text), chains=(found,)))
    assert [e.name for e in (*record.entities, *record.passing)] == [name]


def test_what_is_only_named_in_passing_is_told_apart() -> None:
    found = tell("a", extra="Zeta was told, and so was Carla Diaz of Iota.")
    text = found.report.text
    more = [chain(text, "Zeta", kind="organisation"), chain(text, "Iota", kind="organisation", country="AUT")]
    record = together(replace(found, chains=(*found.chains[:3], *more, chain(text, "Carla Diaz"))))
    assert {e.name for e in record.entities} == {"Anna Novak", "Boris Kaya", "Vienna", "Iota", "Carla Diaz"}
    assert [e.name for e in record.passing] == ["Zeta"]


def test_a_field_of_office_is_no_organisation() -> None:
    found = tell("a", extra="Boris Kaya is Minister of Rural Affairs. The Rural League met.")
    text = found.report.text
    field, league = (chain(text, w, kind="organisation", country="AUT") for w in ("Rural Affairs", "Rural League"))
    office = "Minister of Rural Affairs"
    boris = replace(found.chains[1], title=Attribute(office, "title", at(text, office)))
    record = together(replace(found, chains=(found.chains[0], boris, found.chains[2], field, league)))
    assert [e.name for e in record.passing] == ["Rural Affairs"]


def test_statements_name_their_speaker_and_quote() -> None:
    text = 'Anna Novak said: "We value it."'
    anna = chain(text, "Anna Novak")
    told = statement(text, "We value it.", anna, date=interval("2021-04-01"), date_span=None)
    (found,) = together(Analysis(report(text, "Wire 1"), chains=(anna,), statements=(told,))).statements
    assert (found.id, found.speaker, found.evidence.quote) == (f"wire-1-{told.id}", "anna_novak", "We value it.")
    assert found.cue is not None and found.cue.quote == "said"
    assert found.date is not None and str(found.date.interval.start) == "2021-04-01"


def test_undated_events_come_last() -> None:
    text = f"{SENTENCE} Then Boris Kaya left."
    boris = chain(text, "Boris Kaya")
    undated = event(text, "left", "Then Boris Kaya left.", role("actor", boris), kind="resignation")
    dated = event(text, "met", SENTENCE, role("actor", boris), date=interval("2021-04-01"))
    record = together(Analysis(report(text), chains=(boris,), events=(undated, dated)), join=False)
    assert [e.id for e in record.events] == ["2021-04-01-meeting-boris-kaya", "undated-resignation-boris-kaya"]


def test_a_finder_of_disputes_is_given_all_it_needs() -> None:
    a = tell("a")
    seen: list[tuple[int, bool, bool, bool]] = []

    def finder(events: Any, entities: Any, reports: Any, claims: Any) -> tuple[()]:
        seen.append((len(events), "anna_novak" in entities, a.report.id in reports, claims == unroll(a)))
        return ()

    assemble(Material((a.report,), unroll(a)), finder)
    assert seen == [(1, True, True, True)]


def test_decisions_are_shown_with_what_they_joined() -> None:
    a, b = tell("a"), tell("b", extra="More.")
    claims = (*unroll(a), *unroll(b))
    ends = [f"{x.report.id}/{x.chains[0].id}" for x in (a, b)]
    joined = decision(*ends)
    apart = decision(ends[0], f"{b.report.id}/{b.chains[1].id}", "different")
    record = assemble(Material((a.report, b.report), claims, (joined, apart), (), {ends[0]: ends[0], ends[1]: ends[0]}))
    anna = next(e for e in record.entities if e.id == "anna_novak")
    assert anna.decisions == (joined,)


def test_quotes_come_from_where_they_stand() -> None:
    a = tell("a")
    found = only(together(a))
    assert found.evidence[0].span == at(a.report.text, SENTENCE)


def test_a_rank_tells_the_sector_only_where_nothing_else_does() -> None:
    def told(name: str, value: str, reason: str) -> Analysis:
        found = tell(name)
        anna, *rest = found.chains
        return replace(found, chains=(replace(anna, sector=Attribute(value, reason)), *rest))

    ranked, again = (told(name, "MIL", f'{BY_RANK} "colonel"') for name in "ab")
    leads = told("c", "GOV", 'title "president"')
    for found, value in (((ranked,), "MIL"), ((ranked, again, leads), "GOV")):
        assert [e.sector.value for e in together(*found).entities if e.sector] == [value]
