"""Datasets, items, media and imports."""
