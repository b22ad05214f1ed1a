"""`python3 -m nerf_sds bench`: times the parts of a step, for the built-in prior and for priors of the real sizes.

The loop of a run is timed twice: unchanged, and with a clock around its parts and without recorded graphs. The "bare"
figure is the time of diffusers' own calls of a step, alone and in eager mode, without renderer and optimiser.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import torch
from diffusers import UNet2DConditionModel
from torch import Tensor
from torch.utils.flop_counter import FlopCounterMode

from ..compute.channels_last import as_published, keep_channels_last
from ..compute.device import choose
from ..compute.memory import PROFILES
from ..config import DEFAULT_PRESET, DEVICES, PRESETS, Preset, Stage
from ..disk import files
from ..models import SHIPPED
from ..priors import load_prior
from ..priors.latent import LatentPrior
from ..priors.nets.unet import UNet
from ..program import Parser, program
from ..sds import Prior, has_learned
from ..training.cuda_graphs import CudaGraphStep
from . import throughput
from .clock import Clock
from .random_weights import NAMES, random_prior
from .timing import WARM_UP, median_seconds, presets_of, step_seconds

FITS_A_CPU = (SHIPPED, "if-i-m")  # the priors that are timed without a GPU by default
PARTS = ("render", "encode", "unet", "backward", "optimiser", "rest")
MATRIX = {"cuda": 8192, "mps": 4096, "cpu": 2048}  # rows and columns of the matrices in `matmul_rate`


@dataclass(frozen=True)
class Row:
    """The timings of one stage of a preset with a prior.

    Times are in seconds per step. `step` and `parts` are means over the steps; `bare` and `inside` are medians.
    """

    prior: str
    preset: str
    resolution: int  # pixels per side
    views: int  # per step
    step: float
    bare: float  # diffusers' own calls of a step, alone, eager, with its own networks
    inside: float  # the same calls with our networks, recorded as a CUDA graph on a GPU
    parts: dict[str, float]  # of PARTS, from the run with the clock, which records nothing and waits for the device
    teraflops: float  # TFLOP/s of the calls in `inside`
    memory: float  # peak, GB
    steps: int  # number of steps of the stage in the preset

    @property
    def views_per_second(self) -> float:
        """The number of views optimised per second."""
        return self.views / self.step

    @property
    def projected(self) -> float:
        """The seconds of the stage in the preset."""
        return self.step * self.steps


def measure(name: str, preset: str, stage: Stage, prior: Any, device: torch.device, steps: int) -> Row:
    """Times `steps` steps of a stage after the warm-up."""
    resolved = presets_of(name)[preset]
    reset_memory(device)
    seconds = step_seconds(resolved, stage, prior, device, steps)
    memory = peak_memory(device)
    clock = Clock(device)
    with clock.in_the_loop(prior):
        step_seconds(resolved, stage, prior, device, 0, recorded=False)
        clock.seconds.clear()
        with clock.part("whole"):
            step_seconds(resolved, stage, prior, device, steps, recorded=False)
    spent = {part: seconds / (WARM_UP + steps) for part, seconds in clock.seconds.items()}
    parts = {part: spent[part] for part in ("render", "encode", "unet", "optimiser")}
    parts["backward"] = spent["descent"] - parts["optimiser"]
    parts["rest"] = spent["whole"] - sum(parts.values())
    calls = Calls.of(prior, resolved, stage, device)
    with diffusers_own(prior, device):
        bare = median_seconds(lambda: make_calls(prior, calls), device, steps)
        flops = count_flops(prior, calls)
    recorded = CudaGraphStep(partial(make_calls, prior), device.type == "cuda")
    for _ in range(WARM_UP):
        recorded(calls)
    inside = median_seconds(lambda: recorded(calls), device, steps)
    return Row(
        name, preset, stage.resolution, resolved.views, seconds, bare, inside,
        {part: parts[part] for part in PARTS}, flops / inside / 1e12, memory, stage.steps,
    )  # fmt: skip


@dataclass(frozen=True)
class Calls:
    """The inputs of the prior's calls in a step."""

    rgb: Tensor  # (B, 3, R, R)
    z: Tensor  # (rows, C, h, w)
    timesteps: Tensor  # (rows,)
    embedding: Any  # as `predict_noise` takes it

    @classmethod
    def of(cls, prior: Any, preset: Preset, stage: Stage, device: torch.device) -> Calls:
        """Returns random inputs of the same sizes as in a step of the preset."""
        views = preset.views
        is_learned = has_learned(prior, preset.guidance_scale, preset.negative_prompt)
        rows = views * (3 if preset.perp_neg and prior.view_words else 1 if is_learned else 2)
        return cls(
            torch.rand(views, 3, stage.resolution, stage.resolution, device=device),
            torch.randn(rows, *prior.shape(stage.resolution), device=device),
            torch.full((rows,), 500, device=device),
            prior.embed([""] * rows, [None] * rows),
        )


