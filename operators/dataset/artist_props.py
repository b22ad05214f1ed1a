"""An artist's own props on the stage: what lies in collections of the file, or in asset libraries."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import bpy
import numpy as np
from mathutils import Matrix, Vector

from ...nerf_sds import prompts
from ...nerf_sds.words.articles import article
from .. import toybox
from ..scene.props import ARTICLES
from .cast import Cast
from .joined_mesh import parts, positions
from .stage import Stage

Thing = bpy.types.Object | bpy.types.Collection
NO_PART = {"LIGHT", "LIGHT_PROBE", "CAMERA", "SPEAKER"}  # of a prop: the stage has its own


@dataclass(frozen=True)
class ArtistProp:
    """Objects that belong together; their caption stands for a kind and a colour."""

    caption: str
    objects: tuple[bpy.types.Object, ...]
    fit: Matrix  # from where they stand in the file into the ball of the toybox
    source: str = ""  # the name of the collection or library
    licence: str = ""  # as the asset says
    author: str = ""

    colour = ""

    @property
    def kind(self) -> str:
        return self.caption

    @contextmanager
    def shown(self, scene: bpy.types.Scene, random: Random, clay: bool) -> Iterator[None]:
        override = toybox.matte("Clay", next(iter(toybox.clay(random).values()))) if clay else None
        scene.view_layers[0].material_override = override
        try:
            with _instanced(scene, self.objects, self.fit):
                yield
        finally:
            if override:
                bpy.data.materials.remove(override)


def add_arguments_of_cast(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments `collection` and `library`, which `artist_cast` takes."""
    parser.add_argument(
        "--collection",
        action="append",
        default=[],
        metavar="NAME",
        help="a collection of the file, instead of the toybox: each object and each collection in it is a prop",
    )
    parser.add_argument(
        "--library",
        action="append",
        default=[],
        metavar="FOLDER|NAME",
        help="an asset library, by its folder or its name in the preferences: each object or collection is a prop",
    )


@contextmanager
def artist_cast(collections: Sequence[str], libraries: Sequence[str]) -> Iterator[Cast]:
    """The props of collections of the file and of asset libraries, by their names; assets are linked meanwhile.

    One that cannot be used is told and left out. Raises ValueError with one line when there is no such collection or
    library, when one is empty, and when no prop is left.
    """
    with ExitStack() as stack:
        things = [(name, thing) for name in collections for thing in _things_in(name)]
        for folder in map(_library, libraries):
            things += [(folder.resolve().name, thing) for thing in stack.enter_context(_assets_in(folder))]
        props = list(_usable(things))
        if not props:
            raise ValueError("No prop is left: give collections or libraries with objects that have faces")
        kinds = {prop.caption: {"synonyms": _shorter(prop.caption), "front": True} for prop in props}
        yield Cast(props, kinds, painted=len(props))


def caption_of(thing: Thing) -> str:
    """The asset's description, else the property propsmith_prompt or caption, else the name in words."""
    described = thing.asset_data.description.strip() if thing.asset_data else ""
    given = described or thing.get("propsmith_prompt") or thing.get("caption")
    return str(given).strip() if given else in_words(thing.name)


