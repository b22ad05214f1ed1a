"""`python3 -m nerf_sds copies`: compares finished props with the meshes that a diffusion model learned from."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ...disk import files
from ...jobs import job_folder
from ...models import family_of
from ...prior_training.captioned_meshes import CaptionedMesh
from ...prior_training.sources import read_source
from ...program import Parser, program
from . import findings
from .measure import within_kinds
from .views import Looks, kept_in


@program
def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line."""
    carry_out(_parser().parse_args(arguments))


def carry_out(options: argparse.Namespace) -> None:
    """Compares the props and writes the JSON, the sheet and, with --model, the model's table."""
    props = finished(options.props)
    if options.model and family_of(options.model) != "world":
        raise ValueError(f"{options.model} holds no model of train-prior: name another folder")
    meshes, looks = learned(options.dataset)
    kin, found = within_kinds(meshes, looks), []
    for folder in props:
        found.append(findings.examine(folder, meshes, looks, kin))
        print(found[-1], flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    files.write(options.out / "nearest.json", findings.report(found, kin))
    files.write(options.out / "nearest.jpg", findings.sheet(found, looks))
    if options.model:
        findings.write_table(options.model, found)
    print(f"{sum(finding.pair.is_copy for finding in found)} of {len(found)} props are copies")


def finished(folders: Sequence[Path]) -> list[Path]:
    """Returns the folders that hold finished props: given folders and their subfolders.

    Raises ValueError if there are none.
    """
    inside = [inner for folder in folders if folder.is_dir() for inner in sorted(folder.iterdir())]
    found = [folder for folder in (*folders, *inside) if job_folder.is_finished(folder)]
    if not found:
        raise ValueError(f"There is no finished prop in {', '.join(map(str, folders))}: name folders of finished jobs")
    return found


def learned(datasets: Sequence[str]) -> tuple[list[CaptionedMesh], Looks]:
    """Returns the meshes of data sets that are not held out, and their looks."""
    meshes, looks = [], []
    for text in datasets:
        source = read_source(text)
        print(f"{text}: {len(source.meshes)} meshes", flush=True)
        meshes += source.meshes
        looks.append(kept_in(Path(text.partition("=")[0]), source.meshes))
    outlines, albedo = (np.concatenate([getattr(each, name) for each in looks]) for name in ("outlines", "albedo"))
    return meshes, Looks(outlines, albedo)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="nerf_sds copies", description="Compares props with the meshes that the model learned from")
    parser.add_argument("dataset", nargs="+", help="FOLDER, as train-prior was given it; looks are kept beside it")
    parser.add_argument(
        "--props", type=Path, nargs="+", required=True, metavar="FOLDER", help="of a finished job, or of many"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="for nearest.json and nearest.jpg")
    parser.add_argument(
        "--model", type=Path, metavar="FOLDER", help="of the model that made them: is told which kinds come back copied"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
