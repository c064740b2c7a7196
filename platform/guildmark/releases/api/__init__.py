"""The doors of the releases app."""
