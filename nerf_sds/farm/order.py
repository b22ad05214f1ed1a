"""The order that a host sends to a farm: order.json. The same code checks it on both sides. Standard library only.

An order is only data: it holds no path, no address and no command, and it can name only built-in and known models.
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
VERSION = 1  # of the file format
LARGEST = 200_000_000  # bytes: the largest order
MOST = 10_000  # props in an order
MOST_STEPS = 100_000  # steps of a prop
LEAST_GPU = 0.01  # the smallest share of a GPU for a prop
HIGHEST = 1_000_000  # priorities lie in -HIGHEST..HIGHEST


@dataclass(frozen=True)
class OrderedProp:
    """One prop of an order."""

    name: str  # a unique label, never a path
    request: Request  # the farm chooses the device itself
    priority: int = 0  # -HIGHEST .. HIGHEST; higher ones start first
    scored: bool = False  # whether to score the prop against others of the same prompt; see `exploration.py`
    start: bytes = b""  # the content of start.npz, if the request starts from a mesh


@dataclass(frozen=True)
class Order:
    """The props of one run on a farm."""

    props: tuple[OrderedProp, ...]
    gpus: float = 1.0  # share of a GPU for each prop, LEAST_GPU..1; ignored on a farm without GPUs


@dataclass(frozen=True)
class Cancellation:
    """Names props of a run that are no longer wanted."""

    run: str  # the Ray job's submission id
    names: tuple[str, ...]


def write(order: Order) -> bytes:
    """Returns the order as the bytes of order.json. Raises ValueError with one line if `read` would refuse them."""
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
    """Parses order.json. Raises ValueError with one line that says what is wrong."""
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
    """Returns the bytes of cancel.json. Raises ValueError with one line if `read_cancellation` would refuse them."""
    data = json.dumps(asdict(cancellation)).encode()
    read_cancellation(data)
    return data


def read_cancellation(data: bytes) -> Cancellation:
    """Parses cancel.json. Raises ValueError with one line."""
    values = _parsed(data, {"run": str, "names": list}, CANCEL)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}", values["run"]):
        raise ValueError(f"{values['run']!r:.40} is not the name of a run")
    if len(values["names"]) > MOST:
        raise ValueError(f"{CANCEL} has more than {MOST} names")
    return Cancellation(values["run"], tuple(_name(name) for name in values["names"]))


def read_names(line: bytes) -> tuple[str, ...]:
    """Parses a host's command {"cancel": [names]} and returns the names. Raises ValueError with one line."""
    return tuple(_name(name) for name in _parsed(line, {"cancel": list}, "The command")["cancel"])


def check(request: Request) -> None:
    """Raises ValueError with one line if no farm makes this request, even where a local worker would."""
    if request.prior not in (*models.BUILT_IN, *models.MODELS):
        known = ", ".join((models.SHIPPED, *models.MODELS))
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
    """Parses a JSON object that must have exactly the keys of `kinds`, each with its type. Raises ValueError."""
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
