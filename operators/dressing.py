"""Props in the place of placeholders, and back: a placeholder is hidden as long as its prop stands there."""

from __future__ import annotations

from contextlib import suppress

import bpy
from bpy.props import BoolProperty
from mathutils import Vector

from ..nerf_sds.config import Request
from ..nerf_sds.words.understanding import understand
from . import diffusion_model, parts, placeholders, placement, props
from .placeholders import PROMPT, STRETCH
from .properties import SEED
from .translations import say


def dress(
    layer: bpy.types.ViewLayer, placeholder: bpy.types.Object, mesh: bpy.types.Mesh, name: str
) -> bpy.types.Object:
    """A new object of this mesh in the place of the placeholder, which it is fitted into, with its parent and in its
    collections. Where the view layer had the placeholder selected, it has the object so.

    Raises ValueError with one line when the placeholder has no size any more.
    """
    there, tag = placement.bounds_of(placeholder), placeholder.propsmith_placeholder
    obj = bpy.data.objects.new(name, mesh)
    obj.rotation_mode = "XYZ"
    obj.rotation_euler = there.rotation
    obj.scale = _scale(mesh, there.bounds, tag.stretch)
    obj.location = Vector(there.location) - _turned_base(obj)
    _hang(obj, placeholder)
    for collection in placeholder.users_collection:
        collection.objects.link(obj)
    props.marked(obj)
    _select_instead(layer, obj, placeholder)
    tag.bounds = there.bounds
    hide(placeholder, obj)
    return obj


def hide(placeholder: bpy.types.Object, obj: bpy.types.Object) -> None:
    """Hides what a prop stands in the place of, or started from, until it is restored."""
    tag = placeholder.propsmith_placeholder
    tag.prop, tag.was_rendered = obj, not placeholder.hide_render
    placeholder.hide_viewport = placeholder.hide_render = True


def twin(request: Request) -> bpy.types.Object | None:
    """A prop in the place of a placeholder that the same request has made: what comes is a linked duplicate of it."""
    tags = (obj.propsmith_placeholder for obj in bpy.data.objects)
    standing = (tag.prop for tag in tags if tag.prop and any(tag.bounds))  # one without bounds started from a mesh
    return next((prop for prop in standing if props.was_made_by(prop, request)), None)


def refit(obj: bpy.types.Object) -> None:
    """Fits a prop that has got another mesh into its placeholder again, where it stands now. If it has one.

    What a prop started from has no bounds that it is fitted into.
    """
    if (placeholder := placeholders.behind(obj)) and any(placeholder.propsmith_placeholder.bounds):
        tag, before = placeholder.propsmith_placeholder, _turned_base(obj)
        obj.scale = _scale(obj.data, tag.bounds, tag.stretch)
        obj.location += before - _turned_base(obj)


def restore(chosen: list[bpy.types.Object]) -> None:
    """Deletes the props in the place of placeholders, with all that nothing else uses, and shows these again."""
    standing = {obj.propsmith_placeholder.prop for obj in chosen}
    props.remove({*standing, *parts.hanging(standing)})
    for placeholder in chosen:
        tag = placeholder.propsmith_placeholder
        placeholder.hide_viewport, placeholder.hide_render = False, not tag.was_rendered
        for name in ("prop", "bounds", "was_rendered"):
            tag.property_unset(name)


def refusal(context: bpy.types.Context, prompt: str) -> str:
    """Why no prop can be made of a prompt, one line; nothing when one can."""
    try:
        Request(prompt)
        understand(prompt, diffusion_model.chosen(context))
    except ValueError as error:
        return str(error)
    return ""


