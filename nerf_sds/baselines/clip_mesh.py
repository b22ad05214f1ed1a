"""CLIP-Mesh (arXiv 2203.13333): a mesh, optimised for the similarity of its pictures to the caption.

The control points of a Loop-subdivided sphere move, and the vertices of its surface have colours (section 3.1); a
Laplacian loss keeps the surface even (section 3.3). Left out are the normal map and the diffusion model that proposes
an image embedding (section 3.2): the image-text models here are trained on captions alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
import trimesh
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from torch import Tensor, nn
from torch.nn.functional import affine_grid, grid_sample, normalize

from ..config import ClipMeshPreset, Request, Schedule, Stage, preset_of
from ..image_text import ImageText
from ..mesh.extraction import Floats, Mesh, RadianceField, decimated
from ..nerf.shading import GAMMA
from ..training.initial_state import InitialState
from ..training.method import Method
from ..training.step import Step
from ..training.step_inputs import CPU, generator
from ..viewpoints import Light, Viewpoint, headlight, sample_light, sample_viewpoints
from .dream_fields import backgrounds, captions, similarity_loss
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
class MeshStep(Step):
    """A step of a method whose model is a mesh."""

    shape: SubdividedSphere

    @torch.no_grad()
    def preview(self, azimuth: float, elevation: float = 20.0, size: int = 128) -> np.ndarray:
        viewpoint = Viewpoint(azimuth, elevation, 3.1)
        picture = photograph(self.shape, [viewpoint], [headlight(viewpoint)], size)[0]
        rgb = picture[:3] + 0.25 * (1 - picture[3:])
        return (255 * rgb.clamp(0, 1)).byte().permute(1, 2, 0).cpu().numpy()

    def sheet(self) -> None:
        return None

    def surface(self, request: Request) -> Mesh:
        return self.shape.surface(preset_of(request, Schedule).faces, request.size)

    def skin(self) -> RadianceField:
        return self.shape.skin()


@dataclass(frozen=True)
class ClipMeshInputs:
    """What chance decides in a step of B views."""

    viewpoints: list[Viewpoint]
    lights: list[Light]
    background: Tensor  # (B, 3, R, R) sRGB
    captions: list[str]
    generator: torch.Generator  # of what shakes the pictures


class ClipMesh(Method[ClipMeshPreset, SubdividedSphere, ClipMeshInputs]):
    """The presets of the method `clip-mesh`."""

    step_type = MeshStep

    def __init__(self, preset: ClipMeshPreset, image_text: ImageText) -> None:
        self.preset, self.image_text = preset, image_text

    def initial(self, start: InitialState, device: torch.device) -> tuple[SubdividedSphere, torch.optim.Optimizer]:
        sphere = SubdividedSphere(self.preset.control_level, self.preset.subdivisions).to(device)
        rate = self.preset.learning_rate
        points = {"params": [sphere.points], "lr": rate * self.preset.point_rate_share}
        return sphere, torch.optim.Adam([points, {"params": [sphere.colours]}], lr=rate, betas=(0.9, 0.99))

    def learning_rate(self, progress: float) -> float:
        return 1 - 0.9 * progress

    def sample(self, requests: Sequence[Request], stage: Stage, number: int, device: torch.device) -> ClipMeshInputs:
        (request,) = requests
        random = Random(f"{request.seed} {number}")
        viewpoints = sample_viewpoints(random, self.preset.views, self.preset.elevation)
        lights = [sample_light(random, viewpoint) for viewpoint in viewpoints]
        chance = generator(random, CPU)
        behind = backgrounds(self.preset.views, stage.resolution, chance).to(device)
        return ClipMeshInputs(viewpoints, lights, behind, captions(request, viewpoints, self.preset), chance)

    def losses(self, sphere: SubdividedSphere, inputs: ClipMeshInputs, stage: Stage) -> dict[str, Tensor]:
        drawn = photograph(sphere, inputs.viewpoints, inputs.lights, stage.resolution)
        images = shaken(drawn[:, :3] + (1 - drawn[:, 3:]) * inputs.background, inputs.generator)
        return {
            "similarity": similarity_loss(self.image_text, images, inputs.captions),
            "laplacian": self.preset.laplacian_weight * sphere.laplacian_loss(),
        }


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
