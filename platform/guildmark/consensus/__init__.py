"""The consolidated label per task, its confidence, method and provenance."""
