"""The extension as a whole: its zip, and that it leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import bpy
import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(bpy.utils.system_resource("SCRIPTS"))


def blender_ext(*arguments: str) -> str:
    """Blender's own tool for extensions."""
    command = [sys.executable, str(SCRIPTS / "addons_core/bl_pkg/cli/blender_ext.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("zip") / "propsmith.zip"
    blender_ext("build", "--source-dir", str(ROOT), "--output-filepath", str(path))
    return path


def test_the_zip_is_valid(archive: Path) -> None:
    tags = SCRIPTS / "modules/_bpy_internal/extensions/tags.py"
    assert "Success" in blender_ext("validate", f"--valid-tags={tags}", str(archive))


def test_the_zip_holds_what_is_needed_and_nothing_else(archive: Path) -> None:
    names = zipfile.ZipFile(archive).namelist()
    needed = {"blender_manifest.toml", "LICENSE", "pyproject.toml", "__init__.py", "nerf_sds/worker/__main__.py"}
    assert needed <= set(names)
    rooms = {name.split("/")[0] for name in names if "/" in name}
    assert rooms == {"nerf_sds", "operators", "panels"}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def state() -> dict[str, object]:
    """What an extension can leave in Blender."""
    names = ("Operator", "Panel", "UIList", "PropertyGroup", "AddonPreferences", "Menu")
    kinds = [getattr(bpy.types, name) for name in names]
    menus = [getattr(bpy.types, name) for name in ("VIEW3D_MT_mesh_add", "VIEW3D_MT_object_context_menu")]
    entries = [entry for menu in menus for entry in getattr(menu.draw, "_draw_funcs", ())]
    return {
        "classes": {cls.__name__ for kind in kinds for cls in kind.__subclasses__() if cls.is_registered},
        "properties": [
            name
            for kind in (bpy.types.Scene, bpy.types.WindowManager, bpy.types.Object)
            for name in dir(kind)
            if name.startswith("propsmith")
        ],
        "operators": set(dir(bpy.ops.propsmith)),
        "handlers": [
            len(value) for name in dir(bpy.app.handlers) if isinstance(value := getattr(bpy.app.handlers, name), list)
        ],
        "menus": [draw.__module__ for draw in entries if draw.__module__.startswith("propsmith")],
    }


def test_unregister_leaves_nothing_behind(propsmith: ModuleType) -> None:
    before = state()
    for _ in range(2):
        propsmith.register()
        assert state() != before
        propsmith.unregister()
        assert state() == before
    from propsmith.operators.queue import driver, job_list

    for timer in (driver.tick, job_list._look):
        assert not bpy.app.timers.is_registered(timer)


def test_unregister_ends_the_timers_and_lets_go_of_the_queue_and_the_pictures(
    propsmith: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from propsmith.nerf_sds.config import Request
    from propsmith.nerf_sds.jobs import job_folder, job_queue
    from propsmith.operators.queue import driver, job_list
    from propsmith.operators.scene.placement import Placement
    from propsmith.operators.viewport import thumbnails

    addon = bpy.context.preferences.addons.new()
    addon.module = "propsmith"
    propsmith.register()
    monkeypatch.setattr(driver, "folder", lambda: tmp_path)
    place = driver.start(Path(sys.executable), Request("a red mushroom"), Placement())
    (place / job_folder.PREVIEW).write_bytes((ROOT / "docs/evaluation/table/r_precision.png").read_bytes())
    driver.follow()
    job_list.keep_fresh()
    thumbnails.icon(place / job_folder.PREVIEW)
    propsmith.unregister()
    bpy.context.preferences.addons.remove(addon)
    for timer in (driver.tick, job_list._look):
        assert not bpy.app.timers.is_registered(timer)
    assert not job_queue.is_claimed(place)
    assert thumbnails._pictures is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_writing_to_a_worker_that_has_just_died_ends_no_blender(propsmith: ModuleType) -> None:
    before = signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # as Blender's own Python has it
    propsmith.register()
    try:
        assert signal.getsignal(signal.SIGPIPE) == signal.SIG_IGN
        with subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE) as worker:
            worker.wait()
            assert worker.stdin
            with pytest.raises(BrokenPipeError):
                os.write(worker.stdin.fileno(), b"{}\n")
    finally:
        propsmith.unregister()
        after = signal.signal(signal.SIGPIPE, before)
    assert after == signal.SIG_DFL
