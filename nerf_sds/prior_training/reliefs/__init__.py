"""Pictures of things, inflated to captioned relief meshes."""
