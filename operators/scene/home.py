"""Finds the scene, view layer and collection that a prop belongs to: those that were active when it was requested."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import bpy

from .placement import Placement


@dataclass(frozen=True)
class Home:
    """The scene, view layer and collection of a prop. Holds Blender data: use it at once, do not store it."""

    scene: bpy.types.Scene
    layer: bpy.types.ViewLayer
    collection: bpy.types.Collection
    is_missed: bool  # the requesting scene was deleted; `scene` is the one that is shown instead


def find(context: bpy.types.Context, wanted: Placement) -> Home:
    """Returns the home of a prop. Creates the collection that `wanted` names if the file has none of that name."""
    scene = _known(bpy.data.scenes, wanted.scene, wanted.scene_uid)
    layer = scene.view_layers.get(wanted.layer) if scene else None
    if scene is None or (layer is None and scene == context.scene):
        layer = context.view_layer
    return Home(
        scene or context.scene,
        layer or scene.view_layers[0],
        _collection(context, scene or context.scene, wanted),
        scene is None and bool(wanted.scene),
    )


def remarks(home: Home, obj: bpy.types.Object, shown: bpy.types.Scene, wanted: Placement) -> list[str]:
    """Returns a line for each reason why the artist may not see a prop that has arrived.

    `shown` is the scene that the window shows.
    """
    lines = []
    if home.is_missed:
        lines.append(f"The scene {wanted.scene} is gone: {obj.name} is in {home.scene.name}")
    elif home.scene != shown:
        lines.append(f"{obj.name} is in the scene {home.scene.name}, which asked for it")
    home.layer.update()
    if obj.visible_get(view_layer=home.layer):
        return lines
    collection = next((each for each in obj.users_collection if _is_closed(home.layer, each)), None)
    if collection is None:
        return [*lines, f"{obj.name} is hidden: show it in the Outliner"]
    return [*lines, f"{obj.name} is in the collection {collection.name}, which is hidden: show it in the Outliner"]


def _collection(context: bpy.types.Context, scene: bpy.types.Scene, wanted: Placement) -> bpy.types.Collection:
    """Returns the chosen collection, else the one that was active, else the scene's own.

    The chosen collection is found by its name in this file, not among linked ones, and is created if it is missing.
    """
    if wanted.collection:
        found = bpy.data.collections.get((wanted.collection, None))
        if found is None:
            found = bpy.data.collections.new(wanted.collection)
            scene.collection.children.link(found)
        return found
    if not wanted.scene:
        return context.collection
    inside = _known(bpy.data.collections, wanted.inside, wanted.inside_uid)
    return inside if inside in {*scene.collection.children_recursive} else scene.collection


def _known(there: Any, name: str, uid: int) -> Any:
    """Returns the data-block with this session uid, else the one with this name in this file, else None.

    A uid survives renaming, but not the end of Blender's session.
    """
    return next((each for each in there if uid and each.session_uid == uid), None) or there.get((name, None))


def _is_closed(layer: bpy.types.ViewLayer, collection: bpy.types.Collection) -> bool:
    """True if the view layer shows nothing of the collection."""
    ways = [way for way in _ways(layer.layer_collection) if way[-1].collection == collection]
    return not any(all(_is_open(each) for each in way) for way in ways)


def _ways(layer_collection: bpy.types.LayerCollection) -> list[list[bpy.types.LayerCollection]]:
    """Returns the path from this layer collection to itself and to each layer collection below it."""
    below = (way for child in layer_collection.children for way in _ways(child))
    return [[layer_collection], *([layer_collection, *way] for way in below)]


def _is_open(each: bpy.types.LayerCollection) -> bool:
    return not (each.exclude or each.hide_viewport or each.collection.hide_viewport)
