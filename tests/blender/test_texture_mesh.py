"""Texture Selected Mesh without a window, with the closed-form prior: it knows one colour, a red."""

from __future__ import annotations

import io
from collections.abc import Callable
from types import ModuleType

import bmesh
import bpy
import numpy as np
import pytest
from mathutils import Matrix, Vector
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


def add(kind: str, **given: object) -> bpy.types.Object:
    """Adds a primitive mesh without UVs."""
    getattr(bpy.ops.mesh, f"primitive_{kind}_add")(calc_uvs=False, **given)
    return bpy.context.object


def box(name: str, sides: tuple[float, ...], at: tuple[float, ...]) -> bpy.types.Object:
    obj = add("cube", size=1, location=at)
    obj.name, obj.scale = name, sides
    return obj


def chair() -> None:
    """Its legs share a mesh."""
    box("Seat", (1, 1, 0.1), (0, 0, 1))
    box("Back", (1, 0.1, 1), (0, 0.45, 1.5))
    leg = box("Leg", (0.1, 0.1, 1), (0.45, 0.45, 0.5))
    for x, y in ((-0.45, 0.45), (0.45, -0.45), (-0.45, -0.45)):
        other = leg.copy()
        other.location = (x, y, 0.5)
        bpy.context.collection.objects.link(other)


def character() -> None:
    """Half a body, mirrored, smooth, and bent by an armature."""
    body = add("cylinder", vertices=8, radius=0.4, depth=2, location=(0.5, 0, 1))
    body.data.transform(body.matrix_world)
    body.location = (0, 0, 0)
    bpy.ops.object.armature_add()
    armature = bpy.context.object
    body.parent = armature
    body.vertex_groups.new(name="Bone").add(range(len(body.data.vertices)), 1.0, "REPLACE")
    body.modifiers.new("Mirror", "MIRROR")
    body.modifiers.new("Armature", "ARMATURE").object = armature
    body.modifiers.new("Subdivision", "SUBSURF").levels = 1
    armature.pose.bones[0].rotation_mode = "XYZ"
    armature.pose.bones[0].rotation_euler.x = 0.3


def house() -> None:
    """40 objects."""
    for number in range(36):
        box("Brick", (0.9, 0.4, 0.45), (number % 9 - 4, 0, number // 9 / 2))
    box("Door", (1, 0.5, 1.5), (0, -0.3, 0.5))
    box("Floor", (9, 2, 0.1), (0, 0, -0.3))
    add("cone", vertices=4, radius1=5, depth=2, location=(0, 0, 3))
    add("uv_sphere", segments=8, ring_count=6, radius=0.3, location=(0, 0, 4))


def scan() -> None:
    """Noisy, with holes, loose points and a face that three others touch."""
    obj = add("ico_sphere", subdivisions=4)
    shape, random = bmesh.new(), np.random.default_rng(0)
    shape.from_mesh(obj.data)
    for vert in shape.verts:
        vert.co *= 1 + 0.03 * random.standard_normal()
    bmesh.ops.delete(shape, geom=shape.faces[:][::17], context="FACES_ONLY")
    edge = next(edge for edge in shape.edges if len(edge.link_faces) == 2)
    shape.faces.new((*edge.verts, shape.verts.new((0, 0, 2))))
    shape.verts.new((0, 0, 1.5))
    shape.to_mesh(obj.data)
    shape.free()


def mirrored_uvs() -> None:
    """The UVs of all six sides lie over one another, every second one mirrored."""
    obj = add("cube")
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32)
    sides = [square if side % 2 else square * (-1, 1) + (1, 0) for side in range(6)]
    obj.data.uv_layers.new(name="UVMap").uv.foreach_set("vector", np.concatenate(sides).astype(np.float32).ravel())


def mirrored_and_hanging() -> None:
    """Negative scale, below a turned and stretched parent."""
    parent = bpy.data.objects.new("Parent", None)
    bpy.context.collection.objects.link(parent)
    parent.rotation_euler, parent.scale = (0.4, 0.2, 1), (1, 2, 0.5)
    obj = box("Box", (-1, 1, 2), (3, 0, 0))
    obj.parent = parent


def inside_out() -> None:
    add("uv_sphere", segments=16, ring_count=8).data.flip_normals()


def sheet() -> None:
    """A plane: open, and without any thickness."""
    add("plane", size=2, rotation=(1.57, 0, 0))


def polygons() -> None:
    """A disc of one face with 32 corners, and an array of it."""
    disc = add("circle", vertices=32, fill_type="NGON", rotation=(1.57, 0, 0))
    disc.modifiers.new("Array", "ARRAY").count = 3


MESHES = (chair, character, house, scan, mirrored_uvs, mirrored_and_hanging, inside_out, sheet, polygons)


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
    monkeypatch.setattr(meshes, "MOST", 1000)
    refused("has 1,280 triangles: simplify it to 1,000")
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
