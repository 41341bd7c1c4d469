"""The formats of other programs: maps, event coders, FollowTheMoney, calendars."""

from __future__ import annotations

import csv
import io
import json
import warnings
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.coding import coding
from communique.export import renderer
from communique.export.ftm import ftm_id, schema_of
from communique.export.ics import escaped, folded
from communique.export.naming import printable
from communique.ingest.followthemoney import read_entities
from communique.model.event import PLOVER
from communique.model.outside import OutsideEntity
from communique.model.record import Counted, DateValue, Event, Record, Sourced
from communique.model.report import Found
from communique.reference import load
from tests.export.test_formats import EMPTY, record_of
from tests.factories import Analysis, analysis, at, chain, event, interval, report, role

PLAN = (
    "OSLO, May 2 (Reuters). Norway's Finance Minister Aud Berg will visit Kestrel Works in Riga on May 9.\n"
    "The delegation praised Norway; Norway blamed Kestrel Works.\n"
)
DAY = interval("2022-05-09", basis="resolved")


def planned(status: str = "planned", **more: Any) -> Analysis:
    """A visit that is to come, with a report that has a title and an address; praise and blame without a date."""
    berg = chain(PLAN, "Aud Berg", country="NOR")
    works = chain(PLAN, "Kestrel Works", kind="organisation", country="LVA")
    norway = chain(PLAN, "Norway", kind="country", country="NOR")
    riga = chain(PLAN, "Riga", kind="place", country="LVA")
    values = {"date": DAY, "date_span": at(PLAN, "on May 9"), "status": status, "place": role("place", riga)}
    visit = event(
        PLAN,
        "visit",
        PLAN[PLAN.index("Norway's") : PLAN.index("\n")],
        role("actor", berg),
        role("recipient", works),
        kind="visit",
        **{**values, **more},
    )
    blame = event(
        PLAN,
        "blamed",
        "Norway blamed Kestrel Works.",
        role("actor", norway, at(PLAN, "Norway", 2)),
        role("recipient", works, at(PLAN, "Kestrel Works", 1)),
        kind="accusation",
    )
    told = report(
        PLAN,
        "wire",
        "2022-05-02",
        title=Found("Minister to visit\nplant", "headline"),
        publisher=Found("Wire", "x"),
        url=Found("https://wire.example/1", "jsonl:url"),
    )
    return Analysis(told, (), (), (berg, works, norway, riga), (visit, blame), ())


@pytest.fixture
def record() -> Record:
    return with_place(record_of(planned()), "riga", (56.95, 24.11))


def with_place(found: Record, entity: str, coordinates: tuple[float, float] | None) -> Record:
    changed = (replace(e, coordinates=coordinates) if e.id == entity else e for e in found.entities)
    return replace(found, entities=tuple(changed))


def with_event(found: Record, kind: str = "visit", **values: Any) -> Record:
    return replace(found, events=tuple(replace(e, **values) if e.kind == kind else e for e in found.events))


def visit_of(found: Record) -> Event:
    return next(e for e in found.events if e.kind == "visit")


def text(found: Record, name: str) -> str:
    return b"".join(renderer(name)(found)).decode()


def lines(found: Record, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text(found, name).splitlines()]


# -- codes in all of them ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["csv", "jsonl", "plover", "geojson"])
def test_codes_are_given(record: Record, name: str) -> None:
    if name == "csv":
        rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(text(record, "csv"), newline="")))
    elif name == "geojson":
        rows = [feature["properties"] for feature in json.loads(text(record, name))["features"]]
    else:
        rows = lines(record, name)
    (found,) = (row for row in rows if row["kind"] == "visit")
    assert (found["cameo"], found["cameo_root"]) == ("042", "04")
    quad, score = ("quad_code", "event_scale") if name == "plover" else ("quad", "goldstein")
    assert (float(found[quad]), float(found[score])) == (1, 4)


# -- GeoJSON -----------------------------------------------------------------------------------------------------------


