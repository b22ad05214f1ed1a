"""Understands a prompt for a diffusion model that was trained on captions of an artist's props.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence

from .lexicon import Lexicon
from .lists import ASKING
from .pieces import Piece, Role
from .reading import ignored
from .understood import NEGATED, SIZE, UNKNOWN, VIEW, Understood

USED = (Role.NAME, Role.COLOUR, Role.PART)


def understand(found: Sequence[Piece], lexicon: Lexicon) -> Understood | None:
    """Returns the prompt reduced to words of the captions, in their order. Returns None if none of them names a thing.

    The kind is the caption that shares the most words with the prompt.
    """
    used = [piece for piece in found if piece.role in USED]
    if not any(piece.role is Role.NAME for piece in used):
        return None
    said = [piece.value for piece in used]
    kind = max(lexicon.captions, key=lambda caption: sum(word in caption.split() for word in said))
    counts = [piece.count for piece in found if piece.role is Role.NUMBER]
    reasons = {place: why for place, piece in enumerate(found) if (why := _reason(piece, kind))}
    replaced = [piece for piece in used if piece.role is Role.COLOUR and piece.meant != piece.value]
    return Understood(
        _asked(found),
        kind,
        tuple(word for word in said if word not in kind.split()),
        tuple(ignored(found, reasons)),
        tuple((piece.said.lower(), piece.value) for piece in replaced),
        count=counts[0] if counts else 1,
    )


def _reason(piece: Piece, kind: str) -> str:
    match piece.role:
        case Role.NUMBER:
            return f"one {kind} is made"
        case Role.VIEW:
            return VIEW
        case Role.SIZE:
            return SIZE
        case Role.NEGATION:
            return NEGATED
        case Role.UNKNOWN | Role.SHADE:
            return UNKNOWN
        case _:
            return ""


def _asked(found: Sequence[Piece]) -> str:
    """Joins the words that are used and the small words between them, for instance "a stall with a roof"."""
    kept = [piece for piece in found if piece.role in USED or (piece.role is Role.SMALL and piece.value not in ASKING)]
    while kept[-1].role is Role.SMALL:
        kept.pop()
    return " ".join(piece.value for piece in kept)
