"""Texture Selected Mesh without a window, with the closed-form prior: it knows one colour, a red."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from types import ModuleType

import bpy
import numpy as np
import pytest
from mathutils import Matrix, Vector
from own_meshes import MESHES, add, chair, mirrored_and_hanging
from paper import drawn
from real_worker import PROP

RED = (0.8, 0.1, 0.1)
quick = pytest.mark.usefixtures("quick")  # the texture is small


def texture(**given: object) -> None:
    assert bpy.ops.propsmith.texture_mesh(**PROP | given) == {"FINISHED"}


def image_of(material: bpy.types.Material) -> bpy.types.Image:
    """The image that gives the material its base colour."""
    (shader,) = (node for node in material.node_tree.nodes if node.type == "BSDF_PRINCIPLED")
    return shader.inputs["Base Color"].links[0].from_node.image


def seen(obj: bpy.types.Object) -> np.ndarray:
    """The colours (T, 3) in the middle of the evaluated object's triangles, as its materials look them up."""
    depsgraph = bpy.context.evaluated_depsgraph_get()
    mesh = bpy.data.meshes.new_from_object(
        obj.evaluated_get(depsgraph), preserve_all_data_layers=True, depsgraph=depsgraph
    )
    mesh.calc_loop_triangles()
    colours = []
    for triangle in mesh.loop_triangles:
        material = mesh.materials[triangle.material_index]
        image = image_of(material)
        node = next(node for node in material.node_tree.nodes if node.type == "TEX_IMAGE" and node.image == image)
        named = node.inputs["Vector"].links[0].from_node.uv_map if node.inputs["Vector"].links else ""
        layer = mesh.uv_layers[named] if named else next(each for each in mesh.uv_layers if each.active_render)
        u, v = np.mean([layer.uv[corner].vector for corner in triangle.loops], axis=0) % 1
        pixels = np.array(image.pixels[:]).reshape(*reversed(image.size), 4)
        colours.append(pixels[int(v * image.size[1]), int(u * image.size[0]), :3])
    bpy.data.meshes.remove(mesh)
    return np.array(colours)


@quick
@pytest.mark.parametrize("build", MESHES, ids=lambda build: build.__name__)
def test_a_mesh_without_usable_uvs_becomes_red_and_keeps_its_shape(driver: ModuleType, build: Callable) -> None:
    build()
    bpy.ops.object.select_all(action="SELECT")
    meshes = [obj for obj in bpy.context.scene.objects if obj.type == "MESH"]
    before = {obj: (len(obj.data.vertices), len(obj.data.polygons), obj.matrix_world.copy()) for obj in meshes}
    texture()
    assert {obj for obj in bpy.context.scene.objects if obj.type == "MESH"} == {*meshes}
    for obj in meshes:
        assert (len(obj.data.vertices), len(obj.data.polygons), obj.matrix_world) == before[obj]
        assert "Propsmith" in obj.data.uv_layers and obj.select_get()
    assert len({image_of(obj.material_slots[0].material) for obj in meshes}) == 1
    colours = np.concatenate([seen(obj) for obj in meshes])
    assert np.abs(np.median(colours, axis=0) - RED).max() < 0.05
    assert (np.abs(colours - RED).max(1) < 0.25).mean() > 0.9
    assert not bpy.data.scenes.get("Unwrapping") and not bpy.data.meshes.get("Unwrapping")


@quick
def test_own_uvs_are_kept_and_used_again(driver: ModuleType) -> None:
    bpy.ops.mesh.primitive_cube_add()
    cube = bpy.context.object
    before = [tuple(each.vector) for each in cube.data.uv_layers.active.uv]
    texture()
    assert [tuple(each.vector) for each in cube.data.uv_layers.active.uv] == before
    assert [layer.name for layer in cube.data.uv_layers] == ["UVMap"] and len(cube.material_slots) == 1
    assert np.abs(np.median(seen(cube), axis=0) - RED).max() < 0.05


def test_uvs_of_two_meshes_that_share_a_little_of_the_square_are_not_used(driver: ModuleType) -> None:
    from propsmith.operators.texturing import meshes

    bpy.ops.mesh.primitive_cube_add()
    cube = bpy.context.object
    bpy.ops.mesh.primitive_cone_add(vertices=4)
    assert not meshes.gather(bpy.context).uv_layer, "the cone alone"
    cube.select_set(True)
    assert meshes.gather(bpy.context).uv_layer == "Propsmith"


