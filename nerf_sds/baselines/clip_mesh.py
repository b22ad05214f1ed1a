"""CLIP-Mesh (arXiv 2203.13333): optimises a mesh so that its images match the caption.

The control points of a Loop-subdivided sphere move, and the vertices of its surface have colours (section 3.1). A
Laplacian loss keeps the surface smooth (section 3.3). This version has no normal map and no diffusion model that
proposes an image embedding (section 3.2), because the image-text models here are trained on captions alone.
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
from ..training.optimizer import Optimizer
from ..training.step import Step
from ..training.step_inputs import CPU, generator
from ..viewpoints import Light, Viewpoint, headlight, sample_light, sample_viewpoints
from .dream_fields import backgrounds, captions, similarity_loss
from .mesh_pictures import Topology, draw

RADIUS = 0.6  # metres, of the initial sphere
SOLID = 1e3  # 1 / m, the density that a mesh's skin has for the baking


class SubdividedSphere(nn.Module):
    """A Loop-subdivided sphere: control points (V, 3) in metres, and raw colours (N, 3) of the surface's vertices."""

    def __init__(self, level: int, subdivisions: int) -> None:
        """`level` counts the splits of an icosahedron into the control mesh, `subdivisions` those that follow."""
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
        """Returns the surface's vertices (N, 3) in metres, clamped to the unit ball."""
        vertices = self.matrix @ self.points
        return vertices / vertices.norm(dim=-1, keepdim=True).clamp(min=1)

    @property
    def topology(self) -> Topology:
        """The faces and edges of the surface."""
        return Topology(self.faces, self.edges, self.beside)

    def albedo(self) -> Tensor:
        """Returns the colours of the vertices (N, 3), sRGB in 0..1."""
        return self.colours.sigmoid()

    def laplacian_loss(self) -> Tensor:
        """Returns the mean squared distance, in square metres, of control points from their neighbours' mean (3.3)."""
        return (self.neighbours @ self.points - self.points).square().sum(-1).mean()

    @torch.no_grad()
    def surface(self, budget: int, size: float) -> Mesh:
        """Returns the surface with at most `budget` triangles. Its largest dimension is `size` metres."""
        vertices, faces = self.vertices().cpu().numpy(), self.faces.int().cpu().numpy()
        return decimated(vertices, faces, budget, size)

    @torch.no_grad()
    def skin(self) -> Skin:
        """Returns the colours of the surface as a field."""
        return Skin(self.vertices().cpu().numpy(), self.albedo().cpu().numpy())


class Skin:
    """The colours of a mesh's vertices as a field, for the baking."""

    device = torch.device("cpu")

    def __init__(self, vertices: Floats, albedo: Floats) -> None:
        """`vertices` are (N, 3) in metres, `albedo` is (N, 3) sRGB in 0..1."""
        self.tree, self.colours = cKDTree(vertices), albedo

    def density(self, points: Tensor) -> Tensor:
        """Returns SOLID (N,), 1 / m, at all points (N, 3)."""
        return torch.full((len(points),), SOLID)

    def density_and_albedo(self, points: Tensor) -> tuple[Tensor, Tensor]:
        """Also returns the albedo (N, 3), sRGB: the mean of the 3 nearest vertices, weighted by inverse distance."""
        distances, nearest = self.tree.query(points.numpy(), k=3)
        weights = 1 / np.maximum(distances, 1e-6)
        weights /= weights.sum(1, keepdims=True)
        albedo = np.einsum("nk,nkc->nc", weights, self.colours[nearest]).astype(np.float32)
        return self.density(points), torch.from_numpy(albedo)


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
    """The random inputs of a step with B views."""

    viewpoints: list[Viewpoint]
    lights: list[Light]
    background: Tensor  # (B, 3, R, R) sRGB
    captions: list[str]
    generator: torch.Generator  # for the random shifts and zooms, see `shaken`


