"""Doors of the projects app."""