def in_words(name: str) -> str:
    """ "Red Barrel.001" or "red_barrel_02" -> "a red barrel"; "OldOakChest" -> "an old oak chest"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|[\W_]+", " ", name)
    words = re.sub(r"( *\d+)+$", "", spaced.rstrip()).lower().split()
    if not words or words[0] in ARTICLES or not words[0].isascii():  # other languages have other articles
        return " ".join(words)
    return " ".join([article(words[0]), *words])


def without_article(caption: str) -> str:
    """ "a red barrel" -> "red barrel"."""
    first, _, rest = caption.partition(" ")
    return rest if first.lower() in ARTICLES and rest else caption


def _shorter(caption: str) -> list[str]:
    """The caption without its article, where it has one."""
    return [] if without_article(caption) == caption else [without_article(caption)]


def _things_in(name: str) -> list[Thing]:
    """What lies directly in a collection of the file: its collections, and its objects that have no parent there."""
    collection = bpy.data.collections.get(name)
    if collection is None:
        known = ", ".join(sorted(bpy.data.collections.keys())) or "none"
        raise ValueError(f"There is no collection {name!r} in this file. It has: {known}")
    here = set(collection.objects)
    things = [*collection.children, *(obj for obj in collection.objects if obj.parent not in here)]
    if not things:
        raise ValueError(f"The collection {name!r} is empty: put a prop into it, or name another")
    return things


def _library(place: str) -> Path:
    """The folder of an asset library, which is given by its path or by its name in the preferences."""
    named = bpy.context.preferences.filepaths.asset_libraries
    folder = Path(bpy.path.abspath(named[place].path) if place in named else place).expanduser()
    if not folder.is_dir():
        known = ", ".join(library.name for library in named) or "none"
        raise ValueError(f"There is no asset library {place!r}: give a folder, or a name of the preferences: {known}")
    return folder


@contextmanager
def _assets_in(folder: Path) -> Iterator[list[Thing]]:
    """The objects and collections that are marked as assets in the Blender files of a folder, linked meanwhile."""
    before = set(bpy.data.libraries)
    things: list[Thing] = []
    try:
        for path in sorted(folder.resolve().rglob("*.blend")):
            try:
                things += _own_assets() if str(path) == bpy.data.filepath else _linked_assets(path)
            except OSError as error:
                print(f"Skipped {path}: {error}", flush=True)
        if not things:
            raise ValueError(f"There are no assets in {folder}: mark objects or collections of its files as assets")
        yield things
    finally:
        bpy.data.batch_remove(set(bpy.data.libraries) - before)


def _own_assets() -> list[Thing]:
    """Those of the file that is open, which Blender does not link to itself."""
    things = (*bpy.data.objects, *bpy.data.collections)
    return [thing for thing in things if thing.asset_data and not thing.library]


def _linked_assets(path: Path) -> list[Thing]:
    """Raises OSError when the file is none of Blender's."""
    with bpy.data.libraries.load(str(path), link=True, assets_only=True) as (there, here):
        here.objects, here.collections = there.objects, there.collections
    return [thing for thing in (*here.objects, *here.collections) if thing is not None]


def _usable(things: Iterable[tuple[str, Thing]]) -> Iterator[ArtistProp]:
    """The things, each beside its source, that can be rendered; of the others it says why not."""
    stage = Stage()
    try:
        for source, thing in things:
            try:
                caption = prompts.checked_caption(caption_of(thing))
                objects = _rendered(thing)
                asset = thing.asset_data
                licence, author = (asset.license, asset.author) if asset else ("", "")
                yield ArtistProp(caption, objects, _fit(stage.scene, objects), source, licence, author)
            except ValueError as error:
                print(f"Skipped {thing.name}: {error}", flush=True)
    finally:
        stage.remove()


def _rendered(thing: Thing) -> tuple[bpy.types.Object, ...]:
    """The objects of a thing that a rendering shows; what an object carries as its children goes with it."""
    whole = thing.all_objects if isinstance(thing, bpy.types.Collection) else (thing, *thing.children_recursive)
    return tuple(obj for obj in whole if obj.type not in NO_PART and not obj.hide_render)


def _fit(scene: bpy.types.Scene, objects: Sequence[bpy.types.Object]) -> Matrix:
    """Moves the middle of the objects' box to the origin and scales them as the toybox does. Keeps how they stand."""
    with _instanced(scene, objects, Matrix()):
        points = _points(scene)
    centre = (points.min(0) + points.max(0)) / 2
    radius = float(np.linalg.norm(points - centre, axis=1).max())
    if not 0 < radius < np.inf:
        raise ValueError("it has no size")
    return Matrix.Scale(toybox.RADIUS / radius, 4) @ Matrix.Translation(-Vector(centre))


def _points(scene: bpy.types.Scene) -> np.ndarray:
    """(N, 3) the vertices of all that has faces in the scene, in metres. Raises ValueError when nothing has."""
    found = []
    for _, matrix, mesh in parts(scene):
        mesh.transform(matrix)
        found.append(positions(mesh))
    if not found:
        raise ValueError("it has no faces that are shown")
    return np.concatenate(found)


@contextmanager
def _instanced(scene: bpy.types.Scene, objects: Sequence[bpy.types.Object], matrix: Matrix) -> Iterator[None]:
    """The objects as they stand in the file, seen through an instance with this matrix; they themselves stay there."""
    held = bpy.data.collections.new("Prop")
    for obj in objects:
        held.objects.link(obj)
    instance = bpy.data.objects.new("Prop", None)
    instance.instance_type, instance.instance_collection = "COLLECTION", held
    instance.matrix_world = matrix
    scene.collection.objects.link(instance)
    try:
        yield
    finally:
        bpy.data.objects.remove(instance)
        bpy.data.collections.remove(held)
