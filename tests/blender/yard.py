"""A blockout of twelve placeholders with five prompts, and the picture of docs/scene.md. With Blender as a module:

python tests/blender/yard.py blockout BLOCKOUT.blend
python tests/blender/yard.py table BLOCKOUT.blend DRESSED.blend
python tests/blender/yard.py picture BLOCKOUT.blend DRESSED.blend PICTURE.jpg
"""

from __future__ import annotations

import math
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np
from mathutils import Matrix, Vector

PROMPTS = ("a red house", "a green pine tree", "a blue car", "a brown barrel", "a yellow mailbox")
SIZE = (720, 480)  # pixels of a picture
SAMPLES = 48


def build() -> None:
    """Adds the placeholders to the scene; some are tagged, some named, some empties, some hang from others."""
    house, tree, car, barrel, mailbox = PROMPTS
    tag(solid("cube", (3.2, 2.8, 3.4), (-1.2, 2.6), 12), house)
    for x, y, height in ((-4.2, 3.0, 3.6), (1.6, 4.4, 4.2), (3.3, 3.2, 3.0), (4.3, 0.8, 2.4)):
        solid("cone", (0.76 * height, 0.76 * height, height), (x, y), 0).name = f"prompt: {tree}"
    tag(solid("cube", (1.2, 2.0, 1.1), (2.1, 0.7), -50), car)
    tag(empty((1.2, 2.0, 1.1), (-3.3, -0.9), 35), car)
    pallet = empty((1.5, 1.5, 0.1), (-0.6, -1.3), 30)
    pallet.name = "Pallet"
    for x, y in ((-0.3, -0.2), (0.3, 0.15)):
        keg = solid("cylinder", (0.42, 0.42, 7.2), (0, 0), 0)
        keg.parent, keg.location = pallet, (x, y, 4.1)
        tag(keg, barrel)
    tag(solid("cylinder", (0.5, 0.5, 0.56), (0.9, -1.9), 0), barrel)
    for x, y, turn in ((-2.9, 1.2, 12), (3.2, -1.4, -20)):
        tag(empty((1.1, 1.1, 1.1), (x, y), turn), mailbox)
    bpy.context.view_layer.update()


def tag(obj: bpy.types.Object, prompt: str) -> None:
    obj.propsmith_placeholder.prompt = prompt


def solid(kind: str, size: tuple[float, float, float], at: tuple[float, float], turn: float) -> bpy.types.Object:
    """A mesh of this size in metres on the ground, turned by degrees."""
    getattr(bpy.ops.mesh, f"primitive_{kind}_add")(location=(*at, size[2] / 2), rotation=(0, 0, math.radians(turn)))
    bpy.context.object.scale = [side / 2 for side in size]
    return bpy.context.object


def empty(size: tuple[float, float, float], at: tuple[float, float], turn: float) -> bpy.types.Object:
    bpy.ops.object.empty_add(type="CUBE", radius=0.5, location=(*at, size[2] / 2), rotation=(0, 0, math.radians(turn)))
    bpy.context.object.scale = size
    return bpy.context.object


@dataclass(frozen=True)
class Box:
    """A placeholder as it was before something took its place."""

    kind: str
    matrix: Matrix
    low: np.ndarray  # (3,) along its own axes
    high: np.ndarray


@dataclass(frozen=True)
class Fit:
    """How a prop stands in the box of its placeholder."""

    name: str  # of the placeholder
    kind: str
    prompt: str
    shares: tuple[float, ...]  # of the box's sides X, Y and Z that the prop takes
    outside: float  # of a side, that it sticks out at most
    gap: float  # metres between its base and the box's
    turned: float  # degrees between its front and the placeholder's


def boxes(scene: bpy.types.Scene) -> dict[str, Box]:
    """Those of the placeholders that can be seen, by name."""
    found = {}
    for obj in scene.objects:
        if obj.propsmith_placeholder.prompt or obj.name.startswith("prompt:"):
            corners = np.array(obj.bound_box) if obj.type == "MESH" else np.array([[-1], [1]]) * obj.empty_display_size
            low, high = (np.broadcast_to(f(axis=0), 3) for f in (corners.min, corners.max))
            found[obj.name] = Box(obj.type.lower(), obj.matrix_world.copy(), low, high)
    return found


def fits(scene: bpy.types.Scene, before: dict[str, Box]) -> list[Fit]:
    """What stands in the place of each placeholder, measured at all of its vertices."""
    return [_fit(name, box, scene.objects[name].propsmith_placeholder.prop) for name, box in before.items()]


def _fit(name: str, box: Box, prop: bpy.types.Object) -> Fit:
    to_box = box.matrix.inverted() @ prop.matrix_world
    points = np.array([to_box @ vertex.co for vertex in prop.data.vertices])
    side, low, high = box.high - box.low, points.min(0), points.max(0)
    outside = max(((box.low - low) / side).max(), ((high - box.high) / side).max())
    gap = float(low[2] - box.low[2]) * box.matrix.to_scale().z
    turned = math.degrees(box.matrix.col[1].xyz.angle(prop.matrix_world.col[1].xyz))
    return Fit(name, box.kind, prop["propsmith_prompt"], tuple((high - low) / side), float(outside), gap, turned)


