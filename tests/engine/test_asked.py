"""The diffusion model is asked with what was understood of a prompt, and the request keeps what was typed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import torch

from nerf_sds import methods
from nerf_sds.compute.memory import RunContext
from nerf_sds.config import Request
from nerf_sds.training.initial_state import InitialState
from nerf_sds.worker import concept, generate, scoring
from nerf_sds.worker.process import JobContext

TINY = {"stages": [[16, 2, 16, 16]]}


class Asked(Exception):
    """The prompts that a prior was loaded for."""


def _stop(name: str, device: object, dtype: object, prompts: list[str], *_: object) -> None:
    raise Asked(prompts)


def losses(prompt: str) -> list[dict[str, float]]:
    request = Request(prompt, 3, "sketch", overrides=TINY)
    taken = methods.run([InitialState(request)], RunContext(torch.device("cpu"), torch.float32))
    return [step.losses for (step,) in taken]


def test_what_was_typed_makes_the_prop_that_it_was_understood_as() -> None:
    wanted = losses("a grey barrel")
    assert losses("two gray\u00a0barrels, please") == wanted
    assert losses("a grey bottle") != wanted


@pytest.mark.parametrize("typed", ["серая бочка", "make me a gray barrel, no lid", "GREY BARRELS"])
def test_every_place_that_loads_a_prior_asks_it_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str
) -> None:
    request = Request(typed, preset="sketch", device="cpu")
    for module in (methods, scoring):
        monkeypatch.setattr(module, "load_prior", _stop)
    monkeypatch.setattr("nerf_sds.priors.load_prior", _stop)
    monkeypatch.setattr(generate, "fetch", lambda *_: None)
    job = JobContext(tmp_path, lambda event: None, threading.Event())
    attempts = [
        lambda: next(methods.run([InitialState(request)], RunContext(torch.device("cpu"), torch.float32))),
        lambda: scoring.score(request, None, RunContext(torch.device("cpu"), torch.float32)),
        lambda: concept.draw(request, job),
    ]
    for attempt in attempts:
        with pytest.raises(Asked) as asked:
            attempt()
        (prompts,) = asked.value.args
        prompts = [words.lower() for words in prompts]
        assert [words for words in prompts if "make" in words or "lid" in words or "бочка" in words] == []
        assert "a grey barrel" in prompts or any(words.startswith("a grey barrel,") for words in prompts)


def test_the_request_keeps_what_was_typed(tmp_path: Path) -> None:
    request = Request("a gray barrel without a lid", overrides=TINY)
    ignored, near = generate.notices(request)
    assert ignored == '"without a lid" is ignored: a diffusion model cannot be told what to leave out'
    assert near == "The diffusion model has seen something near: barrel, oil drum"
    assert request.prompt == "a gray barrel without a lid"
