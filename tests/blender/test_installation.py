"""Installing the engine as the preferences and the sidebar show it: progress, failure, online access."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import bpy
import pytest

POPEN = subprocess.Popen


class Layout:
    """Keeps what is drawn: the texts, those in red, and the buttons."""

    def __init__(self, seen: Layout | None = None) -> None:
        self.alert = False
        self.texts: list[str] = seen.texts if seen else []
        self.red: list[str] = seen.red if seen else []
        self.buttons: dict[str, SimpleNamespace] = seen.buttons if seen else {}

    def label(self, text: str, **_: object) -> None:
        (self.red if self.alert else self.texts).append(text)

    def operator(self, name: str, **_: object) -> SimpleNamespace:
        return self.buttons.setdefault(name, SimpleNamespace(in_red=self.alert))

    def row(self, **_: object) -> Layout:
        inner = Layout(self)
        inner.alert = self.alert
        return inner

    column = row

    def progress(self, text: str, **_: object) -> None:
        self.texts.append(text)


@pytest.fixture
def environment(extension: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """With an engine that is not there and cannot be made: its packages have no such versions."""
    from propsmith.nerf_sds.install.environment import Environment, Way
    from propsmith.operators import environment

    ways = (Way("no-such-thing @ file:///there/is/no.whl", "no such thing", 1, 1),)
    engine = Environment(tmp_path / "engine", "the engine", (sys.version_info[:2],), ways, (), (), ("json",))
    monkeypatch.setattr(environment, "engine", lambda: engine)
    monkeypatch.setattr(environment, "running", None)
    monkeypatch.setattr(bpy.context.preferences.system, "use_online_access", True)
    before = {*threading.enumerate()}
    yield environment
    for thread in {*threading.enumerate()} - before:  # bpy hangs at its end when one of Python's threads still sleeps
        thread.join(10)


def drawn(width: int = 400) -> Layout:
    from propsmith.panels.installation import draw_installation

    layout = Layout()
    preferences = SimpleNamespace(system=SimpleNamespace(ui_scale=1.0), ui_styles=bpy.context.preferences.ui_styles)
    context = SimpleNamespace(region=SimpleNamespace(width=width, type="UI"), preferences=preferences)
    draw_installation(context, layout)
    return layout


def says(script: str, environment: ModuleType) -> None:
    """An installation that runs a script in the place of the engine's command line, up to its end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            environment.subprocess, "Popen", lambda _, **options: POPEN([sys.executable, "-c", script], **options)
        )
        environment.running = environment.Installation()
    deadline = time.monotonic() + 60
    while environment.is_installing() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.2)  # the reader's last line


REASON = (
    "pip install failed: Could not find a version that satisfies the requirement something-with-a-long-name==1.2.3 "
    "(from versions: 1.0, 1.1), and here is the end of it"
)


def test_a_failure_is_red_whole_and_has_the_log_in_its_row(
    environment: ModuleType,
) -> None:
    environment.log().write_text("what pip said")
    says(f"print('Looking'); print({'propsmith: ' + REASON!r}); raise SystemExit(1)", environment)
    for width in (220, 400, 1200):
        layout = drawn(width)
        assert layout.red[0] == "The installation failed"
        assert "".join(layout.red[1:]).replace(" ", "") == REASON.replace(" ", "")
        assert all("..." not in line and "…" not in line for line in layout.red)
        log = layout.buttons["wm.path_open"]
        assert log.in_red and log.filepath == str(environment.log())
        assert "propsmith.install" in layout.buttons


def test_what_was_stopped_or_went_well_is_no_failure(environment: ModuleType) -> None:
    says("print('Ready')", environment)
    assert environment.running.error == "" and drawn().red == []
    stopped = environment.running
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stopped, "_process", POPEN([sys.executable, "-c", "import time; time.sleep(60)"]))
        assert "propsmith.stop_installing" in drawn().buttons
        stopped.stop()
        stopped._process.wait()
        assert stopped._process.returncode != 0 and drawn().red == []


def test_the_next_attempt_clears_the_failure(environment: ModuleType) -> None:
    says("raise SystemExit('propsmith: no')", environment)
    assert drawn().red == ["The installation failed", "no"]
    says("print('Ready')", environment)
    assert drawn().red == []


def test_online_access_off_is_a_line_with_a_button_that_opens_the_setting(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bpy.context.preferences.system, "use_online_access", False)
    layout = drawn()
    assert "Online access is off" in " ".join(layout.texts)
    assert layout.buttons["screen.userpref_show"].section == "SYSTEM"
    assert "propsmith.install" not in layout.buttons
    monkeypatch.setattr(bpy.context.preferences.system, "use_online_access", True)
    layout = drawn()
    assert "propsmith.install" in layout.buttons and "screen.userpref_show" not in layout.buttons


def test_the_setting_s_button_names_a_section_that_blender_has() -> None:
    sections = bpy.ops.screen.userpref_show.get_rna_type().properties["section"].enum_items
    assert "SYSTEM" in {item.identifier for item in sections} or not sections


def test_blender_s_own_python_runs_the_installation(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = []
    monkeypatch.setattr(environment.interpreters, "this", lambda: "/opt/blender/5.2/python/bin/python3.13")
    monkeypatch.setattr(environment.subprocess, "Popen", lambda command, **_: commands.append(command) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        environment.Installation()
    assert commands == [["/opt/blender/5.2/python/bin/python3.13", "-m", "nerf_sds", "environment"]]


def test_what_python_is_needed_is_told_in_russian(extension: None) -> None:
    from propsmith.nerf_sds.install import interpreters
    from propsmith.operators.translations import translate

    for versions in (interpreters.WORKER_VERSIONS, ((3, 5),)):
        advice = interpreters.advice(versions)
        assert translate(advice, "ru") not in (advice, "")
