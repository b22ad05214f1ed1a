"""What a study makes: prompts x seeds x variants. Standard library only; the same question gives the same plan."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from .. import paths, prompts, schedules
from ..config import METHODS, SETTINGS, Request
from ..words.articles import article
from ..words.understanding import understand

TITLES = {"dream-fields": "Dream Fields", "clip-mesh": "CLIP-Mesh", "dreamfusion": "DreamFusion"}  # the paper's order
OURS = TITLES["dreamfusion"]
STEPS_OF_THE_ABLATION: dict[str, dict[str, Any]] = {  # what each row of figure 6 changes, from the bottom up
    "+ wide viewpoints": {"elevation": [30, 30]},
    "+ view-dependent prompts": {"view_dependent": False},
    "+ lighting": {"unlit": 1.0},
    "+ textureless": {"textureless": 0.0},
}


@dataclass(frozen=True)
class Variant:
    """A method with other hyper-parameters than its preset's."""

    name: str  # for people
    method: str  # a key of METHODS
    overrides: dict[str, Any]  # as JSON has them

    def is_of(self, record: dict[str, Any]) -> bool:
        """Whether a job's scores are of this variant."""
        return (record["method"], record["overrides"]) == (self.method, self.overrides)


@dataclass(frozen=True)
class Task:
    """A prop that the study needs."""

    variant: Variant
    request: Request

    @property
    def name(self) -> str:
        """The same in every study that needs the same prop, and another one when a preset has changed."""
        request = self.request
        facts = (request.prompt, request.overrides, self.hyperparameters)
        digest = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
        return f"{request.method}-{slug(request.prompt)}-{request.preset}-{request.seed}-{digest[:8]}"

    @property
    def title(self) -> str:
        """For people."""
        return f"{self.request.prompt}, {self.variant.name}, seed {self.request.seed}"

    @property
    def hyperparameters(self) -> dict[str, Any]:
        """All of them, as JSON has them."""
        preset = METHODS[self.request.method][self.request.preset]
        return plain(asdict(schedules.overridden(preset, self.request.overrides)))


def caption(kind: str, colour: str) -> str:
    """ "a red mug", "an orange mug"."""
    return f"{article(colour)} {colour} {kind}"


def draw(count: int, seed: int) -> list[str]:
    """Captions of `count` pairs of kind and colour, drawn from all of the toybox. Raises ValueError."""
    vocabulary = prompts.load_vocabulary(paths.TOYBOX)
    pool = [caption(kind, colour) for kind in sorted(vocabulary.kinds) for colour in sorted(vocabulary.colours)]
    if not 1 <= count <= len(pool):
        raise ValueError(f"There are {len(pool)} prompts to draw from: choose 1 to {len(pool)}")
    return Random(seed).sample(pool, count)


def ours() -> Variant:
    """DreamFusion as its preset has it."""
    return Variant(OURS, "dreamfusion", {})


def baselines() -> list[Variant]:
    """The tuned settings of each baseline."""
    return [
        Variant(f"{TITLES[method]} {name}", method, plain(overrides))
        for method, settings in SETTINGS.items()
        for name, overrides in settings.items()
    ]


def ablation() -> list[Variant]:
    """The rows of the paper's figure 6: each takes back one of the changes that make the first one poor."""
    changes = list(STEPS_OF_THE_ABLATION.values())
    names = ["base", *STEPS_OF_THE_ABLATION]
    return [
        Variant(name, "dreamfusion", {key: value for change in changes[i:] for key, value in change.items()})
        for i, name in enumerate(names)
    ]


def variant(words: Sequence[str]) -> Variant:
    """Reads NAME KEY=VALUE ..., the values as JSON has them; method=NAME chooses another one. Raises ValueError."""
    name, *settings = words
    method = "dreamfusion"
    overrides = {}
    for text in settings:
        if text.startswith("method="):
            method = text.removeprefix("method=")
            continue
        try:
            key, value = schedules.setting(text)
        except ValueError:
            raise ValueError(f"{text!r} is not KEY=VALUE with a value as JSON has it") from None
        overrides[key] = value
    return Variant(name, method, overrides)


def plan(
    wanted: Sequence[str], seeds: Sequence[int], variants: Sequence[Variant], preset: str, device: str
) -> list[Task]:
    """The props to be made, each once; prompt by prompt, so that what is broken off is a small study of its own.

    Raises ValueError with one line when a request cannot be.
    """
    tasks = {}
    for prompt in wanted:
        understand(prompt, Request.prior)
        for seed in seeds:
            for each in variants:
                request = Request(prompt, seed, preset, device=device, method=each.method, overrides=each.overrides)
                task = Task(each, request)
                tasks.setdefault(task.name, task)
    return list(tasks.values())


def slug(text: str) -> str:
    """What a file's name can say of it: "a red mug" -> "a-red-mug"."""
    return re.sub(r"\W+", "-", text.lower()).strip("-")[:40]


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """The same after a journey through JSON: tuples have become lists."""
    return json.loads(json.dumps(values))