class ClipMesh(Method[ClipMeshPreset, SubdividedSphere, ClipMeshInputs]):
    """The method `clip-mesh`."""

    step_type = MeshStep

    def __init__(self, preset: ClipMeshPreset, image_text: ImageText) -> None:
        self.preset, self.image_text = preset, image_text

    def initial(self, start: InitialState, device: torch.device) -> tuple[SubdividedSphere, Optimizer]:
        """Returns the sphere and its optimizer. The control points have a smaller learning rate than the colours."""
        sphere = SubdividedSphere(self.preset.control_level, self.preset.subdivisions).to(device)
        rate = self.preset.learning_rate
        points = {"params": [sphere.points], "lr": rate * self.preset.point_rate_share}
        return sphere, torch.optim.Adam([points, {"params": [sphere.colours]}], lr=rate, betas=(0.9, 0.99))

    def learning_rate(self, progress: float) -> float:
        """Falls linearly from 1 to 0.1."""
        return 1 - 0.9 * progress

    def sample(self, requests: Sequence[Request], stage: Stage, number: int, device: torch.device) -> ClipMeshInputs:
        """Draws the cameras, lights and backgrounds of one prop."""
        (request,) = requests
        random = Random(f"{request.seed} {number}")
        viewpoints = sample_viewpoints(random, self.preset.views, self.preset.elevation)
        lights = [sample_light(random, viewpoint) for viewpoint in viewpoints]
        chance = generator(random, CPU)
        behind = backgrounds(self.preset.views, stage.resolution, chance).to(device)
        return ClipMeshInputs(viewpoints, lights, behind, captions(request, viewpoints, self.preset), chance)

    def losses(self, sphere: SubdividedSphere, inputs: ClipMeshInputs, stage: Stage) -> dict[str, Tensor]:
        """Returns the similarity loss and the weighted Laplacian loss."""
        drawn = photograph(sphere, inputs.viewpoints, inputs.lights, stage.resolution)
        images = shaken(drawn[:, :3] + (1 - drawn[:, 3:]) * inputs.background, inputs.generator)
        return {
            "similarity": similarity_loss(self.image_text, images, inputs.captions),
            "laplacian": self.preset.laplacian_weight * sphere.laplacian_loss(),
        }


def photograph(sphere: SubdividedSphere, viewpoints: list[Viewpoint], lights: list[Light], resolution: int) -> Tensor:
    """Renders B views: (B, 4, R, R), sRGB premultiplied by the coverage, then the coverage."""
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
    """Returns outward unit normals (N, 3) at the vertices: the mean of the adjacent faces, weighted by area."""
    a, b, c = vertices[faces].unbind(1)
    across = torch.linalg.cross(b - a, c - a)
    total = torch.zeros_like(vertices).index_add(0, faces.flatten(), across.repeat_interleave(3, dim=0))
    return normalize(total, dim=-1)


def shaken(pictures: Tensor, generator: torch.Generator) -> Tensor:
    """Shifts and zooms each image (B, 3, R, R) a little at random, so that no framing is favoured (section 3.3)."""

    def uniform(low: float, high: float) -> Tensor:
        return (low + (high - low) * torch.rand(len(pictures), 1, generator=generator)).to(pictures.device)

    zoom, zero = uniform(0.85, 1.1), torch.zeros(len(pictures), 1, device=pictures.device)
    rows = [torch.stack([zoom, zero, uniform(-0.1, 0.1)], 2), torch.stack([zero, zoom, uniform(-0.1, 0.1)], 2)]
    grid = affine_grid(torch.cat(rows, 1), list(pictures.shape), align_corners=False)
    return grid_sample(pictures, grid, padding_mode="reflection", align_corners=False)


def loop_subdivision(faces: np.ndarray, count: int, times: int) -> tuple[Floats, NDArray[np.int64]]:
    """Returns the matrix (N, count) from control points to the vertices of Loop's subdivision, and its faces (F, 3).

    `faces` are those of the control mesh, which has `count` points. Loop's subdivision is linear in the points, so the
    columns are computed three at a time, as the x, y and z of unit vectors.
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
    """Returns the matrix (count, count) that replaces each point by the mean of its neighbours.

    `edges` (E, 2) are the indices of neighbouring points.
    """
    matrix = np.zeros((count, count), np.float32)
    matrix[edges[:, 0], edges[:, 1]] = matrix[edges[:, 1], edges[:, 0]] = 1
    return matrix / matrix.sum(1, keepdims=True)
