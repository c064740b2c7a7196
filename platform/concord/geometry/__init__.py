"""Areas and overlaps, one module for each kind of shape."""
