"""Stores the scores of each job in a small JSON file. A report needs nothing but a folder of these files.

To merge scores of other days or machines, copy their files into one folder.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import torch

from ..disk import files
from ..image_text import ImageText
from ..jobs import job_folder
from ..sds import Prior
from . import scores
from .ground_truth import References
from .runner import Tell, failure
from .scores import GROUND_TRUTH
from .study import Task

Record = dict[str, Any]
SUFFIX = ".score.json"
TRUTH = {"method", "r_precision", "janus"}  # keys that a record of the ground truth must have
FACTS = {"prompt", "variant", "method", "preset", "overrides", "seed", "hyperparameters"}  # keys of every job
SCORES = {"seconds", "r_precision", "field_r_precision", "janus", "mesh", "iou"}  # keys of a scored job


class ScoreRecords:
    """Scores jobs into a folder, with the available models and references."""

    def __init__(
        self,
        folder: Path,
        models: Sequence[ImageText],
        references: References | None,
        device: torch.device,
        tell: Tell,
        prior: Prior | None = None,
    ) -> None:
        self.folder, self.models, self.references, self.tell = folder, list(models), references, tell
        self.prior = prior
        self.origin = provenance(device)

    def score_all(self, tasks: Sequence[Task], work: Path, again: bool) -> None:
        """Scores every finished job that lacks scores of some model; with `again`, every finished job.

        Also records the jobs that failed.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.references and (again or self._lacks(GROUND_TRUTH)):
            self.tell("Scoring the ground truth")
            self._write(GROUND_TRUTH, scores.score_ground_truth(self.references, self.models))
        for number, task in enumerate(tasks, 1):
            if job_folder.is_finished(work / task.name):
                if again or self._lacks(task.name):
                    self.tell(f"[{number}/{len(tasks)}] Scoring {task.title}")
                    self._write(task.name, _facts(task) | self._scores(work / task.name))
            elif (work / task.name / job_folder.REQUEST).is_file() and (reason := failure(work / task.name)):
                self._write(task.name, _facts(task) | {"failed": reason})

    def _scores(self, folder: Path) -> Record:
        try:
            return scores.score(folder, self.models, self.references, self.prior)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            self.tell(f"It cannot be scored: {error}")
            return {"failed": f"It was made and cannot be scored: {error}"}

    def _lacks(self, name: str) -> bool:
        try:
            known = json.loads(self._path(name).read_text("utf-8"))["r_precision"]
        except (OSError, ValueError, KeyError):
            return True
        return any(model.name not in known for model in self.models)

    def _write(self, name: str, record: Record) -> None:
        facts = (f" {json.dumps(key)}: {json.dumps(value)}" for key, value in (record | self.origin).items())
        files.write(self._path(name), ("{\n" + ",\n".join(facts) + "\n}\n").encode())

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{SUFFIX}"


def read(folder: Path) -> tuple[list[Record], list[str]]:
    """Returns all records of a folder, sorted by file name, and one line for each file that cannot be read."""
    records, complaints = [], []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            record = json.loads(path.read_text("utf-8"))
            if lacking := _needed(record) - record.keys():
                raise ValueError(f"it lacks {', '.join(sorted(lacking))}")
            records.append(record)
        except (OSError, ValueError, AttributeError) as error:
            complaints.append(f"{path.name} cannot be read and is left out: {error}")
    return records, complaints


def provenance(device: torch.device) -> Record:
    """Returns the date, the hardware and the torch version of the scores."""
    return {"date": date.today().isoformat(), "hardware": hardware(device), "torch": torch.__version__}


def hardware(device: torch.device) -> str:
    """Returns one line that names the processor, its cores, and the GPU if `device` is one."""
    line = f"{_processor()}, {os.cpu_count()} cores"
    return f"{line}, {torch.cuda.get_device_name(device)}" if device.type == "cuda" else line


def _needed(record: Record) -> set[str]:
    """What a report asks of a record."""
    if record.get("method") == GROUND_TRUTH:
        return TRUTH
    return FACTS if "failed" in record else FACTS | SCORES


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, "") or platform.processor() or platform.machine()


def _facts(task: Task) -> Record:
    """Returns what is known of a job before it is scored."""
    request = task.request
    return {
        "prompt": request.prompt, "variant": task.variant.name, "method": request.method, "preset": request.preset,
        "overrides": request.overrides, "seed": request.seed, "hyperparameters": task.hyperparameters,
    }  # fmt: skip
