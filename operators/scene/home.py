"""Where in the file a prop belongs: the scene, the view layer and the collection that were shown to whoever asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import bpy

from .placement import Placement


@dataclass(frozen=True)
class Home:
    """Blender's objects: not to be kept until another time."""

    scene: bpy.types.Scene
    layer: bpy.types.ViewLayer
    collection: bpy.types.Collection
    is_missed: bool  # the scene that asked is gone, and this is the one that is shown


def find(context: bpy.types.Context, wanted: Placement) -> Home:
    """The home of a prop; a collection that it names is made if there is none."""
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
    """What the artist has to know who looks for a prop that has arrived: a line each."""
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
    """The file's own collection of the name that was chosen; else the one that was active, or the scene's own."""
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
    """The data-block of this uid, which outlives renaming but not the session, else the one of this name."""
    return next((each for each in there if uid and each.session_uid == uid), None) or there.get((name, None))


def _is_closed(layer: bpy.types.ViewLayer, collection: bpy.types.Collection) -> bool:
    """Whether a view layer shows nothing of a collection."""
    ways = [way for way in _ways(layer.layer_collection) if way[-1].collection == collection]
    return not any(all(_is_open(each) for each in way) for way in ways)


def _ways(layer_collection: bpy.types.LayerCollection) -> list[list[bpy.types.LayerCollection]]:
    """The chains of layer collections that lead from this one to each that it holds."""
    below = (way for child in layer_collection.children for way in _ways(child))
    return [[layer_collection], *([layer_collection, *way] for way in below)]


def _is_open(each: bpy.types.LayerCollection) -> bool:
    return not (each.exclude or each.hide_viewport or each.collection.hide_viewport)
