"""Cuts a prop out of a picture with alpha, and gives it clean colours up to its rim and beyond."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

SIZE = 256  # pixels per side of a picture; all lengths in this module are for this size
MARGIN = 60  # pixels around a picture, so that its corners are not lost when it is turned
RIM = 3.2  # pixels: the width of the rim, whose colours are mixed with the background or dark
SMALLEST_PART = 0.03, 60  # share of the largest part, and pixels: a part below the larger limit is dust or a glint
GLASS = 0.06, 0.9  # alpha of glass if it covers a broad area; else such an alpha belongs to an outline
FAINTEST_GLASS = 0.12  # least alpha of glass that belongs to the prop
BEHIND_GLASS = 0.86, 0.92, 0.95  # sRGB: a pale sky
EVERYWHERE = np.ones((3, 3), bool)  # pixels that touch at a corner are connected


@dataclass(frozen=True)
class CutOut:
    """A prop without its background, on a square of side H = SIZE + 2 MARGIN pixels."""

    alpha: NDArray[np.float32]  # (H, H) in 0..1: 0 outside the prop, 1 inside, between them along the outline
    colours: NDArray[np.float32]  # (H, H, 3) sRGB in 0..1; outside the prop the colour of the nearest point inside


def read_picture(path: Path) -> NDArray[np.float32]:
    """Reads an image as RGBA (SIZE, SIZE, 4) in 0..1. An image that is not square is centred on a transparent square.

    Raises OSError.
    """
    with Image.open(path) as file:
        image = file.convert("RGBA")
    if image.size != (SIZE, SIZE):
        side = max(image.size)
        square = Image.new("RGBA", (side, side))
        square.paste(image, ((side - image.width) // 2, (side - image.height) // 2))
        image = square.resize((SIZE, SIZE))
    return np.asarray(image, np.float32) / np.float32(255)


def cut_out(picture: NDArray[np.float32], crop: float, turn: float, largest_part_only: bool) -> CutOut:
    """Cuts the prop out of an RGBA picture (SIZE, SIZE, 4) in 0..1 and turns it.

    `crop` is the upper share of the picture that is kept, for instance without the water below a ship. `turn` is in
    degrees counter-clockwise. Raises ValueError if the picture shows nothing opaque.
    """
    colours, alpha = picture[..., :3], picture[..., 3].copy()
    alpha[int(crop * SIZE) :] = 0
    glass = _glass(alpha)
    colours = np.where(glass[..., None], _before_sky(colours, alpha), colours)
    inside = _large_parts((alpha > 0.5) | (glass & (alpha > FAINTEST_GLASS)), largest_part_only)
    alpha = np.where(glass & inside, 1, alpha)
    colours = _with_firm_rim(colours, inside, (alpha > GLASS[1]) | glass)
    alpha = np.where(ndimage.binary_dilation(inside), alpha, 0)
    return _turned(alpha, colours, turn)


def _glass(alpha: NDArray) -> NDArray[np.bool_]:
    """Returns a mask (H, W) of translucent areas that are broader than an outline, with their edges."""
    visible = alpha > GLASS[0]
    broad = ndimage.binary_opening(visible & (alpha < GLASS[1]), iterations=2)
    return ndimage.binary_dilation(broad, iterations=2) & visible


def _before_sky(colours: NDArray, alpha: NDArray) -> NDArray:
    """Returns the colours (H, W, 3) over a pale sky, because the mesh has no transparency."""
    alpha = alpha[..., None]
    return colours * alpha + np.array(BEHIND_GLASS, np.float32) * (1 - alpha)


def _large_parts(inside: NDArray[np.bool_], largest_only: bool) -> NDArray[np.bool_]:
    """Removes the parts of a mask (H, W) that are too small for a mesh, or all parts but the largest."""
    part, _ = ndimage.label(inside, EVERYWHERE)
    areas = np.bincount(part.ravel())
    areas[0] = 0  # the background
    share, pixels = SMALLEST_PART
    least = areas.max() if largest_only else max(share * areas.max(), pixels)
    return ((areas > 0) & (areas >= min(least, areas.max())))[part]


def _with_firm_rim(colours: NDArray, inside: NDArray[np.bool_], firm: NDArray[np.bool_]) -> NDArray:
    """Returns colours (H, W, 3) in which the rim and the outside copy the nearest `firm` pixel farther inside.

    If the prop is thinner than two rims, its middle line counts as farther inside. The mesh's sides show these colours.
    """
    depth = ndimage.distance_transform_edt(inside)
    middle = depth >= ndimage.maximum_filter(depth, 7) - 1e-3
    source = inside & firm & ((depth >= RIM) | middle)
    if not source.any():
        raise ValueError("it shows nothing that is opaque")
    rows, columns = ndimage.distance_transform_edt(~source, return_distances=False, return_indices=True)
    return np.where((depth >= RIM)[..., None], colours, colours[rows, columns])


def _turned(alpha: NDArray, colours: NDArray, degrees: float) -> CutOut:
    """Adds the margin and rotates about the picture's centre."""
    alpha = np.pad(alpha, MARGIN)
    colours = np.pad(colours, ((MARGIN, MARGIN), (MARGIN, MARGIN), (0, 0)), mode="edge")
    if degrees:
        alpha = ndimage.rotate(alpha, degrees, reshape=False, order=1)
        colours = ndimage.rotate(colours, degrees, reshape=False, order=1, mode="nearest")
    return CutOut(alpha, colours.clip(0, 1))
