"""Refusals of the buckets app."""

from guildmark.core.errors import Refusal


class BucketNameTaken(Refusal):
    """The organisation has a bucket of this name."""

    code = "bucket_name_taken"
    title = "Another bucket of the organisation has this name"
