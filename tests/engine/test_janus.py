"""A second face is found where there is one, and nowhere else."""

from __future__ import annotations

import pytest
import torch
from analytic import CPU
from test_ground_truth import real, real_props
from torch import Tensor

from nerf_sds.evaluation.janus import front_likeness, has_front, has_second_face, is_janus, two_faced
from nerf_sds.image_text import SCORER, ImageText, load_image_text

ONE_FACE = torch.tensor([0.9, 0.6, 0.0, 0.0, 0.1, 0.0, 0.0, 0.6])
TWO_FACES = torch.tensor([0.9, 0.6, 0.0, 0.6, 0.8, 0.6, 0.0, 0.6])
FACED = ["a yellow robot", "a white house", "a red chair"]


@pytest.fixture(scope="module")
def model() -> ImageText:
    return load_image_text(SCORER, CPU)


def pictures_of(caption: str) -> Tensor:
    return real(caption)[1].shaded


def test_the_toys_with_a_front_are_those_of_the_data() -> None:
    for mesh in real_props().meshes:
        assert has_front(mesh.kind) == mesh.has_front


@pytest.mark.parametrize("turn", range(8))
def test_a_second_face_is_found_however_the_prop_stands(turn: int) -> None:
    assert not has_second_face(ONE_FACE.roll(turn))
    assert has_second_face(TWO_FACES.roll(turn))


def test_a_prop_without_any_face_has_no_second_one() -> None:
    assert not has_second_face(torch.full((8,), 0.1))


def test_on_a_two_faced_prop_the_front_half_is_seen_behind_as_well() -> None:
    azimuths = 45 * torch.arange(8)
    assert two_faced(azimuths).tolist() == [0, 45, 90, 315, 0, 45, 270, 315]


def test_likeness_to_a_front_is_a_probability(model: ImageText) -> None:
    likeness = front_likeness(model, pictures_of(FACED[0]), FACED[0])
    assert likeness.shape == (8,) and likeness.min() >= 0 and likeness.max() <= 1
    assert likeness.argmax() == 0 and likeness[4] < 0.5


@pytest.mark.parametrize("caption", FACED)
def test_real_props_have_one_face_and_two_faced_ones_two(model: ImageText, caption: str) -> None:
    kind, pictures = real(caption)[0].kind, pictures_of(caption)
    assert is_janus(model, pictures, kind, caption) is False
    assert is_janus(model, two_faced(pictures), kind, caption) is True


def test_kinds_without_a_front_are_not_judged(model: ImageText) -> None:
    assert is_janus(model, torch.rand(8, 3, 64, 64), "mug", "a red mug") is None
