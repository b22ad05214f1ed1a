"""What a prompt is checked for before anything expensive starts."""

import pytest

from nerf_sds import prompts
from nerf_sds.prompts import check, directed, known_part, load_vocabulary
from nerf_sds.viewpoints import Viewpoint

TOYBOX = load_vocabulary(prompts.TOYBOX)


@pytest.mark.parametrize("prompt", ["a red mushroom", "Mushroom, RED!", "a fir tree", "one blue traffic cone"])
def test_known_words_in_any_order_and_case_raise_no_notice(prompt):
    assert check(prompt, "toybox") == []


def test_unknown_words_are_named_and_left_out():
    (notice,) = check("a huge red mushroom with legs", "toybox")
    assert "huge" in notice and "legs" in notice and "red" not in notice
    assert known_part("a huge red mushroom with legs", TOYBOX) == "a red mushroom with"


def test_a_prompt_without_a_known_kind_names_the_nearest():
    with pytest.raises(ValueError, match="mushroom"):
        check("a red mushrom", "toybox")


def test_a_prompt_far_from_every_kind_names_them_all():
    with pytest.raises(ValueError, match=r"barrel, .*umbrella"):
        check("zzz", "toybox")


def test_a_kind_of_two_words_needs_both_of_them():
    with pytest.raises(ValueError, match="does not know"):
        check("a green treasure", "toybox")


def test_the_toybox_knows_at_least_24_kinds_and_12_colours():
    assert len(TOYBOX.kinds) >= 24
    assert len(TOYBOX.colours) == 12


def test_view_words_follow_the_prompt_and_are_known():
    prompt = directed("a red mug", Viewpoint(180, 0, 3))
    assert prompt == "a red mug, back view"
    assert known_part(prompt, TOYBOX) == "a red mug back view"
