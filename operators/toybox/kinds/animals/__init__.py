"""Animals of the toybox."""

from __future__ import annotations

from ..kind import Kind
from . import common, small, wild

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
    Kind("bear", wild.bear, ("brown bear", "grizzly bear", "grizzly"), front=True),
    Kind("lion", wild.lion, front=True),
    Kind("fox", wild.fox, front=True),
    Kind("frog", wild.frog, ("toad",), front=True),
    Kind("mouse", wild.mouse, front=True),
    Kind("monkey", wild.monkey, front=True),
    Kind("dinosaur", wild.dinosaur, ("tyrannosaurus", "t-rex"), front=True),
    Kind("dragon", wild.dragon, front=True),
    Kind("crocodile", wild.crocodile, ("alligator",), front=True),
    Kind("deer", wild.deer, ("stag", "reindeer"), front=True),
    Kind("teddy bear", wild.teddy_bear, ("teddy",), front=True),
    Kind("shark", small.shark, front=True),
    Kind("whale", small.whale, front=True),
    Kind("crab", small.crab, front=True),
    Kind("octopus", small.octopus, front=True),
    Kind("spider", small.spider, front=True),
    Kind("bee", small.bee, ("honeybee", "bumblebee"), front=True),
    Kind("butterfly", small.butterfly, front=True),
    Kind("chicken", small.chicken, ("hen",), front=True),
    Kind("parrot", small.parrot, ("macaw",), front=True),
)
