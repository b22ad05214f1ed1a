"""From the zip: install, enable, upgrade in place, disable, uninstall. Nothing is left behind."""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import addon_utils
import bpy
import pytest
from test_extension import ROOT, blender_ext

NAME = "bl_ext.user_default.propsmith"
KINDS = ("Operator", "Panel", "Menu", "PropertyGroup", "AddonPreferences", "FileHandler")
MENUS = ("VIEW3D_MT_mesh_add", "VIEW3D_MT_add", "TOPBAR_MT_edit")


def build(folder: Path, version: str) -> Path:
    """The zip of this code under another version."""
    source = folder / version
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "tests", "docs", "out", "__pycache__"))
    manifest = source / "blender_manifest.toml"
    manifest.write_text(manifest.read_text().replace('version = "0.1.0"', f'version = "{version}"'))
    archive = folder / f"propsmith-{version}.zip"
    blender_ext("build", "--source-dir", str(source), "--output-filepath", str(archive))
    return archive


class Watch:
    """What was registered where Blender keeps no list that can be read: timers and draw handlers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.timers: list[Callable] = []
        self.handles: list[object] = []
        add, remove = bpy.types.SpaceView3D.draw_handler_add, bpy.types.SpaceView3D.draw_handler_remove

        def watched_add(*arguments: object) -> object:
            self.handles.append(add(*arguments))
            return self.handles[-1]

        def watched_remove(handle: object, region: str) -> None:
            self.handles.remove(handle)
            remove(handle, region)

        monkeypatch.setattr(bpy.types.SpaceView3D, "draw_handler_add", watched_add)
        monkeypatch.setattr(bpy.types.SpaceView3D, "draw_handler_remove", watched_remove)

    def start_timers(self) -> None:
        """Those that run while a job or other work does."""
        driver, background = ours("operators.queue.driver"), ours("operators.queue.background")
        driver.follow()
        background.follow(background.Task(iter(())))
        self.timers += [driver.tick, background._show]
        assert all(bpy.app.timers.is_registered(timer) for timer in self.timers[-2:])

    def left(self) -> dict[str, list]:
        """What of us Blender holds now, under what it is."""
        classes = [cls for kind in KINDS for cls in getattr(bpy.types, kind).__subclasses__()]
        entries = [draw for menu in MENUS for draw in getattr(getattr(bpy.types, menu).draw, "_draw_funcs", ())]
        handlers = [
            function
            for name in dir(bpy.app.handlers)
            if isinstance(functions := getattr(bpy.app.handlers, name), list)
            for function in functions
        ]
        return {
            "classes": [cls for cls in classes if cls.__module__.startswith(NAME) and cls.is_registered],
            "operators": dir(bpy.ops.propsmith),
            "menu entries": [draw for draw in entries if draw.__module__.startswith(NAME)],
            "handlers": [function for function in handlers if function.__module__.startswith(NAME)],
            "draw handlers": self.handles,
            "timers": [timer for timer in self.timers if bpy.app.timers.is_registered(timer)],
            "properties": [name for name in dir(bpy.types.Scene) if "propsmith" in name],
            "processes": engine_processes(),
        }

    def assert_clean(self) -> None:
        deadline = time.monotonic() + 8  # a worker has time to write its checkpoint
        while engine_processes() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert {what: found for what, found in self.left().items() if found} == {}


def engine_processes() -> list[str]:
    """The command lines of the engine's living processes that this one started."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, parent = (path / "stat").read_text().rpartition(")")[2].split()[:2]
            line = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            if "nerf_sds" in line and int(parent) == os.getpid() and state != "Z":
                found.append(line)
    return found


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The previous zip and this one."""
    folder = tmp_path_factory.mktemp("zips")
    return build(folder, "0.0.9"), build(folder, "0.1.0")


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    yield Watch(monkeypatch)
    if NAME in bpy.context.preferences.addons:
        addon_utils.disable(NAME, default_set=True)


def ours(name: str):
    return importlib.import_module(f"{NAME}.{name}")


def install(archive: Path) -> str:
    """Installs the zip as the preferences do, and returns the version that then runs."""
    bpy.ops.extensions.package_install_files(
        repo="user_default", filepath=str(archive), enable_on_install=True, overwrite=True
    )
    assert NAME in bpy.context.preferences.addons
    return ours("operators.scene.import_prop").version()


def uninstall() -> None:
    repositories = [repository.module for repository in bpy.context.preferences.extensions.repos]
    bpy.ops.extensions.package_uninstall(repo_index=repositories.index("user_default"), pkg_id="propsmith")


def start_job() -> Path:
    """A job that runs for long, in its folder."""
    driver = ours("operators.queue.driver")
    python = Path(os.environ.get("PROPSMITH_TEST_WORKER_PYTHON") or sys.executable)
    driver.start(
        python,
        ours("nerf_sds.config").Request("a red ball", prior="dirac"),
        ours("operators.scene.placement").Placement(),
    )
    driver.tick()
    assert engine_processes()
    return driver.folder()


def test_disabled_and_enabled_again_it_leaves_nothing_behind(archives: tuple[Path, Path], watch: Watch) -> None:
    install(archives[1])
    for _ in range(2):
        watch.start_timers()
        start_job()
        addon_utils.disable(NAME, default_set=True)
        watch.assert_clean()
        addon_utils.enable(NAME, default_set=True)
        assert "generate" in dir(bpy.ops.propsmith)


def test_upgraded_in_place_while_a_job_runs_only_the_new_version_is_there(
    archives: tuple[Path, Path], watch: Watch
) -> None:
    assert install(archives[0]) == "0.0.9"
    before = watch.left()
    watch.start_timers()
    old = ours("operators.queue.driver")
    bpy.context.preferences.addons[NAME].preferences.model = "sd-2.1"
    jobs = start_job()
    assert install(archives[1]) == "0.1.0"
    assert ours("operators.queue.driver") is not old
    while engine_processes():
        time.sleep(0.1)
    left = watch.left()
    assert [what for what in ("timers", "processes") if left[what]] == []
    for what in ("handlers", "draw handlers"):
        assert len(left[what]) == len(before[what]), what
    for what in ("classes", "menu entries"):
        names = [each.__qualname__ + each.__module__ for each in left[what]]
        assert len(names) == len(set(names)) and names
    assert bpy.context.preferences.addons[NAME].preferences.model == "sd-2.1", "the upgrade lost the preferences"
    assert [*jobs.iterdir()], "the upgrade lost the job"


def test_uninstalled_it_leaves_nothing_behind_but_the_jobs(archives: tuple[Path, Path], watch: Watch) -> None:
    install(archives[1])
    watch.start_timers()
    jobs, package = start_job(), Path(ours("operators").__file__).parents[1]
    uninstall()
    watch.assert_clean()
    assert not package.exists()
    assert [*jobs.iterdir()], "Blender deletes an extension's user folder: no job may lie there"
    assert [name for name in sys.modules if name.startswith(NAME)] == []


def test_jobs_that_an_earlier_version_left_in_its_user_folder_are_moved_to_the_others(
    archives: tuple[Path, Path], watch: Watch
) -> None:
    install(archives[1])
    driver, jobs = ours("operators.queue.driver"), ours("nerf_sds.jobs.job_folder")
    old = Path(bpy.utils.extension_path_user(NAME, path="jobs"))
    request = ours("nerf_sds.config").Request("a grey cup")
    place = jobs.new_folder(old, request)
    jobs.create(place, request)
    addon_utils.disable(NAME, default_set=True)
    addon_utils.enable(NAME, default_set=True)
    assert not old.exists()
    assert jobs.read_request(driver.folder() / place.name) == request
