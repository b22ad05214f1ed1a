"""Large nets compiled by torch for the GPU at hand: kernels that do the small work of several layers in one go.

It takes about a minute the first time and pays within one long run; what was compiled stays on disk for later ones.
Where Triton or a C compiler is missing, the nets run as they are.
"""

from __future__ import annotations

import os

import torch

from .. import environment
from .latent import LatentPrior
from .pixel import PixelPrior

PAYS_FROM = 1000  # steps


def compile_nets(prior: PixelPrior | LatentPrior) -> None:
    """Has the prior's nets compiled at their first call with inputs of each shape."""
    os.environ.setdefault("TORCHINDUCTOR_CACHE_DIR", str(environment.home() / "compiled"))
    torch._dynamo.config.suppress_errors = True  # what cannot be compiled runs as it is
    prior.denoiser.unet.compile(dynamic=False)
    if isinstance(prior, LatentPrior):
        prior.vae.encoder.compile(dynamic=False)
