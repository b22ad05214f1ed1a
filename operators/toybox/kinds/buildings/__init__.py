"""Buildings of the toybox, from the hut to the skyscraper."""

from __future__ import annotations

from ..kind import Kind
from . import houses, landmarks, monuments, towers

KINDS = (
    Kind("house", landmarks.house, ("cottage", "home"), front=True),
    Kind("windmill", landmarks.windmill, front=True),
    Kind("watchtower", landmarks.watchtower, ("lookout tower", "guard tower")),
    Kind("castle", landmarks.castle, ("fortress",), front=True),
    Kind("lighthouse", landmarks.lighthouse),
    Kind("barn", houses.barn, ("hay barn", "farm barn")),
    Kind("church", houses.church, ("chapel",), front=True),
    Kind("log cabin", houses.log_cabin, ("cabin", "log house", "wooden cabin"), front=True),
    Kind("hut", houses.hut, ("straw hut", "thatched hut", "mud hut"), front=True),
    Kind("farmhouse", houses.farmhouse, ("farm house", "house with a porch"), front=True),
    Kind("townhouse", houses.townhouse, ("town house", "row house", "canal house"), front=True),
    Kind("shop", houses.shop, ("store", "corner shop"), front=True),
    Kind("factory", houses.factory, ("factory building",), front=True),
    Kind("garage", houses.garage, ("car garage",), front=True),
    Kind("greenhouse", houses.greenhouse, ("glasshouse", "hothouse")),
    Kind("skyscraper", towers.skyscraper, ("high-rise", "office tower")),
    Kind("clock tower", towers.clock_tower, ("clocktower",)),
    Kind("water tower", towers.water_tower, ("water tank",)),
    Kind("grain silo", towers.grain_silo, ("silo", "grain silos"), front=True),
    Kind("mosque", towers.mosque),
    Kind("pagoda", towers.pagoda, ("japanese pagoda", "chinese pagoda")),
    Kind("totem pole", towers.totem_pole, ("totem",), front=True),
    Kind("teepee", towers.teepee, ("tipi", "tepee"), front=True),
    Kind("temple", monuments.temple, ("greek temple", "ancient temple")),
    Kind("pyramid", monuments.pyramid, ("ancient pyramid",)),
    Kind("obelisk", monuments.obelisk, ("stone obelisk",)),
    Kind("column", monuments.column, ("pillar", "ancient column")),
    Kind("triumphal arch", monuments.triumphal_arch, ("arch of triumph",)),
    Kind("brick wall", monuments.brick_wall, ("wall", "wall of bricks")),
    Kind("stone stairs", monuments.stone_stairs, ("stairs", "staircase", "stone steps"), front=True),
    Kind("torii gate", monuments.torii_gate, ("torii",)),
)
