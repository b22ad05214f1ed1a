"""Clothes, hats, shoes, bags and jewellery of the toybox."""

from __future__ import annotations

from ..kind import Kind
from . import accessories, garments, headwear, shoes

KINDS = (
    Kind("handbag", accessories.handbag, ("purse",), front=True),
    Kind("backpack", accessories.backpack, ("rucksack", "knapsack"), front=True),
    Kind("suitcase", accessories.suitcase, ("travel case",)),
    Kind("umbrella", accessories.umbrella, ("parasol",)),
    Kind("pair of glasses", accessories.glasses, ("glasses", "eyeglasses", "spectacles"), front=True),
    Kind("wristwatch", accessories.wristwatch, ("wrist watch", "watch"), front=True),
    Kind("ring", accessories.ring, ("finger ring", "jewelled ring")),
    Kind("necklace", accessories.necklace, ("bead necklace", "string of beads"), front=True),
    Kind("t-shirt", garments.t_shirt, ("tee shirt", "t shirt", "shirt"), front=True),
    Kind("dress", garments.dress, ("frock", "gown")),
    Kind("jacket", garments.jacket, ("blazer", "suit jacket"), front=True),
    Kind("pair of trousers", garments.trousers, ("trousers", "jeans", "pair of jeans"), front=True),
    Kind("sock", garments.sock, ("stocking",), front=True),
    Kind("glove", garments.glove, front=True),
    Kind("scarf", garments.scarf, ("winter scarf", "knitted scarf")),
    Kind("necktie", garments.necktie, ("tie", "striped tie"), front=True),
    Kind("bow tie", garments.bow_tie, ("bowtie",), front=True),
    Kind("hat", headwear.hat),
    Kind("cowboy hat", headwear.cowboy_hat, ("stetson", "western hat"), front=True),
    Kind("top hat", headwear.top_hat, ("magician's hat",)),
    Kind("baseball cap", headwear.baseball_cap, ("cap", "peaked cap"), front=True),
    Kind("beanie", headwear.beanie, ("bobble hat", "woolly hat", "knitted hat")),
    Kind("crown", headwear.crown),
    Kind("helmet", headwear.helmet, ("knight helmet", "knight's helmet"), front=True),
    Kind("carnival mask", headwear.carnival_mask, ("masquerade mask", "venetian mask"), front=True),
    Kind("sneaker", shoes.sneaker, ("trainer", "running shoe", "gym shoe"), front=True),
    Kind("boot", shoes.boot, ("rubber boot", "wellington boot"), front=True),
    Kind("high heel shoe", shoes.high_heel_shoe, ("high heel", "high-heeled shoe", "stiletto"), front=True),
    Kind("sandal", shoes.sandal, ("strappy sandal",), front=True),
    Kind("pair of slippers", shoes.slippers, ("slippers", "slipper", "house slippers"), front=True),
)
