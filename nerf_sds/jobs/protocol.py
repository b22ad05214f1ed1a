"""The messages between the host (Blender or the command line) and the worker, one JSON object per line.

For each assignment the host sends a Begin to the worker's stdin, then one Request per job folder, then further
Commands. After the last event of all folders it may send the next Begin. Closing stdin cancels the jobs and ends the
worker. The worker writes Events to stdout, each with its job folder. The last event of each folder is exactly one of
Done, Failed and Cancelled. Command and Event are closed unions.

Messages contain no arrays: they name files relative to the job folder. Standard library only.
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
GRACE = 2.0  # seconds that the worker has for checkpoints after stdin has closed
PROPS, CONCEPT = "props", "concept"  # kinds of work


@dataclass(frozen=True)
class Begin:
    """The worker's next assignment. A line with the Request of each folder follows."""

    work: str  # PROPS or CONCEPT
    folders: list[str]


@dataclass(frozen=True)
class Cancel:
    """Stops the current assignment. Its folders get a checkpoint if they have taken a step, and a last event."""


@dataclass(frozen=True)
class View:
    """The artist's camera. Coordinates are metres in the prop's axes: origin at the centre of the base, Z up.

    Only the latest view counts. Matrices are row-major with the conventions of OpenGL and Blender. Raises ValueError
    with one line if a matrix is not 16 finite numbers, or a side is not in 0..65535.
    """

    number: int  # increases with each view
    c2w: list[float]  # 16 values: camera-to-world matrix, in the prop's axes
    projection: list[float]  # 16 values: projection to -1..1 in the viewport, perspective or orthographic
    width: int  # of the viewport in pixels; 0 if nobody is watching
    height: int  # of the viewport in pixels
    mesh: bool = False  # whether coarse meshes are wanted instead of pictures

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
    first_step: Count = 0  # above 0 if the run continues from a checkpoint


@dataclass(frozen=True)
class Entered:
    """A stage has begun.

    `title` is for people, such as "Loading the diffusion model", "Optimising" or "Baking the texture".
    """

    title: str


@dataclass(frozen=True)
class Progress:
    """The number of steps taken so far, the speed and the loss."""

    step: Count  # steps taken so far
    steps: Count
    steps_per_second: Annotated[float, Range(0.0, 1e9)]
    seconds_left: Annotated[float, Range(0.0, 1e15)]
    loss: Number


@dataclass(frozen=True)
class Preview:
    """A turntable frame of the current field, an RGB picture."""

    path: str
    step: Count
    azimuth: Number  # degrees


@dataclass(frozen=True)
class Frame:
    """The current field seen through a View: a rectangle (the card) in the prop's axes that faces the view's camera."""

    path: str  # .npy, (H, W, 5) float16, bottom row first: see `worker.live_view.Picture`
    view: Count  # the number of the View
    step: Count
    centre: Annotated[list[Metres], Length(3, 3)]  # of the card, (3,) in metres
    width: Metres  # of the card
    height: Metres


@dataclass(frozen=True)
class CoarseMesh:
    """The current surface with few triangles."""

    path: str  # .npz: vertices (V, 3) float32, metres; faces (F, 3) int32; colours (V, 3) uint8 sRGB
    step: Count


@dataclass(frozen=True)
class Noticed:
    """Something the artist should know while the run continues, such as words that the model does not know."""

    message: str


@dataclass(frozen=True)
class Done:
    """The finished prop is in the job folder."""

    seconds: Seconds
    finishing: Seconds = 0.0  # part of `seconds`, after the last step; 0 in records of earlier versions


@dataclass(frozen=True)
class Failed:
    """The run ended without a prop."""

    reason: str  # one line that says what to do
    log: str = ""  # last lines of the log, if the worker died without a last event


@dataclass(frozen=True)
class Cancelled:
    """The run was stopped. `resumable` is True if the job folder has a checkpoint."""

    step: Count
    resumable: bool


Command = Begin | Request | View | Cancel
LastEvent = Done | Failed | Cancelled
Passing = Frame | CoarseMesh  # events for the live view, which are not recorded
Event = Started | Entered | Progress | Preview | Passing | Noticed | LastEvent
_KINDS = {kind.__name__: kind for kind in (*Command.__args__, *Event.__args__)}


def encode(message: Command | Event) -> str:
    """Returns the message as a line of JSON without a line break. `decode` is the inverse."""
    return _line(values_of(message))


def decode(line: str | bytes) -> Command | Event:
    """Parses a line from `encode`. Raises ValueError with one line if it is no message or has a value out of range."""
    try:
        return message(strict_json.parse(line))
    except Damaged as error:
        raise ValueError(f"not a message: {error}") from None


def tell(of: str, event: Event) -> str:
    """Returns an event with its job folder `of` as a line of JSON without a line break. `told` is the inverse."""
    return _line({"of": of, "event": values_of(event)})


def told(line: str) -> tuple[str, Event]:
    """Parses a line from `tell` into the job folder and the event. Raises ValueError for any other line."""
    match strict_json.parse(line):
        case {"of": str(of), "event": dict(values)}:
            event = message(values)
        case _:
            raise ValueError(f"nothing that was told: {line[:80]!r}")
    if isinstance(event, Command):
        raise ValueError(f"nothing that was told: {line[:80]!r}")
    return of, event


def _line(values: dict[str, Any]) -> str:
    """Encodes JSON. Invalid Unicode, for instance from a file name in an error, becomes "?"."""
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def values_of(message: Command | Event) -> dict[str, Any]:
    """Returns the message as values of JSON. `message` is the inverse."""
    return {"type": type(message).__name__, **asdict(message)}


def message(values: Any) -> Command | Event:
    """Returns the message of these values. Raises ValueError with one line if they are none, or out of range."""
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
    """Returns the name of an annotation's plain type."""
    plain = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    return (get_origin(plain) or plain).__name__
