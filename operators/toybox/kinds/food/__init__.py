"""What the toybox eats and drinks, and from what."""

from __future__ import annotations

from ..kind import Kind
from . import kitchen, table

KINDS = (
    Kind("mug", kitchen.mug, ("cup", "coffee mug")),
    Kind("bottle", kitchen.bottle, ("flask",)),
    Kind("teapot", kitchen.teapot),
    Kind("donut", kitchen.donut, ("doughnut",)),
    Kind("cake", kitchen.cake, ("birthday cake",)),
    Kind("bowl", table.bowl, ("salad bowl", "soup bowl")),
    Kind("frying pan", table.frying_pan, ("skillet", "pan")),
    Kind("cooking pot", table.cooking_pot, ("saucepan", "stockpot")),
    Kind("kettle", table.kettle, ("tea kettle",)),
    Kind("jug", table.jug, ("pitcher", "water jug")),
    Kind("wine glass", table.wine_glass, ("wineglass",)),
    Kind("goblet", table.goblet, ("chalice",)),
    Kind("fork", table.fork, ("table fork",)),
    Kind("spoon", table.spoon, ("tablespoon",)),
    Kind("knife", table.knife, ("kitchen knife",)),
    Kind("apple", table.apple),
    Kind("pear", table.pear),
    Kind("banana", table.banana),
    Kind("carrot", table.carrot),
    Kind("pumpkin", table.pumpkin),
    Kind("cheese", table.cheese, ("cheese wedge", "wedge of cheese")),
    Kind("loaf of bread", table.loaf_of_bread, ("bread", "bread loaf", "loaf"), front=True),
    Kind("ice cream cone", table.ice_cream_cone, ("ice cream", "ice-cream")),
)
