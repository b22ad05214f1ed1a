"""English words that say nothing about a prop's look, or mean the same for every prop. Standard library only."""

from __future__ import annotations

import re

SMALL = frozenset("a an the of in and with one on at by as is are be or to for from that this it its some like".split())
PREPOSITIONS = frozenset(
    "of in with on at by as for from that like holding wearing carrying behind under over next without".split()
)
POLITE = frozenset(
    (
        "please make makes create creates generate build draw render give want need get would could can will i i'd "
        "i'll i'm im me my you your we us let let's hi hello hey thanks thank now just so like to for have"
    ).split()
)  # words for a program that makes things, not about the thing itself
NEGATIONS = frozenset("no not without non never except neither nor isn't aren't don't dont isnt arent".split())
SHADES = frozenset(
    "dark darker deep light lighter bright brighter pale soft pastel neon medium vivid dull faded muted hot rich "
    "warm cool".split()
)
MULTIPLE = re.compile(r"x?(\d{1,3})x?")  # 3, 3x, x3
SEVERAL = 0
NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "dozen": 12, "hundred": 100, "thousand": 1000, "both": 2, "several": SEVERAL, "many": SEVERAL,
    "few": SEVERAL, "multiple": SEVERAL, "lots": SEVERAL,
}  # fmt: skip
PAIRS = frozenset(("pair", "couple", "set", "bunch", "row", "pile", "stack", "group"))  # words for a group of things
UNITS = frozenset(
    (
        "mm cm dm m km millimeter millimeters millimetre millimetres centimeter centimeters centimetre centimetres "
        "meter meters metre metres inch inches foot feet ft yard yards px pixels мм см дм м км миллиметр миллиметра "
        "миллиметров сантиметр сантиметра сантиметров метр метра метров дюйм дюйма дюймов"
    ).split()
)
DIMENSIONS = frozenset("size sized tall high long wide large big deep размером высотой длиной шириной".split())


def number(word: str) -> int:
    """Returns the number that a word means, 0 for several and 1 if it is no number."""
    found = MULTIPLE.fullmatch(word)
    return int(found[1]) if found else NUMBERS.get(word, 1)
