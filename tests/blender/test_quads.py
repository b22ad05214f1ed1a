"""Quads for a prop: the shape, the textures baked from the fine mesh, and what becomes of that."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import bmesh
import bpy
import numpy as np
import pytest
from mathutils import Matrix
from results import held, make, write_mesh, write_png

COUNT = 300  # quads
GLOSSY = (255, 51, 255)  # nothing hidden, roughness 0.2, metal
Balls = tuple[tuple[float, float], ...]  # place along X and radius, metres


def make_balls(folder: Path, balls: Balls = ((0, 0.5),)) -> Path:
    """Writes a finished prop of balls that shine like metal, red above and blue below."""
    folder = make(folder)
    shape = bmesh.new()
    for x, radius in balls:
        bmesh.ops.create_icosphere(shape, subdivisions=4, radius=radius, matrix=Matrix.Translation((x, 0, 0)))
    vertices = np.float32([vertex.co for vertex in shape.verts])
    faces = np.int32([[vertex.index for vertex in face.verts] for face in shape.faces])
    shape.free()
    write_mesh(folder, vertices=vertices, faces=faces, uvs=np.clip(0.8 * vertices[faces][..., [0, 2]] + 0.5, 0, 1))
    write_png(folder / "orm.png", np.full((64, 64, 3), GLOSSY, np.uint8))
    return folder


@pytest.fixture
def ball(driver: ModuleType, tmp_path: Path) -> bpy.types.Object:
    """A ball of a metre, in an empty scene."""
    return built(make_balls(tmp_path / "ball"))


def built(folder: Path, **wanted: object) -> bpy.types.Object:
    from propsmith.operators.scene import import_prop
    from propsmith.operators.scene.placement import Placement

    return import_prop.build(bpy.context, import_prop.read(folder), Placement((1, 2, 3), **wanted))


def albedo_seen(mesh: bpy.types.Mesh) -> np.ndarray:
    """The colour (F, 3) that the middle of each face has in the material's albedo."""
    (material,) = mesh.materials
    image = next(node.image for node in material.node_tree.nodes if node.type == "TEX_IMAGE")
    width, height = image.size
    pixels = np.array(image.pixels).reshape(height, width, 4)
    uvs = [
        np.mean([mesh.uv_layers["UVMap"].uv[corner].vector for corner in each.loop_indices], 0)
        for each in mesh.polygons
    ]
    return np.array([pixels[int(v * height), int(u * width), :3] for u, v in uvs])


def test_the_prop_gets_quads_that_keep_its_shape_and_place(ball: bpy.types.Object) -> None:
    assert bpy.ops.propsmith.quads(faces=COUNT) == {"FINISHED"}
    assert bpy.context.object == ball and tuple(ball.location) == (1, 2, 3)
    assert {len(face.vertices) for face in ball.data.polygons} == {4}
    assert len(ball.data.polygons) == pytest.approx(COUNT, rel=0.35)
    assert all(face.use_smooth for face in ball.data.polygons)
    radii = [vertex.co.length for vertex in ball.data.vertices]
    assert min(radii) > 0.49 and max(radii) < 0.51


def test_its_material_looks_like_the_one_before(ball: bpy.types.Object) -> None:
    before = ball.data.materials[0]
    bpy.ops.propsmith.quads(faces=COUNT)
    (after,) = ball.data.materials
    shaders = [material.node_tree.nodes["Principled BSDF"] for material in (before, after)]
    for name in ("Base Color", "Roughness", "Metallic"):
        assert all(shader.inputs[name].is_linked for shader in shaders)
    assert shaders[1].inputs["Normal"].is_linked
    for name in ("Roughness", "Metallic"):
        assert shaders[1].inputs[name].default_value == pytest.approx(shaders[0].inputs[name].default_value, abs=0.01)
    assert tuple(after.diffuse_color) == pytest.approx(tuple(before.diffuse_color), abs=0.1)
    heights = np.array([face.center.z for face in ball.data.polygons])
    seen = albedo_seen(ball.data)
    assert np.allclose(seen[heights > 0.1], (1, 0, 0), atol=0.02)
    assert np.allclose(seen[heights < -0.1], (0, 0, 1), atol=0.02)
    images = [node.image for node in after.node_tree.nodes if node.type == "TEX_IMAGE"]
    assert len(images) == 3 and all(image.packed_file and image.filepath.startswith("//") for image in images)
    assert sorted(image.colorspace_settings.name for image in images) == ["Non-Color", "Non-Color", "sRGB"]


