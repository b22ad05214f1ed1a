"""An artist's own props for a data set: from collections of the open file, or from asset libraries."""

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
from .stage import stage

Thing = bpy.types.Object | bpy.types.Collection
NO_PART = {"LIGHT", "LIGHT_PROBE", "CAMERA", "SPEAKER"}  # object types that are left out of a prop


@dataclass(frozen=True)
class ArtistProp:
    """One prop: objects that belong together. Its caption is also its kind, and it has no colour."""

    caption: str
    objects: tuple[bpy.types.Object, ...]
    fit: Matrix  # 4 x 4, moves the objects into a ball of radius `toybox.RADIUS` around the origin
    source: str = ""  # name of the collection or library
    licence: str = ""  # from the asset's metadata, like the author
    author: str = ""

    colour = ""

    @property
    def kind(self) -> str:
        return self.caption

    @contextmanager
    def shown(self, scene: bpy.types.Scene, random: Random) -> Iterator[None]:
        """Shows the prop in the scene until the block ends. Nothing about it is random."""
        with _instanced(scene, self.objects, self.fit):
            yield


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
    """Lends the props of collections (names) and asset libraries (folders, or names in the preferences).

    The assets are linked until the block ends. A prop that cannot be used is printed and left out. Raises ValueError
    with one line if a collection or library is missing or empty, or if no prop is left.
    """
    with ExitStack() as stack:
        things = [(name, thing) for name in collections for thing in _things_in(name)]
        for folder in map(_library, libraries):
            things += [(folder.resolve().name, thing) for thing in stack.enter_context(_assets_in(folder))]
        props = list(_usable(things))
        if not props:
            raise ValueError("No prop is left: give collections or libraries with objects that have faces")
        kinds = {prop.caption: {"synonyms": _shorter(prop.caption), "front": True} for prop in props}
        yield Cast(props, kinds)


def caption_of(thing: Thing) -> str:
    """Returns the asset's description, else the property propsmith_prompt or caption, else the name in words."""
    described = thing.asset_data.description.strip() if thing.asset_data else ""
    given = described or thing.get("propsmith_prompt") or thing.get("caption")
    return str(given).strip() if given else in_words(thing.name)


def in_words(name: str) -> str:
    """Returns a name as a caption: "red_barrel_02" gives "a red barrel", "OldOakChest" gives "an old oak chest"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|[\W_]+", " ", name)
    words = re.sub(r"( *\d+)+$", "", spaced.rstrip()).lower().split()
    if not words or words[0] in ARTICLES or not words[0].isascii():  # a name in another language gets no article
        return " ".join(words)
    return " ".join([article(words[0]), *words])


def without_article(caption: str) -> str:
    """Returns the caption without its article: "a red barrel" gives "red barrel"."""
    first, _, rest = caption.partition(" ")
    return rest if first.lower() in ARTICLES and rest else caption


def _shorter(caption: str) -> list[str]:
    """Returns a list with the caption without its article; an empty list if there is no article."""
    return [] if without_article(caption) == caption else [without_article(caption)]


def _things_in(name: str) -> list[Thing]:
    """Returns the child collections of a collection, and its objects that have no parent in it.

    Raises ValueError with one line if the collection is missing or empty.
    """
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
    """Returns the folder of an asset library, given by its path or by its name in the preferences.

    Raises ValueError with one line if there is no such folder.
    """
    named = bpy.context.preferences.filepaths.asset_libraries
    folder = Path(bpy.path.abspath(named[place].path) if place in named else place).expanduser()
    if not folder.is_dir():
        known = ", ".join(library.name for library in named) or "none"
        raise ValueError(f"There is no asset library {place!r}: give a folder, or a name of the preferences: {known}")
    return folder


@contextmanager
def _assets_in(folder: Path) -> Iterator[list[Thing]]:
    """Lends the objects and collections that are marked as assets in a folder's Blender files.

    The assets are linked until the block ends. Raises ValueError if there are none.
    """
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
    """Returns the assets of the open file, which Blender cannot link to itself."""
    things = (*bpy.data.objects, *bpy.data.collections)
    return [thing for thing in things if thing.asset_data and not thing.library]


def _linked_assets(path: Path) -> list[Thing]:
    """Links and returns the assets of a file. Raises OSError if it is not a Blender file."""
    with bpy.data.libraries.load(str(path), link=True, assets_only=True) as (there, here):
        here.objects, here.collections = there.objects, there.collections
    return [thing for thing in (*here.objects, *here.collections) if thing is not None]


def _usable(things: Iterable[tuple[str, Thing]]) -> Iterator[ArtistProp]:
    """Yields the things that can be exported as props, and prints why others cannot.

    `things` are pairs of the source's name and the object or collection.
    """
    with stage() as scene:
        for source, thing in things:
            try:
                caption = prompts.checked_caption(caption_of(thing))
                objects = _rendered(thing)
                asset = thing.asset_data
                licence, author = (asset.license, asset.author) if asset else ("", "")
                yield ArtistProp(caption, objects, _fit(scene, objects), source, licence, author)
            except ValueError as error:
                print(f"Skipped {thing.name}: {error}", flush=True)


def _rendered(thing: Thing) -> tuple[bpy.types.Object, ...]:
    """Returns the objects of a thing that a render shows. The children of an object belong to it."""
    whole = thing.all_objects if isinstance(thing, bpy.types.Collection) else (thing, *thing.children_recursive)
    return tuple(obj for obj in whole if obj.type not in NO_PART and not obj.hide_render)


def _fit(scene: bpy.types.Scene, objects: Sequence[bpy.types.Object]) -> Matrix:
    """Returns the matrix that centres the objects' box at the origin and scales them to the toybox's size.

    It does not rotate. Raises ValueError if the objects have no faces or no size.
    """
    with _instanced(scene, objects, Matrix()):
        points = _points(scene)
    centre = (points.min(0) + points.max(0)) / 2
    radius = float(np.linalg.norm(points - centre, axis=1).max())
    if not 0 < radius < np.inf:
        raise ValueError("it has no size")
    return Matrix.Scale(toybox.RADIUS / radius, 4) @ Matrix.Translation(-Vector(centre))


def _points(scene: bpy.types.Scene) -> np.ndarray:
    """Returns the vertices (N, 3) of all meshes in the scene, in metres. Raises ValueError if there are none."""
    found = []
    for _, matrix, mesh in parts(scene):
        mesh.transform(matrix)
        found.append(positions(mesh))
    if not found:
        raise ValueError("it has no faces that are shown")
    return np.concatenate(found)


@contextmanager
def _instanced(scene: bpy.types.Scene, objects: Sequence[bpy.types.Object], matrix: Matrix) -> Iterator[None]:
    """Shows the objects in a scene through a collection instance with this matrix, until the block ends.

    The objects themselves stay where they are.
    """
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
