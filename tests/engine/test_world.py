"""The prior that draws pictures of several kinds, in miniature, and the steps that ask it for them."""

from __future__ import annotations

import math
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import tiny_models
import torch
from runs import CPU, dreamfusion
from torch import Tensor

from nerf_sds import models
from nerf_sds.config import LIT as LIT_ALONE
from nerf_sds.config import PRESETS, Preset, Request, Stage, preset_of
from nerf_sds.evaluation.sampling import distil
from nerf_sds.nerf import rendered_views
from nerf_sds.nerf.cameras import look_at_origin, rays
from nerf_sds.nerf.field import Field
from nerf_sds.nerf.rendered_views import ViewSetup, render_views
from nerf_sds.nerf.shading import CLAY, lighting
from nerf_sds.priors import load_prior
from nerf_sds.priors.dirac import DiracPrior
from nerf_sds.priors.sampling import sample
from nerf_sds.priors.world_prior import WorldPrior, camera_features
from nerf_sds.training.initial_state import InitialState
from nerf_sds.training.step import FieldStep
from nerf_sds.training.step_inputs import StepInputs, draw_kinds, sample_inputs
from nerf_sds.viewpoints import Light, PictureKind, Viewpoint
from nerf_sds.words.understanding import understand

PROMPT = "a red mug"
LIT, CLAY_KIND, ALBEDO, NORMALS = PictureKind
CAMERA, KIND, CROP, SIZE, TEXT = slice(0, 8), slice(8, 12), slice(12, 15), 15, slice(16, 400)
VIEW = Viewpoint(30, 20, 3.1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.world(tmp_path_factory.mktemp("models") / "world")


@pytest.fixture(scope="module")
def world(folder: Path) -> WorldPrior:
    prior = load_prior(str(folder), CPU, torch.float32)
    assert isinstance(prior, WorldPrior)
    return prior


@pytest.fixture
def asked(world: WorldPrior, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Tensor, Tensor]]:
    """The class labels and token states of each call of the UNet."""
    calls: list[tuple[Tensor, Tensor]] = []
    unet, forward = world.denoiser.unet, world.denoiser.unet.forward

    def listen(z: Tensor, timesteps: Tensor, states: Tensor, class_labels: Tensor):
        calls.append((class_labels, states))
        return forward(z, timesteps, states, class_labels=class_labels)

    monkeypatch.setattr(unet, "forward", listen)
    return calls


def a_request(folder: Path, **overrides: object) -> Request:
    return Request(PROMPT, 3, "sketch", str(folder), overrides={"stages": [[16, 3, 16, 16]], **overrides})


def a_step(request: Request, world: WorldPrior, number: int = 0) -> StepInputs:
    preset = preset_of(request, Preset)
    return sample_inputs([request], preset, preset.stages[0], number, world, world.alphas_cumprod, CPU)


def one_hot(kinds: list[PictureKind]) -> Tensor:
    return torch.tensor([[float(kind is each) for each in PictureKind] for kind in kinds])


def test_a_folder_is_known_by_the_kinds_that_it_lists_and_refused_without_a_part(folder: Path, tmp_path: Path) -> None:
    models.check(str(folder), online=False)
    assert models.family(str(folder)) == "world"
    assert understand("an abstract idea", str(folder)).notices == []  # nothing is refused for its words
    for part in models.PARTS["world"]:
        broken = shutil.copytree(folder, tmp_path / part)
        shutil.rmtree(broken / part)
        with pytest.raises(ValueError, match=f"{part} is missing"):
            models.check(str(broken), online=False)
    broken = shutil.copytree(folder, tmp_path / "unknown")
    (broken / models.KNOWN).unlink()
    with pytest.raises(ValueError, match="it is no model"):
        models.check(str(broken), online=False)


