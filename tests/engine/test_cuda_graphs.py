"""Steps that are recorded, on a machine without a GPU: what goes into the recording, and the wait for numbers."""

import pytest
import torch

from nerf_sds.config import Preset, Request, Stage, preset_of
from nerf_sds.priors.dirac import DiracPrior
from nerf_sds.training import cuda_graphs
from nerf_sds.training.cuda_graphs import CudaGraphStep, rebuilt, tensors
from nerf_sds.training.optimizer import Diverged, LossTerms, adam, optimizer_step, set_learning_rate
from nerf_sds.training.step_inputs import StepInputs, sample_inputs

CPU = torch.device("cpu")


def some_inputs(number: int = 5) -> StepInputs:
    request = Request("anything", preset="sketch", prior="dirac")
    preset, prior = preset_of(request, Preset), DiracPrior((0.8, 0.1, 0.1), CPU)
    return sample_inputs([request], preset, preset.stages[0], number, prior, prior.alphas_cumprod, CPU)


def test_a_steps_input_is_nothing_but_tensors_which_can_be_replaced_by_others() -> None:
    inputs = some_inputs()
    found = [*tensors(inputs)]
    assert len(found) == 12  # three of its own, three of the cameras, five of the lights, one of the embedding
    others = [torch.zeros_like(tensor) for tensor in found]
    replaced = [*tensors(rebuilt(inputs, iter(others)))]
    assert all(mine is other for mine, other in zip(replaced, others, strict=True))


def test_every_steps_input_has_the_same_shapes_and_follows_from_the_steps_number() -> None:
    shapes = {tuple(tensor.shape for tensor in tensors(some_inputs(number))) for number in range(20)}
    assert len(shapes) == 1
    assert all(torch.equal(a, b) for a, b in zip(tensors(some_inputs(7)), tensors(some_inputs(7)), strict=True))
    assert not torch.equal(some_inputs(7).noise, some_inputs(8).noise)


def test_what_is_not_recorded_is_called_each_time() -> None:
    take = CudaGraphStep(lambda inputs: inputs.progress * 2, recorded=False)
    assert [float(take(some_inputs(number))) for number in (6, 12)] == pytest.approx([0.2, 0.4])


def test_a_step_with_a_number_that_is_none_changes_nothing_and_is_told_when_looked_at() -> None:
    weight = torch.nn.Linear(2, 1)
    before, optimizer = weight.weight.detach().clone(), adam(weight.parameters(), 0.1, CPU)
    terms = optimizer_step([{"sds": weight.weight.sum() * float("nan")}], [weight], [optimizer])
    torch.testing.assert_close(weight.weight, before)
    with pytest.raises(Diverged, match="sds loss is not a number at step 8"):
        terms.numbers(7)[0]["sds"]
    set_learning_rate(optimizer, 5.0)
    optimizer_step([{"sds": weight.weight.sum()}], [weight], [optimizer])
    torch.testing.assert_close(weight.weight, before - 0.5)


def test_losses_are_a_mapping_of_all_terms() -> None:
    (losses,) = LossTerms(("sds", "opacity"), torch.tensor([[1.0, 2.0, 3.0]])).numbers(0)
    assert dict(losses) == {"sds": 1.0, "opacity": 2.0}


@pytest.mark.parametrize(("recorded", "told_at"), [(False, 1), (True, 2)])
def test_where_steps_are_recorded_losses_are_checked_one_step_late(
    monkeypatch: pytest.MonkeyPatch, recorded: bool, told_at: int
) -> None:
    monkeypatch.setattr(cuda_graphs, "CudaGraphStep", lambda function, _: function)
    values = iter(torch.tensor([[[1.0, 1.0]], [[float("nan"), 1.0]], [[3.0, 1.0]]]))
    step = cuda_graphs.AcceleratedStep(lambda *_: LossTerms(("sds",), next(values)), 1, CPU, recorded)
    taken = [step(None, Stage(16, 3, 16, 16), number) for number in range(3)]
    for number, (_, (checked,)) in enumerate(taken):
        if number == told_at:
            with pytest.raises(Diverged, match="not a number at step 2"):
                checked.check()
        else:
            checked.check()


def test_a_stage_is_recorded_once_and_each_stage_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def recording(function, recorded):
        made.append(recorded)
        return function

    monkeypatch.setattr(cuda_graphs, "CudaGraphStep", recording)
    terms = LossTerms(("sds",), torch.ones(1, 2))
    step = cuda_graphs.AcceleratedStep(lambda *_: terms, 1, CPU, recorded=True)
    for number, stage in enumerate([Stage(16, 2, 16, 16)] * 2 + [Stage(32, 2, 16, 16)] * 2):
        step(None, stage, number)
    assert made == [True, True]
    assert not cuda_graphs.accelerate(lambda *_: terms, 1, CPU, recorded=True)._recorded  # there is nothing to record
