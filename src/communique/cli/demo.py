"""``communique demo``: the example reports that come with the package, read and shown."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.terminal import put, say

PACKAGE = Path(__file__).parent.parent
EXAMPLES = ("*.txt", "*.html", "*.jsonl")


@click.command()
@click.option(
    "--output", type=click.Path(path_type=Path), default="demo", show_default=True, help="The folder to write."
)
@click.option("--open", "open_it", is_flag=True, help="Open the dossier in the browser.")
def demo(output: Path, open_it: bool) -> int:
    """Read nine example reports, print what they say happened, and write a record and a dossier.

    Offline, and safe to run again.
    """
    from communique.cli.dossier import write_pages
    from communique.cli.options import assembled
    from communique.cli.read import counted, read_into
    from communique.cli.timeline import show_events

    path = output / "record.db"
    _make(output)
    say("Reading nine example reports ...")
    summary = read_into(path, _examples(), workers=1)
    if summary.interrupted:
        raise KeyboardInterrupt
    say(f"{counted(summary)}\n")
    record = assembled(path)
    show_events(record.events, {entity.id: entity for entity in record.entities})
    put()
    index = write_pages(path, output / "dossier", "communique: nine example reports")
    _tell_next(path, index, record.events[0].id if record.events else "EVENT")
    if open_it:
        click.launch(str(index))
    return 0


def _make(output: Path) -> None:
    from communique.errors import MachineError

    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MachineError(f"{output} cannot be made: {error.strerror}. Name another folder with --output.") from error


def _examples() -> tuple[str, ...]:
    folder = PACKAGE / "data" / "demo" / "reports"
    return tuple(str(path) for pattern in EXAMPLES for path in sorted(folder.glob(pattern)))


def _tell_next(path: Path, index: Path, event: str) -> None:
    say("Next:")
    say(f"  communique explain {event} --record {path}")
    say(f"  communique show entities --record {path}")
    say(f"Or open the dossier: {index}")
