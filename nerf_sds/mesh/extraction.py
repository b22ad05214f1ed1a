"""Turns the density field into a clean triangle mesh: choose a level, extract, keep one solid, fair, decimate.

A grid is (X, Y, Z) over a cube that contains the unit ball. `vertices` are (V, 3) float32; `faces` are (F, 3) int32,
counter-clockwise seen from outside. In field and mesh, Z is up and the front looks to -Y. `cell` is the distance of
neighbouring grid points in metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import manifold3d
import numpy as np
import torch
from fast_simplification import simplify
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import cKDTree

from ..config import FieldSchedule
from ..nerf.field import FrozenField
from .fairing import fair
from .isosurface import isosurface

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Size = float | tuple[float, float, float]  # largest size in metres: of the largest dimension, or along X, Y and Z

HALF_WIDTH = 1.04  # metres, half the side of the grid's cube: the unit ball and a margin of empty cells
FAINTEST = 0.05  # opacity below which a field counts as empty
BLUR = 0.014  # metres; removes the staircase of the cells, but keeps walls of 2 cm and rods of 3.5 cm or more
SMALLEST_PART = 0.02  # share of the largest part's volume; smaller loose parts are dropped
LONGEST_PIN = 0.1  # metres of the field; parts farther from the body are not joined to it
FAIRED = 40_000  # triangles that are faired: enough for what a field shows, and free of marching cubes' slivers
SLAB = 1 << 18  # points per query of the field


class EmptyField(Exception):
    """The field shows nothing, or holds values that are not finite."""


class RadianceField(Protocol):
    """The part of a field that this module and `texture` use. Points are (N, 3) in the unit ball."""

    @property
    def device(self) -> torch.device: ...

    def density(self, points: torch.Tensor) -> torch.Tensor:
        """Returns the density (N,) in 1 / m, 0 or more."""
        ...

    def density_and_albedo(self, points: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns the density and the albedo (N, 3), sRGB in 0..1."""
        ...


@dataclass(frozen=True)
class Detail:
    """The faired surface before its last decimation, in the field's coordinates."""

    points: Floats  # (N, 3)
    normals: Floats  # (N, 3), unit vectors


@dataclass(frozen=True)
class Mesh:
    """A watertight solid in one piece, in metres, with the centre of its base at the origin."""

    vertices: Floats  # (V, 3)
    faces: Ints  # (F, 3)
    scale: float  # metres of the mesh per metre of the field
    base: Floats  # (3,), the mesh's origin in the field
    detail: Detail | None = None  # for the normal map; None if the mesh was read from files

    def to_field(self, points: Floats) -> Floats:
        """Converts points (N, 3) from the mesh's coordinates to the field's."""
        return points / np.float32(self.scale) + self.base


def extract(field: RadianceField, preset: FieldSchedule, size: Size) -> Mesh:
    """Extracts the surface that the field's images show.

    It has at most `preset.faces` triangles and is as large as `size` allows. Raises EmptyField if the images show
    nothing.
    """
    density, cell = density_grid(field, preset.mesh_resolution)
    occupancy = np.maximum(occupancy_grid(density, surface_level(density, cell)), hidden(density, cell))
    occupancy = join_parts(blurred(occupancy, cell), cell)
    vertices, faces = isosurface(np.pad(occupancy, 1), 0.5)
    vertices, faces = decimate(*largest_solid(vertices, faces), max(FAIRED, preset.faces))
    return decimated(fair(vertices, faces), faces, preset.faces, size, cell, HALF_WIDTH + cell)


@torch.no_grad()
def density_grid(field: RadianceField, resolution: int) -> tuple[Floats, float]:
    """Samples the density on a grid (R, R, R) over the cube, 0 outside the ball. Also returns `cell`."""
    axis, cell = torch.linspace(-HALF_WIDTH, HALF_WIDTH, resolution), 2 * HALF_WIDTH / (resolution - 1)
    if isinstance(field, FrozenField):
        return field.density_on(axis.to(field.device)).contiguous().cpu().numpy(), cell
    inside = (axis[:, None, None] ** 2 + axis[:, None] ** 2 + axis**2 <= 1).nonzero()  # (N, 3)
    grid = torch.zeros((resolution,) * 3)
    for index in inside.split(SLAB):
        grid[index.unbind(1)] = field.density(axis[index].to(field.device)).float().cpu()
    return grid.numpy(), cell


