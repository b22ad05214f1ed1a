"""Two meshes of the scene get a texture of their own, which one undo takes away."""

from __future__ import annotations

from math import radians

import bpy
import numpy as np
from bpy_extras.view3d_utils import location_3d_to_region_2d
from hands import (
    PROMPT,
    Steps,
    centre,
    click,
    driver,
    main_region,
    module,
    move,
    open_sidebar,
    picture,
    row,
    screenshot,
    soon,
    tap,
    until,
    view,
    viewport,
    window,
    write,
)

# Pixels below the sidebar's upper edge: the section, Texture Selected Mesh in it, and the header of the panel Jobs.
HEADER, BUTTON, JOBS = 362, 415, 477
NAMES = ("Cube", "Roof")
AROUND = 12  # pixels to each side of a mesh's middle that are compared


def texturing() -> Steps:
    """Both meshes show the picture in the viewport and are told as ready. One undo takes it from both."""
    build()
    yield from open_sidebar()
    view().view_distance = 8
    yield from click(on("Cube"))
    yield from click(on("Roof"), shift=True)
    assert selected() == [*NAMES], selected()
    window().scene.propsmith.preset = "sketch"
    yield from write("a red house", row(PROMPT))
    yield from click(row(HEADER))
    yield from click(row(JOBS))
    picture("texturing-before")
    yield from click(row(BUTTON))
    yield from until("a step", lambda: driver().status.seconds_left is not None)
    picture("texturing-running")
    yield from until("the texture", lambda: not driver().is_running())
    assert not driver().status.error, driver().status.error
    assert is_textured()
    assert sorted(obj.name for obj in module("arrival").last()) == [*NAMES]
    yield
    assert is_red("texturing-solid")
    viewport().spaces.active.shading.type = "MATERIAL"
    for _ in range(5):
        yield
    yield from until("shaders", lambda: is_red("texturing-after"))
    assert np.abs(colour("Roof", "texturing-after") - colour("Roof", "texturing-solid")).max() > 0.05
    viewport().spaces.active.shading.type = "SOLID"
    move(centre())
    yield
    tap("Z", centre(), ctrl=True)
    yield from soon("undo", lambda: not is_textured())
    assert not module("arrival").last()
    yield
    picture("texturing-undone")
    for name in NAMES:
        assert np.allclose(colour(name, "texturing-undone"), colour(name, "texturing-before"), atol=0.02), name
    tap("Z", centre(), ctrl=True, shift=True)
    yield from soon("redo", is_textured)


def build() -> None:
    """Puts a roof on the cube of the new scene."""
    bpy.ops.mesh.primitive_cone_add(
        vertices=4, radius1=1.6, depth=1.4, location=(0, 0, 1.7), rotation=(0, 0, radians(45))
    )
    bpy.context.object.name = "Roof"
    bpy.context.object.select_set(False)


def is_red(shot: str) -> bool:
    """True if both meshes are red in a picture of the window, which is saved."""
    picture(shot)
    colours = np.array([colour(name, shot) for name in NAMES])
    return bool((colours[:, 0] > 2 * colours[:, 1:].max(1)).all())


def selected() -> list[str]:
    return sorted(obj.name for obj in bpy.context.selected_objects)


def is_textured() -> bool:
    """True if both meshes have the new picture and a UV map for it, False if neither has anything of it."""
    meshes = [window().scene.objects[name].data for name in NAMES]
    found = [bool(mesh.materials) and "Red House" in {image.name for image in images(mesh)} for mesh in meshes]
    found += ["Propsmith" in mesh.uv_layers for mesh in meshes]
    assert len({*found}) == 1, found
    return found[0]


def images(mesh: bpy.types.Mesh) -> list[bpy.types.Image]:
    """Returns the images in the nodes of a mesh's materials."""
    nodes = [node for material in mesh.materials for node in material.node_tree.nodes]
    return [node.image for node in nodes if node.type == "TEX_IMAGE"]


def on(name: str) -> tuple[int, int]:
    """Returns where on the screen the middle of a mesh is drawn."""
    region = main_region()
    x, y = location_3d_to_region_2d(region, view(), window().scene.objects[name].location)
    return region.x + int(x), region.y + int(y)


def colour(name: str, shot: str) -> np.ndarray:
    """Returns the mean colour (3,) in 0..1 around the middle of a mesh in a screenshot."""
    x, y = on(name)
    return screenshot(shot)[y - AROUND : y + AROUND, x - AROUND : x + AROUND, :3].mean((0, 1))
