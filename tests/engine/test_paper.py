"""The preset `paper`: each part against a closed form or a distribution, then the loop, and a prop by a real worker."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
import torch
import trimesh
from runs import CPU, alone
from test_client import PYTHON, listen
from torch import Tensor

from nerf_sds.config import PAPER, PaperPreset, Request, preset_of
from nerf_sds.jobs import job_folder
from nerf_sds.jobs.client import Job
from nerf_sds.jobs.protocol import Done
from nerf_sds.nerf.field import Samples, activate_density, raw_density
from nerf_sds.paper import field as paper_field
from nerf_sds.paper.field import PaperField, density_blob, integrated_encoding
from nerf_sds.paper.method import PaperDreamFusion, annealed, sample_timesteps
from nerf_sds.paper.rendering import render, way_through_ball, weights_of
from nerf_sds.paper.views import PointLight, sample_camera
from nerf_sds.paths import PROJECT
from nerf_sds.priors import load_prior
from nerf_sds.priors.dirac import DiracPrior
from nerf_sds.prompts import directed
from nerf_sds.schedules import overridden
from nerf_sds.sds import add_noise, sds_gradient_of_noise
from nerf_sds.training.step import FieldStep
from nerf_sds.viewpoints import Viewpoint

GOLDEN = json.loads((Path(__file__).parents[1] / "data" / "threestudio.json").read_text("utf-8"))
SMALL: dict[str, Any] = {"width": 16, "blocks": 2}
TINY = SMALL | {"stages": [[8, 20, 16, 1]]}
ALBEDO = PointLight((0.0, 0.0, 1.0), 0.0, 1.0, textureless=False)


def a_field(**changes: Any) -> PaperField:
    torch.manual_seed(0)
    return PaperField(overridden(PAPER, SMALL | changes))


def a_blob() -> PaperField:
    """A field whose density is exp(5 exp(-r^2 / 0.08)), and whose albedo is grey."""
    field = a_field()
    with torch.no_grad():
        for parameter in field.mlp.last.parameters():
            parameter.zero_()
    return field


def some_points(count: int, radius: float = 1.0) -> Tensor:
    """(count, 3) in the ball of a radius."""
    points = torch.randn(count, 3, generator=torch.Generator().manual_seed(0))
    return 0.99 * radius * points / points.norm(dim=1).amax()


# The field


@pytest.mark.parametrize("variance", PAPER.variance)
def test_the_encoding_is_the_mean_of_sin_and_cos_under_the_gaussian(variance: float) -> None:
    points = some_points(4)
    drawn = points + math.sqrt(variance) * torch.randn(200_000, 4, 3, generator=torch.Generator().manual_seed(1))
    angles = torch.cat([2.0**level * drawn for level in range(PAPER.encoding_degrees)], dim=-1)
    expected = torch.cat([angles.sin().mean(0), angles.cos().mean(0)], dim=-1)
    encoded = integrated_encoding(points, variance, PAPER.encoding_degrees)
    assert encoded.shape == (4, 48)
    torch.testing.assert_close(encoded, expected, atol=0.01, rtol=0)


@pytest.mark.parametrize(("radius", "expected"), GOLDEN["density_blob_preact"]["dreamfusion_scale5_std0.2"].items())
def test_the_blob_is_threestudios_of_the_paper(radius: str, expected: float) -> None:
    blob = density_blob(torch.tensor([[0.0, float(radius), 0.0]]), PAPER.blob_height, PAPER.blob_deviation)
    assert float(blob) == pytest.approx(expected, rel=1e-4)


def test_normals_of_a_ball_point_outwards() -> None:
    points = some_points(100, radius=0.6)
    samples = a_blob().samples(points)
    torch.testing.assert_close(samples.normals, points / points.norm(dim=1, keepdim=True), atol=1e-4, rtol=0)
    torch.testing.assert_close(samples.albedo, torch.full((100, 3), 0.5))


def test_normals_are_against_the_density_s_gradient_by_differences() -> None:
    field, points = a_field().double(), some_points(20).double()
    steps = 1e-5 * torch.eye(3).double()
    ahead, behind = (torch.stack([field.samples(points + s * step).density for step in steps], 1) for s in (1, -1))
    expected = torch.nn.functional.normalize(behind - ahead, dim=1)
    torch.testing.assert_close(field.samples(points).normals, expected, atol=1e-4, rtol=0)


def test_a_loss_of_the_normals_reaches_the_weights() -> None:
    field = a_field()
    field.samples(some_points(50)).normals[:, 2].sum().backward()
    assert all(parameter.grad.abs().max() > 0 for parameter in field.mlp.blocks.parameters())


def test_neither_samples_nor_gradients_depend_on_how_many_points_are_taken_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gradient_and_samples() -> tuple[Tensor, Samples]:
        field = a_field()
        samples = field.samples(some_points(50))
        (samples.density.log().sum() + samples.albedo.sum() + samples.normals[:, 2].square().sum()).backward()
        return torch.cat([parameter.grad.flatten() for parameter in field.mlp.parameters()]), samples

    gradient, samples = gradient_and_samples()
    monkeypatch.setattr(paper_field, "SLAB", 16)
    parted, in_parts = gradient_and_samples()
    torch.testing.assert_close(parted, gradient)
    for name in ("density", "albedo", "normals"):
        torch.testing.assert_close(getattr(in_parts, name), getattr(samples, name))


def test_the_finished_field_is_the_papers_shrunk_into_the_unit_ball() -> None:
    field, points = a_field(), some_points(50)
    samples = field.samples(PAPER.radius * points)
    torch.testing.assert_close(field.density_and_albedo(points), (PAPER.radius * samples.density, samples.albedo))
    torch.testing.assert_close(field.density(points), PAPER.radius * samples.density)
    assert field.density(torch.tensor([[0.0, 0.0, 1.01], [0.6, 0.6, 0.6]])).tolist() == [0, 0]


def test_the_volume_holds_density_and_albedo_on_its_grid() -> None:
    field = a_field()
    volume = field.volume(9)
    points = torch.tensor([[0.25, -0.5, 0.0]])
    raw = volume[4, 2, 5]  # z, y, x
    expected = (activate_density(raw[:1]), raw[None, 1:].sigmoid())
    torch.testing.assert_close(expected, field.density_and_albedo(points))
    densities = torch.tensor([1e-3, 0.1, 1.0, 50.0, 400.0])
    torch.testing.assert_close(activate_density(raw_density(densities)), densities, rtol=1e-3, atol=0)


def test_densities_stay_finite_whatever_the_network_says() -> None:
    field = a_field(blob_height=500.0)
    samples = field.samples(torch.zeros(1, 3))
    assert samples.density.isfinite().all() and samples.density > 1e4
    assert not samples.normals.isnan().any()


# Rendering


def test_a_ray_goes_through_the_ball_in_front_of_the_camera_alone() -> None:
    origins = torch.tensor([[0.0, -2.0, 0.0], [0.0, -1.0, 0.0], [0.0, 2.0, 0.0], [0.0, -2.0, 1.5]])
    near, far = way_through_ball(origins, torch.tensor([[0.0, 1.0, 0.0]] * 4), 1.4)
    torch.testing.assert_close(near, torch.tensor([0.6, 0.0, 0.0, 2.0]))
    torch.testing.assert_close(far, torch.tensor([3.4, 2.4, 0.0, 2.0]))


def test_opacity_is_that_of_the_integral_of_the_density() -> None:
    field = a_blob()
    origins = torch.tensor([[0.0, -1.2, 0.0], [0.3, -1.2, 0.1], [0.0, -1.2, 0.6], [5.0, 0.0, 0.0]])
    directions = torch.tensor([[0.0, 1.0, 0.0]] * 4)
    rendering = render(field, origins, directions, 512, torch.full((4,), 0.5), [ALBEDO])
    near, far = way_through_ball(origins, directions, PAPER.radius)
    t = torch.linspace(0, 1, 4001)[:, None] * (far - near) + near
    density = field.samples((origins + t[..., None] * directions).view(-1, 3)).density.view(t.shape)
    expected = 1 - torch.exp(-torch.trapezoid(density, t, dim=0))
    torch.testing.assert_close(rendering.opacity, expected, atol=2e-3, rtol=0)
    torch.testing.assert_close(rendering.rgb, 0.5 * rendering.opacity[:, None].expand(4, 3), atol=1e-5, rtol=0)
    assert rendering.opacity[3] == 0


def test_weights_are_those_of_the_product_of_what_passes() -> None:
    depth = torch.tensor([[0.0, 0.1, 3.0, 1e5, 1.0]])
    alpha = 1 - torch.exp(-depth)
    before = torch.cat([torch.ones(1, 1), torch.cumprod(1 - alpha, 1)[:, :-1]], 1)
    torch.testing.assert_close(weights_of(depth), alpha * before)


# Score distillation


@pytest.mark.parametrize("timestep", [20, 500, 980])
def test_the_gradient_on_noise_is_sigma_squared_times_alpha_over_sigma_times_the_distance(timestep: int) -> None:
    torch.manual_seed(timestep)
    prior = DiracPrior((0.8, 0.1, 0.3), CPU)
    x = prior.encode(torch.rand(2, 3, 8, 8))
    timesteps, embedding = torch.tensor([timestep] * 2), prior.embed([""] * 4, [None] * 4)
    gradient = sds_gradient_of_noise(prior, x, timesteps, torch.randn_like(x), embedding, 101.0)
    alpha_bar = prior.alphas_cumprod[timestep]
    expected = (alpha_bar * (1 - alpha_bar)).sqrt() * (x - prior.picture)
    torch.testing.assert_close(gradient, expected, atol=2e-3, rtol=0)


class Opinionated(DiracPrior):
    """Sees other noise with the prompt than without, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__((0.8, 0.1, 0.3), CPU)
        self.asked: tuple[list[str], list[Viewpoint | None]] = [], []

    def embed(self, prompts: Sequence[str], viewpoints: Sequence[Viewpoint | None]) -> Tensor:
        self.asked = [*prompts], [*viewpoints]
        return super().embed(prompts, viewpoints)

    def predict_noise(self, z: Tensor, timesteps: Tensor, embedding: Tensor) -> Tensor:
        return torch.cat([torch.full_like(part, value) for part, value in zip(z.chunk(2), (0.3, 0.1), strict=True)])


