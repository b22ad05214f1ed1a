"""The training of an image-text model on captioned meshes, in miniature: what it learns from, and that it learns."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
import trimesh
from small_props import ball, boot, captioned

from nerf_sds.image_text import load_image_text
from nerf_sds.image_text.sentence_pair import SentenceImageText
from nerf_sds.image_text.towers import TOWERS
from nerf_sds.image_text_training import examples as drawing
from nerf_sds.image_text_training import train as command
from nerf_sds.image_text_training import training as steps
from nerf_sds.image_text_training.caption_groups import OTHERS, SIZE, WORDINGS, CaptionGroups
from nerf_sds.image_text_training.examples import Deck, augment, pictures
from nerf_sds.image_text_training.train import same_kinds, siblings_of
from nerf_sds.image_text_training.training import Training
from nerf_sds.meaning.encoder import FOLDER
from nerf_sds.prior_training import view_bank
from nerf_sds.prior_training.captioned_meshes import CaptionedMesh, write
from nerf_sds.prior_training.dyes import UNDYED
from nerf_sds.prior_training.sources import Source
from nerf_sds.prior_training.view_bank import AT_ONCE, Views
from nerf_sds.priors.sentence_encoder import SentenceEncoder, load_sentence_encoder

CPU = torch.device("cpu")
RED, BLUE = (211, 36, 36), (44, 90, 208)


def crate(paint: tuple[int, int, int], **facts: object) -> CaptionedMesh:
    return captioned(trimesh.creation.box((1, 1, 1)), paint, has_front=False, **facts)


TOYS = [  # made in one colour
    ball(kind="ball", caption="a red ball", colour="red", paint=RED),
    ball(kind="ball", caption="a blue ball", colour="blue", paint=BLUE),
    crate(RED, kind="crate", caption="a red crate", colour="red"),
    crate(BLUE, kind="crate", caption="a blue crate", colour="blue"),
]
HOUSE = [
    boot(kind="boot", caption="a brown boot", synonyms=("wellington",)),
    crate(BLUE, kind="armchair", caption="a blue armchair with red cushions"),
    crate((139, 139, 139), kind="watchtower", caption="a stone watchtower"),
    ball(kind="pumpkin", caption="a pumpkin"),
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return load_sentence_encoder(FOLDER, CPU)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_bank, "RESOLUTION", 64)
    monkeypatch.setattr(view_bank, "FIRST_VIEWS", AT_ONCE)


def a_deck(meshes: list[CaptionedMesh], encoder: SentenceEncoder) -> Deck:
    sources = [Source(meshes, [], 1.0)]
    deck = Deck(sources, siblings_of(sources, encoder), encoder, 4 * AT_ONCE, CPU, seed=0)
    deck.bank.begin()
    return deck


class Read:
    """An encoder that stands in for the real one and keeps the texts: a text's vector is its number."""

    def __init__(self, real: SentenceEncoder) -> None:
        self.model, self.texts = real.model, [""]

    def encode(self, texts: list[str], _: int) -> tuple[None, torch.Tensor]:
        self.texts = list(texts)
        return None, torch.arange(len(texts))[:, None].float().expand(-1, 4)


def groups_of(mesh: CaptionedMesh, encoder: SentenceEncoder) -> list[tuple[list[str], list[str], torch.Tensor]]:
    """The captions, those of its views, and the two dyes of each group of a mesh."""
    siblings = siblings_of([Source([*TOYS, *HOUSE], [], 1.0)], encoder)
    read = Read(encoder)
    groups = CaptionGroups([mesh], siblings, read, CPU)  # pyright: ignore[reportArgumentType]
    return [
        ([read.texts[i] for i in groups.groups[row]], [read.texts[i] for i in groups.views[row]], groups.dyes[row])
        for row in range(WORDINGS)
    ]


