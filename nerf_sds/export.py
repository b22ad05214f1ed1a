"""The files of a finished prop: prop.glb for every program, and albedo.png and prop.npz for our import into Blender."""

from __future__ import annotations

import io
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import trimesh
from PIL import Image
from trimesh.exchange.gltf import export_glb
from trimesh.visual import TextureVisuals
from trimesh.visual.material import PBRMaterial

from . import files
from .config import Request
from .mesh import Floats, Ints, Mesh, vertex_normals
from .texture import TexturedMesh

ROUGHNESS = 0.8
ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963  # glTF's numbers
EXTRAS = ("prompt", "seed", "preset", "prior")  # of the request, kept in the GLB


def write_result(folder: Path, textured: TexturedMesh, request: Request) -> None:
    """Writes the three files, each whole or not at all. Raises OSError when the disk is full."""
    picture = Image.fromarray(textured.albedo)
    files.write(folder / "albedo.png", png(picture))
    files.write(folder / "prop.npz", npz(textured))
    files.write(folder / "prop.glb", glb(textured, picture, request))


def read_result(folder: Path) -> TexturedMesh:
    """The prop that `write_result` wrote, in metres. Raises ValueError when a file is missing or damaged."""
    try:
        with np.load(folder / "prop.npz", allow_pickle=False) as arrays:
            vertices, faces, uvs = (arrays[name] for name in ("vertices", "faces", "uvs"))
        with Image.open(folder / "albedo.png") as picture:
            albedo = np.asarray(picture.convert("RGB"))
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise ValueError(f"The prop in {folder} cannot be read ({error}): make it again") from error
    return TexturedMesh(Mesh(vertices, faces, 1.0, np.zeros(3, np.float32)), uvs, albedo)


def png(picture: Image.Image) -> bytes:
    """sRGB, 8 bits a channel."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def npz(textured: TexturedMesh) -> bytes:
    """vertices (V, 3) float32, metres; faces (F, 3) int32; uvs (F, 3, 2) float32, one for each corner."""
    buffer = io.BytesIO()
    np.savez(buffer, vertices=textured.mesh.vertices, faces=textured.mesh.faces, uvs=textured.uvs)
    return buffer.getvalue()


def glb(textured: TexturedMesh, picture: Image.Image, request: Request) -> bytes:
    """glTF 2.0: one mesh named after the prompt, one rough material; Y up and the front to +Z, as glTF wants it."""
    vertex, corners, uvs = split_at_seams(textured)
    mesh = textured.mesh
    material = PBRMaterial(name=request.prompt, baseColorTexture=picture, metallicFactor=0.0, roughnessFactor=ROUGHNESS)
    split = trimesh.Trimesh(
        y_up(mesh.vertices)[vertex],
        corners,
        vertex_normals=y_up(vertex_normals(mesh.vertices, mesh.faces))[vertex],
        visual=TextureVisuals(uv=uvs, material=material),
        metadata={name: value for name, value in asdict(request).items() if name in EXTRAS},
        process=False,
    )
    scene = trimesh.Scene()
    scene.add_geometry(split, node_name=request.prompt, geom_name=request.prompt)
    return export_glb(scene, include_normals=True, tree_postprocessor=_sign)


def _sign(tree: dict[str, Any]) -> None:
    """Names us in the glTF tree, and tells what each buffer is for, which trimesh leaves out."""
    tree["asset"]["generator"] = "Propsmith"
    for primitive in tree["meshes"][0]["primitives"]:
        for accessor in primitive["attributes"].values():
            tree["bufferViews"][tree["accessors"][accessor]["bufferView"]]["target"] = ARRAY_BUFFER
        tree["bufferViews"][tree["accessors"][primitive["indices"]]["bufferView"]]["target"] = ELEMENT_ARRAY_BUFFER


def split_at_seams(textured: TexturedMesh) -> tuple[Ints, Ints, Floats]:
    """For each pair of a vertex and a UV the vertex (N,) and the UV (N, 2); between them the faces (F, 3) of pairs."""
    uvs = textured.uvs.reshape(-1, 2)
    pairs = np.column_stack([textured.mesh.faces.ravel(), uvs])
    _, first, corners = np.unique(pairs, axis=0, return_index=True, return_inverse=True)
    return textured.mesh.faces.ravel()[first], corners.reshape(-1, 3).astype(np.int32), uvs[first]


def y_up(vectors: Floats) -> Floats:
    """(N, 3) in Blender's axes -> glTF's."""
    x, y, z = vectors.T
    return np.stack([x, z, -y], axis=1)
