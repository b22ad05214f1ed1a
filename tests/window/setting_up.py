"""The preferences, the menus and the panel in English and in Russian."""

from __future__ import annotations

import importlib
import time

import bpy
from hands import (
    PACKAGE,
    Steps,
    centre,
    module,
    move,
    open_preferences,
    open_sidebar,
    picture,
    sidebar,
    speak_russian,
    tap,
    until,
    viewport,
    window,
)  # fmt: skip


def setting_up() -> Steps:
    """The preferences measure the disk and make a tiny prop, in English and in Russian; no callback takes long."""
    yield from open_sidebar()
    window().scene.propsmith.prompt = "a red mushroom"
    sidebar().tag_redraw()
    yield
    picture("sidebar-english")
    area = viewport()
    yield from open_preferences()
    words = importlib.import_module(f"{PACKAGE}.nerf_sds.paths").words()
    importlib.import_module(f"{PACKAGE}.nerf_sds.disk.folders").claim(words)
    (words / "some").write_bytes(b"x" * 3_000_000)
    yield
    picture("preferences-empty")
    started = time.perf_counter()
    bpy.ops.propsmith.measure_storage("INVOKE_DEFAULT")
    bpy.ops.propsmith.self_test("INVOKE_DEFAULT")
    print(f"session: both were started in {1000 * (time.perf_counter() - started):.1f} ms")
    yield from until("the disk use", lambda: not module("storage").is_measuring())
    yield from until("the tiny prop", lambda: not module("self_test").is_testing())
    findings = module("self_test").findings()
    assert all(finding.passed for finding in findings) and len(findings) == 6, findings
    yield
    picture("preferences-english")
    yield from speak_russian(True)
    assert bpy.app.translations.pgettext_iface("Measure Disk Use") == "Измерить место на диске"
    picture("preferences-russian")
    area.ui_type = "VIEW_3D"
    yield
    yield
    picture("sidebar-russian")
    move(centre())
    yield
    tap("A", centre(), shift=True)
    yield
    yield
    picture("add-menu-russian")
    tap("ESC", centre())
    yield
    tap("F3", centre())
    yield
    for letter in "propsmith":
        tap(letter.upper(), centre(), letter)
    yield
    yield
    picture("search")
    tap("ESC", centre())
    yield
