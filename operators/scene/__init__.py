"""Props in the scene: where they stand, how they are built, what stands in their place."""
