"""Photographs with exact truth, made of what the scikit-image wheel ships. Nothing is fetched."""
