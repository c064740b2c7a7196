"""The doors of the accounts app."""
