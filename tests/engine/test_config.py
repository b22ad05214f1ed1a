"""Requests and overrides: what is wrong with one is said in one line, before anything is spent."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest

from nerf_sds.config import METHODS, PRESETS, SETTINGS, Preset, Request, Stage, overridden, preset_of, setting


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"prompt": "  "}, "The prompt is empty"),
        ({"prompt": "a\nmug"}, "one line"),
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
    ],
)
def test_what_is_wrong_with_a_request_is_one_line(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        Request(**{"prompt": "a red mug", **wrong})
    assert said in str(raised.value) and "\n" not in str(raised.value)


def test_an_override_takes_the_place_of_the_presets_value_and_nothing_else() -> None:
    request = Request("a red mug", preset="draft", overrides={"views": 8, "timestep_range": [0.1, 0.9]})
    preset = preset_of(request, Preset)
    assert (preset.views, preset.timestep_range) == (8, (0.1, 0.9))
    assert asdict(preset) == asdict(PRESETS["draft"]) | {"views": 8, "timestep_range": (0.1, 0.9)}


def test_an_override_of_another_number_type_becomes_the_presets() -> None:
    assert overridden(PRESETS["draft"], {"guidance_scale": 5}).guidance_scale == 5.0
    assert overridden(PRESETS["draft"], {"stages": [[16, 3, 8, 16]]}).stages == (Stage(16, 3, 8, 16),)


@pytest.mark.parametrize(("text", "read"), [("views=8", ("views", 8)), ("elevation=[30, 30]", ("elevation", [30, 30]))])
def test_a_setting_is_a_name_and_a_json_value(text: str, read: tuple[str, Any]) -> None:
    assert setting(text) == read


@pytest.mark.parametrize("text", ["views", "views=", "views=eight"])
def test_what_is_no_setting_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        setting(text)


def test_every_method_has_the_common_presets_and_every_setting_fits_all_of_them() -> None:
    for method, presets in METHODS.items():
        assert [*presets] == [*PRESETS, *(["paper"] if method == "dreamfusion" else [])]
        for overrides in SETTINGS.get(method, {}).values():
            for preset in presets.values():
                overridden(preset, json.loads(json.dumps(overrides)))
