"""The operator Remesh to Quads: gives a prop a mesh of quads, with textures baked from its fine one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import bpy
from bpy.props import IntProperty
from mathutils import Matrix

from ..command_line.calling import reported
from ..scene import material as materials
from ..scene import parts, props
from ..texturing import unwrapping
from ..texturing.meshes import check_editable
from ..translations import say
from . import baking, remeshing

FAR = 0.05  # of the prop's size: quads that lie farther from the fine mesh have lost something
NEAR = 0.002  # of the prop's size: rays start at least this far outside of the quads


class PROPSMITH_OT_quads(bpy.types.Operator):
    """Give the active prop a mesh of quads, and bake its textures anew. The fine mesh stays as its hidden child"""

    bl_idname = "propsmith.quads"
    bl_label = "Remesh to Quads"
    bl_options = {"REGISTER", "UNDO"}

    faces: IntProperty(
        name="Faces",
        description="About how many quads the prop gets",
        default=4000,
        min=100,
        soft_max=20_000,
        max=100_000,
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not props.is_prop(context.object):
            cls.poll_message_set(say("Select a prop that Propsmith has made"))
            return False
        if context.mode != "OBJECT":
            cls.poll_message_set(say("Props are remeshed in Object Mode: leave the mode you are in"))
            return False
        return True

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        return context.window_manager.invoke_props_dialog(self)

    def execute(self, context: bpy.types.Context) -> set[str]:
        obj = context.object
        try:
            check_editable(obj)
            with _waiting(context.window):
                lost = remesh(context, obj, self.faces)
        except ValueError as error:
            self.report({"ERROR"}, say(str(error)))
            return {"CANCELLED"}
        if lost > FAR:
            self.report({"WARNING"}, say(f"{obj.name} has lost thin parts: undo, and ask for more faces"))
        return {"FINISHED"}


def remesh(context: bpy.types.Context, obj: bpy.types.Object, count: int) -> float:
    """Gives a prop a mesh of about `count` quads with baked textures, and makes its levels of detail from that.

    A prop that has quads already is remeshed from its fine mesh again. Returns the greatest distance between the quads
    and the fine mesh, as a share of the largest dimension. Raises ValueError with one line if that cannot be done; the
    prop then stays as it was.
    """
    fine, name = parts.fine(obj), obj.data.name
    baking.check(context, fine)
    shown = [obj, *parts.having(obj, parts.LEVEL)]
    with _leaving_nothing_if_it_fails():
        quads = remeshing.quads_of(context, fine, count)
        low, high = props.mesh_box(fine)
        size, distance = max(high - low), remeshing.distance(quads, fine)
        (layout,) = unwrapping.unwrap(context, [(quads, Matrix())])
        quads.uv_layers.new(name=materials.UV_LAYER, do_init=False).uv.foreach_set("vector", layout.ravel())
        depth = min(max(distance, NEAR * size), FAR * size)
        quads.materials.append(baking.bake(context, fine, quads, depth, f"{name} Quads"))
        levels = [quads]
        while len(levels) < len(shown):
            levels.append(parts.coarser(context, levels[-1]))
    parts.set_aside(obj)
    quads.name = name
    for each, mesh in zip(shown, levels, strict=True):
        props.exchange(each, mesh)
    return distance / size


@contextmanager
def _waiting(window: bpy.types.Window | None) -> Iterator[None]:
    """Shows the cursor for waiting, if there is a window."""
    if window:
        window.cursor_set("WAIT")
    try:
        yield
    finally:
        if window:
            window.cursor_set("DEFAULT")


@contextmanager
def _leaving_nothing_if_it_fails() -> Iterator[None]:
    """Removes the meshes, materials and images that the block has made if it fails.

    What Blender's operators report then is raised as ValueError with one line.
    """
    before = _blocks()
    try:
        yield
    except Exception as error:
        bpy.data.batch_remove(_blocks() - before)
        if isinstance(error, RuntimeError):
            raise ValueError(reported(error)) from error
        raise


def _blocks() -> set[bpy.types.ID]:
    """Returns all data-blocks that are meshes, materials or images."""
    return {*bpy.data.meshes, *bpy.data.materials, *bpy.data.images}


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_OT_quads,))
