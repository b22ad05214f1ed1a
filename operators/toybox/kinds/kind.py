"""What a kind of the toybox is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .shapes import ToyShape


@dataclass(frozen=True)
class Kind:
    """A kind of prop that can be built in any colour."""

    name: str  # as in a caption: "treasure chest"
    model: Callable[[ToyShape], None]  # adds the parts to a shape
    synonyms: tuple[str, ...] = ()
    front: bool = False  # True if the front (-Y) clearly differs from the back
