"""Reads the mesh that a prop starts from, for the command line. Standard library only: the engine reads the file."""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from .. import paths
from ..config import SIZES, Request, bounds_around
from ..disk.texts import last_line
from ..install.environment import Trouble
from ..jobs import start_mesh, workers
from .terminal import path, tell_all

STRANGELY_LARGE = 30.0  # metres: a larger mesh is probably in millimetres, so a note is printed


def add_options(verb: argparse.ArgumentParser) -> None:
    """Adds --start, --mirror and --bounds to a verb."""
    formats = ", ".join(start_mesh.FORMATS)
    verb.add_argument("--start", type=path, metavar="FILE", help=f"a mesh to begin with, blockout to prop ({formats})")
    verb.add_argument("--mirror", action="store_true", help="make it symmetric, left and right")
    verb.add_argument(
        "--bounds", nargs="*", type=float, metavar="X Y Z",
        help="keep it inside a box of these proportions, or without numbers inside the box around --start",
    )  # fmt: skip


def asked(options: argparse.Namespace) -> dict[str, Any]:
    """Returns these options as fields of a request. `start` is the file's name until the file is read.

    Raises Trouble if the file cannot hold a mesh, or if --bounds needs a mesh and none is given.
    """
    if options.start:
        _check(Path(options.start))
    elif options.bounds == []:
        raise Trouble("--bounds needs the three sides X Y Z of a box, or a mesh given by --start")
    return {"start": options.start or "", "mirror": options.mirror, "bounds": options.bounds or []}


def from_file(python: Path, request: Request, options: argparse.Namespace) -> tuple[Request, bytes]:
    """Returns the request that starts from the file's mesh, and the bytes of start.npz for its job folder.

    Without --size the prop has the mesh's largest dimension. Raises Trouble if the file holds no mesh or one that is
    too large, ValueError if another value is out of range.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, start_mesh.START)
        done = subprocess.run(
            [str(python), "-m", "nerf_sds.mesh.initial_shape", str(Path(options.start).absolute()), str(out)],
            env=workers.worker_environment() | {"PYTHONPATH": str(paths.PROJECT)},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            raise Trouble(last_line(done.stderr, f"{python} cannot read {options.start}"))
        start, extents = out.read_bytes(), json.loads(done.stdout)
    size = _size(options.start, max(extents)) if options.size is None else options.size
    bounds = bounds_around(extents) if options.bounds == [] else request.bounds
    return replace(request, start=start_mesh.digest(start), size=size, bounds=bounds), start


def _size(name: str, extent: float) -> float:
    """Returns the prop's size in metres.

    Prints a note if the file seems to be in millimetres. Raises Trouble if too large.
    """
    advice = f"if its numbers are millimetres, give --size {extent / 1000:g}"
    if extent > SIZES.high:
        raise Trouble(f"{name} is {extent:g} m large, and a prop at most {SIZES.high:g} m: {advice}")
    if extent > STRANGELY_LARGE:
        tell_all([f"Note: {name} is {extent:g} m large; {advice}"])
    return extent


def _check(file: Path) -> None:
    """Raises Trouble if the file cannot hold a mesh."""
    if file.suffix.lower() not in start_mesh.FORMATS:
        raise Trouble(f"{file} is no mesh that can be read: choose a file that ends in {', '.join(start_mesh.FORMATS)}")
    if not file.is_file():
        raise Trouble(f"There is no file {file} to start from")
    if file.stat().st_size > start_mesh.LARGEST_FILE:
        raise Trouble(f"{file} is larger than {start_mesh.LARGEST_FILE // 1_000_000} MB: simplify the mesh")
