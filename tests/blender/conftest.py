"""Loads the repository's root as the package `propsmith`, as Blender does with an extension."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]

if importlib.util.find_spec("bpy"):
    import bpy  # makes bmesh and mathutils importable
    from real_worker import QUICK, name_worker
else:
    collect_ignore_glob = ["test_*.py"]


def load_extension() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "propsmith", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["propsmith"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def propsmith() -> ModuleType:
    return load_extension()


@pytest.fixture(scope="module")
def extension(propsmith: ModuleType) -> Iterator[None]:
    """Registered, with preferences, as an enabled add-on is."""
    addon = bpy.context.preferences.addons.new()
    addon.module = "propsmith"
    propsmith.register()
    yield
    propsmith.unregister()
    bpy.context.preferences.addons.remove(addon)


@pytest.fixture
def driver(extension: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """In an empty scene, with job folders of its own."""
    from propsmith.operators.queue import driver

    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    name_worker(os.environ.get("PROPSMITH_TEST_WORKER_PYTHON", ""))
    monkeypatch.setattr(driver, "named_folder", tmp_path)
    driver.status.reset()
    yield driver
    driver.close()


@pytest.fixture
def quick(driver: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Generate asks for is over at once."""
    from propsmith.operators.settings.properties import Settings

    request = Settings.request
    monkeypatch.setattr(Settings, "request", lambda self, **given: request(self, **given, overrides=QUICK))
