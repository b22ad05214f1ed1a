"""The training of a diffusion model on captioned meshes, in miniature: data sets -> a model that loads, with a card."""

from __future__ import annotations

import json
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
import tiny_models
import torch
import trimesh
from small_props import ball, boot, captioned, flat
from torch import Tensor
from torch.nn.functional import pixel_unshuffle

from nerf_sds import models
from nerf_sds.meaning.encoder import FOLDER
from nerf_sds.meaning.kinds import read_kinds
from nerf_sds.prior_training import train as command
from nerf_sds.prior_training import training as steps
from nerf_sds.prior_training import view_bank
from nerf_sds.prior_training.captioned_meshes import CaptionedMesh, write
from nerf_sds.prior_training.guidance import guided_rows
from nerf_sds.prior_training.net import make_unet, read_unet
from nerf_sds.prior_training.pictures import Pictures
from nerf_sds.prior_training.sources import HELD_OUT, Source, read_source, weights_of
from nerf_sds.prior_training.training import Training, conditions
from nerf_sds.prior_training.view_bank import AT_ONCE, Views
from nerf_sds.priors import load_prior
from nerf_sds.priors.sentence_encoder import SentenceEncoder, load_sentence_encoder
from nerf_sds.priors.world_prior import WorldPrior, view_features
from nerf_sds.program import STOPPED
from nerf_sds.viewpoints import Crop, PictureKind, Viewpoint

