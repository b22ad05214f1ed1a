"""Splits words into the tokens of the sentence encoder, from its tokenizer.json. Standard library only.

It gives the same ids as the library `tokenizers` for an uncased BERT.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

IDEOGRAPH = re.compile(
    "([\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0002a6df\U0002a700-\U0002ceaf\uf900-\ufaff\U0002f800-\U0002fa1f])"
)
SYMBOLS = frozenset("$+<=>^`|~")  # count as punctuation, besides Unicode's punctuation
LONGEST_WORD = 100  # characters; a longer word becomes [UNK]


class WordPiece:
    """The tokenizer in a sentence encoder's folder."""

    def __init__(self, folder: Path) -> None:
        self._ids: dict[str, int] = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]

    @property
    def words(self) -> frozenset[str]:
        """The tokens that are whole words."""
        return frozenset(token for token in self._ids if not token.startswith(("##", "[")))

    def encode(self, text: str, length: int) -> list[int]:
        """Returns the token ids of a text between the ids of [CLS] and [SEP], at most `length` ids in all."""
        pieces = [piece for word in _words(text) for piece in self._pieces(word)]
        return [self._ids[piece] for piece in ("[CLS]", *pieces[: length - 2], "[SEP]")]

    def _pieces(self, word: str) -> list[str]:
        """Splits a word into the longest known prefix, then the longest known continuations; [UNK] if that fails."""
        pieces, start = [], 0
        while start < len(word) <= LONGEST_WORD:
            prefix = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if prefix + word[start:end] in self._ids), None)
            if end is None:
                return ["[UNK]"]
            pieces.append(prefix + word[start:end])
            start = end
        return pieces or ["[UNK]"]


def _words(text: str) -> list[str]:
    """Splits text into lower-case words without accents and into punctuation marks: "Café-table" -> cafe, -, table."""
    printable = "".join(" " if letter.isspace() else letter for letter in text if not _is_control(letter))
    parted = unicodedata.normalize("NFD", IDEOGRAPH.sub(r" \1 ", printable))
    plain = "".join(letter.lower() for letter in parted if unicodedata.category(letter) != "Mn")
    return "".join(_parted(plain)).split()


def _parted(text: str) -> Iterator[str]:
    for letter in text:
        is_mark = letter in SYMBOLS or unicodedata.category(letter).startswith("P")
        yield f" {letter} " if is_mark else letter


def _is_control(letter: str) -> bool:
    return letter not in "\t\n\r" and (unicodedata.category(letter) in ("Cc", "Cf", "Co") or letter == "\ufffd")
