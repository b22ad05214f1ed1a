"""The small pictures in the lists."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from results import write_png


@pytest.fixture
def thumbnails(driver: ModuleType) -> ModuleType:
    from propsmith.operators.viewport import thumbnails

    return thumbnails


@pytest.fixture
def picture(driver: ModuleType, tmp_path: Path) -> Path:
    write_png(tmp_path / "preview.png", np.full((64, 64, 3), 200, np.uint8))
    return tmp_path / "preview.png"


def is_kept(thumbnails: ModuleType, picture: Path) -> bool:
    """Whether the picture has an icon, had Blender a window; without one all icons are 0."""
    thumbnails.icon(picture)
    return str(picture) in thumbnails._pictures


def test_a_picture_is_read_at_once_and_not_by_a_thread_that_would_outlive_it(
    thumbnails: ModuleType, picture: Path
) -> None:
    assert is_kept(thumbnails, picture)
    picture.unlink()
    seen = thumbnails._pictures[str(picture)]
    assert min(*seen.icon_size, *seen.image_size) > 0
    thumbnails.forget(picture)
    assert not is_kept(thumbnails, picture)


def test_a_picture_that_cannot_be_read_has_no_icon_until_it_is_written_anew(
    thumbnails: ModuleType, picture: Path
) -> None:
    whole = picture.read_bytes()
    picture.write_bytes(b"no picture")
    assert not is_kept(thumbnails, picture)
    picture.write_bytes(whole)
    os.utime(picture, 2 * (time.time() + 2,))  # within a second Blender takes it for the same picture
    assert is_kept(thumbnails, picture)
