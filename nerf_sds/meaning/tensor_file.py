"""Reads safetensors files with NumPy alone: Blender's Python has no library for them.

A file is the length of its header (8 bytes, little-endian), the header (JSON: name -> dtype, shape, first and last
byte), and the tensors one after another.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DTYPES = {"I8": np.int8, "F16": np.float16, "F32": np.float32}
SCALE = ".scale"  # after a matrix's name: what each of its rows of 8-bit integers is multiplied by


class TensorFile:
    """The tensors of a file by name, in float32; they stay on disk, and only the rows that are asked for are read."""

    def __init__(self, file: Path) -> None:
        content = np.memmap(file, np.uint8, "r")
        start = 8 + int.from_bytes(content[:8].tobytes(), "little")
        header = json.loads(content[8:start].tobytes())
        self._tensors = {
            name: content[start + first : start + last].view(DTYPES[facts["dtype"]]).reshape(facts["shape"])
            for name, facts in header.items()
            if name != "__metadata__"
            for first, last in [facts["data_offsets"]]
        }

    def read(self, name: str, rows: slice | list[int] = slice(None)) -> NDArray[np.float32]:
        """A tensor, or some of its rows; integers are multiplied by the scales of their rows."""
        tensor = self._tensors[name][rows].astype(np.float32)
        if name + SCALE in self._tensors:
            tensor *= self._tensors[name + SCALE][rows, None]
        return tensor
