"""R-Precision of captions that are right, nearly right and shuffled, and of real props by the models that ship."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
import torch
from analytic import CPU
from test_ground_truth import CLAY_PROPS, PAINTED_PROPS, real_props
from torch import Tensor
from torch.nn.functional import one_hot

from nerf_sds.evaluation.r_precision import Subject, first_ranked, judge, pool, subject_of
from nerf_sds.evaluation.summary import chance
from nerf_sds.image_text import OPTIMISED, SCORER, load_image_text
from nerf_sds.mesh.eval_renders import Portraits

RED_MUG, BLUE_MUG, RED_HOUSE = Subject("mug", "red"), Subject("mug", "blue"), Subject("house", "red")


class Labelled:
    """An ImageText of pictures that carry their caption's number in the pool in every pixel, as a share of its size."""

    name, device, scale = "labelled", CPU, 1.0

    def embed_pictures(self, rgb: Tensor) -> Tensor:
        return one_hot((rgb[:, 0, 0, 0] * len(pool())).round().long(), len(pool())).float()

    def embed_captions(self, captions: Sequence[str]) -> Tensor:
        numbers = {subject.caption: number for number, subject in enumerate(pool())}
        return one_hot(torch.tensor([numbers[caption] for caption in captions]), len(pool())).float()


MODEL = Labelled()


def pictures(labels: Sequence[Subject] | Tensor) -> Tensor:
    """(N, 3, 2, 2)"""
    numbers = labels if isinstance(labels, Tensor) else torch.tensor([pool().index(label) for label in labels])
    return (numbers / len(pool()))[:, None, None, None].expand(-1, 3, 2, 2)


def test_the_pool_is_every_kind_in_every_colour() -> None:
    captions = {subject.caption for subject in pool()}
    assert len(captions) == len(pool()) == 28 * 12
    assert {"a red mug", "an orange mug"} <= captions


def test_a_prompt_of_the_pool_is_found_and_others_are_refused() -> None:
    assert subject_of("a red mug") == RED_MUG
    for prompt in ("a huge red mug", "a qwertz"):
        with pytest.raises(ValueError) as raised:
            subject_of(prompt)
        assert prompt in str(raised.value) and "\n" not in str(raised.value)


def test_the_best_caption_is_found_for_each_picture() -> None:
    assert first_ranked(MODEL, pictures([RED_HOUSE, RED_MUG])) == [RED_HOUSE, RED_MUG]


def test_without_texture_the_right_kind_is_enough() -> None:
    seen = pictures([RED_MUG, BLUE_MUG, RED_HOUSE])
    assert judge(MODEL, Portraits(seen, seen, seen), RED_MUG) == {
        "colour": [True, False, False],
        "geo": [True, True, False],
        "geo_strict": [True, False, False],
        "albedo": [True, False, False],
    }


def test_each_measure_looks_at_its_own_pictures() -> None:
    hits = judge(MODEL, Portraits(pictures([RED_MUG]), pictures([BLUE_MUG]), pictures([RED_HOUSE])), RED_MUG)
    assert hits == {"colour": [True], "geo": [True], "geo_strict": [False], "albedo": [False]}


def test_shuffled_captions_score_chance() -> None:
    random = torch.Generator().manual_seed(0)
    found: dict[str, list[bool]] = {}
    for subject in pool():
        portraits = Portraits(*(pictures(torch.randint(len(pool()), (8,), generator=random)) for _ in range(3)))
        for measure, hits in judge(MODEL, portraits, subject).items():
            found.setdefault(measure, []).extend(hits)
    expected = chance()
    assert expected == {"colour": 1 / 336, "geo": 1 / 28, "geo_strict": 1 / 336, "albedo": 1 / 336}
    for measure, hits in found.items():
        share = expected[measure]
        assert abs(sum(hits) / len(hits) - share) < 3 * math.sqrt(share * (1 - share) / len(hits))


@pytest.mark.parametrize("name", [SCORER, OPTIMISED])
def test_the_models_that_ship_tell_real_props_and_no_others(name: str) -> None:
    """All views were told right when the models were made; one may be another processor's rounding."""
    model, references = load_image_text(name, CPU), real_props()
    painted = [first_ranked(model, references.pictures(prop)) for prop in PAINTED_PROPS]
    own = [references.subject(prop) for prop in PAINTED_PROPS]
    assert (
        sum(seen == subject for views, subject in zip(painted, own, strict=True) for seen in views) >= 8 * len(own) - 1
    )
    others = own[1:] + own[:1]
    assert sum(seen == subject for views, subject in zip(painted, others, strict=True) for seen in views) <= 1
    clay = [
        seen.kind == references.subject(prop).kind
        for prop in CLAY_PROPS
        for seen in first_ranked(model, references.pictures(prop))
    ]
    assert sum(clay) >= 8 * len(CLAY_PROPS) - 1
