"""The colours of the toybox: the twelve names that a prompt may use, and the fixed accent colours of the props."""

from __future__ import annotations

import colorsys
from random import Random

from ...nerf_sds.words.colours import to_linear
from .kinds.shapes import DARK, LIGHT, MAIN

Colour = tuple[float, float, float]  # sRGB, 0..1

COLOURS = {
    "red": "#d32424",
    "orange": "#f57a1a",
    "yellow": "#f7d22e",
    "green": "#3aa347",
    "cyan": "#2cc6d8",
    "blue": "#2c5ad0",
    "purple": "#7a3bb5",
    "pink": "#f48ab8",
    "brown": "#7b4a2a",
    "black": "#29292e",
    "grey": "#8b8b8b",
    "white": "#f3f3ef",
}
ACCENTS = {
    "charcoal": "#2c2c34",
    "cream": "#f4e4c4",
    "snow": "#fbfbfb",
    "wood": "#a8703e",
    "bark": "#6b452b",
    "steel": "#b4bac4",
    "stone": "#7f8288",
    "glass": "#bfe4f4",
    "gold": "#e5b23a",
    "carrot": "#f28a24",
    "cherry": "#c81e32",
    "blossom": "#f58fb0",
    "terracotta": "#bf6a45",
    "coffee": "#4a2c1a",
    "dough": "#d9a05c",
    "leaf": "#4c9a3f",
    "lemon": "#ffe98a",
}


def parse(text: str) -> Colour:
    """Returns the colour that is written as "#rrggbb"."""
    red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def linear(colour: Colour) -> Colour:
    """Converts an sRGB colour to the linear values that Blender's materials take."""
    red, green, blue = map(to_linear, colour)
    return red, green, blue


def shades(name: str, random: Random) -> dict[str, Colour]:
    """Returns all colours of a prop by the names that its parts use.

    `name` is a key of COLOURS. `random` varies that colour a little from prop to prop.
    """
    hue, saturation, value = colorsys.rgb_to_hsv(*parse(COLOURS[name]))
    hue = (hue + random.uniform(-0.012, 0.012)) % 1
    saturation = min(1.0, saturation * random.uniform(0.92, 1.08))
    value = min(1.0, value * random.uniform(0.92, 1.08))
    return {
        MAIN: colorsys.hsv_to_rgb(hue, saturation, value),
        DARK: colorsys.hsv_to_rgb(hue, saturation, 0.75 * value),
        LIGHT: colorsys.hsv_to_rgb(hue, 0.75 * saturation, 0.82 * value + 0.18),
        **{accent: parse(text) for accent, text in ACCENTS.items()},
    }
