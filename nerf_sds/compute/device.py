"""The device on which the engine computes, and the precision of the diffusion model there."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import conv2d

from ..install.environment import has_nvidia_gpu

DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
SECONDS = 0.8  # spent on measuring; at most 1 s with the warm-up
GAIN = 1.3  # a lower precision must be this many times as fast as float32


def choose(device: str, dtype: str | None = None) -> tuple[torch.device, torch.dtype]:
    """Returns the device named "auto", "cuda", "mps" or "cpu", and the diffusion model's precision on it.

    The precision is `dtype`, a key of DTYPES, or the one of `fastest_dtype`. Raises ValueError if this machine does not
    have the device.
    """
    chosen = torch.device(_best() if device == "auto" else device)
    if chosen.type == "cuda" and not torch.cuda.is_available():
        raise ValueError(f"torch {torch.__version__} finds no CUDA GPU here: choose the device auto or cpu")
    if chosen.type == "mps" and not torch.backends.mps.is_available():
        raise ValueError(f"torch {torch.__version__} finds no Apple GPU here: choose the device auto or cpu")
    return chosen, DTYPES.get(dtype or "") or fastest_dtype(chosen)


def describe() -> str:
    """Describes the device "auto" in words: the GPU's name and memory or the CPU's cores, and torch's version."""
    torch_here = f"torch {torch.__version__}"
    if (best := _best()) == "cuda":
        facts = torch.cuda.get_device_properties(0)
        return f"{facts.name}, {facts.total_memory / 1e9:.1f} GB, {torch_here}"
    if best == "mps":
        return f"Apple GPU, {torch_here}"
    unused = f"; the NVIDIA GPU is not used, as {torch_here} cannot: remove the engine and install it again"
    return f"CPU, {os.cpu_count()} cores, {torch_here}{unused if has_nvidia_gpu() else ''}"


@cache
def fastest_dtype(device: torch.device) -> torch.dtype:
    """Returns the fastest precision on a device, measured once per process so that all its props use the same model.

    A CUDA GPU is not measured: it gets bfloat16 if it supports it, else float16. Elsewhere float32 is kept unless
    another precision is GAIN times as fast.
    """
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16
    seconds = measure(device)
    fastest = min(seconds, key=lambda dtype: seconds[dtype])
    return fastest if seconds[fastest] * GAIN < seconds[torch.float32] else torch.float32


def sent(values: Any, device: torch.device) -> Tensor:
    """Returns numbers, or a CPU tensor, as a tensor on the device. Does not wait for the GPU."""
    tensor = torch.as_tensor(values)
    return tensor.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else tensor.to(device)


@cache
def kernels_of(module: str) -> Any:
    """Returns a module with kernels for NVIDIA GPUs by its name in the engine, such as "nerf.interpolation_kernels".

    Returns None if Triton is missing or cannot build the kernels, for instance because there is no compiler.
    """
    try:
        kernels = import_module(f"..{module}", __package__)
        kernels.trial()
    except Exception as error:  # any error: there is a fallback
        print(f"No {module.rpartition('.')[2]}, so that it takes longer: {error}", file=sys.stderr)
        return None
    return kernels


@torch.inference_mode()
def measure(device: torch.device) -> dict[torch.dtype, float]:
    """Returns the seconds that a matrix product and a convolution take in each precision the device supports.

    The precisions are measured in turn, and the best turn of each counts, so that other programs disturb all alike.
    """
    deadline = time.perf_counter() + SECONDS
    work = {dtype: _work(device, dtype) for dtype in DTYPES.values()}
    best: dict[torch.dtype, float] = {}
    for dtype in DTYPES.values():
        with suppress(RuntimeError, TypeError):  # a precision that this device does not have
            work[dtype]()  # warm-up, not counted
            best[dtype] = _seconds(work[dtype])
    while time.perf_counter() < deadline:
        best = {dtype: min(seconds, _seconds(work[dtype])) for dtype, seconds in best.items()}
    return best


def _work(device: torch.device, dtype: torch.dtype) -> Callable[[], float]:
    matrix = torch.ones(512, 512, device=device, dtype=dtype)
    picture = torch.ones(4, 128, 16, 16, device=device, dtype=dtype)
    kernel = torch.ones(128, 128, 3, 3, device=device, dtype=dtype)
    return lambda: (matrix @ matrix)[0, 0].item() + conv2d(picture, kernel, padding=1)[0, 0, 0, 0].item()


def _seconds(work: Callable[[], float]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _best() -> str:
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


if __name__ == "__main__":
    print(describe())
