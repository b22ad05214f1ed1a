"""Jobs for the tests: a real worker on the closed-form prior, which needs no weights and takes seconds."""

from __future__ import annotations

import time
from pathlib import Path
from types import ModuleType

import bpy

PROP = {"prompt": "a red ball", "preset": "sketch", "prior": "dirac"}


def name_worker(python: str) -> None:
    bpy.context.preferences.addons["propsmith"].preferences.worker_python = python


def start(driver: ModuleType, seed: int = 0) -> Path:
    """A job that nobody follows: the test calls `tick`."""
    from propsmith.nerf_sds.config import Request
    from propsmith.operators.environment import worker_python
    from propsmith.operators.placement import Placement

    return driver.start(worker_python(bpy.context), Request(**PROP, seed=seed), Placement())


def tick_until(driver: ModuleType, holds) -> None:
    deadline = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < deadline, driver.status
        driver.tick()
        time.sleep(0.05)
