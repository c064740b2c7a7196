"""Asking a bucket, one signed request a question, through the guard of `core.asking`.

The signature is botocore's; the connection is ours, for botocore's own client resolves names by
itself, follows redirects, and reads keys out of the environment and of the machine's metadata.
Botocore is loaded where something is signed: a web process that never asks does without.
"""

from __future__ import annotations

import http.client
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import BinaryIO
from urllib.parse import quote, unquote_plus, urlencode, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.conf import settings

from guildmark.buckets.models import Bucket
from guildmark.core.asking import Asker, AskRefused, Deadline, target_of
from guildmark.core.fetching import body_of
from guildmark.core.sealing import unseal

PAGE_OBJECTS = 1000
MOST_ANSWER_BYTES = 8 * 1024 * 1024
ANSWER_SECONDS = 30.0
#: An object may take this much longer for each so many bytes: 1 MB a second is slow today.
BYTES_A_SECOND = 1024 * 1024
OK = frozenset({http.client.OK, http.client.NO_CONTENT})
#: What a bucket answers with, as codes and sentences of ours.
REFUSALS: Mapping[str, tuple[str, str]] = {
    "NoSuchBucket": ("bucket_missing", "There is no bucket of this name."),
    "NoSuchKey": ("object_missing", "The object is not there any more."),
    "AccessDenied": ("bucket_forbidden", "The bucket does not let this key do it."),
    "AllAccessDisabled": ("bucket_forbidden", "The bucket lets nobody in."),
    "InvalidAccessKeyId": ("bucket_key_unknown", "The bucket does not know this key."),
    "SignatureDoesNotMatch": ("bucket_key_wrong", "The secret does not belong to this key."),
    "RequestTimeTooSkewed": ("bucket_clock", "The clock of this machine is wrong."),
    "PreconditionFailed": ("object_changed", "The object was changed. Import it once more."),
    "AuthorizationHeaderMalformed": ("bucket_region", "The bucket lies in another region."),
    "PermanentRedirect": ("bucket_region", "The bucket lies in another region."),
    "SlowDown": ("bucket_busy", "The bucket asks for patience. Try again later."),
}
BY_STATUS: Mapping[int, str] = {
    301: "PermanentRedirect",
    403: "AccessDenied",
    404: "NoSuchKey",
    412: "PreconditionFailed",
    503: "SlowDown",
}


