"""The paper's loop, with a prior that wants everything to be one colour."""

import dataclasses
import itertools

import pytest
import torch
from runs import CPU, dreamfusion

from nerf_sds import config
from nerf_sds import dreamfusion as module
from nerf_sds.config import Preset, Request, Stage
from nerf_sds.priors.dirac import DiracPrior
from nerf_sds.training.initial_state import InitialState
from nerf_sds.training.optimizer import Diverged

RED = (0.8, 0.1, 0.1)


@pytest.fixture(autouse=True)
def tiny_preset(monkeypatch):
    tiny = Preset(stages=(Stage(16, 50, 24, 8), Stage(32, 10, 32, 24)), grid_resolutions=(8, 24), learning_rate=0.1)
    monkeypatch.setitem(config.METHODS["dreamfusion"], "tiny", tiny)


def a_request(**changes) -> Request:
    return dataclasses.replace(Request("anything", seed=3, preset="tiny", prior="dirac"), **changes)


def run(request: Request, steps: int | None = None, snapshot=None):
    """The steps of one prop, without the state that they begin with."""
    taken = dreamfusion([InitialState(request, snapshot)], DiracPrior(RED, CPU))
    next(taken)
    return [step for (step,) in itertools.islice(taken, steps)]


def test_the_scene_takes_the_colour_that_the_prior_wants():
    *_, last = run(a_request())
    assert last.number == last.steps == 60
    picture = last.preview(azimuth=45, size=32)
    torch.testing.assert_close(
        torch.from_numpy(picture[12:20, 12:20]).float().mean((0, 1)) / 255, torch.tensor(RED), atol=0.25, rtol=0
    )


def test_a_seed_gives_the_same_field_again_and_another_seed_another():
    first, again, other = (run(a_request(seed=seed), 5)[-1].losses for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_going_on_from_a_snapshot_is_as_if_it_had_never_stopped():
    whole = run(a_request(), 12)[-1].losses
    half = run(a_request(), 6)[-1].snapshot()
    rest = run(a_request(), 6, half)
    assert rest[0].number == 7
    assert rest[-1].losses == pytest.approx(whole, rel=1e-6)


def test_a_loss_that_is_not_a_number_stops_the_run_and_is_named(monkeypatch):
    monkeypatch.setattr(module, "opacity_loss", lambda opacity: opacity.mean() * float("nan"))
    (error,) = run(a_request(), 1)
    assert isinstance(error, Diverged) and "opacity loss is not a number at step 1" in str(error)


def test_a_gradient_that_is_not_a_number_never_reaches_the_field(monkeypatch):
    taken = dreamfusion([InitialState(a_request())], DiracPrior(RED, CPU))
    next(taken)
    field = next(taken)[0].shape
    monkeypatch.setattr(module, "opacity_loss", lambda opacity: (opacity.sum() * 0).sqrt())  # 0, with gradient nan
    (error,) = next(taken)
    assert isinstance(error, Diverged) and "gradient is not a number at step 2" in str(error)
    assert all(grid.isfinite().all() for grid in field.grids)


def test_several_props_together_become_what_each_becomes_alone():
    requests = [a_request(seed=seed, prompt=prompt) for seed, prompt in ((3, "a ball"), (4, "a cube"), (5, "a ball"))]
    alone = [run(request, 6)[-1].losses for request in requests]
    *_, last = itertools.islice(dreamfusion([*map(InitialState, requests)], DiracPrior(RED, CPU)), 7)
    assert [step.number for step in last] == [6, 6, 6]
    for step, losses in zip(last, alone, strict=True):
        assert step.losses == pytest.approx(losses, rel=1e-4)


def test_a_prop_that_diverges_is_told_and_harms_none_of_the_others():
    requests = [a_request(seed=seed) for seed in (3, 4)]
    alone = run(requests[1], 4)[-1].losses
    taken = dreamfusion([*map(InitialState, requests)], DiracPrior(RED, CPU))
    ill, _ = next(taken)
    ill.shape.grids[0].data.fill_(float("nan"))
    *_, (first, second) = itertools.islice(taken, 4)
    assert isinstance(first, Diverged) and "at step 1" in str(first)
    assert second.number == 4 and second.losses == pytest.approx(alone, rel=1e-4)
