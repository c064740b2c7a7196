"""Batches, tasks, assignments and submissions: who gets what next."""
