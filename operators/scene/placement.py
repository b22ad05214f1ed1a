"""Where a prop will stand and what comes with it, as chosen when its job was queued.

The placement is saved in the job's folder. A prop that finishes later, even after a restart, is placed where it was
wanted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import bpy
from mathutils import Euler, Matrix, Vector

from ...nerf_sds.config import Request
from ...nerf_sds.disk import files, strict_json
from ...nerf_sds.jobs.failures import writing

FILE = "placement.json"
LARGEST = 1_000_000  # bytes; a larger file is refused
CURSOR, GROUND, OBJECT, BOUNDS = "CURSOR", "GROUND", "OBJECT", "BOUNDS"  # values of `scene.propsmith.place`
_OF_SESSION = ("scene_uid", "inside_uid")  # valid only in one session of Blender, so not saved
THINNEST = 1e-4  # metres; a box that is thinner along an axis sets no limit along that axis

_Triple = tuple[float, ...]


@dataclass(frozen=True)
class Placement:
    """Where a prop will stand and what comes with it. Raises ValueError if a value is invalid."""

    location: _Triple = (0.0, 0.0, 0.0)  # metres, the centre of the base
    rotation: _Triple = (0.0, 0.0, 0.0)  # radians, XYZ Euler angles
    bounds: _Triple = ()  # metres along the prop's axes, which the prop is fitted into; empty: the request's size
    scene: str = ""  # the scene that requested the prop; empty: the scene that is shown when the prop arrives
    layer: str = ""  # the view layer of `scene`
    inside: str = ""  # the collection that was active in `scene`; empty: the scene's own
    scene_uid: int = 0  # session uids, which find `scene` and `inside` after renaming
    inside_uid: int = 0
    collection: str = ""  # used instead of the active collection; created if missing
    steps_aside: bool = False  # move to a free place if something stands at `location`
    replaces: str = ""  # the mark of the prop that gets the new shape; empty or gone: a new object
    dresses: tuple[tuple[str, str], ...] = ()  # (mark, name) of each placeholder that the prop replaces
    began_with: tuple[tuple[str, str], ...] = ()  # (mark, name) of each start mesh, hidden when the prop arrives
    textures: tuple[tuple[str, str], ...] = ()  # (mark, name) of each mesh that gets a texture, instead of a new prop
    uv_layer: str = ""  # the UV map that the texture is for; empty: the one that each mesh renders with
    mark: str = ""  # the mark of a new object; empty: a random one
    levels: bool = False  # add levels of detail
    hull: bool = False  # add a convex hull for collisions
    asset: bool = False  # mark the prop as an asset

    def __post_init__(self) -> None:
        triples = (self.location, self.rotation, self.bounds or self.location)
        if not all(len(triple) == 3 and all(abs(float(value)) < 1e9 for value in triple) for triple in triples):
            raise ValueError(f"{self} is no place")
        texts = (self.collection, self.replaces, self.mark, self.uv_layer, *self._home)
        if not all(isinstance(text, str) for text in texts):
            raise ValueError(f"{self} is no place")
        pairs = self.dresses + self.began_with + self.textures
        if not all(len(pair) == 2 and all(isinstance(text, str) for text in pair) for pair in pairs):
            raise ValueError(f"{self} is no place")

    @property
    def _home(self) -> tuple[str, ...]:
        return self.scene, self.layer, self.inside

    def pose(self, request: Request) -> Matrix:
        """Returns the 4 x 4 matrix from the prop's axes to the scene's.

        A prop that replaces placeholders is scaled to fit into the bounds. Otherwise the matrix does not scale.
        """
        scale = fit(request.room, self.bounds) if self.dresses else 1.0
        return Matrix.LocRotScale(Vector(self.location), Euler(self.rotation, "XYZ"), (scale, scale, scale))

    def sized(self, request: Request) -> Request:
        """Returns the request with a size that keeps a prop of any shape inside the bounds.

        Without bounds the request is unchanged. It is also unchanged for placeholders: placeholders of different sizes
        share one prop, which is scaled when it arrives.
        """
        if self.dresses:
            return request
        sides = [side for side in self.bounds if side > THINNEST]
        return replace(request, size=min(sides)) if sides else request


def chosen(context: bpy.types.Context, **given: Any) -> Placement:
    """Returns the placement that the scene's settings describe. Values in `given` override the settings.

    Raises ValueError with one line if the placement needs a selected active object and there is none, or if that object
    has no size.
    """
    settings = context.scene.propsmith
    place = given.pop("place", settings.place)
    kept = {name: getattr(settings, name) for name in ("collection", "levels", "hull", "asset")} | given
    kept |= home(context)
    if place == BOUNDS:
        return replace(bounds_of(_selected(context)), **kept)
    if place == OBJECT:
        return replace(at(_selected(context)), **kept)
    here = at_cursor(context.scene)
    height = 0.0 if place == GROUND else here.location[2]
    return replace(here, **{"location": (*here.location[:2], height), "steps_aside": True, **kept})


def home(context: bpy.types.Context) -> dict[str, Any]:
    """Returns the fields of a Placement that name the requesting scene, view layer and collection."""
    scene, inside = context.scene, context.collection
    return {
        "scene": scene.name,
        "layer": context.view_layer.name,
        "inside": "" if inside == scene.collection else inside.name,
        "scene_uid": scene.session_uid,
        "inside_uid": inside.session_uid,
    }


def at_cursor(scene: bpy.types.Scene) -> Placement:
    """Returns an upright placement at the scene's 3D cursor."""
    return Placement(tuple(scene.cursor.location))


