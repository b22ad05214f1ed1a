"""Props on a farm: one Ray task each, on all GPUs of this machine or of a cluster; see docs/farm.md."""
