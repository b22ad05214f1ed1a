"""Calling a verb of ours from Python."""

from __future__ import annotations

from collections.abc import Callable


def call(operator: Callable[..., set[str]], *how: str, **properties: object) -> bool:
    """Whether the verb did all that it should. What it reported as an error becomes a ValueError."""
    try:
        return operator(*how, **properties) == {"FINISHED"}
    except RuntimeError as error:
        raise ValueError(str(error).strip().splitlines()[-1].removeprefix("Error: ")) from error
