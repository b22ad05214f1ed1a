"""The baselines of the paper's comparison: they optimise image-text similarity instead of distilling a score."""
