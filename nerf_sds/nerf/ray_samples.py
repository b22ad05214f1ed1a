"""Selects N of the S samples on each of R rays, either packed or dense (nerfacc's terms).

On a CPU the few selected samples are packed. A GPU would have to wait for their number, and the shapes would change
from step to step; there all samples stay, N = R S, and the unselected ones get no weight.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class PackedSamples:
    """The selected samples in one list."""

    ray: Tensor  # (N,) index of each sample's ray
    slot: Tensor  # (N,) index of each sample on its ray
    shape: torch.Size  # R, S

    def narrowed(self, counts: Tensor) -> PackedSamples:
        """Keeps the samples for which `counts` (N,) is true."""
        return PackedSamples(self.ray[counts], self.slot[counts], self.shape)

    def pick(self, values: Tensor) -> Tensor:
        """Returns the selected samples' values: (R, S) -> (N,)."""
        return values[self.ray, self.slot]

    def spread(self, values: Tensor) -> Tensor:
        """Puts values back on the rays: (N,) -> (R, S), zero for unselected samples."""
        return values.new_zeros(self.shape).index_put((self.ray, self.slot), values)

    def total(self, values: Tensor) -> Tensor:
        """Sums values along each ray: (N, ...) -> (R, ...)."""
        return values.new_zeros(self.shape[0], *values.shape[1:]).index_add(0, self.ray, values)


@dataclass(frozen=True)
class DenseSamples:
    """All samples, with a mask of the selected ones."""

    counts: Tensor  # (R, S) bool

    @property
    def shape(self) -> torch.Size:
        """The shape (R, S)."""
        return self.counts.shape

    @property
    def ray(self) -> Tensor:
        """The index of each sample's ray, (N,)."""
        return torch.arange(self.counts.numel(), device=self.counts.device) // self.shape[1]

    def narrowed(self, counts: Tensor) -> DenseSamples:
        """Keeps the samples for which `counts` (N,) is true."""
        return DenseSamples(self.counts & counts.view(self.shape))

    def pick(self, values: Tensor) -> Tensor:
        """Flattens the values of all samples: (R, S) -> (N,)."""
        return values.reshape(-1)

    def spread(self, values: Tensor) -> Tensor:
        """Puts values back on the rays: (N,) -> (R, S), zero for unselected samples."""
        return torch.where(self.counts, values.view(self.shape), 0.0)

    def total(self, values: Tensor) -> Tensor:
        """Sums values along each ray: (N, ...) -> (R, ...)."""
        return values.view(*self.shape, *values.shape[1:]).sum(1)


def select(counts: Tensor) -> PackedSamples | DenseSamples:
    """Selects the samples for which `counts` (R, S) is true: dense on a CUDA GPU, packed elsewhere."""
    if counts.is_cuda:
        return DenseSamples(counts)
    ray, slot = torch.nonzero(counts, as_tuple=True)
    return PackedSamples(ray, slot, counts.shape)
