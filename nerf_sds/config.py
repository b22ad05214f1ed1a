"""Every hyper-parameter, with its unit and its source. Standard library only: Blender reads its defaults here.

Sources: DF = DreamFusion (arXiv 2209.14988), section; "own" = found by our own runs, see docs/defaults.md.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """A part of the optimisation at one picture size."""

    resolution: int  # pixels a side of the square renderings
    steps: int
    samples: int  # samples a ray through the unit ball's diameter, before empty space is skipped
    grid: int  # cells a side of the finest of the field's grids that takes part


@dataclass(frozen=True)
class Preset:
    """What a run spends and how it weighs its losses."""

    stages: tuple[Stage, ...]
    views: int = 4  # a step; DF 3.2
    grid_resolutions: tuple[int, ...] = (16, 32, 64)  # cells a side of the field's dense grids; own
    learning_rate: float = 0.1  # Adam; own
    guidance_scale: float = 8.0  # eps_u + s (eps_c - eps_u); DF 2 has 101 in this convention; own
    guidance_rescale: float = 0.5  # share of the guided prediction brought back to the conditional one's deviation; own
    timestep_range: tuple[float, float] = (0.05, 0.98)  # share of the schedule; DF 3.2
    timestep_end: float = 0.5  # the upper end of the range at the last step; own
    textureless: float = 0.25  # share of views drawn without albedo; DF A.2
    orientation_weight: float = 1e-2  # DF A.2
    opacity_weight: float = 1e-2  # DF A.2 has 1e-3 to 5e-3
    entropy_weight: float = 0.1  # of the opacity, reached at the last step; own
    roughness_weight: float = 0.3  # own
    faces: int = 20_000  # the mesh's budget of triangles
    texture_size: int = 1024  # pixels a side of the albedo map
    mesh_resolution: int = 160  # cells a side of the grid that the surface is taken from


PRESETS: dict[str, Preset] = {
    "sketch": Preset(stages=(Stage(32, 60, 32, 32),), faces=3_000, texture_size=256, mesh_resolution=96),
    "draft": Preset(
        stages=(Stage(32, 250, 32, 32), Stage(64, 70, 64, 64)), faces=8_000, texture_size=512, mesh_resolution=128
    ),
    "standard": Preset(stages=(Stage(32, 400, 32, 32), Stage(64, 360, 64, 64)), roughness_weight=1.0),
}
DEFAULT_PRESET = "standard"
DEVICES = ("auto", "cuda", "mps", "cpu")


@dataclass(frozen=True)
class Request:
    """One prop to be made, as the artist asks for it. It stays in the job folder as request.json.

    Raises ValueError with one line that says what to do, when a value is out of its range.
    """

    prompt: str
    seed: int = 0  # 0 .. 2**31 - 1; the same seed on the same device gives the same prop
    preset: str = DEFAULT_PRESET  # a key of PRESETS
    prior: str = "toybox"  # a name that priors.load_prior knows
    size: float = 1.0  # metres, the largest dimension of the mesh
    device: str = "auto"  # auto, cuda, mps or cpu

    def __post_init__(self) -> None:
        if not self.prompt.strip():
            raise ValueError("The prompt is empty: write what you want, for example: a red mushroom")
        if len(self.prompt) > 300 or not self.prompt.isprintable():
            raise ValueError("The prompt must be one line of at most 300 printable characters")
        if self.preset not in PRESETS:
            raise ValueError(f"There is no preset {self.preset!r}: choose one of {', '.join(PRESETS)}")
        if not 0 <= self.seed < 2**31:
            raise ValueError(f"The seed {self.seed} is out of range: choose 0 to {2**31 - 1}")
        if not 0.001 <= self.size <= 1000:
            raise ValueError(f"The size {self.size:g} m is out of range: choose 0.001 to 1000")
        if self.device not in DEVICES:
            raise ValueError(f"There is no device {self.device!r}: choose one of {', '.join(DEVICES)}")
