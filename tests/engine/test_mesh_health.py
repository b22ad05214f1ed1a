"""Each fact of mesh health on a clean prop, and on one that was broken so that it must show."""

from __future__ import annotations

import json

import numpy as np
import pytest
import trimesh
from analytic import SMALL, Solid, box
from numpy.typing import NDArray

from nerf_sds.evaluation.mesh_health import examine, self_intersections, texel_density, uv_use
from nerf_sds.mesh import extraction, texture
from nerf_sds.mesh.extraction import Mesh
from nerf_sds.mesh.texture import TexturedMesh

SIZE = 64


def with_plain_uvs(shape: trimesh.Trimesh, painted: bool = True) -> TexturedMesh:
    """Each face has a right triangle of its own in a square of a chequered map."""
    count = len(shape.faces)
    side = int(np.ceil(np.sqrt(count)))
    corner = np.stack(np.divmod(np.arange(count), side), axis=1)[:, None]
    uvs = ((corner + np.array([(0.0, 0), (1, 0), (0, 1)])) / side).astype(np.float32)
    solid = Mesh(shape.vertices.astype(np.float32), shape.faces.astype(np.int32), 1.0, np.zeros(3, np.float32))
    return TexturedMesh(solid, uvs, np.full((SIZE, SIZE, 3), 100 if painted else 0, np.uint8))


def flat(*squares: tuple[float, float]) -> TexturedMesh:
    """Squares beside each other: the side of each in metres, and the side of its piece of the map as a share."""
    corners, uvs, x, u = [], [], 0.0, 0.0
    for side, share in squares:
        unit = np.array([[(0.0, 0), (1, 0), (1, 1)], [(0, 0), (1, 1), (0, 1)]])
        corners.append(np.pad(side * unit + np.array((x, 0)), ((0, 0), (0, 0), (0, 1))))
        uvs.append(share * unit + np.array((u, 0)))
        x, u = x + side, u + share
    vertices = np.concatenate(corners).reshape(-1, 3).astype(np.float32)
    faces = np.arange(len(vertices), dtype=np.int32).reshape(-1, 3)
    white = np.full((SIZE, SIZE, 3), 255, np.uint8)
    return TexturedMesh(Mesh(vertices, faces, 1.0, np.zeros(3, np.float32)), np.concatenate(uvs), white)


def without_face(shape: trimesh.Trimesh) -> trimesh.Trimesh:
    return trimesh.Trimesh(shape.vertices, shape.faces[1:], process=False)


def with_face_turned(shape: trimesh.Trimesh) -> trimesh.Trimesh:
    return trimesh.Trimesh(shape.vertices, np.concatenate([shape.faces[:1, ::-1], shape.faces[1:]]), process=False)


def two_boxes(apart: float) -> trimesh.Trimesh:
    """Of one metre, one turned by 45 degrees, with their centres so far from each other."""
    turned = trimesh.creation.box(transform=trimesh.transformations.rotation_matrix(np.pi / 4, (0, 0, 1)))
    turned.apply_translation((apart, 0, 0.1))
    return trimesh.util.concatenate([trimesh.creation.box(), turned])


def pierced_by_hand(vertices: NDArray, faces: NDArray) -> int:
    """As `self_intersections`, each edge with each face, by solving for where they meet."""
    found = set()
    for i, one in enumerate(faces):
        for j, other in enumerate(faces):
            if set(one.tolist()) & set(other.tolist()):
                continue
            a, b, c = vertices[other]
            for start, end in zip(vertices[one], np.roll(vertices[one], -1, axis=0), strict=True):
                u, v, t = np.linalg.solve(np.stack([b - a, c - a, start - end], axis=1), start - a)
                if min(u, v, t) > 0 and u + v < 1 and t < 1:
                    found |= {i, j}
    return len(found)


