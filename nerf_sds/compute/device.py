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
SECONDS = 0.8  # maximum time for measuring
GAIN = 1.3  # a lower precision must be this many times as fast as float32
HOPELESS = 2  # a precision that takes this many times as long as float32 on a small matrix is dropped
LITTLE = 128  # rows of the matrix; a precision that the CPU only emulates takes 5 ms
MUCH = 512


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
    What is hopeless with little work is left at that.
    """
    little: dict[torch.dtype, float] = {}
    for dtype in DTYPES.values():
        with suppress(RuntimeError, TypeError):  # a precision that this device does not have
            work = _work(device, dtype, LITTLE)
            work()  # warm-up, not counted
            little[dtype] = min(_seconds(work) for _ in range(5))
    hopeful = [dtype for dtype, seconds in little.items() if seconds < HOPELESS * little[torch.float32]]
    if hopeful == [torch.float32]:
        return little
    deadline = time.perf_counter() + SECONDS
    much = {dtype: _work(device, dtype, MUCH) for dtype in hopeful}
    for work in much.values():
        work()
    best = {dtype: _seconds(work) for dtype, work in much.items()}
    while time.perf_counter() < deadline:
        best = {dtype: min(seconds, _seconds(much[dtype])) for dtype, seconds in best.items()}
    return best


def _work(device: torch.device, dtype: torch.dtype, rows: int) -> Callable[[], float]:
    matrix = torch.ones(rows, rows, device=device, dtype=dtype)
    picture = torch.ones(4, rows // 4, 16, 16, device=device, dtype=dtype)
    kernel = torch.ones(rows // 4, rows // 4, 3, 3, device=device, dtype=dtype)
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
