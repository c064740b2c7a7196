"""What the consensus app reads."""