def test_a_prop_of_ours_is_healthy() -> None:
    field = Solid(box((0, 0, 0), (0.3, 0.1, 0.5)))
    facts = examine(texture.unwrap_and_bake(field, extraction.extract(field, SMALL, size=2.0), SMALL))
    assert json.loads(json.dumps(facts)) == facts
    assert {name: facts[name] for name in ("watertight", "components", "genus", "self_intersecting_faces")} == {
        "watertight": True, "components": 1, "genus": 0, "self_intersecting_faces": 0,
    }  # fmt: skip
    assert facts["faces"] <= SMALL.faces and facts["uv_overlap"] == 0 and facts["texture_holes"] < 0.01
    assert 0.3 < facts["uv_use"] < 1 and 30 < facts["texels_per_metre"] < 256 and 1 <= facts["texel_spread"] < 1.5


def test_a_missing_face_lets_water_in() -> None:
    assert examine(with_plain_uvs(trimesh.creation.box()))["watertight"]
    facts = examine(with_plain_uvs(without_face(trimesh.creation.box())))
    assert facts["watertight"] is False and facts["genus"] is None


def test_a_turned_face_is_no_solid() -> None:
    assert examine(with_plain_uvs(with_face_turned(trimesh.creation.box())))["watertight"] is False


def test_components_and_handles_are_counted() -> None:
    ring = trimesh.creation.torus(1, 0.3, 12, 8)
    both = trimesh.util.concatenate([ring, ring.copy().apply_translation((5, 0, 0))])
    for shape, components, genus in ((trimesh.creation.box(), 1, 0), (ring, 1, 1), (both, 2, 2)):
        facts = examine(with_plain_uvs(shape))
        assert (facts["components"], facts["genus"], facts["faces"]) == (components, genus, len(shape.faces))


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e3])
def test_boxes_that_pass_through_each_other_are_found_at_any_size(scale: float) -> None:
    for apart, crossing in ((2.0, False), (0.9, True)):
        shape = two_boxes(apart)
        assert (self_intersections(scale * shape.vertices, shape.faces) > 0) is crossing


def test_self_intersections_are_those_that_trying_every_pair_finds() -> None:
    random = np.random.default_rng(0)
    centres, sizes = random.uniform(0, 1, (60, 1, 3)), random.choice([0.05, 0.2, 0.8], (60, 1, 1))
    vertices = (centres + sizes * random.normal(size=(60, 3, 3))).reshape(-1, 3)
    faces = np.arange(180).reshape(-1, 3)
    expected = pierced_by_hand(vertices, faces)
    assert 20 < expected < 60
    assert self_intersections(vertices, faces) == expected


def test_neighbours_do_not_intersect() -> None:
    ball = trimesh.creation.icosphere(2)
    assert self_intersections(ball.vertices, ball.faces) == 0


def test_islands_on_top_of_each_other_overlap() -> None:
    apart = with_plain_uvs(trimesh.creation.box()).uvs
    assert uv_use(apart, SIZE)[1] == 0
    assert uv_use(np.broadcast_to(apart[:1], apart.shape), SIZE)[1] == 1
    square = flat((1, 0.5)).uvs
    half = np.concatenate([square, square + np.array((0.25, 0))])
    assert uv_use(half, SIZE)[1] == pytest.approx(1 / 3)


def test_the_use_of_a_map_is_its_share_under_faces() -> None:
    assert uv_use(flat((1, 1)).uvs, SIZE)[0] == 1
    assert uv_use(flat((1, 0.25)).uvs, SIZE)[0] == 1 / 16
    assert uv_use(np.zeros((2, 3, 2)), SIZE) == (0, 0)


def test_texels_are_counted_along_a_metre() -> None:
    assert texel_density(flat((1, 1))) == pytest.approx((64, 1))
    assert texel_density(flat((0.5, 1))) == pytest.approx((128, 1))
    assert texel_density(flat((2, 0.5), (1, 0.125))) == pytest.approx((16, 2))


def test_texels_that_were_never_painted_are_holes() -> None:
    shape = trimesh.creation.box()
    assert examine(with_plain_uvs(shape))["texture_holes"] == 0
    assert examine(with_plain_uvs(shape, painted=False))["texture_holes"] == 1
    half = flat((1, 1))
    half.albedo[: SIZE // 2] = 0
    assert examine(half)["texture_holes"] == 0.5
