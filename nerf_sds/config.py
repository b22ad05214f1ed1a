"""Every hyper-parameter with its unit, range and source. Standard library only: Blender reads the defaults here.

Sources: DF = DreamFusion (arXiv 2209.14988), section; "own" = found by our own runs, see docs/defaults.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from . import models
from .disk.texts import tidy
from .ranges import Between, Degrees, Guidance, Length, Metres, Part, Range, Rate, Several, Share, Small, Weight, shown
from .schedules import FieldSchedule, GridSchedule, S, Schedule, Stage, overridden
from .viewpoints import DISTANCE, ELEVATION, UNLIT, distances


@dataclass(frozen=True)
class Preset(GridSchedule):
    """DreamFusion: the cost of a run, its inputs, guidance and loss weights."""

    elevation: Between[Degrees] = ELEVATION  # camera elevation, degrees; DF 3.2
    distance: Between[Metres] = DISTANCE  # camera distance from the field's centre, metres; own
    view_dependent: bool = True  # whether prompts get view words, and priors that take a camera get it; DF 3.2
    albedo_only: Share = 0.0  # share of the steps, from the start, that render the albedo without light
    unlit: Share = UNLIT  # share of views under ambient light alone; DF A.2
    textureless: Share = 0.25  # share of views rendered without albedo; DF A.2
    normals: Share = 0.0  # share of views that render normals, for priors that know such pictures; own
    bare: Share = 0.0  # share of views that render albedo, for priors that know such pictures; own
    guidance_scale: Guidance = 14.0  # eps_u + s (eps_c - eps_u); DF 2 has 101 in this convention; own
    negative_prompt: Annotated[str, Length(0, 300)] = ""  # the prompt that guidance moves away from
    perp_neg: bool = False  # whether side and back views move away from the front view (Perp-Neg, arXiv 2304.04968)
    guidance_rescale: Share = 0.2  # how far the guided prediction is rescaled to the conditional one's deviation; own
    noise_weighted: bool = False  # whether w(t) of the SDS gradient is sigma^2 (DF 3) instead of sigma / alpha; own
    timestep_range: Between[Share] = (0.05, 0.98)  # share of a cosine schedule, matched by noise level; DF 3.2
    own_timesteps: bool = False  # whether timestep_range is a share of the diffusion model's own schedule instead
    timestep_end: Share = 0.5  # upper end of timestep_range at the last step; own
    timestep_fall: Share = 0.0  # share of the steps in which both ends fall; for 0 see step_inputs.timestep_ends
    orientation_weight: Weight = 1e-2  # DF A.2
    opacity_weight: Weight = 1e-2  # DF A.2 has 1e-3 to 5e-3
    entropy_weight: Weight = 0.1  # of the opacity's entropy, at the last step; own
    drawn_texture: bool = False  # whether the prior draws the texture anew on the finished mesh, see texturing; own


# Renderings of normals and albedo replace those without texture and those under ambient light alone; own.
SHOWN: dict[str, Any] = {"normals": 0.3, "bare": 0.2, "textureless": 0.0, "unlit": 0.0}
PRESETS: dict[str, Preset] = {
    "sketch": Preset(stages=(Stage(32, 60, 32, 32),), faces=3_000, texture_size=256, mesh_resolution=96, **SHOWN),
    "draft": Preset(stages=(Stage(32, 250, 32, 32), Stage(64, 30, 64, 64)),
                    faces=8_000, texture_size=512, mesh_resolution=128, **SHOWN),
    "standard": Preset(stages=(Stage(32, 400, 32, 32), Stage(64, 200, 64, 64)),
                       roughness_weight=1.0, drawn_texture=True, **SHOWN),
}  # fmt: skip
DEFAULT_PRESET = "standard"
UGLY = "ugly, blurry, low quality, oversaturated, duplicated parts, text, watermark"


def _for_large_priors(small: int, large: int, **changes: Any) -> dict[str, Preset]:
    """Returns presets by name for models of the world: more steps, and `large` of every 2,000 steps at 128 pixels.

    `small` and `large` add up to 2,000; `small` is the share of steps at 64 pixels.
    """

    def stages(steps: int) -> tuple[Stage, ...]:
        fine = steps * large // (small + large)
        last = (Stage(128, fine, 96, 128),) if large else ()
        return (Stage(64, steps - fine, 64, 64), *last)

    return {
        "sketch": Preset(stages(200), faces=3_000, texture_size=256, mesh_resolution=96, **changes),
        "draft": Preset(stages(600), faces=8_000, texture_size=512, mesh_resolution=128, **changes),
        "standard": Preset(stages(2000), roughness_weight=1.0, **changes),
    }


# The models' authors' values. T = threestudio (28d9d80), configs/dreamfusion-{sd,if}.yaml; M = MVDream-threestudio
# (efcd6c3), configs/mvdream-sd21-shading.yaml. They were written without a run of the real models: docs/priors.md.
_THREESTUDIO: dict[str, Any] = {
    "distance": distances(1.5 * math.tan(math.radians(20)), 2.0 * math.tan(math.radians(35))),  # T: at 40 to 70 degrees
    "albedo_only": 0.2,  # T: ambient_only_steps 2001 of 10000
    "guidance_rescale": 0.0,  # T
    "noise_weighted": True,  # T: weighting_strategy sds
    "timestep_range": (0.02, 0.98),  # T, constant over the run
    "timestep_end": 0.98,  # T
    "own_timesteps": True,  # T
}
LARGE_PRIORS: dict[str, dict[str, Preset]] = {  # family of models.py -> preset name -> preset
    "pixel": _for_large_priors(
        2000, 0,
        elevation=(-10.0, 90.0),  # T
        guidance_scale=21.0,  # T has 20 for eps_c + s (eps_c - eps_u)
        **_THREESTUDIO,
    ),
    "latent": _for_large_priors(
        1500, 500, grid_resolutions=(16, 32, 64, 128),
        elevation=(-10.0, 45.0),  # T
        guidance_scale=100.0,  # T, which means our eps_u + s (eps_c - eps_u) with Perp-Neg
        perp_neg=True,  # optional in T
        **_THREESTUDIO,
    ),
    "multiview": _for_large_priors(
        1500, 500, grid_resolutions=(16, 32, 64, 128),
        elevation=(0.0, 30.0),  # M
        distance=distances(0.8, 1.0),  # M: camera_distance_range, relative
        albedo_only=0.5,  # M: ambient_only_steps 5000 of 10000
        guidance_scale=50.0,  # M
        guidance_rescale=0.5,  # M: recon_std_rescale
        negative_prompt=UGLY,  # M has a longer one
        timestep_range=(0.02, 0.98),  # M
        own_timesteps=True,  # M
        timestep_end=0.5,  # M
        timestep_fall=0.8,  # M: 8000 of 10000
    ),
}  # fmt: skip

# "dirac" draws lit pictures alone.
NOT_SHOWN: dict[str, Any] = {"normals": 0.0, "bare": 0.0, "textureless": 0.25, "unlit": UNLIT}
LIT = {name: replace(preset, drawn_texture=False, **NOT_SHOWN) for name, preset in PRESETS.items()}
OF_FAMILIES: dict[str, dict[str, Preset]] = {**LARGE_PRIORS, "dirac": LIT}  # the other families use PRESETS


@dataclass(frozen=True)
class PaperPreset(FieldSchedule):
    """DreamFusion with the paper's own field, cameras, light and numbers.

    docs/paper.md lists what the paper leaves open. Lengths are metres of the paper's scene, a ball of `radius`. Shares
    of the steps hold for any number of steps.
    """

    stages: Several[Stage] = (Stage(64, 15_000, 64, 1),)  # DF 3.2; samples: own; the grid is not used
    # The optimiser. DF A.2: Distributed Shampoo, learning rate 1e-9 to 1e-4 over 3k of 15k steps, then to 1e-6.
    learning_rate: Rate = 1e-3  # Adam; threestudio's for MLPs
    first_rate_share: Share = 1e-5  # share of learning_rate at the first step; DF A.2
    last_rate_share: Share = 1e-2  # share of learning_rate at the last step; DF A.2
    warm_up: Share = 0.2  # share of the steps until the full learning_rate; DF A.2
    annealing: Part = 1 / 3  # share of the steps in which variance and orientation_weight change; DF A.2
    # The field
    radius: Metres = 1.4  # of the scene, metres; DF 3.1
    encoding_degrees: Annotated[int, Range(1, 16)] = 8  # number of frequencies, 2^0 .. 2^7 / m; DF A.2
    variance: tuple[Small, Small] = (5e-2, 2e-3)  # of the encoded Gaussians, square metres, first and last; DF A.2
    width: Annotated[int, Range(1, 2048)] = 128  # units per layer; DF A.2
    blocks: Annotated[int, Range(1, 32)] = 5  # residual blocks; DF A.2
    blob_height: Annotated[float, Range(-1e3, 1e3)] = 5.0  # added to the logarithm of the density in 1 / m; DF A.2
    blob_deviation: Metres = 0.2  # standard deviation of the blob, metres; DF A.2
    background_degrees: Annotated[int, Range(1, 16)] = 4  # number of frequencies that encode a direction; own
    background_width: Annotated[int, Range(1, 2048)] = 32  # units of the hidden layer; own
    # The cameras
    elevation: Between[Degrees] = (-10.0, 90.0)  # camera elevation, degrees; DF 3.2
    distance: Between[Metres] = (1.0, 1.5)  # camera distance from the origin, metres; DF 3.2
    position_jitter: Small = 0.1  # maximum offset of the camera along each axis, metres; DF A.2
    target_deviation: Small = 0.2  # deviation of the look-at point along each axis, metres; DF A.2
    up_deviation: Small = 0.02  # deviation of the unit up vector along each axis; DF A.2
    focal: Between[Metres] = (0.7, 1.35)  # focal length in picture widths; DF 3.2
    # The light
    albedo_only: Share = 1 / 15  # share of the steps, from the start, without light; DF A.2
    lit: Share = 0.75  # share of lit views after albedo_only; DF A.2
    textureless: Share = 0.5  # share of the lit views without albedo; DF A.2
    diffuse: Small = 0.9  # DF A.2
    ambient: Small = 0.1  # DF A.2
    light_deviation: Small = 1.0  # deviation of the light's direction point from the camera, metres; DF A.2
    light_distance: Between[Metres] = (0.8, 1.5)  # distance of the light from the origin, metres; DF A.2
    # The losses
    guidance_scale: Guidance = 101.0  # eps_u + s (eps_c - eps_u): w = 100 of DF 2 and 3.2
    timestep_range: Between[Share] = (0.02, 0.98)  # share of the noise schedule; DF 3.2
    orientation_weight: tuple[Weight, Weight] = (1e-4, 1e-2)  # DF A.2
    opacity_weight: Weight = 5e-3  # DF A.2 has 1e-3 to 5e-3


PAPER = PaperPreset()


@dataclass(frozen=True)
class DreamFieldsPreset(GridSchedule):
    """The baseline Dream Fields (arXiv 2112.01455). Its steps take as long as DreamFusion's with the former model."""

    elevation: Between[Degrees] = (30.0, 30.0)  # camera elevation, degrees; section 4
    view_dependent: bool = False  # view words in the prompts; the paper has none
    transmittance_target: Between[Share] = (0.4, 0.88)  # first and last; appendix A
    transmittance_annealing: Part = 0.3  # share of the steps until the last target
    transmittance_weight: Weight = 0.5  # appendix A


