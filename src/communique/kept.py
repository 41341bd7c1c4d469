"""Registers as commands ask for them: made from the whole record once, then kept in its file until that changes.

To assemble a record of a hundred thousand events takes minutes. What a register makes of it is small, so its lines are
kept beside it, as JSON by msgspec, and thrown away with the next change; nothing else reads them. See design 0010.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from typing import Any

from communique.export.naming import report_names
from communique.model.record import Entity, Event, Part, Record, Sourced
from communique.pipeline import open_record, registers_version
from communique.record.garbage import uncollected
from communique.record.kept import SqliteKept
from communique.record.store import View
from communique.registers.acts import Deed, deeds_on
from communique.registers.desk import Desk

NAMES, DAYS, CALLED, NAMED, SIDES, DEEDS = "names", "days", "called", "named", "sides", "deeds"

TYPES = {
    NAMES: dict[str, str],
    DAYS: dict[str, date],
    CALLED: dict[str, str],
    NAMED: Entity,
    SIDES: tuple[str, ...],
    DEEDS: Deed,
}

Line = tuple[Any, frozenset[str]]  # a line, and the keys under which it is found


@dataclass(frozen=True, slots=True)
class Register:
    """Where a register is made and what its lines are: a module, its function and its dataclass, by name."""

    module: str
    make: str
    line: str

    def lines(self, desk: Desk) -> tuple[Any, ...]:
        """Its lines."""
        return tuple(getattr(import_module(self.module), self.make)(desk))

    @property
    def type(self) -> Any:
        """The dataclass of a line."""
        return getattr(import_module(self.module), self.line)


REGISTERS = {
    "agreements": Register("communique.registers.agreements", "agreements_on", "Agreement"),
    "arms": Register("communique.registers.arms", "arms_on", "Arms"),
    "bodies": Register("communique.registers.bodies", "bodies_on", "Body"),
    "ceasefires": Register("communique.registers.ceasefires", "ceasefires_on", "Ceasefire"),
    "offices": Register("communique.registers.offices", "offices_on", "Office"),
}


@dataclass(frozen=True)
class Shown:
    """What a command shows of a record: lines of a register, and what to call its reports and entities.

    ``days`` are those on which reports appeared. Of entities it has the names alone.
    """

    lines: tuple[Any, ...]
    names: Mapping[str, str]
    days: Mapping[str, date]
    entities: Mapping[str, Entity]


@dataclass(frozen=True)
class Between:
    """What may be between some entities: the deeds, and for each entity the ids of those that act for it."""

    entities: tuple[Entity, ...]
    sides: tuple[frozenset[str], ...]
    deeds: tuple[Deed, ...]


def shown(view: View, name: str, as_of: date | None = None) -> Shown:
    """The lines of the register ``name``, as known on the evening of ``as_of`` where it is given."""
    lines, names, days, called = _Keeper(view, as_of).all(name, NAMES, DAYS, CALLED)
    return Shown(tuple(lines), names[0], days[0], _Called(called[0]))


def between(view: View, choose: Callable[[Record], Sequence[Entity]], as_of: date | None = None) -> Between:
    """The deeds in which all entities that ``choose`` picks from a record, or what is of their state, may have a part.

    That record holds nothing but states and entities with a name, without claims. The events have parties, date and
    summary, but no claims either.
    """
    keeper = _Keeper(view, as_of)
    (named,) = keeper.all(NAMED)
    chosen = tuple(choose(Record((), tuple(named), (), (), (), ())))
    keys = tuple(key_of(entity) for entity in chosen)
    sides = (frozenset(id_ for of in keeper.under(SIDES, (key,)) for id_ in of) for key in keys)
    own = (frozenset({entity.id}) for entity in chosen)
    return Between(chosen, tuple(map(frozenset.union, own, sides)), tuple(keeper.under(DEEDS, keys)))


def key_of(entity: Entity) -> str:
    """What an entity's events are found under: a state's code, else its own id."""
    return entity.country.value if entity.kind == "country" and entity.country else entity.id


class _Called(Mapping[str, Entity]):
    """Entities of which the name is known, and nothing else; each is made when it is asked for."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __getitem__(self, id_: str) -> Entity:
        return Entity(id_, "", self._names[id_], (), None, None, (), None, (), ())

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


