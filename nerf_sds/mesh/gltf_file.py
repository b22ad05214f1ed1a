"""Checks glTF and GLB files and simplifies them for trimesh: buffers in memory, one scene, triangles only."""

from __future__ import annotations

import base64
import binascii
import io
import json
import struct
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np
from trimesh.resolvers import ZipResolver

from ..disk import files, strict_json
from ..jobs.start_mesh import LARGEST_FILE
from .extraction import Ints

COMPRESSIONS = {  # extension -> name shown to the user
    "KHR_draco_mesh_compression": "Draco",
    "EXT_meshopt_compression": "meshopt",
    "KHR_meshopt_compression": "meshopt",
}
_INDICES = {5121: "u1", 5123: "<u2", 5125: "<u4"}  # glTF's component type -> numpy dtype
_TRIANGLES, _STRIP, _FAN = 4, 5, 6
_MAGIC, _JSON, _BINARY = b"glTF", 0x4E4F534A, 0x004E4942


def plain(path: Path, data: bytes) -> tuple[bytes, ZipResolver]:
    """Returns the scene as .gltf without materials and pictures, and a resolver that has its buffers.

    Raises ValueError that says what is wrong.
    `data` is the content of the .gltf or .glb file at `path`; its buffers may lie beside it.
    """
    header, binary = _parts(data)
    for extension in header.get("extensionsRequired", []) + header.get("extensionsUsed", []):
        if extension in COMPRESSIONS and _is_needed(extension, header):
            raise ValueError(f"it uses {COMPRESSIONS[extension]} compression: export it without")
    buffers: list[bytes] = []  # a buffer's name is its index here
    for buffer in header.get("buffers", []):
        uri = buffer.get("uri")
        content = binary if uri is None else _fetched(path, uri)
        if len(content) < buffer["byteLength"]:
            raise ValueError(f"it is cut off: {len(content)} of {buffer['byteLength']} bytes of a buffer are there")
        buffer["uri"] = str(len(buffers))
        buffers.append(content)
    for accessor in header.get("accessors", []):
        if "sparse" in accessor:
            raise ValueError("it uses sparse accessors: export it without shape keys")
    for mesh in header.get("meshes", []):
        for primitive in mesh["primitives"]:
            if primitive.get("mode", _TRIANGLES) in (_STRIP, _FAN):
                _triangulate(primitive, header, buffers)
            primitive["material"] = 0  # trimesh reads UVs together with a material
    header["materials"] = [{}]
    for name in ("images", "textures", "samplers"):
        header.pop(name, None)
    if "scene" not in header:
        header["scene"] = 0
    if not header.get("scenes"):
        nodes = header.get("nodes", [])
        children = {child for node in nodes for child in node.get("children", [])}
        header["scenes"] = [{"nodes": [number for number in range(len(nodes)) if number not in children]}]
    resolver = ZipResolver({str(number): io.BytesIO(content) for number, content in enumerate(buffers)})
    return json.dumps(header).encode(), resolver


def _parts(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Returns the JSON of a file, and the binary chunk if it is a GLB."""
    if not data.startswith(_MAGIC):
        return _object(strict_json.parse(data)), b""
    if len(data) < 12 or struct.unpack_from("<I", data, 8)[0] > len(data):
        raise ValueError("it is cut off")
    chunks: dict[int, bytes] = {}
    start = 12
    while start + 8 <= len(data):
        size, kind = struct.unpack_from("<II", data, start)
        chunks.setdefault(kind, data[start + 8 : start + 8 + size])
        start += 8 + size
    if _JSON not in chunks:
        raise ValueError("it has no scene in it")
    return _object(strict_json.parse(chunks[_JSON])), chunks.get(_BINARY, b"")


def _object(header: Any) -> dict[str, Any]:
    if not isinstance(header, dict) or "asset" not in header:
        raise ValueError("it is no glTF")
    return header


def _is_needed(extension: str, header: dict[str, Any]) -> bool:
    """True if the file cannot be read without the extension. Some files hold an uncompressed copy as well."""
    return extension in header.get("extensionsRequired", []) or any(
        extension in primitive.get("extensions", {})
        for mesh in header.get("meshes", [])
        for primitive in mesh["primitives"]
    )


def _fetched(path: Path, uri: str) -> bytes:
    """Reads a buffer from a data URI or from a file in the same folder, whose name may be percent-encoded."""
    if uri.startswith("data:"):
        try:
            return base64.b64decode(uri.partition(",")[2], validate=True)
        except binascii.Error:
            raise ValueError("it is damaged: a buffer in it is no base64") from None
    folder = path.parent.resolve()
    for name in (unquote(uri), uri):
        beside = (folder / name).resolve()
        if not beside.is_relative_to(folder):
            raise ValueError(f"it names a file outside of its folder: {name}")
        try:
            return files.read(beside, LARGEST_FILE)
        except FileNotFoundError:
            continue
    raise ValueError(f"{unquote(uri)} is missing: put it beside the file, or export a .glb")


def _triangulate(primitive: dict[str, Any], header: dict[str, Any], buffers: list[bytes]) -> None:
    """Converts a strip or a fan to triangles, with their indices in a new buffer."""
    order = _indices(primitive, header, buffers)
    if primitive["mode"] == _FAN:
        first = np.repeat(order[:1], max(len(order) - 2, 0))
        triangles = np.stack([first, order[1:-1], order[2:]], axis=1)
    else:
        triangles = np.stack([order[:-2], order[1:-1], order[2:]], axis=1)
        triangles[1::2] = triangles[1::2, [1, 0, 2]]  # every second triangle has the opposite winding
    data = triangles.astype("<u4").tobytes()
    header["buffers"].append({"byteLength": len(data), "uri": str(len(buffers))})
    header["bufferViews"].append({"buffer": len(buffers), "byteLength": len(data)})
    buffers.append(data)
    view = len(header["bufferViews"]) - 1
    header["accessors"].append({"bufferView": view, "componentType": 5125, "count": triangles.size, "type": "SCALAR"})
    primitive |= {"mode": _TRIANGLES, "indices": len(header["accessors"]) - 1}


def _indices(primitive: dict[str, Any], header: dict[str, Any], buffers: list[bytes]) -> Ints:
    """Returns the primitive's vertex indices in order."""
    accessors = header["accessors"]
    if "indices" not in primitive:
        return np.arange(accessors[primitive["attributes"]["POSITION"]]["count"], dtype=np.int32)
    accessor = accessors[primitive["indices"]]
    view = header["bufferViews"][accessor["bufferView"]]
    start = view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
    kind = _INDICES[accessor["componentType"]]
    return np.frombuffer(buffers[view["buffer"]], kind, accessor["count"], start).astype(np.int32)