def test_a_feature_is_a_point_with_longitude_first(record: Record) -> None:
    found = json.loads(text(record, "geojson"))
    assert list(found) == ["type", "features"] and found["type"] == "FeatureCollection"
    feature = next(f for f in found["features"] if f["properties"]["kind"] == "visit")
    assert list(feature) == ["type", "id", "geometry", "properties"] and feature["type"] == "Feature"
    assert feature["geometry"] == {"type": "Point", "coordinates": [24.11, 56.95]}
    assert feature["id"] == feature["properties"]["id"] == visit_of(record).id


def test_an_event_without_coordinates_has_no_geometry(record: Record) -> None:
    found = json.loads(text(with_place(record, "riga", None), "geojson"))
    assert [feature["geometry"] for feature in found["features"]] == [None] * len(record.events)


def test_a_point_on_the_equator_is_a_point(record: Record) -> None:
    found = json.loads(text(with_place(record, "riga", (0.0, 0.0)), "geojson"))
    assert {"type": "Point", "coordinates": [0.0, 0.0]} in [f["geometry"] for f in found["features"]]


def test_properties_are_the_columns_of_the_csv(record: Record) -> None:
    (header, *_) = csv.reader(io.StringIO(text(record, "csv"), newline=""))
    for feature in json.loads(text(record, "geojson"))["features"]:
        assert set(feature["properties"]) == set(header)


def test_an_empty_record_is_a_collection_without_features() -> None:
    assert json.loads(text(EMPTY, "geojson")) == {"type": "FeatureCollection", "features": []}


# -- PLOVER ------------------------------------------------------------------------------------------------------------

# the fields that NGEC's formatter writes and reads
NGEC = (
    "id", "orig_id", "date", "event_type", "event_mode", "event_text", "story_id", "publisher", "headline", "pub_date",
    "contexts", "version", "attributes", "event_geolocation", "geolocated_ents", "story_people", "story_organizations",
    "story_places", "date_resolved", "date_raw",
)  # fmt: skip


def test_a_line_has_the_fields_of_ngec(record: Record) -> None:
    found = lines(record, "plover")
    assert all(set(NGEC) <= set(line) and set(line) == set(found[0]) for line in found)
    visit = next(line for line in found if line["kind"] == "visit")
    assert (visit["event_type"], visit["event_mode"], visit["contexts"]) == ("CONSULT", "visit", [])
    assert (visit["date"], visit["enddate"], visit["date_resolved"]) == ("2022-05-09",) * 3
    assert visit["date_raw"] == "on May 9"
    assert (visit["story_id"], visit["publisher"], visit["pub_date"]) == ("wire", "Wire", "2022-05-02")
    assert (visit["headline"], visit["status"]) == ("Minister to visit plant", "planned")
    assert (visit["story_people"], visit["story_organizations"]) == (["Aud Berg"], ["Kestrel Works"])
    assert visit["story_places"] == ["Norway", "Riga"]
    geo = visit["event_geolocation"]["geo"]
    assert (geo["lat"], geo["lon"], geo["country_code3"]) == (56.95, 24.11, "LVA")
    assert visit["geolocated_ents"] == [geo]


def test_positions_count_in_the_text_of_the_event(record: Record) -> None:
    found = lines(record, "plover")
    parts = [(line, part) for line in found for role in line["attributes"].values() for part in role]
    assert len(parts) >= 6
    for line, part in parts:
        assert line["event_text"][part["qa_start_char"] : part["qa_end_char"]] == part["text"]


def test_a_party_is_told_with_country_and_sector(record: Record) -> None:
    visit = next(line for line in lines(record, "plover") if line["kind"] == "visit")
    (actor,) = visit["attributes"]["ACTOR"]
    assert (actor["name"], actor["country"], actor["country_name"]) == ("Aud Berg", "NOR", "Norway")
    assert (actor["code_1"], actor["wiki"], actor["qa_score"]) == (None, None, None)


def test_words_that_stand_in_another_report_have_no_position(record: Record) -> None:
    visit = visit_of(record)
    elsewhere = tuple(replace(part, claims=()) for part in visit.actors)
    found = lines(with_event(record, actors=elsewhere), "plover")
    (actor,) = next(line for line in found if line["kind"] == "visit")["attributes"]["ACTOR"]
    assert (actor["text"], actor["qa_start_char"], actor["qa_end_char"]) == ("Aud Berg", None, None)


