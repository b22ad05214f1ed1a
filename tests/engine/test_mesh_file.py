"""Meshes as people's programs write them: read right, or refused with one line that says what to do."""

from __future__ import annotations

import base64
import json
import struct
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import trimesh

from nerf_sds.mesh import initial_shape, mesh_file, voxels
from nerf_sds.mesh.initial_shape import RESOLUTION, InitialShape

TETRAHEDRON = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n"
CORNERS = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], "<f4")


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(path: Path) -> str:
    with pytest.raises(ValueError, match=r"^The mesh .* cannot be used: .*Choose another one$") as raised:
        mesh_file.read(path)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def volume(path: Path) -> float:
    return trimesh.Trimesh(*mesh_file.read(path), process=True).volume


def gltf(folder: Path, uri: str, mode: int = 4, **changes: Any) -> Path:
    """A quad whose buffer is called `uri`; its vertices are in the order of the outline, or as the mode wants them."""
    corners = CORNERS[[0, 1, 3, 2]] if mode == 5 else CORNERS
    order = np.array([0, 1, 2, 0, 2, 3] if mode == 4 else [0, 1, 2, 3], "<u2")
    data = corners.tobytes() + order.tobytes()
    primitive = {"attributes": {"POSITION": 0}, "indices": 1, "mode": mode}
    header = {
        "asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [primitive]}],
        "buffers": [{"uri": uri, "byteLength": len(data)}],
        "bufferViews": [{"buffer": 0, "byteLength": 48}, {"buffer": 0, "byteOffset": 48, "byteLength": len(data) - 48}],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "count": 4, "type": "VEC3", "min": [0, 0, 0], "max": [1, 1, 0]},
            {"bufferView": 1, "componentType": 5123, "count": len(order), "type": "SCALAR"},
        ],
    } | changes  # fmt: skip
    (folder / "my quad é 100%.bin").write_bytes(data)
    return written(
        folder, "quad.gltf", json.dumps({name: value for name, value in header.items() if value is not None})
    )


def test_what_refers_to_what_is_not_there_is_told_so(tmp_path: Path) -> None:
    assert "it refers to a part that is not there" in refused(gltf(tmp_path, ENCODED, scene=99))
    assert "it refers to a part that is not there" in refused(gltf(tmp_path, ENCODED, accessors=[]))


def test_numbers_that_cannot_be_read_are_told_so(tmp_path: Path) -> None:
    commas = written(tmp_path, "commas.obj", "v 0,0 0,0 1,0\nv 1,0 0,0 0,0\nv 0,0 1,0 0,0\nf 1 2 3\n")
    assert "it has a line whose numbers cannot be read" in refused(commas)


ENCODED = "my%20quad%20%C3%A9%20100%25.bin"


@pytest.mark.parametrize("uri", [ENCODED, "my quad é 100%.bin"])
def test_a_buffer_is_found_under_its_encoded_name(tmp_path: Path, uri: str) -> None:
    vertices, faces = mesh_file.read(gltf(tmp_path, uri))
    assert trimesh.Trimesh(vertices, faces).area == pytest.approx(1.0)


@pytest.mark.parametrize("mode", [5, 6], ids=["strip", "fan"])
@pytest.mark.parametrize("indexed", [True, False])
def test_strips_and_fans_become_triangles_that_look_one_way(tmp_path: Path, mode: int, indexed: bool) -> None:
    path = gltf(tmp_path, ENCODED, mode)
    if not indexed:
        header = json.loads(path.read_text())
        del header["meshes"][0]["primitives"][0]["indices"]
        path.write_text(json.dumps(header))
    mesh = trimesh.Trimesh(*mesh_file.read(path), process=False)
    assert mesh.area == pytest.approx(1.0) and len(mesh.faces) == 2
    np.testing.assert_allclose(mesh.face_normals, [[0, -1, 0]] * 2, atol=1e-6)  # Y up became Z up


@pytest.mark.parametrize("changes", [{"scene": None}, {"scene": None, "scenes": None}], ids=["scene", "scenes"])
def test_a_file_that_names_no_scene_has_one(tmp_path: Path, changes: dict[str, None]) -> None:
    assert len(mesh_file.read(gltf(tmp_path, ENCODED, **changes))[1]) == 2


