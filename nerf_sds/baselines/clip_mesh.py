"""CLIP-Mesh (arXiv 2203.13333): a mesh, optimised for the similarity of its pictures to the caption.

The control points of a Loop-subdivided sphere move, and the vertices of its surface have colours (section 3.1); a
Laplacian loss keeps the surface even (section 3.3). Left out are the normal map and the diffusion model that proposes
an image embedding (section 3.2): the image-text models here are trained on captions alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
import trimesh
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from torch import Tensor, nn
from torch.nn.functional import affine_grid, grid_sample, normalize

from ..config import ClipMeshPreset, Request, Schedule, preset_of
from ..image_text import ImageText
from ..mesh import Floats, Mesh, RadianceField, decimated
from ..prompts import directed
from ..shading import GAMMA
from ..training.optimizer import descend, restore, snapshot_of
from ..viewpoints import Light, Viewpoint, headlight, sample_light, sample_viewpoints
from .dream_fields import backgrounds
from .mesh_pictures import Topology, draw

RADIUS = 0.6  # of the sphere at the beginning, metres
SOLID = 1e3  # 1 / m, the density of a mesh's skin for the baking


class SubdividedSphere(nn.Module):
    """Control points (V, 3) of a surface, and raw colours of its vertices (N, 3)."""

    def __init__(self, level: int, subdivisions: int) -> None:
        """`level`: how often an icosahedron is split for the control mesh; `subdivisions`: how often that is then."""
        super().__init__()
        sphere = trimesh.creation.icosphere(subdivisions=level, radius=RADIUS)
        matrix, faces = loop_subdivision(np.asarray(sphere.faces), len(sphere.vertices), subdivisions)
        self.points = nn.Parameter(torch.tensor(np.asarray(sphere.vertices), dtype=torch.float32))
        self.colours = nn.Parameter(torch.zeros(len(matrix), 3))
        self.matrix: Tensor
        self.faces: Tensor
        self.edges: Tensor
        self.beside: Tensor
        self.neighbours: Tensor
        self.register_buffer("matrix", torch.from_numpy(matrix), persistent=False)
        for name, part in Topology.of(torch.from_numpy(faces))._asdict().items():
            self.register_buffer(name, part, persistent=False)
        means = mean_of_neighbours(np.asarray(sphere.edges_unique), len(sphere.vertices))
        self.register_buffer("neighbours", torch.from_numpy(means), persistent=False)

    def vertices(self) -> Tensor:
        """(N, 3), kept in the unit ball."""
        vertices = self.matrix @ self.points
        return vertices / vertices.norm(dim=-1, keepdim=True).clamp(min=1)

    @property
    def topology(self) -> Topology:
        return Topology(self.faces, self.edges, self.beside)

    def albedo(self) -> Tensor:
        """(N, 3) sRGB, 0..1."""
        return self.colours.sigmoid()

    def laplacian_loss(self) -> Tensor:
        """How far the control points are from the means of their neighbours (section 3.3), in squared metres."""
        return (self.neighbours @ self.points - self.points).square().sum(-1).mean()

    @torch.no_grad()
    def surface(self, budget: int, size: float) -> Mesh:
        """The surface of at most `budget` triangles, `size` metres at its largest."""
        vertices, faces = self.vertices().cpu().numpy(), self.faces.int().cpu().numpy()
        return decimated(vertices, faces, budget, size)

    @torch.no_grad()
    def skin(self) -> Skin:
        """The colours of the surface."""
        return Skin(self.vertices().cpu().numpy(), self.albedo().cpu().numpy())


class Skin:
    """The colours of a mesh's vertices as a field, for the baking."""

    device = torch.device("cpu")

    def __init__(self, vertices: Floats, albedo: Floats) -> None:
        self.tree, self.colours = cKDTree(vertices), albedo

    def density(self, points: Tensor) -> Tensor:
        """(N, 3) -> (N,) 1 / m."""
        return torch.full((len(points),), SOLID)

    def albedo(self, points: Tensor) -> Tensor:
        """(N, 3) -> (N, 3) sRGB: the mean of the three nearest vertices, by nearness."""
        distances, nearest = self.tree.query(points.numpy(), k=3)
        weights = 1 / np.maximum(distances, 1e-6)
        weights /= weights.sum(1, keepdims=True)
        return torch.from_numpy(np.einsum("nk,nkc->nc", weights, self.colours[nearest]).astype(np.float32))


@dataclass(frozen=True)
class MeshStep:
    """A step that was taken, and the mesh as it is until the next one is asked for."""

    number: int  # steps taken so far, 0 .. steps
    steps: int
    losses: Mapping[str, float]
    shape: SubdividedSphere
    optimizer: torch.optim.Optimizer

    def snapshot(self) -> dict[str, Tensor]:
        """All that is needed to go on from here as if the run had never stopped."""
        return snapshot_of(self.number, self.shape, self.optimizer)

    @torch.no_grad()
    def preview(self, azimuth: float, elevation: float = 20.0, size: int = 128) -> np.ndarray:
        """(size, size, 3) uint8: the mesh seen from a side, softly lit from the camera, on grey."""
        viewpoint = Viewpoint(azimuth, elevation, 3.1)
        picture = photograph(self.shape, [viewpoint], [headlight(viewpoint)], size)[0]
        rgb = picture[:3] + 0.25 * (1 - picture[3:])
        return (255 * rgb.clamp(0, 1)).byte().permute(1, 2, 0).cpu().numpy()

    def sheet(self) -> None:
        """There is no field to look at."""

    def surface(self, request: Request) -> Mesh:
        """The mesh that the request asks for."""
        return self.shape.surface(preset_of(request, Schedule).faces, request.size)

    def skin(self) -> RadianceField:
        """What has the colours of the surface."""
        return self.shape.skin()


