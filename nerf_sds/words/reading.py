"""Understands a prompt for a diffusion model like the toybox: one kind in one colour. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import takewhile

from . import russian
from .articles import article
from .lexicon import Lexicon
from .lists import OF_LOOKS, PREPOSITIONS
from .pieces import Piece, Role
from .understood import NEGATED, SIZE, UNKNOWN, VIEW, Ignored, Understood

LOOKS = (Role.COLOUR, Role.SHADE)
NOUNS = (Role.NAME, Role.UNKNOWN, Role.PART)
ALIKE = 0.75  # minimum similarity (difflib ratio, 0..1) of a typing error
ALIKE_WORDS = frozenset(("shaped", "like", "style", "themed"))  # as in "a duck shaped boat"
JOINING = frozenset(("and", "or", "but"))  # joining words: the same thing or another one may follow


def understand(found: Sequence[Piece], lexicon: Lexicon) -> Understood | None:
    """Returns the pieces of a prompt as one prop, or None if they contain no kind.

    The first kind counts; if several kinds stand together, the last of them: a pine table is a table. A colour belongs
    to the kind if it stands in front of it, or after it with no other thing that it could describe.
    """
    denied = _denied(found)
    head = _head(found, denied)
    if head is None:
        return None
    kind, own = lexicon.names[found[head].value], _own_colours(found, head, denied)
    colour = found[own[0]].value if own else ""
    reasons = dict(_reasons(found, head, own, denied, lexicon))
    counted = [found[place].count for place in _counts(found, head) if place not in denied]
    return Understood(
        _asked(found[head].value, colour),
        kind,
        (colour,) if colour else (),
        tuple(ignored(found, reasons)),
        tuple((found[place].said.lower(), colour) for place in own[:1] if found[place].meant != colour),
        counted[0] if counted else _own_count(found, head),
    )


def ignored(found: Sequence[Piece], reasons: dict[int, str]) -> Iterator[Ignored]:
    """Yields the pieces that have a reason, adjacent ones joined into one with the last one's reason.

    `reasons` maps the index of a piece to its reason.
    """
    place = 0
    while place < len(found):
        end = place
        while end in reasons and (end == place or not found[end].begins):
            end += 1
        if end > place:
            yield Ignored(" ".join(piece.said for piece in found[place:end]), reasons[end - 1])
        place = max(end, place + 1)


def wanted(found: Sequence[Piece]) -> list[Piece]:
    """Returns the pieces without the unwanted ones."""
    denied = _denied(found)
    return [piece for place, piece in enumerate(found) if place not in denied]


def _denied(found: Sequence[Piece]) -> set[int]:
    """Returns the indices of unwanted pieces: from "without" or "no" up to a comma or the next "and".

    "Not" before a colour denies only the colour: "a not red mug".
    """
    denied, is_denied, of_looks = set(), False, False
    for place, piece in enumerate(found):
        ends = piece.value in JOINING | {"with"} and piece.role in (Role.SMALL, Role.UNKNOWN)
        if piece.begins or ends or (of_looks and piece.role is Role.NAME):
            is_denied = of_looks = False
        if piece.role is Role.NEGATION:
            after = next((each.role for each in found[place + 1 :] if each.role is not Role.SMALL), None)
            is_denied, of_looks = True, piece.value in OF_LOOKS and after in LOOKS
        if is_denied:
            denied.add(place)
    return denied


def _head(found: Sequence[Piece], denied: set[int]) -> int | None:
    """Returns the index of the piece that names the kind, or None if there is none."""
    head = None
    for place, piece in enumerate(found):
        if piece.role is not Role.NAME or place in denied or _owns(found, place):
            if head is not None:
                return head
            continue
        if head is not None and (piece.begins or piece.tokens[0].is_symbol or found[head].tokens[0].is_symbol):
            return head
        head = place
        after = [each.value for each in found[place + 1 : place + 3]]
        if len(after) == 2 and after[0] in ALIKE_WORDS and found[place + 2].role is Role.NAME:
            return place + 2  # "a duck shaped boat" is a boat
    return head


def _owns(found: Sequence[Piece], place: int) -> bool:
    """True if the piece is only the owner of another thing: "the robot's red car"."""
    after = takewhile(lambda piece: not piece.begins, found[place + 1 :])
    return found[place].tokens[-1].said.lower().endswith("'s") and any(piece.role is Role.NAME for piece in after)


def _own_count(found: Sequence[Piece], head: int) -> int:
    """Returns the count that the kind itself gives: 0 for a plural, and for an emoji how often it stands there."""
    count = sum(piece.tokens[0].is_symbol and piece.value == found[head].value for piece in found)
    return count if count > 1 else found[head].count


def _own_colours(found: Sequence[Piece], head: int, denied: set[int]) -> list[int]:
    """Returns the indices of the colours that describe the kind, first those in front of it."""
    before, after = [], []
    for place, piece in enumerate(found):
        if piece.role is not Role.COLOUR or place in denied or _is_of_a_part(found, place):
            continue
        if place < head and not any(map(_parts, found[place + 1 : head])):
            before.append(place)
        elif place > head and not _is_of_a_thing(found, place):
            after.append(place)
    return [*before, *after]


def _is_of_a_part(found: Sequence[Piece], place: int) -> bool:
    """Whether a colour stands in one word with a part that it is said of: red-eyed, blue-roofed."""
    for after in found[place + 1 : place + 2]:
        return after.role is Role.UNKNOWN and after.tokens[0].is_joined and after.tokens[0].text.endswith("ed")
    return False


def _parts(piece: Piece) -> bool:
    """True if this piece, between a colour and the kind, shows that the colour belongs to something else."""
    return piece.role is Role.SMALL and piece.value in PREPOSITIONS


def _is_of_a_thing(found: Sequence[Piece], place: int) -> bool:
    """True if a colour after the kind describes another thing: "with a red roof", "and a red and white table"."""
    for piece in found[place + 1 :]:
        if piece.begins or piece.role in (Role.NEGATION, Role.VIEW, Role.NUMBER):
            return False
        if piece.role in NOUNS:
            return True
        if piece.role is Role.SMALL and piece.value not in JOINING:
            return False
    return False


def _counts(found: Sequence[Piece], head: int) -> list[int]:
    """Returns the indices of the numbers that count the kind: in front of it, or directly after it as in "mug x3"."""
    numbers = [place for place, piece in enumerate(found) if piece.role is Role.NUMBER]
    numbers = [place for place in numbers if place + 1 == len(found) or not found[place + 1].tokens[0].is_joined]
    before = [place for place in numbers if place < head and not any(map(_counts_other, found[place + 1 : head]))]
    return before or [place for place in numbers if place == head + 1]


def _counts_other(piece: Piece) -> bool:
    return _parts(piece) and piece.value != "of"  # "a pair of mugs"


def _reasons(
    found: Sequence[Piece], head: int, own: Sequence[int], denied: set[int], lexicon: Lexicon
) -> Iterator[tuple[int, str]]:
    """Yields the index of each piece that has no effect, with the reason, if the user may have meant it to have one."""
    kind, colour = lexicon.names[found[head].value], found[own[0]].value if own else ""
    for place, piece in enumerate(found):
        match piece.role:
            case _ if place in denied:
                yield place, NEGATED
            case Role.NAME if lexicon.names[piece.value] != kind:
                yield place, f"one prop is made, a {kind}"
            case Role.COLOUR if place not in own:
                yield place, f"it is not said of the {kind}"
            case Role.COLOUR if piece.value != colour:
                yield place, f"the {kind} is made in one colour, {colour}"
            case Role.PART:
                yield place, f"it means nothing for a {kind}"
            case Role.VIEW:
                yield place, VIEW
            case Role.SIZE:
                yield place, SIZE
            case Role.NUMBER:
                yield place, f"one {kind} is made"
            case Role.UNKNOWN if piece.value in JOINING:
                pass
            case Role.UNKNOWN | Role.SHADE:
                yield place, _of_unknown(piece, lexicon)
            case _:
                pass


def _of_unknown(piece: Piece, lexicon: Lexicon) -> str:
    """Returns why an unknown word is ignored, with the colour that it may be a typing error for."""
    known = [*lexicon.colours, *russian.names(russian.COLOUR)] if piece.tokens[0].is_russian else lexicon.colours
    meant = get_close_matches(piece.tokens[-1].text, known, 1, ALIKE)
    return f"{UNKNOWN} (did you mean {meant[0]}?)" if meant else UNKNOWN


def _asked(name: str, colour: str) -> str:
    """Returns a prompt such as "an orange mug"."""
    words = f"{colour} {name}".strip()
    return f"{article(words)} {words}"