@dataclass(frozen=True, slots=True)
class ListedObject:
    """One object as a listing has it. `etag` changes with its content, and is no checksum."""

    key: str
    byte_count: int
    etag: str


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a listing, in the order of keys; after the last one there is no more."""

    objects: tuple[ListedObject, ...]
    is_last: bool


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
        """Up to 1,000 objects under a prefix whose keys come after `after`."""
        query = {"list-type": "2", "max-keys": str(PAGE_OBJECTS), "encoding-type": "url"}
        query |= {"prefix": prefix} if prefix else {}
        query |= {"start-after": after} if after else {}
        deadline = Deadline.within(ANSWER_SECONDS)
        with self._answer("GET", "", deadline, query=query) as answer:
            content = b"".join(body_of(answer, deadline, most_bytes=MOST_ANSWER_BYTES))
        return _page(_xml(content))

    def read(self, key: str, *, etag: str = "", most_bytes: int) -> Iterator[bytes]:
        """The bytes of an object, block by block; those of another `etag` are refused."""
        deadline = Deadline.within(ANSWER_SECONDS + most_bytes / BYTES_A_SECOND)
        headers = {"If-Match": etag} if etag else {}
        with self._answer("GET", key, deadline, headers=headers) as answer:
            yield from body_of(answer, deadline, most_bytes=most_bytes)

    def write(self, key: str, content: BinaryIO, *, byte_count: int, content_type: str) -> None:
        """Store a file that can be read twice under a key; what was there is replaced."""
        deadline = Deadline.within(ANSWER_SECONDS + byte_count / BYTES_A_SECOND)
        headers = {"Content-Type": content_type, "Content-Length": str(byte_count)}
        with self._answer("PUT", key, deadline, headers=headers, body=content):
            return

    def byte_count(self, key: str) -> int | None:
        """How large an object is; None where there is none."""
        try:
            with self._answer("HEAD", key, Deadline.within(ANSWER_SECONDS)) as answer:
                return int(answer.headers.get("Content-Length", "0"))
        except AskRefused as refused:
            if refused.code == "object_missing":
                return None
            raise

    def remove(self, key: str) -> None:
        """Delete an object; one that is gone already is no fault."""
        with self._answer("DELETE", key, Deadline.within(ANSWER_SECONDS)):
            return

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
        target = target_of(url, named=self.asker.named)
        signed = self._signed(method, url, headers or {}, body)
        with self.asker.answer(
            target, deadline, method=method, headers=signed, body=body
        ) as answer:
            if answer.status not in OK:
                raise _refused(answer, deadline)
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
        from botocore.awsrequest import AWSRequest  # noqa: PLC0415
        from botocore.credentials import Credentials  # noqa: PLC0415

        request = AWSRequest(method=method, url=url, headers=dict(headers), data=body)
        key = Credentials(self.access_key_id, self.secret_access_key)
        S3SigV4Auth(key, "s3", self.region).add_auth(request)
        return {name: str(value) for name, value in request.headers.items()}


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


def _refused(answer: http.client.HTTPResponse, deadline: Deadline) -> AskRefused:
    """What a bad answer means, by its code, else by its status."""
    try:
        told = _xml(b"".join(body_of(answer, deadline, most_bytes=MOST_ANSWER_BYTES)))
        code = _text(told, "Code")
    except AskRefused:
        code = ""  # without words, as answers to HEAD are: the status has to do
    ours, sentence = REFUSALS.get(code) or REFUSALS.get(BY_STATUS.get(answer.status, ""), ("", ""))
    if not ours:
        said = f", {code}" if code.isalnum() else ""
        return AskRefused("bucket_status", f"The bucket answers with {answer.status}{said}.")
    region = answer.headers.get("x-amz-bucket-region", "")
    if ours == "bucket_region" and region:
        sentence = f"The bucket lies in the region {region[:60]}."
    return AskRefused(ours, sentence)


def _xml(content: bytes) -> Element:
    try:
        root: Element = fromstring(content)
    except (ParseError, DefusedXmlException) as error:
        sentence = "The server does not answer as a bucket does."
        raise AskRefused("bucket_answer", sentence) from error
    return root


def _page(root: Element) -> Page:
    """A page of a listing. Raises AskRefused where it is none."""
    if not root.tag.endswith("ListBucketResult"):
        raise AskRefused("bucket_answer", "The server does not answer as a bucket does.")
    is_coded = _text(root, "EncodingType") == "url"
    found = [_object(one) for one in root if one.tag.rpartition("}")[2] == "Contents"]
    # Some write a blank as "+"; a plus is %2B to all of them.
    objects = tuple(replace(one, key=unquote_plus(one.key)) if is_coded else one for one in found)
    return Page(objects, is_last=_text(root, "IsTruncated") != "true" or not objects)


def _object(element: Element) -> ListedObject:
    size = _text(element, "Size")
    if not size.isascii() or not size.isdigit():
        raise AskRefused("bucket_answer", "The listing of the bucket says no size.")
    return ListedObject(_raw(element, "Key"), int(size), _text(element, "ETag"))


def _raw(element: Element, name: str) -> str:
    """The text of the first child of this name, whatever its namespace; "" without one."""
    found = (one.text or "" for one in element if one.tag.rpartition("}")[2] == name)
    return next(found, "")


def _text(element: Element, name: str) -> str:
    """As `_raw`, without the blanks around it."""
    return _raw(element, name).strip()
