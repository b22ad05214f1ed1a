"""Trains the built-in diffusion model, a small UNet, on views of captioned meshes that are rendered during training."""