def test_line_breaks_keep_positions(record: Record) -> None:
    visit = visit_of(record)
    (evidence,) = visit.evidence
    broken = replace(evidence, quote=evidence.quote.replace(" will ", "\nwill "))
    line = next(x for x in lines(with_event(record, evidence=(broken,)), "plover") if x["kind"] == "visit")
    (other,) = line["attributes"]["RECIP"]
    assert "\n" not in line["event_text"]
    assert line["event_text"][other["qa_start_char"] : other["qa_end_char"]] == "Kestrel Works"


def test_sizes_are_the_best_numbers(record: Record) -> None:
    told = (Counted("killed", 3.0, 4.0, 9.0, ()), Counted("detained", 2.0, 2.5, 3.0, ()), Counted("items", 1, 1, 1, ()))
    line = next(x for x in lines(with_event(record, counts=told), "plover") if x["kind"] == "visit")
    assert line["size"] == {"dead": 4, "injured": None, "arrested": 2.5}
    assert isinstance(line["size"]["dead"], int)


def test_what_nobody_told_is_null(record: Record) -> None:
    bare = with_event(record, dates=(), places=(), evidence=())
    found = next(x for x in lines(bare, "plover") if x["kind"] == "visit")
    assert [found[name] for name in ("date", "enddate", "date_raw", "event_text", "story_id", "headline")] == [None] * 6
    assert found["event_geolocation"]["geo"] is None and found["geolocated_ents"] == []


@pytest.mark.parametrize("kind", PLOVER)
def test_each_kind_has_its_plover_event_or_none(record: Record, kind: str) -> None:
    (event_type, mode, _), codes = PLOVER[kind], coding(kind)
    changed = replace(visit_of(record), kind=kind)
    (found,) = lines(replace(record, events=(changed,)), "plover")
    assert (found["event_type"], found["event_mode"]) == (event_type or None, mode or None)
    assert (found["quad_code"], found["event_scale"]) == (codes.quad, codes.score)


# -- FollowTheMoney ----------------------------------------------------------------------------------------------------


def by_schema(found: Record, schema: str) -> list[dict[str, Any]]:
    return [line for line in lines(found, "ftm") if line["schema"] == schema]


def test_parties_events_and_links(record: Record) -> None:
    (person,) = by_schema(record, "Person")
    (works,) = by_schema(record, "Organization")
    (state,) = by_schema(record, "PublicBody")
    (article,) = by_schema(record, "Article")
    assert person["properties"] == {
        "name": ["Aud Berg"], "country": ["no"], "description": ["Named in: wire"],
        "sourceUrl": ["https://wire.example/1"], "proof": [article["id"]],
    }  # fmt: skip
    assert state["properties"]["name"] == ["Norway"]
    visit = next(line for line in by_schema(record, "Event") if "visit" in line["properties"]["keywords"])
    values = visit["properties"]
    assert values["involved"] == [person["id"], works["id"]]
    assert (values["startDate"], values["endDate"], values["location"]) == (["2022-05-09"], ["2022-05-09"], ["Riga"])
    assert (values["summary"], values["proof"]) == (["visit, planned"], [article["id"]])
    assert values["description"][0].startswith("“Norway's Finance Minister Aud Berg")
    link = next(line for line in by_schema(record, "UnknownLink") if line["properties"]["role"] == ["visit"])
    assert (link["properties"]["subject"], link["properties"]["object"]) == ([person["id"]], [works["id"]])
    assert link["properties"]["status"] == ["planned"]


@pytest.mark.parametrize(
    ("kind", "sector", "schema"),
    [
        ("person", "MIL", "Person"),
        ("country", None, "PublicBody"),
        ("organisation", "GOV", "PublicBody"),
        ("organisation", "MIL", "PublicBody"),
        ("organisation", "BUS", "Company"),
        ("organisation", "REB", "Organization"),
        ("organisation", None, "Organization"),
        ("body", "GOV", "Organization"),
        ("place", None, None),
        ("equipment", None, None),
        ("group", "CVL", None),
    ],
)
def test_schemata(record: Record, kind: str, sector: str | None, schema: str | None) -> None:
    entity = replace(record.entities[0], kind=kind, sector=Sourced(sector, ()) if sector else None)
    assert schema_of(entity) == schema


