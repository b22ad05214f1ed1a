"""Guesses the thickness of a prop from its outline: inflates it, or makes it a board with round edges."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.sparse import coo_array, eye_array
from scipy.sparse.linalg import spsolve


class Profile(StrEnum):
    """The shape of a prop's cross section."""

    ROUND = "round"  # as thick as it is wide: balls, bottles, trees
    MEDIUM = "medium"  # inflated by up to a sixth of its length to each side
    FLAT = "flat"  # inflated by up to a thirteenth: leaves, keys, wheels
    BOX = "box"  # with a flat front: cupboards, dice
    THIN_BOX = "thin box"  # books, laptops
    PLATE = "plate"  # cards, doors, signs


# Half thicknesses as shares of the outline's extent: of the shorter one for boxes, of the longer one for the others.
THICKEST = {
    Profile.ROUND: 0.5, Profile.MEDIUM: 0.17, Profile.FLAT: 0.075,
    Profile.BOX: 0.27, Profile.THIN_BOX: 0.11, Profile.PLATE: 0.06,
}  # fmt: skip
THICKEST_FROM_SIDE = 0.215  # of MEDIUM seen from the side: animals and cars are thicker than the rest
ROUND_EDGE = 0.1  # the width of a box's round edge, as a share of the shorter extent
SHARPNESS = 6  # of the smooth minimum of two heights; a greater value is closer to the exact minimum


def half_thickness(alpha: NDArray, profile: Profile, from_side: bool) -> NDArray[np.float64]:
    """Returns the distance (H / 2, W / 2) of the surface from the middle plane, in pixels of `alpha` (H, W); 0 outside.

    `from_side` says that the picture shows the prop from its side; it only matters for MEDIUM. H and W are even, and
    there is a margin around the prop.
    """
    inside = _inside(alpha)
    rows, columns = np.nonzero(inside)
    shorter, longer = sorted((np.ptp(rows) + 1, np.ptp(columns) + 1))
    depth = np.where(inside, np.maximum(ndimage.distance_transform_edt(inside) - 0.5, 0.2), 0)
    radius = np.maximum(_blurred(_local_radius(depth), inside, max(1.0, 0.02 * longer)), depth)
    thickest = THICKEST_FROM_SIDE if from_side and profile is Profile.MEDIUM else THICKEST[profile]
    match profile:
        case Profile.BOX | Profile.THIN_BOX:
            height = _board(depth, thickest * shorter, max(2.0, ROUND_EDGE * shorter))
            height = _blurred(np.minimum(height, 1.3 * np.maximum(radius, 0.5)), inside, 1.0)
        case Profile.PLATE:
            height = _board(depth, thickest * longer, thickest * longer)
            height = _blurred(_limited(height, np.maximum(radius, 0.5)), inside, 1.0)
        case _:
            height = _inflated(depth, radius, inside)
            if profile is Profile.ROUND:
                height = np.minimum(1.02 * height, thickest * longer)
            else:
                height = _limited(height, thickest * longer)
            height = np.sqrt(_blurred(height**2, inside, 1.2))  # the squares keep the rim steep
    return 2 * height


def _inside(alpha: NDArray) -> NDArray[np.bool_]:
    """Returns a mask (H / 2, W / 2) of the prop. Half the resolution is fast, and enough for a smooth thickness."""
    height, width = alpha.shape
    halved = alpha.reshape(height // 2, 2, width // 2, 2).mean((1, 3))
    return ndimage.gaussian_filter(halved, 0.6) > 0.45


def _local_radius(depth: NDArray) -> NDArray[np.float64]:
    """Returns (H, W): the radius of the largest disc inside the outline that covers the pixel.

    For an arm it is half of the arm's width. `depth` is the distance to the outline in pixels, 0 outside.
    """
    radius = np.zeros_like(depth)
    for step in np.arange(1, depth.max() + 0.5, max(0.5, depth.max() / 40)):
        centres = depth >= step
        if centres.any():
            radius[ndimage.distance_transform_edt(~centres) < step] = step
    return np.where(depth > 0, np.maximum(radius, np.minimum(depth, 1)), 0)


def _blurred(values: NDArray, inside: NDArray[np.bool_], sigma: float) -> NDArray[np.float64]:
    """Blurs values (H, W) with a Gaussian of `sigma` pixels that ignores everything outside the prop."""
    weight = ndimage.gaussian_filter(inside.astype(float), sigma) + 1e-6
    return np.where(inside, ndimage.gaussian_filter(np.where(inside, values, 0.0), sigma) / weight, 0)


def _board(depth: NDArray, thickness: float, edge: float) -> NDArray[np.float64]:
    """Returns the heights (H, W) of a flat front with elliptic edges, `edge` pixels wide and `thickness` high."""
    return thickness * np.sqrt(1 - (1 - np.minimum(depth / edge, 1)) ** 2)


def _limited(height: NDArray, limit: float | NDArray) -> NDArray[np.float64]:
    """Returns heights (H, W) that approach the limit smoothly. Small heights hardly change."""
    return limit * np.tanh(height / limit)


def _inflated(depth: NDArray, radius: NDArray, inside: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Returns heights (H, W): a smooth minimum of a membrane and a tube. Both turn a disc into half a ball.

    The membrane is smooth from part to part but rises too high where wide parts meet. The tube has a crease there.
    """
    tube = np.sqrt(np.maximum(depth * (2 * radius - depth), 0))
    membrane = np.sqrt(np.maximum(_membrane(inside), 0))
    inverse = np.maximum(membrane, 1e-3) ** -SHARPNESS + np.maximum(tube, 1e-3) ** -SHARPNESS
    return np.where(inside, 1.1 * inverse ** (-1 / SHARPNESS), 0)


def _membrane(inside: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Returns u (H, W) in square pixels: solves Laplace u = -4 with u = 0 outside, by the five-point stencil.

    In a disc the solution is R^2 - r^2, the square of a ball's height.
    """
    count = np.count_nonzero(inside)
    number = np.full(inside.shape, -1)
    number[inside] = np.arange(count)
    neighbour = np.concatenate([np.roll(number, step, axis)[inside] for axis in (0, 1) for step in (1, -1)])
    pixel = np.tile(np.arange(count), 4)[neighbour >= 0]
    neighbours = coo_array((np.ones(len(pixel)), (pixel, neighbour[neighbour >= 0])), shape=(count, count))
    membrane = np.zeros(inside.shape)
    membrane[inside] = np.asarray(spsolve((4 * eye_array(count) - neighbours).tocsc(), np.full(count, 4.0)))
    return membrane
