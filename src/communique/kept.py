"""Registers as commands ask for them: made from the whole record once, then kept in its file until that changes.

To assemble a record of a hundred thousand events takes minutes. What a register makes of it is small, so its lines are
kept beside it, as JSON by msgspec, and thrown away with the next change; nothing else reads them. See design 0010.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import Any

from communique.export.naming import report_names
from communique.model.record import Entity, Event, Part, Record, Sourced
from communique.pipeline import open_record, registers_version
from communique.record.store import View
from communique.registers.acts import Deed, deeds

NAMES, DAYS, ENTITIES, DEEDS = "names", "days", "entities", "deeds"

Line = tuple[Any, frozenset[str]]  # a line, and the keys under which it is found


@dataclass(frozen=True, slots=True)
class Register:
    """Where a register is made and what its lines are: a module, its function and its dataclass, by name."""

    module: str
    make: str
    line: str

    def lines(self, record: Record) -> tuple[Any, ...]:
        """Its lines."""
        return tuple(getattr(import_module(self.module), self.make)(record))

    @property
    def type(self) -> Any:
        """The dataclass of a line."""
        return getattr(import_module(self.module), self.line)


REGISTERS = {
    "agreements": Register("communique.registers.agreements", "agreements", "Agreement"),
    "arms": Register("communique.registers.arms", "arms", "Arms"),
    "bodies": Register("communique.registers.bodies", "bodies", "Body"),
    "ceasefires": Register("communique.registers.ceasefires", "ceasefires", "Ceasefire"),
    "offices": Register("communique.registers.offices", "offices", "Office"),
}


@dataclass(frozen=True)
class Shown:
    """What a command shows of a record: lines of a register, and what to call its reports and entities.

    ``days`` are those on which reports appeared. Entities have their names, kind, country and sector, but no claims.
    """

    lines: tuple[Any, ...]
    names: Mapping[str, str]
    days: Mapping[str, date]
    entities: Mapping[str, Entity]

    @cached_property
    def record(self) -> Record:
        """The entities as a record that holds nothing else, for what needs no more."""
        return Record((), tuple(self.entities.values()), (), (), (), ())


def shown(view: View, name: str, as_of: date | None = None) -> Shown:
    """The lines of the register ``name``, as known on the evening of ``as_of`` where it is given."""
    get = _Keeper(view, as_of).get
    return Shown(tuple(get(name)), get(NAMES)[0], get(DAYS)[0], {e.id: e for e in get(ENTITIES)})


def between(view: View, choose: Callable[[Record], Sequence[Entity]], as_of: date | None = None) -> Shown:
    """The deeds in which all entities that ``choose`` picks from a record, or what is of their state, may have a part.

    Their events have parties, date and summary, but no claims.
    """
    keeper = _Keeper(view, as_of)
    found = Shown((), {}, {}, {e.id: e for e in keeper.get(ENTITIES)})
    keys = tuple(key_of(entity) for entity in choose(found.record))
    return replace(found, lines=tuple(keeper.get(DEEDS, keys)))


def key_of(entity: Entity) -> str:
    """What an entity's events are found under: a state's code, else its own id."""
    return entity.country.value if entity.kind == "country" and entity.country else entity.id


# -- keeping -----------------------------------------------------------------------------------------------------------


class _Keeper:
    """Gets lines from the store where they are kept, else makes and keeps them all."""

    def __init__(self, view: View, as_of: date | None) -> None:
        self._view, self._as_of = view, as_of
        self._store = getattr(view, "kept", None)
        self._made: dict[str, list[Line]] = {}

    def get(self, name: str, all_of: Sequence[str] = ()) -> list[Any]:
        """The lines of ``name``, or those under all of these keys."""
        import msgspec

        if not self._made and self._store is not None and self._store.has(self._key(name), registers_version()):
            decoder = msgspec.json.Decoder(_type_of(name))
            return [decoder.decode(line) for line in self._store.lines(self._key(name), all_of)]
        if not self._made:
            self._make()
        wanted = set(all_of)
        return [line for line, keys in self._made[name] if wanted <= keys]

    def _key(self, name: str) -> str:
        return f"{name} {self._as_of}" if self._as_of else name

    def _make(self) -> None:
        import msgspec

        changes = self._store.changes() if self._store is not None else 0
        self._made = dict(_everything(open_record(self._view, self._as_of)))
        if self._store is not None:
            encode = msgspec.json.Encoder().encode
            rows = ((self._key(n), [(encode(line), keys) for line, keys in of]) for n, of in self._made.items())
            self._store.keep(changes, registers_version(), rows)


def _type_of(name: str) -> Any:
    return {NAMES: dict[str, str], DAYS: dict[str, date], ENTITIES: Entity, DEEDS: Deed}.get(name) or REGISTERS[
        name
    ].type


def _everything(record: Record) -> Iterator[tuple[str, list[Line]]]:
    """All that is kept of a record."""
    none: frozenset[str] = frozenset()
    made = {name: register.lines(record) for name, register in REGISTERS.items()}
    for name, lines in made.items():
        yield name, [(line, none) for line in lines]
    yield NAMES, [(report_names(record.reports), none)]
    yield DAYS, [({r.id: r.published_on for r in record.reports if r.published_on}, none)]
    serving = {h.person: o.country for o in made["offices"] if o.country for h in o.holders}
    entities = {e.id: _lean(e, serving.get(e.id)) for e in (*record.entities, *record.aside)}
    yield ENTITIES, [(entity, none) for entity in entities.values()]
    for_pairs = ((replace(deed, event=_lean_event(deed.event)), deed.about) for deed in deeds(record))
    yield DEEDS, [(deed, frozenset(_keys(about, entities))) for deed, about in for_pairs]


def _lean(entity: Entity, serves: str | None) -> Entity:
    """An entity without claims; who has no country but serves a state belongs to that."""
    country = entity.country.value if entity.country else serves
    return replace(
        entity,
        names=tuple(_lean_name(name) for name in entity.names),
        country=Sourced(country, ()) if country else None,
        sector=Sourced(entity.sector.value, ()) if entity.sector else None,
        titles=(),
        reference=Sourced(entity.reference.value, ()) if entity.reference else None,
        members=(),
        decisions=(),
        mentions=(),
    )


def _lean_name(name: Sourced) -> Sourced:
    """A name with one claim, which tells whether it is a proper one."""
    best = min(name.claims, key=lambda c: c.value != "name", default=None)
    return Sourced(name.value, (best,) if best else ())


def _lean_event(event: Event) -> Event:
    return replace(
        event,
        actors=_lean_parts(event.actors),
        recipients=_lean_parts(event.recipients),
        others=_lean_parts(event.others),
        dates=tuple(replace(day, claims=()) for day in event.dates[:1]),
        places=_lean_parts(event.places[:1]),
        statuses=(Sourced(event.status, ()),),
        evidence=(),
        members=(),
        decisions=(),
        counts=(),
    )


def _lean_parts(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(replace(part, claims=()) for part in parts)


def _keys(about: Iterable[str], entities: Mapping[str, Entity]) -> Iterator[str]:
    for id_ in about:
        yield id_
        country = entities[id_].country
        if country is not None:
            yield country.value
