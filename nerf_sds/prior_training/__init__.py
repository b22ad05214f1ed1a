"""Training of the built-in diffusion model: captioned meshes -> views, drawn while it learns -> a small UNet."""