def test_the_normal_map_carries_what_quads_are_too_coarse_for(ball: bpy.types.Object) -> None:
    for vertex in ball.data.vertices:
        vertex.co *= 1 + 0.04 * np.sin(40 * vertex.co.x)
    ball.data.update()
    bpy.ops.propsmith.quads(faces=COUNT)
    nodes = ball.data.materials[0].node_tree.nodes
    image = nodes["Normal Map"].inputs["Color"].links[0].from_node.image
    normals = 2 * np.array(image.pixels).reshape(-1, 4)[:, :3] - 1
    assert np.abs(normals[:, :2]).max() > 0.25 and normals[:, 2].mean() > 0.8


def test_the_fine_mesh_stays_as_a_hidden_child(ball: bpy.types.Object) -> None:
    mesh = ball.data
    bpy.ops.propsmith.quads(faces=COUNT)
    (fine,) = ball.children
    assert (fine.name, fine.data, ball.name) == ("Red And Blue Cube_high", mesh, "Red And Blue Cube")
    assert fine.hide_get() and fine.hide_render and len(mesh.materials) == 1
    bpy.context.view_layer.update()
    assert fine.matrix_world == ball.matrix_world


def test_one_undo_brings_the_fine_mesh_back(ball: bpy.types.Object) -> None:
    bpy.ops.ed.undo_push(message="Before")
    before, faces, name = held(), len(ball.data.polygons), ball.name
    bpy.ops.propsmith.quads("EXEC_DEFAULT", True, faces=COUNT)
    assert bpy.ops.ed.undo() == {"FINISHED"}
    assert held() == before and len(bpy.data.objects[name].data.polygons) == faces


def test_another_count_starts_from_the_fine_mesh_again_and_leaves_nothing(ball: bpy.types.Object) -> None:
    bpy.ops.propsmith.quads(faces=COUNT)
    before, coarse, (fine,) = held(), len(ball.data.polygons), ball.children
    bpy.ops.propsmith.quads(faces=4 * COUNT)
    assert held() == before and ball.children == (fine,)
    assert len(ball.data.polygons) > 2 * coarse
    assert max(vertex.co.length for vertex in ball.data.vertices) < 0.505


def test_levels_of_detail_are_made_from_the_quads(driver: ModuleType, tmp_path: Path) -> None:
    ball = built(make_balls(tmp_path / "ball"), levels=True)
    before = {each.name for each in bpy.data.objects}
    bpy.ops.propsmith.quads(faces=COUNT)
    levels = sorted((each for each in ball.children if "_LOD" in each.name), key=lambda each: each.name)
    assert {each.name for each in bpy.data.objects} - before == {"Red And Blue Cube_high"}
    assert len(levels) == 3 and all([*each.data.materials] == [*ball.data.materials] for each in levels)
    counts = [sum(len(face.vertices) - 2 for face in each.data.polygons) for each in (ball, *levels)]
    assert all(coarser < 0.6 * finer for finer, coarser in pairwise(counts))


def test_a_prop_that_is_made_anew_forgets_its_quads(ball: bpy.types.Object, tmp_path: Path) -> None:
    from propsmith.operators.scene import props

    before = held()
    bpy.ops.propsmith.quads(faces=COUNT)
    again = built(make(tmp_path / "again", seed=8), replaces=props.marked(ball))
    assert again == ball and not ball.children and len(ball.data.polygons) == 12
    assert {kind: len(names) for kind, names in held().items()} == {
        kind: len(names) - (kind == "images") for kind, names in before.items()
    }, "something is left over"  # the new prop has no map of roughness


def test_a_linked_duplicate_keeps_the_fine_mesh(ball: bpy.types.Object) -> None:
    other = ball.copy()
    bpy.context.scene.collection.objects.link(other)
    mesh = ball.data
    bpy.ops.propsmith.quads(faces=COUNT)
    assert other.data == mesh != ball.data and not other.children