def table(before: Path, after: Path) -> None:
    """Prints a line of Markdown a placeholder."""
    bpy.ops.wm.open_mainfile(filepath=str(before))
    there = boxes(bpy.context.scene)
    bpy.ops.wm.open_mainfile(filepath=str(after))
    for fit in fits(bpy.context.scene, there):
        axis = int(np.argmax(fit.shares))
        shares = " | ".join(f"{100 * share:.2f} %" for share in fit.shares)
        gap, turned = f"{1000 * abs(fit.gap):.2f} mm", f"{fit.turned:.2f}°"
        print(f"| `{fit.name}` | {fit.kind} | {fit.prompt} | {'XYZ'[axis]} | {shares} | {gap} | {turned} |")


def render(file: Path, picture: Path) -> np.ndarray:
    """The scene of a file as (height, width, 4), the bottom row first, with its empties as wires."""
    bpy.ops.wm.open_mainfile(filepath=str(file))
    scene = bpy.context.scene
    for obj in [obj for obj in scene.objects if obj.type == "EMPTY" and obj.visible_get()]:
        add_wires(obj)
    add_stage(scene)
    scene.render.engine, scene.cycles.samples, scene.cycles.device = "CYCLES", SAMPLES, "CPU"
    scene.render.resolution_x, scene.render.resolution_y = SIZE
    scene.render.filepath = str(picture)
    scene.view_settings.view_transform = "Standard"
    bpy.ops.render.render(write_still=True)
    image = bpy.data.images.load(str(picture))
    pixels = np.empty(4 * SIZE[0] * SIZE[1], np.float32)
    image.pixels.foreach_get(pixels)
    return pixels.reshape(SIZE[1], SIZE[0], 4)


def add_wires(placeholder: bpy.types.Object) -> None:
    bpy.ops.mesh.primitive_cube_add(size=2 * placeholder.empty_display_size)
    cage = bpy.context.object
    cage.matrix_world = placeholder.matrix_world
    cage.data.materials.append(material("Wires", (0.02, 0.02, 0.02, 1)))
    wires = cage.modifiers.new("Wireframe", "WIREFRAME")
    wires.thickness, wires.use_even_offset = 0.04, False


def add_stage(scene: bpy.types.Scene) -> None:
    """A lawn, a sun, a sky and a camera."""
    bpy.ops.mesh.primitive_plane_add(size=400)
    bpy.context.object.data.materials.append(material("Lawn", (0.32, 0.42, 0.2, 1)))
    clay = material("Clay", (0.55, 0.55, 0.55, 1))
    for obj in scene.objects:
        if obj.type == "MESH" and not obj.data.materials:
            obj.data.materials.append(clay)
    sun = bpy.data.objects.new("Sun", bpy.data.lights.new("Sun", "SUN"))
    sun.data.energy, sun.data.angle, sun.rotation_euler = 2.4, 0.1, (0.75, 0.1, -0.6)
    camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    camera.location, camera.data.lens = (2.2, -11.5, 5.2), 44
    camera.rotation_euler = (Vector((0.05, 0.9, 1.15)) - camera.location).to_track_quat("-Z", "Y").to_euler()
    for obj in (sun, camera):
        scene.collection.objects.link(obj)
    scene.camera = camera
    scene.world = bpy.data.worlds.new("Sky")
    if scene.world.node_tree is None:
        scene.world.use_nodes = True
    sky = next(node for node in scene.world.node_tree.nodes if node.type == "BACKGROUND")
    sky.inputs["Color"].default_value = (0.62, 0.74, 0.9, 1)


def material(name: str, colour: tuple[float, float, float, float]) -> bpy.types.Material:
    made = bpy.data.materials.new(name)
    if made.node_tree is None:
        made.use_nodes = True
    surface = next(node for node in made.node_tree.nodes if node.type == "BSDF_PRINCIPLED")
    surface.inputs["Base Color"].default_value, surface.inputs["Roughness"].default_value = colour, 0.9
    return made


def picture(before: Path, after: Path, target: Path) -> None:
    """Writes the two pictures beside each other as a JPEG."""
    with tempfile.TemporaryDirectory() as folder:
        halves = [render(file, Path(folder, f"{file.stem}.png")) for file in (before, after)]
    pixels = np.concatenate(halves, axis=1)
    image = bpy.data.images.new("Both", pixels.shape[1], pixels.shape[0])
    image.pixels.foreach_set(pixels.ravel())
    image.file_format, image.filepath_raw = "JPEG", str(target)
    image.save(quality=85)


def blockout(file: Path) -> None:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    build()
    bpy.ops.wm.save_as_mainfile(filepath=str(file))


def main(verb: str, *files: str) -> None:
    from conftest import load_extension

    extension = load_extension()
    extension.register()
    {"blockout": blockout, "table": table, "picture": picture}[verb](*(Path(file).resolve() for file in files))
    extension.unregister()


if __name__ == "__main__":
    main(*sys.argv[1:])
