"""The frozen diffusion models that score a rendering, each behind the `Prior` protocol of `sds.py`."""

from __future__ import annotations

import torch

from ..prompts import TOYBOX
from ..sds import Prior


def load_prior(name: str, device: torch.device, dtype: torch.dtype) -> Prior:
    """Loads a prior by its name: "toybox" (built in) or "dirac" (closed form: every prompt means one red picture).

    Raises ValueError when there is no prior of that name.
    """
    match name:
        case "toybox":
            from .pixel import PixelPrior

            return PixelPrior.load(TOYBOX, device, dtype)
        case "dirac":
            from .dirac import DiracPrior

            return DiracPrior((0.8, 0.1, 0.1), device)
        case _:
            raise ValueError(f"There is no prior {name!r}: choose toybox")