def clip_mesh(
    request: Request, image_text: ImageText, device: torch.device, snapshot: dict[str, Tensor] | None = None
) -> Iterator[MeshStep]:
    """Yields what it begins with, then a step at a time, as `dreamfusion` does, and raises what it raises."""
    preset = preset_of(request, ClipMeshPreset)
    sphere = SubdividedSphere(preset.control_level, preset.subdivisions).to(device)
    groups = [{"params": [sphere.points], "share": preset.point_rate_share}, {"params": [sphere.colours], "share": 1.0}]
    optimizer = torch.optim.Adam(groups, lr=preset.learning_rate, betas=(0.9, 0.99))
    first = restore(snapshot, sphere, optimizer)
    yield MeshStep(first, preset.steps, {}, sphere, optimizer)
    schedule = [stage for stage in preset.stages for _ in range(stage.steps)]
    for number in range(first, len(schedule)):
        stage, progress = schedule[number], number / len(schedule)
        random = Random(f"{request.seed} {number}")
        viewpoints = sample_viewpoints(random, preset.views, preset.elevation)
        lights = [sample_light(random, viewpoint) for viewpoint in viewpoints]
        generator = torch.Generator().manual_seed(random.getrandbits(62))
        drawn = photograph(sphere, viewpoints, lights, stage.resolution)
        behind = backgrounds(preset.views, stage.resolution, generator).to(device)
        pictures = shaken(drawn[:, :3] + (1 - drawn[:, 3:]) * behind, generator)
        prompts = [directed(request.prompt, view) if preset.view_dependent else request.prompt for view in viewpoints]
        similarity = image_text.embed_pictures(pictures) * image_text.embed_captions(prompts)
        losses = {
            "similarity": -similarity.sum(-1).mean(),
            "laplacian": preset.laplacian_weight * sphere.laplacian_loss(),
        }
        for group in optimizer.param_groups:
            group["lr"] = preset.learning_rate * group["share"] * (1 - 0.9 * progress)
        yield MeshStep(number + 1, len(schedule), descend(losses, sphere, optimizer, number), sphere, optimizer)


def photograph(sphere: SubdividedSphere, viewpoints: list[Viewpoint], lights: list[Light], resolution: int) -> Tensor:
    """(B, 4, R, R): colours premultiplied by the coverage, and that."""
    vertices = sphere.vertices()
    normals = smooth_normals(vertices, sphere.faces)
    direction = torch.tensor([light.direction for light in lights], device=vertices.device)
    sun, ambient = (
        torch.tensor([getattr(light, name) for light in lights], device=vertices.device)[:, None]
        for name in ("sun", "ambient")
    )
    lit = ambient + sun * (direction @ normals.T).clamp(min=0)
    colours = lit[..., None] ** (1 / GAMMA) * sphere.albedo()
    return draw(vertices, sphere.topology, colours, viewpoints, resolution).permute(0, 3, 1, 2)


def smooth_normals(vertices: Tensor, faces: Tensor) -> Tensor:
    """(N, 3) unit normals out of the surface, the mean of the faces around each vertex, weighted by area."""
    a, b, c = vertices[faces].unbind(1)
    across = torch.linalg.cross(b - a, c - a)
    total = torch.zeros_like(vertices).index_add(0, faces.flatten(), across.repeat_interleave(3, dim=0))
    return normalize(total, dim=-1)


def shaken(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """The pictures, each a little moved and zoomed (section 3.3): what pleases must please from wherever it is seen."""

    def uniform(low: float, high: float) -> Tensor:
        return (low + (high - low) * torch.rand(len(pictures), 1, generator=generator)).to(pictures.device)

    zoom, zero = uniform(0.85, 1.1), torch.zeros(len(pictures), 1, device=pictures.device)
    rows = [torch.stack([zoom, zero, uniform(-0.1, 0.1)], 2), torch.stack([zero, zoom, uniform(-0.1, 0.1)], 2)]
    grid = affine_grid(torch.cat(rows, 1), list(pictures.shape), align_corners=False)
    return grid_sample(pictures, grid, padding_mode="reflection", align_corners=False)


def loop_subdivision(faces: np.ndarray, count: int, times: int) -> tuple[Floats, NDArray[np.int64]]:
    """The matrix (N, count) from control points to vertices of Loop's subdivision, and its faces (F, 3).

    The subdivision is linear in the points, so the columns are found three at a time.
    """
    columns = []
    fine = faces
    for start in range(0, count, 3):
        basis = np.zeros((count, 3))
        basis[np.arange(start, min(start + 3, count)), np.arange(min(3, count - start))] = 1
        vertices, fine = trimesh.remesh.subdivide_loop(basis, faces, iterations=times)
        columns.append(vertices[:, : min(3, count - start)])
    return np.concatenate(columns, axis=1).astype(np.float32), np.asarray(fine, np.int64)


def mean_of_neighbours(edges: np.ndarray, count: int) -> Floats:
    """The matrix (count, count) that replaces each point by the mean of the points that edges (E, 2) join to it."""
    matrix = np.zeros((count, count), np.float32)
    matrix[edges[:, 0], edges[:, 1]] = matrix[edges[:, 1], edges[:, 0]] = 1
    return matrix / matrix.sum(1, keepdims=True)
