"""`python -m nerf_sds texture MESH PROMPT --out FILE.glb`: draws a texture on any mesh."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from .. import models
from ..compute import memory
from ..compute.device import choose
from ..config import DEVICES, Request
from ..disk import files
from ..materials.maps import orm
from ..mesh import export
from ..program import Parser, program
from ..words.understanding import understand
from . import drawing, own_mesh

SIZES = (256, 512, 1024, 2048, 4096)  # texels per side


@program
def main() -> None:
    """Runs the command line."""
    options = _parser().parse_args()
    texture(options.mesh, options.out, _request(options), options.texture_size, options.albedo, options.keep)


def texture(
    mesh: Path, out: Path, request: Request, size: int, albedo: Path | None = None, mask: Path | None = None
) -> None:
    """Draws a texture on the mesh of a file and writes a GLB.

    Where the picture `mask` is white, the picture `albedo` stays, which fits the mesh's own UVs. Raises ValueError or
    OSError with one line.
    """
    export.check_glb(out)
    if bool(mask) != bool(albedo):
        raise ValueError("--keep MASK.png and --albedo PICTURE.png go together: what stays, and of which texture")
    model = None if request.prior in models.BUILT_IN else models.find(request.prior)
    if model:
        models.folder_here(model)
        models.check(request.prior, online=False)
    models.check_draws_textures(request.prior)
    print(f"Understood: {understand(request.prompt, request.prior)}")
    textured, has_uvs = own_mesh.read(mesh, size)
    keep = None
    if mask and albedo:
        if not has_uvs:
            raise ValueError(f"{mesh} has no UVs that can hold a texture: nothing of {albedo} can be kept")
        textured = replace(textured, albedo=own_mesh.picture(albedo, size))
        keep = own_mesh.picture(mask, size).mean(2, dtype=np.float32) / 255
    print("Its own UVs are kept" if has_uvs else "It is unwrapped: it has no UVs that can hold a texture", flush=True)
    device, dtype = choose(request.device, models.precision(request.prior))
    context = memory.RunContext(device, dtype, memory.choose(model, device))
    drawn = drawing.draw(request, textured, context, is_bare=True, keep=keep)
    drawn = replace(drawn, orm=orm(request.prompt, drawn.albedo))
    files.write(out, export.glb(drawn, request))
    print(f"The textured mesh is {out}")


def _request(options: argparse.Namespace) -> Request:
    return Request(options.prompt, options.seed, prior=options.prior, device=options.device)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="nerf_sds texture", description="Draws a texture on a mesh.")
    parser.add_argument("mesh", type=Path, metavar="MESH", help="an OBJ, glTF, PLY or STL file")
    parser.add_argument("prompt", metavar="PROMPT", help='what it is, for example "a stone well"')
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.glb", help="replaced if it exists")
    kept = parser.add_argument("--keep", type=Path, metavar="MASK.png")
    kept.help = "keep the texture --albedo where this picture is white, and draw the rest anew"
    albedo = parser.add_argument("--albedo", type=Path, metavar="PICTURE.png")
    albedo.help = "the texture that the mesh has, which fits its own UVs"
    parser.add_argument("--seed", type=int, default=0, help="another one gives another texture (default: 0)")
    parser.add_argument("--prior", default="world", help="the diffusion model (default: %(default)s)")
    parser.add_argument("--device", choices=DEVICES, default=Request.device)
    sizes = parser.add_argument("--texture-size", type=int, choices=SIZES, default=1024)
    sizes.help = "texels per side (default: %(default)s)"
    return parser


if __name__ == "__main__":
    sys.exit(main())
