"""Recognises props, stores on each object how it was made, and replaces its mesh."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection
from itertools import zip_longest
from pathlib import Path

import bpy
import numpy as np
from mathutils import Matrix, Vector

from ...nerf_sds import models
from ...nerf_sds.config import Request

KEPT = ("prompt", "seed", "preset", "method")  # fields of the request, stored as propsmith_prompt and so on
MARK = "propsmith_mark"  # object property: a unique ID that finds the object even after renaming
COARSE_MESH = "propsmith_coarse"  # object property of the coarse mesh that shows an unfinished prop
ARTICLES = ("a", "an", "the")  # words that names and tags leave out


def is_prop(obj: bpy.types.Object | None) -> bool:
    """True if Propsmith made the object and the object is not linked from another file."""
    return obj is not None and obj.type == "MESH" and "propsmith_prompt" in obj and obj.library is None


def remember(obj: bpy.types.Object, request: Request, version: str) -> None:
    """Stores the request and version on the object as plain ID properties, which glTF exports as extras.

    Of a diffusion model in a folder only the folder's name is stored: the .blend contains no path of this computer.
    """
    for name, value in (_kept_of(request) | {"version": version}).items():
        obj[f"propsmith_{name}"] = value


def was_made_by(obj: bpy.types.Object, request: Request) -> bool:
    """True if the object is a prop that this request would produce, whatever its size."""
    return is_prop(obj) and all(obj.get(f"propsmith_{name}") == value for name, value in _kept_of(request).items())


def recall(obj: bpy.types.Object, model: str) -> Request:
    """Returns a request that would make the prop again, as large as its mesh is now.

    The object does not store a start mesh, so the request has none. The file may come from a stranger: an unknown
    diffusion model is replaced by `model`. Raises ValueError with one line if the stored values cannot be read.
    """
    try:
        kept = {name: obj[f"propsmith_{name}"] for name in KEPT if f"propsmith_{name}" in obj}
        prior = obj.get("propsmith_prior")
        low, high = mesh_box(obj.data)
        return Request(
            **kept,
            prior=prior if is_known(prior) else model,
            size=max(high - low),
            mirror=bool(obj.get("propsmith_mirror")),
            bounds=json.loads(obj.get("propsmith_bounds", "[]")),
            overrides=json.loads(obj.get("propsmith_overrides", "{}")),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"What {obj.name} was made from cannot be read ({error}): generate a new one") from error


def marked(obj: bpy.types.Object) -> str:
    """Returns the object's mark, a unique ID that survives renaming. Sets a new mark on an object without one.

    A copy of an object gets a new mark too.
    """
    mark = obj.get(MARK)
    if not isinstance(mark, str) or any(other != obj and other.get(MARK) == mark for other in bpy.data.objects):
        mark = obj[MARK] = uuid.uuid4().hex
    return mark


def find(mark: str) -> bpy.types.Object | None:
    """Returns the prop with this mark in any scene, or None. A deleted prop is in no scene."""
    marked = (obj for obj in bpy.data.objects if mark and obj.get(MARK) == mark and is_prop(obj))
    return next((obj for obj in marked if obj.users_scene), None)


def reshape(obj: bpy.types.Object, mesh: bpy.types.Mesh) -> None:
    """Gives the prop another mesh, with its base where the old base was. Keeps everything else of the object."""
    mesh.transform(Matrix.Translation(base(obj.data) - base(mesh)))
    exchange(obj, mesh)


def exchange(obj: bpy.types.Object, mesh: bpy.types.Mesh) -> None:
    """Gives the object another mesh, which lies where its points are.

    Meshes, materials and images that nothing uses any more are removed. Their replacements take their names.
    """
    before, obj.data = obj.data, mesh
    old, new = (_parts(each) for each in (before, mesh))
    for unused, instead in zip_longest(old, new):
        if unused is not None and not unused.users:
            name = unused.name
            bpy.data.batch_remove([unused])
            if instead is not None:
                instead.name = name


def remove(objs: Collection[bpy.types.Object]) -> None:
    """Deletes mesh objects, and their meshes, materials and images that nothing else uses."""
    made_of = {part for obj in objs for part in _parts(obj.data)}
    bpy.data.batch_remove(objs)
    for kind in ("MESH", "MATERIAL", "IMAGE"):  # in this order: a mesh uses its material, a material its images
        gone = {part for part in made_of if part.id_type == kind and not part.users}
        made_of -= gone
        bpy.data.batch_remove(gone)


def mesh_box(mesh: bpy.types.Mesh) -> tuple[Vector, Vector]:
    """Returns the lowest and the highest coordinates of the mesh without modifiers; zeros for an empty mesh."""
    points = np.zeros((max(len(mesh.vertices), 1), 3), np.float32)
    if len(mesh.vertices):
        mesh.vertices.foreach_get("co", points.ravel())
    return Vector(points.min(0)), Vector(points.max(0))


def base(mesh: bpy.types.Mesh) -> Vector:
    """Returns the centre of the bottom face of the mesh's bounding box."""
    low, high = mesh_box(mesh)
    return Vector(((low.x + high.x) / 2, (low.y + high.y) / 2, low.z))


def _kept_of(request: Request) -> dict[str, object]:
    kept = {name: getattr(request, name) for name in KEPT}
    prior = request.prior if is_known(request.prior) else Path(request.prior).name
    bounds, overrides = json.dumps(request.bounds), json.dumps(request.overrides)
    return kept | {"prior": prior, "mirror": request.mirror, "bounds": bounds, "overrides": overrides}


def is_known(prior: object) -> bool:
    """True if `prior` names a diffusion model that Propsmith knows. Other names from a file are not trusted."""
    return prior in (*models.BUILT_IN, *models.MODELS)


def _parts(mesh: bpy.types.Mesh) -> list[bpy.types.ID]:
    """Returns the mesh, its first material, and that material's images, in this order."""
    material = next(iter(mesh.materials), None)
    nodes = material.node_tree.nodes if material and material.node_tree else ()
    pictures = [node.image for node in nodes if node.type == "TEX_IMAGE" and node.image]
    return [mesh, *([material] if material else []), *pictures]
