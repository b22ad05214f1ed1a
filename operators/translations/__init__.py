"""What Blender says of Propsmith, in the artist's language. English is in the code, the others in a table each.

A key of a table is an English text as the code has it, with {} where the code puts a value in. Blender itself looks up
labels and tooltips; `say` is for texts with values in them, and for what the engine says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import bpy

from .russian import RUSSIAN

LANGUAGES: dict[str, Mapping[str, str]] = {"ru": RUSSIAN}
CONTEXT = "Propsmith"  # of translations: in the common one Blender's own word goes first, "Paper" as what one writes on
CONTEXTS = ("*", "Operator", CONTEXT)
BLENDERS_OWN = ("rna_type", "name", "remove_name", "remove_active")  # properties that Blender's classes bring along


def say(text: str) -> str:
    """The text in Blender's language; in English where the table lacks it, or Blender is to speak English."""
    return translate(text, spoken) if (spoken := language()) else text


def language() -> str:
    """Blender's language, one of LANGUAGES; empty for English."""
    spoken = bpy.app.translations.locale.partition("_")[0]
    return spoken if spoken in LANGUAGES and bpy.context.preferences.view.use_translate_interface else ""


def translate(text: str, language: str) -> str:
    """The text, or the template that it was made of, in a language of LANGUAGES; a list part by part; else the text."""
    table = LANGUAGES[language]
    if text in table:
        return table[text]
    for pattern, translated in _patterns(language):
        if found := pattern.fullmatch(text):
            return translated.format(*(translate(value, language) if value else value for value in found.groups()))
    mark = next((mark for mark in ("; ", ", ") if mark in text), "")
    return mark.join(translate(part, language) for part in text.split(mark)) if mark else text


@cache
def _patterns(language: str) -> list[tuple[re.Pattern[str], str]]:
    """The templates, those with the most words of their own first: they say more of the text that they fit."""
    templates = sorted((text for text in LANGUAGES[language] if "{}" in text), key=lambda text: -len(text))
    return [(re.compile(re.escape(text).replace(r"\{\}", "(.*?)")), LANGUAGES[language][text]) for text in templates]


def labels() -> set[str]:
    """Returns the labels and tooltips of our operators and property groups, as Blender has them.

    A label that equals its identifier was never given: nobody sees it.
    """
    callables = [getattr(bpy.ops.propsmith, name) for name in dir(bpy.ops.propsmith)] + [bpy.ops.mesh.propsmith_toybox]
    verbs = [each.get_rna_type() for each in callables]
    shown = {text for verb in verbs for text in (verb.name, verb.description)}
    groups = [*verbs, *(group.bl_rna for group in _property_groups())]
    for prop in (prop for group in groups for prop in group.properties if prop.identifier not in BLENDERS_OWN):
        shown |= {prop.name, prop.description} - {prop.identifier}
        shown |= {text for item in getattr(prop, "enum_items", ()) for text in (item.name, item.description)}
    return shown - {""}


def _property_groups() -> list[type[bpy.types.PropertyGroup]]:
    """Ours that are registered and have texts of their own for people."""
    ours = __package__.rpartition(".")[0]
    groups = (each for each in bpy.types.PropertyGroup.__subclasses__() if each.__module__.startswith(f"{ours}."))
    return [group for group in groups if hasattr(group, "bl_rna")]


def register() -> None:
    tables = {}
    for language, table in LANGUAGES.items():
        texts = labels() | {text for text in table if "{}" not in text}
        said = {text: translate(text, language) for text in texts}
        tables[language] = {(context, text): said[text] for text in texts for context in CONTEXTS}
    bpy.app.translations.register(__package__, tables)


def unregister() -> None:
    bpy.app.translations.unregister(__package__)
