"""Placeholders: objects of a blockout that say in words which prop is to stand in their place.

One is tagged with a prompt, or called like one: `prompt: a red barrel`. What they ask for is planned as rows are.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Any

import bpy
from bpy.props import BoolProperty, FloatVectorProperty, PointerProperty, StringProperty

from ..nerf_sds.config import METHODS, GridSchedule, Request, bounds_around
from ..nerf_sds.rows import Row
from . import placement, props
from .placement import THINNEST, Placement
from .properties import SEED

ALIKE = 0.05  # of the longest side: proportions that differ by less are the same
PROMPT = StringProperty(
    name="Prompt",
    description="What is to stand in the place of the object, for example: a red barrel. Empty: nothing",
    options={"TEXTEDIT_UPDATE", "SKIP_SAVE"},
)
STRETCH = BoolProperty(
    name="Stretch",
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

    row: Row  # its values are fields of a Request; when there is a reason, nothing can be made of it
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


def wishes(scene: bpy.types.Scene, common: Request) -> list[Wish]:
    """What the placeholders of a scene ask for: a prop for each prompt and seed, in the order of their first ones.

    `common` has what they leave open; where its preset allows it, the prop has their proportions if these are alike.
    """
    for layer in scene.view_layers:
        layer.update()  # a script may have moved them
    groups: dict[tuple[str, int, str], list[bpy.types.Object]] = {}
    for obj in of(scene):
        groups.setdefault((prompt_of(obj), obj.propsmith_placeholder.seed, obstacle(obj)), []).append(obj)
    is_shaped = isinstance(METHODS[common.method][common.preset], GridSchedule)
    return [
        Wish(Row(number, _values(prompt, seed, objects if is_shaped and not reason else []), reason), tuple(objects))
        for number, ((prompt, seed, reason), objects) in enumerate(groups.items(), 1)
    ]


def find(mark: str, name: str) -> bpy.types.Object | None:
    """The placeholder of this mark, or of the name where undo has taken the mark; None when it is gone or replaced."""
    obj = next((obj for obj in bpy.data.objects if obj.get(props.MARK) == mark), None) or bpy.data.objects.get(name)
    is_waiting = obj is not None and can_be(obj) and not obj.propsmith_placeholder.prop
    return obj if is_waiting and not obstacle(obj) else None


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


def _values(prompt: str, seed: int, objects: list[bpy.types.Object]) -> dict[str, Any]:
    """Those of a row, with the proportions of the objects if there are some."""
    values: dict[str, Any] = {"prompt": prompt, "seed": seed}
    return values | {"bounds": shape} if objects and (shape := _shape(objects)) else values


def _shape(objects: list[bpy.types.Object]) -> list[float]:
    """The proportions X : Y : Z that the objects have in common, the longest side 1; empty for flat ones and cubes."""
    sizes = [placement.bounds_of(obj).bounds for obj in objects]
    first, *others = [[side / max(size) for side in size] for size in sizes]
    is_alike = all(math.dist(first, other) < ALIKE for other in others)
    if not is_alike or min(map(min, sizes)) < THINNEST or min(first) > 1 - ALIKE:
        return []
    return [round(side, 3) for side in bounds_around(first)]


def register() -> None:
    bpy.utils.register_class(Tag)
    bpy.types.Object.propsmith_placeholder = PointerProperty(type=Tag)


def unregister() -> None:
    del bpy.types.Object.propsmith_placeholder
    bpy.utils.unregister_class(Tag)
