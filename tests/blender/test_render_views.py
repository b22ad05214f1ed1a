"""The views of toybox props, inside Blender."""

from __future__ import annotations

import importlib
import json
import lzma
from collections import Counter
from pathlib import Path
from types import ModuleType

import bpy
import numpy as np
import pytest


@pytest.fixture(scope="module")
def render_views(propsmith: ModuleType) -> ModuleType:
    return importlib.import_module("propsmith.operators.dataset.render_views")


@pytest.fixture(scope="module")
def cast(propsmith: ModuleType) -> ModuleType:
    return importlib.import_module("propsmith.operators.dataset.cast")


@pytest.fixture
def viewpoints(propsmith: ModuleType) -> ModuleType:
    return importlib.import_module("propsmith.nerf_sds.viewpoints")


def test_every_pair_that_is_not_held_out_comes_equally_often(render_views: ModuleType, cast: ModuleType) -> None:
    held_out = cast.held_out_pairs()
    assert len(held_out) == 34
    subjects = render_views.plan(cast.toys(False), 2 * (28 * 12 - 34), 1, 4, render_views.PURPOSES["prior"])
    counts = Counter((s.prop.kind, s.prop.colour) for s in subjects)
    assert set(counts.values()) == {2}
    assert not set(counts) & set(held_out)


def test_about_15_percent_are_clay_with_the_caption_of_the_colour(render_views: ModuleType, cast: ModuleType) -> None:
    subjects = render_views.plan(cast.toys(False), 2000, 1, 0, render_views.PURPOSES["prior"])
    assert sum(s.clay for s in subjects) / 2000 == pytest.approx(0.15, abs=0.03)
    assert all(s.prop.colour in s.prop.caption for s in subjects)
    assert {s.prop.caption for s in subjects if (s.prop.kind, s.prop.colour) == ("mug", "orange")} == {"an orange mug"}


def load(path: Path) -> np.ndarray:
    with lzma.open(path) as file:
        return np.lib.format.read_array(file)


def test_a_folder_holds_every_image_with_its_line_and_is_continued(
    render_views: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render_views, "SHARD", 2)
    render_views.render_views(tmp_path, objects=3, views=2, seed=0, part=(2, 2))
    assert [path.name for path in tmp_path.glob("shard*")] == ["shard-0001.npy.xz"]
    finished = (tmp_path / "shard-0001.npy.xz").stat().st_mtime_ns
    render_views.render_views(tmp_path, objects=3, views=2, seed=0)
    assert (tmp_path / "shard-0001.npy.xz").stat().st_mtime_ns == finished
    images = np.concatenate([load(path) for path in sorted(tmp_path.glob("shard*"))])
    lines = [json.loads(line) for line in (tmp_path / "views.jsonl").read_text().splitlines()]
    assert images.shape == (6, 64, 64, 4)
    assert [line["object"] for line in lines] == [0, 0, 1, 1, 2, 2]
    assert json.loads((tmp_path / "dataset.json").read_text())["held_out"]
    covered = images[..., 3] > 0
    assert ((covered.mean(axis=(1, 2)) > 0.03) & (covered.mean(axis=(1, 2)) < 0.9)).all()
    assert not images[~covered].any()


def test_a_view_shows_albedo_times_ambient_plus_sun(render_views: ModuleType, viewpoints: ModuleType) -> None:
    """The side of a grey cube that faces both camera and sun; ambient + sun is always 1."""
    stage = render_views.Stage()
    bpy.ops.mesh.primitive_cube_add(size=1, location=(0, 0, 0))
    cube = bpy.context.active_object
    toybox = importlib.import_module("propsmith.operators.toybox")
    cube.data.materials.append(toybox.matte("Grey", (0.5, 0.5, 0.5)))
    stage.scene.collection.objects.link(cube)
    albedo = ((0.5 + 0.055) / 1.055) ** 2.4
    for sun, ambient in ((0.0, 1.0), (0.7, 0.3)):
        light = viewpoints.Light((0.0, -1.0, 0.0), sun, ambient)
        image = stage.render(viewpoints.Viewpoint(0, 0, 3), light)
        assert ((image[32, 32, :3] / 255 + 0.055) / 1.055) ** 2.4 == pytest.approx(albedo, rel=0.03)
    bpy.data.objects.remove(cube)


def test_azimuth_0_looks_at_the_front_and_90_at_the_side_at_plus_x(
    render_views: ModuleType, viewpoints: ModuleType
) -> None:
    """A small cube at +X appears on the right from the front, and in the middle from the side; row 0 is the top."""
    stage = render_views.Stage()
    bpy.ops.mesh.primitive_cube_add(size=0.2, location=(0.6, 0, 0.5))
    cube = bpy.context.active_object
    stage.scene.collection.objects.link(cube)
    light = viewpoints.Light((0.0, -1.0, 0.0), 0.0, 1.0)
    front, side = (stage.render(viewpoints.Viewpoint(azimuth, 0, 3), light)[..., 3] for azimuth in (0, 90))
    (front_row, front_column), (side_row, side_column) = (
        np.argwhere(alpha > 128).mean(axis=0) for alpha in (front, side)
    )
    assert front_column > 40
    assert side_column == pytest.approx(31.5, abs=1)
    assert max(front_row, side_row) < 24
    bpy.data.objects.remove(cube)
