"""UV maps for texturing: whether meshes' own can hold a texture, and a new one if not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import radians

import bpy
import numpy as np
from mathutils import Matrix

from ...nerf_sds.uv.places import leave_out
from .own_scene import own_scene

ANGLE = radians(66)  # between faces of an island, Blender's own default
MARGIN = 0.004  # between islands, as a share of the square
MARGINS = (MARGIN, 0.001, 0.00025)  # of a smoothed mesh, until its UVs cover ENOUGH
ROUNDS = 5  # of smoothing
ENOUGH = 0.25  # share of the square: more than noise or thousands of parts leave, less than other meshes cover
REACH = 0.25  # how far smoothing moves a vertex, in mean lengths of its edges, so that no face vanishes
CELLS = 512  # cells per side of the square in which overlaps are counted
LINES = 1 << 20  # lines of cells that are counted at a time
OVERLAP = 0.01  # share of the covered cells that may be covered twice
SMALLEST = 0.02  # share of the square that UVs must cover
SMALLEST_MESH, LARGEST_MESH = 1e-6, 1e6  # metres
SLACK = 1e-4  # by which UVs may leave the square


def can_hold_a_texture(uvs: np.ndarray) -> bool:
    """True if UVs (T, 3, 2) of triangles lie in the square, cover some of it, and do not overlap."""
    if not len(uvs) or not np.isfinite(uvs).all() or uvs.min() < -SLACK or uvs.max() > 1 + SLACK:
        return False
    areas = _areas(uvs)
    if not SMALLEST < areas.sum() < 1 + OVERLAP + 4 * SLACK:
        return False
    counts = _covering(uvs[areas * CELLS**2 > 1e-3].astype(np.float64))  # others cover next to nothing
    covered = int(np.count_nonzero(counts))
    return covered > SMALLEST * CELLS**2 and int(counts.sum()) - covered < OVERLAP * covered


def leave_faces_out(uvs: np.ndarray, mesh: bpy.types.Mesh) -> bool:
    """True if UVs (T, 3, 2) of a mesh's triangles give some of its surface no place, see `places.leave_out`."""
    mesh.calc_loop_triangles()
    areas = np.empty(len(uvs), np.float32)
    mesh.loop_triangles.foreach_get("area", areas)
    return leave_out(uvs, areas)


def _areas(uvs: np.ndarray) -> np.ndarray:
    """Returns the areas (T,) of triangles with UVs (T, 3, 2)."""
    a, b, c = uvs.astype(np.float64).transpose(1, 0, 2)
    return np.abs((b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]) / 2


def corners(mesh: bpy.types.Mesh) -> np.ndarray:
    """Returns the loops (T, 3) of the corners of the mesh's triangles."""
    mesh.calc_loop_triangles()
    found = np.empty((len(mesh.loop_triangles), 3), np.int32)
    mesh.loop_triangles.foreach_get("loops", found.ravel())
    return found


