"""Makes the pictures of docs/blender.md from the screenshots of run.py; any Python with Pillow:

    python tests/window/illustrate.py PICTURES

PICTURES is the folder that run.py has filled with all its scenarios.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).resolve().parents[2] / "docs/images/blender"
LARGEST = 60_000  # maximum bytes of a picture
WIDTH = 900  # maximum width in pixels
ALL, VIEWPORT, SIDEBAR = (0, 0, 1600, 1000), (0, 30, 1322, 900), (740, 70, 1322, 700)  # left, top, right, bottom
STEPS = {
    "install-menu": (700, 30, 1500, 230),
    "install-file": ALL,
    "preferences-english": (170, 470, 1322, 900),
    "sidebar-english": SIDEBAR,
    "orbit3": VIEWPORT,
    "coarse": VIEWPORT,
    "queue": SIDEBAR,
    "seeds": (740, 70, 1322, 900),
    "many-props": (1040, 378, 1300, 900),
    "placeholder": (1328, 338, 1600, 860),
    "menu": (430, 150, 1322, 920),
}


def main(pictures: Path) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, part in STEPS.items():
        picture = Image.open(pictures / f"{name}.png").convert("RGB").crop(part)
        picture.thumbnail((WIDTH, WIDTH), Image.Resampling.LANCZOS)
        for quality in range(88, 40, -4):
            picture.save(FOLDER / f"{name}.jpg", quality=quality, optimize=True)
            if (FOLDER / f"{name}.jpg").stat().st_size <= LARGEST:
                break


if __name__ == "__main__":
    main(Path(sys.argv[1]))
