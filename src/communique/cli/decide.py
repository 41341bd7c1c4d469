"""``communique merge``, ``split`` and ``undo``: what a person decides about what is one thing."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli.explain import Book, opened
from communique.cli.options import json_option, record_option, stored
from communique.cli.read import now
from communique.cli.terminal import flat, paint, put, put_json, say, wrapped
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.model.record import Decision, Entity, Event, Signed
    from communique.record.store import Store

    Joined = Entity | Event

FORMAT = "communique-action/1"
MOST_TOLD = 12  # mentions listed, unless all are asked for


def signed_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of who decides and why."""
    why = click.option("--reason", default="", help="Why, for whoever looks later.")
    who = click.option(
        "--author", envvar="COMMUNIQUE_AUTHOR", show_envvar=True, help="Who decides.  [default: who is logged in]"
    )
    return why(who(command))


@click.command(epilog="Undo it with: communique undo")
@click.argument("ids", nargs=-1, required=True, metavar="ID ID...")
@record_option
@signed_options
@json_option
def merge(ids: tuple[str, ...], path: Path, reason: str, author: str | None, as_json: bool) -> None:
    """Hold several events, or several entities, to be one.

    Every ID is an event or an entity of the record; an id may be cut short as long as it stays unambiguous. The
    decision outranks the rules and stays when reports are read again.
    """
    from communique.merge.persons import joined

    with stored(path) as store:
        book = opened(store)
        things = list({thing.id: thing for thing in (_joined(book, id_) for id_ in ids)}.values())
        if len(things) < 2:
            raise UsageError("Name at least two different events, or two different entities.")
        if len({type(thing) for thing in things}) > 1:
            raise UsageError("An event and an entity cannot be one; name several of the same sort.")
        members = [m for thing in things for m in thing.members]
        words = f"merge {' '.join(thing.id for thing in things)}"
        _carry_out(store, joined(members, words, signed_by(author, reason)), members, as_json)


@click.command(epilog="Undo it with: communique undo")
@click.argument("id_", metavar="ID")
@click.argument("mentions", nargs=-1, metavar="[MENTION...]")
@record_option
@signed_options
@click.option("--all", "show_all", is_flag=True, help=f"List every mention, not just the first {MOST_TOLD}.")
@json_option
def split(
    id_: str, mentions: tuple[str, ...], path: Path, reason: str, author: str | None, show_all: bool, as_json: bool
) -> None:
    """Hold mentions apart from the event or entity that they were joined to.

    Without MENTION, list the mentions that ID is made of. A MENTION is one of these, or the name of a report for all of
    its mentions; together they are held apart from all others. The decision outranks the rules and stays when reports
    are read again.
    """
    from communique.merge.persons import parted

    with stored(path) as store:
        book = opened(store)
        thing = _joined(book, id_)
        if not mentions:
            _list_mentions(book, thing, show_all, as_json)
            return
        out = {key for mention in mentions for key in _mentioned(book, thing, mention)}
        rest = set(thing.members) - out
        if not rest:
            raise UsageError(f"These are all mentions of {thing.id}: nothing would be left to hold them apart from.")
        words = f"split {thing.id}: {' '.join(sorted(book.key(key) for key in out))}"
        _carry_out(store, parted(out, rest, words, signed_by(author, reason)), thing.members, as_json)


@click.command()
@click.argument("number", type=int, required=False)
@record_option
@signed_options
@json_option
def undo(number: int | None, path: Path, reason: str, author: str | None, as_json: bool) -> None:
    """Take back the last merge or split, or the one with NUMBER.

    `communique show decisions` lists them with their numbers. Nothing is deleted: what held before holds again, and
    undoing an undo by its number redoes it.
    """
    from communique.merge.persons import rebound, taken_back

    with stored(path) as store:
        decided = rebound(store.human_decisions(), store.claims())
        action, decisions = taken_back(number, decided, signed_by(author, reason))
        say(f"Undone: {action.number}  {flat(action.words or action.decisions[0].judgement)}")
        members = [key for d in decisions for key in (d.left, d.right)]
        _carry_out(store, decisions, members, as_json)