def at(obj: bpy.types.Object) -> Placement:
    """Returns a placement at the object's origin, with the object's rotation."""
    return Placement(tuple(obj.matrix_world.translation), tuple(_axes(obj.matrix_world).to_euler("XYZ")))


def bounds_of(obj: bpy.types.Object) -> Placement:
    """Returns a placement on the bottom of the object's bounding box, with the box as its bounds.

    For an empty, the box is its display size. Raises ValueError with one line if the object has no size.
    """
    half = obj.empty_display_size
    empty = [Vector((x, y, z)) for x in (-half, half) for y in (-half, half) for z in (-half, half)]
    axes = _axes(obj.matrix_world)
    to_axes = axes.transposed() @ obj.matrix_world.to_3x3()
    corners = [to_axes @ Vector(corner) for corner in (empty if obj.type == "EMPTY" else obj.bound_box)]
    low, high = (Vector(f(corner[axis] for corner in corners) for axis in range(3)) for f in (min, max))
    if max(high - low) < THINNEST:
        raise ValueError(f"{obj.name} has no size that a prop could be fitted into: select a mesh or an empty")
    base = Vector(((low.x + high.x) / 2, (low.y + high.y) / 2, low.z))
    location = obj.matrix_world.translation + axes @ base
    return replace(at(obj), location=tuple(location), bounds=tuple(high - low))


def fit(dimensions: Sequence[float], bounds: Sequence[float], unlimited: float = 1.0) -> float:
    """Returns the largest scale at which a box of these dimensions fits into the bounds.

    `dimensions` and `bounds` list the sizes along the same axes, in metres. An axis sets no limit if either size is
    below `THINNEST`. Returns `unlimited` if no axis sets a limit.
    """
    pairs = zip(dimensions, bounds, strict=True)
    return min((bound / side for side, bound in pairs if min(side, bound) > THINNEST), default=unlimited)


def save(placement: Placement, folder: Path) -> None:
    """Writes the placement into the job's folder. Raises ValueError with one line if it cannot be written."""
    values = {name: value for name, value in asdict(placement).items() if name not in _OF_SESSION}
    with writing(folder):
        files.write(folder / FILE, json.dumps(values).encode())


def load(folder: Path, scene: bpy.types.Scene) -> Placement:
    """Returns the placement of a job's folder; one at the scene's 3D cursor if it is missing or cannot be read."""
    try:
        values = strict_json.read(folder / FILE, LARGEST)
        known = {each.name for each in fields(Placement)}.difference(_OF_SESSION)
        return Placement(**{name: _untied(value) for name, value in values.items() if name in known})
    except (OSError, ValueError, TypeError, AttributeError):
        return at_cursor(scene)


def _untied(value: Any) -> Any:
    return tuple(map(_untied, value)) if isinstance(value, list) else value


def _selected(context: bpy.types.Context) -> bpy.types.Object:
    if context.object is None or not context.object.select_get():
        raise ValueError("No object is selected: select the one that says where the prop belongs")
    return context.object


def _axes(matrix: Matrix) -> Matrix:
    """Returns the 3 x 3 rotation of a matrix that may also scale, mirror and shear.

    Z of the rotation is the matrix's Z. Y is as close to the matrix's Y as a right angle allows.
    """
    up = matrix.col[2].xyz.normalized()
    across = matrix.col[1].xyz.cross(up).normalized()
    return Matrix((across, up.cross(across), up)).transposed()