DREAM_FIELDS: dict[str, DreamFieldsPreset] = {
    "sketch": DreamFieldsPreset(stages=(Stage(32, 150, 32, 32),), faces=3_000, texture_size=256, mesh_resolution=96),
    "draft": DreamFieldsPreset(
        stages=(Stage(32, 500, 32, 32), Stage(64, 130, 64, 64)), faces=8_000, texture_size=512, mesh_resolution=128
    ),
    "standard": DreamFieldsPreset(stages=(Stage(32, 800, 32, 32), Stage(64, 670, 64, 64))),
}


@dataclass(frozen=True)
class ClipMeshPreset(Schedule):
    """The baseline CLIP-Mesh (arXiv 2203.13333). Its steps take as long as those of Dream Fields."""

    views: Annotated[int, Range(1, 64)] = 8  # per step; own
    learning_rate: Rate = 0.05  # of Adam, for the colours; own
    point_rate_share: Share = 0.1  # share of learning_rate for the control points; own
    control_level: Annotated[int, Range(0, 5)] = 3  # subdivisions of an icosahedron; 3 give 642 control points
    subdivisions: Annotated[int, Range(0, 3)] = 1  # Loop subdivisions of the control mesh
    elevation: Between[Degrees] = (-10.0, 60.0)  # camera elevation, degrees; own
    view_dependent: bool = False  # view words in the prompts; the paper has none
    laplacian_weight: Weight = 1.0  # own


