"""A part that several clothes share."""

from __future__ import annotations

from ..shapes import Part, lathe, rounded


def bow_wing() -> Part:
    """Returns the upper half of a bow that stands on its knot, of height 1."""
    cloth = [(0, 0), (0.12, 0), (0.16, 0.12), (0.46, 0.8), (0.46, 0.98), (0.36, 0.94), (0, 0.72)]
    return lathe(rounded(cloth, 1), 20).stretch(y=0.5)
