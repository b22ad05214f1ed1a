"""DreamFusion with the paper's own field, cameras, light and numbers: the preset `paper`, see docs/paper.md."""
