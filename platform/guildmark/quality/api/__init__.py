"""The doors of the quality app."""
