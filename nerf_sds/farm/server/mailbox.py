"""The mailbox of a run: a Ray actor through which tasks send messages and learn which props are still wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..wire import OfProp

NAMESPACE = "propsmith"


class Mailbox:
    """The mailbox of one run, between its tasks and its entry point."""

    def __init__(self) -> None:
        self._lines: list[OfProp] = []
        self._begun: set[str] = set()
        self._unwanted: set[str] = set()

    def tell(self, name: str, lines: Sequence[OfProp]) -> bool:
        """Called by the task of a prop: adds lines for the wire. Returns True if the prop is still wanted."""
        self._begun.add(name)
        self._lines += lines
        return name not in self._unwanted

    def cancel(self, names: Iterable[str]) -> None:
        """Marks props as no longer wanted."""
        self._unwanted.update(names)

    def take(self) -> tuple[list[OfProp], set[str]]:
        """Called by the entry point: returns the lines since the last call, and the unwanted props that never began."""
        lines, self._lines = self._lines, []
        return lines, self._unwanted - self._begun


def name(run: str) -> str:
    """Returns the name of the actor for a run."""
    return f"mailbox of {run}"
