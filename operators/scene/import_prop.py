"""Builds an object from a result folder: mesh, UVs, and one Principled material with packed textures.

The folder may come from a stranger: `read` trusts nothing in it. Only `building` touches Blender's data.
"""

from __future__ import annotations

import io
import tomllib
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import bpy
import numpy as np

from ...nerf_sds.config import Request
from ...nerf_sds.disk import files
from ...nerf_sds.jobs import job_folder
from . import aside, asset, home, parts, placeholders, placement, png, props, replacing
from . import material as materials
from .home import Home
from .placement import Placement

MESH_FILE = "prop.npz"
ALBEDO_FILE = "albedo.png"
NORMAL_FILE = "normal.png"
ORM_FILE = "orm.png"

LARGEST = 1e6  # metres; a coordinate of a larger absolute value is refused
_LARGEST_FILE = 1 << 30  # bytes, packed and unpacked: far more than any face budget needs, far less than the memory
_LONGEST_NAME = 40  # bytes of UTF-8: Blender 4 cuts ID names at 63 bytes and appends .001
# What zipfile and numpy raise for damaged or forged files.
DAMAGE = (ValueError, KeyError, EOFError, OSError, RuntimeError, MemoryError, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True)
class ReadProp:
    """The checked contents of a result folder."""

    vertices: np.ndarray  # (V, 3) float32, metres; origin at the centre of the base, Z up, front along -Y
    faces: np.ndarray  # (F, 3) int32
    uvs: np.ndarray  # (F, 3, 2) float32, one UV for each corner; v points up
    albedo: Path  # an sRGB PNG inside the folder
    normals: Path | None  # the tangent-space normal map, a PNG inside the folder; results of older versions have none
    orm: Path | None  # roughness in G and metallic in B, a PNG inside the folder; results of older versions have none
    picture: Path | None  # a small PNG of the prop inside the folder; None if it is missing or cannot be read
    request: Request


@dataclass(frozen=True)
class Built:
    """A prop in the scene. Holds Blender data: use it at once, do not store it."""

    obj: bpy.types.Object
    layer: bpy.types.ViewLayer
    is_new: bool  # False if the prop replaced another prop or a placeholder
    remarks: tuple[str, ...]  # lines that tell the artist where the prop is, if it is not where it was expected
    others: tuple[bpy.types.Object, ...] = ()  # further meshes that share a drawn texture with `obj`


def read(folder: Path) -> ReadProp:
    """Returns the checked contents of a result folder.

    Raises ValueError with one line if the folder holds no finished prop, or one that is damaged or unsafe. Uses no
    Blender data, so a thread can call it.
    """
    vertices, faces, uvs = _read_arrays(_inside(folder, MESH_FILE))
    if vertices.ndim != 2 or vertices.shape[1] != 3 or not np.isfinite(vertices).all():
        raise ValueError(f"{MESH_FILE} in {folder} is damaged: its vertices are not finite points")
    if np.abs(vertices).max(initial=0.0) > LARGEST:
        raise ValueError(f"{MESH_FILE} in {folder} is damaged: it is larger than a thousand kilometres")
    if faces.ndim != 2 or faces.shape[1] != 3 or not len(faces):
        raise ValueError(f"{MESH_FILE} in {folder} is damaged: it holds no triangles")
    if faces.min() < 0 or faces.max() >= len(vertices):
        raise ValueError(f"{MESH_FILE} in {folder} is damaged: a triangle names a vertex that is not there")
    if uvs.shape != (len(faces), 3, 2) or not np.isfinite(uvs).all():
        raise ValueError(f"{MESH_FILE} in {folder} is damaged: its UVs do not fit its triangles")
    albedo = _inside(folder, ALBEDO_FILE)
    png.check(albedo)
    normals, orm = (_map(folder, name) for name in (NORMAL_FILE, ORM_FILE))
    _inside(folder, job_folder.REQUEST)
    return ReadProp(vertices, faces, uvs, albedo, normals, orm, _picture(folder), job_folder.read_request(folder))


def build(context: bpy.types.Context, prop: ReadProp, wanted: Placement | None = None) -> bpy.types.Object:
    """Adds the prop to the scene and returns its object. Pushes no undo step.

    The prop stands where `wanted` says, else at the 3D cursor. A new object becomes selected and active; one that
    replaces a prop or placeholders does not.
    """
    wanted = wanted or placement.at_cursor(context.scene)
    *_, built = building(context, prop, wanted)
    assert built
    if built.is_new:
        select(built.layer, built.obj)
    hide_starts(wanted, built.obj)
    return built.obj


