"""Which of the S samples on each of R rays are looked up: N of them, packed or dense, as nerfacc calls it.

A CPU packs those that count, which are few. A GPU would have to wait until their number is known, and its work would
have another shape each time: it takes all of them, N = R S, and leaves out the others' light.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class PackedSamples:
    """The samples that count, one after the other."""

    ray: Tensor  # (N,) index of each sample's ray
    slot: Tensor  # (N,) place of each on its ray
    shape: torch.Size  # R, S

    def narrowed(self, counts: Tensor) -> PackedSamples:
        """Without the samples for which `counts` (N,) is false."""
        return PackedSamples(self.ray[counts], self.slot[counts], self.shape)

    def pick(self, values: Tensor) -> Tensor:
        """(R, S) -> (N,)."""
        return values[self.ray, self.slot]

    def spread(self, values: Tensor) -> Tensor:
        """(N,) -> (R, S), zero for samples that do not count."""
        return values.new_zeros(self.shape).index_put((self.ray, self.slot), values)

    def total(self, values: Tensor) -> Tensor:
        """(N, ...) -> (R, ...), the sum along each ray."""
        return values.new_zeros(self.shape[0], *values.shape[1:]).index_add(0, self.ray, values)


@dataclass(frozen=True)
class DenseSamples:
    """All samples, with a mark on those that count."""

    counts: Tensor  # (R, S) bool

    @property
    def shape(self) -> torch.Size:
        return self.counts.shape

    @property
    def ray(self) -> Tensor:
        """(N,) index of each sample's ray."""
        return torch.arange(self.counts.numel(), device=self.counts.device) // self.shape[1]

    def narrowed(self, counts: Tensor) -> DenseSamples:
        """Without the samples for which `counts` (N,) is false."""
        return DenseSamples(self.counts & counts.view(self.shape))

    def pick(self, values: Tensor) -> Tensor:
        """(R, S) -> (N,)."""
        return values.reshape(-1)

    def spread(self, values: Tensor) -> Tensor:
        """(N,) -> (R, S), zero for samples that do not count."""
        return torch.where(self.counts, values.view(self.shape), 0.0)

    def total(self, values: Tensor) -> Tensor:
        """(N, ...) -> (R, ...), the sum along each ray."""
        return values.view(*self.shape, *values.shape[1:]).sum(1)


def select(counts: Tensor) -> PackedSamples | DenseSamples:
    """The samples for which `counts` (R, S) is true, in the way that fits the device."""
    if counts.is_cuda:
        return DenseSamples(counts)
    ray, slot = torch.nonzero(counts, as_tuple=True)
    return PackedSamples(ray, slot, counts.shape)
