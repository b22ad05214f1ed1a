"""Whether a PNG is whole, found without Blender: its own look at a large one would hold up the window."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from ...nerf_sds.disk import files

LARGEST = 16_384  # pixels a side
LARGEST_FILE = 1 << 30  # bytes
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by colour type
_PIECE = 1 << 20  # bytes unpacked at a time


def check(path: Path) -> None:
    """Raises ValueError with one line when it is no PNG, or one that is too large, cut off or damaged."""
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
    """Bytes that the picture's rows have; -1 when a chunk is damaged. Takes little memory, whatever was packed."""
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
    """The contents of the IDAT chunks. Raises zlib.error or struct.error."""
    start = len(_SIGNATURE)
    while start < len(data):
        size, kind = struct.unpack_from(">I4s", data, start)
        (checksum,) = struct.unpack_from(">I", data, start + 8 + size)
        if zlib.crc32(data[start + 4 : start + 8 + size]) != checksum:
            raise zlib.error("a chunk's checksum is wrong")
        if kind == b"IDAT":
            yield data[start + 8 : start + 8 + size]
        start += 12 + size
