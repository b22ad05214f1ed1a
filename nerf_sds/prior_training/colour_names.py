"""Common names of colours, and the names that fit a mesh's colours.

Values are sRGB. Names follow CSS and the everyday names of the xkcd colour survey.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..mesh.srgb import to_linear

RGB = tuple[float, float, float]

COLOURS: dict[str, str] = {
    "red": "#d32424", "bright red": "#f01414", "dark red": "#8b0f12", "crimson": "#b0122f", "scarlet": "#e0261a",
    "maroon": "#6b1220", "burgundy": "#5e1228", "orange": "#f57a1a", "dark orange": "#c9560c", "peach": "#fbbf94",
    "salmon": "#f28a74", "coral": "#fa6f57", "brown": "#7b4a2a", "dark brown": "#4a2b18", "light brown": "#a9764a",
    "reddish brown": "#7e3a22", "tan": "#c9a679", "beige": "#e0d0ae", "cream": "#f5ebcb", "ivory": "#f6f2e2",
    "sand": "#d8c08c", "yellow": "#f7d22e", "bright yellow": "#fbea1e", "pale yellow": "#f6eba0",
    "mustard": "#c99a1e", "gold": "#d4a017", "golden": "#d8a520", "bronze": "#93652c", "copper": "#b26a3c",
    "olive": "#6f7226", "lime": "#9fdc2c", "green": "#3aa347", "bright green": "#2fcf3f", "dark green": "#1d5a2a",
    "light green": "#95d98c", "mint": "#aeecc8", "forest green": "#2a6a34", "moss green": "#6c7f3a",
    "emerald": "#0f9b63", "teal": "#107f80", "turquoise": "#35cfc0", "cyan": "#2cc6d8", "aqua": "#46e0e6",
    "light blue": "#9fcdf0", "sky blue": "#74b8ea", "blue": "#2c5ad0", "bright blue": "#1f4cf2",
    "dark blue": "#172c78", "navy": "#141f4d", "royal blue": "#3355d8", "indigo": "#40269a", "purple": "#7a3bb5",
    "dark purple": "#45206e", "violet": "#8a55dd", "lavender": "#c0aee8", "lilac": "#caa4dc", "magenta": "#d12aa6",
    "pink": "#f48ab8", "hot pink": "#f24c9c", "pale pink": "#f8cbd8", "black": "#232326", "charcoal": "#3c3d41",
    "dark grey": "#57585b", "grey": "#8b8b8b", "light grey": "#bfc0c2", "silver": "#aab0b8", "white": "#f3f3ef",
}  # fmt: skip
SPELLINGS = {"grey": "gray"}  # words with two spellings
WOODS = "wood wooden oak oaken pine timber log bamboo".split()
MATERIALS = [
    *WOODS, *"""stone brick marble sandstone clay mud adobe terracotta ceramic porcelain glass metal iron steel
    brass bronze copper silver gold golden rusty plastic rubber leather fabric cloth velvet wicker straw thatched paper
    cardboard concrete bone ice wool woolen fur furry leafy mossy""".split(),
]  # fmt: skip


def parse(text: str) -> RGB:
    """Parses "#rrggbb" as sRGB in 0..1."""
    red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


NAMES = (*COLOURS,)
VALUES: NDArray[np.float64] = np.array([parse(text) for text in COLOURS.values()])


def lab(rgb: NDArray) -> NDArray[np.float64]:
    """Converts sRGB (..., 3) in 0..1 to CIELAB under D65, whose distances match perceived differences."""
    xyz = to_linear(rgb) @ np.array([[0.4124, 0.2126, 0.0193], [0.3576, 0.7152, 0.1192], [0.1805, 0.0722, 0.9505]])
    f = np.cbrt(xyz / (0.9505, 1.0, 1.089))
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


NAMED = lab(VALUES)
ONE = 22.0  # CIELAB distance below which colours of a mesh count as the same
SEEN = 400  # triangles of a mesh whose colours are examined, sampled evenly by area
NEAR = 17.0  # CIELAB distance beyond which a name does not fit a colour


def names_of(rgb: NDArray, most: int = 3) -> list[str]:
    """Returns at most `most` names for an sRGB colour (3,) in 0..1, the nearest first; none if no name is near."""
    distances = np.linalg.norm(NAMED - lab(np.asarray(rgb)), axis=-1)
    best = np.argsort(distances)[:most]
    limit = min(NEAR, distances[best[0]] + 6)
    return [NAMES[i] for i in best if distances[i] <= limit]


def main_colours(vertices: NDArray, faces: NDArray, colours: NDArray, most: int = 3) -> list[tuple[NDArray, float]]:
    """Returns at most `most` colours that cover most of a mesh, each as (sRGB (3,) in 0..1, share of the area).

    `vertices` is (V, 3), `faces` (F, 3), `colours` (V, 3) in 0..255. Each colour is found in turn: of 24 triangles
    without a colour yet, the one with the largest remaining area within ONE of its colour is chosen, and the mean of
    that area is the colour. If the mesh has no area, all triangles weigh the same.
    """
    corners = vertices[faces]
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=-1)
    area = area / area.sum() if area.sum() > 0 else np.full(len(faces), 1 / len(faces))
    shade = colours[faces].mean(1) / 255
    if len(area) > SEEN:
        chosen = np.searchsorted(area.cumsum(), (np.arange(SEEN) + 0.5) / SEEN * area.sum()).clip(max=len(area) - 1)
        area, shade = np.full(SEEN, 1 / SEEN), shade[chosen]
    place, found = lab(shade), []
    left = np.ones(len(area), bool)
    for _ in range(most):
        if area[left].sum() < 0.1:
            break
        candidates = np.flatnonzero(left & (area > 0))
        seeds = candidates[np.linspace(0, len(candidates) - 1, 24).astype(int)]
        weights = [area[left & (np.linalg.norm(place - place[seed], axis=-1) < ONE)].sum() for seed in seeds]
        members = left & (np.linalg.norm(place - place[seeds[int(np.argmax(weights))]], axis=-1) < ONE)
        share = float(area[members].sum())
        found.append((np.average(shade[members], axis=0, weights=area[members]), share))
        left &= ~members
    return found
