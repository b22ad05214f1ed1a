"""Reads safetensors files with NumPy only, because Blender's Python has no library for them.

A file starts with the length of its header (8 bytes, little-endian). Then come the header (JSON: name -> dtype, shape,
offsets of the first byte and of the end) and the tensors.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DTYPES = {"I8": np.int8, "F16": np.float16, "F32": np.float32}
SCALE = ".scale"  # suffix of the tensor that holds a factor for each row of an 8-bit matrix


class TensorFile:
    """The tensors of a file by name, as float32. They stay on disk; only the requested rows are read."""

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
        """Returns a tensor, or the given rows of it. Integers are multiplied by the scales of their rows."""
        tensor = self._tensors[name][rows].astype(np.float32)
        if name + SCALE in self._tensors:
            tensor *= self._tensors[name + SCALE][rows, None]
        return tensor