def test_its_presets_ask_for_normals_and_albedo_where_the_others_ask_for_clay_and_ambient_light(folder: Path) -> None:
    for name, preset in PRESETS.items():
        mine = preset_of(Request(PROMPT, 0, name, str(folder)), Preset)
        assert mine == preset and mine.normals > 0 and mine.bare > 0
        other = preset_of(Request(PROMPT, 0, name, "sd-2.1"), Preset)
        assert (other.normals, other.bare, mine.textureless, mine.unlit) == (0, 0, 0, 0)


@pytest.mark.parametrize("shares", [{}, {"normals": 1.0, "bare": 0.0}, {"normals": 0.0, "bare": 1.0}])
def test_a_sketch_runs_with_it_whatever_kinds_are_asked_for(
    folder: Path, world: WorldPrior, shares: dict[str, float]
) -> None:
    *_, (last,) = dreamfusion([InitialState(a_request(folder, **shares))], world)
    assert isinstance(last, FieldStep) and last.number == 3
    assert all(math.isfinite(loss) for loss in last.losses.values())
    grids = [*last.shape.parameters()]
    assert all(grid.isfinite().all() and (grid[0, 0] != 0).any() for grid in grids if grid.shape[-1] <= 16)


def test_a_picture_of_normals_teaches_the_shape_and_not_the_colours(folder: Path, world: WorldPrior) -> None:
    request = a_request(folder, normals=1.0, bare=0.0, roughness_weight=0.0)
    taken = dreamfusion([InitialState(request)], world)
    next(taken)
    (step,) = next(taken)
    gradient = torch.cat([grid.grad.flatten(2) for grid in step.shape.grids if grid.grad is not None], dim=2)
    assert gradient[0, 0].abs().sum() > 0 and gradient[0, 1:].abs().sum() == 0


def test_the_unet_is_told_the_kind_of_each_view_with_the_prompt_and_without(
    folder: Path, world: WorldPrior, asked: list[tuple[Tensor, Tensor]]
) -> None:
    request = a_request(folder, views=6, normals=0.4, bare=0.3, perp_neg=True)
    preset = preset_of(request, Preset)
    drawn = a_step(request, world)
    normals, bare = drawn.setup.lights.normals, (drawn.setup.lights.sun == 0) & ~drawn.setup.lights.normals
    kinds = [NORMALS if n else ALBEDO if b else LIT for n, b in zip(normals, bare, strict=True)]
    assert {*kinds} == {LIT, ALBEDO, NORMALS}  # of this seed
    assert drawn.opposed is not None and len(drawn.opposed.view) == preset.views
    rows = [*kinds, *kinds, *(kinds[view] for view in drawn.opposed.view)]
    z, timesteps = torch.randn(18, *world.shape(32)), torch.tensor([500] * 18)
    world.predict_noise(z, timesteps, drawn.embedding)
    ((labels, states),) = asked
    assert labels.shape == (18, 402) and states.shape == (18, 24, 384)
    assert torch.equal(labels[:, KIND], one_hot(rows))
    assert (labels[:, CROP] == 0).all()
    for part in (labels[:, CAMERA], labels[:, TEXT], states):
        said = part.flatten(1).abs().sum(1) > 0
        assert said.tolist() == [True] * 6 + [False] * 6 + [True] * 6  # of no prompt the kind alone is told


def test_the_kind_is_told_too_where_the_view_is_not(folder: Path, world: WorldPrior) -> None:
    drawn = a_step(a_request(folder, normals=1.0, bare=0.0, view_dependent=False), world)
    labels = drawn.embedding.rows.labels  # of the prompts alone: it has learned guidance
    assert torch.equal(labels[:, KIND], one_hot([NORMALS] * 4))
    assert (labels[:, CAMERA] == 0).all()


