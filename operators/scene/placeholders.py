"""Placeholders: objects of a blockout, each with a prompt for the prop that will replace it.

An object is a placeholder if it is tagged with a prompt or has a name such as `prompt: a red barrel`. The props that
placeholders ask for are planned like the rows of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import bpy
from bpy.props import BoolProperty, FloatVectorProperty, PointerProperty, StringProperty

from ...nerf_sds.jobs.batch_file import PropRow
from ..settings.properties import SEED, go_on
from ..translations import CONTEXT
from . import placement, props
from .placement import Placement

PROMPT = StringProperty(
    name="Prompt",
    translation_context=CONTEXT,
    description="What is to stand in the place of the object, for example: a red barrel. Empty: nothing",
    search=go_on,
    search_options={"SUGGESTION"},
    options={"TEXTEDIT_UPDATE", "SKIP_SAVE"},
)
STRETCH = BoolProperty(
    name="Stretch",
    translation_context=CONTEXT,
    description="Have the prop fill the bounds along each axis, instead of keeping its proportions",
    options={"SKIP_SAVE"},
)
_NAME = re.compile(r"prompt:\s*(.*?)\s*(\.\d{3,})?", re.IGNORECASE)  # without the number that Blender gives a copy


class Tag(bpy.types.PropertyGroup):
    """The properties in `object.propsmith_placeholder`."""

    prompt: PROMPT
    seed: SEED
    stretch: STRETCH
    prop: PointerProperty(
        name="Prop", description="What stands in its place", type=bpy.types.Object, options={"HIDDEN"}
    )
    bounds: FloatVectorProperty(
        name="Bounds", description="Its bounds when it was replaced", size=3, unit="LENGTH", options={"HIDDEN"}
    )
    was_rendered: BoolProperty(
        name="Was Rendered", description="Whether it appeared in renders before it was replaced", options={"HIDDEN"}
    )


@dataclass(frozen=True)
class Wish:
    """A wanted prop and the placeholders that it will replace. Holds Blender data: use it at once, do not store it."""

    row: PropRow  # its values are fields of a Request; if it has a reason, the prop cannot be made
    placeholders: tuple[bpy.types.Object, ...]

    def placed(self, wanted: Placement) -> Placement:
        """Returns `wanted`, moved to the first placeholder and set to replace all of them.

        The placeholders are stored by mark and name, so that they are found even after renaming.
        """
        first, *_ = self.placeholders
        there = placement.bounds_of(first)
        return replace(
            wanted,
            location=there.location,
            rotation=there.rotation,
            bounds=there.bounds,
            steps_aside=False,
            dresses=tuple((props.marked(obj), obj.name) for obj in self.placeholders),
        )


def can_be(obj: bpy.types.Object) -> bool:
    """True if the object can be a placeholder: it is not a prop and not linked from another file."""
    return not props.is_prop(obj) and obj.library is None


def prompt_of(obj: bpy.types.Object) -> str:
    """Returns the placeholder's prompt; empty if the object is not a placeholder."""
    named = _NAME.fullmatch(obj.name)
    return (obj.propsmith_placeholder.prompt.strip() or (named[1] if named else "")) if can_be(obj) else ""


def of(scene: bpy.types.Scene) -> list[bpy.types.Object]:
    """Returns the placeholders that a view layer shows and that are not replaced yet, sorted by name."""
    return sorted((obj for obj in scene.objects if prompt_of(obj) and _is_open(obj, scene)), key=lambda obj: obj.name)


def replaced(scene: bpy.types.Scene) -> list[bpy.types.Object]:
    """Returns the placeholders that a prop has replaced, sorted by name."""
    return sorted((obj for obj in scene.objects if obj.propsmith_placeholder.prop), key=lambda obj: obj.name)


def wishes(scene: bpy.types.Scene) -> list[Wish]:
    """Returns one wish for each prompt and seed of the scene's placeholders, ordered by their first placeholder.

    A placeholder that cannot be replaced gets a wish with a reason. The placeholders' proportions are not requested:
    the walls of a box would cut off round or pointed shapes.
    """
    for layer in scene.view_layers:
        layer.update()  # a script may have moved the placeholders
    groups: dict[tuple[str, int, str], list[bpy.types.Object]] = {}
    for obj in of(scene):
        groups.setdefault((prompt_of(obj), obj.propsmith_placeholder.seed, obstacle(obj)), []).append(obj)
    return [
        Wish(PropRow(number, {"prompt": prompt, "seed": seed}, reason), tuple(objects))
        for number, ((prompt, seed, reason), objects) in enumerate(groups.items(), 1)
    ]


def find(known: Iterable[tuple[str, str]]) -> list[bpy.types.Object]:
    """Returns the placeholders with these (mark, name) pairs.

    The name counts where an undo has removed the mark. Placeholders that are gone, replaced already, or without a size
    are left out.
    """
    named = {obj.name: obj for obj in bpy.data.objects if prompt_of(obj)}
    return [obj for obj in _found(known, named) if can_be(obj) and not obstacle(obj)]


def starts(known: Iterable[tuple[str, str]]) -> list[bpy.types.Object]:
    """Returns the meshes with these (mark, name) pairs that a prop started from.

    Leaves out meshes that are gone or that a prop has replaced already.
    """
    return _found(known, {obj.name: obj for obj in bpy.data.objects if obj.library is None})


def _found(known: Iterable[tuple[str, str]], named: dict[str, bpy.types.Object]) -> list[bpy.types.Object]:
    """Returns the objects found by mark, else by name, that are in a scene and not replaced by a prop."""
    marked = {obj.get(props.MARK): obj for obj in bpy.data.objects if props.MARK in obj}
    found = filter(None, (marked.get(mark) or named.get(name) for mark, name in known))
    return [obj for obj in found if obj.users_scene and not obj.propsmith_placeholder.prop]


def obstacle(obj: bpy.types.Object) -> str:
    """Returns one line that says why no prop can replace this placeholder; empty if one can."""
    try:
        placement.bounds_of(obj)
    except ValueError as error:
        return str(error)
    return ""


def behind(prop: bpy.types.Object) -> bpy.types.Object | None:
    """Returns the placeholder that the prop has replaced, or None."""
    return next((obj for obj in bpy.data.objects if obj.propsmith_placeholder.prop == prop), None)


def _is_open(obj: bpy.types.Object, scene: bpy.types.Scene) -> bool:
    return not obj.propsmith_placeholder.prop and any(obj.visible_get(view_layer=layer) for layer in scene.view_layers)


def register() -> None:
    bpy.utils.register_class(Tag)
    bpy.types.Object.propsmith_placeholder = PointerProperty(type=Tag)


def unregister() -> None:
    del bpy.types.Object.propsmith_placeholder
    bpy.utils.unregister_class(Tag)
