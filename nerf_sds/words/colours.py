"""Names of colours as people write them, and which of those that a diffusion model knows is nearest to one.

colours.tsv has CSS's names and everyday ones, each in sRGB; the toybox's twelve have the values of its own paint. Words
that are written apart stand together: "sky blue" is skyblue. Standard library only.
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
)  # the weights of these differences beside hue: navy is rather blue than black
GREYNESS = 0.042  # a colour of less chroma is one of black, grey and white
GREYS = frozenset(("black", "grey", "white"))


@dataclass(frozen=True)
class Colour:
    """A place in OKLab (Björn Ottosson, 2020), where hues stay what they are called when they become darker."""

    lightness: float  # 0..1
    a: float
    b: float
    family: str  # what people call it when its place says something else

    @property
    def chroma(self) -> float:
        return math.hypot(self.a, self.b)


@cache
def table() -> dict[str, Colour]:
    """Every colour by its name, which has no spaces and "grey" as the British write it."""
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]
    return {name: Colour(*oklab(srgb), family) for name, srgb, family in rows}


def nearest(name: str, known: Collection[str]) -> str:
    """Which of the known colours looks most like a colour of the table; empty when none of them is in the table."""
    wanted, places = table()[name], {each: table()[each] for each in known if each in table()}
    if wanted.family in places:
        return wanted.family
    is_grey = wanted.chroma < GREYNESS
    alike = [each for each in places if (each in GREYS) == is_grey] or [*places]
    lightness = 1.0 if is_grey else LIGHTNESS
    return min(alike, key=lambda each: _distance(places[each], wanted, lightness), default="")


def oklab(srgb: str) -> tuple[float, float, float]:
    """Reads "#rrggbb" as lightness, a and b."""
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