def surface_level(density: Floats, cell: float) -> float:
    """Returns the density in 1 / m whose isosurface has the outlines of the volume rendering.

    A soft field has no clear surface, and its densities may have any scale. People have seen its images, so the solid
    {density > level} should cover the pixels whose opacity exceeds one half, or half of the highest opacity if the
    field is faint. The level therefore maximises the intersection over union of the two silhouettes along the three
    axes. If many levels are about equally good, as for a hard solid, it is their geometric mean. The solid is never
    empty: at the lowest level tried it covers all opaque pixels, since no ray in the ball is longer than 2 m.

    Raises EmptyField if no pixel is opaque or a density is not finite.
    """
    depth = [density.sum(axis) * cell for axis in range(3)]  # optical depth of each pixel
    peak = 1 - np.exp(-np.max(depth))
    if not np.isfinite(density.max()) or peak < FAINTEST:
        raise EmptyField("Nothing has formed in the field: try another seed, or a preset with more steps")
    half = -np.log(1 - peak / 2)
    opaque = np.stack([d > half for d in depth])
    highest = np.stack([density.max(axis) for axis in range(3)])
    levels = np.geomspace(half / 2, highest.max() * 0.999, 64)
    solid = highest > levels[:, None, None, None]  # (levels, 3, R, R)
    score = (solid & opaque).sum((1, 2, 3)) / (solid | opaque).sum((1, 2, 3))
    return float(np.exp(np.log(levels[score >= 0.99 * score.max()]).mean()))


def occupancy_grid(density: Floats, level: float) -> Floats:
    """Maps densities to 0..1, with the level at 0.5.

    Marching cubes interpolates linearly. Unlike densities, these values do not explode inside the solid.
    """
    return 1 - np.exp2(-density / np.float32(level))


def hidden(density: Floats, cell: float) -> Floats:
    """Returns how well each cell is hidden, 0..1: the opacity in front of it, from the side that shows it best.

    Losses never see the inside of a prop, so there are caves, and cracks that lead to them. Cells that are hidden from
    all six sides count as solid.
    """
    columns = torch.from_numpy(density) * cell
    depth = torch.full_like(columns, torch.inf)
    for axis in range(3):
        ahead = columns.cumsum(axis)  # also the cell itself
        whole = ahead.select(axis, -1).unsqueeze(axis)
        torch.minimum(depth, torch.minimum(ahead, whole - ahead + columns), out=depth)
    return -torch.expm1(-depth.clamp(min=0)).numpy()


def blurred(occupancy: Floats, cell: float) -> Floats:
    """Smooths away the staircase of the cells. Returns the input if nothing would be left."""
    smooth = ndimage.gaussian_filter(occupancy, BLUR / cell)
    return smooth if smooth.max() > 0.5 else occupancy


def join_parts(occupancy: Floats, cell: float) -> Floats:
    """Joins parts that float close to the prop's body to it, each by a thin pin.

    A prop is one solid, but a head must not be lost because the optimisation left a gap under it.
    """
    labels, count = ndimage.label(occupancy > 0.5)
    volumes = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    parts = [1 + i for i in np.argsort(-volumes) if volumes[i] >= SMALLEST_PART * volumes.max()]
    if len(parts) == 1:
        return occupancy
    joined = occupancy.copy()
    body = _skin(labels == parts[0])
    for part in parts[1:]:
        skin = _skin(labels == part)
        distances, neighbours = cKDTree(body).query(skin)
        if distances.min() * cell <= LONGEST_PIN:
            near = np.flatnonzero(distances <= distances.min() + 2)
            middle = near[np.linalg.norm(skin[near] - skin[near].mean(0), axis=1).argmin()]
            _pin(joined, skin[middle], body[neighbours[middle]])
            body = np.concatenate([body, skin])
    return joined