def test_what_has_no_name_is_left_out_everywhere(record: Record) -> None:
    (berg,) = (e for e in record.entities if e.kind == "person")
    told = tuple(replace(n, claims=tuple(replace(c, value="nominal") for c in n.claims)) for n in berg.names)
    nameless = replace(berg, name="the minister", names=told)
    changed = replace(record, entities=tuple(nameless if e.id == berg.id else e for e in record.entities))
    written = lines(changed, "ftm")
    assert ftm_id("entity", berg.id) not in json.dumps(written)
    assert not [line for line in written if line["properties"].get("role") == ["visit"]]


def test_a_surname_alone_matches_nobody(record: Record) -> None:
    (berg,) = (e for e in record.entities if e.kind == "person")
    claims = berg.names[0].claims
    names = (*berg.names, Sourced("Berg", claims), Sourced("Aud T. Berg", claims))
    changed = replace(record, entities=tuple(replace(e, names=names) if e is berg else e for e in record.entities))
    (person,) = by_schema(changed, "Person")
    assert (person["properties"]["alias"], person["properties"]["weakAlias"]) == (["Aud T. Berg"], ["Berg"])


@pytest.mark.parametrize(("code", "expected"), [("AZE", ["az"]), ("IGO", None), ("SUN", None), ("XKX", ["xk"])])
def test_countries_are_the_codes_of_followthemoney(record: Record, code: str, expected: list[str] | None) -> None:
    changed = tuple(replace(e, country=Sourced(code, ())) if e.kind == "person" else e for e in record.entities)
    (person,) = by_schema(replace(record, entities=changed), "Person")
    assert person["properties"].get("country") == expected


def test_addresses_that_are_none_are_left_out(record: Record) -> None:
    odd = tuple(replace(r, url=Found("javascript:alert(1)", "x")) for r in record.reports)
    assert "sourceUrl" not in json.dumps(lines(replace(record, reports=odd), "ftm"))


def test_control_characters_are_left_out(record: Record) -> None:
    found = lines(with_event(record, summary="A \x07visit\n was\u0085 planned."), "ftm")
    names = [line["properties"]["name"] for line in found if line["schema"] == "Event"]
    assert ["A visit was planned."] in names


def test_what_is_written_can_be_read_again(record: Record) -> None:
    read = list(read_entities(io.BytesIO(b"".join(renderer("ftm")(record)))))
    parties = [line for line in read if isinstance(line, OutsideEntity)]
    assert [(p.kind, p.names, p.countries) for p in parties] == [
        ("person", ("Aud Berg",), ("no",)),
        ("organisation", ("Kestrel Works",), ("lv",)),
        ("organisation", ("Norway",), ("no",)),
    ]
    assert all(line is None or isinstance(line, OutsideEntity) for line in read)


def test_followthemoney_takes_it(record: Record) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library itself
        library: Any = pytest.importorskip("followthemoney", reason="the extra 'checks' is not installed")
    entities = {line["id"]: line for found in (record, record_of(analysis())) for line in lines(found, "ftm")}
    assert {"Article", "Person", "Organization", "PublicBody", "Event", "UnknownLink"} == {
        line["schema"] for line in entities.values()
    }
    for line in entities.values():
        schema = library.model.get(line["schema"])
        schema.validate(line)
        assert set(schema.required) <= set(line["properties"])
        for name, values in line["properties"].items():
            prop = schema.properties[name]
            if prop.range is not None:  # it names entities of a schema
                assert all(library.model.get(entities[value]["schema"]).is_a(prop.range) for value in values)
        kept = library.EntityProxy.from_dict(line, cleaned=False).to_dict()["properties"]
        assert {name: set(values) for name, values in kept.items()} == {
            name: set(values) for name, values in line["properties"].items()
        }


def test_followthemoney_knows_our_codes_of_countries() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        types: Any = pytest.importorskip("followthemoney.types", reason="the extra 'checks' is not installed")
    codes = [c.alpha2.lower() for c in load().countries() if c.kind != "former"]
    assert [code for code in codes if not types.registry.country.validate(code)] == []


# -- iCalendar ---------------------------------------------------------------------------------------------------------


