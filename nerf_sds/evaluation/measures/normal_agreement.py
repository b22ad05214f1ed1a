"""The angle between a prop's normals and those that the diffusion model would draw in their place.

The pictures of the prop's normals are made noisy, and the model says what they were without noise.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import max_pool2d, normalize

from ...mesh.eval_renders import RADIUS
from ...mesh.texture import TexturedMesh
from ...mesh.turntable import look
from ...nerf.cameras import look_at_origin
from ...nerf.field_views import COLUMNS, GREY
from ...prompts import directed
from ...sds import Prior, add_noise, denoise
from ...viewpoints import PictureKind, ring

SIZE = 64  # pixels per side
LEVEL = 0.5  # of the noise: the timestep as a share of all timesteps
SEED = 0


def normal_pictures(textured: TexturedMesh) -> tuple[Tensor, NDArray[np.bool_]]:
    """Returns the prop's normals as colours from the evaluation's cameras, (8, 3, SIZE, SIZE), and its silhouettes.

    The colours are 0.5 n + 0.5 of unit normals n in the camera's axes, on grey.
    """
    cameras = ring(COLUMNS)
    pictures, covered = np.full((COLUMNS, SIZE, SIZE, 3), GREY, np.float32), np.zeros((COLUMNS, SIZE, SIZE), bool)
    for number, (viewpoint, c2w) in enumerate(zip(cameras, look_at_origin(cameras, torch.device("cpu")), strict=True)):
        seen = look(textured, viewpoint, SIZE, RADIUS)
        pictures[number, seen.rows, seen.columns] = seen.normals @ c2w[:3, :3].numpy() * 0.5 + 0.5
        covered[number, seen.rows, seen.columns] = True
    return torch.from_numpy(pictures).permute(0, 3, 1, 2), covered


@torch.no_grad()
def normal_angle(prior: Prior, prompt: str, pictures: Tensor, silhouettes: NDArray[np.bool_]) -> float:
    """Returns the mean angle in degrees inside the outlines. Arguments are as `normal_pictures` returns them."""
    device = prior.alphas_cumprod.device
    cameras = ring(COLUMNS)
    x = prior.encode(pictures.to(device))
    timestep = int(LEVEL * len(prior.alphas_cumprod))
    noise = torch.randn(x.shape, generator=torch.Generator().manual_seed(SEED)).to(device)
    alpha_bar = prior.alphas_cumprod[timestep]
    z = add_noise(x, noise, alpha_bar)
    told = prior.embed([directed(prompt, camera) for camera in cameras], cameras, [PictureKind.NORMALS] * COLUMNS)
    found = prior.predict_noise(z, torch.full((COLUMNS,), timestep, device=device), told)
    drawn = prior.decode(denoise(z, found, alpha_bar)).cpu()
    own, other = (normalize(2 * each - 1, dim=1) for each in (pictures, drawn))
    outside = torch.from_numpy(~silhouettes).float()[:, None]
    inside = max_pool2d(outside, 3, 1, 1)[:, 0] == 0
    cosines = (own * other).sum(1)[inside].clamp(-1, 1)
    return torch.rad2deg(cosines.acos()).mean().item()
