"""A bucket asked over a real connection: moto's server, on this machine."""

from io import BytesIO

import pytest

from guildmark.buckets.answers import ListedObject
from guildmark.buckets.client import client_of
from guildmark.core.asking import Asker, AskRefused
from tests.factories import buckets
from tests.factories.buckets import BucketServer, write

ODD_KEYS = ("a b+c.jpg", "ä/ö ü.png", "x/..//y.jpg", "100%25.jpg", "q?a=b&c.jpg", "a b ")


def test_what_is_written_is_listed_and_read(bucket_place: BucketServer) -> None:
    bucket = bucket_place.filled({key: key.encode() for key in ODD_KEYS})

    page = bucket.page(prefix="")
    read = {one.key: b"".join(bucket.read(one.key, most_bytes=100)) for one in page.objects}

    assert read == {key: key.encode() for key in sorted(ODD_KEYS)}
    assert [one.byte_count for one in page.objects] == [
        len(one.key.encode()) for one in page.objects
    ]
    assert page.is_last


def test_keys_in_any_script_can_be_listed_and_read_up_to_their_full_length(
    bucket_place: BucketServer,
) -> None:
    folder = "写真/" * 30
    key = folder + "東" * ((1024 - len(folder.encode())) // 3)
    bucket = bucket_place.filled({key: b"x"})

    (listed,) = bucket.page(prefix=folder).objects
    rest = bucket.page(prefix=folder, after=key)

    assert (listed.key, b"".join(bucket.read(key, most_bytes=9))) == (key, b"x")
    assert (rest.objects, rest.is_last) == ((), True)


def test_a_listing_goes_on_after_a_key_and_stays_under_its_prefix(
    bucket_place: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guildmark.buckets.client.PAGE_OBJECTS", 2)
    bucket = bucket_place.filled({f"{name}.jpg": b"x" for name in ("p/a", "p/b", "p/c", "q/d")})

    first = bucket.page(prefix="p/")
    second = bucket.page(prefix="p/", after="p/b.jpg")

    assert ([one.key for one in first.objects], first.is_last) == (["p/a.jpg", "p/b.jpg"], False)
    assert ([one.key for one in second.objects], second.is_last) == (["p/c.jpg"], True)


def test_an_object_that_was_changed_since_it_was_listed_is_not_read(
    bucket_place: BucketServer,
) -> None:
    bucket = bucket_place.filled({"a.jpg": b"before"})
    (listed,) = bucket.page(prefix="").objects

    same = b"".join(bucket.read("a.jpg", etag=listed.etag, most_bytes=100))
    write(bucket, "a.jpg", b"after")
    with pytest.raises(AskRefused) as refused:
        list(bucket.read("a.jpg", etag=listed.etag, most_bytes=100))

    assert isinstance(listed, ListedObject)
    assert (same, refused.value.code) == (b"before", "object_changed")


@pytest.mark.parametrize(
    ("key", "most_bytes", "code"),
    [("gone.jpg", 100, "object_missing"), ("long.jpg", 3, "too_many_bytes")],
)
def test_what_is_gone_or_too_large_has_its_reason(
    bucket_place: BucketServer, key: str, most_bytes: int, code: str
) -> None:
    bucket = bucket_place.filled({"long.jpg": b"long"})

    with pytest.raises(AskRefused) as refused:
        list(bucket.read(key, most_bytes=most_bytes))

    assert refused.value.code == code


def test_a_bucket_that_does_not_exist_is_named(bucket_place: BucketServer) -> None:
    with pytest.raises(AskRefused) as refused:
        bucket_place.client("nowhere-at-all").page(prefix="")

    assert refused.value.code == "bucket_missing"


def test_requests_are_signed_over_what_they_hold(bucket_place: BucketServer) -> None:
    """Moto takes any signature: what a bucket would check is looked at here."""
    bucket = bucket_place.client("pictures")

    first = bucket._signed("PUT", bucket.url_of("a b.jpg"), {}, BytesIO(b"one"))
    other = bucket._signed("PUT", bucket.url_of("a b.jpg"), {}, BytesIO(b"two"))
    nobody = bucket_place.client("pictures", access_key_id="")

    assert first["Authorization"].startswith(f"AWS4-HMAC-SHA256 Credential={buckets.KEY_ID}/")
    assert "/us-east-1/s3/aws4_request" in first["Authorization"]
    assert "SignedHeaders=host;x-amz-content-sha256;x-amz-date" in first["Authorization"]
    assert first["X-Amz-Content-SHA256"] != other["X-Amz-Content-SHA256"]
    assert nobody._signed("GET", nobody.url_of("a"), {}, None) == {}


def test_a_bucket_is_addressed_by_path_or_by_host(bucket_place: BucketServer) -> None:
    by_path = bucket_place.client("pictures", endpoint="https://s3.example.org")
    by_host = bucket_place.client("pictures", endpoint="https://s3.example.org", is_by_path=False)

    assert by_path.url_of("a b/c.jpg") == "https://s3.example.org/pictures/a%20b/c.jpg"
    assert by_host.url_of("a b/c.jpg") == "https://pictures.s3.example.org/a%20b/c.jpg"


def test_a_private_address_is_asked_only_where_the_operator_named_it(
    bucket_place: BucketServer,
) -> None:
    filled = bucket_place.filled({"a.jpg": b"x"})
    stranger = bucket_place.client(filled.bucket_name, asker=Asker())
    elsewhere = Asker(named=frozenset({"127.0.0.1:1"}))
    other = bucket_place.client(filled.bucket_name, asker=elsewhere)
    usual = bucket_place.client(endpoint="http://127.0.0.1", asker=Asker())

    refusals = []
    for client in (stranger, other, usual):
        with pytest.raises(AskRefused) as refused:
            client.page(prefix="")
        refusals.append(refused.value.code)

    assert len(filled.page(prefix="").objects) == 1
    assert refusals == ["url_port", "url_port", "url_not_public"]


@pytest.mark.django_db
def test_the_client_of_a_bucket_has_its_key_which_lies_sealed(
    bucket_place: BucketServer, settings: pytest.FixtureRequest
) -> None:
    bucket = buckets.bucket(client=bucket_place.filled({"a.jpg": b"x"}))

    client = client_of(bucket)

    assert client.secret_access_key == buckets.SECRET
    assert buckets.SECRET.encode() not in bytes(bucket.sealed_secret)
    assert buckets.SECRET not in repr(client)
    assert [one.key for one in client.page(prefix="").objects] == ["a.jpg"]


@pytest.mark.django_db
def test_a_key_sealed_under_another_secret_is_asked_for_again(settings: object) -> None:
    bucket = buckets.bucket()
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]  # the fixture's own class

    with pytest.raises(AskRefused) as refused:
        client_of(bucket)

    assert refused.value.code == "bucket_key_sealed"
