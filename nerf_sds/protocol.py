"""What the host (Blender or the command line) and the worker say to each other: one JSON object a line.

The host sends one Request for each job folder on the worker's stdin and keeps it open for further Commands, a closed
union: closing it cancels. The worker answers with Events, another one, on stdout, and tells of which folder they are;
exactly one of Done, Failed and Cancelled is the last of each.
Arrays never travel in messages: they name files, relative to the job folder. Standard library only.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, fields
from typing import Any, get_origin, get_type_hints

from .config import Request


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
class Frame:
    """The growing field as a View shows it: a card that stands in the prop's axes and faces the view's camera."""

    path: str  # .npy, (H, W, 5) float16, the bottom row first: see `live.Picture`
    view: int  # the number of the View
    step: int
    centre: list[float]  # 3, of the card, metres
    width: float  # of the card, metres
    height: float  # metres


@dataclass(frozen=True)
class CoarseMesh:
    """The surface as it is now, with few triangles."""

    path: str  # .npz: vertices (V, 3) float32, metres; faces (F, 3) int32; colours (V, 3) uint8 sRGB
    step: int


@dataclass(frozen=True)
class Noticed:
    """Something the artist should know, and the run goes on: words that the model does not know, a fallback."""

    message: str


@dataclass(frozen=True)
class Done:
    """The finished prop lies in the job folder."""

    seconds: float
    finishing: float = 0.0  # of them, after the last step; 0 in records of earlier versions


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


Command = Request | View
LastEvent = Done | Failed | Cancelled
Passing = Frame | CoarseMesh  # what is only for whoever watches now
Event = Started | Entered | Progress | Preview | Passing | Noticed | LastEvent
_KINDS = {kind.__name__: kind for kind in (*Command.__args__, *Event.__args__)}


def encode(message: Command | Event) -> str:
    """The line, without its end, that `decode` turns back into an equal message."""
    return json.dumps(_values(message), ensure_ascii=False)


def decode(line: str) -> Command | Event:
    """Raises ValueError when the line is not a message of this protocol, or a Command with a value out of range."""
    try:
        return _message(json.loads(line))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"not a message: {line[:80]!r}") from error


def tell(of: str, event: Event) -> str:
    """The line, without its end, that `told` turns back into whom the event is of, and the event."""
    return json.dumps({"of": of, "event": _values(event)}, ensure_ascii=False)


def told(line: str) -> tuple[str, Event]:
    """Raises ValueError when the line is none of `tell`."""
    try:
        values = json.loads(line)
        of, event = values["of"], _message(values["event"])
    except (json.JSONDecodeError, RecursionError, KeyError, TypeError) as error:
        raise ValueError(f"nothing that was told: {line[:80]!r}") from error
    if not isinstance(of, str) or isinstance(event, Command):
        raise ValueError(f"nothing that was told: {line[:80]!r}")
    return of, event


def _values(message: Command | Event) -> dict[str, Any]:
    return {"type": type(message).__name__, **asdict(message)}


def _message(values: Any) -> Command | Event:
    """Raises ValueError when the values are no message, or out of range."""
    try:
        values = dict(values)
        kind = _KINDS[values.pop("type")]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a message: {repr(values)[:80]}") from error
    if unknown := values.keys() - {f.name for f in fields(kind)}:
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    for name, wanted in get_type_hints(kind).items():
        plain = get_origin(wanted) or wanted
        if name in values and not isinstance(values[name], (int, float) if plain is float else plain):
            raise ValueError(f"{kind.__name__}.{name} is {values[name]!r:.40}, not of type {plain.__name__}")
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(f"an incomplete {kind.__name__}: {repr(values)[:80]}") from error
