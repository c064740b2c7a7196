"""Traits, criteria, communities and memberships."""
