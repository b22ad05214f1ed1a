"""What is said of the meshes while the model learns, and the table of tokens that it becomes."""

from __future__ import annotations

import re
from random import Random

import numpy as np
import pytest
import torch
from small_props import ball, boot, flat
from tokenizers import Tokenizer

from nerf_sds.meaning.encoder import FOLDER
from nerf_sds.prior_training.caption_table import LENGTH, WORDINGS, CaptionTable
from nerf_sds.prior_training.captioned_meshes import CaptionedMesh
from nerf_sds.prior_training.captions import (
    COLOUR_PATTERN,
    OTHER_COLOUR,
    OTHER_MATERIAL,
    PATTERN,
    Wording,
    describe,
    wording,
)  # fmt: skip
from nerf_sds.prior_training.colour_names import COLOURS, MATERIALS, NAMES, lab, parse
from nerf_sds.prior_training.dyes import APART, MATERIAL_DYES, PATTERNS, UNDYED, Dye
from nerf_sds.viewpoints import VIEW_WORDS

CPU = torch.device("cpu")
BARREL = ball(name="Old barrel", kind="Barrel", caption="A RED barrel with red hoops, a covered lid and a blue tap")


@pytest.fixture
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


def wordings(mesh: CaptionedMesh, count: int = 2000) -> list[Wording]:
    described, random = describe(mesh), Random(0)
    return [wording(described, random) for _ in range(count)]


def british(text: str) -> str:
    return text.replace("gray", "grey")


def test_at_least_sixty_words_for_colours_and_materials_are_said() -> None:
    made_of = [ball(caption=f"a {material} crate") for material in MATERIALS]
    said = {word for mesh in [BARREL, *made_of] for each in wordings(mesh, 500) for word in each.text.split()}
    known = {*MATERIALS, *(word for name in NAMES for word in name.split() if word not in ("bright", "dark", "light"))}
    assert len(known & said) >= 60 and {*MATERIALS} <= said


def test_a_dyed_caption_names_its_dye_and_nothing_else_for_the_main_colour() -> None:
    names = {Dye(parse(value)): name for name, value in COLOURS.items()}
    dyed = [each for each in wordings(BARREL) if each.dye in names]
    assert len(dyed) == pytest.approx(OTHER_COLOUR * 2000, rel=0.15)
    whole = 0
    for each in dyed:
        assert each.dye
        found = [british(name) for name in COLOUR_PATTERN.findall(each.text)]
        assert names[each.dye] in found
        rest = re.sub(rf"\b{names[each.dye]}\b", "", british(each.text))
        assert "red" not in re.findall(r"\w+", rest) or "red" in names[each.dye]
        if "hoops" in each.text:
            whole += 1
            assert "covered lid" in each.text and "blue tap" in each.text  # other words and colours stay
            assert found.count(names[each.dye]) >= 2
    assert whole > 100


def test_a_mesh_is_also_said_to_be_of_another_material_and_dyed_as_that_looks() -> None:
    names = {dye: word for word, dyes in MATERIAL_DYES.items() for dye in dyes}
    said = [each for each in wordings(BARREL) if each.dye in names]
    assert len(said) == pytest.approx(OTHER_MATERIAL * 2000, rel=0.25)
    for each in said:
        assert each.dye and names[each.dye] in each.text.split() and not COLOUR_PATTERN.findall(each.text)
    assert len({each.dye for each in said}) > 25


def test_a_pattern_is_named_with_both_its_colours_or_with_none() -> None:
    names = {parse(value): name for name, value in COLOURS.items()}
    said = [each for each in wordings(BARREL) if each.dye and each.dye.texture in PATTERNS]
    assert len(said) == pytest.approx(PATTERN * 2000, rel=0.3)
    for each in said:
        assert each.dye and each.dye.second and "barrel" in each.text
        first, second = names[each.dye.first], names[each.dye.second]
        assert np.linalg.norm(lab(np.array(each.dye.first)) - lab(np.array(each.dye.second))) >= APART
        found = [british(name) for name in COLOUR_PATTERN.findall(each.text)]
        assert found in ([], [first, second])
        assert re.match(r"an? ", each.text)
    assert {each.dye.texture for each in said if each.dye} == {*PATTERNS}


def test_a_toy_that_was_made_in_a_colour_gets_no_other_colour_but_materials_and_patterns() -> None:
    toy = ball(colour="Purple", kind="mug", caption="a purple mug")
    kept = [each for each in wordings(toy) if each.dye is None]
    assert {name for each in kept for name in COLOUR_PATTERN.findall(each.text)} == {"purple"}
    textures = {each.dye.texture for each in wordings(toy) if each.dye}
    assert {"grain", "bricks", "stripes"} <= textures
    assert len(kept) == pytest.approx((1 - OTHER_MATERIAL - PATTERN) * 2000, rel=0.05)


