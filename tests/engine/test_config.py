"""Requests and overrides: what is wrong with one is said in one line, before anything is spent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, astuple, is_dataclass
from typing import Any, get_args

import pytest

from nerf_sds.config import (
    LARGE_PRIORS,
    METHODS,
    PRESETS,
    SETTINGS,
    Preset,
    Request,
    Schedule,
    Stage,
    preset_of,
)  # fmt: skip
from nerf_sds.ranges import Range, kinds
from nerf_sds.schedules import overridden, setting


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"prompt": "  "}, "The prompt is empty"),
        ({"prompt": "a\x07mug"}, "one line"),
        ({"prompt": "m" * 301}, "at most 300"),
        ({"preset": "best"}, "no preset 'best': choose one of sketch, draft, standard"),
        (
            {"method": "dream-fields", "preset": "paper"},
            "dream-fields has no preset 'paper': choose one of sketch, draft",
        ),
        ({"method": "clip-mesh", "preset": "paper"}, "clip-mesh has no preset 'paper'"),
        ({"preset": "paper", "overrides": {"roughness_weight": 1.0}}, "no hyper-parameter 'roughness_weight'"),
        ({"seed": -1}, "choose 0 to 2147483647"),
        ({"size": 0.0}, "choose 0.001 to 1000"),
        ({"size": float("nan")}, "choose 0.001 to 1000"),
        ({"device": "tpu"}, "choose one of auto, cuda, mps, cpu"),
        ({"method": "magic"}, "choose one of dreamfusion, dream-fields, clip-mesh"),
        ({"overrides": {"guidance": 5}}, "did you mean guidance_"),
        ({"overrides": {"steps": 5}}, "no hyper-parameter 'steps'"),
        ({"overrides": {"views": "many"}}, "views cannot be 'many': give a value like 4"),
        ({"overrides": {"views": 2.5}}, "views cannot be 2.5"),
        ({"overrides": {"unlit": True}}, "unlit cannot be True"),
        ({"overrides": {"stages": 7}}, "stages cannot be 7"),
        ({"bounds": [1.0, 2.0]}, "The bounds [1.0, 2.0] are no box: give its sides X Y Z"),
        ({"bounds": [1.0, 2.0, float("nan")]}, "no box"),
        ({"bounds": [1.0, 2.0, "3"]}, "no box"),
        ({"bounds": [1.0, 2.0, 0.0]}, "no box"),
        ({"bounds": [1.0, 31.0, 1.0]}, "none 30 times another"),
        ({"preset": "paper", "mirror": True}, "choose a preset such as standard"),
        ({"method": "clip-mesh", "bounds": [1, 1, 1]}, "choose a preset such as standard"),
        ({"method": "clip-mesh", "overrides": {"guidance_scale": 5.0}}, "no hyper-parameter 'guidance_scale'"),
        ({"size": 10**400}, "choose 0.001 to 1000"),
        ({"size": float("inf")}, "choose 0.001 to 1000"),
        ({"overrides": {"guidance_scale": 10**400}}, "choose 0 to 1000"),
        ({"overrides": {"guidance_scale": float("nan")}}, "guidance_scale cannot be nan: choose 0 to 1000"),
        ({"overrides": {"faces": -1}}, "faces cannot be -1: choose 20 to 2000000"),
        ({"overrides": {"texture_size": 0}}, "texture_size cannot be 0: choose 16 to 4096"),
        ({"overrides": {"stages": []}}, "stages cannot be []: give 1 to 16 of them"),
        ({"overrides": {"stages": [[32, 0, 32, 32]]}}, "steps 0: choose 1 to 1000000"),
        ({"overrides": {"stages": [[0, 9, 32, 32]]}}, "resolution 0: choose 4 to 1024"),
        ({"overrides": {"stages": [[32, 9, 0, 32]]}}, "samples 0: choose 1 to 1024"),
        ({"overrides": {"stages": [[32, 9, 32, 0]]}}, "grid 0: choose 1 to 512"),
        ({"overrides": {"stages": [[32, 9, 32]]}}, "give resolution, steps, samples, grid"),
        ({"overrides": {"stages": [[32, 9, 32, 15]]}}, "give each a grid of 16 or more"),
        ({"overrides": {"grid_resolutions": []}}, "give 1 to 16 of them"),
        ({"overrides": {"elevation": [30, -30]}}, "give the smaller one first"),
        ({"overrides": {"elevation": [30]}}, "give 2 of them"),
        ({"overrides": {"timestep_range": [0.02, 1.5]}}, "choose 0 to 1"),
        ({"overrides": {"perp_neg": 1}}, "perp_neg cannot be 1"),
    ],
)
def test_what_is_wrong_with_a_request_is_one_line(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        Request(**{"prompt": "a red mug", **wrong})
    assert said in str(raised.value) and "\n" not in str(raised.value)


def test_an_override_takes_the_place_of_the_presets_value_and_nothing_else() -> None:
    request = Request("a red mug", prior="world", preset="draft", overrides={"views": 8, "timestep_range": [0.1, 0.9]})
    preset = preset_of(request, Preset)
    assert (preset.views, preset.timestep_range) == (8, (0.1, 0.9))
    assert asdict(preset) == asdict(PRESETS["draft"]) | {"views": 8, "timestep_range": (0.1, 0.9)}


def test_an_override_of_another_number_type_becomes_the_presets() -> None:
    assert overridden(PRESETS["draft"], {"guidance_scale": 5}).guidance_scale == 5.0
    assert overridden(PRESETS["draft"], {"stages": [[16, 3, 8, 16]]}).stages == (Stage(16, 3, 8, 16),)


@pytest.mark.parametrize(("text", "read"), [("views=8", ("views", 8)), ("elevation=[30, 30]", ("elevation", [30, 30]))])
def test_a_setting_is_a_name_and_a_json_value(text: str, read: tuple[str, Any]) -> None:
    assert setting(text) == read


def numbers(kind: Any) -> Iterator[tuple[Any, bool]]:
    """The numbers that an annotation has, each with whether a range stands beside it."""
    constraints = getattr(kind, "__metadata__", ())
    for part in get_args(kind)[:1] if constraints else get_args(kind):
        for number, has_range in numbers(part):
            yield number, has_range or any(type(each) is Range for each in constraints)
    if kind in (int, float):
        yield kind, False
    if is_dataclass(kind):
        yield from (found for part in kinds(kind).values() for found in numbers(part))


PRESET_KINDS = {type(preset) for presets in METHODS.values() for preset in presets.values()}


@pytest.mark.parametrize("kind", sorted({*PRESET_KINDS, Request, Stage}, key=lambda kind: kind.__name__))
def test_every_number_that_may_be_changed_has_a_range(kind: type) -> None:
    for name, annotation in kinds(kind).items():
        if name != "bounds":  # proportions, which have a check of their own
            assert all(has_range for _, has_range in numbers(annotation)), name


def test_every_preset_is_within_its_own_ranges() -> None:
    for presets in (*METHODS.values(), *LARGE_PRIORS.values()):
        for preset in presets.values():
            assert overridden(preset, json.loads(json.dumps(plain(preset)))) == preset


def plain(preset: Schedule) -> dict[str, Any]:
    return {**asdict(preset), "stages": [astuple(stage) for stage in preset.stages]}


@pytest.mark.parametrize("text", ["views", "views=", "views=eight", f"views={'[' * 100_000}"])
def test_what_is_no_setting_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        setting(text)


def test_every_method_has_the_common_presets_and_every_setting_fits_all_of_them() -> None:
    for method, presets in METHODS.items():
        assert [*presets] == [*PRESETS, *(["paper"] if method == "dreamfusion" else [])]
        for overrides in SETTINGS.get(method, {}).values():
            for preset in presets.values():
                overridden(preset, json.loads(json.dumps(overrides)))
