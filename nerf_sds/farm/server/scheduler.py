"""Runs an order on a connected Ray: starts one task per prop by priority, and writes the messages to stdout."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import ray
from ray.exceptions import RayError, RayTaskError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from ...disk.texts import first_line
from ...jobs.protocol import Cancelled, Done, Failed, LastEvent
from .. import wire
from ..order import Order, OrderedProp
from . import mailbox
from .store import Store, table
from .task import RETRIES, Terms, attempt, died

MEMORY = 1_500_000_000  # bytes of the node's memory that a task reserves
SECONDS_BETWEEN_LOOKS = 0.2
READERS = 16  # threads that read the store at the same time

Say = Callable[[wire.Line], None]


class Run:
    """One order, from its first task to its last event."""

    def __init__(self, order: Order, terms: Terms, say: Say) -> None:
        self._store, self._terms, self._say = Store(terms.store), terms, say
        self._store.make()
        self._props = {prop.name: prop for prop in order.props}
        self._open: dict[str, Any] = {}  # prop name -> reference of its task
        here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
        self._mailbox: Any = ray.remote(mailbox.Mailbox).options(
            name=mailbox.name(terms.run), num_cpus=0, scheduling_strategy=here
        ).remote()  # fmt: skip

    def cancel(self, names: Sequence[str]) -> None:
        """Cancels props by name."""
        self._mailbox.cancel.remote(names)

    def go(self, stop: threading.Event) -> None:
        """Runs until each prop has its last event. Cancels all props once `stop` is set."""
        stopped = False
        self._start(self._without_finished())
        while self._open:
            if stop.is_set() and not stopped:
                stopped = True
                self.cancel([*self._open])
            names = {reference: name for name, reference in self._open.items()}
            ready, _ = ray.wait([*names], num_returns=len(names), timeout=SECONDS_BETWEEN_LOOKS, fetch_local=False)
            self._pass_on()
            for reference in ready:
                if names[reference] in self._open:
                    self._end(names[reference], _last(reference))
        self._say(wire.End())

    def table(self) -> list[str]:
        """Returns a table of all attempts at the order's props, as lines for people."""
        with ThreadPoolExecutor(READERS) as readers:
            notes = readers.map(lambda prop: self._store.place(prop).notes(), self._props.values())
            return table([(name, note) for name, of_prop in zip(self._props, notes, strict=True) for note in of_prop])

    def _without_finished(self) -> list[OrderedProp]:
        """Sends the props that the store already has, and returns the others."""
        with ThreadPoolExecutor(READERS) as readers:
            done = readers.map(lambda prop: self._store.place(prop).done(), self._props.values())
            found = dict(zip(self._props, done, strict=True))
        for name, last in found.items():
            if last:
                self._send(name, last)
        return [prop for name, prop in self._props.items() if not found[name]]

    def _start(self, props: Sequence[OrderedProp]) -> None:
        # max_calls=0: a process stays for the next prop and keeps its model in memory.
        task: Any = ray.remote(
            num_cpus=1, num_gpus=self._terms.gpus, memory=MEMORY, max_calls=0, max_retries=RETRIES
        )(attempt)  # fmt: skip
        for prop in sorted(props, key=lambda prop: -prop.priority):
            self._open[prop.name] = task.options(name=prop.name).remote(prop, self._terms, self._mailbox)

    def _pass_on(self) -> None:
        """Passes on the tasks' messages, and ends cancelled props that never began."""
        lines, unwanted = ray.get(self._mailbox.take.remote())
        for line in lines:
            if line.of in self._open:
                self._say(line)
        for name in unwanted & self._open.keys():
            ray.cancel(self._open[name])
            self._end(name, Cancelled(0, self._store.place(self._props[name]).is_resumable()))

    def _end(self, name: str, last: LastEvent) -> None:
        del self._open[name]
        if isinstance(last, Done):
            self._send(name, last)
        else:
            self._say(wire.Told(name, last))

    def _send(self, name: str, done: Done) -> None:
        """Sends the files of a finished prop from the store, then its last event."""
        place = self._store.place(self._props[name])
        for file in wire.FILES:
            try:
                data = place.read(file)
            except FileNotFoundError:  # not every prop has every file
                continue
            for part in wire.parts_of(name, file, data):
                self._say(part)
        self._say(wire.Told(name, done))


def _last(reference: Any) -> LastEvent:
    """Returns the last event of an ended task, whether it returned or failed."""
    try:
        return ray.get(reference)
    except RayTaskError as error:
        return Failed(f"The farm could not make it: {first_line(error.cause, 300)}", str(error))
    except RayError as error:
        return died(first_line(error, 300))
