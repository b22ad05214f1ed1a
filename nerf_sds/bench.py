"""`python3 -m nerf_sds bench`: where the time of a step goes, for the toybox and for priors of the real sizes.

The same loop as a run's is timed, in three passes: as it is, with a clock around its parts, and counting the prior's
arithmetic. The bare row is what no renderer of ours could be faster than: diffusers' own calls of one step, alone.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import psutil
import torch
from torch.optim.optimizer import register_optimizer_step_post_hook, register_optimizer_step_pre_hook
from torch.utils.flop_counter import FlopCounterMode

from . import dreamfusion as loop
from . import files
from .config import DEFAULT_PRESET, DEVICES, LARGE_PRIORS, PRESETS, Preset, Request, Stage
from .device import choose
from .memory import PROFILES
from .priors import load_prior
from .priors.latent import LatentPrior
from .priors.random_weights import NAMES, random_prior
from .sds import Prior

FAMILY = {"toybox": "toybox", "sd-2.1": "latent", "mvdream": "multiview"}  # "pixel" for the others
FITS_A_CPU = ("toybox", "if-i-m")
PARTS = ("render", "encode", "unet", "backward", "optimiser", "rest")
WARM_UP = 3  # steps
MATRIX = {"cuda": 8192, "mps": 4096, "cpu": 2048}  # rows and columns


@dataclass(frozen=True)
class Row:
    """A stage of a preset with a prior; times are medians over steps, in seconds."""

    prior: str
    preset: str
    resolution: int  # pixels a side
    views: int  # a step
    step: float
    bare: float  # diffusers' own calls of a step
    parts: dict[str, float]  # of PARTS, by the pass with the clock, which is a little slower
    teraflops: float  # a second inside the prior's calls
    memory: float  # GB at most
    steps: int  # of the stage in the preset

    @property
    def views_per_second(self) -> float:
        return self.views / self.step

    @property
    def projected(self) -> float:
        """Seconds of the stage in the preset."""
        return self.step * self.steps


class Clock:
    """Seconds spent in named parts. On a GPU it waits for the work that was given before."""

    def __init__(self, device: torch.device) -> None:
        self.device = device
        self.seconds: dict[str, float] = defaultdict(float)

    def now(self) -> float:
        synchronise(self.device)
        return time.perf_counter()

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        start = self.now()
        yield
        self.seconds[name] += self.now() - start

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its time added to the part."""

        def timed(*arguments: Any, **named: Any) -> Any:
            with self.part(name):
                return function(*arguments, **named)

        return timed

    @contextmanager
    def in_the_loop(self, prior: Prior) -> Iterator[None]:
        """Times the loop's calls while the block runs; `descent` holds the optimiser's time as well."""
        places = [(loop, "photograph", "render"), (loop, "descend", "descent"),
                  (prior, "encode", "encode"), (prior, "predict_noise", "unet")]  # fmt: skip
        before = [getattr(place, attribute) for place, attribute, _ in places]
        started: list[float] = []
        hooks = [
            register_optimizer_step_pre_hook(lambda *_: started.append(self.now())),
            register_optimizer_step_post_hook(lambda *_: self._add("optimiser", started.pop())),
        ]
        for (place, attribute, name), function in zip(places, before, strict=True):
            setattr(place, attribute, self.around(name, function))
        try:
            yield
        finally:
            for (place, attribute, _), function in zip(places, before, strict=True):
                setattr(place, attribute, function)
            for hook in hooks:
                hook.remove()

    def _add(self, name: str, started: float) -> None:
        self.seconds[name] += self.now() - started


def measure(name: str, preset: str, stage: Stage, prior: Any, device: torch.device, steps: int) -> Row:
    """Times `steps` steps of a stage after the warm-up."""
    presets = PRESETS if name == "toybox" else LARGE_PRIORS[FAMILY.get(name, "pixel")]
    resolved = presets[preset]
    reset_memory(device)
    seconds = list(step_times(resolved, stage, prior, device, WARM_UP + steps))[WARM_UP:]
    memory = peak_memory(device)
    clock = Clock(device)
    with clock.in_the_loop(prior):
        whole = sum(list(step_times(resolved, stage, prior, device, WARM_UP + steps)))
    parts = {part: clock.seconds[part] / (WARM_UP + steps) for part in ("render", "encode", "unet", "optimiser")}
    parts["backward"] = clock.seconds["descent"] / (WARM_UP + steps) - parts["optimiser"]
    parts["rest"] = whole / (WARM_UP + steps) - sum(parts.values())
    flops = count_flops(resolved, stage, prior, device)
    return Row(
        name, preset, stage.resolution, resolved.views, statistics.median(seconds),
        bare(prior, resolved, stage, device, steps), {part: parts[part] for part in PARTS},
        flops / (parts["unet"] + parts["encode"]) / 1e12, memory, stage.steps,
    )  # fmt: skip


def step_times(preset: Preset, stage: Stage, prior: Any, device: torch.device, count: int) -> Iterator[float]:
    """The seconds of each of the loop's first steps in a stage."""
    few = asdict(preset) | {"stages": [[stage.resolution, 10_000, stage.samples, stage.grid]]}
    request = Request("a red mug", prior="toybox", preset="standard", overrides=json.loads(json.dumps(few)))
    steps = loop.dreamfusion(request, prior, device)
    next(steps)
    for _ in range(count):
        synchronise(device)
        start = time.perf_counter()
        next(steps)
        synchronise(device)
        yield time.perf_counter() - start


