"""Plans a study: prompts x seeds x variants. Standard library only. The same arguments give the same plan."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from .. import schedules
from ..config import DEFAULT_PRESET, LIT, METHODS, SETTINGS, SHOWN, Request, preset_of
from ..words.articles import article
from ..words.colours import BASES
from ..words.understanding import understand

TITLES = {"dream-fields": "Dream Fields", "clip-mesh": "CLIP-Mesh", "dreamfusion": "DreamFusion"}  # the paper's order
OURS = TITLES["dreamfusion"]
STEPS_OF_THE_ABLATION: dict[str, dict[str, Any]] = {  # row of figure 6 -> handicap that it removes
    "+ wide viewpoints": {"elevation": [30, 30]},
    "+ view-dependent prompts": {"view_dependent": False},
    "+ lighting": {"unlit": 1.0},
    "+ textureless": {"textureless": 0.0},
    "+ normals and albedo": {name: getattr(LIT[DEFAULT_PRESET], name) for name in SHOWN},
}
TOYS = (  # the kinds of the toybox from which prompts are drawn
    "barrel", "bed", "boat", "book", "bottle", "cactus", "cake", "car", "chair", "crate", "donut", "duck", "hammer",
    "house", "lamp", "mailbox", "mug", "mushroom", "pine tree", "robot", "rocket", "snowman", "sword", "table",
    "teapot", "traffic cone", "treasure chest", "umbrella",
)  # fmt: skip


@dataclass(frozen=True)
class Variant:
    """A method, with overrides of its preset's hyper-parameters."""

    name: str  # for people
    method: str  # a key of METHODS
    overrides: dict[str, Any]  # values as JSON has them

    def is_of(self, record: dict[str, Any]) -> bool:
        """True if a job's record belongs to this variant."""
        return (record["method"], record["overrides"]) == (self.method, self.overrides)


@dataclass(frozen=True)
class Task:
    """One prop that the study needs."""

    variant: Variant
    request: Request

    @property
    def name(self) -> str:
        """A name that is the same in every study that needs the same prop, and that changes when the preset changes."""
        request = self.request
        facts = (request.prompt, request.overrides, self.hyperparameters, request.prior)
        digest = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
        return f"{request.method}-{slug(request.prompt)}-{request.preset}-{request.seed}-{digest[:8]}"

    @property
    def title(self) -> str:
        """A title for people."""
        return f"{self.request.prompt}, {self.variant.name}, seed {self.request.seed}"

    @property
    def hyperparameters(self) -> dict[str, Any]:
        """All hyper-parameters of the prop, with values as JSON has them."""
        kind = type(METHODS[self.request.method][self.request.preset])
        return plain(asdict(preset_of(self.request, kind)))


# The prompts of docs/evaluation.md, by how often the world's data has the kind.
TABLE = {
    "toys": """a yellow barrel, a pink boat, a white bottle, a red cake, a purple chair, a grey donut, an orange hammer,
    a purple lamp, a purple mug, a blue pine tree, a yellow rocket, a red sword, a yellow teapot, a grey treasure chest,
    a red barrel, a white boat""",
    "often seen": """a grey rock, a brown horse, a stone watchtower, a white house, a marble statue, a green cactus,
    a red sofa, a bronze helmet, a blue armchair, a wooden table, a wooden barrel, a blue vase, a wooden bench,
    a palm tree, a green tent, a red round shield""",
    "seldom seen": """a red fire extinguisher, a wooden swing set, a blue vending machine, a white radiator,
    a brown haystack, a leather briefcase, a golden dagger, a crystal chandelier, a rusty anchor, a green canoe,
    a wooden catapult, a straw beehive, a stone igloo, a yellow biplane, a wooden gazebo, a red phone booth""",
}


def table() -> dict[str, str]:
    """Returns the 48 prompts of TABLE, each with its group. They alternate, so that a part is a smaller table."""
    groups = [[(" ".join(prompt.split()), name) for prompt in text.split(",")] for name, text in TABLE.items()]
    return dict(pair for of_each in zip(*groups, strict=True) for pair in of_each)


def caption(kind: str, colour: str) -> str:
    """Returns a prompt such as "a red mug" or "an orange mug"."""
    return f"{article(colour)} {colour} {kind}"


def draw(count: int, seed: int) -> list[str]:
    """Returns `count` different captions, drawn from all kinds and colours of the toys.

    Raises ValueError if there are fewer.
    """
    pool = [caption(kind, colour) for kind in TOYS for colour in sorted(BASES)]
    if not 1 <= count <= len(pool):
        raise ValueError(f"There are {len(pool)} prompts to draw from: choose 1 to {len(pool)}")
    return Random(seed).sample(pool, count)


def ours() -> Variant:
    """Returns DreamFusion with its preset unchanged."""
    return Variant(OURS, "dreamfusion", {})


def without_normals() -> Variant:
    """Returns DreamFusion on shaded and textureless views alone."""
    return Variant(f"{OURS} without normals", "dreamfusion", STEPS_OF_THE_ABLATION["+ normals and albedo"])


def baselines() -> list[Variant]:
    """Returns the tuned settings of each baseline."""
    return [
        Variant(f"{TITLES[method]} {name}", method, plain(overrides))
        for method, settings in SETTINGS.items()
        for name, overrides in settings.items()
    ]


def ablation() -> list[Variant]:
    """Returns the rows of the paper's figure 6 and ours, poorest first. Each row undoes a change of the row before."""
    *names, last = "base", *STEPS_OF_THE_ABLATION
    rows = [Variant(last, "dreamfusion", {})]
    for name, handicap in zip(names[::-1], [*STEPS_OF_THE_ABLATION.values()][::-1], strict=True):
        rows.append(Variant(name, "dreamfusion", rows[-1].overrides | handicap))
    return rows[::-1]


def variant(words: Sequence[str]) -> Variant:
    """Parses NAME KEY=VALUE ..., with values as JSON has them. "method=NAME" chooses the method. Raises ValueError."""
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
    wanted: Sequence[str], seeds: Sequence[int], variants: Sequence[Variant], preset: str, device: str,
    prior: str = Request.prior,
) -> list[Task]:  # fmt: skip
    """Returns the props to make, each once. `prior` is the diffusion model, which also decides what a prompt may say.

    They are in the order of the prompts, so that an interrupted study is still a complete smaller one. Raises
    ValueError with one line if a request is not possible.
    """
    tasks = {}
    for prompt in wanted:
        understand(prompt, prior)
        for seed in seeds:
            for each in variants:
                request = Request(
                    prompt, seed, preset, prior, device=device, method=each.method, overrides=each.overrides
                )
                task = Task(each, request)
                tasks.setdefault(task.name, task)
    return list(tasks.values())


def slug(text: str) -> str:
    """Returns a form of the text that can stand in a file name: "a red mug" -> "a-red-mug"."""
    return re.sub(r"\W+", "-", text.lower()).strip("-")[:40]


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Returns the values as they are after a round trip through JSON: tuples become lists."""
    return json.loads(json.dumps(values))
