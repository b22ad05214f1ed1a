"""Replaces placeholders by props and restores them. A placeholder is hidden while its prop stands in its place."""

from __future__ import annotations

from contextlib import suppress

import bpy
from mathutils import Vector

from ...nerf_sds.config import Request
from . import parts, placeholders, placement, props


def replace(
    layer: bpy.types.ViewLayer, placeholder: bpy.types.Object, mesh: bpy.types.Mesh, name: str
) -> bpy.types.Object:
    """Returns a new object with this mesh in the place of the placeholder, and hides the placeholder.

    The object is fitted into the placeholder's bounds and gets its parent and collections. It also takes over the
    placeholder's selection in the view layer. Raises ValueError with one line if the placeholder has no size any more.
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
    """Hides a placeholder, or a mesh that the prop started from, until it is restored."""
    tag = placeholder.propsmith_placeholder
    tag.prop, tag.was_rendered = obj, not placeholder.hide_render
    placeholder.hide_viewport = placeholder.hide_render = True


def twin(request: Request) -> bpy.types.Object | None:
    """Returns a prop in the place of a placeholder that the same request made, or None.

    A new prop of that request then becomes a linked duplicate of it.
    """
    tags = (obj.propsmith_placeholder for obj in bpy.data.objects)
    standing = (tag.prop for tag in tags if tag.prop and any(tag.bounds))  # no bounds: a start mesh, not a placeholder
    return next((prop for prop in standing if props.was_made_by(prop, request)), None)


def refit(obj: bpy.types.Object) -> None:
    """Fits a prop with a new mesh into its placeholder's bounds again. The centre of its base stays in place.

    Does nothing if the prop has no placeholder. A mesh that a prop started from has no bounds, so the prop is not
    fitted.
    """
    if (placeholder := placeholders.behind(obj)) and any(placeholder.propsmith_placeholder.bounds):
        tag, before = placeholder.propsmith_placeholder, _turned_base(obj)
        obj.scale = _scale(obj.data, tag.bounds, tag.stretch)
        obj.location += before - _turned_base(obj)


def restore(chosen: list[bpy.types.Object]) -> None:
    """Deletes the props that replaced these placeholders, and shows the placeholders again.

    Also deletes the props' parts, and all data that nothing else uses.
    """
    standing = {obj.propsmith_placeholder.prop for obj in chosen}
    props.remove({*standing, *parts.hanging(standing)})
    for placeholder in chosen:
        tag = placeholder.propsmith_placeholder
        placeholder.hide_viewport, placeholder.hide_render = False, not tag.was_rendered
        for name in ("prop", "bounds", "was_rendered"):
            tag.property_unset(name)


def _scale(mesh: bpy.types.Mesh, bounds: tuple[float, ...], stretch: bool) -> Vector:
    """Returns the largest scale at which the mesh fits into the bounds.

    The scale is the same along each axis, unless `stretch` is True.
    """
    low, high = props.mesh_box(mesh)
    whole = placement.fit(high - low, bounds)
    if not stretch:
        return Vector((whole, whole, whole))
    return Vector(placement.fit((side,), (bound,), whole) for side, bound in zip(high - low, bounds, strict=True))


def _turned_base(obj: bpy.types.Object) -> Vector:
    """Returns the vector from the object's origin to the centre of its mesh's base, in the axes of its location."""
    return obj.matrix_basis.to_3x3() @ props.base(obj.data)


def _hang(obj: bpy.types.Object, placeholder: bpy.types.Object) -> None:
    """Gives the object the placeholder's parent without moving the object."""
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
    with suppress(RuntimeError):  # the view layer does not contain the object
        obj.select_set(placeholder.select_get(view_layer=layer), view_layer=layer)
        if layer.objects.active == placeholder:
            layer.objects.active = obj
