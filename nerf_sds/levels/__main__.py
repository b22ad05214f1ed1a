"""`python -m nerf_sds levels FOLDER --out FILE.glb`: writes a finished prop with levels of detail."""

from __future__ import annotations

import sys
from pathlib import Path

from ..disk import files
from ..jobs import job_folder
from ..mesh import export
from ..program import Parser, program
from .simplifying import levels


@program
def main() -> None:
    """Runs the command line."""
    parser = Parser(prog="nerf_sds levels", description="Writes a finished prop with levels of detail.")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="of the prop")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.glb", help="replaced if it exists")
    options = parser.parse_args()
    write(options.folder, options.out)


def write(folder: Path, out: Path) -> None:
    """Writes a GLB with the prop of a folder and its coarser levels. Raises ValueError or OSError with one line."""
    export.check_glb(out)
    request = job_folder.read_request(folder)
    finest_first = levels(export.read_result(folder))
    files.write(out, export.levels_glb(finest_first, request))
    counts = ", ".join(f"{len(level.mesh.faces):,}" for level in finest_first)
    print(f"The levels are {out}: {counts} triangles")


if __name__ == "__main__":
    sys.exit(main())
