"""Releases of made-up rows, for benches that go by the ways of the product."""
