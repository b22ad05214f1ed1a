"""Loads the repository's root as the package `propsmith`, as Blender does with an extension."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]

if importlib.util.find_spec("bpy"):
    import bpy  # noqa: F401  # makes bmesh and mathutils importable
else:
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def propsmith() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "propsmith", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["propsmith"] = module
    spec.loader.exec_module(module)
    return module
