"""Buckets for tests, and the server of moto that holds their objects."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from guildmark.accounts.models import Organisation
from guildmark.buckets import actions
from guildmark.buckets.client import BucketClient
from guildmark.buckets.models import Bucket
from guildmark.core.asking import Asker
from tests.factories import accounts
from tests.factories.accounts import NOW
from tests.factories.datasets import owner_id

KEY_ID, SECRET = "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
_numbers = count(1)


@dataclass(frozen=True)
class BucketServer:
    """Where the server listens, as the operator's setting names it."""

    place: str

    @property
    def endpoint(self) -> str:
        """Scheme and host."""
        return f"http://{self.place}"

    def client(self, bucket_name: str = "", **changes: object) -> BucketClient:
        """A client of a bucket of its own."""
        given = {
            "endpoint": self.endpoint,
            "bucket_name": bucket_name or f"pictures-{next(_numbers)}",
            "region": "us-east-1",
            "is_by_path": True,
            "access_key_id": KEY_ID,
            "secret_access_key": SECRET,
            "asker": Asker(named=frozenset({self.place})),
        }
        return BucketClient(**{**given, **changes})  # type: ignore[arg-type]  # a test's own mix

    def filled(self, objects: Mapping[str, bytes] | None = None) -> BucketClient:
        """A client of a new bucket with these objects in it, by key."""
        made = self.client()
        request = Request(made.url_of(""), method="PUT")  # noqa: S310  our own server
        urlopen(request).close()  # noqa: S310
        for key, content in (objects or {}).items():
            write(made, key, content)
        return made


def write(client: BucketClient, key: str, content: bytes) -> None:
    """Put an object into a bucket."""
    client.write(
        key, BytesIO(content), byte_count=len(content), content_type="application/octet-stream"
    )


def remove(client: BucketClient, key: str) -> None:
    """Delete an object, as its owner may do with other tools."""
    _delete(client, client.url_of(key))


def give_up(client: BucketClient, key: str, upload: str) -> None:
    """End an upload in pieces without an object, as the rules of a bucket may."""
    _delete(client, f"{client.url_of(key)}?{urlencode({'uploadId': upload})}")


def _delete(client: BucketClient, url: str) -> None:
    signed = client._signed("DELETE", url, {}, None)
    urlopen(Request(url, headers=signed, method="DELETE")).close()  # noqa: S310  our own server


@contextmanager
def bucket_server() -> Iterator[BucketServer]:
    """A server that speaks S3, for as long as the block lasts."""
    from moto.server import ThreadedMotoServer  # takes a second: for who needs it

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield BucketServer(f"{host}:{port}")
    finally:
        server.stop()


def bucket(
    of: Organisation | None = None, client: BucketClient | None = None, **changes: str
) -> Bucket:
    """A bucket that an organisation has named: that of a client, or one nobody asks."""
    organisation = of or accounts.organisation()
    given = {
        "endpoint": client.endpoint if client else "https://s3.example.org",
        "bucket_name": client.bucket_name if client else "pictures",
        "access_key_id": KEY_ID,
        "secret_access_key": SECRET,
        **changes,
    }
    return actions.add_bucket(
        actor_id=owner_id(organisation),
        organisation_id=organisation.pk,
        name=f"Bucket {next(_numbers)}",
        region="us-east-1",
        is_by_path=True,
        now=NOW,
        **given,
    )
