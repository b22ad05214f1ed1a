"""Finds the Python that runs the worker, and installs the engine."""

from __future__ import annotations

import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import IO

import bpy

from ..nerf_sds import paths
from ..nerf_sds.disk import folders
from ..nerf_sds.farm import backends
from ..nerf_sds.install import installer, interpreters
from ..nerf_sds.install.environment import Environment, Trouble, check, cost, describe, engine_environment, is_ready
from ..nerf_sds.jobs import workers
from ..nerf_sds.jobs.workers import pool
from .queue import background
from .settings import farm
from .settings.properties import ROOT_PACKAGE
from .translations import say

SECONDS_TO_STAY = round(workers.SECONDS_TO_STAY)  # that a worker waits for its next job, unless the preferences differ
SECONDS_BETWEEN_SIZES = 2.0  # between two measurements of the installed files
LINES = 5  # lines of the log that the panel shows


class Installation:
    """A running installation of the engine: `python -m nerf_sds environment` in its own process."""

    def __init__(self) -> None:
        home = engine().folder.parent
        home.mkdir(parents=True, exist_ok=True)
        pool.dismiss()  # Windows replaces no file that a worker has open
        self.lines = [f"Installing {engine().title}"]  # the installer's output, at least one line
        self.factor = 0.0  # progress from 0 to 1: installed bytes over expected bytes
        self._stopped = False
        self._process = subprocess.Popen(
            [interpreters.this() or "python3", "-m", "nerf_sds", "environment"],
            cwd=paths.PROJECT,
            env=workers.worker_environment() | {"PROPSMITH_HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True)
        self._reader.start()
        threading.Thread(target=self._measure, daemon=True).start()

    @property
    def line(self) -> str:
        """Returns the last line of the output."""
        return self.lines[-1]

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    @property
    def error(self) -> str:
        """Why it ended before all was there, in one line; empty when all is there, and when it was stopped."""
        return self.line if self._process.poll() and not self._stopped else ""

    def stop(self) -> None:
        """Ends the installation. The next one continues from the files that are installed so far."""
        self._stopped = True
        self._process.terminate()

    def wait(self) -> None:
        """Until it has ended, and all that it said is here."""
        self._reader.join()
        self._process.wait()

    def _read(self, output: IO[str]) -> None:
        for line in output:
            if said := line.strip().removeprefix("propsmith: "):
                self.lines.append(said)

    def _measure(self) -> None:
        wanted = engine().ways[0].installed * 1e6
        while self.is_running:
            self.factor = min(folders.size(engine().folder) / wanted, 1.0)
            time.sleep(SECONDS_BETWEEN_SIZES)


running: Installation | None = None  # the running or the last installation of this session


def is_installing() -> bool:
    """True while the engine is being installed."""
    return running is not None and running.is_running


@cache
def engine() -> Environment:
    """Returns the extension's own environment, in its user folder. The first call detects the graphics card."""
    try:
        return engine_environment(Path(bpy.utils.extension_path_user(ROOT_PACKAGE)))
    except ValueError:  # Propsmith is not installed as an extension
        return engine_environment()


@cache
def shared_engine() -> Environment:
    """Returns the environment that the command line installs. The worker can run in it too."""
    return engine_environment()


def worker_python(context: bpy.types.Context) -> Path:
    """Returns the interpreter for the worker. Fast: starts no process.

    Raises ValueError with one line that says what to do if there is none.
    """
    named = context.preferences.addons[ROOT_PACKAGE].preferences.worker_python
    if named:
        python = Path(bpy.path.abspath(named))
        if not python.is_file():
            raise ValueError(f"There is no {python}: choose another worker Python in Propsmith's preferences")
        return python
    for environment in (engine(), shared_engine()):
        if is_ready(environment):
            return environment.python
    raise ValueError("The engine is not installed: install it from Propsmith's preferences")


def keep_worker(seconds: float) -> None:
    """Sets how long a worker of this Blender waits for its next job. One that waits now ends."""
    pool.stay(seconds)


def makers_python(context: bpy.types.Context) -> Path:
    """Returns the interpreter that makes the queue's props.

    Returns an empty path if a cluster makes them: a cluster needs no interpreter here. Raises ValueError if there is no
    interpreter, or if the cluster's address or token is missing. Does not contact the cluster.
    """
    where = farm.chosen(context)
    if where.is_far:
        backends.reach(where.address)
        return Path()
    return worker_python(context)


def tried_python(context: bpy.types.Context) -> Path:
    """Returns the interpreter that makes the queue's props, after a test.

    Raises ValueError as `makers_python` does, and if the interpreter cannot run the engine. For a farm of this
    machine's GPUs the interpreter also needs Ray. For a cluster nothing is tested, and the path is empty.
    """
    where = farm.chosen(context)
    if where.is_far:
        return makers_python(context)
    python = engine_python(context)
    if where.address:
        with _troubles():
            check(python, replace(engine(), title="a farm of this machine's GPUs", modules=("ray",)))
    return python


def engine_python(context: bpy.types.Context) -> Path:
    """Returns the interpreter for the worker, after a test.

    Raises ValueError as `worker_python` does, and if the interpreter cannot run the engine.
    """
    python = worker_python(context)
    with _troubles():
        check(python, engine())
    return python


@contextmanager
def _troubles() -> Iterator[None]:
    """Turns Trouble into ValueError."""
    try:
        yield
    except Trouble as error:
        raise ValueError(str(error)) from error


def engine_of(python: Path) -> Environment | None:
    """Returns Propsmith's environment that contains this interpreter; None for any other interpreter."""
    return next((known for known in (engine(), shared_engine()) if known.python == python), None)


def may_download(verb: type[bpy.types.Operator]) -> bool:
    """True if Blender allows online access. If not, the operator's button says how to allow it."""
    if not bpy.app.online_access:
        verb.poll_message_set(
            say("Allow Online Access in the preferences, under System, or start Blender with --online-mode")
        )
    return bpy.app.online_access


class PROPSMITH_OT_install(background.TaskOperator):
    """Install the engine in an environment of its own: nothing is put into Blender's Python or the system's"""

    bl_idname = "propsmith.install"
    bl_label = "Install the Engine"

    @classmethod
    def description(cls, context: bpy.types.Context, properties: bpy.types.OperatorProperties) -> str:
        return f"Nothing is put into Blender's Python or the system's: {describe(engine())}"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if is_installing():
            cls.poll_message_set(say("It is being installed"))
            return False
        return may_download(cls)

    def begin(self, context: bpy.types.Context) -> Installation:
        global running
        try:
            running = begun = Installation()
        except OSError as error:
            folder = engine().folder.parent
            raise ValueError(f"The engine cannot be installed in {folder} ({error.strerror})") from error
        return begun

    def finish(self, context: bpy.types.Context) -> set[str]:
        if not is_ready(engine()):
            self.report({"ERROR"}, say(running.line))
            return {"CANCELLED"}
        self.report({"INFO"}, say(describe(engine())))
        return {"FINISHED"}


class PROPSMITH_OT_stop_installing(bpy.types.Operator):
    """Stop installing the engine. What was downloaded is kept"""

    bl_idname = "propsmith.stop_installing"
    bl_label = "Stop Installing"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        if not is_installing():
            cls.poll_message_set(say("Nothing is being installed"))
        return is_installing()

    def execute(self, context: bpy.types.Context) -> set[str]:
        running.stop()
        return {"FINISHED"}


class PROPSMITH_OT_copy_command(bpy.types.Operator):
    """Copy the command that installs the same from a terminal"""

    bl_idname = "propsmith.copy_command"
    bl_label = "Copy the Command"

    def execute(self, context: bpy.types.Context) -> set[str]:
        context.window_manager.clipboard = command()
        self.report({"INFO"}, say(f"Copied: {command()}"))
        return {"FINISHED"}


def command() -> str:
    """Returns the shell command that installs the engine in the same place."""
    words = [bpy.app.binary_path or "blender", "--online-mode", "--command", "propsmith", "install"]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def log() -> Path:
    """Returns the file with the installer's complete output."""
    return installer.log_of(engine())


def is_installed() -> bool:
    """True if the extension's own environment is complete."""
    return is_ready(engine())


def price() -> str:
    """Returns one line about the download size and disk space of the installation."""
    return cost(engine())


register, unregister = bpy.utils.register_classes_factory(
    (PROPSMITH_OT_install, PROPSMITH_OT_stop_installing, PROPSMITH_OT_copy_command)
)
