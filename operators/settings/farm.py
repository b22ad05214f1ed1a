"""Where the queue's props are made, as set in the preferences: one worker here, all GPUs here, or a Ray cluster."""

from __future__ import annotations

from dataclasses import dataclass

import bpy

from ...nerf_sds.config import Request
from ...nerf_sds.farm import order
from .properties import ROOT_PACKAGE

OFF, AUTO, CLUSTER = "OFF", "AUTO", "CLUSTER"  # values of the preference `farm`
LEAST_SHARE = order.LEAST_GPU  # smallest share of a GPU for a prop
_ADDRESSES = {OFF: "", AUTO: "auto"}  # addresses for `backends.start`


@dataclass(frozen=True)
class Farm:
    """Where props are made. Without an address, a single worker here makes them and there is no farm."""

    address: str = ""  # for `backends.start`
    share: float = 1.0  # share of a GPU for each prop

    @property
    def is_far(self) -> bool:
        """True for a cluster, which needs no engine on this machine."""
        return self.address not in _ADDRESSES.values()

    @property
    def is_online(self) -> bool:
        """True if a diffusion model may be downloaded. A cluster downloads its own models."""
        return self.is_far or bpy.app.online_access

    def check(self, request: Request) -> None:
        """Raises ValueError with one line if the farm cannot make this prop."""
        if self.address:
            order.check(request)

    @property
    def beginning(self) -> str:
        """Returns the stage of a prop before its first event."""
        return "Waiting on the farm" if self.address else "Starting"

    @property
    def most(self) -> int:
        """Returns the largest number of props that may be made at a time."""
        return order.MOST if self.address else 1


def needs_engine(context: bpy.types.Context) -> bool:
    """True if the queue needs the engine on this machine."""
    return context.preferences.addons[ROOT_PACKAGE].preferences.farm != CLUSTER


def chosen(context: bpy.types.Context) -> Farm:
    """Returns the farm of the preferences, which no .blend file can change.

    Raises ValueError with one line if a cluster is chosen but has no address.
    """
    preferences = context.preferences.addons[ROOT_PACKAGE].preferences
    address = preferences.farm_address.strip() if preferences.farm == CLUSTER else _ADDRESSES[preferences.farm]
    if preferences.farm == CLUSTER and not address:
        raise ValueError("The farm has no address: write it into Propsmith's preferences, or turn the farm off")
    return Farm(address, preferences.farm_share)
