"""Asking a bucket, one signed request a question, through the guard of `core.asking`.

The signature is botocore's; the connection is ours, for botocore's own client resolves names by
itself, follows redirects, and reads keys out of the environment and of the machine's metadata.
Botocore is loaded where something is signed: a web process that never asks does without.
"""

from __future__ import annotations

import http.client
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO
from urllib.parse import quote, urlencode, urlsplit
from xml.sax.saxutils import escape

from django.conf import settings

from guildmark.buckets.answers import (
    Page,
    Pieces,
    begun_upload_of,
    page_of,
    pieces_of,
    refusal_of,
    require_whole,
    upload_of,
)
from guildmark.buckets.models import Bucket
from guildmark.core.asking import Asker, AskRefused, Deadline, target_of
from guildmark.core.fetching import PICTURE, body_of
from guildmark.core.sealing import unseal

PAGE_OBJECTS = 1000
ANSWER_SECONDS = 30.0
#: Buckets take their time to put many pieces together.
TOGETHER_SECONDS = 300.0
#: An object may take this much longer for each so many bytes: 1 MB a second is slow today.
BYTES_A_SECOND = 1024 * 1024
#: Of an address: a prefix and a key of 1,024 bytes each may stand in it, three signs a byte.
MOST_CHARACTERS = 10_000
OK = frozenset({http.client.OK, http.client.NO_CONTENT})


