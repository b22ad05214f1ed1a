"""What a prompt is near to in meaning, and how the prompt field goes on from what is typed."""

import pytest
import torch

from nerf_sds.meaning.encoder import FOLDER
from nerf_sds.meaning.kinds import Kind, complete
from nerf_sds.meaning.nearness import Nearness, near
from nerf_sds.meaning.phrases import phrases
from nerf_sds.prior_training.known_kinds import write_kinds
from nerf_sds.priors.sentence_encoder import load_sentence_encoder

KINDS = (
    Kind("stool", (), "a wooden stool with three legs", 3),
    Kind("armchair", (), "a brown leather armchair", 12),
    Kind("bar stool", (), "a tall metal bar stool with a red seat", 4),
    Kind("sofa", ("settee",), "a grey sofa with two cushions", 14),
    Kind("well", (), "a round stone well with a wooden roof", 4),
    Kind("mushroom", ("toadstool",), "a red mushroom with white spots", 16),
    Kind("mug", (), "a blue mug with a handle", 1),
    Kind("car", (), "a red car with black wheels", 18),
    Kind("spider plant", (), "a green spider plant in a white pot", 1),
    Kind("oak tree", (), "an oak tree with a thick trunk", 2),
    Kind("lantern", (), "a black iron lantern", 6),
    Kind("paper lantern", (), "a red paper lantern", 4),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prior")
    write_kinds(folder, KINDS, load_sentence_encoder(FOLDER, torch.device("cpu")))
    return folder


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("a mushroom", "mushroom"),
        ("toadstool", "mushroom"),
        ("couch", "sofa"),
        ("automobile", "car"),
        ("a tall stone well with a bucket, back view", "well"),
        ("A RED PAPER LANTERN", "paper lantern"),
        ("an oak tree", "oak tree"),
    ],
)
def test_a_thing_is_near_to_its_kind_under_any_name_and_look(folder, prompt, kind):
    nearness = near(prompt, folder)
    assert nearness.close[0] == kind
    assert str(nearness).startswith(f"The diffusion model has seen something near: {kind}")


@pytest.mark.parametrize("prompt", ["quantum computer", "love", "a red", "submarine", "spider", "", "🦊", "…"])
def test_what_was_never_seen_is_said_to_be_a_guess(folder, prompt):
    assert str(near(prompt, folder)) == f'The diffusion model has seen nothing like "{prompt}": expect a guess'


def test_the_nearest_come_with_their_cosines_and_what_is_far_behind_is_not_named(folder):
    nearness = near("a wooden stool", folder)
    assert 0 < len(nearness.close) <= 3 < len(nearness.kinds)
    cosines = [cosine for _, cosine in nearness.kinds]
    assert cosines == sorted(cosines, reverse=True) and 0.95 < cosines[0] <= 1.001
    assert "car" not in nearness.close


@pytest.mark.parametrize(
    ("prompt", "parts"),
    [
        (
            "a red wooden stool with a cushion",
            ["red wooden stool with cushion", "red wooden stool", "wooden stool", "stool"],
        ),
        ("ice cream", ["ice cream"]),
        ("an orange", ["orange"]),
        ("mushroom, red, from behind", ["mushroom red", "mushroom"]),
        ("the", ["the"]),
    ],
)
def test_a_prompt_is_asked_whole_then_for_its_thing_alone(prompt, parts):
    assert phrases(prompt) == parts


def test_completion_goes_on_from_the_longest_beginning_then_the_commonest_kind():
    assert complete("a red mu", KINDS, 9) == ["a red mushroom", "a red mug"]
    assert complete("a bar st", KINDS, 9) == ["a bar stool"]
    assert complete("", KINDS, 2) == ["car", "mushroom"]
    assert complete("zzz", KINDS, 2) == []


def test_completion_finds_later_words_and_synonyms():
    assert complete("lan", KINDS, 9) == ["lantern", "paper lantern"]
    assert complete("a toa", KINDS, 9) == ["a toadstool"]


def test_what_was_never_seen_is_near_to_what_means_the_same(folder):
    assert near("couch", folder).close[0] == "sofa"


def test_a_plural_is_not_named_beside_its_singular():
    kinds = (("mushroom", 0.97), ("mushrooms", 0.95), ("toadstool", 0.9), ("tree", 0.3))
    assert Nearness("a mushroom", kinds).close == ["mushroom", "toadstool"]
