"""Figures of the toybox. Each function adds the parts of one kind to `prop`."""

from __future__ import annotations

import math

from ..shapes import DARK, LIGHT, ToyShape, box, cylinder, lathe, sphere, torus, tube


def robot(prop: ToyShape) -> None:
    width, body, head, leg = prop.vary(0.9, 0.1), prop.vary(0.85, 0.1), prop.vary(0.62, 0.1), prop.vary(0.42)
    depth = prop.vary(0.62, 0.1)
    top = leg + body
    prop.add(box(width, depth, body, bevel=0.09).move(z=leg + body / 2))
    prop.add(cylinder(0.17, 0.24).move(z=top + 0.04), "stone")
    face = top + 0.1 + head / 2
    prop.add(box(1.25 * head, head, head, bevel=0.1).move(z=face))
    front = -head / 2
    prop.add(box(0.98 * head, 0.1, 0.46 * head, bevel=0.04).move(y=front, z=face + 0.08 * head), "charcoal")
    for side in (-1, 1):
        prop.add(sphere(0.12).stretch(y=0.6).move(side * 0.26 * head, front - 0.05, face + 0.08 * head), "glass")
        prop.add(cylinder(0.14, 0.14).turn(y=90).move(x=side * 0.66 * head, z=face), "stone")
        shoulder = side * (width / 2 + 0.1)
        arm = [(shoulder, 0, top - 0.2), (shoulder * 1.25, -0.05, top - 0.5), (shoulder * 1.2, -0.15, leg + 0.12)]
        prop.add(sphere(0.19).move(*arm[0]), "stone")
        prop.add(tube(arm, 0.13))
        prop.add(torus(0.13, 0.08, segments=16).turn(x=90).move(shoulder * 1.2, -0.17, leg), "stone")
        prop.add(cylinder(0.15, leg + 0.1, bevel=0.02).move(side * 0.26 * width, 0, leg / 2), "stone")
        prop.add(box(0.38, 0.54, 0.22, bevel=0.07).move(side * 0.27 * width, -0.07, 0.1))
    prop.add(box(0.4 * head, 0.06, 0.07, bevel=0.01).move(y=front - 0.02, z=face - 0.32 * head), "charcoal")
    prop.add(box(0.62 * width, 0.1, 0.46 * body, bevel=0.04).move(y=-depth / 2, z=leg + 0.56 * body), LIGHT)
    for x, colour in ((-0.16, "cherry"), (0.0, "gold"), (0.16, "glass")):
        prop.add(sphere(0.075).move(x * width, -depth / 2 - 0.06, leg + 0.62 * body), colour)
    prop.add(cylinder(0.06, 0.3, bevel=0.01, segments=12).move(z=face + head / 2 + 0.1), "stone")
    prop.add(sphere(0.12).move(z=face + head / 2 + 0.28), "cherry")


def snowman(prop: ToyShape) -> None:
    low, middle, head = prop.vary(0.72, 0.08), prop.vary(0.52, 0.08), prop.vary(0.38, 0.08)
    chest = 1.35 * low + 0.62 * middle
    face = chest + 0.72 * middle + 0.62 * head
    prop.add(sphere(low).stretch(z=0.9).move(z=0.75 * low))
    prop.add(sphere(middle).move(z=chest))
    prop.add(sphere(head).move(z=face))
    prop.add(torus(0.68 * head, 0.13).move(z=face - 0.72 * head), "cherry")
    prop.add(box(0.2, 0.14, 0.5, bevel=0.04).turn(x=-12).move(0.18, -0.98 * middle, chest + 0.22), "cherry")
    prop.add(cylinder(1.12 * head, 0.11).move(z=face + 0.62 * head), "charcoal")
    hat = prop.vary(0.5)
    prop.add(cylinder(0.72 * head, hat, top=0.78 * head).move(z=face + 0.62 * head + hat / 2), "charcoal")
    prop.add(cylinder(0.76 * head, 0.12, bevel=0.02).move(z=face + 0.62 * head + 0.12), "cherry")
    nose = lathe([(0, 0), (0.11, 0), (0.09, 0.12), (0.02, 0.42), (0, 0.42)], segments=16)
    prop.add(nose.turn(x=90).move(y=-0.9 * head, z=face), "carrot")
    for side in (-1, 1):
        prop.add(sphere(0.085).move(side * 0.42 * head, -0.84 * head, face + 0.3 * head), "charcoal")
        arm = [
            (side * 0.7 * middle, 0, chest + 0.1),
            (side * 1.4 * middle, 0, chest + 0.2),
            (side * 1.75 * middle, -0.05, chest + 0.5),
        ]
        prop.add(tube(arm, [0.085, 0.08, 0.07], segments=8), "bark")
        prop.add(tube([arm[1], (side * 1.85 * middle, 0, chest + 0.2)], 0.07, segments=8), "bark")
    prop.add(sphere(0.09).move(y=-0.98 * middle, z=chest - 0.14), "charcoal")
    for angle in (8, 34):
        a = math.radians(angle)
        prop.add(sphere(0.09).move(y=-0.98 * low * math.cos(a), z=0.75 * low + 0.9 * low * math.sin(a)), "charcoal")


def duck(prop: ToyShape) -> None:
    length, width, head = prop.vary(0.82, 0.08), prop.vary(0.62, 0.08), prop.vary(0.46, 0.08)
    prop.add(sphere(1, squareness=0.1).stretch(width, length, 0.52).move(z=0.5))
    tail = lathe([(0, 0), (0.34, 0), (0.22, 0.35), (0.03, 0.62), (0, 0.62)], soft=True)
    prop.add(tail.turn(x=-52).move(y=0.55 * length, z=0.55))
    face, forward = 0.9 + 0.75 * head, -0.42 * length
    prop.add(sphere(1).stretch(0.8 * head, 0.8 * head, 0.5).move(y=forward, z=0.8))
    prop.add(sphere(head).move(y=forward, z=face))
    bill = sphere(1, squareness=0.15).stretch(0.24, 0.3, 0.08)
    prop.add(bill.turn(x=-12).move(y=forward - head, z=face - 0.03), "carrot")
    prop.add(bill.stretch(0.85, 0.8, 0.9).turn(x=10).move(y=forward - 0.96 * head, z=face - 0.13), "carrot")
    for side in (-1, 1):
        prop.add(sphere(0.115).move(side * 0.5 * head, forward - 0.72 * head, face + 0.28 * head), "snow")
        prop.add(sphere(0.085).move(side * 0.54 * head, forward - 0.86 * head, face + 0.3 * head), "charcoal")
        wing = sphere(1).stretch(0.14, 0.48, 0.27).turn(x=-14, z=side * 8)
        prop.add(wing.move(side * 0.95 * width, 0.14, 0.62), DARK)
