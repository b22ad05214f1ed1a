"""What the host (Blender or the command line) and the worker say to each other: one JSON object a line.

The host sends one Request on the worker's stdin and keeps it open: closing it cancels. The worker answers with Events,
a closed union, on stdout; exactly one of Done, Failed and Cancelled is the last. Arrays never travel in messages: they
name files, relative to the job folder. Standard library only.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import get_origin, get_type_hints

from .config import Request


@dataclass(frozen=True)
class Started:
    """The worker is ready to optimise."""

    steps: int
    device: str  # cpu, cuda or mps
    dtype: str  # of the diffusion model: float32, bfloat16 or float16
    first_step: int = 0  # more than 0 when the run goes on from a checkpoint


@dataclass(frozen=True)
class Entered:
    """A stage has begun; `title` is for people: "Loading the diffusion model", "Optimising", "Baking the texture"."""

    title: str


@dataclass(frozen=True)
class Progress:
    """A step was taken."""

    step: int  # steps taken so far
    steps: int
    steps_per_second: float
    seconds_left: float
    loss: float


@dataclass(frozen=True)
class Preview:
    """A turntable frame of the growing field, an RGB picture."""

    path: str
    step: int
    azimuth: float  # degrees


@dataclass(frozen=True)
class Noticed:
    """Something the artist should know, and the run goes on: words that the model does not know, a fallback."""

    message: str


@dataclass(frozen=True)
class Done:
    """The finished prop lies in the job folder."""

    seconds: float


@dataclass(frozen=True)
class Failed:
    """The run ended without a prop."""

    reason: str  # one line that says what to do
    log: str = ""  # the log's last lines, when the worker died without a last event


@dataclass(frozen=True)
class Cancelled:
    """The run was stopped; `resumable` tells whether a checkpoint lies in the job folder."""

    step: int
    resumable: bool


LastEvent = Done | Failed | Cancelled
Event = Started | Entered | Progress | Preview | Noticed | LastEvent
_KINDS = {kind.__name__: kind for kind in (Request, *Event.__args__)}


def encode(message: Request | Event) -> str:
    """The line, without its end, that `decode` turns back into an equal message."""
    return json.dumps({"type": type(message).__name__, **asdict(message)}, ensure_ascii=False)


def decode(line: str) -> Request | Event:
    """Raises ValueError when the line is not a message of this protocol, or a Request with a value out of range."""
    try:
        values = json.loads(line)
        kind = _KINDS[values.pop("type")]
    except (json.JSONDecodeError, KeyError, AttributeError, TypeError) as error:
        raise ValueError(f"not a message: {line[:80]!r}") from error
    if unknown := values.keys() - {f.name for f in fields(kind)}:
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    for name, wanted in get_type_hints(kind).items():
        plain = get_origin(wanted) or wanted
        if name in values and not isinstance(values[name], (int, float) if plain is float else plain):
            raise ValueError(f"{kind.__name__}.{name} is {values[name]!r:.40}, not of type {plain.__name__}")
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(f"an incomplete {kind.__name__}: {line[:80]!r}") from error
