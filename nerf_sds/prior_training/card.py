"""The card of a model: what it learned from, by whom, and under which licences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from .. import files
from .captioned_meshes import CaptionedMesh
from .sources import Source

MOST_AUTHORS = 12  # named for each package; the data set itself names them all


def write_card(folder: Path, sources: Sequence[Source]) -> None:
    """Writes README.md with a line for each package and licence of the data."""
    meshes = [mesh for source in sources for mesh in source.meshes]
    lines = [
        "# A diffusion model of props",
        "",
        f"Trained by `train-prior` on {len(meshes)} captioned meshes of {len({mesh.kind for mesh in meshes})} kinds; "
        f"{sum(len(source.held_out) for source in sources)} more were held out.",
        "",
        "| source | licence | meshes | authors |",
        "|---|---|--:|---|",
        *credits(meshes),
    ]
    files.write(folder / "README.md", "".join(f"{line}\n" for line in lines).encode())


def credits(meshes: Sequence[CaptionedMesh]) -> list[str]:
    """Rows of a table: source, licence, how many meshes, and the authors of most of them."""
    groups: dict[tuple[str, str], Counter[str]] = {}
    for mesh in meshes:
        groups.setdefault((mesh.source or "unnamed", mesh.licence or "not named"), Counter())[mesh.author] += 1
    return [
        f"| {source} | {licence} | {authors.total()} | {_names(authors)} |"
        for (source, licence), authors in sorted(groups.items())
    ]


def _names(authors: Counter[str]) -> str:
    named = [author for author, _ in authors.most_common() if author]
    more = f" and {len(named) - MOST_AUTHORS} more" if len(named) > MOST_AUTHORS else ""
    return ", ".join(named[:MOST_AUTHORS]) + more