def test_a_toy_s_main_colour_is_the_one_it_was_made_in_though_another_covers_more() -> None:
    toy = boot(colour="purple")
    toy.colours[:] = (245, 235, 203)
    toy.colours[: len(toy.colours) // 3] = (122, 59, 181)
    found = describe(toy)
    np.testing.assert_allclose(found.main, np.array([122, 59, 181]) / 255, atol=0.02)
    assert found.own[:2] == ["purple", "purple and cream"]


@pytest.mark.parametrize("colour", [(211, 36, 36), (44, 90, 208), (120, 74, 45), (140, 140, 140), (240, 240, 236)])
def test_colours_that_are_not_dyes_are_near_the_mesh_s_own(colour: tuple[int, int, int]) -> None:
    said = [each.text for each in wordings(ball(paint=colour)) if each.dye is None]  # its caption names none
    names = {british(name) for text in said for name in COLOUR_PATTERN.findall(text)}
    assert names
    own = lab(np.array(colour) / 255)
    assert all(np.linalg.norm(lab(np.array(parse(COLOURS[name]))) - own) < 20 for name in names)


def test_two_colours_that_share_a_mesh_are_named_together() -> None:
    mesh = boot()
    mesh.colours[len(mesh.colours) // 2 :] = (44, 90, 208)
    names = describe(mesh).own
    assert names and all("blue" in name and " and " in name for name in names)


def test_a_kind_that_has_a_colour_in_its_name_gets_no_other_one() -> None:
    bear = ball(kind="Brown Bear", caption="a bear")
    for each in wordings(bear):
        assert len(COLOUR_PATTERN.findall(each.text)) <= 1 and each.dye is None


def test_kinds_in_capitals_get_the_right_article() -> None:
    said = {each.text for each in wordings(ball(kind="Apple", caption="AN APPLE"))}
    assert "an apple" in said and not any(text.startswith("a apple") or text != text.lower() for text in said)


def test_a_mesh_without_area_is_described() -> None:
    described = describe(flat(paint=(211, 36, 36)))
    assert "red" in described.own


def test_the_rows_of_the_table_are_captions_with_the_words_of_their_view(tokenizer: Tokenizer) -> None:
    tokenizer.enable_padding(length=40)  # as another reader may have left it
    tokenizer.enable_truncation(3)
    meshes = [BARREL, boot(kind="boot", caption="a boot")]
    table = CaptionTable(meshes, tokenizer, CPU)
    random = Random(0)
    said = [[wording(describe(mesh), random) for _ in range(WORDINGS)] for mesh in meshes]
    mesh, view = torch.arange(400) % 2, torch.arange(400) // 2 % 4
    tokens, mask, dyes = table.draw(mesh, view, torch.Generator().manual_seed(0))
    assert tokens.shape == mask.shape == (400, LENGTH)
    silent = named = 0
    for row in range(400):
        ids = tokens[row][mask[row]].tolist()
        assert (tokens[row][~mask[row]] == 0).all()
        if not ids:
            silent += 1
            continue
        words = f", {VIEW_WORDS[view[row]]}"
        fitting = [
            (each, tail) for each in said[mesh[row]] for tail in ("", words)
            if tokenizer.encode(each.text + tail).ids == ids
        ]  # fmt: skip
        assert fitting, tokenizer.decode(ids)
        named += fitting[0][1] != ""
        assert any(torch.tensor(each.dye.row if each.dye else UNDYED).allclose(dyes[row]) for each, _ in fitting)
    assert 20 < silent < 60 and 160 < named < 270


def test_a_caption_of_thirty_words_is_cut_and_keeps_its_view(tokenizer: Tokenizer) -> None:
    long = ball(caption=" ".join(["a crate"] + ["with nails"] * 14), colour="red")
    tokens, mask, _ = CaptionTable([long], tokenizer, CPU).draw(
        torch.zeros(200, dtype=torch.int64), torch.full((200,), 2), torch.Generator().manual_seed(0)
    )
    texts = [tokenizer.decode(row[keep].tolist()) for row, keep in zip(tokens, mask, strict=True)]
    long_ones = [text for text in texts if text.count("nails") > 4]
    assert mask.sum(1).max() == LENGTH and any(text.endswith(", back view [SEP]") for text in long_ones)
    assert all(text.startswith("[CLS] a crate with nails") for text in long_ones)
