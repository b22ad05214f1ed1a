"""Checks that a PNG is whole without Blender's decoder, which would block the window while it reads a large one."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from ...nerf_sds.disk import files

LARGEST = 16_384  # pixels a side; a larger picture is refused
LARGEST_FILE = 1 << 30  # bytes; a larger file is refused
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # PNG colour type -> samples per pixel
_PIECE = 1 << 20  # bytes that are unpacked at a time


def check(path: Path) -> None:
    """Raises ValueError with one line if the file is not a PNG, or is too large, interlaced, cut off or damaged.

    Raises FileNotFoundError if there is no file.
    """
    data = files.read(path, LARGEST_FILE, follow=True)
    if len(data) < 33 or data[:8] != _SIGNATURE or data[12:16] != b"IHDR":
        raise ValueError(f"{path} is not a PNG picture")
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    if not (0 < width <= LARGEST and 0 < height <= LARGEST):
        raise ValueError(f"{path} is larger than {LARGEST} pixels a side, which is refused")
    rows = height * (1 + (width * depth * _CHANNELS.get(colour, 0) + 7) // 8)
    if interlaced or _unpacked(data) != rows:
        raise ValueError(f"Blender cannot read {path}: it is cut off or damaged")


def _unpacked(data: bytes) -> int:
    """Returns the number of bytes of the unpacked picture; -1 if a chunk is damaged. Needs little memory."""
    unpack, total = zlib.decompressobj(), 0
    try:
        for chunk in _picture_chunks(data):
            while chunk:
                total += len(unpack.decompress(chunk, _PIECE))
                chunk = unpack.unconsumed_tail
    except (zlib.error, struct.error):
        return -1
    return total if unpack.eof else -1


def _picture_chunks(data: bytes) -> Iterator[bytes]:
    """Yields the contents of the IDAT chunks. Raises zlib.error or struct.error if a chunk is damaged."""
    start = len(_SIGNATURE)
    while start < len(data):
        size, kind = struct.unpack_from(">I4s", data, start)
        (checksum,) = struct.unpack_from(">I", data, start + 8 + size)
        if zlib.crc32(data[start + 4 : start + 8 + size]) != checksum:
            raise zlib.error("a chunk's checksum is wrong")
        if kind == b"IDAT":
            yield data[start + 8 : start + 8 + size]
        start += 12 + size