def test_the_guidance_is_the_papers_weight_of_100() -> None:
    prior, x, noise = Opinionated(), torch.zeros(1, 3, 2, 2), torch.full((1, 3, 2, 2), 0.5)
    gradient = sds_gradient_of_noise(prior, x, torch.tensor([500]), noise, torch.zeros(2, 0), PAPER.guidance_scale)
    guided = (1 + 100) * 0.3 - 100 * 0.1
    torch.testing.assert_close(gradient, torch.full_like(x, (1 - prior.alphas_cumprod[500].item()) * (guided - 0.5)))


def test_both_forms_of_the_gradient_point_the_same_way_without_guidance() -> None:
    """x - x_hat is (sigma / alpha) (eps_hat - noise): the same up to the weighting, without guidance."""
    prior, x, noise = Opinionated(), torch.rand(1, 3, 2, 2), torch.randn(1, 3, 2, 2)
    alpha_bar = prior.alphas_cumprod[500]
    z = add_noise(x, noise, alpha_bar)
    x_hat = (z - (1 - alpha_bar).sqrt() * 0.3) / alpha_bar.sqrt()
    gradient = sds_gradient_of_noise(prior, x, torch.tensor([500]), noise, torch.zeros(2, 0), 1.0)
    torch.testing.assert_close((x - x_hat) * (alpha_bar * (1 - alpha_bar)).sqrt(), gradient, atol=1e-5, rtol=1e-4)


