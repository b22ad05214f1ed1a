"""Placeholders: objects of a blockout that say in words which prop is to stand in their place.

One is tagged with a prompt, or called like one: `prompt: a red barrel`. What they ask for is planned as rows are.
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
_NAME = re.compile(r"prompt:\s*(.*?)\s*(\.\d{3,})?", re.IGNORECASE)  # Blender numbers the copies of an object


class Tag(bpy.types.PropertyGroup):
    """`object.propsmith_placeholder`."""

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
    """A prop, and the placeholders whose place it takes. Blender's objects: not to be kept until another time."""

    row: PropRow  # its values are fields of a Request; when there is a reason, nothing can be made of it
    placeholders: tuple[bpy.types.Object, ...]

    def placed(self, wanted: Placement) -> Placement:
        """What is wanted, in the place of the placeholders, which are found again even when they are renamed."""
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
    """Whether an object may be a placeholder: it is no prop and not linked from another file."""
    return not props.is_prop(obj) and obj.library is None


def prompt_of(obj: bpy.types.Object) -> str:
    """What an object is a placeholder for; empty when it is none."""
    named = _NAME.fullmatch(obj.name)
    return (obj.propsmith_placeholder.prompt.strip() or (named[1] if named else "")) if can_be(obj) else ""


def of(scene: bpy.types.Scene) -> list[bpy.types.Object]:
    """The placeholders that are seen in a view layer and not replaced yet, by name."""
    return sorted((obj for obj in scene.objects if prompt_of(obj) and _is_open(obj, scene)), key=lambda obj: obj.name)


def replaced(scene: bpy.types.Scene) -> list[bpy.types.Object]:
    """The placeholders in whose place a prop stands, by name."""
    return sorted((obj for obj in scene.objects if obj.propsmith_placeholder.prop), key=lambda obj: obj.name)


def wishes(scene: bpy.types.Scene) -> list[Wish]:
    """What the placeholders of a scene ask for: a prop for each prompt and seed, in the order of their first ones.

    Their proportions are not asked for: the walls of a box would cut off what the prior wants to be round or pointed.
    """
    for layer in scene.view_layers:
        layer.update()  # a script may have moved them
    groups: dict[tuple[str, int, str], list[bpy.types.Object]] = {}
    for obj in of(scene):
        groups.setdefault((prompt_of(obj), obj.propsmith_placeholder.seed, obstacle(obj)), []).append(obj)
    return [
        Wish(PropRow(number, {"prompt": prompt, "seed": seed}, reason), tuple(objects))
        for number, ((prompt, seed, reason), objects) in enumerate(groups.items(), 1)
    ]


def find(known: Iterable[tuple[str, str]]) -> list[bpy.types.Object]:
    """The placeholders of these marks, or of the names where undo has taken a mark; without those gone or replaced."""
    named = {obj.name: obj for obj in bpy.data.objects if prompt_of(obj)}
    return [obj for obj in _found(known, named) if can_be(obj) and not obstacle(obj)]


def starts(known: Iterable[tuple[str, str]]) -> list[bpy.types.Object]:
    """The meshes that a prop started from, likewise."""
    return _found(known, {obj.name: obj for obj in bpy.data.objects if obj.library is None})


def _found(known: Iterable[tuple[str, str]], named: dict[str, bpy.types.Object]) -> list[bpy.types.Object]:
    """Those of the marks or names that are in a scene, in whose place no prop stands yet."""
    marked = {obj.get(props.MARK): obj for obj in bpy.data.objects if props.MARK in obj}
    found = filter(None, (marked.get(mark) or named.get(name) for mark, name in known))
    return [obj for obj in found if obj.users_scene and not obj.propsmith_placeholder.prop]


def obstacle(obj: bpy.types.Object) -> str:
    """Why no prop can take the place of a placeholder, one line; nothing when one can."""
    try:
        placement.bounds_of(obj)
    except ValueError as error:
        return str(error)
    return ""


def behind(prop: bpy.types.Object) -> bpy.types.Object | None:
    """The placeholder in whose place a prop stands."""
    return next((obj for obj in bpy.data.objects if obj.propsmith_placeholder.prop == prop), None)


def _is_open(obj: bpy.types.Object, scene: bpy.types.Scene) -> bool:
    return not obj.propsmith_placeholder.prop and any(obj.visible_get(view_layer=layer) for layer in scene.view_layers)


def register() -> None:
    bpy.utils.register_class(Tag)
    bpy.types.Object.propsmith_placeholder = PointerProperty(type=Tag)


def unregister() -> None:
    del bpy.types.Object.propsmith_placeholder
    bpy.utils.unregister_class(Tag)
