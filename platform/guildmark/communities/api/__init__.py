"""The doors of the communities app."""
