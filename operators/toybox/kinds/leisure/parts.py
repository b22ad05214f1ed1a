"""Parts that several toys and things for sports share."""

from __future__ import annotations

import numpy as np

from ..shapes import ColouredParts, Part, lathe, sphere, tube


def toy_horse(segments: int, coat: str, saddle: str, hair: str) -> ColouredParts:
    """Returns the coloured parts of a galloping toy horse."""
    neck = [(0, -0.2, 0.75, 0.26), (0, -0.52, 1.1, 0.2), (0, -0.64, 1.42, 0.14)]
    head = [(0, -0.5, 1.42, 0.08), (0, -0.6, 1.38, 0.17), (0, -0.92, 1.18, 0.13), (0, -0.99, 1.13, 0.07)]
    mane = [(0, -0.66, 1.6, 0.06), (0, -0.46, 1.5, 0.12), (0, -0.32, 1.2, 0.13), (0, -0.24, 1, 0.06)]
    tail = [(0, 0.45, 0.85, 0.08), (0, 0.72, 0.86, 0.13), (0, 0.84, 0.5, 0.11), (0, 0.8, 0.4, 0.04)]
    bars = [(neck, coat), (head, coat), (mane, hair), (tail, hair)]
    for x in (-1, 1):
        bars.append(([(0.08 * x, -0.56, 1.46, 0.07), (0.1 * x, -0.54, 1.7, 0.03)], coat))
        for y in (-1, 1):
            hip, knee = (0.14 * x, 0.32 * y, 0.75, 0.15), (0.2 * x, 0.5 * y, 0.4, 0.11)
            bars.append(([hip, knee, (0.24 * x, 0.62 * y, 0.06, 0.08)], coat))
    ball = sphere(1, segments=3 * segments // 2)
    parts = [(ball.stretch(0.29, 0.56, 0.28).move(z=0.76), coat), (ball.stretch(0.31, 0.24, 0.27).move(z=0.82), saddle)]
    parts += [(sphere(0.05, segments=segments).move(x, -0.68, 1.38), "charcoal") for x in (-0.15, 0.15)]
    for bar, colour in bars:
        path, widths = [(x, y, z) for x, y, z, _ in bar], [width for *_, width in bar]
        parts.append((tube(path, widths, segments, soft=segments > 8), colour))
    return parts


def wrapped_grip(radius: float, length: float) -> Part:
    """Returns a wound grip on z = 0, with six turns of tape."""
    tape = [(radius * r, length * (i + z) / 6) for i in range(6) for z, r in ((0, 1), (0.75, 1.3), (0.99, 1))]
    return lathe([(0, 0), *tape, (0, length)], 16)


def sleeve(profile: np.ndarray, low: float, high: float, rise: float) -> Part:
    """Returns a band around a lathed profile of (radius, z), from `low` to `high` and `rise` thick."""
    z = np.linspace(low, high, 9)
    radius = np.interp(z, profile[:, 1], profile[:, 0]) + rise
    return lathe([(0, low), *zip(radius, z, strict=True), (0, high)])