@pytest.mark.parametrize(("resolution", "told"), [(32, -1.0), (64, 0.0), (128, 1.0)])
def test_the_unet_is_told_camera_text_and_size_each_in_its_place(
    world: WorldPrior, asked: list[tuple[Tensor, Tensor]], resolution: int, told: float
) -> None:
    embedding = world.embed([PROMPT, PROMPT], [VIEW, None], [ALBEDO, LIT])
    world.predict_noise(torch.randn(2, *world.shape(resolution)), torch.tensor([500] * 2), embedding)
    ((labels, states),) = asked
    encoded, vector = world.sentences.states([PROMPT]), world.sentences.vectors([PROMPT])
    torch.testing.assert_close(labels[:, CAMERA], torch.tensor([camera_features(VIEW), [0.0] * 8]))
    assert torch.equal(labels[:, KIND], one_hot([ALBEDO, LIT]))
    assert labels[:, SIZE].tolist() == [told] * 2
    assert torch.equal(labels[:, TEXT], vector.expand(2, -1)) and torch.equal(states, encoded.expand(2, -1, -1))


def test_the_kinds_are_drawn_as_often_as_the_preset_says_and_only_where_the_prior_draws_them(
    world: WorldPrior,
) -> None:
    dirac = DiracPrior((0.8, 0.1, 0.1), CPU)
    preset = replace(PRESETS["standard"], views=4000)
    drawn = Counter(draw_kinds(Random(0), preset, world))
    assert [drawn[kind] / 4000 for kind in (LIT, ALBEDO, NORMALS)] == pytest.approx([0.5, 0.2, 0.3], abs=0.03)
    with pytest.raises(ValueError, match="no pictures of the kind normals: leave out normals and bare"):
        draw_kinds(Random(0), preset, dirac)
    with pytest.raises(ValueError, match=r"come to 1.2: choose 1 or less"):
        draw_kinds(Random(0), replace(preset, bare=0.9), world)
    assert {*draw_kinds(Random(0), LIT_ALONE["standard"], dirac)} == {LIT}


def test_the_kinds_change_nothing_else_of_what_chance_decides(folder: Path, world: WorldPrior) -> None:
    lit, mixed = (a_step(a_request(folder, normals=share, bare=share), world) for share in (0.0, 0.5))
    told = mixed.setup.lights.normals
    assert told.any() and not lit.setup.lights.normals.any()
    for name in ("c2w", "background", "jitter"):
        assert torch.equal(getattr(lit.setup, name), getattr(mixed.setup, name)), name
    assert torch.equal(lit.timesteps, mixed.timesteps) and torch.equal(lit.noise, mixed.noise)
    assert torch.equal(lit.setup.lights.direction[told], mixed.setup.lights.direction[told])


def test_a_prior_of_lit_pictures_makes_the_same_field_to_the_last_bit_as_if_there_were_no_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = Request(PROMPT, 3, "sketch", "dirac", overrides={"stages": [[16, 4, 16, 16]]})

    def made() -> dict[str, Tensor]:
        *_, (last,) = dreamfusion([InitialState(request)], DiracPrior((0.8, 0.1, 0.1), CPU))
        assert isinstance(last, FieldStep)
        return last.snapshot()

    first = made()
    monkeypatch.setattr(rendered_views, "turn_normals", lambda rgb, *_: rgb)
    second = made()
    assert first.keys() == second.keys() and all(torch.equal(first[name], second[name]) for name in first)


def a_ball(radius: float) -> Field:
    """A ball of even density and of one colour, sRGB 0.73, 0.5, 0.27."""
    field = Field((64,))
    line = torch.linspace(-1, 1, 64)
    distance = torch.stack(torch.meshgrid(line, line, line, indexing="ij")).norm(dim=0)
    field.grids[0].data[0, 0] = 60 * (radius - distance)
    field.grids[0].data[0, 1:] = torch.tensor([1.0, 0.0, -1.0])[:, None, None, None]
    return field


def pictures_of(field: Field, viewpoints: list[Viewpoint], kinds: list[PictureKind], clay: bool = False) -> Tensor:
    """(B, 3, 32, 32) on black, under a sun from above."""
    sun, count, stage = Light((0.0, 0.0, 1.0), 0.7, 0.3), len(viewpoints), Stage(32, 1, 192, 64)
    lights, jitter = lighting([sun] * count, [clay] * count, CPU, kinds), torch.full((count * 32**2,), 0.5)
    setup = ViewSetup(look_at_origin(viewpoints, CPU), lights, torch.zeros(count, 3, 1, 1), jitter)
    return render_views(field, setup, stage).images