def test_timesteps_are_anywhere_in_the_papers_range() -> None:
    timesteps = torch.cat([sample_timesteps(Random(i), 1000, PAPER) for i in range(2000)])
    assert 20 <= timesteps.min() <= 22 and 976 <= timesteps.max() < 980
    assert timesteps.float().mean().item() == pytest.approx(500, abs=10)


# The loop


@pytest.mark.parametrize(("step", "share"), [(0, 0.0), (2500, 0.5), (5000, 1.0), (14_999, 1.0)])
def test_coarse_to_fine_and_orientation_take_a_third_of_the_steps(step: int, share: float) -> None:
    progress = step / PAPER.steps
    assert PAPER.steps == 15_000
    variance = annealed(PAPER.variance, progress, PAPER.annealing)
    assert variance == pytest.approx(5e-2 + share * (2e-3 - 5e-2))
    orientation = annealed(PAPER.orientation_weight, progress, PAPER.annealing)
    assert orientation == pytest.approx(1e-4 + share * (1e-2 - 1e-4))


@pytest.mark.parametrize(("step", "share"), [(0, 1e-5), (1500, 0.500005), (3000, 1.0), (9000, 0.505), (15_000, 0.01)])
def test_the_learning_rate_warms_up_for_3000_steps_and_then_falls(step: int, share: float) -> None:
    method = PaperDreamFusion(PAPER, DiracPrior((0.8, 0.1, 0.1), CPU))
    assert method.learning_rate(step / 15_000) == pytest.approx(share)


def paper_dreamfusion(request: Request, prior: Any, snapshot: dict[str, Tensor] | None = None) -> Iterator[FieldStep]:
    """What is yielded of one prop."""
    return alone(PaperDreamFusion(preset_of(request, PaperPreset), prior), request, snapshot)


def run(
    prior: Any, steps: int | None = None, snapshot: dict[str, Tensor] | None = None, **changes: Any
) -> list[FieldStep]:
    """The steps, without the state that they begin with."""
    taken = paper_dreamfusion(Request("a red mug", 3, "paper", overrides=TINY | changes), prior, snapshot)
    next(taken)
    return list(itertools.islice(taken, steps))


