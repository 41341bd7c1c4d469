"""What the commands of registers have in common: options, what fits them, words of reports beneath a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import Command, Option, as_of_option, json_option, record_option
from communique.cli.terminal import flat, paint, put, put_json, say, wrapped

if TYPE_CHECKING:
    from communique.model.record import Evidence
    from communique.model.time import Interval

INDENT = " " * 4


def register_command(*options: Option) -> Callable[[Command], click.Command]:
    """A command on the register of its name, with these options beside those that all have."""

    def made(command: Command) -> click.Command:
        every: tuple[Option, ...] = (record_option, *options, as_of_option, json_option)
        for option in reversed(every):
            command = option(command)
        return click.command()(command)

    return made


def words_option(name: str, told: str, parameter: str | None = None) -> Option:
    """Narrows to lines in which something that is told has words."""
    names = (f"--{name}", parameter) if parameter else (f"--{name}",)
    return click.option(*names, metavar="WORDS", help=f"Only {told} these words.")


def standing_option(standings: Sequence[str], told: str = "Only those that stand so.") -> Option:
    """Narrows to lines that stand so."""
    return click.option("--standing", type=click.Choice(standings), help=told)


def has_words(names: Iterable[str], words: str | None) -> bool:
    """Whether a name has the words that are asked for."""
    return not words or any(words.casefold() in name.casefold() for name in names)


def is_within(days: Iterable[Interval | None], period: tuple[str, str]) -> bool:
    """Whether some days lie in a period; where none is asked for, it does not matter whether any are told."""
    first, last = period
    if not first and not last:
        return True
    return any((not first or str(d.end) >= first) and (not last or str(d.start) <= last) for d in days if d)


def put_lines(name: str, format_: str, lines: Iterable[Any]) -> None:
    """Print a register as JSON."""
    put_json({"format": format_, name: list(lines)})


def show_lines(found: Sequence[Any], show: Callable[[Any], None], nothing: str) -> None:
    """Print lines for readers, with an empty one between two, or say that there are none."""
    for k, line in enumerate(found):
        if k:
            put()
        show(line)
    if not found:
        say(nothing)


def put_title(words: str) -> None:
    """The head of what follows."""
    from communique.record.wording import capital

    for text in wrapped(capital(flat(words)), "  ", ""):
        put(paint(text, bold=True))


def put_told(words: str, indent: str = INDENT) -> None:
    """What is told, beneath a title; what does not fit on its line stands between it and the words of reports."""
    for text in wrapped(words, f"{indent}  ", indent):
        put(text)


def show_words(
    evidence: Sequence[Evidence], reports: Mapping[str, str], indent: str = INDENT * 2, lead: str = ""
) -> None:
    """The first passage, and in how many more reports it is told; ``reports`` are their names by id."""
    if not evidence:
        return
    first = evidence[0]
    rest = len({e.report for e in evidence}) - 1
    more = f" and {rest} more" if rest else ""
    for text in wrapped(f"{lead}{reports[first.report]}{more}: “{flat(first.quote)}”", indent):
        put(paint(text, dim=True))


def labelled(label: str, words: str) -> None:
    """A line of the head: what it tells, and that."""
    if words:
        for text in wrapped(f"{label}: {words}", INDENT * 2, "  "):
            put(text)
