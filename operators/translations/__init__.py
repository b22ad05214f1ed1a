"""Translates Propsmith's texts in Blender. English is in the code; each other language has a table.

A key of a table is an English text as it stands in the code, with {} in place of values. Blender itself translates
labels and tooltips. `say` translates texts with values in them and texts from the engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import bpy

from .russian import RUSSIAN

LANGUAGES: dict[str, Mapping[str, str]] = {"ru": RUSSIAN}
CONTEXT = "Propsmith"  # own translation context: in the common one, Blender's meaning of a word such as "Paper" wins
CONTEXTS = ("*", "Operator", CONTEXT)
BLENDERS_OWN = ("rna_type", "name", "remove_name", "remove_active")  # properties of Blender's own base classes


def say(text: str) -> str:
    """Returns the text in Blender's language, or in English if it has no translation or the interface is English."""
    return translate(text, spoken) if (spoken := language()) else text


def language() -> str:
    """Returns Blender's language, a key of LANGUAGES; empty for English."""
    spoken = bpy.app.translations.locale.partition("_")[0]
    return spoken if spoken in LANGUAGES and bpy.context.preferences.view.use_translate_interface else ""


def translate(text: str, language: str) -> str:
    """Returns the text in a language of LANGUAGES, or unchanged if there is no translation.

    The text may match a template with values. A list, separated by "; " or ", ", is translated part by part.
    """
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
    """Returns (pattern, translation) of each template. Longer templates come first, because they are more specific."""
    templates = sorted((text for text in LANGUAGES[language] if "{}" in text), key=lambda text: -len(text))
    return [(re.compile(re.escape(text).replace(r"\{\}", "(.*?)")), LANGUAGES[language][text]) for text in templates]


def labels() -> set[str]:
    """Returns the labels and tooltips of Propsmith's operators and property groups, as Blender has them.

    A label that equals its identifier is left out: it was never given, and nobody sees it.
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
    """Returns Propsmith's registered property groups."""
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
