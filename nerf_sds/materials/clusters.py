"""Groups the colours of a texture: albedos that look alike belong to one surface. NumPy only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..prior_training.colour_names import lab

BITS = 5  # of each channel; colours that share them count as one
LEVELS = 1 << BITS
LIGHTNESS = 0.6  # weight of lightness differences: light baked into an albedo changes little else
NEAR = 15.0  # CIELAB distance, with that weight, within which colours belong together
SMALLEST = 0.0015  # share of the texels below which no further group is made
MOST = 12  # groups
SEEDS = 256  # colours that are tried as the middle of a group: the most frequent ones
ROUNDS = 3  # of moving the groups' means
SOFT = 4.0  # CIELAB distance over which a texel's membership passes from one group to the next


@dataclass(frozen=True)
class Clusters:
    """The K groups of a texture's colours."""

    colours: NDArray[np.float64]  # (K, 3) CIELAB, the largest group first
    shares: NDArray[np.float64]  # (K,), of the texels
    codes: NDArray[np.integer]  # (H, W), the quantised colour of each texel
    membership: NDArray[np.float32]  # (LEVELS ** 3, K): how far a quantised colour belongs to each group; sums to 1


def cluster(albedo: NDArray[np.uint8]) -> Clusters:
    """Groups the colours of a texture (H, W, 3) sRGB."""
    high = (albedo >> (8 - BITS)).astype(np.uint16)
    codes = (high[..., 0] << (2 * BITS)) | (high[..., 1] << BITS) | high[..., 2]
    counts = np.bincount(codes.ravel(), minlength=LEVELS**3)
    used = np.flatnonzero(counts)
    rgb = np.stack([used >> (2 * BITS), (used >> BITS) % LEVELS, used % LEVELS], axis=1)
    weights, places = counts[used] / codes.size, lab((rgb + 0.5) / LEVELS) * (LIGHTNESS, 1, 1)
    means = _refined(_means(places, weights), places, weights)
    distances = np.linalg.norm(places[:, None] - means, axis=2)
    shares: NDArray[np.float64] = np.bincount(distances.argmin(1), weights, len(means)).astype(np.float64)
    order = np.argsort(-shares, kind="stable")
    near = np.exp((distances.min(1, keepdims=True) - distances[:, order]) / SOFT)
    membership = np.zeros((LEVELS**3, len(means)), np.float32)
    membership[used] = near / near.sum(1, keepdims=True)
    return Clusters(means[order] / (LIGHTNESS, 1, 1), shares[order], codes, membership)


def _means(places: NDArray, weights: NDArray) -> NDArray:
    """Returns the means of groups that are found in turn, each where most of the remaining texels lie within NEAR."""
    left, found = weights.copy(), []
    seeds = np.argsort(-weights, kind="stable")[:SEEDS]
    near = np.linalg.norm(places[seeds, None] - places, axis=2) < NEAR
    while len(found) < MOST and left.sum() > SMALLEST:
        masses = near @ left
        best = int(masses.argmax())
        if masses[best] < SMALLEST:
            break
        members = near[best] & (left > 0)
        found.append(np.average(places[members], axis=0, weights=left[members]))
        left[members] = 0
    return np.array(found)


def _refined(means: NDArray, places: NDArray, weights: NDArray) -> NDArray:
    """Moves each mean to that of the colours nearest to it (k-means)."""
    for _ in range(ROUNDS):
        nearest = np.linalg.norm(places[:, None] - means, axis=2).argmin(1)
        totals = np.bincount(nearest, weights, len(means))
        sums = np.stack([np.bincount(nearest, weights * axis, len(means)) for axis in places.T], axis=1)
        means = np.where(totals[:, None] > 0, sums / np.maximum(totals[:, None], 1e-12), means)
    return means
