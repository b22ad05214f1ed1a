"""A result folder as the worker writes it: a cube, red above and blue below."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import bpy
import numpy as np

CORNERS = np.array([(x, y, z) for z in (0, 1) for y in (-0.5, 0.5) for x in (-0.5, 0.5)], np.float32)
SIDES = ((0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5))
FACES = np.array([triangle for a, b, c, d in SIDES for triangle in ((a, b, c), (a, c, d))], np.int32)
UVS = np.array([[(0, 0), (1, 0), (1, 1)], [(0, 0), (1, 1), (0, 1)]] * 6, np.float32)


def make(folder: Path, **asked: object) -> Path:
    """Writes the folder; what is asked for goes into its request."""
    from propsmith.nerf_sds.config import Request
    from propsmith.nerf_sds.jobs import protocol

    folder.mkdir()
    write_mesh(folder)
    picture = np.zeros((8, 8, 3), np.uint8)
    picture[:4], picture[4:] = (255, 0, 0), (0, 0, 255)
    write_png(folder / "albedo.png", picture)
    request = Request(**{"prompt": "a red and blue cube", "seed": 7, "preset": "draft", **asked})
    (folder / "request.json").write_text(protocol.encode(request))
    return folder


def finish(folder: Path, **asked: object) -> Path:
    """The folder of a whole job that made it."""
    from propsmith.nerf_sds.jobs import job_folder, protocol

    make(folder, **asked)
    for name in job_folder.RESULT:
        (folder / name).touch()
    events = (protocol.Started(12, "cpu", "float32"), protocol.Done(30.0))
    (folder / job_folder.EVENTS).write_text("".join(protocol.encode(event) + "\n" for event in events))
    return folder


def held() -> dict[str, set[str]]:
    """The names of all that a prop is made of."""
    return {kind: set(getattr(bpy.data, kind).keys()) for kind in ("objects", "meshes", "materials", "images")}


def write_mesh(folder: Path, **changed: np.ndarray) -> None:
    np.savez(folder / "prop.npz", **{"vertices": CORNERS, "faces": FACES, "uvs": UVS, **changed})


def write_png(path: Path, picture: np.ndarray, claimed: tuple[int, int] | None = None) -> None:
    height, width, _ = picture.shape
    header = struct.pack(">IIBBBBB", *(claimed or (width, height)), 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + row.tobytes() for row in picture)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + b"".join(
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            for kind, data in chunks
        )
    )
