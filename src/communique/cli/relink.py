"""``communique relink``: what all reports of a record tell, put together anew."""

from __future__ import annotations

from pathlib import Path

import click

from communique.cli.options import record_option, stored
from communique.cli.read import now
from communique.cli.terminal import say


@click.command(epilog="Persons' decisions are kept.")
@record_option
@click.option("--quiet", is_flag=True, help="No progress.")
def relink(path: Path, quiet: bool) -> None:
    """Put together anew what all reports tell: who is who, what is the same, who copied whom.

    Seldom needed: records of up to 300 reports are put together anew by every reading. In a larger one, what is read is
    put beside what stands, which may come out a little differently in another order; this does away with that. It takes
    about a minute for a thousand reports.
    """
    from communique.cli.progress import shown
    from communique.pipeline import link

    with stored(path) as store, shown(None, quiet) as progress:
        link(store, now(), progress, anew=True)
        say(f"Linked {store.nearby.size()} reports anew: {len(store.rule_decisions())} decisions.")
