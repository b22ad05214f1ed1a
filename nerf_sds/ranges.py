"""Ranges of numbers, written beside them: `views: Annotated[int, Range(1, 64)] = 4`. Standard library only.

`convert` holds a value to such an annotation, whoever it came from: the command line, a request.json, a worker's event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, is_dataclass
from functools import cache
from reprlib import repr as shortened
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class Range:
    """What a number may be, both ends included."""

    low: float
    high: float

    def __contains__(self, number: float) -> bool:
        return self.low <= number <= self.high  # NaN is in none

    def __str__(self) -> str:
        return f"{shown(self.low)} to {shown(self.high)}"

    def check(self, value: float) -> None:
        """Raises ValueError that names the range."""
        if value not in self:
            raise ValueError(f"choose {self}")


@dataclass(frozen=True)
class Length(Range):
    """How many characters a text may have, or parts a list."""

    def check(self, value: Any) -> None:
        """Raises ValueError that names the range."""
        if len(value) not in self:
            raise ValueError(f"give {self} {'characters' if isinstance(value, str) else 'of them'}")


@dataclass(frozen=True)
class Rising:
    """None of the numbers is less than the one before."""

    def check(self, value: tuple[float, ...]) -> None:
        """Raises ValueError that says so."""
        if list(value) != sorted(value):
            raise ValueError("give the smaller one first")


N = TypeVar("N")
Between = Annotated[tuple[N, N], Rising()]  # from the first to the second
Several = Annotated[tuple[N, ...], Length(1, 16)]
Share = Annotated[float, Range(0.0, 1.0)]
Part = Annotated[float, Range(1e-6, 1.0)]  # a share that something is divided by
Weight = Annotated[float, Range(0.0, 1e6)]
Rate = Annotated[float, Range(1e-8, 10.0)]
Guidance = Annotated[float, Range(0.0, 1000.0)]
Small = Annotated[float, Range(0.0, 10.0)]
Metres = Annotated[float, Range(0.01, 100.0)]
Degrees = Annotated[float, Range(-90.0, 90.0)]
Count = Annotated[int, Range(0, 2**53)]  # what an event counts
Seconds = Annotated[float, Range(0.0, 1e9)]


def shown(number: float) -> str:
    """A number for people, whatever it is."""
    return f"{number:g}" if isinstance(number, float) else shortened(number)


@cache
def kinds(cls: type) -> dict[str, Any]:
    """The annotation of each field of a dataclass."""
    return get_type_hints(cls, include_extras=True)


def convert(value: Any, kind: Any) -> Any:
    """The value, as JSON has it, as what the annotation says. Raises TypeError for another kind of value.

    Raises ValueError that says what to give when it is out of its range.
    """
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        converted = convert(value, parts[0])
        for constraint in kind.__metadata__:
            constraint.check(converted)
        return converted
    if origin is tuple:
        return tuple(_converted(value, parts))
    if origin is list:
        return [convert(part, parts[0]) for part in _kind(value, list)]
    if isinstance(kind, type) and is_dataclass(kind):
        return value if isinstance(value, kind) else _from_list(value, kind)
    if kind is float and type(value) is int:
        return float(value) if abs(value) < 2**1000 else float("inf")
    return value if kind is Any else _kind(value, origin or kind)


def _converted(value: Any, parts: tuple[Any, ...]) -> Iterable[Any]:
    """The parts of a tuple's annotation: (X, ...) or one for each of its values."""
    given = _kind(value, (list, tuple))
    if parts[-1] is ...:
        parts = parts[:1] * len(given)
    if len(given) != len(parts):
        raise ValueError(f"give {len(parts)} of them")
    return map(convert, given, parts)


def _from_list(value: Any, kind: Any) -> Any:
    """A dataclass from the values of its fields in their order."""
    wanted = kinds(kind)
    given = _kind(value, (list, tuple))
    if len(given) != len(wanted):
        raise ValueError(f"give {', '.join(wanted)}")
    named = dict(zip(wanted, given, strict=True))
    for name, part in named.items():
        try:
            named[name] = convert(part, wanted[name])
        except ValueError as error:
            raise ValueError(f"{name} {shortened(part)}: {error}") from None
    return kind(**named)


def _kind(value: Any, kind: Any) -> Any:
    """The value, if it is of the kind; a bool is no number."""
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(f"{shortened(value)} is no {kind}")
    return value