@pytest.mark.parametrize(("shared", "holds"), [(0.0, True), (0.01, True), (0.04, False), (0.4, False)])
def test_uvs_overlap_from_a_hundredth_of_what_they_cover(driver: ModuleType, shared: float, holds: bool) -> None:
    """Two halves of a square, of which the right one is pushed to the left."""
    from propsmith.operators.texturing import unwrapping

    left = np.array([[(0, 0), (0.5, 0), (0.5, 1)], [(0, 0), (0.5, 1), (0, 1)]])
    right = left + np.array([0.5 - shared / 2, 0])
    assert unwrapping.can_hold_a_texture(np.concatenate([left, right])) == holds


@quick
def test_slots_and_what_else_their_materials_say_stay(driver: ModuleType) -> None:
    """A wooden and a metallic side, and an empty slot. A ball that is not selected keeps the wood as it was."""
    wood, metal = (bpy.data.materials.new(name) for name in ("Wood", "Metal"))
    for material, metallic in ((wood, 0.0), (metal, 1.0)):
        material.use_nodes = True
        material.node_tree.nodes["Principled BSDF"].inputs["Metallic"].default_value = metallic
    ball, cube = add("uv_sphere", segments=8, ring_count=6), add("cube")
    ball.data.materials.append(wood)
    for material in (wood, metal, None):
        cube.data.materials.append(material)
    cube.data.polygons.foreach_set("material_index", [0, 1, 2, 0, 1, 2])
    texture()
    assert [face.material_index for face in cube.data.polygons] == [0, 1, 2, 0, 1, 2]
    assert ball.active_material == wood and not wood.node_tree.nodes["Principled BSDF"].inputs["Base Color"].links
    first, second, third = (slot.material for slot in cube.material_slots)
    assert len({first, second, third, wood, metal}) == 5
    assert len({image_of(material) for material in (first, second, third)}) == 1
    assert second.node_tree.nodes["Principled BSDF"].inputs["Metallic"].default_value == 1.0
    again = [slot.material for slot in cube.material_slots]
    texture(seed=1)
    assert [face.material_index for face in cube.data.polygons] == [0, 1, 2, 0, 1, 2]
    nodes = cube.material_slots[1].material.node_tree.nodes
    assert again[1] != cube.material_slots[1].material
    assert [node.type for node in nodes].count("TEX_IMAGE") == [node.type for node in nodes].count("UVMAP") == 1
    plain = (again[2], cube.material_slots[2].material)
    old, new = ({node.image for node in each.node_tree.nodes if node.type == "TEX_IMAGE"} for each in plain)
    assert len(new) == 2 and not old & new, "roughness and metallic are of the new texture too"


@quick
def test_viewports_that_show_textures_show_the_new_one(driver: ModuleType) -> None:
    """They show the active image node of a material: it was that of the old image."""
    cube, old = add("cube"), bpy.data.materials.new("Old")
    old.use_nodes = True
    nodes = old.node_tree.nodes
    nodes.active = nodes.new("ShaderNodeTexImage")
    nodes.active.image = bpy.data.images.new("Old", 8, 8)
    for material in (old, None):
        cube.data.materials.append(material)
    texture()
    for slot in cube.material_slots:
        assert slot.material.node_tree.nodes.active.image == image_of(slot.material)


