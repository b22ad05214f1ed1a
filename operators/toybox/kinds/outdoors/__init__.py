"""What stands, grows and drives outdoors in the toybox."""

from __future__ import annotations

from ..kind import Kind
from . import nature, village

KINDS = (
    Kind("mushroom", nature.mushroom, ("toadstool",)),
    Kind("pine tree", nature.pine_tree, ("fir tree", "pine", "conifer")),
    Kind("cactus", nature.cactus, ("potted cactus",)),
    Kind("traffic cone", nature.traffic_cone, ("road cone", "cone")),
    Kind("house", nature.house, ("cottage", "home"), front=True),
    Kind("mailbox", nature.mailbox, ("letterbox", "letter box"), front=True),
    Kind("well", village.well, ("water well", "wishing well")),
    Kind("windmill", village.windmill, front=True),
    Kind("watchtower", village.watchtower, ("lookout tower", "guard tower")),
    Kind("castle", village.castle, ("fortress",), front=True),
    Kind("lighthouse", village.lighthouse),
    Kind("tent", village.tent, ("camping tent",), front=True),
    Kind("market stall", village.market_stall, ("fruit stand", "market stand"), front=True),
    Kind("street lamp", village.street_lamp, ("streetlight", "lamp post")),
    Kind("bench", village.bench, ("park bench",), front=True),
    Kind("fence", village.fence, ("picket fence",)),
    Kind("signpost", village.signpost, ("direction sign",)),
    Kind("fire hydrant", village.fire_hydrant, ("hydrant",), front=True),
    Kind("trash can", village.trash_can, ("garbage can", "dustbin")),
    Kind("fountain", village.fountain),
    Kind("bridge", village.bridge, ("footbridge",)),
    Kind("oak tree", village.oak_tree, ("oak", "leafy tree")),
    Kind("palm tree", village.palm_tree, ("palm", "coconut tree")),
)
