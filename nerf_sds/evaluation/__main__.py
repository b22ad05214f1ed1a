"""`python3 -m nerf_sds evaluate`: makes props with this and other methods, scores them and writes a report.

Existing results are used again: finished props under --work, and scores in --scores. So the same command continues
after Ctrl-C, and a report of a long study can be written at any time. To merge scores of other machines, copy their
files.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from .. import models, paths
from ..compute.device import choose
from ..config import DEFAULT_PRESET, DEVICES, PRESETS, Request
from ..image_text import OPTIMISED, SCORER, ImageText, load_image_text
from ..install.environment import Trouble
from ..jobs import job_folder
from ..priors import load_prior
from ..program import STOPPED, Parser, complain, program
from ..sds import Prior
from . import references, report, runner, sheets, study
from .ground_truth import References
from .records import ScoreRecords
from .study import Task, Variant


@program
def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line. Returns the exit code: 0, 1 for an error, or STOPPED after Ctrl-C."""
    options = _parser().parse_args(arguments)
    try:
        notes = [] if options.report_only else carry_out(options)
        if not options.run_only:
            summary = report.write(options.scores, notes)
            print(f"The report is {options.scores / 'report.md'}; {len(summary.failures)} jobs failed", flush=True)
    except KeyboardInterrupt:
        return complain("stopped; the same command goes on", STOPPED)
    return 0


def carry_out(options: argparse.Namespace) -> list[str]:
    """Makes the props and scores them. Returns one line for everything that had to be left out."""
    part, parts = options.part
    if not 1 <= part <= parts:
        raise ValueError(f"--part {part} {parts} is none: choose a part from 1 to the number of parts")
    if options.parallel < 1:
        raise ValueError(f"--parallel {options.parallel} makes nothing: choose 1 or more")
    drawn = [*study.table()] if options.table else study.draw(options.prompts, options.draw)
    wanted = options.prompt or drawn
    tasks = study.plan(wanted, options.seeds, _variants(options), options.preset, options.device, options.prior)
    own = tasks[part - 1 :: parts]
    device, _ = choose(options.device, "float32")
    notes: list[str] = []
    if not options.score_only:
        runner.run(own, options.work, options.parallel, _tell)
    if not options.run_only:
        judges = _models([SCORER, OPTIMISED, *options.clip], device, notes)
        known = _references(options.references, notes)
        prior = _prior_of_normals(options.prior, device)
        ScoreRecords(options.scores, judges, known, device, _tell, prior).score_all(own, options.work, options.rescore)
        _write_sheets(tasks, options.work, options.scores, notes)
    return notes


def _models(names: Sequence[str], device: torch.device, notes: list[str]) -> list[ImageText]:
    """Returns the models that could be loaded."""
    loaded = []
    for name in names:
        try:
            loaded.append(load_image_text(name, device))
        except ValueError as error:
            _note(f"The column of {name} is left out: {error}", notes)
    return loaded


def _prior_of_normals(name: str, device: torch.device) -> Prior | None:
    """Returns the diffusion model if it draws normals."""
    return load_prior(name, device, torch.float32) if models.family(name) == "world" else None


def _references(folders: Sequence[Path], notes: list[str]) -> References | None:
    try:
        return references.provide(folders, paths.home() / "references", _tell)
    except (Trouble, OSError, ValueError) as error:
        _note(f"The ground truth and the IoU are left out: {error}", notes)
        return None


def _write_sheets(tasks: Sequence[Task], work: Path, folder: Path, notes: list[str]) -> None:
    """Writes a contact sheet of the finished props of each variant."""
    rows: dict[str, list[tuple[str, Path]]] = {}
    for task in tasks:
        if job_folder.is_finished(work / task.name):
            label = f"{task.request.prompt}, seed {task.request.seed}"
            rows.setdefault(task.variant.name, []).append((label, work / task.name))
    for name, props in rows.items():
        path = folder / f"sheet-{study.slug(name)}.jpg"
        try:
            sheets.write(path, props)
        except (OSError, ValueError, KeyError) as error:
            _note(f"{path.name} is left out: {error}", notes)


def _variants(options: argparse.Namespace) -> list[Variant]:
    """Returns the variants that the command line names, else those of the paper's table."""
    chosen = [*map(study.variant, options.variant), *(study.ablation() if options.ablation else [])]
    has_normals = models.family(options.prior) == "world"
    return chosen or [study.ours(), *([study.without_normals()] if has_normals else []), *study.baselines()]


def _note(line: str, notes: list[str]) -> None:
    """Prints a line, and adds it to the notes of the report."""
    _tell(line)
    notes.append(line)


def _tell(line: str) -> None:
    print(line, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="nerf_sds evaluate", description="Makes props, scores them and reports")
    parser.add_argument(
        "--scores", type=Path, required=True, metavar="FOLDER", help="for the scores and the report on all in it"
    )
    parser.add_argument(
        "--work", type=Path, default=paths.home() / "evaluation", metavar="FOLDER", help="for the props"
    )
    study_of = parser.add_argument_group("what is made", "prompts x seeds x variants")
    study_of.add_argument("--prompts", type=int, default=24, metavar="N", help="drawn from the toys (default: 24)")
    study_of.add_argument("--draw", type=int, default=0, metavar="SEED", help="of the draw (default: 0)")
    study_of.add_argument("--prompt", action="append", metavar="TEXT", help="this one instead; may be repeated")
    study_of.add_argument("--table", action="store_true", help="the 48 prompts of docs/evaluation.md instead")
    study_of.add_argument("--seeds", type=int, nargs="+", default=[0], metavar="SEED", help="of each prompt's props")
    study_of.add_argument("--preset", choices=PRESETS, default=DEFAULT_PRESET)
    study_of.add_argument("--prior", default=Request.prior, help="the diffusion model (default: %(default)s)")
    study_of.add_argument("--ablation", action="store_true", help="the rows of the paper's figure 6 instead")
    study_of.add_argument(
        "--variant", nargs="+", action="append", default=[], metavar=("NAME", "KEY=VALUE"),
        help="a method under other hyper-parameters instead of the table's; method=NAME is one; may be repeated",
    )  # fmt: skip
    how = parser.add_argument_group("how")
    how.add_argument("--device", choices=DEVICES, default="auto")
    how.add_argument("--parallel", type=int, default=1, metavar="N", help="props at a time, which share the cores")
    how.add_argument(
        "--part", type=int, nargs=2, default=(1, 1), metavar=("I", "N"), help="the I-th of N parts, for N machines"
    )
    how.add_argument("--clip", action="append", default=[], metavar="NAME", help="a CLIP, or a file, that scores too")
    how.add_argument(
        "--references", type=Path, nargs="+", default=[], metavar="FOLDER",
        help="data sets of real props (default: toys, which Blender exports once)",
    )  # fmt: skip
    how.add_argument("--rescore", action="store_true", help="score again what has its scores")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--run-only", action="store_true", help="make props, score nothing")
    only.add_argument("--score-only", action="store_true", help="make no props, score those that are finished")
    only.add_argument("--report-only", action="store_true", help="from the scores alone")
    return parser


if __name__ == "__main__":
    sys.exit(main())
