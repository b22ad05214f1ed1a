"""Trains a small text-to-image diffusion model of props. The views are rendered during training.

The UNet predicts the velocity (arXiv 2202.00512) on a cosine schedule (arXiv 2102.09672), weighted by min-SNR (arXiv
2303.09556) with a floor at strong noise. Words and cameras are dropped at random for classifier-free guidance (arXiv
2207.12598). A part of each batch teaches the network to apply that guidance by itself. One network draws pictures of
32, 64 and 128 pixels per side. Several GPUs share each step if `torchrun` starts this module.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import time
from pathlib import Path
from random import Random

import torch
import torch.distributed as dist
from safetensors import SafetensorError

from ..meaning.encoder import FOLDER
from ..models import check_folder, family_of
from ..paths import WORLD
from ..priors.sentence_encoder import load_sentence_encoder
from ..program import STOPPED, Parser, complain, program
from .card import LOG, Credits, read_credits, write_card
from .net import read_unet
from .sources import read_source
from .training import LEARNING_RATE, Training

WARM_UP = 300  # steps over which the learning rate rises
SIZES = (32, 64, 128)  # pixels per side
EARLY, LATE = (0.75, 0.25, 0.0), (0.15, 0.65, 0.2)  # shares of steps at each size, before and after SMALL_SHARE
SMALL_SHARE = 0.3  # share of the time, for a training from random weights
FEWEST = 4  # pictures a step: one of them learns guidance
AGREE = 20  # steps after which the processes synchronise their progress
REPORT, SILENCE = 100, 30  # the loss is reported after so many steps, or after so many seconds


def train(
    training: Training,
    folder: Path,
    minutes: float,
    batch: int,
    learning_rate: float,
    save_every: float,
    before: Credits,
) -> None:
    """Trains for `minutes`. The learning rate rises over WARM_UP steps and falls to 1 % of `learning_rate` at the end.

    A step has `batch` pictures of 64 x 64 pixels, or about as many pixels in another size. The model and its card are
    written to the folder every `save_every` minutes and at the end, also after Ctrl-C. `before` are the credits of the
    model that training started from. Of several processes only the first one writes.
    """
    leads = int(os.environ.get("RANK", 0)) == 0
    print("Drawing the first views", flush=True)
    training.bank.begin()
    started = saved = told = time.monotonic()
    progress, losses = 0.0, {size: list[torch.Tensor]() for size in SIZES}
    try:
        while progress < 1:
            early = training.from_nothing and progress < SMALL_SHARE
            size = Random(training.step).choices(SIZES, EARLY if early else LATE)[0]
            warmth = min(1.0, (training.step + 1) / WARM_UP) * (1e-2 + 0.99 * (1 + math.cos(math.pi * progress)) / 2)
            count = max(FEWEST, batch * 64**2 // size**2)
            losses[size].append(training.take_step(count, size, learning_rate * warmth))
            now = time.monotonic()
            if training.step % AGREE == 0 or not dist.is_initialized():
                progress = agreed((now - started) / (60 * minutes), training.device)
            if leads and (training.step % REPORT == 0 or now - told > SILENCE or progress >= 1):
                report(folder, training.step, progress, now - started, losses)
                losses, told = {size: [] for size in SIZES}, now
            if leads and now - saved > 60 * save_every:
                save(training, folder, before)
                saved = now
    finally:
        if leads and training.step:
            save(training, folder, before)


def save(training: Training, folder: Path, before: Credits) -> None:
    """Writes the model and its card."""
    training.save(folder)
    write_card(folder, training.sources, before)


def report(folder: Path, step: int, progress: float, seconds: float, losses: dict[int, list[torch.Tensor]]) -> None:
    """Prints the mean losses at each picture size, see `take_step`, and appends them to the log in the folder."""
    pairs = {str(size): torch.stack(each).mean(0).tolist() for size, each in losses.items() if each}
    means, guided = ({size: round(pair[i], 5) for size, pair in pairs.items()} for i in range(2))
    print(f"{min(progress, 1):6.1%}  step {step}  loss {means}  guided {guided}", flush=True)
    line = json.dumps({"step": step, "seconds": round(seconds), "loss": means, "guided": guided})
    with (folder / LOG).open("a", encoding="utf-8") as log:
        log.write(f"{line}\n")


def agreed(value: float, device: torch.device) -> float:
    """Returns the maximum of the value over all processes."""
    if not dist.is_initialized():
        return value
    tensor = torch.tensor(value, device=device)
    dist.all_reduce(tensor, dist.ReduceOp.MAX)
    return tensor.item()


def join() -> torch.device:
    """Returns the device of this process. Joins the process group if `torchrun` has started several processes."""
    if not torch.cuda.is_available():
        return torch.device("cpu")
    torch.backends.cudnn.benchmark = True
    if "RANK" in os.environ:
        dist.init_process_group("nccl")
        torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
    return torch.device("cuda", torch.cuda.current_device())


@program
def main() -> int | None:
    """Runs the command line."""
    parser = Parser(prog="nerf_sds train-prior", description="Trains a small text-to-image prior")
    parser.add_argument("dataset", nargs="+", help="FOLDER or FOLDER=SHARE: written by export-props")
    parser.add_argument("--out", type=Path, required=True, help="where the model goes; one that is there learns on")
    parser.add_argument("--start-from", type=Path, help="the folder of a model to begin with, or world")
    parser.add_argument("--licences", nargs="+", help="learn only from meshes under these licences")
    parser.add_argument("--minutes", type=float, default=240, help="how long to train")
    parser.add_argument("--batch", type=int, default=64, help="pictures of 64 x 64 a step and GPU")
    parser.add_argument("--learning-rate", type=float, default=LEARNING_RATE, help="the highest one, of AdamW")
    parser.add_argument("--views", type=int, default=20_000, help="views kept in memory, 164 kB each")
    parser.add_argument("--save-every", type=float, default=5, help="minutes between two versions of the model")
    parser.add_argument("--compile", action="store_true", help="let torch compile the net: minutes, then faster")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    training, before = begin(arguments)
    try:
        train(
            training,
            arguments.out,
            arguments.minutes,
            arguments.batch,
            arguments.learning_rate,
            arguments.save_every,
            before,
        )
    except KeyboardInterrupt:
        return complain("stopped; the same command goes on from here", STOPPED)
    finally:
        if dist.is_initialized():
            dist.destroy_process_group()


def begin(arguments: argparse.Namespace) -> tuple[Training, Credits]:
    """Loads the data and the model that training starts from. Returns the training and the credits of that model.

    Raises OSError or ValueError with one line.
    """
    for name in ("minutes", "batch", "learning_rate", "save_every"):
        if getattr(arguments, name) <= 0:
            raise ValueError(f"--{name.replace('_', '-')} must be more than 0")
    folder = begin_with(arguments.out, arguments.start_from)
    sources = [read_source(text, arguments.licences) for text in arguments.dataset]
    before = read_credits(folder) if folder else {}
    try:
        start = read_unet(folder / "unet") if folder else None
    except SafetensorError as error:
        raise ValueError(f"{folder} holds no model that can be read: {error}") from error
    device = join()
    encoder = load_sentence_encoder(FOLDER, device, torch.bfloat16 if device.type == "cuda" else torch.float32)
    training = Training(sources, encoder, device, arguments.seed, arguments.views, arguments.compile, start)
    arguments.out.mkdir(parents=True, exist_ok=True)
    return training, before


def begin_with(out: Path, start_from: Path | None) -> Path | None:
    """Returns the folder of the model that training starts from, or None for random weights.

    It is `out` if a model is there already, else `start_from`. Raises ValueError with one line if that is no such
    model.
    """
    if any((out / name).exists() for name in ("unet", "README.md")):
        folder = out
    elif start_from is None:
        return None
    else:
        folder = WORLD if str(start_from) == WORLD.name else start_from
    if family_of(folder) != "world":
        raise ValueError(f"{folder} holds no model of train-prior: name another folder")
    check_folder(folder)
    return folder


if __name__ == "__main__":
    sys.exit(main())
