"""What a bucket answers: a page of a listing, or why it refuses. Nothing in it is believed."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote_plus
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from concord.documents.problem import is_storable_text
from concord.sentences import Sentence
from guildmark.core.asking import AskRefused, Deadline
from guildmark.core.fetching import body_of

MOST_BYTES = 8 * 1024 * 1024
#: What has at most so many bytes.
PAGE = "One page of a listing"
#: Of a key, as the makers of S3 have it; they count bytes.
MOST_KEY_CHARACTERS = 1024
#: 999 petabytes: what has more digits is no size.
MOST_SIZE_DIGITS = 18
MOST_CODE_CHARACTERS = 60
#: Of an object in pieces: it was put together, or given up.
UPLOAD_MISSING = "upload_missing"
#: What a bucket answers with, as codes of ours.
CODES: Mapping[str, str] = {
    "NoSuchBucket": "bucket_missing",
    "NoSuchKey": "object_missing",
    "NoSuchUpload": UPLOAD_MISSING,
    "AccessDenied": "bucket_forbidden",
    "AllAccessDisabled": "bucket_forbidden",
    "InvalidAccessKeyId": "bucket_key_unknown",
    "SignatureDoesNotMatch": "bucket_key_wrong",
    "RequestTimeTooSkewed": "bucket_clock",
    "PreconditionFailed": "object_changed",
    "AuthorizationHeaderMalformed": "bucket_region",
    "PermanentRedirect": "bucket_region",
    "SlowDown": "bucket_busy",
}
BUCKET_ANSWERS: Mapping[str, str] = {
    "NoSuchBucket": "There is no bucket of this name.",
    "NoSuchKey": "The object is not there any more.",
    "NoSuchUpload": "The bucket knows nothing of this upload any more. Deliver once more.",
    "AccessDenied": "The bucket does not let this key do it.",
    "AllAccessDisabled": "The bucket lets nobody in.",
    "InvalidAccessKeyId": "The bucket does not know this key.",
    "SignatureDoesNotMatch": "The secret does not belong to this key.",
    "RequestTimeTooSkewed": "The clock of this machine is wrong.",
    "PreconditionFailed": "The object was changed. Import it once more.",
    "AuthorizationHeaderMalformed": "The bucket lies in another region.",
    "PermanentRedirect": "The bucket lies in another region.",
    "SlowDown": "The bucket asks for patience. Try again later.",
}
#: For answers without words.
BY_STATUS: Mapping[int, str] = {
    301: "PermanentRedirect",
    403: "AccessDenied",
    412: "PreconditionFailed",
    503: "SlowDown",
}
#: Whatever is asked for, the answer stays the same until a person changes the bucket or its key.
LASTING = frozenset(
    {
        "bucket_clock",
        "bucket_key_sealed",
        "bucket_key_unknown",
        "bucket_key_wrong",
        "bucket_missing",
        "bucket_region",
        "bucket_removed",
    }
)


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


def page_of(answer: http.client.HTTPResponse, deadline: Deadline, *, after: str) -> Page:
    """A page of the listing of what comes after a key. Raises AskRefused where it is none.

    A server that begins anew where it should go on would be listed for ever.
    """
    root = _xml(answer, deadline)
    if not root.tag.endswith("ListBucketResult"):
        raise _no_bucket()
    is_coded = _text(root, "EncodingType") == "url"
    found = [_object(one) for one in root if one.tag.rpartition("}")[2] == "Contents"]
    # Some write a blank as "+"; a plus is %2B to all of them.
    objects = tuple(replace(one, key=unquote_plus(one.key)) if is_coded else one for one in found)
    if not all(_can_be_kept(one.key) for one in objects):
        raise AskRefused("bucket_answer", "The listing of the bucket holds what is no key.")
    if objects and objects[0].key <= after:
        sentence = "The server lists the same objects again and again: it does not go on after one."
        raise AskRefused("bucket_answer", sentence)
    return Page(objects, is_last=_text(root, "IsTruncated") != "true" or not objects)


@dataclass(frozen=True, slots=True)
class Pieces:
    """What is there of an object that comes in pieces: their marks by number, from 1.

    `last` is the number to go on after, None where this is all.
    """

    marks: Mapping[int, str]
    last: int | None


def upload_of(answer: http.client.HTTPResponse, deadline: Deadline) -> str:
    """The name of an upload in pieces that was begun just now. Raises AskRefused without one."""
    name = _text(_xml(answer, deadline), "UploadId")
    if not _can_be_kept(name):
        raise _no_bucket()
    return name


def begun_upload_of(
    answer: http.client.HTTPResponse, deadline: Deadline, *, key: str
) -> str | None:
    """The name of the newest upload of exactly this key among those begun; None without one."""
    uploads = [
        (_text(one, "Initiated"), _text(one, "UploadId"))
        for one in _xml(answer, deadline)
        if one.tag.rpartition("}")[2] == "Upload" and _raw(one, "Key") == key
    ]
    names = [name for _, name in sorted(uploads) if _can_be_kept(name)]
    return names[-1] if names else None


def pieces_of(answer: http.client.HTTPResponse, deadline: Deadline) -> Pieces:
    """A page of the pieces that are there. Raises AskRefused where a number is none."""
    root = _xml(answer, deadline)
    marks = {
        _number(one): _text(one, "ETag").strip('"')
        for one in root
        if one.tag.rpartition("}")[2] == "Part"
    }
    is_last = _text(root, "IsTruncated") != "true" or not marks
    return Pieces(marks, None if is_last else max(marks))


def require_whole(answer: http.client.HTTPResponse, deadline: Deadline) -> None:
    """Raises AskRefused unless it says that the pieces are one object now.

    A bucket begins to answer before it knows, so a refusal may come with a good status.
    """
    root = _xml(answer, deadline)
    if not root.tag.endswith("CompleteMultipartUploadResult"):
        code = _text(root, "Code")
        raise AskRefused("bucket_status", _answers_with(answer.status, code))


def _answers_with(status: int, code: str) -> Sentence:
    """What a bucket said that has no words of ours; a code that is no word is left out."""
    is_word = code.isalnum() and len(code) <= MOST_CODE_CHARACTERS
    said = f"{status}, {code}" if is_word else str(status)
    return Sentence("The bucket answers with {said}.", said=said)


def refusal_of(
    answer: http.client.HTTPResponse, deadline: Deadline, *, is_of_object: bool
) -> AskRefused:
    """What a bad answer means, by its code, else by its status.

    What is not found is the object where one was read, else the bucket.
    """
    try:
        code = _text(_xml(answer, deadline), "Code")
    except AskRefused:
        code = ""  # without words: the status has to do
    missing = "NoSuchKey" if is_of_object else "NoSuchBucket"
    by_status = {**BY_STATUS, http.client.NOT_FOUND: missing}.get(answer.status, "")
    known = code if code in CODES else by_status
    if not known:
        return AskRefused("bucket_status", _answers_with(answer.status, code))
    region = answer.headers.get("x-amz-bucket-region", "")
    sentence = BUCKET_ANSWERS[known]
    if CODES[known] == "bucket_region" and region:
        sentence = Sentence("The bucket lies in the region {region}.", region=region[:60])
    return AskRefused(CODES[known], sentence)


def _xml(answer: http.client.HTTPResponse, deadline: Deadline) -> Element:
    content = b"".join(body_of(answer, deadline, most_bytes=MOST_BYTES, of=PAGE))
    try:
        root: Element = fromstring(content)
    # A name of an encoding that nobody knows, or that has more bytes a sign than the parser does.
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise _no_bucket() from error
    return root


def _no_bucket() -> AskRefused:
    sentence = "The server does not answer as a bucket does."
    return AskRefused("bucket_answer", sentence)


def _object(element: Element) -> ListedObject:
    size = _text(element, "Size")
    if not size.isascii() or not size.isdigit() or len(size) > MOST_SIZE_DIGITS:
        raise AskRefused("bucket_answer", "The listing of the bucket says no size.")
    return ListedObject(_raw(element, "Key"), int(size), _text(element, "ETag"))


def _number(element: Element) -> int:
    number = _text(element, "PartNumber")
    if not number.isascii() or not number.isdigit() or len(number) > MOST_SIZE_DIGITS:
        raise AskRefused("bucket_answer", "The listing of the bucket holds what is no piece.")
    return int(number)


def _can_be_kept(key: str) -> bool:
    return 0 < len(key) <= MOST_KEY_CHARACTERS and is_storable_text(key)


def _raw(element: Element, name: str) -> str:
    """The text of the first child of this name, whatever its namespace; "" without one."""
    found = (one.text or "" for one in element if one.tag.rpartition("}")[2] == name)
    return next(found, "")


def _text(element: Element, name: str) -> str:
    """As `_raw`, without the blanks around it."""
    return _raw(element, name).strip()