CLIP_MESH: dict[str, ClipMeshPreset] = {
    "sketch": ClipMeshPreset(stages=(Stage(64, 60, 1, 1),), faces=3_000, texture_size=256),
    "draft": ClipMeshPreset(stages=(Stage(64, 420, 1, 1),), faces=8_000, texture_size=512),
    "standard": ClipMeshPreset(stages=(Stage(64, 1000, 1, 1),)),
}
METHODS: dict[str, Mapping[str, Schedule]] = {
    "dreamfusion": {**PRESETS, "paper": PAPER},
    "dream-fields": DREAM_FIELDS,
    "clip-mesh": CLIP_MESH,
}
SETTINGS: dict[str, dict[str, dict[str, Any]]] = {  # settings of the baselines; the better result of each counts
    "dream-fields": {"a": {}, "b": {"view_dependent": True, "elevation": [-10.0, 60.0], "roughness_weight": 1.0}},
    "clip-mesh": {"a": {}, "b": {"laplacian_weight": 20.0, "learning_rate": 0.1, "view_dependent": True}},
}
SLIMMEST = 30  # maximum ratio of two sides of the bounds: the shorter one then has about two cells of the field
SEEDS = Range(0, 2**31 - 1)
SIZES = Range(0.001, 1000)  # metres
DEVICES = ("auto", "cuda", "mps", "cpu")


