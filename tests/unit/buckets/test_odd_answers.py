"""What a server answers that only says it is a bucket; and asking it once more."""

import http.client
import time

import pytest

from guildmark.buckets.answers import page_of, refusal_of
from guildmark.buckets.patience import patiently, seconds_of_patience
from guildmark.core.asking import AskRefused, Deadline

HEAD = "<IsTruncated>true</IsTruncated><EncodingType>url</EncodingType>"


class Answer(http.client.HTTPResponse):
    """A body with a status, as it comes out of a connection."""

    def __init__(self, body: bytes, status: int = 200) -> None:
        self.status, self.length, self._left = status, len(body), body
        self.headers = http.client.HTTPMessage()

    def read1(self, n: int = -1) -> bytes:
        """The next block."""
        block, self._left = self._left[:n], self._left[n:]
        self.length = len(self._left)
        return block


def one(key: str = "a.jpg", size: str = "3") -> str:
    return f"<Contents><Key>{key}</Key><Size>{size}</Size><ETag>e</ETag></Contents>"


def listing(*objects: str) -> bytes:
    return f"<ListBucketResult>{HEAD}{''.join(objects)}</ListBucketResult>".encode()


def deadline() -> Deadline:
    return Deadline.within(5.0)


ODD = {
    "no XML": b"words",
    "another document": b"<Other/>",
    "an encoding nobody knows": b"<?xml version='1.0' encoding='x-odd'?><ListBucketResult/>",
    "an encoding of several bytes": b"<?xml version='1.0' encoding='shift_jis'?><a/>",
    "a bomb": b"<!DOCTYPE a [<!ENTITY b 'c'>]><ListBucketResult>&b;</ListBucketResult>",
    "no size": listing(one(size="")),
    "a size of 5,000 digits": listing(one(size="9" * 5000)),
    "a size of 64 bits": listing(one(size=str(2**63))),
    "a key without a letter": listing(one(key="")),
    "a key that no database holds": listing(one(key="a%00.jpg")),
    "a key that is too long": listing(one(key="a" * 1025)),
}


@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_an_odd_listing_is_refused_with_a_sentence(body: bytes) -> None:
    with pytest.raises(AskRefused) as refused:
        page_of(Answer(body), deadline(), after="")

    assert refused.value.code == "bucket_answer"
    assert refused.value.sentence.endswith(".")


def test_a_server_that_begins_anew_is_not_listed_for_ever() -> None:
    body = listing(one("a.jpg"), one("b.jpg"))

    first = page_of(Answer(body), deadline(), after="")
    with pytest.raises(AskRefused) as refused:
        page_of(Answer(body), deadline(), after="b.jpg")

    assert [found.key for found in first.objects] == ["a.jpg", "b.jpg"]
    assert refused.value.code == "bucket_answer"
    assert "again and again" in refused.value.sentence


def test_a_listing_that_is_too_long_is_not_called_a_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("guildmark.buckets.answers.MOST_BYTES", 10)

    with pytest.raises(AskRefused) as refused:
        page_of(Answer(listing(one())), deadline(), after="")

    assert refused.value.sentence.startswith("One page of a listing may have at most")


@pytest.mark.parametrize(
    ("status", "body", "is_of_object", "code", "sentence"),
    [
        (404, b"", True, "object_missing", "The object is not there any more."),
        (404, b"", False, "bucket_missing", "There is no bucket of this name."),
        (404, b"<E><Code>NoSuchUpload</Code></E>", False, "upload_missing",
         "The bucket knows nothing of this upload any more. Deliver once more."),
        (404, b"<E><Code>NoSuchKey</Code></E>", False, "object_missing",
         "The object is not there any more."),
        (403, b"<E><Code>Odd</Code></E>", True, "bucket_forbidden",
         "The bucket does not let this key do it."),
        (500, b"<E><Code>InternalError</Code></E>", True, "bucket_status",
         "The bucket answers with 500, InternalError."),
        (500, b"<E><Code>" + b"a" * 5000 + b"</Code></E>", True, "bucket_status",
         "The bucket answers with 500."),
    ],
)  # fmt: skip
def test_a_bad_answer_says_what_is_about(
    status: int, body: bytes, is_of_object: bool, code: str, sentence: str
) -> None:
    refused = refusal_of(Answer(body, status), deadline(), is_of_object=is_of_object)

    assert (refused.code, refused.sentence) == (code, sentence)


@pytest.mark.parametrize(
    ("codes", "asked", "ends"),
    [
        (["bucket_busy"], 2, ""),
        (["bucket_busy", "url_unreachable"], 3, ""),
        (["bucket_busy"] * 3, 3, "bucket_busy"),
        (["object_missing"], 1, "object_missing"),
    ],
)
def test_what_may_pass_is_asked_three_times(
    monkeypatch: pytest.MonkeyPatch, codes: list[str], asked: int, ends: str
) -> None:
    monkeypatch.setattr("guildmark.buckets.patience.PAUSES_SECONDS", (0.0, 0.0))
    count, left = 0, iter(codes)

    def ask() -> str:
        nonlocal count
        count += 1
        code = next(left, "")
        if code:
            raise AskRefused(code, "Not now.")
        return ""

    try:
        found = patiently(ask)
    except AskRefused as refused:
        found = refused.code

    assert (count, found) == (asked, ends)


def test_what_failed_late_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guildmark.buckets.patience.LATE_SECONDS", 0.01)
    asked = []

    def ask() -> None:
        asked.append(True)
        time.sleep(0.02)
        raise AskRefused("url_too_slow", "The server takes longer than 0 s.")

    with pytest.raises(AskRefused):
        patiently(ask)

    assert len(asked) == 1


def test_patience_has_an_end_that_can_be_reckoned_with() -> None:
    assert seconds_of_patience(10.0) == 10.0 + 2.5 + 2 * 10.0
    assert seconds_of_patience(286.0) == 286.0 + 2.5 + 2 * 30.0
