"""Pictures of a mesh with gradients by its vertices and colours, in plain PyTorch.

A z-buffer without gradient tells which face each pixel shows; its barycentric weights are computed again from the
vertices, with gradient. Where a pixel and its neighbour show surfaces at different depths, the nearer one's rim lies
between them: how far it reaches decides how much of its colour the other pixel takes, and that moves the outline
(antialiasing of nvdiffrast, arXiv 2011.03277, section 3.4; here among all rims, as faces are smaller than pixels).
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

THIN = 1e-2  # square pixels: the area of a triangle that counts as one
GAP = 0.05  # metres between depths of neighbouring pixels that show different surfaces


class Topology(NamedTuple):
    """What does not change when a closed mesh moves."""

    faces: Tensor  # (F, 3)
    edges: Tensor  # (E, 2) vertices
    beside: Tensor  # (E, 2) the faces that share the edge

    @classmethod
    def of(cls, faces: Tensor) -> Topology:
        beside, edges = trimesh.graph.face_adjacency(faces.cpu().numpy(), return_edges=True)
        return cls(faces, *(torch.from_numpy(np.asarray(part, np.int64)).to(faces.device) for part in (edges, beside)))


def draw(
    vertices: Tensor, topology: Topology, values: Tensor, viewpoints: Sequence[Viewpoint], resolution: int
) -> Tensor:
    """(B, R, R, C + 1): the values (B, V, C) of the vertices (V, 3), premultiplied by the coverage that comes last."""
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


class Rims(NamedTuple):
    """The edges of a view between a face that is turned to the camera and one that is not."""

    start: Tensor  # (N, 2) pixels
    end: Tensor  # (N, 2)
    depth: Tensor  # (N,) metres, of the middle


def rims(topology: Topology, screen: Tensor, depth: Tensor) -> list[Rims]:
    """Those of each view, from the vertices' places (B, V, 2) and depths (B, V)."""
    a, b, c = screen[:, topology.faces].detach().unbind(2)
    turned = cross(b - a, c - a) > 0  # (B, F)
    found = []
    for points, depths, front in zip(screen, depth.detach(), turned, strict=True):
        edges = topology.edges[front[topology.beside[:, 0]] != front[topology.beside[:, 1]]]
        found.append(Rims(points[edges[:, 0]], points[edges[:, 1]], depths[edges].mean(1)))
    return found


def antialias(picture: Tensor, depth: Tensor, rims: Sequence[Rims]) -> Tensor:
    """Blends pixels across the outlines, along the rows and along the columns.

    (B, R, R, C) colours, (B, R, R) depths, infinite where nothing is, and the rims of each view.
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
    """Neighbours along an axis that show different surfaces: (P, 3) view, row and column of the nearer and the other.

    In the order of their views.
    """
    one, other = (depth.narrow(axis, start, depth.shape[axis] - 1) for start in (0, 1))
    first = ((one - other).abs() > GAP).nonzero()  # two infinities differ by nan
    second = first + (torch.arange(3, device=depth.device) == axis)
    swap = (depth[first.unbind(1)] > depth[second.unbind(1)])[:, None]
    return torch.where(swap, second, first), torch.where(swap, first, second)


def reach_of(rims: Rims, near: Tensor, far: Tensor, depth: Tensor) -> Tensor:
    """(P,): how far on the way from each near pixel to the far one the surface reaches; half, where no rim is found.

    Of the rims that cross the way rather than go along with it, that nearest in depth to the near pixel counts; so each
    part of an outline is blended along the rows or along the columns, not twice.
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
