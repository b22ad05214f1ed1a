"""Differentiable images of a mesh in plain PyTorch. Gradients reach the vertices and their values.

A z-buffer without gradient finds the face that each pixel shows, and the barycentric weights are recomputed from the
vertices with gradient. Where neighbouring pixels show surfaces at different depths, the rim of the nearer surface lies
between them. The rim's position decides how the two pixels are blended, so gradients also move the outline. This is the
antialiasing of nvdiffrast (arXiv 2011.03277, section 3.4), but it searches all rims, because faces are smaller than
pixels here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
import trimesh
from torch import Tensor

from ..mesh.rasterizer import rasterise
from ..nerf.cameras import look_at_origin
from ..viewpoints import FIELD_OF_VIEW, Viewpoint

THIN = 1e-2  # square pixels: a triangle of less than half this area counts as degenerate
GAP = 0.05  # metres: pixels whose depths differ by more show different surfaces


class Topology(NamedTuple):
    """The part of a closed mesh that stays the same when its vertices move."""

    faces: Tensor  # (F, 3)
    edges: Tensor  # (E, 2) indices of the two vertices
    beside: Tensor  # (E, 2) indices of the two faces that share the edge

    @classmethod
    def of(cls, faces: Tensor) -> Topology:
        """Finds the edges of a closed mesh with faces (F, 3)."""
        beside, edges = trimesh.graph.face_adjacency(faces.cpu().numpy(), return_edges=True)
        return cls(faces, *(torch.from_numpy(np.asarray(part, np.int64)).to(faces.device) for part in (edges, beside)))


def draw(
    vertices: Tensor, topology: Topology, values: Tensor, viewpoints: Sequence[Viewpoint], resolution: int
) -> Tensor:
    """Renders the vertices' values (B, V, C) from B viewpoints. `vertices` are (V, 3) in metres.

    Returns (B, R, R, C + 1): the values premultiplied by the coverage, then the coverage.
    """
    faces = topology.faces
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
    return antialias(picture, far, rims(topology, screen, depth))


def project(vertices: Tensor, viewpoints: Sequence[Viewpoint], resolution: int) -> tuple[Tensor, Tensor]:
    """Projects vertices (V, 3) to pixels (B, V, 2), y down, and depths (B, V) in metres."""
    c2w = look_at_origin(viewpoints, vertices.device)
    in_camera = (vertices - c2w[:, None, :3, 3]) @ c2w[:, :3, :3]
    depth = -in_camera[..., 2]
    focal = resolution / 2 / math.tan(math.radians(FIELD_OF_VIEW / 2))
    x, y = focal * in_camera[..., 0] / depth, -focal * in_camera[..., 1] / depth
    return torch.stack([x, y], dim=-1) + resolution / 2, depth


def nearest_faces(screen: Tensor, depth: Tensor, faces: Tensor, resolution: int) -> Tensor:
    """Returns the index of the face that each pixel shows, (B, R, R), or -1 where there is none.

    `screen` (B, V, 2) and `depth` (B, V) come from `project`.
    """
    shown = np.full((len(screen), resolution * resolution), -1)
    corners = faces.cpu().numpy()
    for picture, points, depths in zip(shown, screen.cpu().numpy(), depth.cpu().numpy(), strict=True):
        fragments = rasterise(points[corners], resolution, resolution)
        near = fragments.interpolate(1 / depths[corners][..., None])[:, 0]
        order = np.argsort(near)  # the nearest is written last and stays
        picture[(fragments.rows * resolution + fragments.columns)[order]] = fragments.faces[order]
    return torch.from_numpy(shown).view(-1, resolution, resolution).to(screen.device)


def pixel_centres(resolution: int, device: torch.device) -> Tensor:
    """Returns x and y of the pixel centres, (R, R, 2)."""
    line = torch.arange(resolution, device=device) + 0.5
    return torch.stack(torch.meshgrid(line, line, indexing="xy"), dim=-1)


def barycentric(triangles: Tensor, points: Tensor) -> Tensor:
    """Returns the barycentric weights (..., 3) of points (..., 2) in triangles (..., 3, 2)."""
    a, b, c = triangles.unbind(-2)
    areas = torch.stack([cross(c - b, points - b), cross(a - c, points - c), cross(b - a, points - a)], dim=-1)
    total = areas.sum(-1, keepdim=True)
    return areas / torch.where(total.abs() < THIN, THIN, total)


def cross(u: Tensor, v: Tensor) -> Tensor:
    """Returns the cross product (...) of 2D vectors (..., 2)."""
    return u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0]


class Rims(NamedTuple):
    """The rims in a view: the edges between a face turned to the camera and a face turned away."""

    start: Tensor  # (N, 2) pixels
    end: Tensor  # (N, 2)
    depth: Tensor  # (N,) metres, of the edge's middle


def rims(topology: Topology, screen: Tensor, depth: Tensor) -> list[Rims]:
    """Returns the rims of each view, from the vertices' pixels (B, V, 2) and depths (B, V)."""
    a, b, c = screen[:, topology.faces].detach().unbind(2)
    turned = cross(b - a, c - a) > 0  # (B, F)
    found = []
    for points, depths, front in zip(screen, depth.detach(), turned, strict=True):
        edges = topology.edges[front[topology.beside[:, 0]] != front[topology.beside[:, 1]]]
        found.append(Rims(points[edges[:, 0]], points[edges[:, 1]], depths[edges].mean(1)))
    return found


