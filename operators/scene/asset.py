"""Props in the Asset Browser: a picture from the worker, tags from the prompt, and a catalog named Propsmith.

When a Blender file with such an asset is saved, the catalog's definition is written beside it.
"""

from __future__ import annotations

import re
from pathlib import Path

import bpy
import numpy as np
from bpy.app.handlers import persistent

from ...nerf_sds.disk import files
from ...nerf_sds.program import complain
from . import props

CATALOG = "0f6c9c1e-8a57-4d53-9f0e-6d1f3f0c2b71"  # UUID, the same in every file, so that libraries can be joined
CATALOG_FILE = "blender_assets.cats.txt"
TAG = "propsmith"
_NEW_FILE = "VERSION 1\n"
_LARGEST = 1024  # pixels a side; a larger picture is not used


def register() -> None:
    bpy.app.handlers.save_post.append(_add_catalog)


def unregister() -> None:
    bpy.app.handlers.save_post.remove(_add_catalog)


def mark(obj: bpy.types.Object, prompt: str, picture: Path | None) -> None:
    """Marks the prop as an asset and sets its picture.

    An object that is an asset already keeps its description, tags and catalog. Without a picture the preview stays as
    it is.
    """
    if obj.asset_data is None:
        obj.asset_mark()
        data: bpy.types.AssetMetaData = obj.asset_data
        data.description, data.catalog_id = prompt, CATALOG
        for tag in (TAG, *re.findall(r"\w+", prompt.lower())):
            if tag not in props.ARTICLES:
                data.tags.new(tag, skip_if_exists=True)
    if picture:
        _show(obj, picture)


def write_catalog(blend: Path) -> None:
    """Adds the catalog to the nearest catalog definition file in the folder of `blend` or above it.

    Creates the file beside `blend` if there is none. All other lines are kept. A file that is not a catalog definition
    file of version 1 is left unchanged. Raises OSError if the file cannot be written.
    """
    path = next((path for folder in blend.parents if (path := folder / CATALOG_FILE).is_file()), None)
    known = path.read_bytes().decode("utf-8", "surrogateescape") if path else _NEW_FILE
    if CATALOG in known or not re.search(r"^VERSION 1\s*$", known, re.MULTILINE):
        return
    added = f"{'' if known.endswith(chr(10)) else chr(10)}{CATALOG}:Propsmith:Propsmith\n"
    target = (path or blend.with_name(CATALOG_FILE)).resolve()
    files.write(target, (known + added).encode("utf-8", "surrogateescape"))


def _show(obj: bpy.types.Object, picture: Path) -> None:
    """Sets the picture as the object's preview in the Asset Browser."""
    image = bpy.data.images.load(str(picture), check_existing=False)
    try:
        if 0 < max(image.size) <= _LARGEST:
            pixels = np.empty(image.size[0] * image.size[1] * 4, np.float32)
            image.pixels.foreach_get(pixels)
            preview = obj.preview_ensure()
            preview.image_size = image.size
            preview.image_pixels_float.foreach_set(pixels)
    finally:
        bpy.data.images.remove(image)


@persistent
def _add_catalog(*_: object) -> None:
    assets = (obj.asset_data for obj in bpy.data.objects if obj.asset_data and not obj.library)
    if bpy.data.filepath and any(asset.catalog_id == CATALOG for asset in assets):
        try:
            write_catalog(Path(bpy.data.filepath))
        except OSError as error:
            complain(f"{error.filename} cannot be written ({error.strerror})")