def test_a_part_that_got_lost_is_told(driver: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    built(make_balls(tmp_path / "balls", ((0, 0.5), (2, 1e-7))))  # QuadriFlow does not get what has no size
    assert bpy.ops.propsmith.quads(faces=COUNT) == {"FINISHED"}
    assert "Red And Blue Cube has lost thin parts: undo, and ask for more faces" in capfd.readouterr().out


def empty(obj: bpy.types.Object) -> None:
    obj.data.clear_geometry()


def add_a_fin(obj: bpy.types.Object) -> None:
    shape = bmesh.new()
    shape.from_mesh(obj.data)
    edge = next(iter(shape.edges))
    shape.faces.new((*edge.verts, shape.verts.new((1, 1, 1))))
    shape.to_mesh(obj.data)
    shape.free()


def take_its_shader(obj: bpy.types.Object) -> None:
    obj.data.materials[0].node_tree.nodes.clear()


def take_its_output(obj: bpy.types.Object) -> None:
    nodes = obj.data.materials[0].node_tree.nodes
    nodes.remove(nodes["Material Output"])


def take_its_material(obj: bpy.types.Object) -> None:
    obj.data.materials.clear()


def lose_a_point(obj: bpy.types.Object) -> None:
    obj.data.vertices[0].co.x = float("nan")


def edit(obj: bpy.types.Object) -> None:
    bpy.ops.object.mode_set(mode="EDIT")


def forget(obj: bpy.types.Object) -> None:
    del obj["propsmith_prompt"]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (empty, "Red And Blue Cube has no faces to remesh"),
        (add_a_fin, "QuadriFlow cannot remesh Red And Blue Cube: no edge may join three faces"),
        (take_its_shader, "has a material without a Principled BSDF or an output: its look cannot be baked"),
        (take_its_output, "has a material without a Principled BSDF or an output: its look cannot be baked"),
        (take_its_material, "Red And Blue Cube has no material: there is nothing to bake"),
        (lose_a_point, "What is selected has vertices that are no points in space: delete them"),
        (edit, "Props are remeshed in Object Mode: leave the mode you are in"),
        (forget, "Select a prop that Propsmith has made"),
    ],
)
def test_what_cannot_be_remeshed_is_one_line_and_stays(
    ball: bpy.types.Object, spoil: Callable[[bpy.types.Object], None], message: str
) -> None:
    spoil(ball)
    before, mesh = held(), ball.data
    with pytest.raises(RuntimeError, match=message) as refused:
        bpy.ops.propsmith.quads(faces=COUNT)
    assert len(str(refused.value).strip().splitlines()) == 1
    assert held() == before and ball.data == mesh and len(bpy.data.scenes) == 1


def test_a_bake_that_fails_is_one_line_and_leaves_nothing(
    ball: bpy.types.Object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from propsmith.operators.quads import baking

    def lacking_the_last(mesh: bpy.types.Mesh, image: bpy.types.Image) -> AbstractContextManager[None]:
        return nullcontext() if image.name.endswith(baking.ORM) else canvas(mesh, image)

    before, mesh, canvas = held(), ball.data, baking._canvas
    monkeypatch.setattr(baking, "_canvas", lacking_the_last)
    with pytest.raises(RuntimeError, match="No active image found") as failed:
        bpy.ops.propsmith.quads(faces=COUNT)
    assert len(str(failed.value).strip().splitlines()) == 1
    assert held() == before and ball.data == mesh and not ball.children and len(bpy.data.scenes) == 1


def test_a_mesh_of_another_file_must_be_made_local_first(ball: bpy.types.Object, tmp_path: Path) -> None:
    bpy.data.libraries.write(str(tmp_path / "other.blend"), {ball.data})
    with bpy.data.libraries.load(str(tmp_path / "other.blend"), link=True) as (there, here):
        here.meshes = there.meshes
    ball.data = next(mesh for mesh in bpy.data.meshes if mesh.library)
    with pytest.raises(RuntimeError, match="is linked from another file: make it local first"):
        bpy.ops.propsmith.quads(faces=COUNT)
