"""The same request gives the same prop as before: losses of a few steps of every method, recorded once.

`python tests/engine/test_golden.py` prints them anew, where a change of the numbers is meant.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
import trimesh

from nerf_sds import methods
from nerf_sds.compute.memory import RunContext
from nerf_sds.config import Request
from nerf_sds.mesh.initial_shape import InitialShape
from nerf_sds.training.initial_state import InitialState

CPU = torch.device("cpu")
FILE = Path(__file__).parents[1] / "data" / "golden.json"
STEPS: dict[str, Any] = {"stages": [[16, 4, 16, 16], [32, 2, 24, 32]]}
MUG = Request("a red mug", 3, "sketch", overrides=STEPS)
ROBOT = replace(MUG, prompt="a blue robot", seed=7, mirror=True)


def a_box() -> InitialShape:
    box = trimesh.creation.box((0.6, 0.9, 1.2))
    return InitialShape(box.vertices.astype("float32"), box.faces.astype("int32"))


def run(*starts: InitialState) -> Iterator[Any]:
    return methods.run(starts, RunContext(CPU, torch.float32))


def steps_of(request: Request) -> Iterator[Any]:
    return run(InitialState(request))


def refined() -> Iterator[Any]:
    """Goes on, from the third step of another run, with more steps."""
    (third,) = [step for (step,) in steps_of(MUG) if step.number == 3]
    more = replace(MUG, overrides={"stages": [[16, 3, 16, 16], [32, 3, 24, 32]]})
    return run(InitialState(more, third.snapshot()))


CASES: dict[str, Callable[[], Iterator[Any]]] = {
    "dreamfusion": lambda: steps_of(MUG),
    "two props": lambda: run(InitialState(MUG), InitialState(ROBOT)),
    "refinement": refined,
    "start": lambda: run(InitialState(replace(MUG, bounds=[0.6, 0.9, 1.2], start="0" * 64), blockout=a_box())),
    "perp-neg": lambda: steps_of(replace(MUG, overrides=STEPS | {"perp_neg": True, "noise_weighted": True})),
    "paper": lambda: steps_of(
        Request("a red mug", 3, "paper", overrides={"stages": [[8, 6, 16, 1]], "width": 16, "blocks": 2})
    ),
    "dream-fields": lambda: steps_of(replace(MUG, method="dream-fields")),
    "dream-fields from a start": lambda: run(
        InitialState(replace(MUG, method="dream-fields", start="0" * 64, seed=4), blockout=a_box())
    ),
    "clip-mesh": lambda: steps_of(
        replace(MUG, method="clip-mesh", overrides={"stages": [[32, 6, 1, 1]], "control_level": 2, "views": 4})
    ),
}


def losses_of(case: str) -> list[list[dict[str, float]]]:
    """The losses of each prop after each step."""
    return [[dict(step.losses) for step in steps] for steps in CASES[case]()]


@pytest.mark.parametrize("case", CASES)
def test_a_request_becomes_the_same_prop_as_ever(case: str) -> None:
    """The tolerance is for sums in another order: Adam makes steps of full size of gradients that are almost zero."""
    recorded = json.loads(FILE.read_text("utf-8"))[case]
    for steps, expected in zip(losses_of(case), recorded, strict=True):
        assert steps == [pytest.approx(losses, rel=1e-3, abs=1e-6) for losses in expected]


if __name__ == "__main__":
    print(json.dumps({case: losses_of(case) for case in CASES}, indent=1))
