"""Pictures of a mesh with gradients by its vertices and colours, in plain PyTorch.

A z-buffer without gradient tells which face each pixel shows; its barycentric weights are computed again from the
vertices, with gradient. Where a pixel and its neighbour show surfaces at different depths, the nearer one's edge lies
between them: how far it reaches decides how much of its colour the other pixel takes, and that moves the outline
(antialiasing of nvdiffrast, arXiv 2011.03277, section 3.4).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from ..cameras import look_at_origin
from ..raster import rasterise
from ..viewpoints import FIELD_OF_VIEW, Viewpoint

THIN = 1e-2  # square pixels: the area of a triangle that counts as one
GAP = 0.05  # metres between depths of neighbouring pixels that show different surfaces


def draw(vertices: Tensor, faces: Tensor, values: Tensor, viewpoints: Sequence[Viewpoint], resolution: int) -> Tensor:
    """(B, R, R, C + 1): the values (B, V, C) of the vertices (V, 3), premultiplied by the coverage that comes last."""
    screen, depth = project(vertices, viewpoints, resolution)
    shown = nearest_faces(screen.detach(), depth.detach(), faces, resolution)  # (B, R, R), -1 where nothing is
    covered = shown >= 0
    view = torch.arange(len(viewpoints), device=vertices.device)[:, None, None]
    corners = faces[shown.clamp(min=0)]  # (B, R, R, 3)
    triangles = screen[view[..., None], corners]
    weights = barycentric(triangles, pixel_centres(resolution, vertices.device))
    weights = torch.where(covered[..., None], weights.clamp(0, 1) + 1e-6, 1 / 3)
    weights = weights / depth[view[..., None], corners]
    weights = weights / weights.sum(-1, keepdim=True)
    colour = (weights[..., None] * values[view[..., None], corners]).sum(-2)
    picture = torch.cat([colour, torch.ones_like(colour[..., :1])], dim=-1) * covered[..., None]
    far = torch.where(covered, (weights * depth[view[..., None], corners]).sum(-1), torch.inf).detach()
    return antialias(picture, far, triangles)


def project(vertices: Tensor, viewpoints: Sequence[Viewpoint], resolution: int) -> tuple[Tensor, Tensor]:
    """(V, 3) -> where the vertices lie in the pictures, in pixels (B, V, 2), y down, and their depth (B, V), metres."""
    c2w = look_at_origin(viewpoints, vertices.device)
    in_camera = (vertices - c2w[:, None, :3, 3]) @ c2w[:, :3, :3]
    depth = -in_camera[..., 2]
    focal = resolution / 2 / math.tan(math.radians(FIELD_OF_VIEW / 2))
    x, y = focal * in_camera[..., 0] / depth, -focal * in_camera[..., 1] / depth
    return torch.stack([x, y], dim=-1) + resolution / 2, depth


def nearest_faces(screen: Tensor, depth: Tensor, faces: Tensor, resolution: int) -> Tensor:
    """(B, R, R) the face that each pixel shows, -1 where there is none."""
    shown = np.full((len(screen), resolution * resolution), -1)
    corners = faces.cpu().numpy()
    for picture, points, depths in zip(shown, screen.cpu().numpy(), depth.cpu().numpy(), strict=True):
        fragments = rasterise(points[corners], resolution, resolution)
        near = fragments.interpolate(1 / depths[corners][..., None])[:, 0]
        order = np.argsort(near)  # the last one written, the nearest, stays
        picture[(fragments.rows * resolution + fragments.columns)[order]] = fragments.faces[order]
    return torch.from_numpy(shown).view(-1, resolution, resolution).to(screen.device)


def pixel_centres(resolution: int, device: torch.device) -> Tensor:
    """(R, R, 2): x, y."""
    line = torch.arange(resolution, device=device) + 0.5
    return torch.stack(torch.meshgrid(line, line, indexing="xy"), dim=-1)


def barycentric(triangles: Tensor, points: Tensor) -> Tensor:
    """(..., 3, 2) corners, (..., 2) points -> (..., 3) weights."""
    a, b, c = triangles.unbind(-2)
    areas = torch.stack([cross(c - b, points - b), cross(a - c, points - c), cross(b - a, points - a)], dim=-1)
    total = areas.sum(-1, keepdim=True)
    return areas / torch.where(total.abs() < THIN, THIN, total)


def cross(u: Tensor, v: Tensor) -> Tensor:
    return u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0]


def antialias(picture: Tensor, depth: Tensor, triangles: Tensor) -> Tensor:
    """Blends pixels across the outlines, along the rows and then along the columns.

    (B, R, R, C) colours, (B, R, R) depths, infinite where nothing is, and (B, R, R, 3, 2) the faces that are shown.
    """
    for axis in (2, 1):
        picture = _antialias_along(axis, picture, depth, triangles)
    return picture


def _antialias_along(axis: int, picture: Tensor, depth: Tensor, triangles: Tensor) -> Tensor:
    count = picture.shape[axis] - 1
    centres = pixel_centres(picture.shape[1], picture.device).expand(*picture.shape[:3], 2)
    one, other = (
        [part.narrow(axis, start, count) for part in (picture, depth, triangles, centres)] for start in (0, 1)
    )
    nearer = one[1] < other[1]  # the nearer surface's edge lies between the two
    outline = (one[1] - other[1]).abs() > GAP
    outline &= one[1].isfinite() | other[1].isfinite()

    def choose(first: Tensor, second: Tensor) -> Tensor:
        return torch.where(nearer.view(*nearer.shape, *[1] * (first.dim() - 3)), first, second)

    reach = edge_between(choose(one[2], other[2]), choose(one[3], other[3]), choose(other[3], one[3]))
    reach = torch.where(outline, reach, 0.5)  # from the nearer pixel's centre, in pixels
    near, far = choose(one[0], other[0]), choose(other[0], one[0])
    gives = (0.5 - reach).clamp(min=0)[..., None] * (far - near)  # the far colour that comes into the near pixel
    takes = (reach - 0.5).clamp(min=0)[..., None] * (near - far)
    to_one, to_other = choose(gives, takes), choose(takes, gives)
    nothing = torch.zeros_like(picture.narrow(axis, 0, 1))
    return picture + torch.cat([to_one, nothing], axis) + torch.cat([nothing, to_other], axis)


def edge_between(triangles: Tensor, inside: Tensor, outside: Tensor) -> Tensor:
    """(..., 3, 2) triangles, and (..., 2) points in and out of them: the share of the way at which the edge is crossed.

    A half, so that nothing is blended, where none is.
    """
    start, end = triangles, triangles.roll(-1, dims=-2)
    edge = end - start
    at_inside, at_outside = (cross(edge, point[..., None, :] - start) for point in (inside, outside))
    difference = at_inside - at_outside
    crosses = (at_inside * at_outside < 0) & (difference.abs() > THIN)
    share = at_inside / torch.where(crosses, difference, 1.0)
    nearest = torch.where(crosses, share, torch.inf).min(dim=-1).values
    return torch.where(nearest.isfinite(), nearest, 0.5)
