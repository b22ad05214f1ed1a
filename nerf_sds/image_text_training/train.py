"""Trains a small image-text model on captioned meshes to rank a picture's own caption above near captions.

A picture's caption is ranked among the same caption in other colours and of sibling kinds, and among the captions of
other pictures. For meshes that have a front, the view words are ranked too. The views are rendered during training.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ..image_text.near_captions import Siblings
from ..image_text.sentence_pair import SentenceImageText
from ..image_text.towers import TOWERS
from ..meaning.encoder import FOLDER
from ..prior_training.sources import Source, kinds_of, read_source
from ..priors.sentence_encoder import SentenceEncoder, load_sentence_encoder
from ..program import STOPPED, Parser, complain, program
from .caption_groups import encoded
from .examples import Deck
from .training import LEARNING_RATE, Training, validate

WARM_UP = 300  # steps over which the learning rate rises
REPORT = 100  # steps between two lines of progress
SAVE_EVERY = 60  # seconds between two versions of the model
VALIDATION, UNSEEN = 512, 4096  # pictures of held-out meshes that are ranked together, and views of such meshes


def train(training: Training, out: Path, minutes: float, batch: int) -> None:
    """Trains the model in place for `minutes`, and writes it to `out` every SAVE_EVERY seconds and at the end.

    The learning rate falls to 0 by the end.
    """
    print("Drawing the first views", flush=True)
    training.deck.bank.begin()
    sums = torch.zeros(2, device=training.model.device)
    started = saved = time.monotonic()
    try:
        while (progress := (time.monotonic() - started) / (60 * minutes)) < 1:
            warmth = min(1.0, (training.step + 1) / WARM_UP) * (1 + math.cos(math.pi * progress)) / 2
            sums += torch.stack(training.take_step(batch, LEARNING_RATE * warmth))
            if training.step % REPORT == 0:
                loss, right = (sums / REPORT).tolist()
                print(f"{progress:6.1%}  step {training.step}  loss {loss:.3f}  right {right:.1%}", flush=True)
                sums.zero_()
            if time.monotonic() - saved > SAVE_EVERY:
                training.model.save(out)
                saved = time.monotonic()
    finally:
        training.model.save(out)


def held_out(sources: Sequence[Source]) -> list[Source]:
    """Returns the sources with only their held-out meshes. Some may have none."""
    return [replace(source, meshes=source.held_out, held_out=[]) for source in sources if source.held_out]


def siblings_of(sources: Sequence[Source], encoder: SentenceEncoder) -> Siblings:
    """Returns the kinds of all meshes, including the held-out ones."""
    kinds = kinds_of([mesh for source in sources for mesh in (*source.meshes, *source.held_out)])
    return Siblings(kinds, encoded([kind.name for kind in kinds], encoder).float().cpu().numpy())


def same_kinds(siblings: Siblings) -> Tensor:
    """Returns which of the kinds may be the same, (K, K)."""
    rows = [siblings.same(kind.names, siblings.vectors[i]) for i, kind in enumerate(siblings.kinds)]
    return torch.from_numpy(np.stack(rows) | np.stack(rows).T)


def begun(start_from: Path | None, tower: str, device: torch.device) -> SentenceImageText:
    """Returns the model in the file `start_from`, or a new one. Raises ValueError if the file has another tower."""
    if start_from is None:
        return SentenceImageText(tower).to(device)
    model = SentenceImageText.load(start_from, tower, device)
    if model.tower != tower:
        raise ValueError(f"{start_from} has the tower {model.tower}: start from a model with the tower {tower}")
    return model


def run(arguments: argparse.Namespace) -> None:
    """Loads the data, trains, and writes the model. Raises OSError or ValueError with one line."""
    for name in ("minutes", "batch"):
        if getattr(arguments, name) <= 0:
            raise ValueError(f"--{name} must be more than 0")
    if not arguments.out.absolute().parent.is_dir():
        raise ValueError(f"{arguments.out} cannot be written: name a file in a folder that exists")
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(arguments.seed)
    model = begun(arguments.start_from, arguments.tower, device)
    sources = [read_source(text) for text in arguments.dataset]
    encoder = load_sentence_encoder(FOLDER, device, torch.bfloat16 if device.type == "cuda" else torch.float32)
    print("Writing captions", flush=True)
    siblings = siblings_of(sources, encoder)
    same = same_kinds(siblings).to(device)
    deck = Deck(sources, siblings, encoder, arguments.views, device, arguments.seed)
    train(Training(model.train().requires_grad_(True), deck, same), arguments.out, arguments.minutes, arguments.batch)
    if kept := held_out(sources):
        unseen = Deck(kept, siblings, encoder, UNSEEN, device, arguments.seed)
        unseen.bank.begin()
        right = validate(model, unseen, same, VALIDATION)
        print(f"Of meshes held out: {right}", flush=True)
        model.facts = {"held_out": json.dumps(asdict(right))}
        model.save(arguments.out)


@program
def main() -> int | None:
    """Runs the command line."""
    parser = Parser(prog="nerf_sds train-image-text", description="Trains a small image-text model for the evaluation")
    parser.add_argument("dataset", nargs="+", help="FOLDER or FOLDER=SHARE: written by export-props")
    parser.add_argument("--tower", choices=TOWERS, required=True, help="the net that sees the pictures")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.safetensors")
    parser.add_argument("--start-from", type=Path, metavar="FILE.safetensors", help="a model to begin with")
    parser.add_argument("--minutes", type=float, default=10, help="how long to train, once all is loaded")
    parser.add_argument("--batch", type=int, default=512, help="pictures a step")
    parser.add_argument("--views", type=int, default=20_000, help="views kept in memory, 164 kB each")
    parser.add_argument("--seed", type=int, default=0)
    try:
        run(parser.parse_args())
    except KeyboardInterrupt:
        return complain("stopped; what it has learned so far is written", STOPPED)


if __name__ == "__main__":
    sys.exit(main())
