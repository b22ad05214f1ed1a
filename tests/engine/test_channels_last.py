"""diffusers' nets with our blocks: the same answers and gradients, by torch's operators and by the Triton kernels."""

from importlib.util import find_spec
from pathlib import Path

import pytest
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from tiny_models import autoencoder, deep_floyd, stable_diffusion
from torch import Tensor, nn
from triton_program import output_of

from nerf_sds.compute.channels_last import OURS, as_published, keep_channels_last

PROGRAM = """
import torch
from nerf_sds.compute.group_norm_kernels import GroupNorm
from torch.nn.functional import gelu, group_norm, silu

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
torch.manual_seed(0)
activations = {"": lambda u: u, "silu": silu, "gelu": gelu}
shapes = [(2, 70, 96, 32, name) for name in activations] + [(1, 4200, 8, 4, "silu"), (3, 5, 130, 2, "")]
for pictures, pixels, channels, groups, name in shapes:
    x = (3 + torch.randn(pictures, pixels, channels) * torch.rand(channels)).requires_grad_()
    weight, bias, gradient = torch.randn(pictures, channels), torch.randn(pictures, channels), torch.randn_like(x)
    normal = group_norm(x.movedim(-1, 1), groups, eps=1e-5).movedim(1, -1)
    plain = activations[name](normal * weight[:, None] + bias[:, None])
    (plain_back,) = torch.autograd.grad(plain, x, gradient)
    on_device = x.detach().to(device).requires_grad_()
    ours = GroupNorm.apply(on_device, groups, weight.to(device), bias.to(device), 1e-5, name)
    (ours_back,) = torch.autograd.grad(ours, on_device, gradient.to(device))
    torch.testing.assert_close(ours.cpu(), plain, atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(ours_back.cpu(), plain_back, atol=1e-4, rtol=1e-3)
print("equal")
"""


@pytest.mark.skipif(not find_spec("triton"), reason="there is no Triton")
def test_the_kernels_and_their_gradient_are_those_of_torchs_group_normalisation() -> None:
    assert output_of(PROGRAM) == "equal"


@pytest.mark.parametrize("family", ["stable diffusion", "deep floyd"])
def test_a_unet_answers_the_same(family: str, tmp_path: Path) -> None:
    folder = {"stable diffusion": stable_diffusion, "deep floyd": deep_floyd}[family](tmp_path / "model")
    unet = UNet2DConditionModel.from_pretrained(folder / "unet").eval()
    torch.manual_seed(0)
    side = unet.config["sample_size"]
    x, times = torch.randn(2, unet.config["in_channels"], side, side), torch.tensor([10, 700])
    words = torch.randn(2, 7, unet.config["encoder_hid_dim"] or unet.config["cross_attention_dim"])
    cameras = torch.randn(2, 8) if unet.config["class_embed_type"] else None

    def answer() -> Tensor:
        with torch.no_grad():
            return unet(x, times, words, class_labels=cameras).sample

    published = answer()
    assert converted(unet)
    torch.testing.assert_close(answer(), published, atol=1e-5, rtol=1e-4)


def test_an_autoencoder_answers_the_same_and_gives_the_same_gradient() -> None:
    torch.manual_seed(0)
    vae = autoencoder().eval().requires_grad_(False)
    picture = torch.rand(2, 3, 64, 64, requires_grad=True)

    def answer() -> tuple[Tensor, Tensor]:
        latents = vae.encode(picture).latent_dist.mode()
        return latents.detach(), torch.autograd.grad(latents.square().sum(), picture)[0]

    published = answer()
    assert converted(vae)
    for ours, theirs in zip(answer(), published, strict=True):
        torch.testing.assert_close(ours, theirs, atol=1e-5, rtol=1e-3)


def test_a_net_can_be_taken_back_to_what_was_published() -> None:
    vae = autoencoder()
    before = [type(module) for module in vae.modules()]
    keep_channels_last(vae)
    as_published(vae)
    assert [type(module) for module in vae.modules()] == before


def converted(net: nn.Module) -> bool:
    """Converts the net; whether none of the blocks that there are ours for is left."""
    keep_channels_last(net)
    return not any(type(module) in OURS for module in net.modules()) and isinstance(
        net, UNet2DConditionModel | AutoencoderKL
    )
