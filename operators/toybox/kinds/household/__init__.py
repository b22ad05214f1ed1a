"""What stands in the toybox's rooms."""

from __future__ import annotations

from ..kind import Kind
from . import home, things, tools

KINDS = (
    Kind("chair", home.chair, ("seat",), front=True),
    Kind("table", home.table, ("desk",)),
    Kind("lamp", home.lamp, ("table lamp",)),
    Kind("bed", home.bed, front=True),
    Kind("book", home.book, ("tome",), front=True),
    Kind("umbrella", home.umbrella, ("parasol",)),
    Kind("bucket", tools.bucket, ("pail",)),
    Kind("ladder", tools.ladder, ("stepladder", "step ladder")),
    Kind("broom", tools.broom, ("broomstick",)),
    Kind("shovel", tools.shovel, ("spade",)),
    Kind("axe", tools.axe, ("hatchet",)),
    Kind("handsaw", tools.handsaw, ("saw",)),
    Kind("wrench", tools.wrench, ("spanner",)),
    Kind("key", tools.key, ("skeleton key",)),
    Kind("padlock", tools.padlock, ("lock",), front=True),
    Kind("candlestick", tools.candlestick, ("candle holder", "candleholder")),
    Kind("lantern", tools.lantern),
    Kind("hourglass", tools.hourglass, ("sandglass", "sand timer")),
    Kind("basket", tools.basket, ("wicker basket",)),
    Kind("watering can", tools.watering_can, ("watering pot",)),
    Kind("anvil", tools.anvil),
    Kind("pair of scissors", tools.scissors, ("scissors",)),
    Kind("hat", things.hat),
    Kind("crown", things.crown),
    Kind("helmet", things.helmet, ("knight helmet", "knight's helmet"), front=True),
    Kind("boot", things.boot, ("rubber boot", "wellington boot"), front=True),
    Kind("handbag", things.handbag, ("purse",), front=True),
    Kind("backpack", things.backpack, ("rucksack", "knapsack"), front=True),
    Kind("suitcase", things.suitcase, ("travel case",)),
    Kind("sofa", things.sofa, ("couch", "settee"), front=True),
    Kind("armchair", things.armchair, ("easy chair",), front=True),
    Kind("stool", things.stool, ("bar stool",)),
    Kind("bathtub", things.bathtub, ("bath", "bath tub", "tub")),
)
