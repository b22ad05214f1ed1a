"""The scene's settings, which become a Request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import bpy
from bpy.props import BoolProperty, EnumProperty, FloatProperty, IntProperty, StringProperty

from ...nerf_sds import models
from ...nerf_sds.config import DEFAULT_PRESET, METHODS, Request
from ...nerf_sds.jobs import exploration
from ...nerf_sds.words import completion
from ..translations import CONTEXT

ROOT_PACKAGE = __package__.removesuffix(".operators.settings")


REMARKS = {"paper": ". The paper's own numbers: slow, hours on a GPU"}  # preset -> end of its description


def chosen_model(context: bpy.types.Context) -> str:
    """Returns the diffusion model's name, hub ID or folder from the preferences. No .blend file can change it.

    Old preferences name the model that shipped before; the shipped one is meant.
    """
    chosen = context.preferences.addons[ROOT_PACKAGE].preferences.model.strip()
    return models.SHIPPED if chosen in ("", models.FORMER) else chosen


def go_on(_: Any, context: bpy.types.Context, text: str) -> list[str]:
    """Returns prompts that complete the typed text."""
    return beside_typed(completion.complete(text, chosen_model(context)), text)


def beside_typed(suggestions: list[str], text: str) -> list[str]:
    """Returns suggestions, and the typed text beside a single one: Blender takes a lone suggestion on Enter."""
    return [*suggestions, text] if len(suggestions) == 1 and text not in suggestions else suggestions


# Operators use the same properties. SKIP_SAVE stops them from keeping the values of their last call.
PROMPT = StringProperty(
    name="Prompt",
    translation_context=CONTEXT,
    description="What you want, for example: a red mushroom",
    search=go_on,
    search_options={"SUGGESTION"},
    options={"TEXTEDIT_UPDATE", "SKIP_SAVE"},
)
SEED = IntProperty(
    name="Seed",
    translation_context=CONTEXT,
    description="Another seed gives another prop",
    default=Request.seed,
    min=0,
    max=2**31 - 1,
    options={"SKIP_SAVE"},
)
SEEDS = IntProperty(
    name="Seeds",
    translation_context=CONTEXT,
    description="How many seeds Explore compares",
    default=exploration.COUNT,
    min=1,
    max=exploration.MOST,
    options={"SKIP_SAVE"},
)
PRESETS = [
    (name, name.capitalize(), f"{preset.steps} steps, up to {preset.faces} faces{REMARKS.get(name, '')}")
    for name, preset in METHODS[Request.method].items()
]
PRESET = EnumProperty(
    name="Preset",
    translation_context=CONTEXT,
    description="How much work goes into the prop",
    items=PRESETS,
    default=DEFAULT_PRESET,
    options={"SKIP_SAVE"},
)
SIZE = FloatProperty(
    name="Size",
    translation_context=CONTEXT,
    description="The prop's largest dimension",
    default=Request.size,
    min=0.001,
    max=1000,
    soft_max=10,
    subtype="DISTANCE",
    options={"SKIP_SAVE"},
)
MIRROR = BoolProperty(
    name="Mirror",
    translation_context=CONTEXT,
    description="Make the prop symmetric, left and right",
    default=Request.mirror,
    options={"SKIP_SAVE"},
)
KEEP_INSIDE = BoolProperty(
    name="Keep Inside Its Bounds",
    translation_context=CONTEXT,
    description="Let nothing of a prop that is made from a mesh stand out of the box around that mesh",
    options={"SKIP_SAVE"},
)
PLACE = EnumProperty(
    name="Place",
    translation_context=CONTEXT,
    description="Where the prop will stand: chosen now, though the prop may be finished much later",
    items=[
        ("CURSOR", "3D Cursor", "Upright at the 3D cursor"),
        ("GROUND", "Ground", "Upright at height 0, below or above the 3D cursor"),
        ("OBJECT", "Active Object", "At the origin of the active object, an empty for example, and turned like it"),
        ("BOUNDS", "Object's Bounds", "As large as the active object's bounds hold it, on their bottom"),
    ],
    options={"SKIP_SAVE"},
)
COLLECTION = StringProperty(
    name="Collection",
    translation_context=CONTEXT,
    description="Where the prop is put; made if there is none of this name. Empty: the active collection",
    maxlen=60,  # Blender cuts and numbers longer names
    search=lambda self, context, text: beside_typed(
        [each.name for each in bpy.data.collections if text.lower() in each.name.lower()], text
    ),
    search_options={"SUGGESTION"},
    options={"SKIP_SAVE"},
)
LEVELS = BoolProperty(
    name="Levels of Detail",
    translation_context=CONTEXT,
    description="Coarser copies go with the prop, hidden, and named for game engines: _LOD0, which is the prop, _LOD1",
    options={"SKIP_SAVE"},
)
HULL = BoolProperty(
    name="Collision Hull",
    translation_context=CONTEXT,
    description="A convex hull of few faces goes with the prop, named for game engines: UCX_, the name, _00",
    options={"SKIP_SAVE"},
)
ASSET = BoolProperty(
    name="Mark as Asset",
    translation_context=CONTEXT,
    description="The prop appears in the Asset Browser: its picture, tags from the prompt, the catalog Propsmith",
    options={"SKIP_SAVE"},
)
KEEP = StringProperty(
    name="Keep",
    translation_context=CONTEXT,
    description="A vertex group of the meshes: where it is painted, the texture that is there stays. Empty: nowhere",
    options={"SKIP_SAVE"},
)
DIRECTION = EnumProperty(
    name="Direction",
    description="Whether it is made earlier or later",
    items=[("UP", "Up", "Earlier"), ("DOWN", "Down", "Later")],
    options={"SKIP_SAVE"},
)
WATCH = EnumProperty(
    name="Watch",
    translation_context=CONTEXT,
    description="What is shown of a growing prop at the place where it will stand",
    items=[
        ("PICTURE", "Picture", "The prop as this viewport sees it, drawn anew as it grows and as you look around"),
        ("MESH", "Coarse Mesh", "A mesh of few triangles, replaced as the prop grows, and removed at the end"),
        ("NOTHING", "Corner", "Nothing there; only a turning picture in the viewport's corner"),
    ],
)


edited: list[Callable[[], None]] = []  # called after the artist has changed the scene's prompt

# Like PROMPT, but each edit calls `edited`, which clears the last error.
EDITED_PROMPT = StringProperty(
    name="Prompt",
    translation_context=CONTEXT,
    description="What you want, for example: a red mushroom",
    search=go_on,
    search_options={"SUGGESTION"},
    options={"TEXTEDIT_UPDATE", "SKIP_SAVE"},
    update=lambda self, context: _tell_edited(),
)


class Settings(bpy.types.PropertyGroup):
    """The settings in `scene.propsmith` for the next prop."""

    prompt: EDITED_PROMPT
    seed: SEED
    seeds: SEEDS
    preset: PRESET
    size: SIZE
    mirror: MIRROR
    keep_inside: KEEP_INSIDE
    place: PLACE
    collection: COLLECTION
    levels: LEVELS
    hull: HULL
    asset: ASSET
    keep: KEEP
    watch: WATCH

    def request(self, **given: Any) -> Request:
        """Returns the request for the next prop. Values in `given` override the settings.

        Raises ValueError with one line if a value is out of range.
        """
        names = ("prompt", "seed", "preset", "size", "mirror")
        settings = {name: getattr(self, name) for name in names}
        return Request(**settings | given)


def _tell_edited() -> None:
    for call in edited:
        call()


def register() -> None:
    bpy.utils.register_class(Settings)
    bpy.types.Scene.propsmith = bpy.props.PointerProperty(type=Settings)


def unregister() -> None:
    del bpy.types.Scene.propsmith
    bpy.utils.unregister_class(Settings)
