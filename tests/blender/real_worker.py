"""Jobs for the tests: a real worker on the closed-form prior, which needs no weights and takes seconds."""

from __future__ import annotations

import time
from pathlib import Path
from types import ModuleType

import bpy

PROP = {"prompt": "a red ball", "preset": "sketch", "prior": "dirac"}
SMALL = {"faces": 300, "mesh_resolution": 32, "texture_size": 64}
QUICK = SMALL | {"grid_resolutions": [16], "stages": [[16, 12, 16, 16]]}  # is over at once


def name_worker(python: str) -> None:
    bpy.context.preferences.addons["propsmith"].preferences.worker_python = python


def start(driver: ModuleType, seed: int = 0, lasting: bool = False) -> Path:
    """A job that nobody follows: the test calls `tick`. A lasting one takes seconds, in which it can be stopped."""
    from propsmith.nerf_sds.config import Request
    from propsmith.operators.environment import worker_python
    from propsmith.operators.scene.placement import Placement

    request = Request(**PROP, seed=seed, overrides=SMALL if lasting else QUICK)
    return driver.start(worker_python(bpy.context), request, Placement())


def tick_until(driver: ModuleType, holds) -> None:
    deadline = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < deadline, driver.status
        driver.tick()
        time.sleep(0.05)
