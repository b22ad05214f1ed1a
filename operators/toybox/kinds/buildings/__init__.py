"""Buildings of the toybox, from the hut to the skyscraper."""

from __future__ import annotations

from ..kind import Kind
from . import elements, houses, monuments, temples, towers, workplaces

KINDS = (
    Kind("column", elements.column, ("pillar", "ancient column")),
    Kind("brick wall", elements.brick_wall, ("wall", "wall of bricks")),
    Kind("stone stairs", elements.stone_stairs, ("stairs", "staircase", "stone steps"), front=True),
    Kind("door", elements.door, ("front door", "wooden door")),
    Kind("window", elements.window, ("window with shutters",)),
    Kind("house", houses.house, ("cottage", "home"), front=True),
    Kind("hut", houses.hut, ("straw hut", "thatched hut", "mud hut"), front=True),
    Kind("log cabin", houses.log_cabin, ("cabin", "log house", "wooden cabin"), front=True),
    Kind("farmhouse", houses.farmhouse, ("farm house", "house with a porch"), front=True),
    Kind("townhouse", houses.townhouse, ("town house", "row house", "canal house"), front=True),
    Kind("teepee", houses.teepee, ("tipi", "tepee"), front=True),
    Kind("pyramid", monuments.pyramid, ("ancient pyramid",)),
    Kind("obelisk", monuments.obelisk, ("stone obelisk",)),
    Kind("triumphal arch", monuments.triumphal_arch, ("arch of triumph",)),
    Kind("totem pole", monuments.totem_pole, ("totem",), front=True),
    Kind("church", temples.church, ("chapel",), front=True),
    Kind("mosque", temples.mosque),
    Kind("pagoda", temples.pagoda, ("japanese pagoda", "chinese pagoda")),
    Kind("temple", temples.temple, ("greek temple", "ancient temple")),
    Kind("torii gate", temples.torii_gate, ("torii",)),
    Kind("castle", towers.castle, ("fortress",), front=True),
    Kind("watchtower", towers.watchtower, ("lookout tower", "guard tower")),
    Kind("lighthouse", towers.lighthouse),
    Kind("clock tower", towers.clock_tower, ("clocktower",)),
    Kind("water tower", towers.water_tower, ("water tank",)),
    Kind("skyscraper", towers.skyscraper, ("high-rise", "office tower")),
    Kind("barn", workplaces.barn, ("hay barn", "farm barn")),
    Kind("windmill", workplaces.windmill, front=True),
    Kind("grain silo", workplaces.grain_silo, ("silo", "grain silos"), front=True),
    Kind("shop", workplaces.shop, ("store", "corner shop"), front=True),
    Kind("factory", workplaces.factory, ("factory building",), front=True),
    Kind("garage", workplaces.garage, ("car garage",), front=True),
    Kind("greenhouse", workplaces.greenhouse, ("glasshouse", "hothouse")),
)