def test_a_group_has_other_colours_then_other_kinds_of_the_same_caption(encoder: SentenceEncoder) -> None:
    coloured = [group for group in groups_of(TOYS[0], encoder) if "red" in group[0][0]]
    assert coloured
    for captions, views, dyes in coloured:
        own, others, siblings = captions[0], captions[1 : 1 + OTHERS], captions[1 + OTHERS :]
        assert len(captions) == SIZE and len({*others}) == OTHERS
        assert all("ball" in other and "red" not in other for other in others)
        assert all("red" in sibling and "ball" not in sibling for sibling in siblings if sibling)
        assert any(siblings) and views[0] == f"{own}, front view"
        assert (dyes[1] < 0).all()  # it was made in one colour


def test_the_dye_swaps_which_of_two_captions_is_true(encoder: SentenceEncoder) -> None:
    rows = groups_of(HOUSE[1], encoder)
    dyed = [(captions, dyes) for captions, _, dyes in rows if dyes[1, 0] >= 0]
    assert dyed
    siblings = siblings_of([Source(HOUSE, [], 1.0)], encoder)
    groups = CaptionGroups([HOUSE[1]], siblings, encoder, CPU)
    group, truth, dyes = groups.draw(torch.zeros(200, dtype=torch.int64), torch.Generator().manual_seed(0))
    assert 0.2 < truth.float().mean() < 0.6
    assert torch.equal(dyes, groups.dyes[group, truth]) and (dyes[truth == 1, :6] >= 0).all()


def test_a_caption_without_a_colour_has_no_others_and_a_small_part_is_not_dyed(encoder: SentenceEncoder) -> None:
    for captions, _, dyes in groups_of(HOUSE[3], encoder):
        if captions[0] in ("pumpkin", "a pumpkin"):
            assert not any(captions[1 : 1 + OTHERS]) and (dyes[1] < 0).all()
    part = replace(HOUSE[1], caption="an armchair with red cushions")
    whole = [
        group for group in groups_of(part, encoder) if "cushions" in group[0][0] and "armchair with red" in group[0][0]
    ]
    assert whole and all((dyes[1] < 0).all() for _, _, dyes in whole)


def test_clay_shows_no_colour_and_is_compared_with_other_kinds_only(encoder: SentenceEncoder) -> None:
    deck = a_deck(TOYS, encoder)
    examples = deck.draw(300)
    assert 0.2 < examples.clay.float().mean() < 0.4
    own = examples.rivals[torch.arange(300), examples.truth]
    assert own.all()
    colours = examples.rivals[:, 1 : 1 + OTHERS].any(1)
    assert not colours[examples.clay].any() and colours[~examples.clay].any()
    assert examples.rivals[:, 1 + OTHERS :].any(1)[examples.clay].any()


def test_the_pictures_are_in_the_evaluations_style(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"CLAY": 0.0, "ALBEDO": 0.0, "HEADLIGHT": 1.0}.items():
        monkeypatch.setattr(drawing, name, value)
    buffers = torch.zeros(1, 10, 64, 64)
    buffers[:, :7, 16:48, 16:48] = torch.tensor([0.5, 0.2, 0.1, 0.5, 0.5, 1.0, 1.0])[:, None, None]
    none = torch.zeros(1, dtype=torch.int64)
    views = Views(buffers, none, torch.zeros(1, 8), torch.zeros(1, 3), none)
    rgb, clay = pictures(views, torch.tensor([UNDYED]), torch.zeros(1, 3), torch.Generator().manual_seed(0))
    assert not clay.any()
    torch.testing.assert_close(rgb[0, :, 32, 32], torch.tensor([0.5, 0.2, 0.1]))
    torch.testing.assert_close(rgb[0, :, 2, 2], torch.full((3,), 0.6))


