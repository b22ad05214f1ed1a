"""The memory profiles of a GPU: what counts as free."""

import pytest
import torch
from torch.cuda._utils import _get_device_index

from nerf_sds.compute import memory


def test_the_free_memory_is_asked_of_a_device_that_torch_accepts(monkeypatch: pytest.MonkeyPatch) -> None:
    """cuda without an index is what `--device` gives; torch's own check of devices refuses it here and there."""

    def share(device: torch.device | int) -> float:
        _get_device_index(device)  # as torch's own does first
        return 0.5

    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda device: (9 * 10**9, 10**10))
    monkeypatch.setattr(torch.cuda, "memory_reserved", lambda device: 10**9)
    monkeypatch.setattr(torch.cuda, "current_device", lambda: 0)
    monkeypatch.setattr(torch.cuda, "get_per_process_memory_fraction", share)
    assert memory.free_gigabytes(torch.device("cuda")) == pytest.approx(4.0)


def test_a_model_is_read_once_for_all_props_until_another_is_wanted() -> None:
    kept, cpu, reads = memory.Kept(), torch.device("cpu"), []

    def get(key: str) -> object:
        return kept.get(key, cpu, lambda: reads.append(key) or object())

    first = get("world")
    assert get("world") is first and get("world") is first and reads == ["world"]
    assert get("sd") is not first and get("world") is not first
    assert reads == ["world", "sd", "world"] and kept.loads == 3


def test_a_model_that_cannot_be_read_leaves_none_behind() -> None:
    kept, cpu = memory.Kept(), torch.device("cpu")
    kept.get("world", cpu, object)
    with pytest.raises(KeyError):
        kept.get("sd", cpu, lambda: {}["weights"])
    assert kept.get("world", cpu, lambda: "read again") == "read again"


def test_while_the_process_waits_a_model_on_a_cpu_is_kept_and_one_on_another_device_is_not() -> None:
    kept, reads = memory.Kept(), []
    for device in (torch.device("cpu"), torch.device("meta")):
        for _ in range(2):
            kept.get("world", device, lambda device=device: reads.append(device) or object())
            kept.rest()
    assert [device.type for device in reads] == ["cpu", "meta", "meta"]
