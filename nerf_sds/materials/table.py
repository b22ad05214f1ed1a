"""Materials, and what known kinds of things are made of. Standard library only.

materials.tsv has a row for each material: roughness and metallic, the albedo that it comes in (CIELAB lightness, chroma
and hue in degrees), and the words for it. Lightness and chroma are wider where a prompt says the material than where
only the albedo speaks for it. kinds.tsv tells the material of a thing's body, those of its parts, and the names of such
things.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
GREY = 8.0  # CIELAB chroma below which the hue says nothing

Range = tuple[float, float]


@dataclass(frozen=True)
class Material:
    """A material, and the albedo that it comes in: ranges of CIELAB lightness, chroma and hue in degrees."""

    name: str
    roughness: float  # 0..1
    metallic: float  # 0 or 1
    said: tuple[Range, Range]  # lightness and chroma if the prompt says the material
    seen: tuple[Range, Range]  # likewise if nothing but the albedo speaks for it
    hue: Range

    def fits(self, lightness: float, chroma: float, hue: float, said: bool = False) -> bool:
        """True if the material comes in that albedo. `said` tells that the prompt names the material."""
        light, colourful = self.said if said else self.seen
        is_hue = chroma < GREY or _within(hue, self.hue)
        return is_hue and _within(lightness, light) and _within(chroma, colourful)


@dataclass(frozen=True)
class Kind:
    """What a kind of thing is made of."""

    body: Material
    parts: tuple[Material, ...]


def _within(value: float, bounds: Range) -> bool:
    return bounds[0] <= value <= bounds[1]


@cache
def materials() -> dict[str, Material]:
    """Returns the materials by name."""
    return {row[0]: _material(row) for row in _rows("materials.tsv")}


@cache
def words() -> dict[str, Material]:
    """Returns the materials by the words for them."""
    return {word: materials()[row[0]] for row in _rows("materials.tsv") for word in _listed(row[8])}


@cache
def kinds() -> dict[str, Kind]:
    """Returns what things are made of by their names, which may have several words."""
    found = {}
    for body, parts, names in _rows("kinds.tsv"):
        kind = Kind(materials()[body], tuple(materials()[part] for part in _listed(parts)))
        found |= dict.fromkeys(_listed(names), kind)
    return found


def _material(row: list[str]) -> Material:
    ranges = [*map(_range, row[3:8])]
    said, seen = (ranges[0], ranges[1]), (ranges[2], ranges[3])
    return Material(row[0], float(row[1]), float(row[2]), said, seen, ranges[4])


def _range(text: str) -> Range:
    low, high = map(float, text.split("-"))
    return low, high


def _listed(text: str) -> list[str]:
    return text.split(", ") if text else []


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (HERE / name).read_text("utf-8").splitlines()[1:]]
