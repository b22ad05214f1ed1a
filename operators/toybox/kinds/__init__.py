"""The kinds of the toybox, each a function that adds its parts to a shape."""

from __future__ import annotations

from . import (
    animals,
    buildings,
    clothing,
    devices,
    food,
    furniture,
    household,
    leisure,
    outdoors,
    people,
    stories,
    tools,
    vehicles,
    weapons,
)
from .kind import Kind

ROOMS = (
    animals,
    buildings,
    clothing,
    devices,
    food,
    furniture,
    household,
    leisure,
    outdoors,
    people,
    stories,
    tools,
    vehicles,
    weapons,
)
KINDS: dict[str, Kind] = {kind.name: kind for room in ROOMS for kind in room.KINDS}
