"""Small things of a house in the toybox."""

from __future__ import annotations

from ..kind import Kind
from . import containers, housework, lights, stationery, toiletries

KINDS = (
    Kind("crate", containers.crate, ("wooden crate", "box")),
    Kind("barrel", containers.barrel, ("cask", "keg")),
    Kind("treasure chest", containers.treasure_chest, ("chest",), front=True),
    Kind("basket", containers.basket, ("wicker basket",)),
    Kind("lunchbox", containers.lunchbox, ("lunch box",), front=True),
    Kind("piggy bank", containers.piggy_bank, ("money box",), front=True),
    Kind("stack of coins", containers.stack_of_coins, ("pile of coins", "coins"), front=True),
    Kind("key", containers.key, ("skeleton key",)),
    Kind("padlock", containers.padlock, ("lock",), front=True),
    Kind("bucket", housework.bucket, ("pail",)),
    Kind("broom", housework.broom, ("broomstick",)),
    Kind("ironing board", housework.ironing_board),
    Kind(
        "toilet paper roll",
        toiletries.toilet_paper_roll,
        ("roll of toilet paper", "toilet paper", "toilet roll"),
        front=True,
    ),
    Kind("soap dispenser", toiletries.soap_dispenser, ("liquid soap", "pump bottle"), front=True),
    Kind("toothbrush", toiletries.toothbrush, ("tooth brush",), front=True),
    Kind("hairbrush", toiletries.hairbrush, ("hair brush",), front=True),
    Kind("perfume bottle", toiletries.perfume_bottle, ("perfume", "bottle of perfume")),
    Kind("lipstick", toiletries.lipstick),
    Kind("lamp", lights.lamp, ("table lamp",)),
    Kind("desk lamp", lights.desk_lamp, ("reading lamp", "anglepoise lamp"), front=True),
    Kind("light bulb", lights.light_bulb, ("lightbulb",)),
    Kind("flashlight", lights.flashlight, ("pocket torch", "electric torch"), front=True),
    Kind("lantern", lights.lantern),
    Kind("candle", lights.candle, ("wax candle", "pillar candle")),
    Kind("candlestick", lights.candlestick, ("candle holder", "candleholder")),
    Kind("torch", lights.torch, ("burning torch", "flaming torch")),
    Kind("book", stationery.book, ("tome",), front=True),
    Kind("notebook", stationery.notebook, ("spiral notebook", "notepad"), front=True),
    Kind("newspaper", stationery.newspaper, ("daily paper",)),
    Kind("envelope", stationery.envelope, ("sealed letter", "letter"), front=True),
    Kind("calendar", stationery.calendar, ("desk calendar",), front=True),
    Kind("pencil", stationery.pencil, ("lead pencil",)),
    Kind("crayon", stationery.crayon, ("wax crayon",)),
    Kind("inkwell with a quill", stationery.inkwell, ("inkwell", "inkpot", "quill and ink")),
    Kind("ruler", stationery.ruler, ("measuring ruler",)),
    Kind("pair of scissors", stationery.scissors, ("scissors",)),
    Kind("stapler", stationery.stapler, front=True),
    Kind("tape dispenser", stationery.tape_dispenser, ("sticky tape dispenser",), front=True),
    Kind("pushpin", stationery.pushpin, ("push pin", "thumbtack", "drawing pin")),
)
