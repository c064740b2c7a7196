"""An export, and a bucket for it: moto's server, on this machine."""

import pytest

from guildmark.buckets.client import BucketClient
from guildmark.buckets.models import Bucket
from guildmark.releases.models import Export
from tests.factories import buckets, consensus, releases
from tests.factories.buckets import BucketServer
from tests.factories.work import Workplace


@pytest.fixture
def place() -> Workplace:
    """Two pictures that three people have answered."""
    return consensus.labelled(items=2)


@pytest.fixture
def export(place: Workplace) -> Export:
    """A release as COCO."""
    return releases.exported(releases.published(place))


@pytest.fixture
def bucket_client(bucket_place: BucketServer) -> BucketClient:
    """An empty bucket."""
    return bucket_place.filled()


@pytest.fixture
def bucket(place: Workplace, bucket_client: BucketClient) -> Bucket:
    """The same as the organisation knows it."""
    return buckets.bucket(place.organisation, bucket_client)
