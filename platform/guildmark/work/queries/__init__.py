"""Reads of the work app, by what is asked about."""
