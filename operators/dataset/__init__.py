"""Props as data for diffusion models: pictures and captioned meshes."""
