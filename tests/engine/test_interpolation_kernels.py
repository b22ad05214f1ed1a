"""The Triton kernel against the plain look-up: on a GPU where there is one, else in Triton's interpreter."""

from importlib.util import find_spec

import pytest
from triton_program import output_of

PROGRAM = """
import torch
from nerf_sds.nerf.interpolation import trilinear
from nerf_sds.nerf.interpolation_kernels import Trilinear

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
torch.manual_seed(0)
for channels in (1, 4, 7):
    volume = torch.randn(9, 9, 9, channels, requires_grad=True)
    points = 2.2 * torch.rand(300, 3) - 1.1  # some outside
    gradient = torch.randn(300, channels) * (torch.rand(300, 1) < 0.5)
    plain = trilinear(volume, points)
    (plain_back,) = torch.autograd.grad(plain, volume, gradient)
    on_device = volume.detach().to(device).requires_grad_()
    ours = Trilinear.apply(on_device, points.to(device))
    (ours_back,) = torch.autograd.grad(ours, on_device, gradient.to(device))
    torch.testing.assert_close(ours.cpu(), plain, atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(ours_back.cpu(), plain_back, atol=1e-5, rtol=1e-4)
print("equal")
"""


@pytest.mark.skipif(not find_spec("triton"), reason="there is no Triton")
def test_the_kernel_and_its_gradient_are_those_of_the_plain_look_up() -> None:
    assert output_of(PROGRAM) == "equal"
