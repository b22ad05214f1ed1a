"""Continues a finished prop with more steps, in a job of its own. Standard library only."""

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
    """Returns the request for the same prop with more steps.

    It has the next larger preset of the same kind, or else repeats the last stage.
    """
    schedule = preset_of(request, Schedule)
    same_kind = [name for name, preset in METHODS[request.method].items() if type(preset) is type(schedule)]
    for name in same_kind:
        finer = replace(request, preset=name)
        if preset_of(finer, Schedule).steps > schedule.steps:
            return finer
    stages = [list(astuple(stage)) for stage in (*schedule.stages, schedule.stages[-1])]
    return replace(request, overrides=request.overrides | {"stages": stages})


def branch(source: Path, folder: Path, request: Request) -> None:
    """Creates a job folder whose run continues from the checkpoint of another job. The other job stays unchanged.

    Raises Refused if the other job has no checkpoint or a damaged start mesh, or if the folder cannot be created.
    """
    checkpoint = source / job_folder.CHECKPOINT
    if checkpoint.is_symlink() or not checkpoint.is_file():
        raise Refused(f"There is no checkpoint in {source} to go on from: make the prop again")
    job_folder.create(folder, request, start_mesh.read(source, request))
    with writing(folder):
        try:
            # Checkpoints are replaced, never modified, so both folders can link to the same file.
            os.link(checkpoint, folder / job_folder.CHECKPOINT)
        except OSError:  # the disk has no hard links
            with files.replacing(folder / job_folder.CHECKPOINT) as beside:
                shutil.copyfile(checkpoint, beside)