def test_a_glb_without_a_scene_and_a_buffer_in_the_uri_are_read(tmp_path: Path) -> None:
    header = json.loads(gltf(tmp_path, ENCODED).read_text())
    data = (tmp_path / "my quad é 100%.bin").read_bytes()
    header["buffers"][0]["uri"] = "data:application/octet-stream;base64," + base64.b64encode(data).decode()
    assert len(mesh_file.read(written(tmp_path, "in.gltf", json.dumps(header)))[1]) == 2
    del header["buffers"][0]["uri"], header["scene"]
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<II", len(text), 0x4E4F534A) + text + struct.pack("<II", len(data), 0x004E4942) + data
    whole = b"glTF" + struct.pack("<II", 2, 12 + len(chunks)) + chunks
    assert len(mesh_file.read(written(tmp_path, "in.glb", whole))[1]) == 2
    assert "it is cut off" in refused(written(tmp_path, "cut.glb", whole[:-9]))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"extensionsRequired": ["KHR_draco_mesh_compression"]}, "it uses Draco compression: export it without"),
        ({"extensionsRequired": ["EXT_meshopt_compression"]}, "it uses meshopt compression: export it without"),
        ({"buffers": [{"uri": "gone%20away.bin", "byteLength": 60}]}, "gone away.bin is missing: put it beside"),
        ({"buffers": [{"uri": "../../etc/passwd", "byteLength": 60}]}, "outside of its folder"),
        ({"buffers": [{"uri": "%2e%2e/secret", "byteLength": 60}]}, "outside of its folder"),
        ({"buffers": [{"uri": ENCODED, "byteLength": 6000}]}, "it is cut off: 60 of 6000 bytes"),
        ({"meshes": []}, "it has no faces"),
    ],
)
def test_a_gltf_that_cannot_be_used_says_why(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    (tmp_path / "file").mkdir()
    written(tmp_path, "secret", bytes(60))
    assert said in refused(gltf(tmp_path / "file", ENCODED, **changes))


def test_a_byte_order_mark_is_no_part_of_the_mesh(tmp_path: Path) -> None:
    assert volume(written(tmp_path, "bom.obj", b"\xef\xbb\xbf" + TETRAHEDRON.encode())) == pytest.approx(1 / 6)
    assert "save it as UTF-8" in refused(written(tmp_path, "bom16.obj", TETRAHEDRON.encode("utf-16")))
    ply = trimesh.creation.box((1, 2, 4)).export(file_type="ply", encoding="ascii")
    assert volume(written(tmp_path, "bom.ply", b"\xef\xbb\xbf" + ply)) == pytest.approx(8)


@pytest.mark.parametrize("face", ["f 0 1 2", "f 1 2 0", "f 1/1 0/1 2/1", " f 1 2 00 # none"])
def test_an_obj_face_of_vertex_0_is_named(tmp_path: Path, face: str) -> None:
    assert "an OBJ counts from 1" in refused(written(tmp_path, "zero.obj", f"{TETRAHEDRON}{face}\n"))


def test_obj_faces_may_count_from_the_end_and_have_many_corners(tmp_path: Path) -> None:
    parts = "".join(f"v 0 {y} 0\nv 1 {y} 0\nv 1 {y} 1\nv 0 {y} 1\nf -4 -3 -2 -1\n" for y in (0, 5))
    vertices, faces = mesh_file.read(written(tmp_path, "two.obj", parts))
    assert trimesh.Trimesh(vertices, faces).area == pytest.approx(2.0)


@pytest.mark.parametrize("number", ["inf", "nan", "-inf", "1e999"])
def test_a_broken_vertex_is_told_unless_no_face_has_it(tmp_path: Path, number: str) -> None:
    spoilt = TETRAHEDRON.replace("v 0 0 1", f"v 0 0 {number}")
    assert "1 of its 4 vertices are not finite points: repair the mesh" in refused(
        written(tmp_path, "broken.obj", spoilt)
    )
    unused = written(tmp_path, "unused.obj", f"v 0 0 {number}\n" + TETRAHEDRON.replace("f 1 3 2", "f 2 4 3"))
    unused.write_text(f"{TETRAHEDRON}v {number} 0 0\n")
    vertices, faces = mesh_file.centred(*mesh_file.read(unused))
    assert np.isfinite(vertices).all() and trimesh.Trimesh(vertices, faces).volume == pytest.approx(1 / 6)


def test_a_mesh_far_from_the_origin_keeps_its_shape(tmp_path: Path) -> None:
    far = np.array([4_500_000.125, 612_345.25, -33_000.5])
    ball = trimesh.creation.icosphere(subdivisions=2, radius=0.3)
    lines = [f"v {x:.9f} {y:.9f} {z:.9f}" for x, y, z in ball.vertices + far]
    lines += ["f " + " ".join(str(index + 1) for index in face) for face in ball.faces]
    path, out = written(tmp_path, "far.obj", "\n".join(lines)), tmp_path / "start.npz"
    assert initial_shape.main([str(path), str(out)]) == 0
    with np.load(out) as arrays:
        vertices, faces = arrays["vertices"], arrays["faces"]
    assert vertices.dtype == np.float32 and len(vertices) == len(ball.vertices)
    assert trimesh.Trimesh(vertices, faces).volume == pytest.approx(ball.volume, rel=1e-5)


@pytest.mark.parametrize("encoding", ["binary", "ascii"])
def test_an_stl_that_is_cut_off_says_so(tmp_path: Path, encoding: str) -> None:
    mesh = trimesh.creation.box((1, 2, 4))
    whole = mesh.export(file_type="stl" if encoding == "binary" else "stl_ascii")
    whole = whole if isinstance(whole, bytes) else whole.encode()
    assert volume(written(tmp_path, "whole.stl", whole)) == pytest.approx(8)
    assert "it is cut off" in refused(written(tmp_path, "cut.stl", whole[: len(whole) * 2 // 3]))


@pytest.mark.parametrize("encoding", ["binary", "ascii"])
def test_a_ply_that_is_cut_off_is_refused(tmp_path: Path, encoding: str) -> None:
    whole = trimesh.creation.box((1, 2, 4)).export(file_type="ply", encoding=encoding)
    refused(written(tmp_path, "cut.ply", whole[: len(whole) * 2 // 3]))


def soup(count: int) -> InitialShape:
    """Triangles between random points of a ball's surface: nearly as large as can be."""
    points = np.random.default_rng(0).normal(size=(3 * count, 3))
    points *= 0.9 / np.linalg.norm(points, axis=1, keepdims=True)
    return InitialShape(points.astype(np.float32), np.arange(3 * count, dtype=np.int32).reshape(-1, 3))


def test_twenty_thousand_large_triangles_become_a_shape_in_seconds() -> None:
    start, many = time.process_time(), soup(20_000)
    assert many.depth.max() > 0.5
    assert time.process_time() - start < 20  # of one core: seconds, even where it is busy


def test_no_path_between_neighbours_leads_through_a_closed_surface() -> None:
    random = np.random.default_rng(3)
    for number in range(25):
        mesh = [
            trimesh.creation.box(random.uniform(0.05, 1, 3)), trimesh.creation.icosphere(number % 4, 0.6),
            trimesh.creation.cylinder(0.4, 0.8, sections=3 + number), trimesh.creation.torus(0.5, 0.1),
            trimesh.creation.cone(0.5, 0.9, sections=3 + number),
        ][number % 5]  # fmt: skip
        if number >= 10:  # the first stand along the axes, some with their faces on the voxels' centres
            mesh.apply_transform(trimesh.transformations.random_rotation_matrix(random.random(3)))
        cell = 2 / (RESOLUTION - 1)
        mesh.vertices = np.round(mesh.vertices / cell) * cell if number < 5 else mesh.vertices
        depth = InitialShape(mesh.vertices.astype(np.float32), mesh.faces.astype(np.int32)).depth
        within = (depth >= 0).sum() * cell**3  # with the voxels that the surface passes through
        assert mesh.volume <= within <= mesh.volume + 1.2 * cell * mesh.area, number


def test_a_surface_marks_only_voxels_near_it() -> None:
    triangle = np.array([[[10.2, 10.7, 3.1], [50.4, 20.3, 9.0], [30.0, 60.9, 40.5]]])
    z, y, x = np.nonzero(voxels.of_surface(triangle, 64))
    a, b, c = triangle[0]
    normal = np.cross(b - a, c - a)
    distance = abs((np.stack([x, y, z], 1) - a) @ normal) / np.linalg.norm(normal)
    assert len(x) > 500 and distance.max() <= 0.87  # half the diagonal of a voxel
