"""What the host (Blender or the command line) and the worker say to each other: one JSON object a line.

The host sends one Request for each job folder on the worker's stdin and keeps it open for further Commands, a closed
union: closing it cancels. The worker answers with Events, another one, on stdout, and tells of which folder they are;
exactly one of Done, Failed and Cancelled is the last of each.
Arrays never travel in messages: they name files, relative to the job folder. Standard library only.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from reprlib import repr as shortened
from typing import Annotated, Any, get_args, get_origin

from .. import ranges
from ..config import Request
from ..disk import strict_json
from ..disk.files import Damaged
from ..ranges import Count, Length, Range, Seconds

Number = Annotated[float, Range(-1e30, 1e30)]
Metres = Annotated[float, Range(-1e6, 1e6)]


@dataclass(frozen=True)
class View:
    """Where the artist looks from, in metres of the prop's own axes: the origin at its base's centre, Z up.

    Only the latest one counts. Matrices are row by row, as OpenGL and Blender have them. Raises ValueError with one
    line when they are none.
    """

    number: int  # larger than the one before
    c2w: list[float]  # 16: from the camera to the prop
    projection: list[float]  # 16: from the camera to -1..1 in the viewport, in perspective or orthographic
    width: int  # pixels of the viewport; 0 when nobody looks
    height: int  # pixels
    mesh: bool = False  # whether coarse meshes are wanted rather than pictures

    def __post_init__(self) -> None:
        for name in ("c2w", "projection"):
            matrix = getattr(self, name)
            if len(matrix) != 16 or not all(
                isinstance(value, int | float) and math.isfinite(value) for value in matrix
            ):
                raise ValueError(f"View.{name} is no matrix of 16 finite numbers")
        if not all(0 <= side < 1 << 16 for side in (self.width, self.height)):
            raise ValueError(f"View of {self.width} x {self.height} pixels")


@dataclass(frozen=True)
class Started:
    """The worker is ready to optimise."""

    steps: Count
    device: str  # cpu, cuda or mps
    dtype: str  # of the diffusion model: float32, bfloat16 or float16
    first_step: Count = 0  # more than 0 when the run goes on from a checkpoint


@dataclass(frozen=True)
class Entered:
    """A stage has begun; `title` is for people: "Loading the diffusion model", "Optimising", "Baking the texture"."""

    title: str


@dataclass(frozen=True)
class Progress:
    """A step was taken."""

    step: Count  # steps taken so far
    steps: Count
    steps_per_second: Annotated[float, Range(0.0, 1e9)]
    seconds_left: Annotated[float, Range(0.0, 1e15)]
    loss: Number


@dataclass(frozen=True)
class Preview:
    """A turntable frame of the growing field, an RGB picture."""

    path: str
    step: Count
    azimuth: Number  # degrees


@dataclass(frozen=True)
class Frame:
    """The growing field as a View shows it: a card that stands in the prop's axes and faces the view's camera."""

    path: str  # .npy, (H, W, 5) float16, the bottom row first: see `live.Picture`
    view: Count  # the number of the View
    step: Count
    centre: Annotated[list[Metres], Length(3, 3)]  # of the card, metres
    width: Metres  # of the card
    height: Metres


@dataclass(frozen=True)
class CoarseMesh:
    """The surface as it is now, with few triangles."""

    path: str  # .npz: vertices (V, 3) float32, metres; faces (F, 3) int32; colours (V, 3) uint8 sRGB
    step: Count


@dataclass(frozen=True)
class Noticed:
    """Something the artist should know, and the run goes on: words that the model does not know, a fallback."""

    message: str


@dataclass(frozen=True)
class Done:
    """The finished prop lies in the job folder."""

    seconds: Seconds
    finishing: Seconds = 0.0  # of them, after the last step; 0 in records of earlier versions


@dataclass(frozen=True)
class Failed:
    """The run ended without a prop."""

    reason: str  # one line that says what to do
    log: str = ""  # the log's last lines, when the worker died without a last event


@dataclass(frozen=True)
class Cancelled:
    """The run was stopped; `resumable` tells whether a checkpoint lies in the job folder."""

    step: Count
    resumable: bool


Command = Request | View
LastEvent = Done | Failed | Cancelled
Passing = Frame | CoarseMesh  # what is only for whoever watches now
Event = Started | Entered | Progress | Preview | Passing | Noticed | LastEvent
_KINDS = {kind.__name__: kind for kind in (*Command.__args__, *Event.__args__)}


def encode(message: Command | Event) -> str:
    """The line, without its end, that `decode` turns back into an equal message."""
    return _line(values_of(message))


def decode(line: str | bytes) -> Command | Event:
    """Raises ValueError with one line when the line is not a message of this protocol, or has a value out of range."""
    try:
        return message(strict_json.parse(line))
    except Damaged as error:
        raise ValueError(f"not a message: {error}") from None


def tell(of: str, event: Event) -> str:
    """The line, without its end, that `told` turns back into whom the event is of, and the event."""
    return _line({"of": of, "event": values_of(event)})


def told(line: str) -> tuple[str, Event]:
    """Raises ValueError when the line is none of `tell`."""
    match strict_json.parse(line):
        case {"of": str(of), "event": dict(values)}:
            event = message(values)
        case _:
            raise ValueError(f"nothing that was told: {line[:80]!r}")
    if isinstance(event, Command):
        raise ValueError(f"nothing that was told: {line[:80]!r}")
    return of, event


def _line(values: dict[str, Any]) -> str:
    """JSON; what is no Unicode, as a file's name in an error may be, becomes "?"."""
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def values_of(message: Command | Event) -> dict[str, Any]:
    return {"type": type(message).__name__, **asdict(message)}


def message(values: Any) -> Command | Event:
    """Raises ValueError when the values are no message, or out of range."""
    match values:
        case {"type": str(name), **given} if name in _KINDS:
            kind = _KINDS[name]
        case _:
            raise ValueError(f"not a message: {shortened(values)}")
    wanted = ranges.kinds(kind)
    if unknown := given.keys() - wanted:
        raise ValueError(f"{name} has no {shortened(sorted(unknown))}")
    for part, value in given.items():
        try:
            ranges.convert(value, wanted[part])
        except TypeError:
            raise ValueError(f"{name}.{part} is {shortened(value)}, not of type {_name(wanted[part])}") from None
        except ValueError as error:
            raise ValueError(f"{name}.{part} is {shortened(value)}: {error}") from None
    try:
        return kind(**given)
    except TypeError:
        raise ValueError(f"an incomplete {name}: {shortened(values)}") from None


def _name(kind: Any) -> str:
    """Of an annotation's plain type."""
    plain = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    return (get_origin(plain) or plain).__name__
