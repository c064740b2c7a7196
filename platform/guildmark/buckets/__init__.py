"""Buckets of objects that an organisation keeps elsewhere, spoken to as S3 is."""
