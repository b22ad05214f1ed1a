"""What a prompt says, as people type it: used, replaced by what a diffusion model knows, or named as ignored."""
