"""The view words of a prompt, and the captions that a small prior can learn."""

import json
from pathlib import Path

import pytest

from nerf_sds import prompts
from nerf_sds.prompts import directed
from nerf_sds.viewpoints import Viewpoint

GOLDEN = json.loads((Path(__file__).parents[1] / "data" / "threestudio.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("caption", "told"),
    [
        ("", "one line"),
        ("a 001", "one line"),
        ("a crate\nof wood", "one line"),
        ("word " * 13, "13 words, more than 12"),
    ],
)
def test_a_caption_that_a_small_prior_could_not_learn_is_refused(caption, told):
    with pytest.raises(ValueError, match=told):
        prompts.checked_caption(caption)


def test_view_words_follow_the_prompt():
    assert directed("a red mug", Viewpoint(180, 0, 3)) == "a red mug, back view"


@pytest.mark.parametrize(
    ("prompt", "kept"),
    [
        ("a robot, front view", "a robot"),
        ("a robot seen from behind", "a robot"),
        ("a robot facing the camera, made of tin", "a robot, made of tin"),
        ("a front door", "a front door"),
        ("a backpack", "a backpack"),
    ],
)
def test_words_that_fight_the_view_are_left_out(prompt, kept):
    assert directed(prompt, Viewpoint(90, 0, 3)) == f"{kept}, side view"


def test_a_prompt_of_view_words_alone_is_left_as_it_is():
    assert directed("front view", Viewpoint(90, 0, 3)) == "front view, side view"


@pytest.mark.parametrize(("azimuth", "golden"), GOLDEN["perp_neg_weights_threestudio"].items())
def test_sides_and_backs_are_opposed_with_threestudios_weights(azimuth, golden):
    words = {f"{name} view": weight for name, weight in zip(golden["neg"], golden["w"], strict=True)}
    for turn in (int(azimuth), -int(azimuth)):
        viewpoint = Viewpoint(turn % 360, 0, 3)
        asked = {name: weight for name, weight in words.items() if name != viewpoint.words}
        assert prompts.opposed(viewpoint) == pytest.approx(asked if int(azimuth) > 45 else {}, abs=1e-6)


def test_an_overhead_view_opposes_nothing():
    assert prompts.opposed(Viewpoint(180, 70, 3)) == {}


def test_all_prompts_of_a_run_are_known_before_it():
    views = [Viewpoint(azimuth, elevation, 3) for azimuth in range(0, 360, 30) for elevation in (0, 80)]
    assert {directed("a red mug", view) for view in views} | {"", "a red mug"} == {*prompts.all_directed("a red mug")}
