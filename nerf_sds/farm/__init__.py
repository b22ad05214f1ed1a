"""Makes props on a Ray farm: one Ray task per prop, on all GPUs of this machine or of a cluster. See docs/farm.md."""
