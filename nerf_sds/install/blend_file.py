"""Writes a finished prop as a .blend with a Blender and the extension's own import code. Standard library only."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..disk.texts import last_line
from ..paths import PROJECT
from . import environment, installer, interpreters
from .environment import Environment, Trouble, clean_environ

SCRIPT = PROJECT / "operators" / "command_line" / "save_blend.py"
OLDEST = (4, 3)  # the oldest Blender that can run the script


@dataclass(frozen=True)
class Maker:
    """A program that can write a .blend on this machine."""

    title: str  # for people
    command: tuple[str, ...]  # the result's folder and the target file are appended
    environment: Environment | None = None  # must be installed first


def check_target(target: Path, overwrite: bool, folder: Path) -> None:
    """Raises Trouble if a .blend must not or cannot be written to `target`.

    `folder` is the job's folder, which may not exist yet.
    """
    parent = target.parent
    if target.suffix.lower() != ".blend":
        raise Trouble(f"{target} does not end in .blend: name the Blender file to be written")
    if target.is_dir():
        raise Trouble(f"{target} is a folder: choose another name")
    if target.exists() and not overwrite:
        raise Trouble(f"{target} exists: choose another name, or add --overwrite")
    if not parent.is_dir() and parent not in (folder, *folder.parents):
        raise Trouble(f"There is no folder {parent}: make it, or choose another name for the Blender file")
    if parent.is_dir() and not os.access(parent, os.W_OK):
        raise Trouble(f"{parent} cannot be written: choose another folder for the Blender file")


def find_maker() -> Maker:
    """Returns a `blender` program on PATH, else Blender as a Python module. Raises Trouble if neither is available."""
    program = shutil.which("blender")
    version = _version(program) if program else None
    if program and version and version >= OLDEST:
        command = (program, "-b", "--factory-startup", "--python-exit-code", "1", "--python", str(SCRIPT), "--")
        return Maker(f"Blender {version[0]}.{version[1]} ({program})", command)
    bpy = environment.bpy_environment()
    if environment.is_ready(bpy) or interpreters.find(bpy.versions) or shutil.which("uv"):
        return Maker(bpy.title, (str(bpy.python), str(SCRIPT)), bpy)
    raise Trouble(
        "No Blender file can be made: there is no blender 4.3 or later on PATH, and no Python 3.11 for Blender as a "
        "module; install one of them, or leave --blend out"
    )


def prepare(maker: Maker) -> Iterator[str]:
    """Installs what the maker needs, if it is missing. Yields lines for people. Raises Trouble."""
    if maker.environment:
        yield from installer.install(maker.environment)


def write(maker: Maker, folder: Path, target: Path) -> None:
    """Writes the finished prop of a job folder to the .blend `target`.

    Raises Trouble with the last line of Blender's stderr.
    """
    answer = subprocess.run(
        [*maker.command, str(folder), str(target)],
        env=clean_environ() | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    if answer.returncode or not target.is_file():
        said = last_line(answer.stderr.decode("utf-8", "replace"), f"exit code {answer.returncode}")
        raise Trouble(f"{target} was not written: {said}")


def _version(program: str) -> tuple[int, int] | None:
    try:
        said = environment.output([program, "--version"])
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"Blender (\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else None