CPU = torch.device("cpu")
SIX = [
    ball(kind="ball", caption="a red ball", colour="red", paint=(211, 36, 36), source="toybox", licence="GPL-3.0"),
    ball(0.5, kind="ball", caption="a small ball", source="house", licence="CC-BY-4.0", author="Ann | Bo"),
    boot(kind="boot", caption="a boot", synonyms=("shoe",), source="house", licence="CC-BY-4.0", author="Cy"),
    boot(kind="boot", caption="a wellington boot", synonyms=("welly",), source="house", licence="CC0-1.0"),
    captioned(trimesh.creation.box((1, 1, 1)), (44, 90, 208), caption="a blue crate", has_front=False),
    flat(kind="line", caption="a line"),
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return load_sentence_encoder(FOLDER, CPU)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures of 32 pixels at most, and a small net."""
    monkeypatch.setattr(view_bank, "RESOLUTION", 32)
    monkeypatch.setattr(view_bank, "FIRST_VIEWS", AT_ONCE)
    monkeypatch.setattr(steps, "make_unet", tiny_models.world_unet)
    monkeypatch.setattr(command, "EARLY", (1.0, 0.0, 0.0))
    monkeypatch.setattr(command, "LATE", (1.0, 0.0, 0.0))


@pytest.fixture
def six(tmp_path: Path) -> Path:
    write(tmp_path / "six", SIX)
    return tmp_path / "six"


def a_training(encoder: SentenceEncoder, start: Path | None = None) -> Training:
    net = read_unet(start / "unet") if start else None
    made = Training([Source(SIX, [], 1.0)], encoder, CPU, seed=0, views=AT_ONCE, start=net)
    made.bank.begin()
    return made


def loss_on_the_same_pictures(training: Training) -> float:
    """Of the same pictures, noise and times at each call: batches differ by more than a few steps teach."""
    generators = (training.generator, training.bank.generator)
    states = [generator.get_state() for generator in generators]
    for generator in generators:
        generator.manual_seed(1)
    with torch.no_grad():
        loss = float(training.losses(64, 32)[guided_rows(64) :].mean())
    for generator, state in zip(generators, states, strict=True):
        generator.set_state(state)
    return loss


def told(*arguments: object, code: int = 1) -> str:
    """What the command says when it ends with an error."""
    with pytest.MonkeyPatch.context() as patch, redirect_stderr(StringIO()) as errors:
        patch.setattr(sys, "argv", ["train-prior", *map(str, arguments)])
        assert command.main() == code
    (line,) = errors.getvalue().splitlines()
    return line


def run(*arguments: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["train-prior", *map(str, arguments), "--minutes", "0.03", "--batch", "2"])
        assert command.main() == 0


def test_a_training_learns_and_saves_a_prior_that_loads_and_goes_on(encoder: SentenceEncoder, tmp_path: Path) -> None:
    training = a_training(encoder)
    before = loss_on_the_same_pictures(training)
    for _ in range(12):
        training.take_step(4, 32, 2e-3)
    after = loss_on_the_same_pictures(training)
    assert after < 0.9 * before
    training.save(tmp_path)
    prior = WorldPrior.load(tmp_path, CPU, torch.float32)
    named = load_prior(str(tmp_path), CPU, torch.float32)
    assert isinstance(named, WorldPrior) and models.family(str(tmp_path)) == "world"
    z, timesteps = torch.randn(2, *prior.shape(32)), torch.tensor([500, 500])
    embedding = prior.embed(["a red ball"] * 2, [Viewpoint(0, 20, 3.0)] * 2)
    torch.testing.assert_close(
        prior.predict_noise(z, timesteps, embedding), named.predict_noise(z, timesteps, embedding)
    )
    more = a_training(encoder, tmp_path)
    assert not more.from_nothing
    torch.testing.assert_close(more.unet.state_dict(), prior.denoiser.unet.state_dict())
    assert loss_on_the_same_pictures(more) < 0.9 * before


def test_a_net_that_sees_the_velocity_has_nothing_to_learn(
    encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    training = a_training(encoder)
    batch = training.batch(8, 32)
    x = pixel_unshuffle(2 * batch[0].rgb - 1, 2)
    monkeypatch.setattr(training, "batch", lambda *_: batch)

    def sees(z: Tensor, timesteps: Tensor, *_: Tensor, class_labels: Tensor) -> SimpleNamespace:
        own = x if len(z) == len(x) else x[: len(z) // 2].repeat(2, 1, 1, 1)  # with words, without
        alpha_bar = training.scheduler.alphas_cumprod[timesteps][:, None, None, None]
        noise = (z - alpha_bar.sqrt() * own) / (1 - alpha_bar).sqrt()
        return SimpleNamespace(sample=training.scheduler.get_velocity(own, noise, timesteps))

    assert float(training.losses(8, 32)[guided_rows(8) :].mean().detach()) > 0.1
    monkeypatch.setattr(training, "forward", sees)
    monkeypatch.setattr(training, "averaged", lambda *seen: training.predict(sees, *seen))
    assert float(training.losses(8, 32).max().detach()) < 1e-5


def test_what_is_saved_is_the_average_and_what_was_seen(encoder: SentenceEncoder, tmp_path: Path) -> None:
    training = a_training(encoder)
    for _ in range(4):
        training.take_step(4, 32, 5e-3)
    training.save(tmp_path)
    distances = Counter[str]()
    for saved, averaged, last in zip(
        read_unet(tmp_path / "unet").parameters(), training.ema.shadow_params, training.unet.parameters(), strict=True
    ):
        distances.update(average=(saved - averaged).square().sum().item(), last=(saved - last).square().sum().item())
    assert distances["average"] < 0.1 * distances["last"]
    torch.testing.assert_close([*training.teacher.parameters()], training.ema.shadow_params)
    kinds = {kind.name: kind for kind in read_kinds(tmp_path)}
    assert [*kinds] == ["ball", "boot", "crate", "line"]
    assert kinds["boot"].synonyms == ("shoe", "welly") and kinds["boot"].count == 2
    assert kinds["ball"].caption == "a red ball"


def test_views_are_drawn_anew_when_as_many_pictures_were_learned_from(
    encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    training, drawn = a_training(encoder), [0]
    monkeypatch.setattr(training.bank, "refresh", lambda: drawn.append(training.step))
    for _ in range(9):
        training.take_step(AT_ONCE // 4, 8, 1e-3)
    assert drawn == [0, 4, 8]


def test_the_net_that_ships_takes_what_the_training_tells(encoder: SentenceEncoder) -> None:
    training = a_training(encoder)
    _, states, said = training.batch(2, 32)
    with torch.device("meta"):
        net = make_unet()
    assert net.config["cross_attention_dim"] == states.shape[-1]
    assert net.config["projection_class_embeddings_input_dim"] == said.shape[-1]
    assert sum(weight.numel() for weight in net.parameters()) < 80e6  # a byte each


def test_the_training_tells_the_net_everything_where_the_prior_does() -> None:
    viewpoints = [Viewpoint(30, 20, 3.1), Viewpoint(200, 70, 2.95)]
    crops, sentence = torch.tensor([[0.0, 0.0, 0.0], [0.2, -0.3, 1.0]]), torch.randn(2, 384)
    cameras = torch.tensor([view_features(view, PictureKind.LIT)[:8] for view in viewpoints])
    kinds = [PictureKind.NORMALS, PictureKind.CLAY]
    views = Views(torch.zeros(2, 7, 32, 32), torch.zeros(2), cameras, crops, torch.zeros(2))
    drawn = Pictures(torch.zeros(2, 3, 32, 32), torch.tensor([[*PictureKind].index(kind) for kind in kinds]), views)
    said = conditions(drawn, torch.tensor([[True], [False]]), sentence, 128)
    first = view_features(viewpoints[0], kinds[0], Crop(), 128)
    second = view_features(None, kinds[1], Crop(0.2, -0.3, 2.0), 128)
    torch.testing.assert_close(said, torch.cat([torch.tensor([first, second]), sentence, torch.zeros(2, 2)], dim=1))


def test_the_training_encodes_words_as_the_prior_does(encoder: SentenceEncoder) -> None:
    training = a_training(encoder)
    tokens, mask, _ = training.captions.draw(torch.zeros(20).long(), torch.zeros(20).long(), training.generator)
    states, vectors = steps.encoded(encoder, tokens, mask)
    texts = [encoder.tokenizer.decode(row[keep][1:-1].tolist()) for row, keep in zip(tokens, mask, strict=True)]
    asked_states, asked_vectors = encoder.encode(texts)
    assert "" in texts and len({*texts}) > 3
    torch.testing.assert_close(states, asked_states, atol=1e-4, rtol=0)
    torch.testing.assert_close(vectors, asked_vectors, atol=1e-4, rtol=0)


@pytest.fixture
def hundreds(tmp_path: Path) -> Iterator[tuple[Path, list[CaptionedMesh]]]:
    """400 rocks, 20 red toys that are rocks too, and one chair."""
    rock = captioned(trimesh.creation.icosphere(0, 0.5), kind="rock", licence="CC0-1.0")
    meshes = [replace(rock, name=f"rock {number}") for number in range(400)]
    meshes += [replace(rock, name=f"toy {number}", colour="red") for number in range(20)]
    meshes.append(replace(rock, name="chair", kind="chair", licence="CC-BY-4.0"))
    write(tmp_path / "hundreds", meshes)
    yield tmp_path / "hundreds", meshes


def names(meshes: list[CaptionedMesh]) -> set[str]:
    return {mesh.name for mesh in meshes}


def test_a_tenth_is_held_out_and_never_drawn_whatever_the_order(
    hundreds: tuple[Path, list[CaptionedMesh]], encoder: SentenceEncoder
) -> None:
    folder, meshes = hundreds
    source = read_source(str(folder))
    learned, held_out = names(source.meshes), names(source.held_out)
    assert learned | held_out == names(meshes) and not learned & held_out
    assert len(held_out) == pytest.approx(400 * HELD_OUT, abs=20)
    numbers = sorted(int(name.split()[1]) for name in held_out)
    assert numbers[:5] == [11, 13, 25, 27, 38]  # the same in every process, and for good: a model is judged by them
    assert not any(name.startswith("toy") or name == "chair" for name in held_out)
    write(folder, meshes[::-1])
    assert names(read_source(str(folder)).held_out) == held_out
    training = Training([source], encoder, CPU, seed=0, views=AT_ONCE, start=tiny_models.world_unet())
    training.bank.begin()
    assert len(training.bank.meshes) == len(source.meshes) == len(training.captions.main)
    assert training.bank.mesh.max() < len(source.meshes)


def test_kinds_are_drawn_nearly_evenly_and_sources_by_their_shares(hundreds: tuple[Path, list[CaptionedMesh]]) -> None:
    source = read_source(f"{hundreds[0]}=0.25")
    weights = Counter[str]()
    for mesh, weight in zip(source.meshes, weights_of(source), strict=True):
        weights[mesh.kind] += weight
    assert weights.total() == pytest.approx(0.25)
    assert 1 < weights["rock"] / weights["chair"] < 12  # of some 380 to one
    rocks = {weight for mesh, weight in zip(source.meshes, weights_of(source), strict=True) if mesh.kind == "rock"}
    assert len(rocks) == 1


def test_only_meshes_under_the_named_licences_are_learned_from(hundreds: tuple[Path, list[CaptionedMesh]]) -> None:
    folder = str(hundreds[0])
    assert names(read_source(folder, ["CC-BY-4.0", "MIT"]).meshes) == {"chair"}
    with pytest.raises(ValueError, match=r"hundreds has no meshes under these licences: it has CC-BY-4.0, CC0-1.0$"):
        read_source(folder, ["MIT"])


@pytest.mark.parametrize("share", ["0", "-1", "half", "²", "nan", "inf"])
def test_a_share_that_is_no_number_above_0_is_refused(six: Path, share: str) -> None:
    with pytest.raises(ValueError, match="is no number above 0: write for example"):
        read_source(f"{six}={share}")


def test_a_very_small_data_set_is_learned_from_even_if_chance_holds_it_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nerf_sds.prior_training.sources.HELD_OUT", 1.0)
    write(tmp_path, [boot(), boot()])
    source = read_source(str(tmp_path))
    assert (len(source.meshes), len(source.held_out)) == (2, 0)


def test_the_command_writes_a_model_with_log_and_card_and_goes_on(
    six: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model, other = tmp_path / "model", tmp_path / "other"
    run(six, "--out", model)
    models.check(str(model), online=False)
    first = (model / "unet" / "model.safetensors").read_bytes()
    lines = [json.loads(line) for line in (model / "training.jsonl").read_text("utf-8").splitlines()]
    assert lines and set(lines[-1]) == {"step", "seconds", "loss", "guided"}
    assert [*lines[-1]["loss"]] == [*lines[-1]["guided"]] == ["32"]
    card = (model / "README.md").read_text("utf-8")
    for row in (
        "| house | CC-BY-4.0 | Ann / Bo | 1 |", "| house | CC-BY-4.0 | Cy | 1 |",
        "| house | CC0-1.0 | not named | 1 |", "| toybox | GPL-3.0 | not named | 1 |",
        "| not named | not named | not named | 2 |",
    ):  # fmt: skip
        assert f"\n{row}\n" in card
    assert "6 captioned meshes of 4 kinds; 0 more were held out" in card and "earlier training" not in card
    run(six, "--out", model)
    assert (model / "unet" / "model.safetensors").read_bytes() != first
    assert "| toybox | GPL-3.0 | not named | 1 |" in (model / "README.md").read_text("utf-8")

    write(tmp_path / "mine", [boot(source="mine", licence="MIT", author="Me")])
    run(tmp_path / "mine", "--out", other, "--start-from", model)
    card = (other / "README.md").read_text("utf-8")
    assert "| mine | MIT | Me | 1 |" in card and "| toybox | GPL-3.0 | not named | 1 |" in card
    assert "It began with the weights of an earlier training" in card
    assert [kind.name for kind in read_kinds(other)] == ["crate"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals of this kind")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_what_is_stopped_is_saved(six: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    taken, take_step = [0], Training.take_step

    def stopped(self: Training, count: int, resolution: int, learning_rate: float) -> Tensor:
        if self.step == 3:
            signal.raise_signal(getattr(signal, name))
        taken[0] += 1
        return take_step(self, count, resolution, learning_rate)

    monkeypatch.setattr(Training, "take_step", stopped)
    said = told(six, "--out", tmp_path / "model", "--batch", 1, code=STOPPED)
    assert said == "propsmith: stopped; the same command goes on from here" and taken == [3]
    assert isinstance(load_prior(str(tmp_path / "model"), CPU, torch.float32), WorldPrior)


def test_what_cannot_be_trained_is_refused_in_one_line(six: Path, tmp_path: Path) -> None:
    out = tmp_path / "model"
    assert told(tmp_path / "none", "--out", out) == (
        f"propsmith: There is no data set in {tmp_path / 'none'}: make one with export-props"
    )
    assert told(six, "--out", out, "--minutes", 0) == "propsmith: --minutes must be more than 0"
    assert told(six, "--out", out, "--batch", -1) == "propsmith: --batch must be more than 0"
    assert told(six, "--out", out, "--learning-rate", 0) == "propsmith: --learning-rate must be more than 0"
    assert told(six, "--out", out, "--save-every", 0) == "propsmith: --save-every must be more than 0"
    assert "keep at least so many, not 10" in told(six, "--out", out, "--views", 10)
    assert "no meshes under these licences" in told(six, "--out", out, "--licences", "MIT")
    assert not out.exists()
    house = tmp_path / "house"
    house.mkdir()
    (house / "README.md").write_text("My house.")
    refused = "holds no model of train-prior: name another folder"
    assert told(six, "--out", house) == f"propsmith: {house} {refused}"
    assert (house / "README.md").read_text() == "My house."
    assert told(six, "--out", out, "--start-from", house) == f"propsmith: {house} {refused}"
    broken = tiny_models.world(tmp_path / "broken")
    weights = broken / "unet" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    assert told(six, "--out", out, "--start-from", broken).startswith("propsmith: ")
