"""Doors of the datasets app."""
