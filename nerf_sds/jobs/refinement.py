"""Going on from a finished prop with more steps, in a job of its own. Standard library only."""

from __future__ import annotations

import os
import shutil
from dataclasses import astuple, replace
from pathlib import Path

from ..config import METHODS, Request, Schedule, preset_of
from ..disk import files
from . import job_folder, start_mesh
from .failures import Refused, writing


def refined(request: Request) -> Request:
    """The same prop with more steps: by the next larger preset of its kind, or else with its last stage once more."""
    schedule = preset_of(request, Schedule)
    same_kind = [name for name, preset in METHODS[request.method].items() if type(preset) is type(schedule)]
    for name in same_kind:
        finer = replace(request, preset=name)
        if preset_of(finer, Schedule).steps > schedule.steps:
            return finer
    stages = [list(astuple(stage)) for stage in (*schedule.stages, schedule.stages[-1])]
    return replace(request, overrides=request.overrides | {"stages": stages})


def branch(source: Path, folder: Path, request: Request) -> None:
    """Makes a job folder whose run goes on from where another job stands, which stays as it is.

    Raises Refused when the other job has no checkpoint or its start is damaged, or the folder cannot be made.
    """
    checkpoint = source / job_folder.CHECKPOINT
    if checkpoint.is_symlink() or not checkpoint.is_file():
        raise Refused(f"There is no checkpoint in {source} to go on from: make the prop again")
    job_folder.create(folder, request, start_mesh.read(source, request))
    with writing(folder):
        try:
            # Checkpoints are replaced, never written into: the same file can lie in both folders.
            os.link(checkpoint, folder / job_folder.CHECKPOINT)
        except OSError:  # no links on this disk
            with files.replacing(folder / job_folder.CHECKPOINT) as beside:
                shutil.copyfile(checkpoint, beside)
