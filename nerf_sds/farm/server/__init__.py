"""The farm's side: one Ray task a prop."""
