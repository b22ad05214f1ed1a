"""The mesh that a prop starts from: a file beside the request, which holds its digest. Standard library only."""

from __future__ import annotations

import io
import zipfile
from hashlib import sha256
from pathlib import Path

from ..config import Request
from ..disk import files
from ..disk.files import Damaged
from .failures import Refused

START = "start.npz"  # file in the job folder; `mesh.initial_shape` reads its mesh
FORMATS = (".obj", ".glb", ".gltf", ".ply", ".stl")  # formats of the file that the user chooses
LARGEST_FILE = 200_000_000  # bytes
LARGEST_START = 32_000_000  # bytes: 150,000 triangles with two sets of UVs, and a texture to keep a part of


def digest(start: bytes) -> str:
    """Returns the hexadecimal SHA-256 of a start.npz, which requests use as its name. Empty for no mesh."""
    return sha256(start).hexdigest() if start else ""


def check(start: bytes, request: Request) -> None:
    """Raises Refused unless `start` is the start.npz that the request names (b"" for none) and not too large."""
    if digest(start) != request.start:
        raise Refused("The mesh to start from is not at hand: choose it, and generate anew")
    if len(start) > LARGEST_START:
        raise Refused(f"The mesh to start from is larger than {LARGEST_START // 1_000_000} MB: simplify it")


def read(folder: Path, request: Request) -> bytes:
    """Returns the start.npz of a job folder, or b"" if the request names none.

    Raises Refused if the file is missing or is not the one that the request names.
    """
    if not request.start:
        return b""
    try:
        start = files.read(folder / START, LARGEST_START)
    except (FileNotFoundError, Damaged):
        start = b""
    if digest(start) != request.start:
        raise Refused(f"{START} in {folder} is missing or damaged: generate from the mesh anew")
    return start


def archive(start: bytes) -> io.BytesIO:
    """Returns a start.npz as a file for `numpy.load`.

    Raises ValueError if its arrays are too large, and what `zipfile` raises if it is damaged.
    """
    file = io.BytesIO(start)
    with zipfile.ZipFile(file) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > LARGEST_START:
            raise ValueError("it is too large")
    return file
