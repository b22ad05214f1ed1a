"""R-Precision: the pool of near captions of any prompt, and real props among them by the models that ship."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
import torch
from analytic import CPU
from test_ground_truth import real_props
from torch import Tensor
from torch.nn.functional import one_hot

from nerf_sds.evaluation import study
from nerf_sds.evaluation.ground_truth import portraits_of
from nerf_sds.evaluation.r_precision import MEASURES, OF_SHAPE, POOL, are_first, judge, noun_of, pool
from nerf_sds.image_text import OPTIMISED, SCORER, load_image_text
from nerf_sds.mesh.eval_renders import Portraits

MUG = pool("a red mug")


class Labelled:
    """An ImageText of pictures that carry their caption's number in a pool in every pixel, as a share of its size."""

    name, device, scale = "labelled", CPU, 1.0

    def embed_pictures(self, rgb: Tensor) -> Tensor:
        return one_hot((rgb[:, 0, 0, 0] * POOL).round().long(), POOL).float()

    def embed_captions(self, captions: Sequence[str]) -> Tensor:
        """Captions are numbered as the whole pool of the first one has them."""
        numbers = {caption: number for number, caption in enumerate(pool(captions[0].partition(",")[0]).captions)}
        return one_hot(torch.tensor([numbers[caption.partition(",")[0]] for caption in captions]), POOL).float()


MODEL = Labelled()


def pictures(labels: Sequence[str] | Tensor) -> Tensor:
    """(N, 3, 2, 2)"""
    numbers = labels if isinstance(labels, Tensor) else torch.tensor([MUG.captions.index(label) for label in labels])
    return (numbers / POOL)[:, None, None, None].expand(-1, 3, 2, 2)


def test_a_pool_has_the_prompt_other_colours_siblings_and_other_things() -> None:
    assert MUG.captions[0] == "a red mug" and len({*MUG.captions}) == POOL
    assert "a blue mug" in MUG.captions and "an orange mug" not in MUG.captions  # which is near to red
    assert sum(caption.endswith(" mug") for caption in MUG.captions) >= 8
    assert sum(caption.startswith("a red ") for caption in MUG.captions) > 10
    assert not any("mug" in caption for caption in MUG.of_shape[1:]) and len(MUG.of_shape) == OF_SHAPE


@pytest.mark.parametrize("prompt", [*study.table(), "a qwertz", "three blind mice", "A Teal Zeppelin"])
def test_any_prompt_has_a_pool_of_the_same_size_that_is_the_same_each_time(prompt: str) -> None:
    found = pool(prompt)
    assert len({*found.captions}) == POOL and len({*found.of_shape}) == OF_SHAPE
    assert found.captions[0] == found.of_shape[0] == prompt.lower()
    pool.cache_clear()
    assert pool(prompt) == found


def test_the_thing_that_a_prompt_names_is_found() -> None:
    nouns = {"a red round shield": "round shield", "a wooden bench": "bench", "an oak tree": "oak tree"}
    nouns |= {"a wooden rowing boat with a mast": "rowing boat", "a brass lantern": "lantern", "a qwertz": "qwertz"}
    assert {prompt: noun_of(prompt) for prompt in nouns} == nouns


def test_a_material_is_not_compared_with_colours_that_it_may_have() -> None:
    colours = [caption for caption in pool("a stone well").captions if caption.endswith(" well")]
    assert "a blue well" in colours and not {"a grey well", "a brown well", "a white well"} & {*colours}


def test_a_picture_is_a_hit_where_the_prompt_ranks_first() -> None:
    seen = pictures(["a red mug", "a blue mug", MUG.of_shape[3]])
    assert are_first(MODEL, seen, MUG.captions) == [True, False, False]


def test_each_measure_looks_at_its_own_pictures() -> None:
    hits = judge(
        MODEL, Portraits(*(pictures([name]) for name in ("a red mug", "a red mug", "a blue mug"))), "a red mug"
    )
    assert hits == {"colour": [True], "geo": [True], "albedo": [False]}


def test_shuffled_captions_score_chance() -> None:
    random = torch.Generator().manual_seed(0)
    rounds = 400
    shaded, albedo = (pictures(torch.randint(POOL, (rounds,), generator=random)) for _ in range(2))
    shape = torch.tensor([MUG.captions.index(caption) for caption in MUG.of_shape])
    bare = pictures(shape[torch.randint(OF_SHAPE, (rounds,), generator=random)])
    for measure, hits in judge(MODEL, Portraits(shaded, bare, albedo), "a red mug").items():
        share = 1 / MEASURES[measure]
        assert abs(sum(hits) / rounds - share) < 3 * math.sqrt(share * (1 - share) / rounds)


@pytest.mark.parametrize(("name", "share"), [(SCORER, 0.9), (OPTIMISED, 0.8)])
def test_the_models_that_ship_tell_most_views_of_real_props_and_no_others(name: str, share: float) -> None:
    model = load_image_text(name, CPU)
    hits = [judge(model, portraits_of(mesh), mesh.caption)["colour"] for mesh in real_props().truth]
    assert sum(map(sum, hits)) >= share * 8 * len(hits)
    meshes = [*real_props().truth]
    others = [mesh for mesh in meshes if mesh.kind != meshes[0].kind]
    assert not any(sum(judge(model, portraits_of(mesh), meshes[0].caption)["colour"]) for mesh in others)