def antialias(picture: Tensor, depth: Tensor, rims: Sequence[Rims]) -> Tensor:
    """Blends pixels (B, R, R, C) across the outlines, along the rows and along the columns.

    `depth` (B, R, R) is infinite where there is no surface. `rims` are those of each view.
    """
    blended = picture.flatten(0, 2)
    for axis in (2, 1):
        near, far = pairs_across(depth, axis)
        of_view = [near[:, 0] == view for view in range(len(rims))]
        reaches = [reach_of(rims[i], near[mine], far[mine], depth[i]) for i, mine in enumerate(of_view)]
        reach = torch.cat(reaches)[:, None]
        into_far = picture[near.unbind(1)] - picture[far.unbind(1)]
        for pixels, change in ((near, (reach - 0.5).clamp(max=0)), (far, (reach - 0.5).clamp(min=0))):
            flat = (pixels[:, 0] * picture.shape[1] + pixels[:, 1]) * picture.shape[2] + pixels[:, 2]
            blended = blended.index_add(0, flat, change * into_far)
    return blended.view_as(picture)


def pairs_across(depth: Tensor, axis: int) -> tuple[Tensor, Tensor]:
    """Returns the pairs of neighbours along an axis that show different surfaces: the nearer pixel, then the farther.

    Both are (P, 3): view, row and column, ordered by view.
    """
    one, other = (depth.narrow(axis, start, depth.shape[axis] - 1) for start in (0, 1))
    first = ((one - other).abs() > GAP).nonzero()  # inf - inf is nan, so two background pixels are no pair
    second = first + (torch.arange(3, device=depth.device) == axis)
    swap = (depth[first.unbind(1)] > depth[second.unbind(1)])[:, None]
    return torch.where(swap, second, first), torch.where(swap, first, second)


def reach_of(rims: Rims, near: Tensor, far: Tensor, depth: Tensor) -> Tensor:
    """Returns how far the surface reaches from each near pixel towards the far one: (P,) in 0..1, or 0.5 without a rim.

    `near` and `far` come from `pairs_across`, for one view; `depth` is (R, R). Only rims that are more perpendicular
    than parallel to the way count, so each part of an outline is blended along the rows or along the columns, not
    twice. Of these, the rim closest in depth to the near pixel is chosen.
    """
    inside, outside = (pixels[:, [2, 1]].to(rims.start) + 0.5 for pixels in (near, far))
    depth_inside, depth_outside = (depth[pixels[:, 1], pixels[:, 2]][:, None] for pixels in (near, far))
    edge, way = rims.end - rims.start, (outside - inside)[:, None]
    at_inside, at_outside = (cross(edge, point[:, None] - rims.start) for point in (inside, outside))  # (P, N)
    at_start, at_end = (cross(way, point - inside[:, None]) for point in (rims.start, rims.end))
    across = cross(way, edge).abs() > (way * edge).sum(-1).abs()
    crosses = across & (at_inside * at_outside < 0) & (at_start * at_end <= 0) & (rims.depth < depth_outside)
    if not crosses.any():
        return torch.full_like(inside[:, 0], 0.5)
    chosen = torch.where(crosses, (rims.depth - depth_inside).abs(), torch.inf).argmin(1, keepdim=True)
    at_inside, at_outside, found = (each.gather(1, chosen)[:, 0] for each in (at_inside, at_outside, crosses))
    return torch.where(found, at_inside / torch.where(found, at_inside - at_outside, 1.0), 0.5)