def test_what_cannot_be_textured_is_told_in_one_line(driver: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    from propsmith.operators.texturing import meshes

    def refused(words: str, **given: object) -> None:
        with pytest.raises(RuntimeError, match=words):
            bpy.ops.propsmith.texture_mesh(**PROP | given)
        assert not list(driver.folder().iterdir())

    refused("Select a mesh to texture")
    bpy.ops.curve.primitive_bezier_circle_add()
    refused("Select a mesh to texture")
    bpy.ops.object.select_all(action="DESELECT")
    points = bpy.data.objects.new("Points", bpy.data.meshes.new("Points"))
    bpy.context.collection.objects.link(points)
    points.select_set(True)
    refused("has no faces")
    ball = add("ico_sphere", subdivisions=4)
    refused("choose a preset such as standard", preset="paper")
    refused("Choose another|choose another|no longer|There is no", prior="nothing")
    refused("The prompt is empty", prompt="")
    with monkeypatch.context() as patch:
        patch.setattr(meshes, "MOST", 1000)
        refused("has 1,280 triangles: simplify it to 1,000")
    ball.scale = (1e-7, 1e-7, 1e-7)
    refused("smaller than a micrometre")
    ball.data.vertices[0].co.x = np.nan
    refused("has vertices that are no points in space")
    ball.hide_set(True)
    refused("Select a mesh to texture")


def test_a_decimated_mesh_of_many_triangles_is_no_longer_too_large(
    driver: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    from propsmith.operators.texturing import meshes

    bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=4)  # with UVs of its own
    bpy.context.object.modifiers.new("Decimate", "DECIMATE").ratio = 0.5
    monkeypatch.setattr(meshes, "MOST", 1000)
    with np.load(io.BytesIO(meshes.gather(bpy.context).start)) as arrays:
        assert len(arrays["faces"]) <= 640 and "layout" not in arrays


def test_what_is_sent_stands_as_the_scene_shows_it_and_looks_outwards(driver: ModuleType) -> None:
    from propsmith.operators.texturing import meshes

    mirrored_and_hanging()
    bpy.context.view_layer.update()
    chosen = meshes.gather(bpy.context)
    with np.load(io.BytesIO(chosen.start)) as arrays:
        vertices, faces = arrays["vertices"], arrays["faces"]
    obj = bpy.context.object
    corners = np.array([obj.matrix_world @ Vector(corner) for corner in obj.bound_box])
    assert np.ptp(vertices, axis=0).max() == pytest.approx(chosen.size, rel=1e-5)
    turned = np.array(Matrix.Rotation(chosen.heading, 3, "Z")) @ vertices.T
    assert np.allclose((turned.T + chosen.location).max(0), corners.max(0), atol=1e-4)
    a, b, c = vertices[faces].transpose(1, 0, 2)
    assert len(vertices) == 24, "a cube's edges are hard"
    assert (((a + b + c) / 3 - vertices.mean(0)) * np.cross(b - a, c - a)).sum(1).min() > 0


@quick
def test_a_mesh_that_changed_meanwhile_is_left_alone(driver: ModuleType) -> None:
    cube = add("cube")
    assert bpy.ops.propsmith.texture_mesh(**PROP, wait=False) == {"FINISHED"}
    bpy.ops.mesh.primitive_plane_add()
    bpy.context.object.select_set(True)
    cube.select_set(True)
    bpy.context.view_layer.objects.active = cube
    bpy.ops.object.join()
    with pytest.raises(RuntimeError, match="was changed while its texture was drawn"):
        bpy.ops.propsmith.run_queue()
    assert not cube.material_slots


@quick
def test_the_job_is_in_the_list_and_can_be_brought_to_the_mesh_again(driver: ModuleType) -> None:
    cube = add("cube")
    texture()
    (place,) = driver.folder().iterdir()
    cube.data.materials.clear()
    cube.name = "Renamed"
    count = len(bpy.context.scene.objects)
    assert bpy.ops.propsmith.resume(job=place.name) == {"FINISHED"}
    assert len(bpy.context.scene.objects) == count and np.abs(np.median(seen(cube), axis=0) - RED).max() < 0.05


@quick
def test_what_a_vertex_group_paints_keeps_its_texture(driver: ModuleType) -> None:
    """Of a blue cube the upper half stays."""
    bpy.ops.mesh.primitive_cube_add()
    cube = bpy.context.object
    upper = cube.vertex_groups.new(name="Stays")
    upper.add([vertex.index for vertex in cube.data.vertices if vertex.co.z > 0], 1.0, "REPLACE")
    with pytest.raises(RuntimeError, match="must share one image as base colour"):
        bpy.ops.propsmith.texture_mesh(**PROP, keep="Stays")
    with pytest.raises(RuntimeError, match="No selected mesh has a vertex group Nothing"):
        bpy.ops.propsmith.texture_mesh(**PROP, keep="Nothing")
    texture()
    image = image_of(cube.active_material)
    image.pixels = np.tile(np.float32([0, 0, 1, 1]), image.size[0] * image.size[1])
    texture(keep="Stays")
    colours = seen(cube)
    heights = [np.mean([cube.data.vertices[index].co.z for index in face.vertices]) for face in cube.data.polygons]
    top, bottom = (heights.index(height) for height in (1, -1))
    triangles = [triangle.polygon_index for triangle in cube.data.loop_triangles]
    assert all((colours[number] == (0, 0, 1)).all() for number, face in enumerate(triangles) if face == top)
    assert np.abs(colours[triangles.index(bottom)] - RED).max() < 0.1


@quick
def test_of_what_is_ready_all_meshes_are_told_framed_and_selected_and_none_once_the_texture_is_gone(
    driver: ModuleType,
) -> None:
    from propsmith.panels.progress import PROPSMITH_PT_messages

    area = next(area for area in bpy.context.window.screen.areas if area.type == "VIEW_3D")

    def told() -> str:
        with bpy.context.temp_override(area=area):
            return next((each.text for each in drawn(PROPSMITH_PT_messages).all() if "ready" in (each.text or "")), "")

    chair()
    bpy.ops.object.select_all(action="SELECT")
    texture()
    first = bpy.data.objects[driver.status.result]
    bpy.context.collection.objects.link(copy := first.copy())
    assert told() == f"{first.name} and 5 more are ready"
    bpy.data.objects.remove(copy)
    bpy.ops.object.select_all(action="DESELECT")
    with bpy.context.temp_override(area=area, region=area.regions[-1]):
        assert bpy.ops.propsmith.frame() == {"FINISHED"}
        assert bpy.ops.propsmith.select() == {"FINISHED"}
    middle = area.spaces.active.region_3d.view_location
    assert np.allclose(middle, (0, 0, 1), atol=0.01), "one of them was framed alone"
    assert len(bpy.context.selected_objects) == 6 and bpy.context.object == first
    for obj in set(bpy.context.selected_objects) - {first}:
        bpy.data.objects.remove(obj)
    assert told() == f"{first.name} is ready"
    first.data.materials.clear()
    assert not told()


@quick
@pytest.mark.parametrize("damage", ["not a zip", "too large", "a layout that is not there"])
def test_a_job_with_a_damaged_layout_leaves_the_mesh_alone(driver: ModuleType, damage: str) -> None:
    from propsmith.nerf_sds.jobs import job_folder, start_mesh

    cube = add("cube")
    texture()
    (place,) = driver.folder().iterdir()
    cube.data.materials.clear()
    with np.load(place / start_mesh.START) as found:
        arrays = dict(found) | {"more": np.zeros(start_mesh.LARGEST_START // 8 if damage == "too large" else 3)}
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays | ({} if damage == "too large" else {"mesh_of": np.array([7])}))
    start = b"nothing" if damage == "not a zip" else buffer.getvalue()
    (place / start_mesh.START).write_bytes(start)
    request = json.loads((place / job_folder.REQUEST).read_text())
    (place / job_folder.REQUEST).write_text(json.dumps(request | {"start": start_mesh.digest(start)}))
    with pytest.raises(RuntimeError, match="is damaged: texture the mesh anew"):
        bpy.ops.propsmith.resume(job=place.name)
    assert not cube.data.materials


def test_the_largest_mesh_and_texture_of_which_a_part_is_kept_fit_into_a_job(driver: ModuleType) -> None:
    from propsmith.nerf_sds.jobs import start_mesh
    from propsmith.operators.texturing import keeping, meshes

    bpy.ops.mesh.primitive_grid_add(x_subdivisions=273, y_subdivisions=273)
    sheet, material = bpy.context.object, bpy.data.materials.new("Painted")
    material.use_nodes = True
    node = material.node_tree.nodes.new("ShaderNodeTexImage")
    node.image = bpy.data.images.new("Painted", keeping.LARGEST, keeping.LARGEST)
    shader = material.node_tree.nodes["Principled BSDF"]
    material.node_tree.links.new(node.outputs["Color"], shader.inputs["Base Color"])
    sheet.data.materials.append(material)
    sheet.vertex_groups.new(name="Stays").add([0], 1.0, "REPLACE")
    start = meshes.gather(bpy.context, "Stays").start
    with np.load(io.BytesIO(start)) as arrays:
        assert 0.99 * meshes.MOST < len(arrays["faces"]) <= meshes.MOST and "kept" in arrays
    start_mesh.archive(start)
    assert len(start) < start_mesh.LARGEST_START
