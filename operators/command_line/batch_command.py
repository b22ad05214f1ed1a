"""`blender [SCENE.blend] --command propsmith batch`: makes many props without a window and saves a Blender file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import bpy

from ...nerf_sds.config import METHODS, Request
from ...nerf_sds.jobs import batch_file
from ...nerf_sds.program import complain
from ..queue import batch, driver
from ..scene import props
from ..settings import prop_list
from . import save_blend
from .calling import call


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the command's arguments.

    A value that a row leaves open comes from these options, else from the scene's settings.
    """
    listed = f"{', '.join(batch_file.FORMATS)} (default: the placeholders of SCENE.blend)"
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=listed)
    parser.add_argument("--output", type=Path, metavar="FILE.blend", help="batch.json is written beside it")
    parser.add_argument("--preset", choices=list(METHODS[Request.method]))
    parser.add_argument("--prior", help="the diffusion model (default: that of the preferences)")
    parser.add_argument("--size", type=float, help="largest dimension in metres")
    parser.add_argument("--jobs", type=Path, metavar="FOLDER", help="for the props' folders (default: Blender's own)")
    parser.add_argument("--dry-run", action="store_true", help="make nothing, tell what would be made, time and disk")
    parser.add_argument("--overwrite", action="store_true", help="replace FILE.blend if it exists")


def run(arguments: argparse.Namespace) -> int:
    """Makes the props and saves them in a .blend. Returns the exit code: 0, or 1 if a row failed.

    The props are added to the file that Blender was started with, else to an empty scene with a light and a camera. If
    a row fails, the props of the other rows are saved. Raises ValueError with one line if nothing can be made or the
    work was stopped.
    """
    given = _checked(arguments)
    alone = not bpy.data.filepath
    if alone:
        save_blend.new_file()
    if arguments.jobs:
        driver.named_folder = arguments.jobs.resolve()
    before = {*bpy.context.scene.objects}
    batch.close()
    try:
        is_whole = call(bpy.ops.propsmith.batch, **given)
    finally:
        _tell_failed()
    if arguments.dry_run:
        print(batch.shown.outlook)
        return 0 if is_whole else 1
    made = [obj for obj in bpy.context.scene.objects if obj not in before and props.is_prop(obj)]
    if not made and not is_whole:
        return 1
    if alone:
        save_blend.add_stage(bpy.context, made)
    output = arguments.output.resolve()
    save_blend.write(output)
    print(f"Wrote {output}")
    return 0 if is_whole else 1


def _checked(arguments: argparse.Namespace) -> dict[str, Any]:
    """Returns the properties for the batch operator. Raises ValueError with one line if an argument is invalid."""
    given = {name: getattr(arguments, name) for name in ("preset", "prior", "size") if getattr(arguments, name)}
    if arguments.file:
        given |= {"source": prop_list.FILE, "filepath": str(arguments.file.resolve())}
    elif bpy.data.filepath:
        given["source"] = prop_list.PLACEHOLDERS
    else:
        raise ValueError("There are neither rows nor placeholders: name a file, or start Blender with a scene")
    if arguments.dry_run:
        return given | {"dry_run": True}
    if arguments.output is None:
        raise ValueError("The file to write is not named: give --output FILE.blend, or --dry-run")
    save_blend.check_output(arguments.output.resolve(), arguments.overwrite)
    return given | {"record": str(arguments.output.resolve().parent)}


def _tell_failed() -> None:
    """Prints a line to stderr for each row that failed."""
    if batch.shown:
        for line in batch.shown.complaints(len(batch.shown.entries)):
            complain(line)
