"""Sharpness of a prop's colours: the share of their spectrum that is above a quarter of the Nyquist frequency.

A blurred texture has less of it than a real one. The outline does not count.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

PATCH = 16  # pixels per side of the squares whose spectra are summed up
STEP = 8  # pixels between two squares
QUARTER = 0.125  # cycles per pixel: a quarter of the Nyquist frequency
LUMA = (0.299, 0.587, 0.114)
FLAT = 1e-4  # variance of brightness below which a prop has no texture to judge


def sharpness(albedo: Tensor, silhouettes: NDArray[np.bool_]) -> float | None:
    """Returns the share, 0..1, in the squares inside the outlines; None if the brightness is constant.

    `albedo` (N, 3, S, S) are unshaded pictures in 0..1, `silhouettes` (N, S, S).
    """
    bright = torch.einsum("nchw,c->nhw", albedo, torch.tensor(LUMA))
    patches = _squares(bright)[_squares(torch.from_numpy(silhouettes).float()).flatten(1).amin(1) > 0]
    if len(patches) == 0 or patches.var((1, 2)).mean() < FLAT:
        return None
    window = torch.hann_window(PATCH, periodic=False)
    windowed = (patches - patches.mean((1, 2), keepdim=True)) * window * window[:, None]
    power = torch.fft.fft2(windowed).abs().square().sum(0)
    frequency = torch.fft.fftfreq(PATCH)
    is_high = torch.hypot(frequency[:, None], frequency[None]) > QUARTER
    return (power[is_high].sum() / power.sum()).item()


def _squares(pictures: Tensor) -> Tensor:
    """(N, S, S) -> (M, PATCH, PATCH)"""
    return pictures.unfold(1, PATCH, STEP).unfold(2, PATCH, STEP).reshape(-1, PATCH, PATCH)
