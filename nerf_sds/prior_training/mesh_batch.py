"""Keeps many meshes in one set of tensors, varies their shapes, and computes smooth normals for round surfaces."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import normalize

from .captioned_meshes import CaptionedMesh

CREASE = math.cos(math.radians(50))  # faces whose normals differ by a smaller angle share a smooth normal
MOST_NEIGHBOURS = 24  # corners at the same point that are compared with each other
REACH = (0.88, 0.97)  # metres from the origin to the farthest vertex


@dataclass(frozen=True)
class MeshBatch:
    """M meshes, concatenated."""

    vertices: Tensor  # (V, 3)
    faces: Tensor  # (F, 3) int64, indices into `vertices`
    colours: Tensor  # (V, 3) uint8 sRGB
    vertex_counts: Tensor  # (M,)
    face_counts: Tensor  # (M,)

    def __len__(self) -> int:
        return len(self.face_counts)

    def pick(self, index: Tensor) -> MeshBatch:
        """Returns the meshes with these indices (K,). An index may occur several times."""
        vertex = ranges(self.vertex_counts, index)
        face = ranges(self.face_counts, index)
        first = self.vertex_counts.cumsum(0) - self.vertex_counts
        counts, faces = self.vertex_counts[index], self.face_counts[index]
        shift = (counts.cumsum(0) - counts) - first[index]
        return MeshBatch(
            self.vertices[vertex], self.faces[face] + shift.repeat_interleave(faces)[:, None], self.colours[vertex],
            counts, faces,
        )  # fmt: skip

    @property
    def mesh_of_vertex(self) -> Tensor:
        """The index of each vertex's mesh (V,)."""
        return torch.arange(len(self), device=self.faces.device).repeat_interleave(self.vertex_counts)

    @property
    def mesh_of_face(self) -> Tensor:
        """The index of each face's mesh (F,)."""
        return torch.arange(len(self), device=self.faces.device).repeat_interleave(self.face_counts)


def batch_of(meshes: Sequence[CaptionedMesh], device: torch.device) -> MeshBatch:
    """Moves the meshes to a device as one batch."""
    counts = torch.tensor([len(mesh.vertices) for mesh in meshes])
    faces = torch.tensor([len(mesh.faces) for mesh in meshes])
    first = (counts.cumsum(0) - counts).repeat_interleave(faces)[:, None]
    return MeshBatch(
        torch.cat([torch.from_numpy(mesh.vertices) for mesh in meshes]).to(device),
        (torch.cat([torch.from_numpy(mesh.faces) for mesh in meshes]).long() + first).to(device),
        torch.cat([torch.from_numpy(mesh.colours) for mesh in meshes]).to(device),
        counts.to(device),
        faces.to(device),
    )


def corner_normals(batch: MeshBatch) -> Tensor:
    """Returns unit normals (F, 3, 3) at the corners of the faces.

    A normal is the area-weighted mean of the normals of those faces at the same point that are within 50 degrees of the
    face. Vertices of a mesh at the same position count as one.
    """
    corners = batch.vertices[batch.faces]
    area = torch.linalg.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    unit = normalize(area, dim=-1)
    place = (corners.flatten(0, 1) * 4096).round().long() + 8192
    key = ((batch.mesh_of_face.repeat_interleave(3) * 16384 + place[:, 0]) * 16384 + place[:, 1]) * 16384 + place[:, 2]
    key, order = key.sort()
    _, sizes = torch.unique_consecutive(key, return_counts=True)
    first = (sizes.cumsum(0) - sizes).repeat_interleave(sizes)
    sizes = sizes.repeat_interleave(sizes).clamp(max=MOST_NEIGHBOURS)
    corner = torch.arange(len(order), device=order.device).repeat_interleave(sizes)
    within = torch.arange(len(corner), device=order.device) - (sizes.cumsum(0) - sizes).repeat_interleave(sizes)
    face, other = order[corner] // 3, order[first[corner] + within] // 3
    near = (unit[face] * unit[other]).sum(-1, keepdim=True) > CREASE
    total = torch.zeros(len(order), 3, device=order.device).index_add_(0, order[corner], area[other] * near)
    total = torch.where(total.square().sum(-1, keepdim=True) > 1e-20, total, unit.repeat_interleave(3, 0))
    return normalize(total, dim=-1).view(-1, 3, 3)


def varied(batch: MeshBatch, turn: Tensor, strength: float, generator: torch.Generator) -> Tensor:
    """Returns the vertices (V, 3), stretched along each axis, tapered and bent a little, differently for each mesh.

    `turn` (M,) first rotates each mesh about Z, in radians. `strength` 1 stretches by about 12 %. The meshes are then
    centred and scaled to random sizes (REACH) within the unit ball.
    """
    device, meshes = batch.vertices.device, len(batch)

    def normal(columns: int, deviation: float) -> Tensor:
        drawn = torch.randn(meshes, columns, generator=generator, device=device).clamp(-2, 2)
        return (strength * deviation * drawn)[batch.mesh_of_vertex]

    cos, sin = turn.cos()[batch.mesh_of_vertex], turn.sin()[batch.mesh_of_vertex]
    x, y, z = batch.vertices.unbind(-1)
    points = torch.stack([cos * x - sin * y, sin * x + cos * y, z], -1) * normal(3, 0.12).exp()
    taper = 1 + normal(1, 0.1) * points[:, 2:]
    bent = normal(2, 0.06) * points[:, 2:].square()
    points = torch.cat([points[:, :2] * taper + bent, points[:, 2:]], -1)
    reach = torch.empty(meshes, device=device).uniform_(*REACH, generator=generator)
    return in_ball(points, batch, reach)


def in_ball(points: Tensor, batch: MeshBatch, reach: Tensor) -> Tensor:
    """Centres points (V, 3) by each mesh's bounding box and scales each mesh.

    Its farthest vertex is then at the distance `reach` (M,) from the origin.
    """
    mesh = batch.mesh_of_vertex
    spread = mesh[:, None].expand(-1, 3)
    limits = points.new_zeros(2, len(batch), 3)
    low = limits[0].scatter_reduce(0, spread, points, "amin", include_self=False)
    high = limits[1].scatter_reduce(0, spread, points, "amax", include_self=False)
    points = points - ((low + high) / 2)[mesh]
    farthest = points.new_zeros(len(batch)).scatter_reduce(0, mesh, points.norm(dim=-1), "amax")
    return points * (reach / farthest.clamp(min=1e-6))[mesh, None]


def ranges(counts: Tensor, index: Tensor) -> Tensor:
    """Returns the indices of all elements of some of M groups that are concatenated.

    `counts` (M,) are the sizes of the groups, `index` (K,) the wanted groups in order.
    """
    first = counts.cumsum(0) - counts
    wanted = counts[index]
    group = torch.arange(len(index), device=index.device).repeat_interleave(wanted)
    within = torch.arange(len(group), device=index.device) - (wanted.cumsum(0) - wanted)[group]
    return first[index][group] + within
