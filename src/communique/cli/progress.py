"""Progress on standard error: a bar on a terminal, a plain line every half minute elsewhere, or nothing."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from communique.cli.terminal import say

if TYPE_CHECKING:
    from communique.model.report import Status

LINE_SECONDS = 30.0


class Shown:
    """Counts what has ended; says nothing by itself."""

    def __init__(self) -> None:
        self.done = self.failed = 0
        self.is_linking = False
        self.begun = time.monotonic()

    def ended(self, source: str, status: Status) -> None:
        """One input has ended."""
        self.done += 1
        self.failed += status == "failed"
        self.show()

    def linking(self, reports: int) -> None:
        """All inputs have ended; the reports are put together."""
        self.is_linking = True
        self.show_linking(reports)

    @property
    def rate(self) -> float:
        """Inputs a second since the beginning."""
        return self.done / max(time.monotonic() - self.begun, 1e-3)

    def show(self) -> None:
        """Show the counts."""

    def show_linking(self, reports: int) -> None:
        """Show that linking has begun."""


class Lines(Shown):
    """A plain line now and then, for logs."""

    def __init__(self) -> None:
        super().__init__()
        self._last = self.begun

    def show(self) -> None:
        """A line, if the last one was a while ago."""
        if time.monotonic() - self._last >= LINE_SECONDS:
            self._last = time.monotonic()
            say(f"{self.done} done, {self.failed} failed, {self.rate:.1f}/s")

    def show_linking(self, reports: int) -> None:
        """A line."""
        if time.monotonic() - self.begun >= LINE_SECONDS:
            say(f"linking {reports} reports")


class Bar(Shown):
    """A bar with done, failed, left and rate."""

    def __init__(self, total: Callable[[], int] | None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        super().__init__()
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[counts]}"))
        self.rich = RichProgress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
        self._task: Any = self.rich.add_task("reading", total=None, counts="")
        self._total: int | None = None
        if total:
            threading.Thread(target=self._count, args=(total,), daemon=True).start()

    def _count(self, total: Callable[[], int]) -> None:
        """Count the inputs while the first ones are already being read."""
        self._total = total()
        self.rich.update(self._task, total=self._total)

    def show(self) -> None:
        """Move the bar."""
        left = f", {max(0, self._total - self.done)} left" if self._total is not None else ""
        counts = f"{self.done} done, {self.failed} failed{left}, {self.rate:.1f}/s"
        self.rich.update(self._task, completed=self.done, counts=counts)

    def show_linking(self, reports: int) -> None:
        """A bar that only says that there is work."""
        self.rich.update(self._task, description=f"linking {reports} reports", total=None)


@contextmanager
def shown(total: Callable[[], int] | None, quiet: bool) -> Iterator[Shown]:
    """The progress that fits where standard error goes; ``total`` counts the inputs."""
    if quiet:
        yield Shown()
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        bar = Bar(total)
        with bar.rich:
            yield bar
