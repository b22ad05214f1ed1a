"""One line about what the chosen diffusion model understands of a prompt, and the words that it knows.

A panel is drawn many times a second, so lines are cached by prompt, model and Blender's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import bpy
from bpy.props import StringProperty

from ...nerf_sds.words import completion
from ...nerf_sds.words.understanding import understand
from ..translations import language, say
from . import diffusion_model

REMEMBERED = 64  # lines in the cache


@dataclass(frozen=True)
class Line:
    """A line about a prompt, in Blender's language."""

    text: str
    icon: str


def line(context: bpy.types.Context, prompt: str) -> Line:
    """Returns a line that says what the model understands of the prompt, or why the prompt is refused.

    For an empty prompt the line says what it may be.
    """
    return _line(prompt, diffusion_model.chosen(context), language())


@lru_cache(REMEMBERED)
def _line(prompt: str, model: str, language: str) -> Line:
    if not prompt.strip():
        return Line(say("It takes any English words"), "INFO")
    try:
        return Line(say(str(understand(prompt, model))), "CHECKMARK")
    except ValueError as error:
        return Line(say(str(error)), "ERROR")


def kinds(context: bpy.types.Context) -> list[str]:
    """Returns the kinds that the chosen model knows, of many the commonest; empty if it has no list of kinds."""
    return completion.kinds_of(diffusion_model.chosen(context))


def colours(context: bpy.types.Context) -> list[str]:
    """Returns the colours that the chosen model knows; empty if it has no list of kinds."""
    return completion.colours_of(diffusion_model.chosen(context))


class PROPSMITH_OT_put_word(bpy.types.Operator):
    """Put this kind or colour into the prompt, in the place of the one that stands there"""

    bl_idname = "propsmith.put_word"
    bl_label = "Put Into the Prompt"
    bl_options = {"UNDO", "INTERNAL"}

    word: StringProperty(name="Word", description="A kind or a colour", options={"HIDDEN", "SKIP_SAVE"})

    def execute(self, context: bpy.types.Context) -> set[str]:
        settings = context.scene.propsmith
        settings.prompt = completion.put(self.word, settings.prompt, diffusion_model.chosen(context))
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory((PROPSMITH_OT_put_word,))
