"""Looks up colour names and finds the nearest colour that a diffusion model knows. Standard library only.

colours.tsv holds the CSS names and everyday ones, each in sRGB; the toybox's twelve colours have the values of its own
paint. Names have no spaces: "sky blue" is skyblue.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("colours.tsv")
LIGHTNESS, CHROMA = (
    0.35,
    0.4,
)  # weights of lightness and chroma differences; hue has 1, so navy is nearer to blue than to black
GREYNESS = 0.042  # colours with less chroma count as black, grey or white
GREYS = frozenset(("black", "grey", "white"))


@dataclass(frozen=True)
class Colour:
    """A colour in OKLab (Björn Ottosson, 2020). In this space a colour keeps its hue when it becomes darker."""

    lightness: float  # 0..1
    a: float
    b: float
    family: str  # the basic colour that people call it, if its position suggests another; else empty

    @property
    def chroma(self) -> float:
        """The distance from the grey axis, 0 for greys."""
        return math.hypot(self.a, self.b)


@cache
def table() -> dict[str, Colour]:
    """Returns all colours by name. Names have no spaces and the British spelling "grey"."""
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]
    return {name: Colour(*oklab(srgb), family) for name, srgb, family in rows}


def nearest(name: str, known: Collection[str]) -> str:
    """Returns the known colour that looks most like the colour `name` of the table.

    Returns an empty string if none of the known colours is in the table. Raises KeyError if `name` is not.
    """
    wanted, places = table()[name], {each: table()[each] for each in known if each in table()}
    if wanted.family in places:
        return wanted.family
    is_grey = wanted.chroma < GREYNESS
    alike = [each for each in places if (each in GREYS) == is_grey] or [*places]
    lightness = 1.0 if is_grey else LIGHTNESS
    return min(alike, key=lambda each: _distance(places[each], wanted, lightness), default="")


def oklab(srgb: str) -> tuple[float, float, float]:
    """Converts "#rrggbb" (sRGB) to OKLab: lightness in 0..1, a and b."""
    values = [int(srgb[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = map(to_linear, values)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def to_linear(channel: float) -> float:
    """One channel, from sRGB to linear light, both 0..1 (IEC 61966-2-1)."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _distance(one: Colour, other: Colour, lightness: float) -> float:
    apart = (one.a - other.a) ** 2 + (one.b - other.b) ** 2
    in_chroma = one.chroma - other.chroma
    in_hue = math.sqrt(max(0.0, apart - in_chroma**2))
    return math.hypot(lightness * (one.lightness - other.lightness), CHROMA * in_chroma, in_hue)
