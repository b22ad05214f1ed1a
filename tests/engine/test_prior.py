"""The built-in prior, as it ships, and the training that made it, in miniature."""

import json
import lzma

import numpy as np
import pytest
import torch
from PIL import Image
from test_cli import HERE

from nerf_sds import commands
from nerf_sds.dataset import load_views
from nerf_sds.priors import load_prior
from nerf_sds.priors.pixel import PixelPrior
from nerf_sds.priors.sampling import sample
from nerf_sds.priors.train import Training, learn_tokenizer
from nerf_sds.prompts import TOYBOX, check
from nerf_sds.viewpoints import Viewpoint

CPU = torch.device("cpu")
FRONT = Viewpoint(0, 20, 3.1)


@pytest.fixture(scope="module")
def toybox() -> PixelPrior:
    prior = load_prior("toybox", CPU, torch.float32)
    assert isinstance(prior, PixelPrior)
    return prior


def test_the_weights_that_ship_stay_within_24_megabytes():
    assert sum(path.stat().st_size for path in TOYBOX.rglob("*") if path.is_file()) < 24e6


def test_folding_a_picture_can_be_undone(toybox):
    picture = torch.rand(2, 3, 8, 8)
    torch.testing.assert_close(toybox.decode(toybox.encode(picture)), picture)


def test_it_sees_most_of_the_noise_in_a_noisy_picture(toybox):
    torch.manual_seed(0)
    z = torch.randn(1, 12, 32, 32)
    noise = toybox.predict_noise(z, torch.tensor([900]), toybox.embed(["a red mug"], [FRONT]))
    assert torch.nn.functional.cosine_similarity(noise.flatten(), z.flatten(), dim=0) > 0.95


@pytest.mark.parametrize(("colour", "channel"), [("red", 0), ("green", 1), ("blue", 2)])
def test_it_draws_the_colour_that_the_prompt_names(toybox, colour, channel):
    pictures = sample(toybox, [f"a {colour} barrel"] * 4, [FRONT] * 4, resolution=32, steps=12)
    middle = pictures[:, :, 12:20, 12:20].mean((0, 2, 3))
    assert middle.argmax() == channel


def test_it_draws_the_back_of_a_robot_without_the_face(toybox):
    """The face is light on a dark body: the brightest part of the head tells the front from the back."""
    views = [FRONT, Viewpoint(180, 20, 3.1)]
    pictures = sample(toybox, ["a blue robot"] * 4, [view for view in views for _ in range(2)], resolution=64, steps=16)
    heads = pictures[:, 0, 12:24, 26:38].flatten(1).quantile(0.95, dim=1)  # red: white eyes have it, blue has not
    assert heads[:2].mean() > heads[2:].mean() + 0.15


def write_views(folder, props, description):
    """Sixteen pictures: red discs of the first kind and colour, blue ones of the second."""
    pixels = np.zeros((16, 64, 64, 4), np.uint8)
    y, x = np.mgrid[:64, :64] - 32
    pixels[:, x**2 + y**2 < 400] = (255, 0, 0, 255)
    pixels[8:, x**2 + y**2 < 400] = (0, 0, 255, 255)
    lines = [
        {"kind": props[i // 8][0], "colour": props[i // 8][1], "clay": False}
        | {"azimuth": 20.0 * i, "elevation": 10.0, "distance": 3.0}
        for i in range(16)
    ]
    (folder / "dataset.json").write_text(json.dumps(description | {"shard": 16}))
    (folder / "views.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    with lzma.open(folder / "shard-0000.npy.xz", "wb") as file:
        np.save(file, pixels)
    return load_views(folder)


@pytest.fixture
def views(tmp_path):
    """Mugs and cakes of the toybox."""
    kinds = {name: {"synonyms": [], "front": False} for name in ("mug", "cake")}
    colours = {"red": "#f00", "blue": "#00f"}
    description = {"kinds": kinds, "colours": colours, "held_out": [["mug", "blue"]]}
    return write_views(tmp_path, [("mug", "red"), ("cake", "blue")], description)


@pytest.fixture
def house_views(tmp_path):
    """An artist's prop, which has a caption of its own and no colour."""
    kinds = {"a mossy barrel, iron-bound": {"synonyms": ["mossy barrel, iron-bound"], "front": True}}
    return write_views(tmp_path, 2 * [(*kinds, "")], {"kinds": kinds, "colours": {}, "held_out": []})


def loss_on_the_same_pictures(training: Training) -> float:
    """Of the same pictures, noise and times at each call: batches differ by more than a few steps teach."""
    training.batches.generator.manual_seed(1)
    with torch.random.fork_rng(), torch.no_grad():
        torch.manual_seed(1)
        return float(training.loss(64, 32))


def test_a_training_learns_saves_and_goes_on_as_a_prior_that_loads(views, tmp_path):
    training = Training(views, tmp_path / "prior", CPU, seed=0, compiled=False, start=None)
    before = loss_on_the_same_pictures(training)
    for _ in range(12):
        training.take_step(8, 32, 1e-3)
    assert loss_on_the_same_pictures(training) < 0.9 * before
    training.save()
    again = Training(views, tmp_path / "prior", CPU, seed=0, compiled=False, start=None)
    again.resume()
    assert again.step == 12
    prior = PixelPrior.load_toybox(tmp_path / "prior", CPU, torch.float32)
    more = Training(views, tmp_path / "more", CPU, seed=0, compiled=False, start=prior)
    torch.testing.assert_close(more.model.unet.state_dict(), prior.denoiser.unet.state_dict())
    assert Image.open(tmp_path / "prior" / "samples.png").size == (4 * 64, 64)


def test_a_prior_learns_an_artists_props_and_is_asked_with_their_words(house_views, tmp_path, monkeypatch):
    model = tmp_path / "house"
    training = Training(house_views, model, CPU, seed=0, compiled=False, start=None)
    training.take_step(2, 32, 1e-3)
    training.save()
    words = PixelPrior.load_toybox(model, CPU, torch.float32).words
    assert words.vocabulary == house_views.vocabulary
    assert words.tokenizer.tokenize("mossy barrel") == ["mossy</w>", "barrel</w>"]
    (notice,) = check("a Mossy barrel of gold", str(model))
    assert notice.endswith(": gold")
    with pytest.raises(ValueError, match="barrel"):
        check("a barel", str(model))
    monkeypatch.setattr(commands, "_make", lambda *_: 0)
    given = ["--prior", str(model), "--out", str(tmp_path / "prop")]
    assert commands.main(["generate", "a mossy barrel", *HERE, *given]) == 0


def test_the_tokenizer_reads_a_caption_and_its_view_a_token_a_word(house_views):
    words = "a mossy barrel iron bound overhead view".split()
    assert learn_tokenizer(house_views.vocabulary).tokenize(" ".join(words)) == [f"{word}</w>" for word in words]


def test_another_style_begins_with_the_nets_of_the_toybox_and_words_of_its_own(house_views, tmp_path, toybox):
    training = Training(house_views, tmp_path / "house", CPU, seed=0, compiled=False, start=toybox)
    torch.testing.assert_close(training.model.unet.state_dict(), toybox.denoiser.unet.state_dict())
    assert "mossy</w>" in training.tokenizer.get_vocab()


def test_an_empty_folder_is_no_data_set(tmp_path):
    with pytest.raises(FileNotFoundError, match="render-views"):
        load_views(tmp_path)
