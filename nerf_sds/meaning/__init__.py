"""What a prompt means, asked without torch: near in meaning to what the built-in diffusion model has seen."""