def test_a_picture_of_a_balls_normals_has_the_closed_form_in_the_cameras_axes() -> None:
    viewpoints, radius = [Viewpoint(0, 0, 3.0), Viewpoint(70, 35, 3.1), Viewpoint(200, 75, 3.2)], 0.7
    pictures = pictures_of(a_ball(radius), viewpoints, [NORMALS] * 3).permute(0, 2, 3, 1)
    c2w = look_at_origin(viewpoints, CPU)
    origins, directions = rays(c2w, 32)
    middle = -(origins * directions).sum(-1)
    beside = origins.square().sum(-1) - middle.square()
    hit = beside < (0.9 * radius) ** 2  # at the rim a pixel sees the background too
    nearest = middle - (radius**2 - beside).clamp(min=0).sqrt()
    normal = (origins + nearest[..., None] * directions) / radius
    for picture, inside, world_normal, camera in zip(pictures, hit, normal, c2w, strict=True):
        right, up, towards = camera[:3, :3].T
        expected = torch.stack([(world_normal * axis).sum(-1) for axis in (right, up, towards)], dim=-1)
        torch.testing.assert_close(picture[inside], 0.5 * expected[inside] + 0.5, atol=0.03, rtol=0)
    front = pictures[0]
    assert front[16, 24, 0] > 0.7 > 0.3 > front[16, 7, 0]  # x grows to the right
    assert front[8, 16, 1] > 0.7 > 0.3 > front[24, 16, 1]  # y grows upwards
    assert front[16, 16, 2] > 0.97  # z is towards the camera


def test_each_view_shows_its_own_kind_and_albedo_has_neither_light_nor_clay() -> None:
    kinds = [LIT, ALBEDO, NORMALS, LIT]
    views = [Viewpoint(0, 0, 3.0)] * 4
    lit, albedo, normals, again = pictures_of(a_ball(0.7), views, kinds, clay=True)
    assert torch.equal(lit, again)
    colour = torch.tensor([1.0, 0.0, -1.0]).sigmoid()[:, None, None]
    torch.testing.assert_close(albedo[:, 12:20, 12:20], colour.expand(3, 8, 8), atol=5e-3, rtol=0)
    assert torch.equal(lit[0], lit[1]) and lit[0, 8, 16] > lit[0, 24, 16] and lit.max() < CLAY  # clay, lit from above
    assert normals[2, 16, 16] > 0.97
    alone = pictures_of(a_ball(0.7), views[:1], [NORMALS])[0]
    torch.testing.assert_close(normals, alone)


def test_props_that_share_their_steps_have_each_their_own_kinds(folder: Path, world: WorldPrior) -> None:
    requests = [replace(a_request(folder), seed=seed) for seed in (3, 4, 5)]
    alone = [[*dreamfusion([InitialState(request)], world)][-1][0].losses for request in requests]
    *_, last = dreamfusion([*map(InitialState, requests)], world)
    for step, losses in zip(last, alone, strict=True):
        assert step.losses == pytest.approx(losses, rel=1e-4)


def test_a_kind_can_be_drawn_by_itself(world: WorldPrior, asked: list[tuple[Tensor, Tensor]]) -> None:
    drawn = {kind: sample(world, [PROMPT], [VIEW], 32, steps=3, kind=kind) for kind in PictureKind}
    assert all(picture.shape == (1, 3, 32, 32) and picture.isfinite().all() for picture in drawn.values())
    assert not torch.equal(drawn[LIT], drawn[NORMALS]) and not torch.equal(drawn[ALBEDO], drawn[NORMALS])
    assert all(torch.equal(labels[:, KIND], one_hot([NORMALS])) for labels, _ in asked[-3:])
    next(distil(world, PROMPT, 0, CPU, 1, ALBEDO))
    assert torch.equal(asked[-1][0][:, KIND], one_hot([ALBEDO] * 4))
