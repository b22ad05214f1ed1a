"""Furniture and decoration of the toybox."""

from __future__ import annotations

from ..kind import Kind
from . import bathroom, beds, decoration, seats, tables_and_cupboards

KINDS = (
    Kind("bathtub", bathroom.bathtub, ("bath", "bath tub", "tub")),
    Kind("shower", bathroom.shower, ("shower cabin", "shower stall"), front=True),
    Kind("sink", bathroom.sink, ("washbasin", "wash basin", "bathroom sink"), front=True),
    Kind("toilet", bathroom.toilet, ("toilet bowl", "lavatory"), front=True),
    Kind("bed", beds.bed, front=True),
    Kind("bunk bed", beds.bunk_bed, ("bunk beds",), front=True),
    Kind("crib", beds.crib, ("baby crib", "baby cot")),
    Kind("pillow", beds.pillow, ("cushion", "throw pillow")),
    Kind("fireplace", decoration.fireplace, ("brick fireplace", "hearth"), front=True),
    Kind("mirror", decoration.mirror, ("standing mirror", "looking glass"), front=True),
    Kind("picture frame", decoration.picture_frame, ("photo frame", "framed picture"), front=True),
    Kind("vase", decoration.vase, ("flower vase",)),
    Kind("potted plant", decoration.potted_plant, ("houseplant", "house plant", "pot plant")),
    Kind("globe", decoration.globe, ("world globe", "terrestrial globe")),
    Kind("rolled carpet", decoration.rolled_carpet, ("carpet", "rug", "rolled rug", "roll of carpet")),
    Kind("chair", seats.chair, ("seat",), front=True),
    Kind("stool", seats.stool, ("bar stool",)),
    Kind("armchair", seats.armchair, ("easy chair",), front=True),
    Kind("sofa", seats.sofa, ("couch", "settee"), front=True),
    Kind("rocking chair", seats.rocking_chair, ("rocking armchair",), front=True),
    Kind("office chair", seats.office_chair, ("desk chair", "swivel chair"), front=True),
    Kind("throne", seats.throne, ("royal throne",), front=True),
    Kind("table", tables_and_cupboards.table),
    Kind("desk", tables_and_cupboards.desk, ("writing desk", "office desk"), front=True),
    Kind("nightstand", tables_and_cupboards.nightstand, ("bedside table", "night table"), front=True),
    Kind("chest of drawers", tables_and_cupboards.chest_of_drawers, ("dresser", "bureau"), front=True),
    Kind("wardrobe", tables_and_cupboards.wardrobe, ("armoire", "clothes closet"), front=True),
    Kind("bookshelf", tables_and_cupboards.bookshelf, ("bookcase", "bookshelves"), front=True),
)
