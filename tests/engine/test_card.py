"""The card of a model that an artist trained: whose meshes it learned from, what was left out, how, and whose it is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import tiny_models
from small_props import ball, boot, captioned
from trimesh.creation import box

from nerf_sds.meaning.kinds import read_kinds
from nerf_sds.prior_training import train as command
from nerf_sds.prior_training import training as steps
from nerf_sds.prior_training import view_bank
from nerf_sds.prior_training.captioned_meshes import write
from nerf_sds.prior_training.card import CREDITS, LOG, read_credits, write_card
from nerf_sds.prior_training.sources import read_source

HOUSE = [
    ball(kind="ball", caption="a red ball", source="house", licence="CC-BY-4.0", author="Ann"),
    boot(kind="boot", caption="a boot", source="house", licence="CC0-1.0", author="Bo"),
    captioned(box((1, 1, 1)), source="house", licence="GPL-2.0-or-later", author="Cy"),
    captioned(box((0.5, 0.5, 1)), name="post", kind="post", source="house"),
]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    write(tmp_path / "house", HOUSE)
    return tmp_path / "house"


@pytest.fixture
def train(monkeypatch: pytest.MonkeyPatch):
    """The command, for a few seconds, with pictures of 32 pixels and a small net."""
    monkeypatch.setattr(view_bank, "RESOLUTION", 32)
    monkeypatch.setattr(view_bank, "FIRST_VIEWS", view_bank.AT_ONCE)
    monkeypatch.setattr(steps, "make_unet", tiny_models.world_unet)
    monkeypatch.setattr(command, "EARLY", (1.0, 0.0, 0.0))
    monkeypatch.setattr(command, "LATE", (1.0, 0.0, 0.0))

    def run(*arguments: object) -> None:
        monkeypatch.setattr(sys, "argv", ["train-prior", *map(str, arguments), "--minutes", "0.02", "--batch", "2"])
        assert command.main() == 0

    return run


def test_two_named_licences_are_all_that_is_learned_from_and_the_card_says_so(
    house: Path, tmp_path: Path, train
) -> None:
    model = tmp_path / "model"
    train(house, "--out", model, "--licences", "CC0-1.0", "CC-BY-4.0")
    card = (model / "README.md").read_text("utf-8")
    assert "on 2 captioned meshes of 2 kinds; 0 more were held out" in card
    assert "did not name their licences: 2 meshes, not named (1), GPL-2.0-or-later (1).\n" in card
    assert "| house | CC-BY-4.0 | Ann | 1 |\n| house | CC0-1.0 | Bo | 1 |\n" in card and "| Cy |" not in card
    assert read_credits(model) == {("house", "CC-BY-4.0", "Ann"): 1, ("house", "CC0-1.0", "Bo"): 1}
    assert [kind.name for kind in read_kinds(model)] == ["ball", "boot"]
    last = json.loads((model / LOG).read_text("utf-8").splitlines()[-1])
    assert (
        f"{last['step']:,} steps in {last['seconds']} s. " in card
        and f": {last['loss']['32']:g} at 32 pixels.\n" in card
    )
    assert "by itself" not in card  # it has learned too little of guidance
    assert "Whoever trained these weights chooses their licence." in card and "began with" not in card
    assert "The props that you make with the weights are yours" in card


def test_weights_that_began_with_others_keep_their_licence_and_credits(house: Path, tmp_path: Path) -> None:
    source = read_source(str(house), ["CC0-1.0"])
    write_card(tmp_path, [source], {("toybox", "GPL-3.0-or-later", "Propsmith"): 7})
    card = (tmp_path / "README.md").read_text("utf-8")
    assert "It began with the weights of an earlier training, whose meshes are in the table too.\n" in card
    assert "So does the licence of the weights that it began with: that of `world` is GPL-3.0-or-later." in card
    assert "| toybox | GPL-3.0-or-later | Propsmith | 7 |\n" in card
    assert json.loads((tmp_path / CREDITS).read_text("utf-8")) == [
        ["house", "CC0-1.0", "Bo", 1], ["toybox", "GPL-3.0-or-later", "Propsmith", 7],
    ]  # fmt: skip


def test_the_card_adds_up_the_trainings_in_its_log(house: Path, tmp_path: Path) -> None:
    losses = {"32": 0.125, "64": 0.0625}
    lines = [(100, 60, losses), (200, 110, losses), (50, 40, losses), (90, 70, {"32": 0.03125})]
    (tmp_path / LOG).write_text(
        "".join(json.dumps({"step": step, "seconds": seconds, "loss": loss}) + "\n" for step, seconds, loss in lines)
    )
    (tmp_path / "unet").mkdir()
    (tmp_path / "unet/config.json").write_text('{"guidance_scales": [2, 20]}')
    write_card(tmp_path, [read_source(str(house))], {})
    card = (tmp_path / "README.md").read_text("utf-8")
    assert "It applies guidance of 2 to 20 by itself.\n" in card
    assert "290 steps in 3 min 0 s. The last loss, a weighted mean square: 0.03125 at 32 pixels.\n" in card
    assert "Left out" not in card
