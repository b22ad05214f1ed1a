"""Adam (arXiv 1412.6980) on a CPU."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim.adam import adam as adam_step


class CpuAdam:
    """torch's Adam for one group of parameters, with the same state and without waiting for its imports.

    The first use of `torch.optim.Adam` imports the compiler that it keeps clear of, which takes more than a second.
    """

    def __init__(self, parameters: Sequence[nn.Parameter], rate: float, betas: tuple[float, float], eps: float) -> None:
        self.defaults = {"betas": betas, "eps": eps}
        self.param_groups: list[dict[str, Any]] = [{"params": parameters, "lr": rate, "initial_lr": rate}]
        self.state: dict[int, dict[str, Tensor]] = {}  # by the parameter's place

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forgets the gradients."""
        assert set_to_none
        for parameter in self.param_groups[0]["params"]:
            parameter.grad = None

    @torch.no_grad()
    def step(self) -> None:
        """Changes the parameters that have gradients."""
        (group,) = self.param_groups
        moved = [(i, each) for i, each in enumerate(group["params"]) if each.grad is not None]
        for i, each in moved:
            if i not in self.state:
                moments = {"exp_avg": torch.zeros_like(each), "exp_avg_sq": torch.zeros_like(each)}
                self.state[i] = {"step": torch.tensor(0.0), **moments}
        beta1, beta2 = self.defaults["betas"]
        first, second, steps = ([self.state[i][name] for i, _ in moved] for name in ("exp_avg", "exp_avg_sq", "step"))
        adam_step(
            [each for _, each in moved], [each.grad for _, each in moved], first, second, [], steps, amsgrad=False,
            beta1=beta1, beta2=beta2, lr=group["lr"], weight_decay=0.0, eps=self.defaults["eps"], maximize=False,
        )  # fmt: skip

    def state_dict(self) -> dict[str, Any]:
        """Returns the moments by the parameter's place, as torch's Adam does."""
        return {"state": {i: dict(moments) for i, moments in self.state.items()}}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Takes over the moments. Raises KeyError if they do not fit the parameters."""
        parameters = dict(enumerate(self.param_groups[0]["params"]))
        self.state = {
            i: {"step": moments["step"].float()}
            | {name: moments[name].to(parameters[i], copy=True) for name in ("exp_avg", "exp_avg_sq")}
            for i, moments in state["state"].items()
        }
