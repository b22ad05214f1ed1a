"""A prop in the Asset Browser, and the catalog that it stands in."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import bpy
import numpy as np
import pytest
from results import make, write_png

OTHERS = "1f6c9c1e-8a57-4d53-9f0e-6d1f3f0c2b71:Rocks:Rocks"


@pytest.fixture
def asset(driver: ModuleType) -> ModuleType:
    from propsmith.operators.scene import asset

    return asset


@pytest.fixture
def folder(asset: ModuleType, tmp_path: Path) -> Path:
    """A finished prop with its picture, green above and black below, in an empty scene."""
    folder = make(tmp_path / "job")
    picture = np.zeros((16, 8, 3), np.uint8)
    picture[:8, :, 1] = 255
    write_png(folder / "preview.png", picture)
    return folder


def built(folder: Path, **wanted: object) -> bpy.types.Object:
    from propsmith.operators.scene import import_prop
    from propsmith.operators.scene.placement import Placement

    return import_prop.build(bpy.context, import_prop.read(folder), Placement(**wanted))


def test_an_asset_has_the_workers_picture_tags_a_description_and_a_catalog(asset: ModuleType, folder: Path) -> None:
    obj = built(folder, asset=True)
    data = obj.asset_data
    assert {tag.name for tag in data.tags} == {"propsmith", "red", "and", "blue", "cube"}
    assert (data.description, data.catalog_id) == ("a red and blue cube", asset.CATALOG)
    assert tuple(obj.preview.image_size) == (8, 16)
    pixels = np.array(obj.preview.image_pixels_float).reshape(16, 8, 4)
    assert np.allclose(pixels[:8], (0, 0, 0, 1)) and np.allclose(pixels[8:], (0, 1, 0, 1)), "the bottom row is first"
    assert len(bpy.data.images) == 1
    assert built(folder).asset_data is None


def test_what_the_artist_wrote_about_an_asset_stays_when_its_prop_is_made_anew(folder: Path, tmp_path: Path) -> None:
    from propsmith.operators.scene import props

    obj = built(folder, asset=True)
    obj.asset_data.description, obj.asset_data.catalog_id = "mine", OTHERS.split(":")[0]
    obj.asset_data.tags.remove(obj.asset_data.tags["red"])
    write_png(make(tmp_path / "other") / "preview.png", np.full((4, 4, 3), 255, np.uint8))
    assert built(tmp_path / "other", asset=True, replaces=props.marked(obj)) == obj
    data = obj.asset_data
    assert (data.description, data.catalog_id) == ("mine", OTHERS.split(":")[0]) and "red" not in data.tags
    assert tuple(obj.preview.image_size) == (4, 4)


def test_the_catalog_comes_beside_the_file_when_an_asset_is_saved(
    asset: ModuleType, folder: Path, tmp_path: Path
) -> None:
    catalog = tmp_path / asset.CATALOG_FILE
    built(folder)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "library.blend"))
    assert not catalog.exists()
    built(folder, asset=True)
    for _ in range(2):
        bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "library.blend"))
    assert catalog.read_text() == f"VERSION 1\n{asset.CATALOG}:Propsmith:Propsmith\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_catalogs_that_are_there_stay_as_they_are(asset: ModuleType, tmp_path: Path, end: str) -> None:
    catalog, before = tmp_path / asset.CATALOG_FILE, f"# mine \u00e9\r\nVERSION 1\n\n{OTHERS}{end}".encode("latin-1")
    catalog.write_bytes(before)
    (tmp_path / "below").mkdir()
    for _ in range(2):
        asset.write_catalog(tmp_path / "below" / "props.blend")
    assert catalog.read_bytes() == before + f"{'' if end else chr(10)}{asset.CATALOG}:Propsmith:Propsmith\n".encode()
    assert not list((tmp_path / "below").iterdir())


@pytest.mark.parametrize("content", [b"", b"VERSION 2\n", b"\0\xff garbage"])
def test_a_file_that_holds_no_catalogs_of_this_kind_is_left_alone(
    asset: ModuleType, tmp_path: Path, content: bytes
) -> None:
    catalog = tmp_path / asset.CATALOG_FILE
    catalog.write_bytes(content)
    asset.write_catalog(tmp_path / "props.blend")
    assert catalog.read_bytes() == content


def test_without_a_picture_that_can_be_read_the_prop_is_an_asset_all_the_same(folder: Path) -> None:
    (folder / "preview.png").write_bytes(b"GIF89a" + bytes(40))
    obj = built(folder, asset=True)
    assert obj.asset_data and obj.preview is None