# -- parts -------------------------------------------------------------------------------------------------------------


def signed_by(author: str | None, reason: str) -> Signed:
    """Who decides, now; UsageError where that is nobody or the rules."""
    from communique.merge.canonical import RULES
    from communique.model.record import Signed

    name = " ".join((author or _login()).split())
    if not name or name.split(" ")[0] == RULES:
        raise UsageError(f"--author must be a name; {RULES!r} stands for the rules.")
    return Signed(name, now(), reason)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account on this machine
        raise UsageError("Who decides? Give --author NAME.") from None


def _joined(book: Book, id_: str) -> Joined:
    from communique.model.record import Entity, Event

    thing = book.find(id_)
    if not isinstance(thing, Entity | Event):
        raise UsageError(f"{thing.id} is a {type(thing).__name__.lower()}; only events and entities are joined.")
    return thing


def _mentioned(book: Book, thing: Joined, mention: str) -> list[str]:
    """The members that ``mention`` names: one by its key, or all of one report, whose name may be cut short."""
    keys = {book.key(key): key for key in thing.members} | {key: key for key in thing.members}
    if mention in keys:
        return [keys[mention]]
    names = {key: book.names[key.partition("/")[0]] for key in thing.members}
    reports = sorted(
        {n for n in names.values() if n == mention} or {n for n in names.values() if n.startswith(mention)}
    )
    if len(reports) > 1:
        raise UsageError(f"{mention!r} begins the names of {len(reports)} reports: {', '.join(reports[:5])}.")
    if not reports or not mention:
        raise UsageError(f"{mention!r} is no mention of {thing.id} and no report with one; see: split {thing.id}")
    return [key for key, name in names.items() if name == reports[0]]


def _carry_out(store: Store, decisions: Sequence[Decision], members: Iterable[str], as_json: bool) -> None:
    """Decide, link again, and tell what the members are part of now."""
    from communique.pipeline import decide

    if not decisions:
        raise UsageError("Nothing to decide: these are one mention already.")
    decide(store, decisions, now())
    book = opened(store)
    things = list(_made_of(book, set(members)))
    if as_json:
        rows = [{"id": t.id, "type": type(t).__name__.lower(), "mentions": len(t.members)} for t in things]
        put_json({"format": FORMAT, "action": decisions[0].explanation, "decisions": len(decisions), "now": rows})
        return
    say(f"Decided, as {flat(decisions[0].author)}. Now:" if things else "Decided.")
    for thing in things:
        count = f"({len(thing.members)} mention{'s' * (len(thing.members) != 1)})"
        for line in wrapped(f"{paint(thing.id, fg='blue')}  {flat(_about(thing))} {count}", "    ", "  "):
            put(line)


def _made_of(book: Book, members: set[str]) -> Iterator[Joined]:
    yield from (event for event in book.record.events if members & set(event.members))
    yield from (entity for entity in book.record.entities if members & set(entity.members))


def _about(thing: Joined) -> str:
    from communique.model.record import Event

    return thing.summary if isinstance(thing, Event) else thing.name


def _list_mentions(book: Book, thing: Joined, show_all: bool, as_json: bool) -> None:
    rows = [{"mention": book.key(key), "quote": book.quoted(key)} for key in thing.members]
    if as_json:
        put_json({"format": "communique-mentions/1", "id": thing.id, "mentions": rows})
        return
    shown = rows if show_all else rows[:MOST_TOLD]
    for row, key in zip(shown, thing.members, strict=False):
        for line in wrapped(f"{paint(row['mention'], fg='blue')}  {book.surroundings(key)}", "    ", ""):
            put(line)
    if len(shown) < len(rows):
        say(f"and {len(rows) - len(shown)} more (--all)")
    say(f"To hold some apart from the rest: communique split {thing.id} MENTION...")
