"""Music, trophies and devices of the toybox."""

from __future__ import annotations

from ..kind import Kind
from . import gadgets

KINDS = (
    Kind("drum", gadgets.drum, ("snare drum", "toy drum")),
    Kind("guitar", gadgets.guitar, ("acoustic guitar",), front=True),
    Kind("violin", gadgets.violin, ("fiddle",), front=True),
    Kind("bell", gadgets.bell),
    Kind("trophy", gadgets.trophy, ("trophy cup",)),
    Kind("shield", gadgets.shield, ("knight's shield",), front=True),
    Kind("clock", gadgets.clock, ("alarm clock",), front=True),
    Kind("television", gadgets.television, ("tv", "telly", "television set"), front=True),
    Kind("camera", gadgets.camera, ("photo camera",), front=True),
)