def hide_starts(wanted: Placement, obj: bpy.types.Object) -> None:
    """Hides the meshes that the prop started from, because it stands in their place. Hiding deselects them."""
    for start in placeholders.starts(wanted.began_with):
        replacing.hide(start, obj)


def building(context: bpy.types.Context, prop: ReadProp, wanted: Placement) -> Iterator[Built | None]:
    """Does the work of `build` in steps of some milliseconds: yields None after each, and the result at the end.

    Selects nothing and hides no start mesh. Do not continue after an undo or after opening a file: Blender has then
    freed what was built so far.
    """
    name = short_name(prop.request.prompt)
    twin = replacing.twin(prop.request) if wanted.dresses else None
    levels, hull = parts.meshes(twin) if twin else (yield from _shaping(context, prop, wanted, name))
    shown, there = context.scene, home.find(context, wanted)
    lost = _lost(wanted, name)
    standing = _standing(there, levels[0], wanted, name)
    obj, *copies = standing or [_stand(there, bpy.data.objects.new(name, levels[0]), wanted)]
    made_by = version()
    for each in (obj, *copies):
        parts.attach(each, levels[1:], hull)
        props.remember(each, prop.request, made_by)
    if wanted.asset:
        asset.mark(obj, prop.request.prompt, prop.picture)
    remarks = filter(None, [lost, *home.remarks(there, obj, shown, wanted)])
    yield Built(obj, there.layer, not standing, tuple(remarks))


def _shaping(
    context: bpy.types.Context, prop: ReadProp, wanted: Placement, name: str
) -> Generator[None, None, tuple[list[bpy.types.Mesh], bpy.types.Mesh | None]]:
    """Builds the mesh, its coarser levels and its hull; yields after each step and returns them at the end."""
    albedo = materials.load_image(prop.albedo, name, "sRGB")
    material = materials.build(albedo, name)
    yield
    areas = materials.areas(prop.vertices, prop.faces)
    materials.colour(material, albedo, prop.uvs, areas)
    yield
    if prop.normals:
        materials.add_normal_map(material, materials.load_image(prop.normals, f"{name} Normal", "Non-Color"))
        yield
    if prop.orm:
        orm = materials.load_image(prop.orm, f"{name} ORM", "Non-Color")
        materials.add_orm(material, orm, prop.uvs, areas)
        yield
    mesh = _build_mesh(prop, _scale(prop, wanted), name)
    mesh.materials.append(material)
    yield
    mesh.validate()
    mesh.update()
    mesh.shade_smooth()
    yield
    levels = [mesh]
    while wanted.levels and len(levels) <= parts.LEVELS:
        levels.append(parts.coarser(context, levels[-1]))
        yield
    return levels, parts.hull_of(mesh) if wanted.hull else None


def _lost(wanted: Placement, name: str) -> str:
    """Returns one line if the prop or the placeholders to be replaced are gone; empty if they are there."""
    if wanted.replaces and not props.find(wanted.replaces):
        return f"{name} was deleted while it was made anew: the new one stands where that stood"
    if wanted.dresses and not placeholders.find(wanted.dresses):
        return f"The placeholder of {name} is gone: it stands where that was"
    return ""


def _standing(there: Home, mesh: bpy.types.Mesh, wanted: Placement, name: str) -> list[bpy.types.Object]:
    """Replaces the old prop's mesh, or each placeholder by an object, and returns these objects.

    Returns an empty list if there is nothing to replace.
    """
    if obj := props.find(wanted.replaces):
        parts.remove(obj)
        props.reshape(obj, mesh)
        replacing.refit(obj)
        return [obj]
    there.layer.update()
    return [replacing.replace(there.layer, each, mesh, name) for each in placeholders.find(wanted.dresses)]


def _stand(there: Home, obj: bpy.types.Object, wanted: Placement) -> bpy.types.Object:
    """Sets a new object's location, rotation and mark, and links it to its collection."""
    low, high = props.mesh_box(obj.data)
    wanted = aside.clear(wanted, high - low, there.layer)
    obj.rotation_mode = "XYZ"
    obj.location, obj.rotation_euler = wanted.location, wanted.rotation
    obj[props.MARK] = wanted.mark or props.marked(obj)
    there.collection.objects.link(obj)
    return obj