def _skin(solid: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Returns the indices (N, 3) of the solid's cells with a neighbour outside."""
    return np.argwhere(solid & ~ndimage.binary_erosion(solid))


def _pin(occupancy: Floats, start: NDArray[np.int64], end: NDArray[np.int64]) -> None:
    """Fills the cells along the line from start to end, five cells wide."""
    for share in np.linspace(0, 1, 2 + int(2 * np.abs(end - start).max())):
        middle = np.round(start + share * (end - start)).astype(int)
        x, y, z = (slice(max(0, i - 2), i + 3) for i in middle)
        occupancy[x, y, z] = 1


def largest_solid(vertices: NDArray, faces: NDArray) -> tuple[Floats, Ints]:
    """Returns the manifold closed surface with the largest volume. Drops floaters and the walls of inner caves."""
    mesh = manifold3d.Mesh(np.ascontiguousarray(vertices, np.float32), np.ascontiguousarray(faces, np.uint32))
    solid = max(manifold3d.Manifold(mesh).decompose(), key=lambda part: part.volume()).to_mesh()
    return np.array(solid.vert_properties[:, :3]), solid.tri_verts.astype(np.int32)


def decimated(vertices: Floats, faces: Ints, budget: int, size: Size, unit: float = 1.0, corner: float = 0.0) -> Mesh:
    """Turns a closed surface into a mesh with at most `budget` triangles, as large as `size` allows.

    `unit` and `corner` convert vertices to the field's metres: vertex * unit - corner.
    """
    detail = Detail(vertices * np.float32(unit) - np.float32(corner), vertex_normals(vertices, faces))
    vertices, faces = decimate(vertices, faces, budget)
    return place(vertices * np.float32(unit) - np.float32(corner), faces, size, detail)


def decimate(vertices: Floats, faces: Ints, budget: int) -> tuple[Floats, Ints]:
    """Decimates a solid to at most `budget` triangles and keeps it manifold."""
    goal = budget
    while len(faces) > budget:  # repairs after decimation may add triangles: then repeat with a lower goal
        vertices, faces = largest_solid(*simplify(vertices.astype(np.float64), faces, target_count=goal))
        goal = goal * 15 // 16
    return separated(vertices, faces), faces


def separated(vertices: Floats, faces: Ints) -> Floats:
    """Moves apart vertices at the same position, by a hundredth of an edge towards the mean of their own neighbours.

    Where a surface touches itself, the repair gives each side its own vertices. Readers that merge equal positions, as
    GLB readers must, would join them again.
    """
    _, place, count = np.unique(vertices, axis=0, return_inverse=True, return_counts=True)
    shared = count[place] > 1
    # A closed surface has each edge in both directions.
    start, end = faces.ravel(), np.roll(faces, -1, axis=1).ravel()
    means = sums(start, vertices[end], len(vertices)) / np.bincount(start)[:, None]
    return np.where(shared[:, None], vertices + 0.01 * (means - vertices), vertices).astype(np.float32)


def vertex_normals(vertices: Floats, faces: Ints) -> Floats:
    """Returns unit normals (V, 3): the mean of the adjacent faces, weighted by area."""
    a, b, c = np.moveaxis(vertices[faces].astype(np.float64), 1, 0)
    normals = sums(faces.ravel(), np.repeat(np.cross(b - a, c - a), 3, axis=0), len(vertices))
    return (normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-30)).astype(np.float32)


def sums(index: NDArray, vectors: NDArray, count: int) -> NDArray[np.float64]:
    """Sums vectors (N, 3) by index (N,). Returns (count, 3)."""
    return np.stack([np.bincount(index, component, count) for component in vectors.T], axis=1).astype(np.float64)


def place(vertices: Floats, faces: Ints, size: Size, detail: Detail | None = None) -> Mesh:
    """Scales a mesh in the field's coordinates as large as `size` allows and moves its base's centre to the origin."""
    low, high = vertices.min(0), vertices.max(0)
    base = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]], np.float32)
    scale = float(np.min(np.asarray(size) / (high - low)))
    return Mesh((vertices - base) * np.float32(scale), faces, scale, base, detail)