# -- keeping -----------------------------------------------------------------------------------------------------------


class _Keeper:
    """Gets lines from the store where they are kept, else makes and keeps them all."""

    def __init__(self, view: View, as_of: date | None) -> None:
        self._view, self._as_of = view, as_of
        self._store: SqliteKept | None = getattr(view, "kept", None)
        self._made: dict[str, list[Line]] = {}

    def all(self, *names: str) -> Iterator[list[Any]]:
        """The lines under each name, all of one state of the record."""
        found = self._kept(names)
        if found is None:
            self._make(names)
            found = [[line for line, _ in self._made[name]] for name in names]
        yield from found

    def _kept(self, names: Sequence[str], all_of: Sequence[str] = ()) -> list[list[Any]] | None:
        """What is kept under each name, or None where one is not."""
        import msgspec

        store = self._store
        if store is None:
            return None
        with store.reading():
            if not all(store.has(self._key(name), registers_version()) for name in names):
                return None
            lines = [store.lines(self._key(name), all_of) for name in names]
        decoders = [msgspec.json.Decoder(_type_of(name)) for name in names]
        return [[decoder.decode(line) for line in of] for decoder, of in zip(decoders, lines, strict=True)]

    def under(self, name: str, all_of: Sequence[str]) -> list[Any]:
        """The lines of ``name`` under all of these keys."""
        if name in self._made:
            return [line for line, keys in self._made[name] if set(all_of) <= keys]
        found = self._kept((name,), all_of)
        if found is None:
            self._make((name,))
            return self.under(name, all_of)
        return found[0]

    def _key(self, name: str) -> str:
        return f"{name} {self._as_of}" if self._as_of else name

    def _make(self, names: Sequence[str]) -> None:
        """Make all lines and keep them; they are given as they will be read again, so that twice gives the same."""
        import msgspec

        changes = self._store.changes() if self._store is not None else 0
        encode, rows = msgspec.json.Encoder().encode, []
        with uncollected():
            for name, of in _everything(open_record(self._view, self._as_of, disputes=False), names):
                lines = [(encode(line), keys) for line, keys in of]
                decode = msgspec.json.Decoder(_type_of(name)).decode
                self._made[name] = [(decode(line), keys) for line, keys in lines]
                rows.append((self._key(name), lines))
        if self._store is not None:
            self._store.keep(changes, registers_version(), rows)


def _type_of(name: str) -> Any:
    return TYPES.get(name) or REGISTERS[name].type


def _everything(record: Record, wanted: Sequence[str]) -> Iterator[tuple[str, list[Line]]]:
    """All that is kept of a record; a register that fails is left out, unless it is one of those ``wanted``."""
    none: frozenset[str] = frozenset()
    made: dict[str, tuple[Any, ...]] = {}
    desk = Desk(record)
    for name, register in REGISTERS.items():
        try:
            made[name] = register.lines(desk)
        except Exception:  # whatever is wrong with one register, the others are no worse for it
            if name in wanted:
                raise
            continue
        yield name, [(line, none) for line in made[name]]
    yield NAMES, [(report_names(record.reports), none)]
    yield DAYS, [({r.id: r.published_on for r in record.reports if r.published_on}, none)]
    serving = {h.person: o.country for o in made.get("offices", ()) if o.country for h in o.holders}
    entities = {id_: _lean(e, serving.get(id_)) for id_, e in desk.entities.items()}
    yield CALLED, [({e.id: e.name for e in entities.values()}, none)]
    yield NAMED, [(entity, none) for entity in entities.values() if entity.is_named or entity.kind == "country"]
    yield SIDES, [(tuple(ids), frozenset({code})) for code, ids in _of_states(entities.values()).items()]
    for_pairs = ((replace(deed, event=_lean_event(deed.event)), deed.about) for deed in deeds_on(desk))
    yield DEEDS, [(deed, frozenset(_keys(about, entities))) for deed, about in for_pairs]


def _of_states(entities: Iterable[Entity]) -> dict[str, list[str]]:
    """The entities (ids) that belong to each state, by its code."""
    found: dict[str, list[str]] = defaultdict(list)
    for entity in entities:
        if entity.country is not None:
            found[entity.country.value].append(entity.id)
    return found


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
