"""Instruments, sports, games, devices, clothes and jewellery of the toybox."""

from __future__ import annotations

from ..kind import Kind
from . import belongings, gadgets, sports

KINDS = (
    Kind("drum", gadgets.drum, ("snare drum", "toy drum")),
    Kind("guitar", gadgets.guitar, ("acoustic guitar",), front=True),
    Kind("violin", gadgets.violin, ("fiddle",), front=True),
    Kind("bell", gadgets.bell),
    Kind("trophy", gadgets.trophy, ("trophy cup",)),
    Kind("shield", gadgets.shield, ("knight's shield",), front=True),
    Kind("clock", gadgets.clock, ("alarm clock",), front=True),
    Kind("television", gadgets.television, ("tv", "telly", "television set"), front=True),
    Kind("camera", gadgets.camera, ("photo camera",), front=True),
    Kind("soccer ball", sports.soccer_ball, ("football",)),
    Kind("basketball", sports.basketball, ("basket ball",)),
    Kind("tennis racket", sports.tennis_racket, ("tennis racquet", "racket", "racquet")),
    Kind("baseball bat", sports.baseball_bat),
    Kind("dumbbell", sports.dumbbell, ("hand weight",)),
    Kind("bowling pin", sports.bowling_pin, ("skittle", "tenpin")),
    Kind("chess pawn", sports.chess_pawn, ("pawn", "chess piece")),
    Kind("die", sports.die, ("dice", "playing die")),
    Kind("balloon", sports.balloon, ("party balloon", "toy balloon")),
    Kind("kite", sports.kite),
    Kind("gift box", sports.gift_box, ("gift", "present", "wrapped present")),
    Kind("christmas tree", sports.christmas_tree, ("xmas tree",)),
    Kind("sneaker", belongings.sneaker, ("trainer", "running shoe", "gym shoe"), front=True),
    Kind("sock", belongings.sock, ("stocking",), front=True),
    Kind("glove", belongings.glove, front=True),
    Kind("t-shirt", belongings.t_shirt, ("tee shirt", "t shirt", "shirt"), front=True),
    Kind("pair of glasses", belongings.glasses, ("glasses", "eyeglasses", "spectacles"), front=True),
    Kind("ring", belongings.ring, ("finger ring", "jewelled ring")),
    Kind("wristwatch", belongings.wristwatch, ("wrist watch", "watch"), front=True),
    Kind("trumpet", belongings.trumpet),
    Kind("harp", belongings.harp),
    Kind("microphone", belongings.microphone, ("mic",)),
)
