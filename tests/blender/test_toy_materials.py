"""What `materials` says of toys agrees with what their parts are made of."""

from __future__ import annotations

from random import Random
from types import ModuleType

import numpy as np
import pytest
from toy_materials import HELD_OUT, MADE_OF, albedo_of, made_of

SHARE, METAL, TRUE_METAL, ERROR, FLAT_ERROR = range(5)  # columns of a part's row


@pytest.fixture(scope="module")
def toys(propsmith: ModuleType) -> dict[str, np.ndarray]:
    """Rows of each kind, one a part in each of twelve colours; columns as above, errors are those of the roughness."""
    from propsmith.operators import toybox

    return {kind: np.array([row for colour in toybox.COLOURS for row in parts(kind, colour)]) for kind in MADE_OF}


def parts(kind: str, colour: str) -> list[tuple[float, ...]]:
    from propsmith.nerf_sds.materials import maps, table
    from propsmith.operators import toybox

    toy = toybox.build(kind, colour, Random(7))
    albedo, slots = albedo_of(toy.data, np.random.default_rng(7))
    names = [material.name.split(".")[0].rpartition(" ")[2] for material in toy.data.materials]
    toybox.remove(toy)
    orm, rows = maps.orm(f"a {colour} {kind}", albedo) / 255, []
    for slot, name in enumerate(names):
        if (there := slots == slot).any():
            truth = table.materials()[made_of(kind, name, colour)]
            _, roughness, metallic = orm[there].mean(0)
            errors = abs(roughness - truth.roughness), abs(maps.ROUGHNESS - truth.roughness)
            rows.append((there.mean(), metallic > 0.5, truth.metallic, *errors))
    return rows


def shares(rows: np.ndarray) -> dict[str, float]:
    """Measures of many parts; all but `wrong` and `found` by area."""
    area = rows[:, SHARE] / rows[:, SHARE].sum()
    right = rows[:, METAL] == rows[:, TRUE_METAL]
    truly = rows[:, TRUE_METAL] == 1
    return {
        "right": area @ right,
        "right if nothing is metal": area @ ~truly,
        "wrong": (~right & ~truly).mean(),  # share of the parts that are taken for metal and are none
        "found": right[truly].mean(),  # share of the parts in metal
        "error": area @ rows[:, ERROR],
        "flat error": area @ rows[:, FLAT_ERROR],
    }


@pytest.mark.parametrize("held_out", [True, False], ids=["held out", "seen"])
def test_metals_and_roughness_are_those_of_the_toys_parts(toys: dict[str, np.ndarray], held_out: bool) -> None:
    found = shares(np.concatenate([rows for kind, rows in toys.items() if (kind in HELD_OUT) == held_out]))
    print({name: round(float(value), 3) for name, value in found.items()})
    assert found["right"] > 0.96 and found["right"] > found["right if nothing is metal"]
    assert found["wrong"] < 0.01
    assert found["found"] > 0.45
    assert found["error"] < 0.06 < found["flat error"]
