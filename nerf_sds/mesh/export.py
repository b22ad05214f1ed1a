"""Reads and writes the files of a finished prop.

prop.glb is for any program; albedo.png, normal.png, orm.png and prop.npz are for our own import.
"""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

import numpy as np
import trimesh
from numpy.typing import NDArray
from PIL import Image
from trimesh.exchange.gltf import export_glb
from trimesh.visual import TextureVisuals
from trimesh.visual.material import PBRMaterial

from ..compute.threads import together
from ..config import Request
from ..disk import files
from . import mesh_file
from .extraction import Floats, Ints, Mesh
from .tangents import corner_tangents, shading_normals
from .texture import TexturedMesh

COMPRESSION = 4  # of PNGs: files are a tenth larger than with zlib's usual 6, and written in half the time
LARGEST = 1 << 30  # bytes; larger files are not read
ROUGHNESS = 0.8  # of a prop without a roughness map
TANGENT = "_TANGENT"  # trimesh prefixes unknown attributes with an underscore
ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963  # glTF's codes for buffer targets
EXTRAS = ("prompt", "seed", "preset", "prior")  # fields of the request that the GLB keeps


def write_result(folder: Path, textured: TexturedMesh, request: Request) -> None:
    """Writes the prop's files, each completely or not at all; a map that the prop lacks has no file.

    Raises OSError if the disk is full.
    """
    maps = encoded_maps(textured)
    for name, picture in maps.items():
        files.write(folder / name, picture)
    files.write(folder / "prop.npz", npz(textured))
    files.write(folder / "prop.glb", _encoded({request.prompt: textured}, request, maps))


def read_result(folder: Path) -> TexturedMesh:
    """Reads the prop that `write_result` wrote, in metres. Raises ValueError if a file is missing or damaged.

    Older results have no normal map, or no map of their roughness and metallic.
    """
    try:
        data = io.BytesIO(files.read(folder / "prop.npz", LARGEST))
        with np.load(data, allow_pickle=False) as arrays:
            vertices, faces, uvs = (arrays[name] for name in ("vertices", "faces", "uvs"))
        mesh_file.check(vertices, faces)
        if uvs.dtype.kind != "f" or uvs.shape != (*faces.shape, 2):
            raise ValueError("its UVs are not those of its triangles")
        albedo = _pixels(folder / "albedo.png")
        normals, orm = (_map(folder / name) for name in ("normal.png", "orm.png"))
    except Exception as error:  # NumPy's and Pillow's readers may raise anything
        raise ValueError(f"The prop in {folder} cannot be read ({error}): make it again") from error
    return TexturedMesh(Mesh(vertices, faces, 1.0, np.zeros(3, np.float32)), uvs, albedo, normals, orm)


def _map(path: Path) -> NDArray[np.uint8] | None:
    return _pixels(path) if path.exists() else None


def _pixels(path: Path) -> NDArray[np.uint8]:
    with Image.open(io.BytesIO(files.read(path, LARGEST))) as picture:
        return np.asarray(picture.convert("RGB"))


def encoded_maps(textured: TexturedMesh) -> dict[str, bytes]:
    """Encodes the prop's maps as PNG, by the names of their files."""
    maps = {"albedo.png": textured.albedo, "normal.png": textured.normals, "orm.png": textured.orm}
    pictures = {name: Image.fromarray(values) for name, values in maps.items() if values is not None}
    return dict(zip(pictures, together([partial(png, picture) for picture in pictures.values()]), strict=True))


def png(picture: Image.Image) -> bytes:
    """Encodes a picture as PNG with 8 bits per channel."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=COMPRESSION)
    return buffer.getvalue()


def npz(textured: TexturedMesh) -> bytes:
    """Encodes the mesh as NPZ: vertices (V, 3) float32 in metres, faces (F, 3) int32, uvs (F, 3, 2) float32."""
    buffer = io.BytesIO()
    np.savez(buffer, vertices=textured.mesh.vertices, faces=textured.mesh.faces, uvs=textured.uvs)
    return buffer.getvalue()


def glb(textured: TexturedMesh, request: Request) -> bytes:
    """Encodes the prop as GLB (glTF 2.0): one mesh, named after the prompt, with one material.

    As glTF requires, Y is up and the front looks to +Z.
    """
    return _encoded({request.prompt: textured}, request, encoded_maps(textured))


def check_glb(path: Path) -> None:
    """Raises ValueError with one line if no GLB can be written to `path`."""
    if path.suffix.lower() != ".glb" or not path.absolute().parent.is_dir():
        raise ValueError(f"{path} cannot be written: name a .glb file in a folder that exists")


def levels_glb(levels: list[TexturedMesh], request: Request) -> bytes:
    """Encodes levels of detail, the finest first, as meshes that share a material: NAME_LOD0, NAME_LOD1 and so on."""
    meshes = {f"{request.prompt}_LOD{number}": level for number, level in enumerate(levels)}
    return _encoded(meshes, request, encoded_maps(levels[0]))


@dataclass(frozen=True)
class EncodedPicture:
    """What trimesh's exporter asks of a picture, with the bytes of a PNG that is there already."""

    png: bytes
    format: str = "PNG"

    def save(self, file: IO[bytes], format: str) -> None:
        """Writes the PNG."""
        file.write(self.png)


