"""Marks each test file by its folder and imports, and skips the files whose packages this Python lacks.

Skipped files are not imported: importing torch alone takes seconds. What a test installs goes to .cache/home, unless
PROPSMITH_HOME is set.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PACKAGES = {"torch": "torch", "worker": "torch", "blender": "bpy", "window": "bpy", "farm": "ray"}
FOLDERS = {"blender", "window", "farm"}  # folders whose name is the marker of their tests
FILES = {
    "worker": "batch client concept end_to_end self_test sharing staying worker".split(),
    "slow": ["damage", "end_to_end", "environment"],
}
IMPORT = re.compile(r"^from (\.*)([\w.]*) import (\([^)]*\)|.*)|^import (.*)", re.M)
os.environ.setdefault("PROPSMITH_HOME", str(TESTS.parent / ".cache/home"))
missing = {marker for marker, package in PACKAGES.items() if not find_spec(package)}


def pytest_report_header() -> list[str]:
    return [f"left out: what is marked {marker}, as there is no {PACKAGES[marker]}" for marker in sorted(missing)]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if markers(collection_path) & unwanted(config) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for marker in markers(item.path):
            item.add_marker(marker)
    without = [item for item in items if any(item.get_closest_marker(marker) for marker in missing)]
    if without:
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in without]


def unwanted(config: pytest.Config) -> set[str]:
    """Returns the markers whose tests cannot run here or that `-m` excludes."""
    return missing | set(re.findall(r"\bnot (\w+)", config.getoption("markexpr")))


@cache
def markers(path: Path) -> frozenset[str]:
    """Returns the markers that all tests in a file or folder have."""
    found = FOLDERS.intersection(path.relative_to(TESTS).parts[:1])
    if path.suffix == ".py" and not found:
        found = {marker for marker, names in FILES.items() if path.stem.removeprefix("test_") in names}
        found |= {"torch"} if needs_packages(path) else set()
    return frozenset(found)


def needs_packages(path: Path) -> bool:
    """True if importing the file imports more than the standard library, pytest and the project."""
    seen: set[Path] = set()
    new = {path}
    while new:
        seen |= new
        imported = {target for file in new for target in imports(file)}
        if None in imported:
            return True
        new = {target for target in imported if target} - seen
    return False


@cache
def imports(path: Path) -> frozenset[Path | None]:
    """Returns the project's files that a file imports at the top level. None stands for any installed package."""
    found: set[Path | None] = set()
    for dots, origin, names, plain in IMPORT.findall(path.read_text("utf-8")):
        folders = [path.parents[len(dots) - 1]] if dots else [path.parent, TESTS.parent]
        targets = [name.split()[0] for name in plain.split(",")] if plain else [origin]
        for target in targets:
            files = [folder / target.replace(".", "/") for folder in folders]
            inside = [file / name for file in files for name in re.findall(r"\w+", names)]
            own = {module for file in (*files, *inside) if (module := module_file(file))}
            if not own and target.split(".")[0] not in {*sys.stdlib_module_names, "pytest", "", "nerf_sds"}:
                found.add(None)
            found |= own
    return frozenset(found)


def module_file(path: Path) -> Path | None:
    files = (path.with_suffix(".py"), path / "__init__.py")
    return next((file for file in files if file.is_file()), None)
