"""Draws contact sheets of finished props: one prop per row, one azimuth per column, shaded and then textureless."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from torch import Tensor

from ..disk import files
from ..mesh.eval_renders import Portraits, photograph
from ..mesh.export import read_result
from ..viewpoints import ring

MARGIN = 150  # pixels: the width of a row's label
HEAD = 22  # pixels: the height of the columns' labels
GAP = 10  # pixels between shaded and textureless views
CELL = 64  # pixels: the side of a view
HEAVIEST = 400_000  # bytes of a sheet
PAPER, INK = (255, 255, 255), (40, 40, 40)


def write(path: Path, rows: Iterable[tuple[str, Path]]) -> None:
    """Writes a JPEG with a row for each (label, folder of a finished job). Raises OSError or ValueError."""
    strips = [(label, strip(photograph(read_result(folder)))) for label, folder in rows]
    files.write(path, light(sheet(strips)))


def strip(portraits: Portraits) -> NDArray[np.uint8]:
    """Returns a prop's eight shaded and eight textureless views side by side: (CELL, 16 CELL + GAP, 3) sRGB."""
    gap = np.full((CELL, GAP, 3), PAPER, np.uint8)
    return np.concatenate([_row(portraits.shaded), gap, _row(portraits.textureless)], axis=1)


def sheet(strips: list[tuple[str, NDArray[np.uint8]]]) -> Image.Image:
    """Returns the strips below each other, with their labels on the left and the azimuths on top."""
    width = MARGIN + strips[0][1].shape[1]
    picture = Image.new("RGB", (width, HEAD + CELL * len(strips)), PAPER)
    draw = ImageDraw.Draw(picture)
    font, small = ImageFont.load_default(13), ImageFont.load_default(11)
    azimuths = [viewpoint.azimuth for viewpoint in ring(8)]
    for i, azimuth in enumerate(azimuths * 2):
        x = MARGIN + CELL * (i + 0.5) + GAP * (i >= len(azimuths))
        draw.text((x, HEAD / 2), f"{azimuth:.0f}°", INK, small, anchor="mm")
    for i, (label, views) in enumerate(strips):
        top = HEAD + CELL * i
        picture.paste(Image.fromarray(views), (MARGIN, top))
        draw.multiline_text((MARGIN - 8, top + CELL / 2), _folded(label), INK, font, anchor="rm", align="right")
    return picture


def light(picture: Image.Image) -> bytes:
    """Returns a JPEG of at most HEAVIEST bytes, in the best quality that this allows."""
    for quality in range(92, 20, -8):
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality, optimize=True)
        if buffer.tell() <= HEAVIEST:
            return buffer.getvalue()
    return light(picture.reduce(2))


def _row(views: Tensor) -> NDArray[np.uint8]:
    """Puts views (8, 3, S, S) in 0..1 side by side: (CELL, 8 CELL, 3)."""
    frames = (255 * views.clamp(0, 1)).round().byte().permute(0, 2, 3, 1).cpu().numpy()
    return np.concatenate([np.asarray(Image.fromarray(frame).resize((CELL, CELL))) for frame in frames], axis=1)


def _folded(label: str) -> str:
    """Breaks a label into lines that fit the margin."""
    return "\n".join(line for part in label.split(", ") for line in textwrap.wrap(part, 20))
