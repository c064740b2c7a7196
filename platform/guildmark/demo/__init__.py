"""The demonstration: pictures with exact truth and simulated annotators who go the real way."""
