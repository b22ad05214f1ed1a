"""Looks up colour names and codes and finds the nearest basic colour. Standard library only.

colours.tsv holds the CSS names and everyday ones, each in sRGB; the basic colours have the values of the toys' own
paint. Names have no spaces: "sky blue" is skyblue. Codes such as #ff0000 count as names.
"""

from __future__ import annotations

import colorsys
import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("colours.tsv")
# Weights of differences in lightness and chroma; that in hue has 1, so navy is nearer to blue than to black.
LIGHTNESS, CHROMA = 0.35, 0.4
GREYNESS = 0.042  # colours with less chroma count as black, grey or white
GREYS = frozenset(("black", "grey", "white"))
BASES = frozenset("red orange yellow green cyan blue purple pink brown black grey white".split())  # the basic colours


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


def find(name: str) -> Colour | None:
    """Returns the colour of a name in the table or a CSS code, or None. Codes: #f00, #ff0000, rgb(255, 0, 0), hsl()."""
    if name in table():
        return table()[name]
    srgb = _hexadecimal(name) if name.startswith("#") else _function(name)
    return Colour(*oklab(srgb), "") if srgb else None


def nearest(name: str, known: Collection[str]) -> str:
    """Returns the known colour most like `name`; "" if none of them is in the table, or `name` is no colour."""
    wanted, places = find(name), {each: table()[each] for each in known if each in table()}
    if wanted is None:
        return ""
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


def _hexadecimal(code: str) -> str:
    """Turns #rgb, #rgba, #rrggbb or #rrggbbaa into "#rrggbb". Returns "" for anything else."""
    digits = code[1:]
    if not re.fullmatch(r"[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8}", digits):
        return ""
    return f"#{digits[:6]}" if len(digits) > 4 else "#" + "".join(2 * digit for digit in digits[:3])


def _function(code: str) -> str:
    """Turns rgb(...) or hsl(...) into "#rrggbb" without its opacity. Returns "" for anything else."""
    found = re.fullmatch(r"(rgb|hsl)a?\((.*)\)", code)
    values = re.findall(r"(-?\d+(?:\.\d+)?)(%?)", found[2])[:3] if found else []
    if found is None or len(values) < 3:
        return ""
    numbers = [float(number) for number, _ in values]
    if found[1] == "hsl":
        hue, saturation, lightness = numbers[0] / 360 % 1, _share(numbers[1] / 100), _share(numbers[2] / 100)
        shares = colorsys.hls_to_rgb(hue, lightness, saturation)
    else:
        shares = [_share(number / (100 if sign else 255)) for number, (_, sign) in zip(numbers, values, strict=True)]
    return "#" + "".join(f"{round(255 * share):02x}" for share in shares)


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


def to_linear(channel: float) -> float:
    """One channel, from sRGB to linear light, both 0..1 (IEC 61966-2-1)."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _distance(one: Colour, other: Colour, lightness: float) -> float:
    apart = (one.a - other.a) ** 2 + (one.b - other.b) ** 2
    in_chroma = one.chroma - other.chroma
    in_hue = math.sqrt(max(0.0, apart - in_chroma**2))
    return math.hypot(lightness * (one.lightness - other.lightness), CHROMA * in_chroma, in_hue)