@contextmanager
def diffusers_own(prior: Any, device: torch.device) -> Iterator[None]:
    """Uses the prior's networks as diffusers has them, without our changes for GPUs, while the block runs."""
    ours = prior.denoiser.unet
    if isinstance(ours, UNet):
        prior.denoiser.unet = theirs(ours)
        yield
        prior.denoiser.unet = ours
        return
    nets = [ours, prior.vae] if isinstance(prior, LatentPrior) else [ours]
    for net in nets if device.type == "cuda" else ():
        as_published(net)
    yield
    for net in nets if device.type == "cuda" else ():
        keep_channels_last(net)


def theirs(unet: UNet) -> UNet2DConditionModel:
    """Returns diffusers' UNet with the same weights."""
    with torch.device("meta"):
        published = UNet2DConditionModel.from_config(dict(unet.config))
    published.load_state_dict(unet.state_dict(), assign=True)
    return published.eval()


def make_calls(prior: Any, calls: Calls) -> Tensor:
    """Makes a step's calls of diffusers: the encoder forward and backward (latent priors only), and the UNet forward.

    Returns the predicted noise. The time of these calls is a lower bound for a step with any renderer.
    """
    if isinstance(prior, LatentPrior):
        rgb = calls.rgb.detach().requires_grad_()
        prior.encode(rgb).sum().backward()
    return prior.predict_noise(calls.z, calls.timesteps, calls.embedding)


def count_flops(prior: Any, calls: Calls) -> float:
    """Returns the floating-point operations of one step's calls, including the encoder's backward pass."""
    with FlopCounterMode(display=False) as counter:
        make_calls(prior, calls)
    return counter.get_total_flops()


def matmul_rate(device: torch.device, dtype: torch.dtype) -> float:
    """Returns the TFLOP/s of a large matrix product."""
    size = MATRIX[device.type]
    matrix = torch.randn(size, size, device=device, dtype=dtype)
    return 2 * size**3 / median_seconds(lambda: matrix @ matrix, device, 5) / 1e12


def reset_memory(device: torch.device) -> None:
    """Resets the peak of the GPU's memory."""
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats(device)


def peak_memory(device: torch.device) -> float:
    """Returns the peak memory in GB.

    On a GPU it is the GPU's since the last reset, elsewhere the whole process's since its start.
    """
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated(device) / 1e9
    if sys.platform == "win32":
        return psutil.Process().memory_info().peak_wset / 1e9
    import resource  # does not exist on Windows

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9