@dataclass(frozen=True, slots=True)
class BucketClient:
    """Asks one bucket. Each method is one request; raises AskRefused with what went wrong."""

    endpoint: str
    bucket_name: str
    region: str
    is_by_path: bool
    access_key_id: str
    secret_access_key: str = field(repr=False)
    asker: Asker = field(default_factory=Asker)

    def page(self, *, prefix: str, after: str = "") -> Page:
        """Up to 1,000 objects under a prefix whose keys come after `after`, in their order."""
        query = {"list-type": "2", "max-keys": str(PAGE_OBJECTS), "encoding-type": "url"}
        query |= {"prefix": prefix} if prefix else {}
        query |= {"start-after": after} if after else {}
        deadline = Deadline.within(ANSWER_SECONDS)
        with self._answer("GET", "", deadline, query=query) as answer:
            return page_of(answer, deadline, after=after)

    def read(
        self, key: str, *, etag: str = "", byte_count: int | None = None, most_bytes: int
    ) -> Iterator[bytes]:
        """The bytes of an object, block by block; those of another `etag` are refused.

        How long it may take follows from its listed `byte_count`, where that is known.
        """
        deadline = Deadline.within(seconds_for(most_bytes if byte_count is None else byte_count))
        headers = {"If-Match": etag} if etag else {}
        with self._answer("GET", key, deadline, headers=headers) as answer:
            yield from body_of(answer, deadline, most_bytes=most_bytes, of=PICTURE)

    def write(self, key: str, content: BinaryIO, *, byte_count: int, content_type: str) -> None:
        """Store a file that can be read twice under a key; what was there is replaced."""
        deadline = Deadline.within(seconds_for(byte_count))
        headers = {"Content-Type": content_type, "Content-Length": str(byte_count)}
        with self._answer("PUT", key, deadline, headers=headers, body=content):
            return

    def begin(self, key: str, *, content_type: str) -> str:
        """Begin an object that comes in pieces: the name of the upload."""
        deadline = Deadline.within(ANSWER_SECONDS)
        headers = {"Content-Type": content_type, "Content-Length": "0"}
        query = {"uploads": ""}
        with self._answer("POST", key, deadline, query=query, headers=headers) as answer:
            return upload_of(answer, deadline)

    def begun(self, key: str) -> str | None:
        """The newest upload in pieces of a key that was not ended; None where there is none."""
        deadline = Deadline.within(ANSWER_SECONDS)
        with self._answer("GET", "", deadline, query={"prefix": key, "uploads": ""}) as answer:
            return begun_upload_of(answer, deadline, key=key)

    def pieces(self, key: str, upload: str, *, after: int = 0) -> Pieces:
        """What is there of an upload, after a number."""
        deadline = Deadline.within(ANSWER_SECONDS)
        query = {"part-number-marker": str(after), "uploadId": upload}
        with self._answer("GET", key, deadline, query=query) as answer:
            return pieces_of(answer, deadline)

    def write_piece(
        self, key: str, upload: str, number: int, content: BinaryIO, *, byte_count: int
    ) -> str:
        """Store a piece, numbered from 1; the mark that the bucket gives it."""
        deadline = Deadline.within(seconds_for(byte_count))
        headers = {"Content-Length": str(byte_count)}
        query = {"partNumber": str(number), "uploadId": upload}
        with self._answer(
            "PUT", key, deadline, query=query, headers=headers, body=content
        ) as answer:
            return str(answer.headers.get("ETag", "")).strip('"')

    def put_together(self, key: str, upload: str, marks: Sequence[str]) -> None:
        """Make one object of the pieces with these marks, from number 1."""
        parts = "".join(
            f"<Part><PartNumber>{number}</PartNumber><ETag>{escape(mark)}</ETag></Part>"
            for number, mark in enumerate(marks, start=1)
        )
        body = f"<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>".encode()
        deadline = Deadline.within(TOGETHER_SECONDS)
        headers = {"Content-Type": "application/xml", "Content-Length": str(len(body))}
        with self._answer(
            "POST", key, deadline, query={"uploadId": upload}, headers=headers, body=BytesIO(body)
        ) as answer:
            require_whole(answer, deadline)

    @contextmanager
    def _answer(
        self,
        method: str,
        key: str,
        deadline: Deadline,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: BinaryIO | None = None,
    ) -> Iterator[http.client.HTTPResponse]:
        """The answer to a signed request, when it is a good one. Raises AskRefused."""
        url = self.url_of(key) + (f"?{urlencode(query, quote_via=quote)}" if query else "")
        target = target_of(url, named=self.asker.named, most_characters=MOST_CHARACTERS)
        signed = self._signed(method, url, headers or {}, body)
        with self.asker.answer(
            target, deadline, method=method, headers=signed, body=body
        ) as answer:
            if answer.status not in OK:
                raise refusal_of(answer, deadline, is_of_object=method == "GET" and key != "")
            yield answer

    def url_of(self, key: str) -> str:
        """Where an object is; the bucket itself for no key."""
        scheme, host = urlsplit(self.endpoint)[:2]
        path = quote(key, safe="/~")
        if self.is_by_path:
            return f"{scheme}://{host}/{self.bucket_name}" + (f"/{path}" if path else "")
        return f"{scheme}://{self.bucket_name}.{host}/{path}"

    def _signed(
        self, method: str, url: str, headers: Mapping[str, str], body: BinaryIO | None
    ) -> dict[str, str]:
        """The headers with a signature (version 4) over them and over the body's SHA-256."""
        if not self.access_key_id:
            return dict(headers)
        from botocore.auth import S3SigV4Auth  # noqa: PLC0415  only where something is signed
        from botocore.awsrequest import AWSRequest  # noqa: PLC0415 -- as above
        from botocore.credentials import Credentials  # noqa: PLC0415 -- as above

        request = AWSRequest(method=method, url=url, headers=dict(headers), data=body)
        key = Credentials(self.access_key_id, self.secret_access_key)
        S3SigV4Auth(key, "s3", self.region).add_auth(request)
        return {name: str(value) for name, value in request.headers.items()}


def seconds_for(byte_count: int) -> float:
    """How long so many bytes may take at most, there or back."""
    return ANSWER_SECONDS + byte_count / BYTES_A_SECOND


def client_now(bucket_id: int | None) -> BucketClient:
    """The client of a bucket with the key it has at this moment. Raises AskRefused."""
    found = Bucket.objects.filter(pk=bucket_id or 0).first()
    if found is None:
        raise AskRefused("bucket_removed", "The bucket was removed here.")
    return client_of(found)


def client_of(bucket: Bucket) -> BucketClient:
    """The client of a bucket. Raises AskRefused where its secret cannot be read any more."""
    secret = unseal(bytes(bucket.sealed_secret)) if bucket.has_key else b""
    if secret is None:
        sentence = "The secret of this installation was changed. Give the bucket its key again."
        raise AskRefused("bucket_key_sealed", sentence)
    return BucketClient(
        endpoint=bucket.endpoint,
        bucket_name=bucket.bucket_name,
        region=bucket.region,
        is_by_path=bucket.is_by_path,
        access_key_id=bucket.access_key_id,
        secret_access_key=secret.decode(),
        asker=Asker(named=settings.BUCKET_HOSTS),
    )
