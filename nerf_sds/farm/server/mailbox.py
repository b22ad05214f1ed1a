"""Where the tasks of a run bring what they have to say, and hear who is wanted: an actor beside the entry point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..wire import OfProp

NAMESPACE = "propsmith"


class Mailbox:
    """Of one run."""

    def __init__(self) -> None:
        self._lines: list[OfProp] = []
        self._begun: set[str] = set()
        self._unwanted: set[str] = set()

    def tell(self, name: str, lines: Sequence[OfProp]) -> bool:
        """From the task of a prop: lines for the wire. Whether the prop is still wanted."""
        self._begun.add(name)
        self._lines += lines
        return name not in self._unwanted

    def cancel(self, names: Iterable[str]) -> None:
        """From now on these props are unwanted."""
        self._unwanted.update(names)

    def take(self) -> tuple[list[OfProp], set[str]]:
        """For the entry point: the lines since the last time, and who is unwanted and never began."""
        lines, self._lines = self._lines, []
        return lines, self._unwanted - self._begun


def name(run: str) -> str:
    """Of the actor."""
    return f"mailbox of {run}"
