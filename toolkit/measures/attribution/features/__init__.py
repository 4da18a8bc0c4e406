"""What the models of attribution see of a candidate, as columns of numbers."""
