"""Writes a model's card: its data with authors and licences, including that of its start model; its training; whose
the weights and the props are.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..disk import files
from ..priors.world_prior import LEARNED_SCALES
from ..units import duration
from .captioned_meshes import CaptionedMesh
from .sources import HELD_OUT, Source

CREDITS = "credits.json"  # a list of [source, licence, author, number of meshes]
LOG = "training.jsonl"  # lines with step, seconds and mean losses by picture size; each training begins at step 0 again
NOT_NAMED = "not named"
Credits = dict[tuple[str, str, str], int]

LICENCE = """\
Whoever trained these weights chooses their licence. Where the law counts a model as a work derived from its data, the
licences of the meshes below apply to the weights as well.{began} The props that you make with the weights are yours,
unless one comes back as a mesh of the data: that mesh's licence then holds for the prop.
`python3 -m nerf_sds copies` measures it.
"""
BEGAN = " So does the licence of the weights that it began with: that of `world` is GPL-3.0-or-later."


def write_card(folder: Path, sources: Sequence[Source], before: Credits) -> None:
    """Writes README.md, and credits.json for models that start from this one.

    `before` are the credits of the model that this one started from, whose data is still part of the weights.
    """
    learned = credits_of([mesh for source in sources for mesh in source.meshes])
    credits = {key: max(before.get(key, 0), learned.get(key, 0)) for key in sorted({*before, *learned})}
    text = (
        f"# A diffusion model of props\n\n{''.join(_data(sources, bool(before)))}"
        f"\n## Training\n\n{''.join(_training(folder))}"
        f"\n## Licence\n\n{LICENCE.format(began=BEGAN if before else '')}"
        "\n## Credits\n\n| source | licence | author | meshes |\n|---|---|---|--:|\n"
    )
    rows = [f"| {' | '.join(part.replace('|', '/') for part in key)} | {count} |\n" for key, count in credits.items()]
    files.write(folder / "README.md", f"{text}{''.join(rows)}".encode())
    listed = [[*key, count] for key, count in credits.items()]
    files.write(folder / CREDITS, json.dumps(listed, ensure_ascii=False, indent=0).encode())


def _data(sources: Sequence[Source], has_start: bool) -> Iterator[str]:
    """Yields sentences on what was learned from, held out and left out."""
    meshes = [mesh for source in sources for mesh in source.meshes]
    held_out = [mesh.name for source in sources for mesh in source.held_out]
    left_out = sum((source.left_out for source in sources), Counter[str]())
    kinds = len({mesh.kind for mesh in meshes})
    yield f"Trained by `train-prior` on {len(meshes)} captioned meshes of {kinds} kinds; {len(held_out)} more were "
    yield f"held out, {HELD_OUT:.0%} of the kinds with two or more.\n"
    if left_out:
        by_licence = ", ".join(f"{licence or NOT_NAMED} ({count})" for licence, count in sorted(left_out.items()))
        yield f"Left out, because `--licences` did not name their licences: {left_out.total()} meshes, {by_licence}.\n"
    if has_start:
        yield "It began with the weights of an earlier training, whose meshes are in the table too.\n"


def _training(folder: Path) -> Iterator[str]:
    """Yields sentences on the training, from the log in the folder."""
    yield "Velocity on a cosine schedule of 1,000 steps, min-SNR weights, AdamW, averaged weights. The views are drawn "
    yield "while\nit learns, and the meshes are stretched, tapered and bent a little each time.\n"
    log = _log(folder)
    if log:
        lasts = [line for line, after in pairwise([*log, {"step": 0}]) if after["step"] <= line["step"]]
        steps, seconds = (sum(line[name] for line in lasts) for name in ("step", "seconds"))
        loss = ", ".join(f"{value:g} at {size} pixels" for size, value in log[-1]["loss"].items())
        yield f"{steps:,} steps in {duration(seconds)}. The last loss, a weighted mean square: {loss}.\n"
        if scales := json.loads((folder / "unet/config.json").read_bytes()).get(LEARNED_SCALES):
            least, greatest = scales
            yield f"It applies guidance of {least:g} to {greatest:g} by itself.\n"


def _log(folder: Path) -> list[dict[str, Any]]:
    if not (folder / LOG).is_file():
        return []
    return [json.loads(line) for line in (folder / LOG).read_text("utf-8").splitlines()]


def read_credits(folder: Path) -> Credits:
    """Returns the credits in a model's folder; none if there is no such file."""
    if not (folder / CREDITS).is_file():
        return {}
    listed = json.loads((folder / CREDITS).read_text("utf-8"))
    return {(source, licence, author): count for source, licence, author, count in listed}


def credits_of(meshes: Sequence[CaptionedMesh]) -> Credits:
    """Counts the meshes of each (source, licence, author)."""
    return Counter((mesh.source or NOT_NAMED, mesh.licence or NOT_NAMED, mesh.author or NOT_NAMED) for mesh in meshes)
