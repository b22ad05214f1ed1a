"""A cluster of two Ray nodes on this machine, whose Jobs API wants a token."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ |= {
    "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    "RAY_AUTH_MODE": "token",
    "RAY_AUTH_TOKEN": secrets.token_hex(16),
    "RAY_JOB_STOP_WAIT_TIME_S": "20",
    "RAY_USAGE_STATS_ENABLED": "0",
    "PROPSMITH_CHECKPOINT_SECONDS": "0.3",
}

import pytest
from jobs_api import Farm
from ray.cluster_utils import Cluster

from nerf_sds.farm import address, tokens
from nerf_sds.farm.server.store import Store


@pytest.fixture(scope="session")
def farm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Farm]:
    os.environ["PROPSMITH_STORE"] = str(tmp_path_factory.mktemp("store"))
    port = {"include_dashboard": True, "dashboard_host": "127.0.0.1"}
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 2, "object_store_memory": 100_000_000, **port})
    cluster.add_node(num_cpus=1, object_store_memory=100_000_000)
    cluster.wait_for_nodes()
    yield Farm(cluster, Store(os.environ["PROPSMITH_STORE"]))
    cluster.shutdown()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, farm: Farm) -> Path:
    """A host's folder; in `home` the farm's token is known."""
    monkeypatch.setenv("PROPSMITH_HOME", str(tmp_path / "home"))
    tokens.keep(address.read(farm.address), os.environ["RAY_AUTH_TOKEN"])
    return tmp_path
