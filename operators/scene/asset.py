"""Props in the Asset Browser: the worker's picture, tags from the prompt, and a catalog of their own.

The catalog is written beside a file when that is saved with such an asset in it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import bpy
import numpy as np
from bpy.app.handlers import persistent

from ...nerf_sds.disk import files
from . import props

CATALOG = "0f6c9c1e-8a57-4d53-9f0e-6d1f3f0c2b71"  # the same in every file, so that libraries can be joined
CATALOG_FILE = "blender_assets.cats.txt"
TAG = "propsmith"
_NEW_FILE = "VERSION 1\n"
_LARGEST = 1024  # pixels a side of a picture


def register() -> None:
    bpy.app.handlers.save_post.append(_add_catalog)


def unregister() -> None:
    bpy.app.handlers.save_post.remove(_add_catalog)


def mark(obj: bpy.types.Object, prompt: str, picture: Path | None) -> None:
    """Makes the prop an asset with this picture. One that is an asset already keeps what the artist wrote about it."""
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
    """Adds the catalog to the definitions beside the Blender file, or to those above it where there are some.

    What is in them stays, and so does a file that is none. Raises OSError when it cannot be written.
    """
    path = next((path for folder in blend.parents if (path := folder / CATALOG_FILE).is_file()), None)
    known = path.read_bytes().decode("utf-8", "surrogateescape") if path else _NEW_FILE
    if CATALOG in known or not re.search(r"^VERSION 1\s*$", known, re.MULTILINE):
        return
    added = f"{'' if known.endswith(chr(10)) else chr(10)}{CATALOG}:Propsmith:Propsmith\n"
    target = (path or blend.with_name(CATALOG_FILE)).resolve()
    files.write(target, (known + added).encode("utf-8", "surrogateescape"))


def _show(obj: bpy.types.Object, picture: Path) -> None:
    """Gives the object its picture in the Asset Browser."""
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
            print(f"propsmith: {error.filename} cannot be written ({error.strerror})", file=sys.stderr)