@pytest.mark.parametrize("tower", TOWERS)
def test_a_model_learns_colours_and_kinds_and_ships_small(
    tower: str, encoder: SentenceEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = a_deck(TOYS, encoder)
    torch.manual_seed(0)
    model = SentenceImageText(tower)
    training = Training(model, deck, same_kinds(siblings_of([Source(TOYS, [], 1.0)], encoder)))
    examples = deck.draw(16)
    monkeypatch.setattr(deck, "draw", lambda _: examples)
    monkeypatch.setattr(steps, "augment", lambda rgb: rgb)
    monkeypatch.setattr(steps, "REFRESH", 1000)
    losses = [float(training.take_step(16, 1e-3)[0]) for _ in range(20)]
    assert losses[-1] < 0.8 * losses[0]
    model.save(tmp_path / "model.safetensors")
    assert (tmp_path / "model.safetensors").stat().st_size < 2_000_000
    again = load_image_text(str(tmp_path / "model.safetensors"), CPU)
    assert again.name == "model"
    rgb = torch.rand(2, 3, 64, 64)
    torch.testing.assert_close(again.embed_pictures(rgb), model.eval().embed_pictures(rgb), atol=0.01, rtol=0)
    captions = ["a red ball", "something never heard of"]
    torch.testing.assert_close(again.embed_captions(captions), model.embed_captions(captions), atol=0.01, rtol=0)


def test_kinds_that_may_be_the_same_are_no_distractors(encoder: SentenceEncoder) -> None:
    meshes = [replace(TOYS[0], kind=kind, caption=f"a {kind}") for kind in ("boat", "fishing boat", "horse", "donkey")]
    siblings = siblings_of([Source(meshes, [], 1.0)], encoder)
    same, names = same_kinds(siblings), [kind.name for kind in siblings.kinds]
    boat, fishing, horse, donkey = (names.index(kind) for kind in ("boat", "fishing boat", "horse", "donkey"))
    assert same[boat, fishing] and same[fishing, boat] and same.diagonal().all()
    assert not same[horse, donkey] and not same[boat, horse]


def run(*arguments: object) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["train-image-text", *map(str, arguments)])
        return command.main()


def test_the_command_trains_on_shares_tells_how_it_does_on_meshes_held_out_and_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "UNSEEN", AT_ONCE)
    monkeypatch.setattr(command, "VALIDATION", 32)
    monkeypatch.setattr("nerf_sds.image_text_training.caption_groups.WORDINGS", 2)
    write(tmp_path / "toys", TOYS)
    monkeypatch.setattr("nerf_sds.prior_training.sources.HELD_OUT", 0.5)
    write(tmp_path / "house", [replace(mesh, name=f"{n}") for mesh in HOUSE for n in range(3)])
    out = tmp_path / "judge.safetensors"
    folders = [f"{tmp_path}/toys=0.5", f"{tmp_path}/house"]
    run(*folders, "--tower", "convolution", "--out", out, "--minutes", 0.02, "--batch", 16, "--views", AT_ONCE)
    assert "Of meshes held out: Colour " in capsys.readouterr().out
    model = load_image_text(str(out), CPU)
    assert isinstance(model, SentenceImageText) and json.loads(model.facts["held_out"])["captions"] > 1
    quick = ("--minutes", 1e-6, "--batch", 16, "--views", AT_ONCE, "--start-from", out)
    run(folders[0], "--tower", "convolution", "--out", tmp_path / "same.safetensors", *quick)
    same = load_image_text(str(tmp_path / "same.safetensors"), CPU)
    rgb = torch.rand(2, 3, 64, 64)
    torch.testing.assert_close(same.embed_pictures(rgb), model.embed_pictures(rgb), atol=0.01, rtol=0)
    assert run(folders[0], "--tower", "transformer", "--out", out, *quick) == 1
    told = capsys.readouterr().err
    assert "has the tower convolution: start from a model with the tower transformer" in told


def test_what_cannot_be_trained_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "x.safetensors"
    for arguments in ([tmp_path / "nowhere", "--out", out], [tmp_path, "--out", out, "--minutes", 0]):
        assert run(*arguments, "--tower", "transformer") == 1
        told = capsys.readouterr().err
        assert told.startswith("propsmith: ") and told.count("\n") == 1
    with pytest.raises(ValueError, match="There is no image-text model in"):
        load_image_text(str(out), CPU)


def test_augmented_pictures_stay_pictures() -> None:
    changed = augment(torch.rand(16, 3, 64, 64))
    assert changed.shape == (16, 3, 64, 64) and changed.min() >= 0 and changed.max() <= 1
