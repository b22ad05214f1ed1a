"""Ranges of numbers as annotations: `views: Annotated[int, Range(1, 64)] = 4`. Standard library only.

`convert` checks a value against such an annotation, whether it comes from the command line, a request.json or a
worker's event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, is_dataclass
from functools import cache
from reprlib import repr as shortened
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class Range:
    """The allowed values of a number, both ends included."""

    low: float
    high: float

    def __contains__(self, number: float) -> bool:
        return self.low <= number <= self.high  # NaN is in no range

    def __str__(self) -> str:
        return f"{shown(self.low)} to {shown(self.high)}"

    def check(self, value: float) -> None:
        """Raises ValueError that names the range if `value` is outside."""
        if value not in self:
            raise ValueError(f"choose {self}")


@dataclass(frozen=True)
class Length(Range):
    """The allowed number of characters of a text, or of parts of a list."""

    def check(self, value: Any) -> None:
        """Raises ValueError that names the range if the length of `value` is outside."""
        if len(value) not in self:
            raise ValueError(f"give {self} {'characters' if isinstance(value, str) else 'of them'}")


@dataclass(frozen=True)
class Rising:
    """No number of a tuple is smaller than the one before."""

    def check(self, value: tuple[float, ...]) -> None:
        """Raises ValueError if the numbers do not rise."""
        if list(value) != sorted(value):
            raise ValueError("give the smaller one first")


N = TypeVar("N")
Between = Annotated[tuple[N, N], Rising()]  # an interval, the smaller end first
Several = Annotated[tuple[N, ...], Length(1, 16)]
Share = Annotated[float, Range(0.0, 1.0)]
Part = Annotated[float, Range(1e-6, 1.0)]  # a share that is used as a divisor
Weight = Annotated[float, Range(0.0, 1e6)]
Rate = Annotated[float, Range(1e-8, 10.0)]
Guidance = Annotated[float, Range(0.0, 1000.0)]
Small = Annotated[float, Range(0.0, 10.0)]
Metres = Annotated[float, Range(0.01, 100.0)]
Degrees = Annotated[float, Range(-90.0, 90.0)]
Count = Annotated[int, Range(0, 2**53)]  # a count in an event
Seconds = Annotated[float, Range(0.0, 1e9)]


def shown(number: float) -> str:
    """Formats a number for people, shortened if it is long."""
    return f"{number:g}" if isinstance(number, float) else shortened(number)


@cache
def kinds(cls: type) -> dict[str, Any]:
    """Returns the annotation of each field of a dataclass, by name."""
    return get_type_hints(cls, include_extras=True)


def convert(value: Any, kind: Any) -> Any:
    """Converts a value from JSON to the type of the annotation `kind`.

    Raises TypeError if the value has another type, ValueError with advice if it is out of range.
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
    """Converts the values of a tuple. `parts` is its annotation: (X, ...) or one type per value."""
    given = _kind(value, (list, tuple))
    if parts[-1] is ...:
        parts = parts[:1] * len(given)
    if len(given) != len(parts):
        raise ValueError(f"give {len(parts)} of them")
    return map(convert, given, parts)


def _from_list(value: Any, kind: Any) -> Any:
    """Makes a dataclass from a list with the values of its fields, in order."""
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
    """Returns the value if it is of the type `kind`; a bool is not a number. Raises TypeError if not."""
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(f"{shortened(value)} is no {kind}")
    return value
