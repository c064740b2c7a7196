"""Frozen dataset versions and their exports."""
