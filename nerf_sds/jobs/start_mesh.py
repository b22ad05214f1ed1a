"""The mesh that a prop starts from: it lies beside the request, which names it by its digest. Standard library only."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from ..config import Request
from ..disk import files
from ..disk.files import Damaged
from .failures import Refused

START = "start.npz"  # in a job folder; `mesh.initial_shape` reads it
FORMATS = (".obj", ".glb", ".gltf", ".ply", ".stl")  # of a file that a person names
LARGEST_FILE = 200_000_000  # bytes
LARGEST_START = 16_000_000  # bytes: half a million vertices


def digest(start: bytes) -> str:
    """What a request calls the mesh that it starts from."""
    return sha256(start).hexdigest() if start else ""


def check(start: bytes, request: Request) -> None:
    """Raises Refused unless it is the start.npz that the request names, b"" where it names none, and not too large."""
    if digest(start) != request.start:
        raise Refused("The mesh to start from is not at hand: choose it, and generate anew")
    if len(start) > LARGEST_START:
        raise Refused(f"The mesh to start from is larger than {LARGEST_START // 1_000_000} MB: simplify it")


def read(folder: Path, request: Request) -> bytes:
    """The start.npz of a job folder, b"" where the request has none. Raises Refused when it is not the one."""
    if not request.start:
        return b""
    try:
        start = files.read(folder / START, LARGEST_START)
    except (FileNotFoundError, Damaged):
        start = b""
    if digest(start) != request.start:
        raise Refused(f"{START} in {folder} is missing or damaged: generate from the mesh anew")
    return start