def count_flops(preset: Preset, stage: Stage, prior: Any, device: torch.device) -> float:
    """Floating-point operations of one step inside the prior's calls, forward."""
    counted = 0.0

    def counting(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            nonlocal counted
            with FlopCounterMode(display=False) as counter:
                result = function(*arguments)
            counted += counter.get_total_flops()
            return result

        return call

    before = prior.encode, prior.predict_noise
    prior.encode, prior.predict_noise = map(counting, before)
    try:
        list(islice(step_times(preset, stage, prior, device, 1), 1))
    finally:
        prior.encode, prior.predict_noise = before
    return counted


def bare(prior: Any, preset: Preset, stage: Stage, device: torch.device, steps: int) -> float:
    """Seconds of diffusers' own calls of a step, eagerly, one after the other: the UNet's, the encoder's both ways."""
    net = prior.denoiser.unet
    rgb = torch.rand(preset.views, 3, stage.resolution, stage.resolution, device=device, requires_grad=True)
    with torch.no_grad():
        z = torch.cat([prior.encode(rgb)] * 2).to(net.dtype)
    embedding = prior.embed([""] * len(z), [None] * len(z))
    words = embedding.words.to(net.dtype)
    cameras = None if embedding.cameras is None else embedding.cameras.to(net.dtype)
    timesteps = torch.full((len(z),), 500, device=device)

    def calls() -> None:
        with torch.no_grad():
            net(z, timesteps, words, class_labels=cameras)
        if isinstance(prior, LatentPrior):
            prior.encode(rgb).sum().backward()

    return median_seconds(calls, device, steps)


def matmul_rate(device: torch.device, dtype: torch.dtype) -> float:
    """TFLOP/s of a large product of matrices."""
    size = MATRIX[device.type]
    matrix = torch.ones(size, size, device=device, dtype=dtype)
    return 2 * size**3 / median_seconds(lambda: matrix @ matrix, device, 5) / 1e12


def median_seconds(work: Callable[[], object], device: torch.device, times: int) -> float:
    """After one turn that does not count."""
    seconds = []
    for _ in range(times + 1):
        synchronise(device)
        start = time.perf_counter()
        work()
        synchronise(device)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds[1:])


def synchronise(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()


def reset_memory(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats(device)


def peak_memory(device: torch.device) -> float:
    """GB at most: of the GPU since the last reset; elsewhere of the whole process since it began."""
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated(device) / 1e9
    if sys.platform == "win32":
        return psutil.Process().memory_info().peak_wset / 1e9
    import resource  # Windows has none

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9


def table(rows: Sequence[Row], rate: float) -> Iterator[str]:
    """The report as Markdown."""
    heads = ["prior", "pixels", "views", "step, s", "bare, s", "step / bare", *PARTS, "views/s", "TFLOP/s",
             "of matmul", "GB", "stage, s"]  # fmt: skip
    yield f"| {' | '.join(heads)} |"
    yield f"|---|{'--:|' * (len(heads) - 1)}"
    for row in rows:
        cells = [row.prior, row.resolution, row.views, f"{row.step:.3g}", f"{row.bare:.3g}",
                 f"{row.step / row.bare:.2f}", *(f"{row.parts[part]:.3g}" for part in PARTS),
                 f"{row.views_per_second:.3g}", f"{row.teraflops:.3g}", f"{row.teraflops / rate:.0%}",
                 f"{row.memory:.1f}", f"{row.projected:.0f}"]  # fmt: skip
        yield f"| {' | '.join(map(str, cells))} |"


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        device, dtype = choose(options.device)
    except ValueError as error:
        print(f"propsmith: {error}", file=sys.stderr)
        return 1
    rate = matmul_rate(device, dtype)
    rows = []
    for name in options.prior or (("toybox", *NAMES) if device.type == "cuda" else FITS_A_CPU):
        rows += measure_prior(name, options, device, dtype)
    print(f"{device.type}, {str(dtype).removeprefix('torch.')}, torch {torch.__version__}, matmul {rate:.3g} TFLOP/s")
    print("\n".join(table(rows, rate)))
    if options.json:
        facts = {"device": device.type, "dtype": str(dtype), "torch": torch.__version__, "matmul": rate}
        text = json.dumps(facts | {"rows": [asdict(row) for row in rows]}, indent=1)
        files.write(options.json, text.encode())
    return 0


def measure_prior(name: str, options: argparse.Namespace, device: torch.device, dtype: torch.dtype) -> Iterator[Row]:
    """A row for each stage of the preset."""
    profile = next(each for each in PROFILES if each.name == options.memory)
    prior = load_prior(name, device, dtype) if name == "toybox" else random_prior(name, device, dtype, profile)
    presets = PRESETS if name == "toybox" else LARGE_PRIORS[FAMILY.get(name, "pixel")]
    for stage in presets[options.preset].stages:
        print(f"{name} at {stage.resolution} pixels", file=sys.stderr, flush=True)
        yield measure(name, options.preset, stage, prior, device, options.steps)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nerf_sds bench", description="Times a step, part by part")
    parser.add_argument("--prior", action="append", choices=("toybox", *NAMES), help="this one; may be repeated")
    parser.add_argument("--preset", choices=PRESETS, default=DEFAULT_PRESET)
    parser.add_argument("--steps", type=int, default=10, help="that are timed, after a few that are not")
    parser.add_argument("--memory", choices=[each.name for each in PROFILES], default="high", help="the profile")
    parser.add_argument("--device", choices=DEVICES, default="auto")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    return parser


if __name__ == "__main__":
    sys.exit(main())
