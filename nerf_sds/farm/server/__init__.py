"""The farm's side of a run: one Ray task per prop."""
