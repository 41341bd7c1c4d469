"""The command line: one module a command; what is heavy is imported inside the commands.

Exit codes: 0 all fine, 1 finished but some inputs failed, 2 wrong use, 3 the machine is in the way, 130 interrupted.
"""

from __future__ import annotations

import difflib
import os
import sys

import click

from communique.cli.agreements import agreements
from communique.cli.arms import arms
from communique.cli.bodies import bodies
from communique.cli.brief import brief
from communique.cli.ceasefires import ceasefires
from communique.cli.decide import merge, split, undo
from communique.cli.demo import demo
from communique.cli.dossier import dossier
from communique.cli.enrich import enrich
from communique.cli.explain import explain
from communique.cli.export import export
from communique.cli.offices import offices
from communique.cli.read import read
from communique.cli.relations import relations
from communique.cli.relink import relink
from communique.cli.show import show
from communique.cli.terminal import clean, say
from communique.cli.timeline import timeline
from communique.errors import CommuniqueError

HELP = """Reads press reports, offline, and keeps a record of what they say happened, each value with its quotation.

\b
Two ways to begin:
  communique demo                                  nine example reports, read and shown
  communique read reports/ --record record.db      your own: text files, web pages, JSON lines
\b
Then:
  communique timeline --record record.db
  communique explain EVENT --record record.db
  communique dossier --record record.db --output dossier/
"""


class Commands(click.Group):
    """A group that answers a mistyped command with the nearest one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named by the first of ``args``."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = difflib.get_close_matches(args[0], self.list_commands(ctx), 1)
            if not near or "Did you mean" in error.format_message():  # newer versions of click say so themselves
                raise
            raise click.UsageError(f"{error.format_message()} Did you mean {near[0]!r}?", ctx) from error


@click.group(
    cls=Commands, help=HELP, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="communique", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Group of all commands; by itself it says how to begin."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


COMMANDS = (
    *(read, timeline, explain, show, agreements, bodies, arms, ceasefires, offices, relations, merge, split, undo),
    *(brief, enrich, export, dossier, relink, demo),
)
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; nothing that goes wrong ends in a traceback, bugs aside."""
    try:
        code = cli.main(arguments, prog_name="communique", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        say("\nInterrupted. What was read is kept; run the same command again to go on.")
        return 130
    except CommuniqueError as error:
        say(f"communique: {clean(str(error))}")
        return error.exit_code
    except BrokenPipeError:
        return _hang_up()
    except OSError as error:
        say(f"communique: {clean(str(error))}")
        return 3


def _hang_up() -> int:
    """The reader of our output has gone (``| head``): leave without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
