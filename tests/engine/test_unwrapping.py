"""Few islands, even ones, apart from each other: on meshes as large as those of `standard`, and on odd ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import trimesh
from analytic import SMALL, Solid, ball, box, torus, union
from scipy import ndimage

from nerf_sds.mesh import extraction
from nerf_sds.mesh.rasterizer import rasterise
from nerf_sds.mesh.texture import texel_corners
from nerf_sds.uv import packing
from nerf_sds.uv.charts import flattened
from nerf_sds.uv.flattening import flatten, judge, scales, signed_areas
from nerf_sds.uv.packing import pack
from nerf_sds.uv.straightening import straightened, without_teeth
from nerf_sds.uv.surface import compact, components, surface
from nerf_sds.uv.unwrapping import unwrap

SIZE = 1024
STANDARD = replace(SMALL, faces=20_000, mesh_resolution=192)
LEGS = [box((x, y, -0.2), (0.06, 0.06, 0.5)) for x in (-0.4, 0.4) for y in (-0.4, 0.4)]
SHAPES = {
    "stool": union(box((0, 0, 0.3), (0.5, 0.5, 0.06)), *LEGS),
    "snowman": union(ball(0, 0, -0.35, 0.45), ball(0, 0, 0.2, 0.3), ball(0, 0, 0.6, 0.2)),
    "mug": union(box((0, 0, 0), (0.3, 0.3, 0.5)), torus(0.45, 0.08)),
}


@pytest.fixture(scope="module", params=SHAPES)
def mesh(request: pytest.FixtureRequest) -> extraction.Mesh:
    return extraction.extract(Solid(SHAPES[request.param]), STANDARD, size=1.0)


@pytest.fixture(scope="module")
def uvs(mesh: extraction.Mesh) -> np.ndarray:
    return unwrap(mesh.vertices, mesh.faces, SIZE)


def islands_of(faces: np.ndarray, uvs: np.ndarray) -> np.ndarray:
    """(F,) the island of each face: faces of an island share vertices and their UVs."""
    pairs = np.column_stack([faces.reshape(-1), uvs.reshape(-1, 2)])
    points = np.unique(pairs, axis=0, return_inverse=True)[1].reshape(-1, 3)
    return compact(components(np.concatenate([points[:, :2], points[:, 1:]]), points.max() + 1)[points[:, 0]])


def covered(uvs: np.ndarray, size: int) -> np.ndarray:
    """(size, size) how many faces lie over each texel's centre."""
    fragments = rasterise(texel_corners(uvs, size), size, size)
    counts = np.zeros((size, size), int)
    np.add.at(counts, (fragments.rows, fragments.columns), 1)
    return counts


def test_islands_are_few_and_none_is_a_sliver(mesh: extraction.Mesh, uvs: np.ndarray) -> None:
    assert len(mesh.faces) > 5_000
    sizes = np.bincount(islands_of(mesh.faces, uvs))
    assert len(sizes) <= 30
    assert sizes.min() >= 10


def test_much_of_the_texture_is_used_and_none_of_it_twice(uvs: np.ndarray) -> None:
    counts = covered(uvs, 2 * SIZE)
    assert counts.max() == 1
    assert counts.mean() > 0.55
    assert uvs.min() > 0 and uvs.max() < 1


@pytest.mark.parametrize(("size", "fine"), [(128, 1024), (512, 2048), (1024, 2048)])
def test_islands_keep_four_texels_between_them_in_any_texture(size: int, fine: int) -> None:
    mesh = extraction.extract(Solid(SHAPES["mug"]), SMALL, size=1.0)
    uvs = unwrap(mesh.vertices, mesh.faces, size)
    islands = islands_of(mesh.faces, uvs)
    fragments = rasterise(texel_corners(uvs, fine), fine, fine)
    first, last = np.full((fine, fine), len(uvs)), np.full((fine, fine), -1)
    first[fragments.rows, fragments.columns] = last[fragments.rows, fragments.columns] = islands[fragments.faces]
    window = 2 * int(3.5 * fine / size) + 1
    assert (ndimage.minimum_filter(first, window)[last >= 0] == last[last >= 0]).all()
    assert (ndimage.maximum_filter(last, window)[last >= 0] == last[last >= 0]).all()


