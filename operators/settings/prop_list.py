"""`scene.propsmith_list`: the list of the many props that the artist wants."""

from __future__ import annotations

from typing import Any

import bpy
from bpy.props import CollectionProperty, EnumProperty, IntProperty, PointerProperty, StringProperty

from ...nerf_sds import models
from ...nerf_sds.jobs import batch
from ..translations import CONTEXT
from .properties import PRESETS, PROMPT, SEED, SIZE, beside_typed

ROWS, TEXT, FILE, PLACEHOLDERS = "ROWS", "TEXT", "FILE", "PLACEHOLDERS"  # values of `source`
AS_ABOVE = "AS_ABOVE"  # the row's preset: that of the scene's settings

SOURCE = EnumProperty(
    name="Source",
    translation_context=CONTEXT,
    description="What lists the props",
    items=[
        (ROWS, "Rows", "The rows below, which are kept in this file", "COLLAPSEMENU", 0),
        (TEXT, "Text", "A text of this file: a prompt a line, or a table if its name ends in .csv or .json", "TEXT", 1),
        (FILE, "File", "A .txt with a prompt a line, or a .csv or .json with columns", "FILE", 2),
        (
            PLACEHOLDERS,
            "Placeholders",
            "The objects of this scene that have a prompt, or a name such as prompt: a red barrel",
            "EMPTY_AXIS",
            3,
        ),
    ],
    options={"SKIP_SAVE"},
)
FILEPATH = StringProperty(
    name="File",
    translation_context=CONTEXT,
    description="A .txt with a prompt a line, or a .csv or .json with columns",
    subtype="FILE_PATH",
    options={"SKIP_SAVE"},
)


def _models(self: bpy.types.PropertyGroup, context: bpy.types.Context, text: str) -> list[str]:
    return beside_typed([name for name in (models.SHIPPED, *models.MODELS) if text.lower() in name], text)


def _objects(self: bpy.types.PropertyGroup, context: bpy.types.Context, text: str) -> list[str]:
    return beside_typed([obj.name for obj in context.scene.objects if text.lower() in obj.name.lower()], text)


class ListedProp(bpy.types.PropertyGroup):
    """A row of the list. `name` is the name of its job's folder, if the row gives one."""

    prompt: PROMPT
    seed: SEED
    size: SIZE
    count: IntProperty(
        name="Count",
        translation_context=CONTEXT,
        description="How many props of seeds that follow each other",
        default=1,
        min=1,
        max=batch.MOST,
    )
    preset: EnumProperty(
        name="Preset",
        translation_context=CONTEXT,
        description="How much work goes into the prop",
        items=[(AS_ABOVE, "As Above", "As the settings of the scene say"), *PRESETS],
    )
    prior: StringProperty(
        name="Model",
        translation_context=CONTEXT,
        description="The diffusion model, by its name. Empty: that of the preferences",
        search=_models,
        search_options={"SUGGESTION"},
    )
    placeholder: StringProperty(
        name="Placeholder",
        translation_context=CONTEXT,
        description="The object in whose place the prop comes. Empty: it stands in a grid",
        search=_objects,
        search_options={"SUGGESTION"},
    )

    @property
    def values(self) -> dict[str, Any]:
        """Returns the row's values by column name, as a PropRow holds them. Empty columns are left out."""
        preset = "" if self.preset == AS_ABOVE else self.preset
        optional = {"preset": preset, "prior": self.prior, "placeholder": self.placeholder, "name": self.name}
        given = {column: value.strip() for column, value in optional.items() if value.strip()}
        size = round(self.size, 6)  # Blender keeps it in single precision
        return {"prompt": self.prompt, "seed": self.seed, "size": size, "count": self.count} | given


class PropList(bpy.types.PropertyGroup):
    """The list in `scene.propsmith_list`."""

    source: SOURCE
    rows: CollectionProperty(type=ListedProp, name="Rows", description="A prop each, or several")
    active: IntProperty(name="Selected", description="The selected row")
    text: PointerProperty(
        type=bpy.types.Text,
        name="Text",
        translation_context=CONTEXT,
        description="A text of this file that lists the props",
    )
    filepath: FILEPATH


_register, _unregister = bpy.utils.register_classes_factory((ListedProp, PropList))


def register() -> None:
    _register()
    bpy.types.Scene.propsmith_list = PointerProperty(type=PropList)


def unregister() -> None:
    del bpy.types.Scene.propsmith_list
    _unregister()
