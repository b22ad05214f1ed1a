"""The operator that places a prop of the toybox at the 3D cursor, and its menu Add > Mesh > Toybox."""

from __future__ import annotations

from random import Random
from types import ModuleType

import bpy
from mathutils import Matrix

from ...nerf_sds.words.articles import article
from . import COLOURS, KINDS, build
from .kinds import ROOMS

ITEMS = [(name, name.capitalize(), f"Add {article(name)} {name}") for name in KINDS]


class MESH_OT_propsmith_toybox(bpy.types.Operator):
    """Add a small stylised prop, built from code"""

    bl_idname = "mesh.propsmith_toybox"
    bl_label = "Toybox"
    bl_options = {"REGISTER", "UNDO"}

    kind: bpy.props.EnumProperty(name="Kind", description="What is built", items=ITEMS)
    colour: bpy.props.EnumProperty(
        name="Colour",
        description="Of its main parts",
        items=[(name, name.capitalize(), f"Make it {name}") for name in COLOURS],
    )
    seed: bpy.props.IntProperty(name="Seed", description="Draws the proportions", min=0)
    size: bpy.props.FloatProperty(
        name="Size", description="Largest dimension", default=1.0, min=0.001, subtype="DISTANCE"
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.mode != "OBJECT":
            cls.poll_message_set("Props are added in Object Mode")
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[str]:
        prop = build(self.kind, self.colour, Random(self.seed))
        stand_up(prop, self.size)
        prop.location = context.scene.cursor.location
        for selected in context.selected_objects:
            selected.select_set(False)
        context.collection.objects.link(prop)
        prop.select_set(True)
        context.view_layer.objects.active = prop
        return {"FINISHED"}


def stand_up(prop: bpy.types.Object, size: float) -> None:
    """Scales the mesh to `size`, its largest dimension in metres, and moves its base to the origin.

    The mesh must be centred along X and Y.
    """
    corners = [corner[:] for corner in prop.bound_box]
    low, high = (tuple(f(axis) for axis in zip(*corners, strict=True)) for f in (min, max))
    scale = size / max(b - a for a, b in zip(low, high, strict=True))
    prop.data.transform(Matrix.Scale(scale, 4) @ Matrix.Translation((0, 0, -low[2])))


def _menu_of(room: ModuleType) -> type[bpy.types.Menu]:
    """Returns the menu of a room's kinds."""
    name = room.__name__.rpartition(".")[2]

    def draw(self: bpy.types.Menu, _context: bpy.types.Context) -> None:
        for kind in room.KINDS:
            self.layout.operator(MESH_OT_propsmith_toybox.bl_idname, text=kind.name.capitalize()).kind = kind.name

    return type(f"MESH_MT_propsmith_{name}", (bpy.types.Menu,), {"bl_label": name.capitalize(), "draw": draw})


ROOM_MENUS = [_menu_of(room) for room in ROOMS]


class MESH_MT_propsmith_toybox(bpy.types.Menu):
    bl_label = "Toybox"

    def draw(self, _context: bpy.types.Context) -> None:
        for menu in ROOM_MENUS:
            self.layout.menu(menu.__name__)


def draw_menu(self: bpy.types.Menu, _context: bpy.types.Context) -> None:
    """Draws the menu Toybox in Add > Mesh."""
    self.layout.menu(MESH_MT_propsmith_toybox.__name__, icon="PACKAGE")


CLASSES = (MESH_OT_propsmith_toybox, *ROOM_MENUS, MESH_MT_propsmith_toybox)


def register() -> None:
    for each in CLASSES:
        bpy.utils.register_class(each)
    bpy.types.VIEW3D_MT_mesh_add.append(draw_menu)


def unregister() -> None:
    bpy.types.VIEW3D_MT_mesh_add.remove(draw_menu)
    for each in reversed(CLASSES):
        bpy.utils.unregister_class(each)
