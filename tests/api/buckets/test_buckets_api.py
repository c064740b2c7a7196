"""Buckets over the API: no answer, no event and no row shows a secret."""

import pytest

from guildmark.buckets.models import Bucket
from guildmark.events.models import Event
from tests.conftest import SignIn
from tests.factories.accounts import organisation, staff
from tests.factories.buckets import KEY_ID, SECRET, bucket

pytestmark = pytest.mark.django_db

PLACE = {"name": "Ours", "endpoint": "https://s3.example.org/", "bucket_name": "our-pictures"}
KEY = {"access_key_id": KEY_ID, "secret_access_key": SECRET}


def test_a_bucket_is_named_given_another_key_and_forgotten(api: SignIn) -> None:
    of = organisation()
    manager = api(staff(of, "manager"))
    url = f"/api/v1/organisations/{of.pk}/buckets"

    made = manager.post(url, PLACE | KEY).json()
    changed = manager.patch(f"{url}/{made['id']}", {"access_key_id": "", "secret_access_key": ""})
    listed = manager.get(url).json()["results"]
    gone = manager.delete(f"{url}/{made['id']}")

    assert (made["endpoint"], made["has_key"], made["access_key_id"]) == (
        "https://s3.example.org",
        True,
        KEY_ID,
    )
    assert listed == [changed.json()]
    assert (listed[0]["has_key"], gone.status_code, Bucket.objects.count()) == (False, 204, 0)
    names = list(Event.objects.order_by("pk").values_list("name", flat=True))
    assert names[-3:] == ["bucket.added", "bucket.key_changed", "bucket.removed"]


def test_a_secret_is_shown_nowhere(api: SignIn) -> None:
    of = organisation()
    manager = api(staff(of, "manager"))
    url = f"/api/v1/organisations/{of.pk}/buckets"

    made = manager.post(url, PLACE | KEY)

    assert made.status_code == 201
    for shown in (made.content, manager.get(url).content):
        assert KEY_ID.encode() in shown
        assert SECRET.encode() not in shown
    assert SECRET not in str(list(Event.objects.values()))
    assert SECRET.encode() not in bytes(Bucket.objects.get().sealed_secret)


def test_two_buckets_of_one_name_are_refused(api: SignIn) -> None:
    of = organisation()
    manager = api(staff(of, "manager"))
    url = f"/api/v1/organisations/{of.pk}/buckets"
    manager.post(url, PLACE)

    again = manager.post(url, PLACE)

    assert (again.status_code, again.json()["code"]) == (409, "bucket_name_taken")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"endpoint": "ftp://s3.example.org"}, "endpoint"),
        ({"endpoint": "https://s3.example.org/path"}, "endpoint"),
        ({"endpoint": "https://me:secret@s3.example.org"}, "endpoint"),
        ({"endpoint": "http://s3.example.org:9000"}, "endpoint"),
        ({"bucket_name": "../other"}, "bucket_name"),
        ({"bucket_name": "Capital"}, "bucket_name"),
        ({"region": "us east"}, "region"),
        ({"access_key_id": KEY_ID}, "secret_access_key"),
        ({"access_key_id": "a\nb", "secret_access_key": SECRET}, "access_key_id"),
    ],
)
def test_what_is_no_bucket_is_said_at_its_field(
    api: SignIn, wrong: dict[str, str], field: str
) -> None:
    of = organisation()

    answer = api(staff(of, "manager")).post(f"/api/v1/organisations/{of.pk}/buckets", PLACE | wrong)

    assert answer.status_code in {400, 422}
    assert [one["path"] for one in answer.json()["errors"]] == [field]


def test_a_named_host_may_have_its_own_port(api: SignIn, settings: object) -> None:
    of = organisation()
    settings.BUCKET_HOSTS = frozenset({"minio.internal:9000"})  # type: ignore[attr-defined]  # fixture
    place = PLACE | {"endpoint": "http://minio.internal:9000"}

    answer = api(staff(of, "manager")).post(f"/api/v1/organisations/{of.pk}/buckets", place)

    assert answer.status_code == 201


@pytest.mark.parametrize(("named", "status"), [("minio", 422), ("our-pictures.minio", 201)])
def test_what_will_be_asked_is_looked_at_and_not_what_was_typed(
    api: SignIn, settings: object, named: str, status: int
) -> None:
    of = organisation()
    settings.BUCKET_HOSTS = frozenset({f"{named}.internal:9000"})  # type: ignore[attr-defined]  # fixture
    place = PLACE | {"endpoint": "http://minio.internal:9000", "is_by_path": False}

    answer = api(staff(of, "manager")).post(f"/api/v1/organisations/{of.pk}/buckets", place)

    assert answer.status_code == status
    if status == 422:
        (wrong,) = answer.json()["errors"]
        assert wrong["path"] == "endpoint"
        assert "our-pictures.minio.internal:9000" in wrong["message"]


@pytest.mark.parametrize("given", [{}, {"access_key_id": KEY_ID}, {"secret_access_key": SECRET}])
def test_a_change_that_names_no_whole_key_takes_none_away(
    api: SignIn, given: dict[str, str]
) -> None:
    mine = bucket()
    url = f"/api/v1/organisations/{mine.organisation_id}/buckets/{mine.pk}"

    answer = api(staff(mine.organisation, "manager")).patch(url, given)

    assert answer.status_code in {400, 422}
    mine.refresh_from_db()
    assert mine.has_key


def test_a_bucket_of_another_organisation_is_not_found(api: SignIn) -> None:
    theirs, of = bucket(), organisation()

    answer = api(staff(of, "manager")).delete(f"/api/v1/organisations/{of.pk}/buckets/{theirs.pk}")

    assert (answer.status_code, Bucket.objects.count()) == (404, 1)
