"""The baselines of the paper's table: image-text similarity instead of score distillation."""
