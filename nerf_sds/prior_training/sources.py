"""Selects the training data: data sets with their shares, restricted to the wanted licences."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from ..meaning.kinds import Kind
from .captioned_meshes import CaptionedMesh, read

HELD_OUT = 0.1  # share of meshes held out, of kinds with at least two meshes
EVENNESS = 0.4  # 0 draws all kinds equally often, 1 draws all meshes equally often


@dataclass(frozen=True)
class Source:
    """A data set: the meshes for training, the meshes held out, and its share of the pictures.

    `left_out` counts the meshes under licences that are not allowed, by licence.
    """

    meshes: list[CaptionedMesh]
    held_out: list[CaptionedMesh]
    share: float
    left_out: Counter[str] = field(default_factory=Counter)


def read_source(text: str, licences: Collection[str] | None = None) -> Source:
    """Reads the data set "FOLDER" or "FOLDER=SHARE". Raises OSError or ValueError with one line.

    `licences` are the allowed ones; None allows all.
    """
    name, _, told = text.partition("=")
    share = _positive(told or "1")
    if share is None:
        raise ValueError(f"The share {told!r} of {name} is no number above 0: write for example {name}=0.5")
    found = [*read(Path(name))]
    if not found:
        raise ValueError(f"The data set in {name} is empty: export it again")
    allowed = [mesh for mesh in found if licences is None or mesh.licence in licences]
    if not allowed:
        known = ", ".join(sorted({mesh.licence or "none" for mesh in found}))
        raise ValueError(f"{name} has no meshes under these licences: it has {known}")
    counts = Counter(mesh.kind for mesh in allowed)
    parts: dict[bool, list[CaptionedMesh]] = {False: [], True: []}
    for mesh in allowed:
        parts[is_held_out(mesh, counts)].append(mesh)
    if not parts[False]:  # by chance, all meshes of a very small data set are held out
        parts = {False: allowed, True: []}
    left_out = Counter(mesh.licence for mesh in found) - Counter(mesh.licence for mesh in allowed)
    return Source(parts[False], parts[True], share, left_out)


def _positive(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 < number < math.inf else None


def is_held_out(mesh: CaptionedMesh, counts: Counter[str]) -> bool:
    """True if the mesh is excluded from training. Does not depend on the order of the data set.

    Toys, which are made in one colour, and the only mesh of a kind are never held out.
    """
    draw = int(sha256(f"{mesh.source} {mesh.name} {mesh.caption}".encode()).hexdigest()[:8], 16) / 2**32
    return not mesh.colour and counts[mesh.kind] > 1 and draw < HELD_OUT


def weights_of(source: Source) -> list[float]:
    """Returns how often each mesh is drawn: kinds nearly equally often, meshes of a kind equally often."""
    counts = Counter(mesh.kind for mesh in source.meshes)
    weights = [counts[mesh.kind] ** (EVENNESS - 1) for mesh in source.meshes]
    return [source.share * weight / sum(weights) for weight in weights]


def kinds_of(meshes: Sequence[CaptionedMesh]) -> list[Kind]:
    """Returns the kinds of the meshes for `meaning.nearness`: name, synonyms, one caption and the number of meshes."""
    groups: dict[str, list[CaptionedMesh]] = {}
    for mesh in meshes:
        groups.setdefault(mesh.kind, []).append(mesh)
    return [
        Kind(name, tuple(dict.fromkeys(s for mesh in group for s in mesh.synonyms)), group[0].caption, len(group))
        for name, group in sorted(groups.items())
    ]
