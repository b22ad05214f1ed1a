"""Writes a model's card: sources, authors and licences of its training data, including that of its start model."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ..disk import files
from .captioned_meshes import CaptionedMesh
from .sources import Source

CREDITS = "credits.json"  # a list of [source, licence, author, number of meshes]
Credits = dict[tuple[str, str, str], int]


def write_card(folder: Path, sources: Sequence[Source], before: Credits) -> None:
    """Writes README.md, and credits.json for models that start from this one.

    `before` are the credits of the model that this one started from, whose data is still part of the weights.
    """
    meshes = [mesh for source in sources for mesh in source.meshes]
    learned = credits_of(meshes)
    credits = {key: max(before.get(key, 0), learned.get(key, 0)) for key in sorted({*before, *learned})}
    began = "It began with the weights of another model, whose meshes are in the table too.\n" if before else ""
    text = (
        "# A diffusion model of props\n\n"
        f"Trained by `train-prior` on {len(meshes)} captioned meshes of {len({mesh.kind for mesh in meshes})} kinds; "
        f"{sum(len(source.held_out) for source in sources)} more were held out.\n{began}\n"
        "| source | licence | author | meshes |\n|---|---|---|--:|\n"
    )
    rows = [f"| {' | '.join(part.replace('|', '/') for part in key)} | {count} |\n" for key, count in credits.items()]
    files.write(folder / "README.md", f"{text}{''.join(rows)}".encode())
    listed = [[*key, count] for key, count in credits.items()]
    files.write(folder / CREDITS, json.dumps(listed, ensure_ascii=False, indent=0).encode())


def read_credits(folder: Path) -> Credits:
    """Returns the credits in a model's folder; none if there is no such file."""
    if not (folder / CREDITS).is_file():
        return {}
    listed = json.loads((folder / CREDITS).read_text("utf-8"))
    return {(source, licence, author): count for source, licence, author, count in listed}


def credits_of(meshes: Sequence[CaptionedMesh]) -> Credits:
    """Counts the meshes of each (source, licence, author)."""
    return Counter(
        (mesh.source or "not named", mesh.licence or "not named", mesh.author or "not named") for mesh in meshes
    )