@dataclass(frozen=True)
class Request:
    """One prop to be made, as the artist asks for it. Stored as request.json in the job folder.

    Raises ValueError with one line that says what to do if a value is out of its range.
    """

    prompt: str
    seed: Annotated[int, SEEDS] = 0  # the same seed on the same device gives the same prop
    preset: str = DEFAULT_PRESET  # a key of METHODS[method]
    prior: str = models.SHIPPED  # a built-in name, or one that models.find accepts
    size: Annotated[float, SIZES] = 1.0  # largest dimension of the mesh or of its bounds, metres
    device: str = "auto"  # auto, cuda, mps or cpu
    method: str = "dreamfusion"  # a key of METHODS
    overrides: dict[str, Any] = field(default_factory=dict)  # hyper-parameter -> value that replaces the preset's
    mirror: bool = False  # whether the prop is mirror-symmetric about X = 0
    bounds: list[float] = field(default_factory=list)  # proportions X : Y : Z of a box around the prop, or empty
    start: str = ""  # SHA-256 of start.npz in the job folder, the mesh that the field starts from, or empty
    texture_only: bool = False  # whether that mesh stays as it is and gets a texture, instead of starting a field

    def __post_init__(self) -> None:
        object.__setattr__(self, "prompt", tidy(self.prompt))
        if not self.prompt:
            raise ValueError("The prompt is empty: write what you want, for example: a red mushroom")
        if len(self.prompt) > 300 or not self.prompt.isprintable():
            raise ValueError("The prompt must be one line of at most 300 printable characters")
        if self.seed not in SEEDS:
            raise ValueError(f"The seed {shown(self.seed)} is out of range: choose {SEEDS}")
        if self.size not in SIZES:
            raise ValueError(f"The size {shown(self.size)} m is out of range: choose {SIZES}")
        if self.device not in DEVICES:
            raise ValueError(f"There is no device {self.device!r}: choose one of {', '.join(DEVICES)}")
        if self.method not in METHODS:
            raise ValueError(f"There is no method {self.method!r}: choose one of {', '.join(METHODS)}")
        presets = METHODS[self.method]
        if self.preset not in presets:
            raise ValueError(f"{self.method} has no preset {self.preset!r}: choose one of {', '.join(presets)}")
        overridden(presets[self.preset], self.overrides)
        is_held = self.mirror or self.bounds or self.start
        if is_held and not isinstance(presets[self.preset], GridSchedule):
            raise ValueError(
                "A mesh to start from, mirror and bounds need a field made of grids: choose a preset such as standard"
            )
        _check_bounds(self.bounds)

    @property
    def room(self) -> tuple[float, float, float]:
        """The box in metres (X, Y, Z) that the mesh fills: `size` in each direction, or the box of the bounds."""
        x, y, z = self.bounds or (1.0, 1.0, 1.0)
        scale = self.size / max(x, y, z)
        return x * scale, y * scale, z * scale


def preset_of(request: Request, kind: type[S]) -> S:
    """Returns the hyper-parameters of a request, of type `kind`: the preset with the request's overrides."""
    presets = METHODS[request.method]
    if request.method == "dreamfusion":
        presets = {**presets, **OF_FAMILIES.get(models.family(request.prior), {})}
    preset = overridden(presets[request.preset], request.overrides)
    assert isinstance(preset, kind)
    return preset


def bounds_around(extents: list[float]) -> list[float]:
    """Returns the bounds for a mesh of extents X, Y and Z. Sides that are too thin for a field are widened."""
    return [max(side, max(extents) / (SLIMMEST - 1)) for side in extents]


def _check_bounds(bounds: list[Any]) -> None:
    """Raises ValueError if the bounds are neither empty nor the proportions of a box."""
    sides = [side for side in bounds if isinstance(side, int | float) and 0 < side < math.inf]
    if bounds and not (len(bounds) == len(sides) == 3 and max(sides) <= SLIMMEST * min(sides)):
        raise ValueError(f"The bounds {bounds} are no box: give its sides X Y Z, none {SLIMMEST} times another")
