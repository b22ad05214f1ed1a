"""Placeholders: objects of a blockout that say in words which prop is to stand in their place.

One is tagged with a prompt, or called like one: `prompt: a red barrel`. What they ask for is planned as rows are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import bpy
from bpy.props import BoolProperty, PointerProperty, StringProperty

from ..nerf_sds.config import METHODS, SLIMMEST, GridSchedule, Request
from ..nerf_sds.rows import Row
from . import placement, props
from .placement import Placement
from .properties import SEED

ALIKE = 0.05  # of the longest side: placeholders whose sides differ by less have the same proportions
_NAME = re.compile(r"prompt:\s*(.*?)\s*(\.\d{3,})?", re.IGNORECASE)  # Blender numbers the copies of an object


class Tag(bpy.types.PropertyGroup):
    """`object.propsmith_placeholder`."""

    prompt: StringProperty(
        name="Prompt",
        description="What is to stand in the place of this object, for example: a red barrel",
        options={"TEXTEDIT_UPDATE"},
    )
    seed: SEED
    stretch: BoolProperty(
        name="Stretch",
        description="Have the prop fill the bounds of this object along each axis, instead of keeping its proportions",
    )
    prop: PointerProperty(name="Prop", description="What stands in its place", type=bpy.types.Object)


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


def prompt_of(obj: bpy.types.Object) -> str:
    """What an object is a placeholder for; empty when it is none."""
    if props.is_prop(obj) or obj.library:
        return ""
    named = _NAME.fullmatch(obj.name)
    return obj.propsmith_placeholder.prompt.strip() or (named[1] if named else "")


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
    groups: dict[tuple[str, int], list[bpy.types.Object]] = {}
    bad: list[tuple[bpy.types.Object, str]] = []
    for obj in of(scene):
        try:
            placement.bounds_of(obj)
        except ValueError as error:
            bad.append((obj, str(error)))
        else:
            groups.setdefault((prompt_of(obj), obj.propsmith_placeholder.seed), []).append(obj)
    return list(_wishes(groups, bad, isinstance(METHODS[common.method][common.preset], GridSchedule)))


def find(mark: str, name: str) -> bpy.types.Object | None:
    """The placeholder of this mark, or of the name where undo has taken the mark; None when it is gone or replaced."""
    obj = next((obj for obj in bpy.data.objects if obj.get(props.MARK) == mark), None) or bpy.data.objects.get(name)
    return obj if obj and prompt_of(obj) and not obj.propsmith_placeholder.prop else None


def _is_open(obj: bpy.types.Object, scene: bpy.types.Scene) -> bool:
    return not obj.propsmith_placeholder.prop and any(obj.visible_get(view_layer=layer) for layer in scene.view_layers)


def _wishes(
    groups: dict[tuple[str, int], list[bpy.types.Object]], bad: list[tuple[bpy.types.Object, str]], is_shaped: bool
) -> Iterator[Wish]:
    for number, ((prompt, seed), objects) in enumerate(groups.items(), 1):
        values: dict[str, Any] = {"prompt": prompt, "seed": seed}
        if is_shaped and (shape := _shape(objects)):
            values["bounds"] = shape
        yield Wish(Row(number, values), tuple(objects))
    for number, (obj, reason) in enumerate(bad, len(groups) + 1):
        yield Wish(Row(number, {"prompt": prompt_of(obj)}, reason), (obj,))


def _shape(objects: list[bpy.types.Object]) -> list[float]:
    """The proportions X : Y : Z that the objects have in common; empty when they have none, are cubes or too slim."""
    shapes = [
        [side / max(bounds) for side in bounds] for bounds in (placement.bounds_of(obj).bounds for obj in objects)
    ]
    first, *others = shapes
    if min(first) * SLIMMEST < 1 or any(
        abs(side - other) > ALIKE for shape in others for side, other in zip(first, shape, strict=True)
    ):
        return []
    return [round(side, 2) for side in first] if min(first) < 1 - ALIKE else []


def register() -> None:
    bpy.utils.register_class(Tag)
    bpy.types.Object.propsmith_placeholder = PointerProperty(type=Tag)


def unregister() -> None:
    del bpy.types.Object.propsmith_placeholder
    bpy.utils.unregister_class(Tag)