def short_name(prompt: str) -> str:
    """Returns the prompt without its article, in title case: "a red mushroom" gives "Red Mushroom".

    A name of more than 40 bytes is cut at the end of a word.
    """
    words = prompt.split()
    if len(words) > 1 and words[0].lower() in props.ARTICLES:
        words = words[1:]
    name = " ".join(word[:1].upper() + word[1:] for word in words)
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    cut = name.encode()[:_LONGEST_NAME].decode(errors="ignore")
    return cut.rpartition(" ")[0] or cut


def version() -> str:
    """Returns Propsmith's version from its manifest."""
    manifest = Path(__file__).parents[2] / "blender_manifest.toml"
    return tomllib.loads(manifest.read_text(encoding="utf-8"))["version"]


def _inside(folder: Path, name: str) -> Path:
    """Returns the path of a file in the folder.

    Raises ValueError if the file is missing or is a link that leads out of the folder.
    """
    path = folder / name
    if not path.is_file():
        raise ValueError(f"There is no {name} in {folder}: choose the folder of a finished prop")
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ValueError(f"{name} in {folder} leads out of the folder, which is refused")
    return path


def _map(folder: Path, name: str) -> Path | None:
    """Returns the path of a texture that a prop may lack, None if it lacks it. Raises ValueError if it is damaged."""
    if not (folder / name).exists():
        return None
    png.check(path := _inside(folder, name))
    return path


def _picture(folder: Path) -> Path | None:
    try:
        png.check(path := _inside(folder, job_folder.PREVIEW))
    except ValueError:
        return None
    return path


def _read_arrays(path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    try:
        data = io.BytesIO(files.read(path, _LARGEST_FILE, follow=True))
        with zipfile.ZipFile(data) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > _LARGEST_FILE:
            raise ValueError(f"it is larger than {_LARGEST_FILE >> 20} MB unpacked")
        with np.load(data, allow_pickle=False) as arrays:
            return (
                _numbers(arrays["vertices"], "f", np.float32),
                _numbers(arrays["faces"], "iu", np.int32),
                _numbers(arrays["uvs"], "f", np.float32),
            )
    except DAMAGE as error:
        raise ValueError(f"{path} is damaged: {' '.join(str(error).split())}") from error


def _numbers(array: np.ndarray, kinds: str, dtype: type) -> np.ndarray:
    if array.dtype.kind not in kinds:
        raise ValueError(f"it holds {array.dtype} where numbers are expected")
    with np.errstate(over="ignore"):
        converted = np.ascontiguousarray(array, dtype=dtype)
    if kinds == "iu" and not np.array_equal(converted, array):
        raise ValueError("a triangle names a vertex that is not there")
    return converted


def _scale(prop: ReadProp, wanted: Placement) -> float:
    return placement.fit(np.ptp(prop.vertices, axis=0).tolist(), wanted.bounds) if wanted.bounds else 1.0


def select(layer: bpy.types.ViewLayer, *objects: bpy.types.Object) -> None:
    """Selects only these objects and makes the first active. Leaves out what the view layer does not contain."""
    for other in filter(None, layer.objects.selected):  # None stands for an object that a script has just removed
        other.select_set(False, view_layer=layer)
    for obj in reversed(objects):
        with suppress(RuntimeError):  # its collection is excluded or in another scene
            obj.select_set(True, view_layer=layer)
            layer.objects.active = obj


def _build_mesh(prop: ReadProp, scale: float, name: str) -> bpy.types.Mesh:
    corners = prop.faces.size
    mesh = bpy.data.meshes.new(name)
    mesh.vertices.add(len(prop.vertices))
    mesh.vertices.foreach_set("co", (prop.vertices * np.float32(scale)).ravel())
    mesh.loops.add(corners)
    mesh.loops.foreach_set("vertex_index", prop.faces.ravel())
    mesh.polygons.add(len(prop.faces))
    mesh.polygons.foreach_set("loop_start", np.arange(0, corners, 3, dtype=np.int32))
    mesh.uv_layers.new(name=materials.UV_LAYER).uv.foreach_set("vector", prop.uvs.ravel())
    return mesh
