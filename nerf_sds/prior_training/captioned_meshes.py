"""The data set for training a diffusion model of props: compact coloured meshes with captions, in one folder.

    captions.jsonl         one line per mesh, in order; may be edited by hand; see `CaptionedMesh`
    meshes-0000.npz.xz     the geometry of the first SHARD meshes, and so on

Axes: Z up, the front towards -Y, inside the unit ball around the origin. Coordinates are stored as 13-bit integers.
Faces are stored as distances back to an earlier vertex. A mesh of 14,000 triangles takes about 70 kB. NumPy and the
standard library only, because Blender writes data sets with this module.
"""

from __future__ import annotations

import io
import json
import lzma
import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

CAPTIONS = "captions.jsonl"
SHARD = 64  # meshes per file
STEPS = 4095  # integer steps of a coordinate from 0 to 1
MOST_FACES = 40_000  # of a mesh
FACTS = ("name", "kind", "caption", "synonyms", "colour", "has_front", "source", "licence", "author")


@dataclass(frozen=True)
class CaptionedMesh:
    """A prop with a colour per vertex and facts about it."""

    name: str  # in its source: "wooden chair"
    kind: str  # the head noun: "chair"
    caption: str  # a description: "a brown wooden chair with a slatted back"
    vertices: NDArray[np.float32]  # (V, 3) in the unit ball
    faces: NDArray[np.int32]  # (F, 3) counter-clockwise seen from outside
    colours: NDArray[np.uint8]  # (V, 3) sRGB albedo
    synonyms: Sequence[str] = ()  # other names of the kind
    colour: str = ""  # the name of the colour, if the prop was made in a single one
    has_front: bool = True  # True if its front looks different from its sides
    source: str = ""  # package, collection or library
    licence: str = ""  # the SPDX identifier, if it is known
    author: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        """The non-empty facts without the geometry, as a line of captions.jsonl."""
        facts = {name: getattr(self, name) for name in FACTS} | {"synonyms": [*self.synonyms]}
        return {name: value for name, value in facts.items() if value not in ("", [])}


