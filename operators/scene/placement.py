"""Where a finished prop is to stand and what goes with it, as it was chosen when its job was put into the queue.

It lies beside the job's request: a prop that is finished later, even after a restart, lands where it was wanted.
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
LARGEST = 1_000_000  # bytes of it
CURSOR, GROUND, OBJECT, BOUNDS = "CURSOR", "GROUND", "OBJECT", "BOUNDS"  # of `scene.propsmith.place`
_OF_SESSION = ("scene_uid", "inside_uid")  # mean nothing to another one
THINNEST = 1e-4  # metres; a box that is thinner along an axis bounds nothing there

_Triple = tuple[float, ...]


@dataclass(frozen=True)
class Placement:
    """Raises ValueError when a value is not of its kind."""

    location: _Triple = (0.0, 0.0, 0.0)  # metres, of the base's centre
    rotation: _Triple = (0.0, 0.0, 0.0)  # radians, XYZ
    bounds: _Triple = ()  # metres along the prop's axes, which it is to fill; empty: it keeps the request's size
    scene: str = ""  # that asked for the prop; empty: the one that is shown when it comes
    layer: str = ""  # the view layer of that scene
    inside: str = ""  # the collection that was active in it
    scene_uid: int = 0  # of Blender's session: of these two when they are renamed
    inside_uid: int = 0
    collection: str = ""  # chosen instead of the active one; made where there is none of this name
    steps_aside: bool = False  # where something stands there already
    replaces: str = ""  # the mark of the prop that gets its shape; where that is gone, and if empty: a new object
    dresses: tuple[tuple[str, str], ...] = ()  # marks and names of the placeholders in whose place it comes
    began_with: tuple[tuple[str, str], ...] = ()  # marks and names of the meshes it started from, hidden when it comes
    mark: str = ""  # what a new object is found by; empty: a mark of its own
    levels: bool = False  # of detail
    hull: bool = False  # for collisions
    asset: bool = False  # whether it appears in the Asset Browser

    def __post_init__(self) -> None:
        triples = (self.location, self.rotation, self.bounds or self.location)
        if not all(len(triple) == 3 and all(abs(float(value)) < 1e9 for value in triple) for triple in triples):
            raise ValueError(f"{self} is no place")
        if not all(isinstance(text, str) for text in (self.collection, self.replaces, self.mark, *self._home)):
            raise ValueError(f"{self} is no place")
        if not all(
            len(pair) == 2 and all(isinstance(text, str) for text in pair) for pair in self.dresses + self.began_with
        ):
            raise ValueError(f"{self} is no place")

    @property
    def _home(self) -> tuple[str, ...]:
        return self.scene, self.layer, self.inside

    def pose(self, request: Request) -> Matrix:
        """From the prop's axes to the scene's; what comes in the place of placeholders is scaled to fit into them."""
        scale = fit(request.room, self.bounds) if self.dresses else 1.0
        return Matrix.LocRotScale(Vector(self.location), Euler(self.rotation, "XYZ"), (scale, scale, scale))

    def sized(self, request: Request) -> Request:
        """The request for a prop that exceeds the bounds nowhere, whatever its shape, until it is fitted into them.

        Placeholders of any size share a prop, which is as large as it was asked for.
        """
        if self.dresses:
            return request
        sides = [side for side in self.bounds if side > THINNEST]
        return replace(request, size=min(sides)) if sides else request


def chosen(context: bpy.types.Context, **given: Any) -> Placement:
    """What the scene's settings say now; what is given goes before them.

    Raises ValueError with one line when an object is needed that is not selected, or has no size.
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
    """The fields of a Placement that say who asks for the prop."""
    scene, inside = context.scene, context.collection
    return {
        "scene": scene.name,
        "layer": context.view_layer.name,
        "inside": "" if inside == scene.collection else inside.name,
        "scene_uid": scene.session_uid,
        "inside_uid": inside.session_uid,
    }


def at_cursor(scene: bpy.types.Scene) -> Placement:
    """Upright at the 3D cursor."""
    return Placement(tuple(scene.cursor.location))


def at(obj: bpy.types.Object) -> Placement:
    """At an object's origin, and turned like it."""
    return Placement(tuple(obj.matrix_world.translation), tuple(_axes(obj.matrix_world).to_euler("XYZ")))


def bounds_of(obj: bpy.types.Object) -> Placement:
    """On the bottom of what the scene shows of an object, or of an empty's display size, and as large as that.

    Raises ValueError with one line when the object has no size.
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
    """The largest scale at which a box of these dimensions exceeds the bounds nowhere, all along the same axes.

    An axis along which either is thinner than `THINNEST` limits nothing; `unlimited` where none does.
    """
    pairs = zip(dimensions, bounds, strict=True)
    return min((bound / side for side, bound in pairs if min(side, bound) > THINNEST), default=unlimited)


def save(placement: Placement, folder: Path) -> None:
    """Writes it into the job's folder. Raises ValueError with one line when that cannot be."""
    values = {name: value for name, value in asdict(placement).items() if name not in _OF_SESSION}
    with writing(folder):
        files.write(folder / FILE, json.dumps(values).encode())


def load(folder: Path, scene: bpy.types.Scene) -> Placement:
    """That of a job's folder; the 3D cursor of the scene where there is none that can be read."""
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
    """The rotation (3 x 3) whose Z and, as far as can be, Y are the matrix's, which may scale, mirror and shear."""
    up = matrix.col[2].xyz.normalized()
    across = matrix.col[1].xyz.cross(up).normalized()
    return Matrix((across, up.cross(across), up)).transposed()
