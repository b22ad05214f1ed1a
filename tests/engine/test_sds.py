"""Score Distillation Sampling against a prior whose score is known in closed form."""

import json
from pathlib import Path

import pytest
import torch

from nerf_sds.nerf.regularizers import entropy_loss, opacity_loss
from nerf_sds.priors.dirac import DiracPrior
from nerf_sds.sds import PerpNegWeights, add_noise, denoise, guide, perpendicular, repulsion, sds_gradient, sds_loss

CPU = torch.device("cpu")
GOLDEN = json.loads((Path(__file__).parents[1] / "data" / "threestudio.json").read_text("utf-8"))


@pytest.mark.parametrize("timestep", [20, 500, 980])
@pytest.mark.parametrize("scale", [1.0, 8.0, 100.0])
def test_the_gradient_is_the_distance_to_the_known_picture_for_any_noise_and_guidance(timestep, scale):
    torch.manual_seed(timestep)
    prior = DiracPrior((0.8, 0.1, 0.3), CPU)
    x = prior.encode(torch.rand(2, 3, 8, 8))
    embedding = prior.embed([""] * 4, [None] * 4)
    gradient = sds_gradient(prior, x, torch.tensor([timestep] * 2), torch.randn_like(x), embedding, scale, 0.5)
    torch.testing.assert_close(gradient, x - prior.picture, atol=0.02, rtol=0)


def test_the_loss_hands_the_gradient_on():
    x = torch.rand(2, 3, 4, 4, requires_grad=True)
    gradient = torch.randn(2, 3, 4, 4)
    sds_loss(x, gradient).backward()
    torch.testing.assert_close(x.grad, gradient / (2 * 16))


def test_denoising_undoes_adding_noise():
    x, noise = torch.rand(3, 3, 4, 4), torch.randn(3, 3, 4, 4)
    alpha_bar = torch.tensor([0.9, 0.5, 0.01])[:, None, None, None]
    torch.testing.assert_close(denoise(add_noise(x, noise, alpha_bar), noise, alpha_bar), x, atol=1e-4, rtol=0)


def test_guidance_of_one_changes_nothing_and_full_rescale_keeps_the_deviation():
    conditional, unconditional = torch.randn(2, 3, 8, 8), torch.randn(2, 3, 8, 8)
    torch.testing.assert_close(guide(conditional, unconditional, 1.0, 0.7), conditional)
    rescaled = guide(conditional, unconditional, 30.0, 1.0)
    torch.testing.assert_close(rescaled.std(dim=(1, 2, 3)), conditional.std(dim=(1, 2, 3)))


def test_what_is_opposed_pushes_at_right_angles_to_the_prompt():
    torch.manual_seed(0)
    conditional, unconditional, opposed = torch.randn(2, 3, 8, 8), torch.randn(2, 3, 8, 8), torch.randn(3, 3, 8, 8)
    by = PerpNegWeights(torch.tensor([1, 1, 0]), torch.tensor([-0.5, -1.0, -2.0]))
    aside = repulsion(conditional, unconditional, opposed, by)
    along = (aside * (conditional - unconditional)).sum((1, 2, 3))
    torch.testing.assert_close(along, torch.zeros(2), atol=1e-3, rtol=0)
    asked = -2.0 * perpendicular(opposed[2:] - unconditional[:1], (conditional - unconditional)[:1])
    torch.testing.assert_close(aside[:1], asked)


def test_the_prompt_itself_opposes_nothing():
    conditional, unconditional = torch.randn(1, 3, 8, 8), torch.randn(1, 3, 8, 8)
    by = PerpNegWeights(torch.tensor([0]), torch.tensor([-1.5]))
    aside = repulsion(conditional, unconditional, conditional, by)
    torch.testing.assert_close(aside, torch.zeros_like(aside), atol=1e-5, rtol=0)


def test_opposed_rows_come_last_and_change_their_own_views_alone():
    class Telling(DiracPrior):
        """Sees a noise that its row alone decides."""

        def predict_noise(self, z, timesteps, embedding):
            rows = torch.arange(len(z)) + 1.0
            return torch.sin(rows[:, None, None, None] * torch.arange(192.0).view(3, 8, 8))

    prior, x, noise = Telling((0.5, 0.5, 0.5), CPU), torch.randn(3, 3, 8, 8), torch.randn(3, 3, 8, 8)
    timesteps = torch.tensor([500] * 3)
    plain = sds_gradient(prior, x, timesteps, noise, None, 8.0, 0.0)
    by = PerpNegWeights(torch.tensor([1]), torch.tensor([-1.0]))
    change = (sds_gradient(prior, x, timesteps, noise, None, 8.0, 0.0, by) - plain).abs().amax((1, 2, 3))
    assert change[1] > 0.1 and change[[0, 2]].max() == 0


@pytest.mark.parametrize(("opacity", "expected"), GOLDEN["opacity_sparsity_loss"].items())
def test_the_opacity_loss_is_threestudios(opacity, expected):
    assert float(opacity_loss(torch.tensor([float(opacity)]))) == pytest.approx(expected, rel=1e-5)


def test_entropy_is_greatest_for_half_a_pixel_and_least_for_none_or_all():
    assert float(entropy_loss(torch.tensor([0.5]))) == pytest.approx(1)
    assert float(entropy_loss(torch.tensor([0.0, 1.0]))) < 0.02
