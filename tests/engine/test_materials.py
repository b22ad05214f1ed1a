"""The prompt's words and the albedo's colours tell what a prop is made of; metal is never guessed from colour alone."""

from __future__ import annotations

import time

import numpy as np
import pytest
from numpy.typing import NDArray

from nerf_sds.materials import clusters, maps, table

SIZE = 64
GREY, GOLD, RED, WOOD, GREEN = (120, 122, 126), (214, 166, 40), (205, 40, 38), (150, 100, 58), (70, 150, 80)


def striped(*colours: tuple[int, int, int], size: int = SIZE) -> NDArray[np.uint8]:
    """An albedo of equal level stripes with a little noise; the first colour has two of them."""
    stripes = (colours[0], *colours)
    noise = np.random.default_rng(0).integers(-4, 5, (size, size, 3))
    albedo = np.array(stripes)[np.arange(size) * len(stripes) // size][:, None] + noise
    return albedo.clip(0, 255).astype(np.uint8)


def values(prompt: str, *colours: tuple[int, int, int]) -> list[tuple[float, float]]:
    """Roughness and metallic in the middle of each stripe."""
    orm = maps.orm(prompt, striped(*colours))
    assert (orm[..., 0] == 255).all()
    middles = [int((stripe + 0.5) * SIZE / (len(colours) + 1)) for stripe in range(1, len(colours) + 1)]
    return [(float(orm[row, 5, 1]) / 255, float(orm[row, 5, 2]) / 255) for row in middles]


@pytest.mark.parametrize(
    ("prompt", "colours", "metallic"),
    [
        ("a golden trophy", [GOLD], [1]),
        ("a statue of gold", [GOLD], [1]),
        ("a rusty bucket", [(150, 90, 45), GREY], [0, 1]),
        ("a red barrel", [RED, GREY], [0, 1]),
        ("a wooden barrel", [WOOD, GREY], [0, 1]),
        ("a sword with a wooden handle", [GREY, WOOD], [1, 0]),
        ("a wooden chest with golden hinges", [WOOD, GOLD], [0, 1]),
        ("золотой кубок", [GOLD], [1]),
        # and no metal where nothing speaks for one
        ("a grey barrel", [GREY], [0]),
        ("a grey rock", [GREY], [0]),
        ("a yellow teapot", [GOLD], [0]),
        ("a red sword", [RED], [0]),
        ("a golden retriever", [GOLD], [0]),
        ("a grey thingamajig", [GREY, GOLD], [0, 0]),
        ("a mug without gold", [GOLD], [0]),
        ("a silver birch tree", [GREY, GREEN], [0, 0]),
    ],
)
def test_metal_follows_the_words_and_the_colour(prompt: str, colours: list, metallic: list[int]) -> None:
    assert [round(metal, 1) for _, metal in values(prompt, *colours)] == metallic


@pytest.mark.parametrize(
    ("glossier", "rougher", "colour"),
    [
        ("a red mug", "a red brick", RED),
        ("a marble statue", "a stone statue", GREY),
        ("a polished wooden table", "a wooden table", WOOD),
        ("a grey car", "a grey sofa", GREY),
    ],
)
def test_glossy_things_are_smoother(glossier: str, rougher: str, colour: tuple[int, int, int]) -> None:
    ((smooth, _),), ((rough, _),) = values(glossier, colour), values(rougher, colour)
    assert smooth < rough - 0.1


def test_grey_between_two_colours_is_where_they_meet_and_no_metal() -> None:
    blue, yellow = (48, 80, 215), (200, 190, 40)
    between = tuple((a + b) // 2 for a, b in zip(blue, yellow, strict=True))
    assert [metal for _, metal in values("a blue lawn mower", blue, yellow, yellow, between)] == [0, 0, 0, 0]
    assert [round(metal) for _, metal in values("a blue lawn mower", blue, GREY)] == [0, 1]


def test_what_is_not_known_is_rough_and_the_same_everywhere() -> None:
    assert len({value for row in values("a zorblax", RED, GREY, GOLD) for value in row}) == 2
    assert values("a zorblax", RED)[0] == pytest.approx((maps.ROUGHNESS, 0), abs=0.003)


def test_the_map_is_the_same_each_time_and_quick() -> None:
    albedo = striped(RED, GREY, GOLD, WOOD, size=1024)
    first = maps.orm("a red barrel", albedo)
    start = time.process_time()
    np.testing.assert_array_equal(maps.orm("a red barrel", albedo), first)
    assert time.process_time() - start < 1.5  # seconds; 0.05 on an idle core


def test_each_colour_is_a_group_of_its_share() -> None:
    found = clusters.cluster(striped(RED, GREY, GOLD))
    np.testing.assert_allclose(found.shares, [0.5, 0.25, 0.25], atol=0.02)
    np.testing.assert_allclose(found.membership.sum(1)[np.unique(found.codes)], 1, atol=1e-5)


def test_every_kind_is_made_of_known_materials_and_named_once() -> None:
    names = [name for row in (table.HERE / "kinds.tsv").read_text("utf-8").splitlines()[1:]
             for name in row.split("\t")[2].split(", ")]  # fmt: skip
    assert len(names) == len(set(names)) == len(table.kinds())
    assert all(0 < each.roughness < 1 and each.metallic in (0, 1) for each in table.materials().values())
