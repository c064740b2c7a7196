"""Filling an installation with the demonstration, by the same actions people's clicks use."""
