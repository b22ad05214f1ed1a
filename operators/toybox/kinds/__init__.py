"""The kinds of the toybox, each a function that adds its parts to a shape."""

from __future__ import annotations

from . import animals, food, household, leisure, outdoors, stories
from .kind import Kind

ROOMS = (animals, food, household, leisure, outdoors, stories)
KINDS: dict[str, Kind] = {kind.name: kind for room in ROOMS for kind in room.KINDS}
