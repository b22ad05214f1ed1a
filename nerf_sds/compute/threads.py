"""Work side by side in threads. NumPy, SciPy, torch and Pillow let other threads compute meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import torch

T = TypeVar("T")


def cores() -> int:
    """Returns how many threads compute at a time: those of torch, which OMP_NUM_THREADS sets."""
    return torch.get_num_threads()


def together(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """Returns what the tasks return, in their order, or raises the error of the first one in this order that failed.

    No task runs any more when it returns or raises. The first task stays in the calling thread, so it may be one that
    uses a GPU.
    """
    if cores() == 1:
        return [task() for task in tasks]
    with ThreadPoolExecutor(cores()) as pool:
        futures = [pool.submit(task) for task in tasks[1:]]
        first = tasks[0]()
    return [first, *(future.result() for future in futures)]
