"""Props in the scene: placement, construction, and the placeholders that they replace."""
