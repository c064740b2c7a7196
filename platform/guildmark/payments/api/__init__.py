"""The doors of the payments app."""