def _covering(uvs: np.ndarray) -> np.ndarray:
    """Returns how many triangles with UVs (T, 3, 2) cover the middle of each cell of the square: (CELLS, CELLS)."""
    steps = np.zeros(CELLS * (CELLS + 1), np.int64)  # along each line: 1 where a triangle begins, -1 behind its end
    corners = np.take_along_axis(uvs, np.argsort(uvs[..., 1], axis=1)[..., None], axis=1) * CELLS - 0.5  # lowest first
    first, last = np.ceil(corners[:, ::2, 1].clip(0, CELLS)).astype(int).T
    for part in np.array_split(np.arange(len(uvs)), 1 + (last - first).sum() // LINES):
        heights = (last - first)[part]
        each = np.repeat(part, heights)
        line = np.arange(len(each)) + np.repeat(first[part] - np.cumsum(heights) + heights, heights)
        low, middle, high = corners[each].transpose(1, 0, 2)
        is_below = (line < middle[:, 1])[:, None]
        bent = _crossing(line, np.where(is_below, low, middle), np.where(is_below, middle, high))
        columns = np.sort([_crossing(line, low, high), bent], axis=0).clip(0, CELLS)
        begins, ends = line * (CELLS + 1) + np.ceil(columns).astype(int)
        steps += np.bincount(begins, minlength=len(steps)) - np.bincount(ends, minlength=len(steps))
    return steps.reshape(CELLS, CELLS + 1).cumsum(1)[:, :CELLS]


def _crossing(line: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Returns where edges from `start` to `end` (N, 2) cross horizontal lines (N,)."""
    return start[:, 0] + (line - start[:, 1]) * (end - start)[:, 0] / (end - start)[:, 1]


def unwrap(context: bpy.types.Context, meshes: Sequence[tuple[bpy.types.Mesh, Matrix]]) -> list[np.ndarray]:
    """Returns new UVs (L, 2) for each mesh, all in one square, with equal texels per metre.

    Each mesh is measured in the scene's axes, to which its matrix takes it. Raises ValueError with one line if the
    meshes have faces or points that Blender cannot unwrap.
    """
    counts = [len(mesh.loops) for mesh, _ in meshes]
    if not sum(counts):
        return [np.zeros((0, 2), np.float32) for _ in meshes]
    joined = _joined(meshes)
    try:
        layout = _best_layout(context, joined)
    finally:
        bpy.data.meshes.remove(joined)
    return np.split(layout, np.cumsum(counts)[:-1])


def _best_layout(context: bpy.types.Context, mesh: bpy.types.Mesh) -> np.ndarray:
    """Returns UVs (L, 2) of a mesh: the first layout that covers enough, else the one that covers most.

    Noise makes an island of each few faces, and their margins fill the square. On a smoothed mesh they are large.
    """
    triangles = corners(mesh)

    def covered(layout: np.ndarray) -> float:
        return float(_areas(layout[triangles]).sum())

    best = _layout(context, mesh, MARGIN)
    if covered(best) < ENOUGH:
        mesh.vertices.foreach_set("co", _smoothed(mesh).ravel())
        mesh.update()
        for margin in MARGINS:
            best = max(best, _layout(context, mesh, margin), key=covered)
            if covered(best) > ENOUGH:
                break
    return best


def _smoothed(mesh: bpy.types.Mesh) -> np.ndarray:
    """Returns a mesh's vertices (V, 3), each moved towards the means of its neighbours, but not farther than REACH."""
    points = np.empty((len(mesh.vertices), 3), np.float32)
    mesh.vertices.foreach_get("co", points.ravel())
    edges = np.empty((len(mesh.edges), 2), np.int32)
    mesh.edges.foreach_get("vertices", edges.ravel())
    here, there = np.concatenate([edges, edges[:, ::-1]]).T
    counts = np.maximum(np.bincount(here, minlength=len(points)), 1)
    lengths = np.bincount(here, np.linalg.norm(points[there] - points[here], axis=1), len(points)) / counts
    smooth = points.astype(np.float64)
    for _ in range(ROUNDS):
        steps = smooth[there] - smooth[here]
        smooth += np.stack([np.bincount(here, step, len(points)) for step in steps.T], 1) / counts[:, None] / 2
    moved = smooth - points
    reach = REACH * lengths / np.maximum(np.linalg.norm(moved, axis=1), 1e-12)
    return (points + moved * np.minimum(reach, 1)[:, None]).astype(np.float32)


def _layout(context: bpy.types.Context, mesh: bpy.types.Mesh, margin: float) -> np.ndarray:
    """Returns new UVs (L, 2) of a mesh. Raises ValueError with one line if Blender cannot unwrap it."""
    count = len(mesh.loops)
    with _editing(context, mesh):
        bpy.ops.mesh.reveal(select=True)
        bpy.ops.mesh.select_all(action="SELECT")
        bpy.ops.uv.smart_project(angle_limit=ANGLE, margin_method="FRACTION", island_margin=margin)
    if len(mesh.loops) != count:
        raise ValueError("The selected mesh has broken faces: clean it up first (Mesh > Clean Up)")
    layout = np.empty((count, 2), np.float32)
    mesh.uv_layers.active.uv.foreach_get("vector", layout.ravel())
    return layout.clip(0, 1)


def _joined(meshes: Sequence[tuple[bpy.types.Mesh, Matrix]]) -> bpy.types.Mesh:
    """Returns a new mesh of size one with the polygons of all meshes, in the scene's axes."""
    points, vertices, firsts = [], [], []
    for mesh, matrix in meshes:
        co, vertex = np.empty((len(mesh.vertices), 3), np.float32), np.empty(len(mesh.loops), np.int32)
        first = np.empty(len(mesh.polygons), np.int32)
        mesh.vertices.foreach_get("co", co.ravel())
        mesh.loops.foreach_get("vertex_index", vertex)
        mesh.polygons.foreach_get("loop_start", first)
        vertices.append(vertex + sum(map(len, points)))
        firsts.append(first + sum(map(len, vertices[:-1])))
        points.append(co @ np.array(matrix)[:3, :3].T + np.array(matrix)[:3, 3])
    whole = _of_size_one(np.concatenate(points)).astype(np.float32)
    joined = bpy.data.meshes.new("Unwrapping")
    joined.vertices.add(len(whole))
    joined.vertices.foreach_set("co", whole.ravel())
    joined.loops.add(sum(map(len, vertices)))
    joined.loops.foreach_set("vertex_index", np.concatenate(vertices))
    joined.polygons.add(sum(map(len, firsts)))
    joined.polygons.foreach_set("loop_start", np.concatenate(firsts))
    joined.update(calc_edges=True)
    joined.uv_layers.new(name="Unwrapping", do_init=False)
    return joined


def _of_size_one(points: np.ndarray) -> np.ndarray:
    """Returns points (N, 3) moved to the origin and scaled: Blender unwraps what is tiny or far away for ever."""
    low, high = checked_bounds(points)
    return (points - low) / (high - low).max()


def checked_bounds(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the least and greatest coordinates of points (N, 3) in metres.

    Raises ValueError with one line if no texture can be drawn on a mesh of such points.
    """
    low, high = points.min(0), points.max(0)
    if not (np.isfinite(low).all() and np.isfinite(high).all()):
        raise ValueError("What is selected has vertices that are no points in space: delete them")
    if not SMALLEST_MESH < (high - low).max() < LARGEST_MESH:
        raise ValueError("What is selected is smaller than a micrometre or larger than a thousand kilometres: scale it")
    return low, high


@contextmanager
def _editing(context: bpy.types.Context, mesh: bpy.types.Mesh) -> Iterator[None]:
    """Holds the mesh in Edit Mode, in a scene of its own."""
    with own_scene(context, mesh) as (obj,):
        bpy.ops.object.mode_set(mode="EDIT")
        try:
            with context.temp_override(edit_object=obj):
                yield
        finally:
            bpy.ops.object.mode_set(mode="OBJECT")
