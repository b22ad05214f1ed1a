"""Where the props of the queue are made, by the preferences: by a worker here, on all GPUs, or on a Ray cluster."""

from __future__ import annotations

from dataclasses import dataclass

import bpy

from ...nerf_sds.config import Request
from ...nerf_sds.farm import order
from .properties import ROOT_PACKAGE

OFF, AUTO, CLUSTER = "OFF", "AUTO", "CLUSTER"  # of the preference
LEAST_SHARE = order.LEAST_GPU
_ADDRESSES = {OFF: "", AUTO: "auto"}  # as `hosts.start` takes them


@dataclass(frozen=True)
class Farm:
    """The place, which may be no farm."""

    address: str = ""  # as `hosts.start` takes it
    share: float = 1.0  # of a GPU, for a prop

    @property
    def is_far(self) -> bool:
        """Whether it needs no engine on this machine."""
        return self.address not in _ADDRESSES.values()

    @property
    def is_online(self) -> bool:
        """Whether it can have a diffusion model that is not on this machine: a cluster sees to its own."""
        return self.is_far or bpy.app.online_access

    def check(self, request: Request) -> None:
        """Raises ValueError with one line when a farm does not take such a prop."""
        if self.address:
            order.check(request)

    @property
    def beginning(self) -> str:
        """The stage of a prop that nobody has told of yet."""
        return "Waiting on the farm" if self.address else "Starting"

    @property
    def most(self) -> int:
        """How many props there may be at a time."""
        return order.MOST if self.address else 1


def needs_engine(context: bpy.types.Context) -> bool:
    """Whether the queue needs the engine on this machine."""
    return context.preferences.addons[ROOT_PACKAGE].preferences.farm != CLUSTER


def chosen(context: bpy.types.Context) -> Farm:
    """What the preferences say: no .blend file can change it. Raises ValueError when the address is missing."""
    preferences = context.preferences.addons[ROOT_PACKAGE].preferences
    address = preferences.farm_address.strip() if preferences.farm == CLUSTER else _ADDRESSES[preferences.farm]
    if preferences.farm == CLUSTER and not address:
        raise ValueError("The farm has no address: write it into Propsmith's preferences, or turn the farm off")
    return Farm(address, preferences.farm_share)
