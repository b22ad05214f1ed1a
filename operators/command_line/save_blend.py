"""Saves a finished prop as a Blender file: `blender -b --python save_blend.py -- RESULT_FOLDER OUTPUT.blend`.

It runs in a Blender without the extension, in a Python that has bpy (`python save_blend.py RESULT_FOLDER FILE.blend`),
and as a module of the extension. If the script fails, its exit status is not 0 and the last line on stderr says why.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import bpy
from mathutils import Euler, Vector

USAGE = "usage: save_blend.py RESULT_FOLDER OUTPUT.blend"


def new_file() -> None:
    """Opens an empty scene with the view transform Standard. The extension stays registered."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.context.scene.view_settings.view_transform = "Standard"


def add_stage(context: bpy.types.Context, objects: Sequence[bpy.types.Object]) -> None:
    """Adds a grey world, a sun and a camera for a render of the objects. Viewports get the same view."""
    scene = context.scene
    scene.world = bpy.data.worlds.new("World")
    scene.world.color = (0.3, 0.3, 0.3)
    if scene.world.node_tree is None:
        scene.world.use_nodes = True
    for node in scene.world.node_tree.nodes:
        if node.type == "BACKGROUND":
            node.inputs["Color"].default_value = (0.6, 0.62, 0.65, 1.0)
    sun = bpy.data.objects.new("Sun", bpy.data.lights.new("Sun", "SUN"))
    sun.data.energy = 2.5
    sun.data.angle = math.radians(15)
    sun.rotation_euler = Euler((math.radians(40), math.radians(10), math.radians(-20)))
    camera = bpy.data.objects.new("Camera", bpy.data.cameras.new("Camera"))
    camera.rotation_euler = Euler((math.radians(72), 0, math.radians(25)))
    corners = [obj.matrix_basis @ Vector(corner) for obj in objects for corner in obj.bound_box]
    centre = sum(corners, Vector()) / len(corners)
    radius = max((corner - centre).length for corner in corners)
    distance = 1.05 * radius / math.sin(camera.data.angle_y / 2)
    camera.location = centre + camera.rotation_euler.to_matrix() @ Vector((0, 0, distance))
    camera.data.clip_start, camera.data.clip_end = distance / 100, distance * 100
    for added in (sun, camera):
        scene.collection.objects.link(added)
    scene.camera = camera
    for screen in bpy.data.screens:
        for area in screen.areas:
            if area.type == "VIEW_3D":
                space = area.spaces.active
                space.shading.type = "MATERIAL"
                space.region_3d.view_location = centre
                space.region_3d.view_rotation = camera.rotation_euler.to_quaternion()
                space.region_3d.view_distance = 2 * distance


def check_output(output: Path, overwrite: bool) -> None:
    """Raises ValueError with one line if a .blend cannot or must not be written there."""
    if output.suffix.lower() != ".blend":
        raise ValueError(f"{output} does not end in .blend: name the Blender file to write")
    if not output.parent.is_dir() or not os.access(output.parent, os.W_OK):
        raise ValueError(f"{output.parent} is not a folder that can be written to: choose another")
    if output.is_dir():
        raise ValueError(f"{output} is a folder: choose another name")
    if output.exists() and not overwrite:
        raise ValueError(f"{output} exists: choose another name, or overwrite it with --overwrite")


def write(output: Path) -> None:
    """Saves a copy of the open file.

    Raises ValueError with one line if that fails; `output` is then unchanged.
    """
    from ...nerf_sds.disk import files
    from .calling import reported

    try:
        with files.replacing(output) as beside:
            bpy.ops.wm.save_as_mainfile(filepath=str(beside), copy=True, check_existing=False)
    except (RuntimeError, OSError) as error:
        raise ValueError(f"{output} could not be written: {reported(error)}") from error


def save(folder: Path, output: Path) -> None:
    """Saves the finished prop of a result folder, with a light and a camera, as a .blend. Replaces an existing file.

    Raises ValueError with one line if the folder holds no finished prop or the file cannot be written.
    """
    from ..scene import import_prop

    check_output(output, overwrite=True)
    prop = import_prop.read(folder)
    new_file()
    add_stage(bpy.context, [import_prop.build(bpy.context, prop)])
    write(output)


def _load_extension() -> None:
    """Imports the folder that contains this extension as the package `propsmith`, whatever the folder's name."""
    from importlib.util import module_from_spec, spec_from_file_location

    root = Path(__file__).resolve().parents[2]
    spec = spec_from_file_location("propsmith", root / "__init__.py", submodule_search_locations=[str(root)])
    assert spec and spec.loader
    sys.modules["propsmith"] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules["propsmith"])


def _main() -> None:
    arguments = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else sys.argv[1:]
    if len(arguments) != 2:
        sys.exit(USAGE)
    _load_extension()
    from propsmith.operators.command_line import save_blend

    try:
        save_blend.save(Path(arguments[0]).resolve(), Path(arguments[1]).resolve())
    except ValueError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    _main()
