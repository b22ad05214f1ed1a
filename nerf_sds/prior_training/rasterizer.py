"""Rasterises albedo, normals and coverage for many cameras at once, in torch on the device of the training.

A pair is a triangle of a view and a pixel centre in the rectangle around the triangle. The triangle's three edge
functions decide whether the pixel is inside, and the nearest triangle wins. Shapes: T triangles of B views, R pixels
per side. Matrix products are avoided, because GPUs round their factors and would lose pixels between triangles.
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, normalize

from ..nerf.cameras import HALF_WIDTH

OVERSAMPLING = 2  # OVERSAMPLING x OVERSAMPLING fine pixels are averaged to one pixel
MOST_PAIRS = 1 << 24  # pairs that are tested together
DEPTHS = 1 << 30  # steps of 1 / depth between 0 and 1; triangles nearer than depth 1 are not told apart


def g_buffers(corners: Tensor, normals: Tensor, values: Tensor, view: Tensor, views: int, resolution: int) -> Tensor:
    """Rasterises T triangles into `views` pictures (B, 4 + K, R, R), premultiplied by coverage.

    Their channels are albedo, normal, coverage and what else the corners carry.

    `corners` (T, 3, 3) are in their camera's axes (x right, y up, z towards the camera), scaled so that the picture's
    edges are at x, y = -1..1 for z = -1; see `in_camera`. `normals` (T, 3, 3) are unit vectors in the same axes.
    `values` (T, 3, K) are linear over a triangle; the first three are the albedo. `view` (T,) is the index of the
    triangle's picture. A triangle seen from behind gets its normals flipped.
    """
    size = OVERSAMPLING * resolution
    planes, first, extent = _set_up(corners, size)
    outward = torch.linalg.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    is_back = (outward * corners[:, 0]).sum(-1) > 0
    normals = torch.where(is_back[:, None, None], -normals, normals)
    nearest = torch.full((views * size * size,), -1, dtype=torch.int64, device=corners.device)
    pairs = (extent[:, 0] * extent[:, 1]).cumsum(0)
    for part in _parts(pairs):
        _draw(nearest, planes[part], first[part], extent[part], view[part], part.start, size)
    return _resolve(nearest, planes, first, -corners[..., 2], torch.cat([normals, values], -1), size)


def in_camera(points: Tensor, c2w: Tensor, centre: Tensor, zoom: Tensor) -> Tensor:
    """Transforms world points (B, N, 3) into the axes of B cameras, scaled so that a crop fills -1..1 at z = -1.

    `c2w` (B, 3 or 4, 4) are camera-to-world matrices. `centre` (B, 2) is the crop's centre in the whole picture's
    -1..1, y up. `zoom` (B,) is the crop's magnification.
    """
    seen = turned(points - c2w[:, None, :3, 3], c2w)
    across = (seen[..., :2] / HALF_WIDTH + centre[:, None] * seen[..., 2:]) * zoom[:, None, None]
    return torch.cat([across, seen[..., 2:]], dim=-1)


def turned(vectors: Tensor, c2w: Tensor) -> Tensor:
    """Rotates vectors (B, N, 3) from the world's axes into the axes of B cameras."""
    return (vectors[..., None] * c2w[:, None, :3, :3]).sum(-2)


def _set_up(corners: Tensor, size: int) -> tuple[Tensor, Tensor, Tensor]:
    """Returns planes (T, 4, 3), the first pixels (T, 2) and the extents (T, 2) of the triangles' rectangles.

    A plane is a x + b y + c. The first three give the barycentric shares of the projected triangle, which sum to 1, and
    the fourth gives 1 / depth. x and y are in pixels from the rectangle's first pixel, which keeps c small and so
    exact.
    """
    depth = -corners[..., 2].clamp(max=-1e-3)
    x = (corners[..., 0] / depth + 1) * (size / 2)
    y = (1 - corners[..., 1] / depth) * (size / 2)
    low = torch.stack([x.amin(-1), y.amin(-1)], -1).sub(0.5).ceil().clamp(0, size)
    high = torch.stack([x.amax(-1), y.amax(-1)], -1).sub(0.5).floor().clamp(-1, size - 1)
    extent = torch.where((corners[..., 2] < -1e-3).all(-1, keepdim=True), (high - low + 1).clamp(min=0).long(), 0)
    (x0, x1, x2), (y0, y1, y2) = (x - low[:, :1]).unbind(-1), (y - low[:, 1:]).unbind(-1)
    area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    area = torch.where(area.abs() < 1e-9, torch.full_like(area, torch.inf), area)
    edges = torch.stack(
        [
            torch.stack([y1 - y2, x2 - x1, x1 * y2 - x2 * y1], -1),
            torch.stack([y2 - y0, x0 - x2, x2 * y0 - x0 * y2], -1),
            torch.stack([y0 - y1, x1 - x0, x0 * y1 - x1 * y0], -1),
        ],
        dim=1,
    )
    shares = edges / area[:, None, None]
    planes = torch.cat([shares, (shares / depth[..., None]).sum(1, keepdim=True)], dim=1)
    return planes, low.long(), extent


