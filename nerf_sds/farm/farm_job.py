"""The host's side of a run on a farm: presents remote props as if a local worker made them. Standard library only."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from ..jobs.protocol import Cancelled, Event, Failed, LastEvent, Noticed, View
from . import wire
from .delivery import Delivery

SECONDS_TO_LEAVE = 60.0  # from cancelling all props to killing the run: a task that is writing files can finish
LOG_LINES = 12  # lines of the farm's other output that a Failed includes


class Source(Protocol):
    """A run of an order, wherever it takes place, and how to communicate with it."""

    def lines(self) -> Iterator[bytes | Noticed]:
        """Starts the run and yields every line that it writes, until it ends.

        Raises ValueError or OSError if the run cannot start.
        """
        ...

    def cancel(self, names: Sequence[str]) -> None:
        """Cancels props by name. May block until the run hears it."""
        ...

    def kill(self) -> None:
        """Makes `lines` and `cancel` return at once, whatever becomes of the run. Never blocks."""
        ...

    def close(self, ended: bool) -> None:
        """Ends `cancel`, cleans up, and stops the run unless the run has said itself that it has `ended`."""
        ...

    def verdict(self) -> str:
        """Returns one line that says why the run ended, if the run itself did not say so."""
        ...


class FarmJob:
    """Props that a farm makes, several at the same time, with the interface of `client.Job`.

    A file is in its job folder before the event that speaks of it. The folder's record is the same as a worker would
    have left. A folder is locked from its first line to its last event; until then its prop waits on the farm.
    """

    def __init__(self, source: Source, folders: Mapping[str, Path]) -> None:
        """`folders` maps the name of each prop in the run to its job folder."""
        self.folders = [*folders.values()]
        self._source, self._folder_of = source, folders
        self._open = {name: Delivery(folder) for name, folder in folders.items()}  # for the reader thread only
        self._events: queue.SimpleQueue[tuple[Path, Event]] = queue.SimpleQueue()
        self._unwanted: queue.SimpleQueue[Sequence[str] | None] = queue.SimpleQueue()
        self._cancelled = threading.Event()  # set when all props are cancelled
        self.fault = ""  # one line: why the run ended before its props, as in their last events
        self._printed: deque[str] = deque(maxlen=LOG_LINES)
        self._reader = threading.Thread(target=self._read, name="farm", daemon=True)
        self._reader.start()
        threading.Thread(target=self._take_back, name="farm's commands", daemon=True).start()

    @property
    def is_running(self) -> bool:
        """False once all last events can be polled and the connection to the farm is closed."""
        return self._reader.is_alive()

    def poll(self) -> list[tuple[Path, Event]]:
        """Returns the events since the last call, each with its job folder. Never blocks.

        Each folder ends with exactly one LastEvent. When the farm goes out of reach or comes back, the first folder
        that has no last event gets a Noticed.
        """
        return [self._events.get() for _ in range(self._events.qsize())]

    def look(self, view: View) -> bool:
        """Always returns False: a farm sends previews but does not draw for a viewport."""
        return False

    def cancel(self, folder: Path | None = None) -> None:
        """Cancels the prop of one folder, or all props. Never blocks.

        The farm keeps the checkpoints, so the same request continues from there later.
        """
        if folder is None and not self._cancelled.is_set():
            self._cancelled.set()
            deadline = threading.Timer(SECONDS_TO_LEAVE, self.kill)
            deadline.daemon = True
            deadline.start()
        self._unwanted.put([name for name, of in self._folder_of.items() if folder in (None, of)])

    def kill(self) -> None:
        """Disconnects from the farm now and stops what runs there. Progress since the last checkpoints is lost."""
        self._cancelled.set()
        self._source.kill()

    def wait(self, seconds: float | None = None) -> bool:
        """Waits until the connection to the farm is closed. Returns False if it is still open after `seconds`."""
        self._reader.join(seconds)
        return not self._reader.is_alive()

    def _read(self) -> None:
        """The reader thread: handles every line of the run, then its end."""
        try:
            reason = self._listen()
        except (ValueError, OSError) as error:
            reason = " ".join(str(error).split())
        self.fault = reason if self._open else ""
        self._unwanted.put(None)
        self._source.close(ended=not self._open)
        for name in [*self._open]:
            self._end(name, self._open[name].end(self._epitaph(name, reason)))

    def _listen(self) -> str:
        """Handles lines until each prop has its last event or the run ends. Returns why the run ended."""
        for line in self._source.lines():
            match self._decoded(line):
                case wire.Refused(reason):
                    return reason
                case wire.End():
                    return "The farm ended without a word about this prop: start again"
                case Noticed() as noticed if self._open:
                    self._events.put((self._folder_of[next(iter(self._open))], noticed))
                case wire.Told() | wire.Part() | wire.Attempt() as of_prop if of_prop.of in self._open:
                    event = self._open[of_prop.of].take(of_prop)
                    if isinstance(event, LastEvent):
                        self._end(of_prop.of, event)
                    elif event:
                        self._events.put((self._folder_of[of_prop.of], event))
                case _:  # not our message, or one about a prop that has ended
                    pass
        return self._source.verdict()

    def _decoded(self, line: bytes | Noticed) -> wire.Line | Noticed | None:
        """Returns None for a damaged line or one that is not a message of ours."""
        if isinstance(line, Noticed):
            return line
        text = line.decode("utf-8", "replace")
        try:
            decoded = wire.decode(text)
        except ValueError:
            return None
        if decoded is None:
            self._printed.append(text[:500])
        return decoded

    def _end(self, name: str, last: LastEvent) -> None:
        del self._open[name]
        self._events.put((self._folder_of[name], last))

    def _epitaph(self, name: str, reason: str) -> LastEvent:
        """Returns the last event for a prop for which the farm sent none."""
        if self._cancelled.is_set():
            return Cancelled(self._open[name].step, False)
        return Failed(reason, "\n".join(self._printed))

    def _take_back(self) -> None:
        """The thread that tells the farm which props to cancel, which takes seconds."""
        while (names := self._unwanted.get()) is not None:
            if names:
                self._source.cancel(names)
