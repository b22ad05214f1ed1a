"""Compares ancestral sampling with Score Distillation Sampling, both in pixel space, for the same prompt.

SDS optimises the pixels of four pictures directly, without a field, cameras or light. If the sampled pictures are good
and the optimised ones are not, the loss is at fault; if both are poor, the prior is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import torch
from PIL import Image, ImageDraw
from torch import Tensor

from ..compute.device import choose
from ..config import PRESETS
from ..disk import files
from ..models import SHIPPED
from ..priors import load_prior
from ..priors.pixel import PixelPrior
from ..priors.sampling import sample
from ..program import Parser, program
from ..prompts import directed
from ..sds import Prior, embed_for_guidance, sds_gradient, sds_loss
from ..viewpoints import PictureKind, Viewpoint
from ..words.understanding import understand

RESOLUTION = 64  # pixels per side
VIEWS = tuple(Viewpoint(azimuth, 20, 3.1) for azimuth in (0, 90, 180, 270))
STEPS = 80
LEARNING_RATE = 0.05
METHODS = ("ancestral", "sds")
LABEL = 24  # pixels: the height of a row's label
COLUMN = 24  # rows at most below each other


def distil(
    prior: Prior,
    prompt: str,
    seed: int,
    device: torch.device,
    steps: int,
    kind: PictureKind = PictureKind.LIT,
) -> Iterator[Tensor]:
    """Yields the pictures (4, 3, R, R) in 0..1 after each of the `steps`. The noise level falls from high to low."""
    preset = PRESETS["draft"]
    random = Random(seed)
    generator = torch.Generator().manual_seed(seed)
    start = 0.5 + 0.1 * torch.randn(len(VIEWS), 3, RESOLUTION, RESOLUTION, generator=generator)
    pixels = start.to(device).requires_grad_()
    optimizer = torch.optim.Adam([pixels], lr=LEARNING_RATE, betas=(0.9, 0.99))
    prompts, kinds = [directed(prompt, viewpoint) for viewpoint in VIEWS], [kind] * len(VIEWS)
    embedding = embed_for_guidance(prior, prompts, VIEWS, preset.guidance_scale, kinds=kinds)
    low, high = preset.timestep_range
    for step in range(steps):
        level = high + (low - high) * (step + random.random()) / steps
        timesteps = torch.full((len(VIEWS),), int(level * len(prior.alphas_cumprod)), device=device)
        x = prior.encode(pixels)
        noise = torch.randn(x.shape, generator=generator).to(device)
        gradient = sds_gradient(
            prior, x.detach(), timesteps, noise, embedding, preset.guidance_scale, preset.guidance_rescale
        )
        optimizer.zero_grad()
        sds_loss(x, gradient).backward()
        optimizer.step()
        yield pixels.detach().clamp(0, 1)


def draw(
    prior: PixelPrior, prompt: str, method: str, seed: int, device: torch.device, kind: PictureKind = PictureKind.LIT
) -> Tensor:
    """Returns pictures (4, 3, R, R) in 0..1 from the front, right, back and left, by one of METHODS."""
    if method == "ancestral":
        prompts = [directed(prompt, viewpoint) for viewpoint in VIEWS]
        return sample(prior, prompts, VIEWS, RESOLUTION, seed=seed, kind=kind)
    *_, pictures = distil(prior, prompt, seed, device, STEPS, kind)
    return pictures


def sheet(rows: dict[str, Tensor], scale: int = 3) -> Image.Image:
    """Returns a picture with each row's pictures (4, 3, R, R) in 0..1 under its label, enlarged `scale` times."""
    size = RESOLUTION * scale
    columns = -(-len(rows) // COLUMN)
    below = -(-len(rows) // columns)
    picture = Image.new("RGB", (columns * len(VIEWS) * size, below * (size + LABEL)), "white")
    for i, (label, pictures) in enumerate(rows.items()):
        left, top = i // below * len(VIEWS) * size, i % below * (size + LABEL)
        strip = (255 * torch.cat([*pictures.cpu()], dim=2)).round().byte().permute(1, 2, 0).numpy()
        ImageDraw.Draw(picture).text((left + 6, top + 6), label, fill="black")
        big = Image.fromarray(np.ascontiguousarray(strip)).resize((len(VIEWS) * size, size), Image.Resampling.BICUBIC)
        picture.paste(big, (left, top + LABEL))
    return picture


@program
def main() -> None:
    """Runs the command line."""
    parser = Parser(prog="nerf_sds sample", description="Draws a prompt from the diffusion model")
    parser.add_argument("prompt", nargs="+", help='for example "a blue robot"; several are drawn below each other')
    parser.add_argument("--method", choices=(*METHODS, "both"), default="both")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.png")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--prior", default=SHIPPED, help="the diffusion model (default: %(default)s)")
    kinds = [kind.value for kind in PictureKind]
    parser.add_argument("--picture", choices=kinds, default=PictureKind.LIT.value, help="what it shows of the prop")
    options = parser.parse_args()
    if options.out.suffix.lower() != ".png" or not options.out.absolute().parent.is_dir():
        raise ValueError(f"{options.out} cannot be written: name a .png file in a folder that exists")
    asked = [understand(prompt, options.prior) for prompt in options.prompt]
    device, dtype = choose("auto")
    prior = load_prior(options.prior, device, dtype)
    if not isinstance(prior, PixelPrior):
        raise ValueError(f"{options.prior} draws no pixels: choose the prior {SHIPPED}")
    kind = PictureKind(options.picture)
    if kind not in prior.kinds:
        raise ValueError(f"{options.prior} draws no {kind}: choose {' or '.join(prior.kinds)}")
    chosen = METHODS if options.method == "both" else (options.method,)
    rows = {}
    for said in asked:
        for method in chosen:
            print(f"{method}: {said}", flush=True)
            label = f"{said.prompt}, {method}" if len(asked) > 1 else method
            rows[label] = draw(prior, said.prompt, method, options.seed, device, kind)
    with files.replacing(options.out) as beside:
        sheet(rows).save(beside)
    print(f"The pictures are in {options.out}: front, right, back, left")


if __name__ == "__main__":
    sys.exit(main())