class PROPSMITH_OT_tag_placeholders(bpy.types.Operator):
    """Make the selected objects placeholders: a prop is to stand in the place of each"""

    bl_idname = "propsmith.tag_placeholders"
    bl_label = "Tag as Placeholders"
    bl_options = {"REGISTER", "UNDO"}

    prompt: PROMPT
    seed: SEED
    stretch: STRETCH

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not any(map(placeholders.can_be, context.selected_objects)):
            cls.poll_message_set(say("Select the objects in whose place props are to stand"))
            return False
        return True

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        if context.object and placeholders.prompt_of(context.object):
            tag = context.object.propsmith_placeholder
            self.prompt, self.seed, self.stretch = placeholders.prompt_of(context.object), tag.seed, tag.stretch
        return context.window_manager.invoke_props_dialog(self)

    def execute(self, context: bpy.types.Context) -> set[str]:
        chosen = [obj for obj in context.selected_objects if placeholders.can_be(obj)]
        obstacles = [refusal(context, self.prompt), *map(placeholders.obstacle, chosen)] if self.prompt else []
        if any(obstacles):
            self.report({"ERROR"}, say(next(filter(None, obstacles))))
            return {"CANCELLED"}
        for obj in chosen:
            tag = obj.propsmith_placeholder
            tag.prompt, tag.seed, tag.stretch = self.prompt, self.seed, self.stretch
        return {"FINISHED"}


class PROPSMITH_OT_restore_placeholders(bpy.types.Operator):
    """Delete the props in the place of placeholders, and show these again"""

    bl_idname = "propsmith.restore_placeholders"
    bl_label = "Restore Placeholders"
    bl_options = {"REGISTER", "UNDO"}

    selected: BoolProperty(
        name="Selected Only",
        description="Only those whose prop is selected. Else all of the scene",
        options={"SKIP_SAVE"},
    )

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if context.mode != "OBJECT":
            cls.poll_message_set(say("Placeholders are restored in Object Mode: leave the mode you are in"))
            return False
        if not placeholders.replaced(context.scene):
            cls.poll_message_set(say("No prop of this scene stands in the place of a placeholder"))
            return False
        return True

    def execute(self, context: bpy.types.Context) -> set[str]:
        chosen = placeholders.replaced(context.scene)
        if self.selected:
            selected = {*context.selected_objects}
            chosen = [obj for obj in chosen if obj.propsmith_placeholder.prop in selected]
        if not chosen:
            self.report({"ERROR"}, say("Select a prop that stands in the place of a placeholder"))
            return {"CANCELLED"}
        restore(chosen)
        self.report({"INFO"}, say(f"Placeholders restored: {len(chosen)}"))
        return {"FINISHED"}


def _scale(mesh: bpy.types.Mesh, bounds: tuple[float, ...], stretch: bool) -> Vector:
    """The largest at which the mesh exceeds the bounds nowhere: the same along each axis, unless it is stretched."""
    low, high = props.mesh_box(mesh)
    whole = placement.fit(high - low, bounds)
    if not stretch:
        return Vector((whole, whole, whole))
    return Vector(placement.fit((side,), (bound,), whole) for side, bound in zip(high - low, bounds, strict=True))


def _turned_base(obj: bpy.types.Object) -> Vector:
    """From the object's origin to the middle of its mesh's base, along the axes that its location has."""
    return obj.matrix_basis.to_3x3() @ props.base(obj.data)


def _hang(obj: bpy.types.Object, placeholder: bpy.types.Object) -> None:
    """Gives the object the parent of the placeholder; it stays where it is."""
    if placeholder.parent is None:
        return
    above = placeholder.parent.matrix_world
    if placeholder.parent_type != "OBJECT":  # a bone, or vertices
        below = placeholder.matrix_parent_inverse @ placeholder.matrix_basis
        above = placeholder.matrix_world @ below.inverted_safe()
    obj.parent, obj.parent_type = placeholder.parent, placeholder.parent_type
    obj.parent_bone, obj.parent_vertices = placeholder.parent_bone, placeholder.parent_vertices
    obj.matrix_parent_inverse = above.inverted_safe()


def _select_instead(layer: bpy.types.ViewLayer, obj: bpy.types.Object, placeholder: bpy.types.Object) -> None:
    with suppress(RuntimeError):  # the view layer has it not
        obj.select_set(placeholder.select_get(view_layer=layer), view_layer=layer)
        if layer.objects.active == placeholder:
            layer.objects.active = obj


register, unregister = bpy.utils.register_classes_factory(
    (PROPSMITH_OT_tag_placeholders, PROPSMITH_OT_restore_placeholders)
)
