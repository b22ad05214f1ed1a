"""What a farm is asked for: order.json, checked by the same function on both sides. Standard library only.

An order is data and nothing else: it names no path, no address and no command, and what it names is built in or known.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from .. import models
from ..config import Request, Schedule, preset_of
from ..disk import files, strict_json
from ..jobs import start_mesh
from ..jobs.batch import checked_name
from ..jobs.protocol import message

ORDER = "order.json"
CANCEL = "cancel.json"
VERSION = 1  # of the format
LARGEST = 200_000_000  # bytes of an order
MOST = 10_000  # props of an order
MOST_STEPS = 100_000  # of a prop
LEAST_GPU = 0.01  # of a GPU, a prop
HIGHEST = 1_000_000  # priority, and as far below 0


@dataclass(frozen=True)
class OrderedProp:
    """One prop of an order."""

    name: str  # a label that tells it from the others; never a path
    request: Request  # its device is the farm's affair
    priority: int = 0  # -HIGHEST .. HIGHEST; higher ones start first
    scored: bool = False  # whether it is to be compared with others of its prompt: see `exploration.py`
    start: bytes = b""  # start.npz, where the request names one


@dataclass(frozen=True)
class Order:
    """The props of one run on a farm."""

    props: tuple[OrderedProp, ...]
    gpus: float = 1.0  # of a GPU, a prop: LEAST_GPU .. 1; without meaning where there is none


@dataclass(frozen=True)
class Cancellation:
    """Props of a run that nobody wants any more."""

    run: str  # the Ray job's submission id
    names: tuple[str, ...]


def write(order: Order) -> bytes:
    """The order as a file. Raises ValueError with one line where `read` would."""
    props = [
        {
            "name": prop.name,
            "request": {"type": Request.__name__, **asdict(prop.request)},
            "priority": prop.priority,
            "scored": prop.scored,
            "start": base64.b64encode(prop.start).decode(),
        }
        for prop in order.props
    ]
    data = json.dumps({"version": VERSION, "gpus": order.gpus, "props": props}).encode()
    read(data)
    return data


def read(data: bytes) -> Order:
    """The order of a file. Raises ValueError with one line that says what is wrong with it."""
    values = _parsed(data, {"version": int, "gpus": float, "props": list}, ORDER)
    if values["version"] != VERSION:
        raise ValueError(
            f"The order is of format {values['version']}, and this Propsmith reads {VERSION}: have the same version of "
            "Propsmith on the farm and here"
        )
    if not LEAST_GPU <= values["gpus"] <= 1:
        raise ValueError(f"{values['gpus']:g} of a GPU for a prop is out of range: choose {LEAST_GPU} to 1")
    if not 1 <= len(values["props"]) <= MOST:
        raise ValueError(f"An order of {len(values['props'])} props: order 1 to {MOST}")
    props = tuple(_prop(entry) for entry in values["props"])
    _check_different(prop.name for prop in props)
    return Order(props, float(values["gpus"]))


def write_cancellation(cancellation: Cancellation) -> bytes:
    """As a file. Raises ValueError with one line where `read_cancellation` would."""
    data = json.dumps(asdict(cancellation)).encode()
    read_cancellation(data)
    return data


def read_cancellation(data: bytes) -> Cancellation:
    """From a file. Raises ValueError with one line."""
    values = _parsed(data, {"run": str, "names": list}, CANCEL)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}", values["run"]):
        raise ValueError(f"{values['run']!r:.40} is not the name of a run")
    if len(values["names"]) > MOST:
        raise ValueError(f"{CANCEL} has more than {MOST} names")
    return Cancellation(values["run"], tuple(_name(name) for name in values["names"]))


def read_names(line: bytes) -> tuple[str, ...]:
    """The props that a host takes back with a line {"cancel": [names]}. Raises ValueError with one line."""
    return tuple(_name(name) for name in _parsed(line, {"cancel": list}, "The command")["cancel"])


def check(request: Request) -> None:
    """Raises ValueError with one line for what no farm makes, though a worker may."""
    if request.prior not in (*models.BUILT_IN, *models.MODELS):
        known = ", ".join((*models.SHIPPED, *models.MODELS))
        raise ValueError(f"a farm has no diffusion model {request.prior!r:.60}: choose one of {known}")
    if (steps := sum(abs(stage.steps) for stage in preset_of(request, Schedule).stages)) > MOST_STEPS:
        raise ValueError(f"{steps} steps are more than a farm takes: choose at most {MOST_STEPS}")


def _prop(entry: Any) -> OrderedProp:
    kinds = {"name": str, "request": dict, "priority": int, "scored": bool, "start": str}
    values = _checked(entry, kinds, "A prop of the order")
    name = _name(values["name"])
    try:
        request = _request(values["request"])
        start = _start(values["start"], request)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
    if not -HIGHEST <= values["priority"] <= HIGHEST:
        raise ValueError(f"{name}: the priority is out of range: choose {-HIGHEST} to {HIGHEST}")
    return OrderedProp(name, request, values["priority"], values["scored"], start)


def _request(values: dict[str, Any]) -> Request:
    request = message(values)
    if not isinstance(request, Request):
        raise ValueError("this is no request")
    check(request)
    return request


def _start(text: str, request: Request) -> bytes:
    try:
        start = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        raise ValueError("the mesh to start from is not in base64") from None
    start_mesh.check(start, request)
    return start


def _name(name: Any) -> str:
    if not isinstance(name, str):
        raise ValueError(f"{name!r:.40} is not the name of a prop")
    return checked_name(name)


def _check_different(names: Iterable[str]) -> None:
    taken: set[str] = set()
    for name in names:
        if name.casefold() in taken:
            raise ValueError(f"{name} is the name of two props: give another name")
        taken.add(name.casefold())


def _parsed(data: bytes, kinds: dict[str, type], title: str) -> dict[str, Any]:
    """The object of a file with just these keys, of these kinds. Raises ValueError."""
    if len(data) > LARGEST:
        raise ValueError(f"{title} is larger than {LARGEST // 1_000_000} MB: order fewer props at a time")
    try:
        values = strict_json.parse(data)
    except files.Damaged as error:
        raise ValueError(f"{title} cannot be read: {str(error)[:80]}") from None
    return _checked(values, kinds, title)


def _checked(values: Any, kinds: dict[str, type], title: str) -> dict[str, Any]:
    if not isinstance(values, dict):
        raise ValueError(f"{title} is no object of JSON")
    if strange := sorted(values.keys() ^ kinds.keys()):
        word = "has no" if strange[0] in kinds else "cannot have"
        raise ValueError(f"{title} {word} {strange[0]!r:.40}")
    for name, kind in kinds.items():
        wanted = (int, float) if kind is float else kind
        if not isinstance(values[name], wanted) or (isinstance(values[name], bool) and kind is not bool):
            raise ValueError(f"{title}: {name} is {values[name]!r:.40}, not of type {kind.__name__}")
    return values
