"""The doors of the app."""
