"""Reports on copies: a line per prop, a JSON file, a sheet of the nearest pairs, and the table for the model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...disk import files
from ...jobs import job_folder
from ...meaning.copies import COPIES, NOBODY, NOTHING, Original, table
from ...meaning.kinds import named, read_kinds
from ...mesh.export import read_result
from ...prior_training.captioned_meshes import CaptionedMesh
from ...words.understanding import asked
from .. import sheets
from .measure import COPIED, Pair, nearest, posed
from .views import SIZE, Looks, of_prop

PERCENTILES = (5, 10, 25, 50, 75, 90)
OURS = "Propsmith"  # the author of the toys of `export-props`, to whose props nobody has a claim


@dataclass(frozen=True)
class Finding:
    """A prop beside the mesh that it is nearest to."""

    name: str  # of the job's folder
    prompt: str  # what the model was asked for
    look: Looks  # of the prop, posed like the mesh
    mesh: CaptionedMesh
    pair: Pair
    kin: float  # share of meshes, 0..1, that have another mesh of their kind at this distance or less

    def __str__(self) -> str:
        """Returns one line for people."""
        pair, verdict = self.pair, "a copy of" if self.pair.is_copy else "nearest to"
        return (
            f"{self.prompt}: {verdict} {_original(self.mesh)}, distance {pair.distance:.2f}: outlines agree to "
            f"{pair.outlines:.0%}, colours are {pair.colours:.0f} apart; {self.kin:.0%} of the meshes have one of "
            "their kind as near"
        )

    @property
    def facts(self) -> dict[str, Any]:
        """The finding for JSON."""
        numbers = {"distance": self.pair.distance, "outlines": self.pair.outlines, "colours": self.pair.colours}
        return {
            "prompt": self.prompt, "prop": self.name, "copy": self.pair.is_copy,
            **{name: round(value, 3) for name, value in numbers.items()}, "kin_as_near": round(self.kin, 3),
            "mesh": self.mesh.name, "kind": self.mesh.kind, "source": self.mesh.source, "author": self.mesh.author,
            "licence": self.mesh.licence,
        }  # fmt: skip


def examine(folder: Path, meshes: Sequence[CaptionedMesh], looks: Looks, kin: Sequence[Pair]) -> Finding:
    """Compares the prop of a finished job with M meshes. `kin` is the result of `within_kinds`.

    Raises OSError or ValueError if the prop cannot be read.
    """
    own = of_prop(read_result(folder))
    pair = nearest(own, looks)
    share = float(np.mean([other.distance <= pair.distance for other in kin])) if kin else 0.0
    request = asked(job_folder.read_request(folder))
    return Finding(folder.name, request.prompt, posed(own, pair.pose), meshes[pair.mesh], pair, share)


def report(findings: Sequence[Finding], kin: Sequence[Pair]) -> bytes:
    """Returns a JSON of the findings, and of the distances between meshes of one kind."""
    distances = [pair.distance for pair in kin]
    percentiles = {f"{share} %": round(float(np.percentile(distances, share)), 3) for share in PERCENTILES if kin}
    content = {
        "copied_below": COPIED,
        "kin": {"meshes": len(kin), "copies": sum(pair.is_copy for pair in kin), **percentiles},
        "props": [finding.facts for finding in findings],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def sheet(findings: Sequence[Finding], looks: Looks) -> bytes:
    """Returns a JPEG: a row for each prop, with its eight sides on the left and those of its mesh on the right."""
    gap, strips = np.full((SIZE, sheets.GAP, 3), sheets.PAPER, np.uint8), []
    for finding in findings:
        own, other = _row(finding.look), _row(looks.pick([finding.pair.mesh]))
        verdict = f"{'copy' if finding.pair.is_copy else 'distance'} {finding.pair.distance:.2f}"
        label = ", ".join((finding.prompt.replace(",", ""), finding.mesh.name.replace(",", ""), verdict))
        strips.append((label, np.concatenate([own, gap, other], axis=1)))
    return sheets.light(sheets.sheet(strips))


def write_table(folder: Path, findings: Sequence[Finding]) -> None:
    """Writes the table of copied kinds into a model's folder, with the meshes' authors and licences.

    The kinds are those that the prompt names, or else the kind of the mesh. Copies of our own toys are left out.
    """
    copies: dict[str, Original] = {}
    copied = (finding for finding in findings if finding.pair.is_copy and finding.mesh.author != OURS)
    for finding in sorted(copied, key=lambda finding: finding.pair.distance):
        for kind in [kind.name for kind in named(finding.prompt, read_kinds(folder))] or [finding.mesh.kind]:
            copies.setdefault(kind, _original(finding.mesh))  # the nearest comes first
    files.write(folder / COPIES, table(copies))


def _original(mesh: CaptionedMesh) -> Original:
    return Original(mesh.name, mesh.author or NOBODY, mesh.licence or NOTHING)


def _row(look: Looks) -> NDArray[np.uint8]:
    """Puts the views of one mesh side by side on paper: (S, 8 S, 3)."""
    return np.concatenate([*np.where(look.outlines[0][..., None], look.albedo[0], np.uint8(sheets.PAPER[0]))], axis=1)