def table(rows: Sequence[Row], rate: float) -> Iterator[str]:
    """Yields the lines of the report's Markdown table. `rate` is the TFLOP/s of `matmul_rate`."""
    heads = ["prior", "pixels", "views", "step, s", "bare, s", "step / bare", "inside, s", *PARTS, "views/s", "TFLOP/s",
             "of matmul", "GB", "stage, s"]  # fmt: skip
    yield f"| {' | '.join(heads)} |"
    yield f"|---|{'--:|' * (len(heads) - 1)}"
    for row in rows:
        cells = [row.prior, row.resolution, row.views, f"{row.step:.3g}", f"{row.bare:.3g}",
                 f"{row.step / row.bare:.2f}", f"{row.inside:.3g}", *(f"{row.parts[part]:.3g}" for part in PARTS),
                 f"{row.views_per_second:.3g}", f"{row.teraflops:.3g}", f"{row.teraflops / rate:.0%}",
                 f"{row.memory:.1f}", f"{row.projected:.0f}"]  # fmt: skip
        yield f"| {' | '.join(map(str, cells))} |"


def projection(name: str, rows: Sequence[Row]) -> str:
    """Returns the total time of each preset whose picture sizes were all timed."""
    seconds = {row.resolution: row.step for row in rows}
    totals = {
        preset: sum(seconds[stage.resolution] * stage.steps for stage in schedule.stages)
        for preset, schedule in presets_of(name).items()
        if all(stage.resolution in seconds for stage in schedule.stages)
    }
    return ", ".join(f"{preset} {total:.0f} s" for preset, total in totals.items())


@program
def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line."""
    options = _parser().parse_args(arguments)
    device, dtype = choose(options.device)
    if options.together:
        prior = options.prior[0] if options.prior else SHIPPED
        preset, loaded = presets_of(prior)[options.preset], prior_of(prior, options, device, dtype)
        for line in throughput.report(preset, loaded, device, options.together, options.steps):
            print(line, flush=True)
        return
    rate = matmul_rate(device, dtype)
    rows = []
    for name in options.prior or ((SHIPPED, *NAMES) if device.type == "cuda" else FITS_A_CPU):
        rows += measure_prior(name, options, device, dtype)
    print(f"{device.type}, {str(dtype).removeprefix('torch.')}, torch {torch.__version__}, matmul {rate:.3g} TFLOP/s")
    print("\n".join(table(rows, rate)))
    for name in dict.fromkeys(row.prior for row in rows):
        print(f"{name}: {projection(name, [row for row in rows if row.prior == name])}")
    if options.json:
        facts = {"device": device.type, "dtype": str(dtype), "torch": torch.__version__, "matmul": rate}
        text = json.dumps(facts | {"rows": [asdict(row) for row in rows]}, indent=1)
        files.write(options.json, text.encode())


def measure_prior(name: str, options: argparse.Namespace, device: torch.device, dtype: torch.dtype) -> Iterator[Row]:
    """Yields a row for each stage of the preset."""
    prior = prior_of(name, options, device, dtype)
    for stage in presets_of(name)[options.preset].stages:
        print(f"{name} at {stage.resolution} pixels", file=sys.stderr, flush=True)
        yield measure(name, options.preset, stage, prior, device, options.steps)


def prior_of(name: str, options: argparse.Namespace, device: torch.device, dtype: torch.dtype) -> Prior:
    """Returns the built-in prior, or one of the real sizes with random weights."""
    profile = next(each for each in PROFILES if each.name == options.memory)
    return load_prior(name, device, dtype) if name == SHIPPED else random_prior(name, device, dtype, profile)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="nerf_sds bench", description="Times a step, part by part")
    parser.add_argument("--prior", action="append", choices=(SHIPPED, *NAMES), help="this one; may be repeated")
    parser.add_argument("--preset", choices=PRESETS, default=DEFAULT_PRESET)
    parser.add_argument("--steps", type=int, default=10, help="that are timed, after a few that are not")
    parser.add_argument("--memory", choices=[each.name for each in PROFILES], default="high", help="the profile")
    parser.add_argument(
        "--together", type=int, nargs="+", metavar="N", help="how many props an hour, when N of them share their steps"
    )
    parser.add_argument("--device", choices=DEVICES, default="auto")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    return parser


if __name__ == "__main__":
    sys.exit(main())
