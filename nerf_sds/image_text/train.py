"""Trains one of the small image-text models on captioned views: to rank each picture's caption above all others.

A painted picture's caption is ranked among all kinds x colours, an unpainted one's among all kinds. For kinds that have
a front, the view words are ranked too. The pools are small, so the softmax runs over a whole pool, not over a batch.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import affine_grid, avg_pool2d, cross_entropy, grid_sample, interpolate, nll_loss

from ..viewpoints import VIEW_WORDS
from .dataset import Batches, Views, load_views
from .toybox_pair import RESOLUTION, TOWERS, ToyboxImageText

LEARNING_RATE = 2e-3
SMOOTHING = 0.05  # of the labels, because a blurred or half-formed prop is no certain case
REPORT = 200  # steps between two lines of progress


class Pools:
    """The captions, and the index of each picture's own caption."""

    def __init__(self, views: Views, device: torch.device) -> None:
        kinds, colours = list(views.vocabulary.kinds), views.vocabulary.colours
        things = [f"{colour} {kind}" for kind in kinds for colour in colours] + kinds
        self.captions = things + [f"{thing}, {words}" for thing in things for words in VIEW_WORDS]
        self.kinds, self.colours = len(kinds), len(colours)

        def labels(values: list[int] | list[bool]) -> Tensor:
            return torch.tensor(values, device=device)

        self.kind = labels([kinds.index(kind) for kind, _ in views.props])
        self.pair = labels([kinds.index(kind) * len(colours) + colours.index(colour) for kind, colour in views.props])
        self.view = labels([VIEW_WORDS.index(viewpoint.words) for viewpoint in views.viewpoints])
        self.clay = labels(views.clay)
        self.has_front = labels([kind in views.fronts for kind, _ in views.props])

    def loss(self, logits: Tensor, index: Tensor) -> tuple[Tensor, Tensor]:
        """Returns the loss, and whether each picture's own caption ranks first (B,).

        `logits` is (B, captions); `index` (B,) are the pictures' indices.
        """
        pairs = self.kinds * self.colours
        things, seen = logits.split([pairs + self.kinds, len(VIEW_WORDS) * (pairs + self.kinds)], dim=1)
        painted, plain = things.split([pairs, self.kinds], dim=1)
        kind, pair, clay = self.kind[index], self.pair[index], self.clay[index]
        own = torch.where(clay, pairs + kind, pair)
        per_view = seen.view(len(index), -1, len(VIEW_WORDS))[torch.arange(len(index)), own]
        by_kind = painted.log_softmax(1).view(len(index), self.kinds, self.colours).logsumexp(2)
        front = self.has_front[index]
        loss = (
            cross_entropy(painted[~clay], pair[~clay], label_smoothing=SMOOTHING)
            + cross_entropy(plain, kind, label_smoothing=SMOOTHING)
            + nll_loss(by_kind, kind)
            + cross_entropy(per_view[front], self.view[index][front], label_smoothing=SMOOTHING)
        )
        return loss, torch.where(clay, by_kind.argmax(1) == kind, painted.argmax(1) == pair)


def augment(rgb: Tensor) -> Tensor:
    """Randomly moves, zooms, mirrors, blurs and brightens pictures (B, 3, R, R) in 0..1, and adds noise."""
    count, device = len(rgb), rgb.device

    def uniform(low: float, high: float) -> Tensor:
        return low + (high - low) * torch.rand(count, 1, 1, 1, device=device)

    zoom = uniform(0.8, 1.2)[:, 0]
    mirror = torch.where(uniform(0, 1) < 0.5, -1.0, 1.0)[:, 0]
    zero = torch.zeros_like(zoom)
    shift_x, shift_y = uniform(-0.12, 0.12)[:, 0], uniform(-0.12, 0.12)[:, 0]
    turn = torch.cat([torch.cat([zoom * mirror, zero, shift_x], 2), torch.cat([zero, zoom, shift_y], 2)], 1)
    grid = affine_grid(turn, list(rgb.shape), align_corners=False)
    rgb = grid_sample(rgb, grid, padding_mode="border", align_corners=False)
    coarse = interpolate(avg_pool2d(rgb, 2), rgb.shape[2:], mode="bilinear", align_corners=False)
    rgb = rgb.lerp(coarse, uniform(-0.3, 1.3).clamp(0, 1))
    rgb = rgb.clamp(1e-3, 1) ** uniform(0.8, 1.25) * uniform(0.85, 1.15)
    return (rgb + uniform(0, 0.06) * torch.randn_like(rgb)).clamp(0, 1)


def train(model: ToyboxImageText, views: Views, minutes: float, batch: int, seed: int) -> None:
    """Trains the model in place for `minutes`. The learning rate falls to 0 by the end."""
    device = model.log_scale.device
    torch.manual_seed(seed)
    pools, batches = Pools(views, device), Batches(views, device, seed)
    bags = model.bags(pools.captions)
    optimizer = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.99), weight_decay=0.05)
    started, step = time.monotonic(), 0
    loss_sum, right = torch.zeros((), device=device), torch.zeros((), device=device)
    while (progress := (time.monotonic() - started) / (60 * minutes)) < 1:
        warmth = min(1.0, (step + 1) / 300) * (1 + math.cos(math.pi * progress)) / 2
        optimizer.param_groups[0]["lr"] = LEARNING_RATE * warmth
        index, rgb = batches.draw(batch, RESOLUTION)
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            pictures = model.embed_pictures(augment(rgb))
            captions = model.embed_bags(*bags)
        logits = model.log_scale.exp() * pictures.float() @ captions.float().T
        loss, hits = pools.loss(logits, index)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        loss_sum, right, step = loss_sum + loss.detach(), right + hits.float().mean(), step + 1
        if step % REPORT == 0:
            means = [value.item() / REPORT for value in (loss_sum, right)]
            print(f"{progress:6.1%}  step {step}  loss {means[0]:.3f}  right {means[1]:.1%}", flush=True)
            loss_sum, right = torch.zeros_like(loss_sum), torch.zeros_like(right)


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(
        prog="nerf_sds train-image-text", description="Trains a small image-text model for the evaluation"
    )
    parser.add_argument("dataset", type=Path, help="a folder written by render-views --purpose image-text")
    parser.add_argument("--tower", choices=TOWERS, required=True, help="the net that sees the pictures")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.safetensors")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--batch", type=int, default=512, help="pictures a step")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    try:
        views = load_views(arguments.dataset)
    except OSError as error:
        raise SystemExit(f"propsmith: {error}") from error
    if not views.vocabulary.colours:
        raise SystemExit(f"propsmith: The props in {arguments.dataset} have no colours: render the toybox")
    words = dict.fromkeys(
        word for text in (*views.vocabulary.kinds, *views.vocabulary.colours, *VIEW_WORDS) for word in text.split()
    )
    torch.manual_seed(arguments.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = ToyboxImageText(arguments.tower, list(words)).to(device)
    train(model, views, arguments.minutes, arguments.batch, arguments.seed)
    model.save(arguments.out)


if __name__ == "__main__":
    main()
