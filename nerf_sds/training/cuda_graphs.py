"""Records a step as a CUDA graph and replays it, so that the GPU does not wait for Python.

A recorded step must run the same operations on the same shapes each time. It must not read a tensor's values on the
CPU.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Generic, TypeVar

import torch
from torch import Tensor

from ..schedules import Stage
from .optimizer import Losses, LossTerms

WARM_UP = 3  # calls before the recording, in which libraries set themselves up and Adam creates its moments

D = TypeVar("D")
R = TypeVar("R")
T = TypeVar("T")


class CudaGraphStep(Generic[D, R]):
    """Calls a function of a dataclass of tensors: as a CUDA graph, or directly if it cannot be recorded.

    Tensors that the function changes in place, such as parameters, must keep their memory address. A result is valid
    until the next call.
    """

    def __init__(self, function: Callable[[D], R], recorded: bool) -> None:
        self._function, self._recorded = function, recorded
        self._calls = 0
        self._graph: torch.cuda.CUDAGraph | None = None
        self._stream = torch.cuda.Stream() if recorded else None
        self._inputs: list[Tensor] = []
        self._result: R

    def __call__(self, inputs: D) -> R:
        if not self._recorded:
            return self._function(inputs)
        if self._graph:
            torch._foreach_copy_(self._inputs, [*tensors(inputs)])
            self._graph.replay()
            return self._result
        self._calls += 1
        if self._calls <= WARM_UP or not self._record(inputs):
            return self._call_aside(inputs)
        return self(inputs)

    def _call_aside(self, inputs: D) -> R:
        """Calls the function on the recording's stream: autograd accumulates a gradient where it was first computed."""
        assert self._stream
        self._stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(self._stream):
            result = self._function(inputs)
        torch.cuda.current_stream().wait_stream(self._stream)
        return result

    def _record(self, inputs: D) -> bool:
        """Records the function without executing it. Returns False if it cannot be recorded."""
        graph = torch.cuda.CUDAGraph()
        self._inputs = [tensor.clone() for tensor in tensors(inputs)]
        try:
            with torch.cuda.graph(graph, stream=self._stream):
                self._result = self._function(rebuilt(inputs, iter(self._inputs)))
        except torch.cuda.OutOfMemoryError:
            raise
        except RuntimeError as error:
            print(f"The step cannot be recorded, and takes longer: {error.__context__ or error}", file=sys.stderr)
            self._calls = -sys.maxsize
            return False
        self._graph = graph
        return True


class ParallelStreams:
    """Runs independent work on several things: on a GPU in parallel streams, also while recording; else in turn."""

    def __init__(self, count: int, device: torch.device) -> None:
        side_by_side = count > 1 and device.type == "cuda"
        self._streams = [torch.cuda.Stream(device) for _ in range(count)] if side_by_side else []

    def __call__(self, function: Callable[..., T], *things: Iterable[Any]) -> list[T]:
        """Returns `function` of each tuple from the zipped `things`, like `map`.

        On a GPU each of `things` must have as many elements as there are streams.
        """
        if not self._streams:
            return [function(*each) for each in zip(*things, strict=True)]
        results, stem = [], torch.cuda.current_stream()
        for stream, each in zip(self._streams, zip(*things, strict=True), strict=True):
            stream.wait_stream(stem)
            with torch.cuda.stream(stream):
                results.append(function(*each))
        for stream in self._streams:
            stem.wait_stream(stream)
        return results


StepFunction = Callable[[Any, Stage, ParallelStreams], LossTerms]  # gets the step's inputs


class AcceleratedStep:
    """A step of several props. If `recorded`, each stage has a CUDA graph; each prop's own work has a stream."""

    def __init__(self, step: StepFunction, props: int, device: torch.device, recorded: bool) -> None:
        self._step, self._recorded = step, recorded
        self._parallel = ParallelStreams(props, device)
        self._stages: dict[Stage, CudaGraphStep[Any, LossTerms]] = {}
        self._before: list[Losses] = []

    def __call__(self, inputs: Any, stage: Stage, number: int) -> tuple[list[Losses], list[Losses]]:
        """Takes the step that follows `number` steps. Returns the losses of each prop, and the losses to check now.

        If steps are recorded, the losses to check are those of the previous step, except in the first one, so that the
        GPU can compute meanwhile.
        """
        if stage not in self._stages:
            step, parallel = self._step, self._parallel  # a reference to `self` would keep the graphs alive
            self._stages[stage] = CudaGraphStep(lambda inputs: step(inputs, stage, parallel), self._recorded)
        before, self._before = self._before, self._stages[stage](inputs).numbers(number)
        return self._before, before if before and self._recorded else self._before


def accelerate(step: StepFunction, props: int, device: torch.device, recorded: bool) -> AcceleratedStep:
    """Returns the step as fast as the device allows: recorded if `recorded` is set and the device is an NVIDIA GPU."""
    return AcceleratedStep(step, props, device, recorded and device.type == "cuda")


def tensors(thing: Any) -> Iterator[Tensor]:
    """Yields all tensors of a dataclass in the order of its fields, including those of nested dataclasses."""
    if isinstance(thing, Tensor):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from tensors(getattr(thing, field.name))


def rebuilt(thing: Any, replacements: Iterator[Tensor]) -> Any:
    """Returns a copy of a dataclass with its tensors replaced, in the order in which `tensors` yields them."""
    if isinstance(thing, Tensor):
        return next(replacements)
    if is_dataclass(thing):
        return type(thing)(*(rebuilt(getattr(thing, field.name), replacements) for field in fields(thing)))
    return thing
