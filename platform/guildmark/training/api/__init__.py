"""The doors of the training app."""
