"""Trains the small image-text models on captioned meshes, whose views are rendered during training."""
