"""The host's side of a run on a farm: props made elsewhere, as if a worker made them. Standard library only."""

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

SECONDS_TO_LEAVE = 60.0  # after all were taken back: a task that writes its files at that moment finishes them
LOG_LINES = 12  # of what the farm prints besides, in a Failed


class Source(Protocol):
    """Where a run is, and how to speak with it."""

    def lines(self) -> Iterator[bytes | Noticed]:
        """Begins the run; all that it says, to its end. Raises ValueError or OSError where nothing comes of it."""
        ...

    def cancel(self, names: Sequence[str]) -> None:
        """Takes back props; may wait until the run hears it."""
        ...

    def kill(self) -> None:
        """Has `lines` and `cancel` end at once, whatever becomes of the run; never blocks."""
        ...

    def close(self, ended: bool) -> None:
        """Ends what may be left of the run, unless it said itself that it has `ended`, and `cancel`."""
        ...

    def verdict(self) -> str:
        """Why a run has ended that did not say it itself: one line."""
        ...


class FarmJob:
    """Props that a farm makes, with what a `client.Job` has. Several may run at a time.

    A folder's files lie in it before the event that speaks of them; its record becomes what a worker would have left.
    A folder is locked from its first line to its last event; before that its prop waits on the farm.
    """

    def __init__(self, source: Source, folders: Mapping[str, Path]) -> None:
        """`folders` by the names of their props in the run."""
        self.folders = [*folders.values()]
        self._source, self._folder_of = source, folders
        self._open = {name: Delivery(folder) for name, folder in folders.items()}  # the reader's alone
        self._events: queue.SimpleQueue[tuple[Path, Event]] = queue.SimpleQueue()
        self._unwanted: queue.SimpleQueue[Sequence[str] | None] = queue.SimpleQueue()
        self._cancelled = threading.Event()  # all of them
        self.fault = ""  # why the run ended before its props did: one line, the reason of their last events
        self._printed: deque[str] = deque(maxlen=LOG_LINES)
        self._reader = threading.Thread(target=self._read, name="farm", daemon=True)
        self._reader.start()
        threading.Thread(target=self._take_back, name="farm's commands", daemon=True).start()

    @property
    def is_running(self) -> bool:
        """False once the last events can be polled and the farm is let go of."""
        return self._reader.is_alive()

    def poll(self) -> list[tuple[Path, Event]]:
        """What came since the last call, and of which folder; never blocks. One LastEvent of each, at its end.

        That the farm is out of reach, or within it again, is a Noticed of the first folder without a last event.
        """
        return [self._events.get() for _ in range(self._events.qsize())]

    def look(self, view: View) -> bool:
        """Always False: a farm sends previews, and draws nothing for a viewport."""
        return False

    def cancel(self, folder: Path | None = None) -> None:
        """Takes back one prop, or all: the farm keeps their checkpoints, and the same request goes on; never blocks."""
        if folder is None and not self._cancelled.is_set():
            self._cancelled.set()
            deadline = threading.Timer(SECONDS_TO_LEAVE, self.kill)
            deadline.daemon = True
            deadline.start()
        self._unwanted.put([name for name, of in self._folder_of.items() if folder in (None, of)])

    def kill(self) -> None:
        """Lets go of the farm now, and ends what runs there. What is later than its last checkpoints is lost."""
        self._cancelled.set()
        self._source.kill()

    def wait(self, seconds: float | None = None) -> bool:
        """Waits until the farm is let go of; False when it is not after so many seconds."""
        self._reader.join(seconds)
        return not self._reader.is_alive()

    def _read(self) -> None:
        """The reader's thread: every line of the run, then its end."""
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
        """Until each prop has its last event, or the run has ended: why, then."""
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
                case _:  # none of ours, or of a prop that has ended
                    pass
        return self._source.verdict()

    def _decoded(self, line: bytes | Noticed) -> wire.Line | Noticed | None:
        """None for what is none of ours, or damaged."""
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
        """The last event of a prop of which the farm told none."""
        if self._cancelled.is_set():
            return Cancelled(self._open[name].step, False)
        return Failed(reason, "\n".join(self._printed))

    def _take_back(self) -> None:
        """The thread that says on the farm who is unwanted, which takes seconds."""
        while (names := self._unwanted.get()) is not None:
            if names:
                self._source.cancel(names)
