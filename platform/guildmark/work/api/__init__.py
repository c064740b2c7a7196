"""The doors of the work app."""