def _at(planes: Tensor, column: Tensor, row: Tensor) -> Tensor:
    """Evaluates planes (N, K, 3) at the centres of pixels (N,).

    `column` and `row` are counted from the first pixel of the triangle's rectangle.
    """
    across, down, constant = planes.unbind(-1)
    return torch.addcmul(torch.addcmul(constant, across, column[:, None] + 0.5), down, row[:, None] + 0.5)


def _parts(pairs: Tensor) -> list[slice]:
    """Returns slices of triangles with about MOST_PAIRS pairs each. `pairs` (T,) is the running sum of pairs."""
    total = int(pairs[-1]) if len(pairs) else 0
    limits = torch.arange(MOST_PAIRS, total + MOST_PAIRS, MOST_PAIRS, device=pairs.device)
    ends = [0, *(torch.searchsorted(pairs, limits, right=True) + 1).clamp(max=len(pairs)).tolist()]
    ends[-1] = len(pairs)
    return [slice(start, end) for start, end in pairwise(ends) if end > start]


def _draw(nearest: Tensor, planes: Tensor, first: Tensor, extent: Tensor, view: Tensor, offset: int, size: int) -> None:
    """Keeps for each pixel the greatest of (1 / depth, index of the triangle), packed into one integer."""
    counts = extent[:, 0] * extent[:, 1]
    triangle = torch.repeat_interleave(torch.arange(len(planes), device=planes.device), counts)
    within = torch.arange(len(triangle), device=planes.device) - (counts.cumsum(0) - counts)[triangle]
    width = extent[triangle, 0]
    column, row = within % width, within // width
    values = _at(planes[triangle], column, row)
    inside = ((values[:, :3] >= 0).all(-1) & (values[:, 3] > 0)).nonzero()[:, 0]
    triangle, values = triangle[inside], values[inside]
    key = (values[:, 3].clamp(max=1) * (DEPTHS - 1)).long() << 32 | (triangle + offset)
    column, row = first[triangle, 0] + column[inside], first[triangle, 1] + row[inside]
    pixel = (view[triangle] * size + row) * size + column
    nearest.scatter_reduce_(0, pixel, key, "amax")


def _resolve(nearest: Tensor, planes: Tensor, first: Tensor, depths: Tensor, values: Tensor, size: int) -> Tensor:
    """Returns (B, 4 + K, R, R) from the nearest triangle of each fine pixel.

    `values` (T, 3, 3 + K) are normals and values at the corners, whose depths are `depths` (T, 3). They are
    interpolated with perspective.
    """
    pixel = (nearest >= 0).nonzero()[:, 0]
    triangle = nearest[pixel] & (2**32 - 1)
    column, row = pixel % size - first[triangle, 0], pixel // size % size - first[triangle, 1]
    shares = _at(planes[triangle, :3], column, row).clamp(0, 1) / depths[triangle]
    shares = shares / shares.sum(-1, keepdim=True)
    found = (shares[..., None] * values[triangle]).sum(1)
    normal, albedo, others = normalize(found[:, :3], dim=-1), found[:, 3:6], found[:, 6:]
    channels = 1 + values.shape[-1]
    fine = torch.zeros(len(nearest), channels, device=values.device)
    fine[pixel] = torch.cat([albedo, normal, torch.ones_like(normal[:, :1]), others], -1)
    return avg_pool2d(fine.view(-1, size, size, channels).permute(0, 3, 1, 2), OVERSAMPLING)
