"""The doors of the consensus app."""
