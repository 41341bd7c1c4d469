"""Runs a function over many inputs in worker processes, of which any may crash or hang without stopping the run.

Each worker is started afresh (``spawn``), makes its function once and is given one input at a time. Results come in
the order of the inputs; a worker that dies or exceeds its time costs the input it was at, and is replaced.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

from communique.errors import CommuniqueError, MachineError

In = TypeVar("In")
Out = TypeVar("Out")

START_SECONDS = 120.0  # to load the language model on a busy machine
MOST_WORKERS = 4
WORTH_A_WORKER = 8  # inputs: a worker takes some seconds to start, in which another reads that many
AHEAD = 4  # inputs a worker, started before the oldest one is done, at most


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an input has no result: ``code`` is CRASH, TIMEOUT or ERROR."""

    code: str
    message: str


@dataclass(frozen=True)
class Plan(Generic[In, Out]):
    """What to run: ``make`` is called once in each worker and gives the function that reads one input.

    One worker works in this process, unless ``apart`` asks for a process of its own.
    """

    make: Callable[[], Callable[[In], Out]]
    workers: int = 1
    apart: bool = False
    seconds: float = 120.0
    stop: Callable[[], bool] = lambda: False


def run(inputs: Iterable[In], plan: Plan[In, Out]) -> Iterator[tuple[In, Out | Fault]]:
    """Each of ``inputs`` with its result, in their order; ends early once ``plan.stop`` says so."""
    if plan.workers <= 1 and not plan.apart:
        yield from _here(inputs, plan)
        return
    pool: _Pool[In, Out] = _Pool(plan)
    try:
        yield from pool.run(inputs)
    finally:
        pool.close()


def _here(inputs: Iterable[In], plan: Plan[In, Out]) -> Iterator[tuple[In, Out | Fault]]:
    """In this process, without protection against crashes and hangs."""
    function: Callable[[In], Out] | None = None
    for item in inputs:
        function = function or plan.make()
        yield item, _guarded(function, item)
        if plan.stop():
            return


def _guarded(function: Callable[[In], Out], item: In) -> Out | Fault:
    """A bug met in one input costs that input, not the run."""
    try:
        return function(item)
    except CommuniqueError:
        raise
    except Exception as error:
        return Fault("ERROR", f"{type(error).__name__}: {error}")


# -- the worker's side -------------------------------------------------------------------------------------------------


def _work(connection: Connection, make: Callable[[], Callable[[Any], Any]]) -> None:
    """Answer inputs with results until the other side hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run, which lets workers finish
    try:
        function = make()
        connection.send(None)
        while True:
            connection.send(_guarded(function, connection.recv()))
    except CommuniqueError as error:
        connection.send(error)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass


# -- the run's side ----------------------------------------------------------------------------------------------------


class _Worker:
    """A process, what it is at, and by when it must have answered."""

    def __init__(self, make: Callable[[], Callable[[Any], Any]]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_work, args=(theirs, make), daemon=True)
        self.process.start()
        theirs.close()
        self.index: int | None = None
        self.is_ready = False
        self.deadline = time.monotonic() + START_SECONDS

    def give(self, index: int, item: Any, seconds: float) -> None:
        self.index, self.deadline = index, time.monotonic() + seconds
        self.connection.send(item)

    def end(self) -> int | None:
        """Stop the process and return how it exited."""
        self.connection.close()
        self.process.kill()
        self.process.join()
        return self.process.exitcode


class _Pool(Generic[In, Out]):
    def __init__(self, plan: Plan[In, Out]) -> None:
        self._plan = plan
        self._workers: list[_Worker] = []
        self._items: dict[int, In] = {}
        self._results: dict[int, Out | Fault] = {}
        self._given = self._yielded = 0

    def run(self, inputs: Iterable[In]) -> Iterator[tuple[In, Out | Fault]]:
        """Feed and collect until all is answered."""
        source = iter(inputs)
        while True:
            more = not self._plan.stop() and self._feed(source)
            while self._yielded in self._results:
                index = self._yielded
                self._yielded += 1
                yield self._items.pop(index), self._results.pop(index)
            if not more and self._yielded == self._given:
                return
            if self._yielded not in self._results:
                self._collect()

    def close(self) -> None:
        """Stop all workers."""
        for worker in self._workers:
            worker.end()
        self._workers = []

    def _feed(self, source: Iterator[In]) -> bool:
        """Give an input to every idle worker, starting workers as needed; whether there may be more inputs."""
        while self._given - self._yielded < AHEAD * self._plan.workers and (worker := self._idle()):
            try:
                item = next(source)
            except StopIteration:
                return False
            self._items[self._given] = item
            self._send(worker, item)
            self._given += 1
        return True

    def _send(self, worker: _Worker, item: In) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # where it died just now, `_collect` will see that
            worker.give(self._given, item, self._plan.seconds if worker.is_ready else START_SECONDS)

    def _idle(self) -> _Worker | None:
        for worker in self._workers:
            if worker.index is None:
                return worker
        if len(self._workers) < self._plan.workers:
            self._workers.append(_Worker(self._plan.make))
            return self._workers[-1]
        return None

    def _collect(self) -> None:
        """Wait for the next answer, death or deadline, and note what it means."""
        busy = {worker.connection: worker for worker in self._workers if worker.index is not None}
        patience = min((w.deadline for w in busy.values()), default=time.monotonic()) - time.monotonic()
        for connection in wait(list(busy), max(0.0, min(patience, 0.5))):
            self._hear(busy[connection])  # type: ignore[index]
        for worker in [w for w in self._workers if w.index is not None and time.monotonic() > w.deadline]:
            if not worker.is_ready:
                raise MachineError(f"A worker process did not start within {START_SECONDS:.0f} s. Try --workers 1.")
            self._replace(worker, "TIMEOUT", f"not read within {self._plan.seconds:.0f} s and given up")

    def _hear(self, worker: _Worker) -> None:
        try:
            answer = worker.connection.recv()
        except (EOFError, ConnectionResetError):
            worker.process.join(5)
            self._bury(worker)
            return
        if isinstance(answer, CommuniqueError):
            raise answer
        if not worker.is_ready:  # the first answer says that its function is made
            worker.is_ready, worker.deadline = True, time.monotonic() + self._plan.seconds
        elif worker.index is not None:
            self._results[worker.index] = answer
            worker.index = None

    def _bury(self, worker: _Worker) -> None:
        how = _death(worker.process.exitcode)
        if not worker.is_ready:
            raise MachineError(f"A worker process {how} while it started. Try again with --workers 1.")
        self._replace(worker, "CRASH", f"the process that read it {how}; the other inputs are not affected")

    def _replace(self, worker: _Worker, code: str, message: str) -> None:
        worker.end()
        self._workers.remove(worker)
        if worker.index is not None:
            self._results[worker.index] = Fault(code, message)


def _death(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        try:
            return f"was killed by {signal.Signals(-exitcode).name}"
        except ValueError:
            pass
    return f"ended with exit code {exitcode}"


def default_workers(inputs: int) -> int:
    """As many as there are processors for us, four at most since each holds the model; fewer for a few inputs."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(usable, MOST_WORKERS, inputs // WORTH_A_WORKER))
