"""The kinds of the toybox, each a function that adds its parts to a shape."""

from __future__ import annotations

from . import animals, buildings, food, household, leisure, outdoors, stories, tools, vehicles
from .kind import Kind

ROOMS = (animals, buildings, food, household, leisure, outdoors, stories, tools, vehicles)
KINDS: dict[str, Kind] = {kind.name: kind for room in ROOMS for kind in room.KINDS}
