"""The sentence encoder that ships: what its 8 bits keep of the original, and that it is the same without torch."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from nerf_sds.meaning.encoder import FOLDER, Encoder
from nerf_sds.meaning.wordpiece import WordPiece
from nerf_sds.priors.quantisation import dequantise, quantise
from nerf_sds.priors.quantise_encoder import POSITIONS, quantise_encoder
from nerf_sds.priors.sentence_encoder import SentenceEncoder, load_sentence_encoder

ROOT = Path(__file__).parents[2]
GOLDEN = json.loads((ROOT / "tests" / "data" / "minilm.json").read_text("utf-8"))["vectors"]
SENTENCES = [
    line for file in (ROOT / "README.md", ROOT / "docs" / "design.md") for line in file.read_text("utf-8").splitlines()
]
ODD = [
    "",
    "  \t\n",
    "🦊 fox",
    "Öl­faß, Café\u200b!",
    "стол и стул",
    "日本のいす",
    "x" * 101,
    "word " * 100,
    "[SEP] a [MASK]",
    "İΣς",
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return load_sentence_encoder(FOLDER, torch.device("cpu"))


def test_the_shipped_encoder_says_what_the_original_says_in_32_bits(encoder):
    _, pooled = encoder.encode(list(GOLDEN), POSITIONS)
    cosines = torch.cosine_similarity(pooled, torch.tensor(list(GOLDEN.values())))
    assert cosines.min() > 0.999


def test_the_shipped_encoder_stays_within_23_megabytes():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 23e6


def test_no_word_of_english_is_unknown(encoder):
    encoder.tokenizer.no_padding()
    encoder.tokenizer.no_truncation()
    assert encoder.tokenizer.encode("a wooden rocking-chair").tokens[1:4] == ["a", "wooden", "rocking"]
    known = [encoder.tokenizer.encode(line).tokens for line in SENTENCES if line.isascii()]
    assert "[UNK]" not in {piece for pieces in known for piece in pieces}


def test_states_are_zero_where_the_text_has_ended_and_the_empty_text_is_zero(encoder):
    states, pooled = encoder.encode(["a stool", " ", "word " * 100], length=24)
    assert states.shape == (3, 24, 384) and pooled.shape == (3, 384)
    assert [int((row.abs().sum(1) > 0).sum()) for row in states] == [4, 0, 24]  # [CLS] a stool [SEP]
    torch.testing.assert_close(pooled.norm(dim=1), torch.tensor([1.0, 0.0, 1.0]))


def test_a_text_means_the_same_beside_longer_ones(encoder):
    alone, beside = encoder.encode(["a stool"]), encoder.encode(["a stool", "word " * 100])
    torch.testing.assert_close(alone[0][0], beside[0][0], atol=1e-5, rtol=0)


def test_8_bits_keep_a_row_to_half_a_step_of_its_own_scale():
    weight = torch.randn(6, 300) * torch.logspace(-3, 1, 6)[:, None]
    back = dequantise(quantise({"weight": weight}))["weight"]
    assert ((back - weight).abs() <= weight.abs().amax(1, keepdim=True) / 127 * 0.57).all()


def test_another_file_than_the_pinned_one_is_refused(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"other")
    with pytest.raises(ValueError, match="download it again"):
        quantise_encoder(tmp_path, tmp_path / "out")


def test_words_are_cut_as_the_tokenizers_library_cuts_them():
    theirs, ours = Tokenizer.from_file(str(FOLDER / "tokenizer.json")), WordPiece(FOLDER)
    for text in [*SENTENCES, *ODD]:
        assert ours.encode(text, 999) == theirs.encode(text).ids, text
    theirs.enable_truncation(9)
    assert ours.encode("word " * 100, 9) == theirs.encode("word " * 100).ids


def test_every_european_letter_and_every_emoji_is_read_as_the_tokenizers_library_reads_it():
    theirs, ours = Tokenizer.from_file(str(FOLDER / "tokenizer.json")), WordPiece(FOLDER)
    letters = [*range(0x590), *range(0x1E00, 0x2C00), *range(0x1F000, 0x1FB00)]
    texts = [f"a{chr(letter)}b {chr(letter)} C{chr(letter)}" for letter in letters]
    assert [text for text in texts if ours.encode(text, 99) != theirs.encode(text).ids] == []


def test_without_torch_a_text_has_the_same_vector(encoder):
    texts = [*GOLDEN, *ODD, *SENTENCES[:20]]
    _, pooled = encoder.encode(texts, POSITIONS)
    without = Encoder(FOLDER)
    np.testing.assert_allclose(np.stack([without.embed(text) for text in texts]), pooled.numpy(), atol=1e-5)


def test_without_torch_means_numpy_alone():
    program = (
        "import sys; from nerf_sds.meaning import nearness; from nerf_sds.meaning.encoder import *; "
        "Encoder(FOLDER).embed('a stool'); print(sorted({'torch', 'tokenizers', 'safetensors'} & sys.modules.keys()))"
    )
    assert subprocess.check_output([sys.executable, "-c", program], cwd=ROOT, text=True).strip() == "[]"