def _encoded(meshes: dict[str, TexturedMesh], request: Request, maps: dict[str, bytes]) -> bytes:
    """Encodes meshes that share a material as GLB. `maps` are those of `encoded_maps`."""
    albedo, normals, orm = (
        EncodedPicture(maps[name]) if name in maps else None for name in ("albedo.png", "normal.png", "orm.png")
    )
    material = PBRMaterial(
        name=request.prompt,
        baseColorTexture=albedo,
        normalTexture=normals,
        metallicRoughnessTexture=orm,
        metallicFactor=0.0 if orm is None else 1.0,
        roughnessFactor=ROUGHNESS if orm is None else 1.0,
    )
    scene = trimesh.Scene()
    for name, mesh in meshes.items():
        scene.add_geometry(_geometry(mesh, material, request), node_name=name, geom_name=name)
    return export_glb(scene, include_normals=True, tree_postprocessor=_sign)


def _geometry(textured: TexturedMesh, material: PBRMaterial, request: Request) -> trimesh.Trimesh:
    mesh = textured.mesh
    normals = shading_normals(mesh.vertices, mesh.faces)
    tangents = corner_tangents(mesh.vertices, mesh.faces, normals, textured.uvs)
    vertex, corners, uvs, tangents = split_at_seams(textured, tangents)
    return trimesh.Trimesh(
        y_up(mesh.vertices)[vertex],
        corners,
        vertex_normals=y_up(normals)[vertex],
        vertex_attributes={TANGENT: np.column_stack([y_up(tangents[:, :3]), tangents[:, 3]])},
        visual=TextureVisuals(uv=uvs, material=material),
        metadata={name: value for name, value in asdict(request).items() if name in EXTRAS},
        process=False,
    )


def _sign(tree: dict[str, Any]) -> None:
    """Names Propsmith in the glTF tree and adds the target of each buffer view, which trimesh leaves out."""
    tree["asset"]["generator"] = "Propsmith"
    for primitive in (primitive for mesh in tree["meshes"] for primitive in mesh["primitives"]):
        primitive["attributes"]["TANGENT"] = primitive["attributes"].pop(TANGENT)
        for accessor in primitive["attributes"].values():
            tree["bufferViews"][tree["accessors"][accessor]["bufferView"]]["target"] = ARRAY_BUFFER
        tree["bufferViews"][tree["accessors"][primitive["indices"]]["bufferView"]]["target"] = ELEMENT_ARRAY_BUFFER


def split_at_seams(textured: TexturedMesh, tangents: Floats) -> tuple[Ints, Ints, Floats, Floats]:
    """Splits vertices so that each has one UV and one handedness of its tangent, as glTF requires.

    `tangents` are (F, 3, 4). Returns the original vertex (N,) of each new one, the faces (F, 3), UVs (N, 2) and
    tangents (N, 4).
    """
    uvs, tangents = textured.uvs.reshape(-1, 2), tangents.reshape(-1, 4)
    pairs = np.column_stack([textured.mesh.faces.ravel(), uvs, tangents[:, 3]])
    _, first, corners = np.unique(pairs, axis=0, return_index=True, return_inverse=True)
    return textured.mesh.faces.ravel()[first], corners.reshape(-1, 3).astype(np.int32), uvs[first], tangents[first]


def y_up(vectors: Floats) -> Floats:
    """Converts vectors (N, 3) from Blender's axes to glTF's."""
    x, y, z = vectors.T
    return np.stack([x, z, -y], axis=1)
