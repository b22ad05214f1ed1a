"""Which objects are props, what they know of their making, and how one gets another shape."""

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

KEPT = ("prompt", "seed", "preset", "method")  # of the request, as propsmith_prompt and so on
MARK = "propsmith_mark"
COARSE_MESH = "propsmith_coarse"  # a property of the growing prop's mesh, which is no prop yet
ARTICLES = ("a", "an", "the")  # words of a prompt that say nothing of the prop


def is_prop(obj: bpy.types.Object | None) -> bool:
    """Whether the object was made by Propsmith, and is not linked from another file."""
    return obj is not None and obj.type == "MESH" and "propsmith_prompt" in obj and obj.library is None


def remember(obj: bpy.types.Object, request: Request, version: str) -> None:
    """Keeps on the object what made it, as plain ID properties: glTF's exporter writes them as extras.

    Of a diffusion model that lies in a folder only the name: no path of this computer is kept.
    """
    for name, value in (_kept_of(request) | {"version": version}).items():
        obj[f"propsmith_{name}"] = value


def was_made_by(obj: bpy.types.Object, request: Request) -> bool:
    """Whether the object is a prop that would come of the request, whatever its size."""
    return is_prop(obj) and all(obj.get(f"propsmith_{name}") == value for name, value in _kept_of(request).items())


def recall(obj: bpy.types.Object, model: str) -> Request:
    """What would make the prop again, as large as its mesh is now; of a blockout only its job knows.

    The file may come from a stranger: a diffusion model that is none of ours by name is not taken from it, but `model`.
    Raises ValueError with one line when what the object knows cannot be read.
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
    """What the object is found by however it is called later; a copy gets a mark of its own."""
    mark = obj.get(MARK)
    if not isinstance(mark, str) or any(other != obj and other.get(MARK) == mark for other in bpy.data.objects):
        mark = obj[MARK] = uuid.uuid4().hex
    return mark


def find(mark: str) -> bpy.types.Object | None:
    """The prop of this mark, in any scene; one that was deleted is in none, though something may still use it."""
    marked = (obj for obj in bpy.data.objects if mark and obj.get(MARK) == mark and is_prop(obj))
    return next((obj for obj in marked if obj.users_scene), None)


def reshape(obj: bpy.types.Object, mesh: bpy.types.Mesh) -> None:
    """Gives a prop another mesh, whose base comes to where its own had it; all else of the object stays.

    What nothing uses any more is removed, and what came instead gets its name.
    """
    mesh.transform(Matrix.Translation(base(obj.data) - base(mesh)))
    before, obj.data = obj.data, mesh
    old, new = (_parts(each) for each in (before, mesh))
    for unused, instead in zip_longest(old, new):
        if unused is not None and not unused.users:
            name = unused.name
            bpy.data.batch_remove([unused])
            if instead is not None:
                instead.name = name


def remove(objs: Collection[bpy.types.Object]) -> None:
    """Deletes meshes' objects, and of what they are made of all that nothing uses any more."""
    made_of = {part for obj in objs for part in _parts(obj.data)}
    bpy.data.batch_remove(objs)
    for kind in ("MESH", "MATERIAL", "IMAGE"):  # each is used by the one before
        gone = {part for part in made_of if part.id_type == kind and not part.users}
        made_of -= gone
        bpy.data.batch_remove(gone)


def mesh_box(mesh: bpy.types.Mesh) -> tuple[Vector, Vector]:
    """The lowest and the highest coordinates of the mesh alone, whatever modifiers make of it; 0 of an empty one."""
    points = np.zeros((max(len(mesh.vertices), 1), 3), np.float32)
    if len(mesh.vertices):
        mesh.vertices.foreach_get("co", points.ravel())
    return Vector(points.min(0)), Vector(points.max(0))


def base(mesh: bpy.types.Mesh) -> Vector:
    """The centre of the underside of the mesh's box."""
    low, high = mesh_box(mesh)
    return Vector(((low.x + high.x) / 2, (low.y + high.y) / 2, low.z))


def _kept_of(request: Request) -> dict[str, object]:
    kept = {name: getattr(request, name) for name in KEPT}
    prior = request.prior if is_known(request.prior) else Path(request.prior).name
    bounds, overrides = json.dumps(request.bounds), json.dumps(request.overrides)
    return kept | {"prior": prior, "mirror": request.mirror, "bounds": bounds, "overrides": overrides}


def is_known(prior: object) -> bool:
    """Whether it is a diffusion model of ours by name: what else a file may name is not taken from it."""
    return prior in (*models.BUILT_IN, *models.MODELS)


def _parts(mesh: bpy.types.Mesh) -> list[bpy.types.ID]:
    """The mesh, its first material, and the pictures of that; each is used by the one before."""
    material = next(iter(mesh.materials), None)
    nodes = material.node_tree.nodes if material and material.node_tree else ()
    pictures = [node.image for node in nodes if node.type == "TEX_IMAGE" and node.image]
    return [mesh, *([material] if material else []), *pictures]