def unfolded(found: Record) -> list[str]:
    return text(found, "ics").replace("\r\n ", "").split("\r\n")


def entry(found: Record) -> dict[str, str]:
    (start,) = (i for i, line in enumerate(unfolded(found)) if line == "BEGIN:VEVENT")
    return dict(line.split(":", 1) for line in unfolded(found)[start + 1 :] if ":" in line)


def test_a_plan_is_an_entry_of_whole_days(record: Record) -> None:
    found = entry(record)
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == ("20220509", "20220510")
    assert found["DTSTAMP"] == "20220502T000000Z"  # the day of the report, not of the clock
    assert found["SUMMARY"] == escaped(visit_of(record).summary)
    quoted = "“Norway's Finance Minister Aud Berg will visit Kestrel Works in Riga on May 9.” (wire)"
    assert found["DESCRIPTION"] == f"planned\\; date: day\\, resolved\\n{quoted}"
    assert (found["LOCATION"], found["GEO"]) == ("Riga", "56.95;24.11")
    assert found["CATEGORIES"] == "visit,CONSULT,planned"


@pytest.mark.parametrize(
    ("status", "entries"),
    [("planned", 1), ("proposed", 1), ("happened", 0), ("ongoing", 0), ("alleged", 0), ("denied", 0)],
)
def test_only_what_is_to_come_is_an_entry(status: str, entries: int) -> None:
    assert unfolded(record_of(planned(status))).count("BEGIN:VEVENT") == entries


@pytest.mark.parametrize(("basis", "entries"), [("stated", 1), ("resolved", 1), ("inferred", 0)])
def test_a_day_that_nobody_told_is_no_entry(record: Record, basis: str, entries: int) -> None:
    dates = (DateValue(interval("2022-05-09", basis=basis), ()),)
    assert unfolded(with_event(record, dates=dates)).count("BEGIN:VEVENT") == entries
    assert unfolded(with_event(record, dates=())).count("BEGIN:VEVENT") == 0


def test_the_last_day_of_all_has_no_day_after(record: Record) -> None:
    dates = (DateValue(interval("9999-12-31"), ()),)
    assert "DTEND;VALUE=DATE" not in entry(with_event(record, dates=dates))


def test_without_days_of_publication_the_stamp_is_the_day_itself(record: Record) -> None:
    undated = tuple(replace(r, published=None) for r in record.reports)
    assert entry(replace(record, reports=undated))["DTSTAMP"] == "20220509T000000Z"


def test_an_id_stays_when_the_telling_changes(record: Record) -> None:
    assert entry(record)["UID"] == entry(with_event(record, summary="Told anew."))["UID"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a, b; c", "a\\, b\\; c"),
        ("back\\slash", "back\\\\slash"),
        ("two\nlines", "two lines"),  # a line break within a text is a space, as in all exports
        ("bell\x07 and null\x00", "bell and null"),
        ("BEGIN:VEVENT\r\nEND:VEVENT", "BEGIN:VEVENT END:VEVENT"),  # no line of its own
    ],
)
def test_escapes(words: str, expected: str) -> None:
    assert escaped(words) == expected


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=400))
def test_folded_lines_are_short_and_unfold_to_what_they_were(words: str) -> None:
    pieces = folded(words).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == words


@pytest.mark.parametrize(("octets", "pieces"), [(75, 1), (76, 2), (149, 2), (150, 3)])
def test_a_line_is_folded_at_75_octets(octets: int, pieces: int) -> None:
    assert len(folded("x" * octets).split("\r\n")) == pieces


def test_a_character_of_several_octets_is_not_parted() -> None:
    first, second = folded("x" * 74 + "é").split("\r\n")
    assert (first, second) == ("x" * 74, " é")


def test_an_empty_calendar_has_no_entries() -> None:
    assert unfolded(EMPTY)[0] == "BEGIN:VCALENDAR" and unfolded(EMPTY)[-2:] == ["END:VCALENDAR", ""]


@given(st.text())
def test_printable_text_is_one_line(words: str) -> None:
    found = printable(words)
    assert found.isprintable() or all(c.isprintable() or c.isspace() or ord(c) > 127 for c in found)
    assert "\n" not in found and "\r" not in found and "\0" not in found