def test_texels_are_spread_evenly(mesh: extraction.Mesh) -> None:
    whole = surface(mesh.vertices, mesh.faces)
    flat = flattened(whole)
    large, small = scales(whole, flat)
    weights = whole.areas[flat.faces] / whole.areas.sum()
    assert weights[small < 0.5].sum() < 0.01
    assert weights[large > 1.5].sum() < 0.05
    assert weights[large > 1.3 * small].sum() < 0.01


def test_islands_are_not_mirrored(uvs: np.ndarray) -> None:
    corners = uvs[..., 0] + 1j * uvs[..., 1]
    assert signed_areas(corners.astype(np.complex128)).min() > -1e-9


def test_the_same_mesh_gets_the_same_uvs_in_any_size(mesh: extraction.Mesh, uvs: np.ndarray) -> None:
    np.testing.assert_array_equal(unwrap(mesh.vertices, mesh.faces, SIZE), uvs)
    np.testing.assert_array_equal(unwrap(mesh.vertices * np.float32(8), mesh.faces, SIZE), uvs)


def test_no_chart_is_placed_twice_in_the_same_surroundings(
    mesh: extraction.Mesh, uvs: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, place = [], packing._best

    def best(taken: np.ndarray, stamp: packing.Stamp) -> packing.Place | None:
        seen.append((taken.tobytes(), stamp.worth.tobytes()))
        return place(taken, stamp)

    monkeypatch.setattr(packing, "_best", best)
    np.testing.assert_array_equal(unwrap(mesh.vertices, mesh.faces, SIZE), uvs)
    assert len(seen) > len(set(islands_of(mesh.faces, uvs))) and len(set(seen)) == len(seen)


def test_a_bent_sheet_is_flattened_without_any_stretch() -> None:
    turn, along = np.meshgrid(np.linspace(-0.6, 0.6, 9), np.linspace(0, 2, 7))
    vertices = np.stack([np.sin(turn), along, np.cos(turn)], axis=-1).reshape(-1, 3)
    first = (9 * np.arange(6)[:, None] + np.arange(8)).reshape(-1, 1)
    whole = surface(vertices, np.concatenate([first + np.array(step) for step in ((0, 1, 10), (0, 10, 9))]))
    flat = flattened(whole)
    assert flat.count == 1
    np.testing.assert_allclose(scales(whole, flat), 1, atol=1e-9)


def test_a_ragged_seam_becomes_straight_and_the_islands_stay_whole() -> None:
    x, y = np.meshgrid(np.linspace(0, 1, 33), np.linspace(0, 1, 33))
    vertices = np.stack([x, y, np.zeros_like(x)], axis=-1).reshape(-1, 3)
    first = (33 * np.arange(32)[:, None] + np.arange(32)).reshape(-1, 1)
    whole = surface(vertices, np.concatenate([first + np.array(step) for step in ((0, 1, 34), (0, 34, 33))]))
    centres = vertices[whole.faces].mean(1)
    left = centres[:, 0] < 0.5 + 0.04 * np.sign(np.sin(100 * centres[:, 1]))
    joined = left[whole.sides[:, 0]] == left[whole.sides[:, 1]]
    charts = whole.charts(joined)
    flat = flatten(whole, joined, charts, np.arange(2))
    straight = straightened(whole, joined, judge(whole, flat))
    ragged, seam = (np.abs(each.points[each.rims] @ (1, -1)).sum() / 2 - 2 for each in (flat, straight))
    assert ragged > 2.5
    assert seam == pytest.approx(1)
    assert straight.count == 2 and judge(whole, straight).whole.all()


def test_no_face_could_make_a_seam_shorter_by_going_over() -> None:
    ball = trimesh.creation.icosphere(4)
    whole = surface(ball.vertices, ball.faces)
    before = (np.arange(len(ball.faces)) // 7 % 3).astype(np.int64)
    one, two = whole.sides.T

    def seams(charts: np.ndarray) -> float:
        return whole.lengths[charts[one] != charts[two]].sum()

    after = without_teeth(whole, before)
    assert seams(after) < 0.8 * seams(before)
    for face in range(len(after)):
        for chart in range(3):
            other = after.copy()
            other[face] = chart
            assert seams(other) > seams(after) - 1e-6


@pytest.mark.parametrize(
    "shape",
    [
        trimesh.creation.box(),
        trimesh.creation.icosphere(3),
        trimesh.creation.torus(1, 0.3, 24, 12),
        trimesh.Trimesh([(0, 0, 0), (1, 0, 0), (0, 1, 0)], [(0, 1, 2)], process=False),
        trimesh.util.concatenate([trimesh.creation.box(), trimesh.creation.box().apply_translation((3, 0, 0))]),
        trimesh.Trimesh([(0, 0, 0), (1, 0, 0), (0, 1, 0), (1, 1, 0)], [(0, 1, 2), (1, 2, 3), (0, 1, 1)], process=False),
    ],
    ids=["box", "ball", "ring", "triangle", "two boxes", "turned and empty faces"],
)
def test_odd_meshes_are_unwrapped_too(shape: trimesh.Trimesh) -> None:
    uvs = unwrap(shape.vertices.astype(np.float32), shape.faces.astype(np.int32), 256)
    assert np.isfinite(uvs).all() and uvs.min() >= 0 and uvs.max() <= 1
    assert covered(uvs, 1024).max() == 1


def test_a_long_thin_strip_is_packed() -> None:
    strip = trimesh.creation.box((100, 1, 0.01)).subdivide()
    whole = surface(strip.vertices, strip.faces)
    points = pack(flattened(whole), 256)
    assert points.min() >= 0 and points.max() <= 1


def test_a_mesh_of_too_many_loose_parts_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MOST", 8)
    parts = trimesh.util.concatenate(
        [trimesh.creation.box(bounds=[[3 * i, 0, 0], [3 * i + 1, 1, 1]]) for i in range(9)]
    )
    with pytest.raises(ValueError, match="islands, more than 8: join its loose parts") as raised:
        unwrap(parts.vertices.astype(np.float32), parts.faces.astype(np.int32), 64)
    assert "\n" not in str(raised.value)


def test_gaps_that_fill_the_texture_are_refused_in_one_line() -> None:
    parts = trimesh.util.concatenate(
        [trimesh.creation.icosahedron().apply_translation((3 * i, 0, 0)) for i in range(300)]
    )
    with pytest.raises(ValueError, match="islands, too many for its texture: join its loose parts"):
        unwrap(parts.vertices.astype(np.float32), parts.faces.astype(np.int32), 64)


def test_hundreds_of_loose_parts_are_packed_apart_and_evenly() -> None:
    """Two sheets of each shape would lie over one another if they were placed alike."""
    random = np.random.default_rng(0)
    square = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]])
    sheets = [square * random.uniform(0.1, 1, 3) + (2 * number, 0, 0) for number in range(packing.MANY + 200)]
    vertices = np.concatenate(sheets).astype(np.float32)
    faces = (np.array([[0, 1, 2], [0, 2, 3]]) + 4 * np.arange(len(sheets))[:, None, None]).reshape(-1, 3)
    found = unwrap(vertices, faces.astype(np.int32), SIZE)
    layers = covered(found, SIZE)
    assert layers.max() == 1 and (layers > 0).mean() > 0.35
    gaps = ndimage.distance_transform_edt(layers == 0)
    labels, count = ndimage.label(layers > 0)
    assert count == len(sheets), "islands touch"
    grown = ndimage.grey_dilation(labels, size=3)
    assert (grown[labels > 0] == labels[labels > 0]).all() and gaps.max() > 1
    a, b, c = vertices[faces].transpose(1, 0, 2)
    density = np.abs(signed_areas(found @ (1, 1j))) / np.linalg.norm(np.cross(b - a, c - a), axis=1)
    assert np.ptp(density) < 0.01 * density.mean()


def test_faces_without_area_do_not_hinder_the_others() -> None:
    vertices = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [2, 0, 0], [3, 0, 0], [5, 0, 0]], np.float32)
    faces = np.array([[0, 1, 2], [0, 2, 3], [4, 5, 6], [0, 0, 1]], np.int32)
    found = unwrap(vertices, faces, SIZE)
    assert (covered(found[:2], SIZE) == 1).mean() > 0.9 and not found[2:].any()
    with pytest.raises(ValueError, match="has no faces with an area"):
        unwrap(vertices, faces[2:], SIZE)
