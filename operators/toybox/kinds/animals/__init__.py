"""Animals of the toybox."""

from __future__ import annotations

from ..kind import Kind
from . import common

KINDS = (
    Kind("horse", common.horse, ("pony",), front=True),
    Kind("cow", common.cow, ("dairy cow",), front=True),
    Kind("pig", common.pig, ("piglet",), front=True),
    Kind("sheep", common.sheep, ("lamb",), front=True),
    Kind("dog", common.dog, ("puppy",), front=True),
    Kind("cat", common.cat, ("kitten", "kitty"), front=True),
    Kind("camel", common.camel, front=True),
    Kind("elephant", common.elephant, front=True),
    Kind("giraffe", common.giraffe, front=True),
    Kind("rabbit", common.rabbit, ("bunny", "hare"), front=True),
    Kind("bird", common.bird, ("songbird",), front=True),
    Kind("fish", common.fish, front=True),
    Kind("turtle", common.turtle, ("tortoise",), front=True),
    Kind("snail", common.snail, front=True),
    Kind("penguin", common.penguin, front=True),
    Kind("owl", common.owl, front=True),
)