def write(folder: Path, meshes: Iterable[CaptionedMesh]) -> int:
    """Writes the meshes as a data set, shard by shard, and returns their number.

    Replaces an existing data set. captions.jsonl is written last; without it the folder counts as empty. Raises
    ValueError if a mesh does not fit the format.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CAPTIONS).unlink(missing_ok=True)
    remaining, lines = iter(meshes), []
    for number, shard in enumerate(iter(lambda: [*islice(remaining, SHARD)], [])):
        _replace(folder / f"meshes-{number:04d}.npz.xz", _packed(shard))
        lines += [json.dumps(mesh.facts, ensure_ascii=False) for mesh in shard]
    _replace(folder / CAPTIONS, "".join(f"{line}\n" for line in lines).encode())
    return len(lines)


def read(folder: Path) -> Iterator[CaptionedMesh]:
    """Yields the meshes of a data set. Raises FileNotFoundError or ValueError with one line that says what is wrong."""
    if not (folder / CAPTIONS).is_file():
        raise FileNotFoundError(f"There is no data set in {folder}: make one with export-props")
    facts = _facts(folder / CAPTIONS)
    firsts = range(0, len(facts), SHARD)
    paths = [folder / f"meshes-{number:04d}.npz.xz" for number in range(len(firsts))]
    with ThreadPoolExecutor() as pool:
        for first, path, content in zip(firsts, paths, pool.map(_content, paths), strict=True):
            known, shapes = facts[first : first + SHARD], _unpacked(content, path)
            if len(known) != len(shapes):
                raise ValueError(
                    f"{path} has {len(shapes)} meshes, and {CAPTIONS} {len(known)} lines for them: export the set again"
                )
            for said, (vertices, faces, colours) in zip(known, shapes, strict=True):
                yield CaptionedMesh(**said, vertices=vertices, faces=faces, colours=colours)


def _facts(path: Path) -> list[dict[str, Any]]:
    """Reads captions.jsonl. Each line must have a name, a kind and a caption, and only known keys."""
    facts = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            said = json.loads(line)
            texts = [said[name].strip() for name in ("name", "kind", "caption")]
            if not all(texts) or not said.keys() <= {*FACTS}:
                raise ValueError
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{path}, line {number}: write name, kind and caption as export-props does") from error
        facts.append(said)
    return facts


def _content(path: Path) -> bytes:
    try:
        return lzma.decompress(path.read_bytes())
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise ValueError(f"{path} cannot be read: export the data set again") from error


def _packed(meshes: Sequence[CaptionedMesh]) -> bytes:
    coordinates, backs, shades, counts = [], [], [], []
    for mesh in meshes:
        order, faces = _by_first_use(mesh)
        if not 0 < len(faces) <= MOST_FACES or not np.linalg.norm(mesh.vertices[order], axis=1).max() <= 1.001:
            raise ValueError(f"{mesh.name}: it must have 1 to {MOST_FACES} triangles and lie in the unit ball")
        points = np.round(mesh.vertices[order] * STEPS).astype(np.int16)
        coordinates.append(np.diff(points, axis=0, prepend=np.zeros((1, 3), np.int16)).T.ravel())
        shades.append(np.diff(mesh.colours[order], axis=0, prepend=np.zeros((1, 3), np.uint8)).T.ravel())
        backs.append(_distances_back(faces))
        counts.append((len(points), len(faces)))
    file = io.BytesIO()
    np.savez(
        file, counts=np.array(counts), coordinates=np.concatenate(coordinates), backs=np.concatenate(backs),
        shades=np.concatenate(shades),
    )  # fmt: skip
    return lzma.compress(file.getvalue(), preset=6)


def _unpacked(content: bytes, path: Path) -> list[tuple[NDArray[np.float32], NDArray[np.int32], NDArray[np.uint8]]]:
    """Returns vertices, faces and colours of each mesh of a shard."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            counts, coordinates, backs, shades = (arrays[name] for name in ("counts", "coordinates", "backs", "shades"))
    except (ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ValueError(f"{path} holds no meshes: export the data set again") from error
    meshes, vertex, corner = [], 0, 0
    for vertices, faces in counts.tolist():
        part = slice(3 * vertex, 3 * (vertex + vertices))
        points = coordinates[part].reshape(3, -1).T.astype(np.int32).cumsum(0)
        colours = shades[part].reshape(3, -1).T.cumsum(0, dtype=np.uint8)
        triangles = _absolute(backs[corner : corner + 3 * faces])
        meshes.append(((points / STEPS).astype(np.float32), triangles, colours))
        vertex, corner = vertex + vertices, corner + 3 * faces
    return meshes


def _by_first_use(mesh: CaptionedMesh) -> tuple[NDArray, NDArray[np.int64]]:
    """Returns the used vertices in the order in which the faces first use them, and the faces with the new indices."""
    used, first, inverse = np.unique(mesh.faces.ravel(), return_index=True, return_inverse=True)
    rank = np.empty(len(used), np.int64)
    rank[np.argsort(first)] = np.arange(len(used))
    return used[np.argsort(first)], rank[inverse].reshape(-1, 3)


def _distances_back(faces: NDArray[np.int64]) -> NDArray[np.unsignedinteger]:
    """Encodes faces as (3 F,): 0 for a new vertex, else the distance back from the next new vertex."""
    corners = faces.ravel()
    highest = np.maximum.accumulate(np.concatenate([[-1], corners[:-1]]))
    back = highest + 1 - corners
    return back.astype(np.min_scalar_type(back.max()))


def _absolute(backs: NDArray[np.unsignedinteger]) -> NDArray[np.int32]:
    """Reverses `_distances_back`. Returns faces (F, 3)."""
    new = backs == 0
    following = np.concatenate([[0], new.cumsum()[:-1]])
    return (following - backs.astype(np.int64)).reshape(-1, 3).astype(np.int32)


def _replace(path: Path, content: bytes) -> None:
    """Writes a temporary file and renames it, so that the file is there whole or not at all."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    beside.write_bytes(content)
    os.replace(beside, path)