def test_with_the_world_losses_stay_finite_and_going_on_is_as_if_it_had_never_stopped() -> None:
    prior = load_prior("world", CPU, torch.float32)
    changes = {"stages": [[16, 20, 32, 1]], "views": 2}
    taken = paper_dreamfusion(Request("a red mug", 3, "paper", overrides=TINY | changes), prior)
    next(taken)
    steps = list(itertools.islice(taken, 12))
    snapshot = {name: value.clone() for name, value in steps[-1].snapshot().items()}
    steps += taken
    assert [step.number for step in steps] == [*range(1, 21)]
    assert all(math.isfinite(loss) for step in steps for loss in step.losses.values())
    rest = run(prior, snapshot=snapshot, **changes)
    assert rest[0].number == 13
    assert [step.losses for step in rest] == [pytest.approx(step.losses, rel=1e-5) for step in steps[12:]]
    assert (rest[-1].preview(30.0, size=32) == steps[-1].preview(30.0, size=32)).mean() > 0.99


def test_the_field_gets_finer_while_it_is_optimised() -> None:
    steps = paper_dreamfusion(Request("x", 3, "paper", overrides=TINY), DiracPrior((0.8, 0.1, 0.1), CPU))
    variances = [step.shape.variance for step in steps if isinstance(step.shape, PaperField)]
    assert variances == sorted(variances, reverse=True)
    assert (variances[0], variances[7], variances[-1]) == pytest.approx((5e-2, 2e-3, 2e-3))


def test_the_scene_and_what_is_behind_take_the_colour_that_the_prior_wants() -> None:
    colour = (0.8, 0.1, 0.1)
    *_, last = run(DiracPrior(colour, CPU), stages=[[8, 80, 16, 1]], learning_rate=0.02, albedo_only=1.0)
    middle = torch.from_numpy(last.preview(45.0, size=32)[12:20, 12:20]).float().mean((0, 1)) / 255
    assert middle[0] > 0.2 + middle[1:].max()
    assert isinstance(last.shape, PaperField)
    behind = last.shape.background(torch.nn.functional.normalize(some_points(100), dim=1)).mean(0)
    assert behind[0] > 0.05 + behind[1:].max()


def test_the_view_is_told_by_words_of_the_camera_before_it_was_shaken_and_by_nothing_else() -> None:
    prior = Opinionated()
    run(prior, 1)
    random = Random("3 0")
    cameras = [sample_camera(random, PAPER) for _ in range(PAPER.views)]
    assert prior.asked[0] == [directed("a red mug", camera.viewpoint) for camera in cameras] + [""] * 4
    assert prior.asked[1] == [None] * 8


def test_a_seed_gives_the_same_field_again_and_another_seed_another() -> None:
    prior = DiracPrior((0.8, 0.1, 0.1), CPU)
    torch.manual_seed(5)
    first = run(prior, 2)[-1].losses
    torch.manual_seed(6)
    assert run(prior, 2)[-1].losses == first
    other = paper_dreamfusion(Request("a red mug", 4, "paper", overrides=TINY), prior)
    assert [step.losses for step in itertools.islice(other, 3)][-1] != first


def test_a_snapshot_of_another_field_is_refused() -> None:
    snapshot = run(DiracPrior((0.8, 0.1, 0.1), CPU), 1)[-1].snapshot()
    with pytest.raises(RuntimeError):
        run(DiracPrior((0.8, 0.1, 0.1), CPU), snapshot=snapshot, width=8)


@pytest.mark.worker
def test_a_real_worker_makes_a_prop_of_it(tmp_path: Path) -> None:
    overrides = TINY | {"stages": [[8, 6, 16, 1]], "faces": 2000, "texture_size": 64, "mesh_resolution": 48}
    request = Request("a red ball", preset="paper", prior="dirac", device="cpu", overrides=overrides)
    job_folder.create(folder := tmp_path / "ball", request)
    job = Job(PYTHON, {folder: request})
    try:
        events = listen(job)
    finally:
        job.kill()
    assert isinstance(events[-1], Done), events[-1]
    assert (folder / job_folder.FIELD_VIEWS).is_file() and (folder / job_folder.TURNTABLE).is_file()
    mesh = trimesh.load(folder / "prop.glb", force="mesh")
    assert 100 < len(mesh.faces) <= 2000 and mesh.extents.max() == pytest.approx(1.0, abs=1e-3)


def test_the_page_says_where_each_number_comes_from() -> None:
    page = (PROJECT / "docs/paper.md").read_text("utf-8")
    assert [name for name in PaperPreset.__annotations__ if f"`{name}`" not in page] == []


def test_the_numbers_are_the_papers() -> None:
    """Those that no other test names."""
    assert PaperPreset() == PAPER and PAPER.stages[0].resolution == 64
    assert (PAPER.radius, PAPER.encoding_degrees, PAPER.width, PAPER.blocks, PAPER.views) == (1.4, 8, 128, 5, 4)
    assert (PAPER.guidance_scale, PAPER.timestep_range) == (101.0, (0.02, 0.98))
    assert 1e-3 <= PAPER.opacity_weight <= 5e-3
