"""Scalar products and lengths of many short vectors. NumPy sums three numbers a row far slower than `einsum` does."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def dot(one: NDArray, other: NDArray) -> NDArray:
    """Returns the scalar products (...) of vectors (..., 3)."""
    return np.einsum("...c,...c->...", one, other)


def length(vectors: NDArray) -> NDArray:
    """Returns the lengths (...) of vectors (..., 3)."""
    return np.sqrt(dot(vectors, vectors))


def unit(vectors: NDArray) -> NDArray:
    """Returns vectors (..., 3) at length 1; those of length 0 stay."""
    return vectors / np.maximum(length(vectors), 1e-30)[..., None]
