"""One Idempotency-Key, one effect, one answer: also when the requests come at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from guildmark.accounts.models import Organisation, User
from guildmark.core.clock import now
from guildmark.core.idempotency import KEPT_FOR, forget_answers
from guildmark.core.models import IdempotencyRecord
from guildmark.datasets.actions import imports, sweep_leftovers
from guildmark.datasets.models import ImportFile, Leftover
from tests.at_once import at_once
from tests.conftest import SignIn
from tests.factories import datasets
from tests.factories.accounts import organisation, person

URL = "/api/v1/organisations"

# Any: answers of the test client, to which it adds `json()`.


def create(api: SignIn, user: User, *, key: str, name: str = "Ours") -> Any:
    """Found an organisation under a key."""
    return api(user).post(URL, {"name": name}, HTTP_IDEMPOTENCY_KEY=key)


@pytest.mark.django_db(transaction=True)
def test_eight_requests_at_once_with_one_key_have_one_effect(api: SignIn) -> None:
    ada = person()

    answers = at_once(8, lambda index: create(api, ada, key="one"))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Organisation.objects.count() == 1
    replayed = [answer.headers.get("Idempotent-Replayed") for answer in answers]
    assert sorted(replayed, key=str) == [None, *["true"] * 7]


@pytest.mark.django_db(transaction=True)
def test_requests_at_once_without_a_key_each_have_their_effect(api: SignIn) -> None:
    ada = person()

    answers = at_once(4, lambda index: api(ada).post(URL, {"name": "Ours"}))

    assert [answer.status_code for answer in answers] == [201] * 4
    assert Organisation.objects.count() == 4


@pytest.mark.django_db
def test_two_people_may_choose_the_same_key(api: SignIn) -> None:
    answers = [create(api, person(), key="one", name=name) for name in ("Ours", "Theirs")]

    assert [answer.json()["name"] for answer in answers] == ["Ours", "Theirs"]


@pytest.mark.django_db
def test_a_key_used_for_something_else_is_refused(api: SignIn) -> None:
    ada = person()
    create(api, ada, key="one")

    answer = create(api, ada, key="one", name="Another")

    assert answer.status_code == 422
    assert answer.json()["code"] == "idempotency_key_reused"
    assert Organisation.objects.count() == 1


@pytest.mark.django_db
def test_a_key_belongs_to_the_content_of_a_file_not_to_its_name_and_size(api: SignIn) -> None:
    into = datasets.dataset()
    owner = User.objects.get(pk=datasets.owner_id(into.organisation))
    made = api(owner).post(f"/api/v1/datasets/{into.pk}/imports").json()
    url = f"/api/v1/imports/{made['id']}/files"

    def send(content: bytes) -> Any:
        body = {"file": SimpleUploadedFile("a.png", content)}
        return api(owner).post(url, body, format="multipart", HTTP_IDEMPOTENCY_KEY="one")

    first, again, other = send(b"the first"), send(b"the first"), send(b"the other")

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    with ImportFile.objects.get().upload.open() as stored:
        assert stored.read() == b"the first"


@pytest.mark.django_db
def test_a_refused_request_does_not_use_up_its_key(api: SignIn) -> None:
    ada = person()

    refused = create(api, ada, key="one", name="")
    taken = create(api, ada, key="one", name="Ours")

    assert (refused.status_code, taken.status_code) == (422, 201)
    assert IdempotencyRecord.objects.count() == 1


@pytest.mark.django_db
def test_a_file_of_a_refused_request_goes_when_the_storage_lets_it_whatever_the_key(
    api: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = datasets.dataset()
    owner = User.objects.get(pk=datasets.owner_id(into.organisation))
    made = api(owner).post(f"/api/v1/datasets/{into.pk}/imports").json()
    refused: list[str] = []

    def refuse(name: str) -> None:
        refused.append(name)
        raise PermissionError

    def send() -> Any:
        body = {"file": SimpleUploadedFile("a.png", b"1")}
        url = f"/api/v1/imports/{made['id']}/files"
        return api(owner).post(url, body, format="multipart", HTTP_IDEMPOTENCY_KEY="one")

    with monkeypatch.context() as away:
        away.setattr(imports, "MOST_FILES", 0)
        away.setattr(default_storage, "delete", refuse)
        answer = send()

    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_files")
    assert list(Leftover.objects.values_list("name", flat=True)) == refused
    assert (len(refused), IdempotencyRecord.objects.exists()) == (1, False)
    sweep_leftovers(now=now() + timedelta(minutes=2))
    assert not default_storage.exists(refused[0])
    assert send().status_code == 201


@pytest.mark.django_db(transaction=True)
def test_a_file_of_a_failed_request_goes_when_the_storage_lets_it_whatever_the_key(
    api: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = datasets.dataset()
    client = api(User.objects.get(pk=datasets.owner_id(into.organisation)))
    client.raise_request_exception = False
    made = client.post(f"/api/v1/datasets/{into.pk}/imports").json()
    refused: list[str] = []

    def refuse(name: str) -> None:
        refused.append(name)
        raise PermissionError

    def fail(record: IdempotencyRecord) -> None:
        raise ConnectionError

    with monkeypatch.context() as away:
        away.setattr(imports, "MOST_FILES", 0)
        away.setattr(default_storage, "delete", refuse)
        away.setattr(IdempotencyRecord, "delete", fail)
        answer = client.post(
            f"/api/v1/imports/{made['id']}/files",
            {"file": SimpleUploadedFile("a.png", b"1")},
            format="multipart",
            HTTP_IDEMPOTENCY_KEY="one",
        )

    assert answer.status_code == 500
    assert list(Leftover.objects.values_list("name", flat=True)) == refused
    assert (len(refused), IdempotencyRecord.objects.exists()) == (1, False)
    sweep_leftovers(now=now() + timedelta(minutes=2))
    assert not default_storage.exists(refused[0])


@pytest.mark.django_db
def test_a_key_that_is_too_long_is_refused(api: SignIn) -> None:
    answer = create(api, person(), key="x" * 201)

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_too_long")


@pytest.mark.django_db
def test_a_stored_answer_does_not_lie_open(api: SignIn) -> None:
    ada = person()
    of = organisation(owner=ada)
    url = f"/api/v1/organisations/{of.pk}/api-keys"
    body = {"name": "Robot", "scopes": ["projects:read"]}

    first, second = (api(ada).post(url, body, HTTP_IDEMPOTENCY_KEY="k") for _ in range(2))

    secret = first.json()["secret"].split("_", 2)[2]
    assert second.json() == first.json()
    assert secret.encode() not in bytes(IdempotencyRecord.objects.get().body or b"")


@pytest.mark.django_db
def test_an_answer_sealed_under_another_secret_is_not_given(api: SignIn) -> None:
    ada = person()
    client = api(ada)
    client.post(URL, {"name": "Ours"}, HTTP_IDEMPOTENCY_KEY="one")
    IdempotencyRecord.objects.update(body=b"sealed under another secret")

    answer = client.post(URL, {"name": "Ours"}, HTTP_IDEMPOTENCY_KEY="one")

    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_answer_unreadable")
    assert Organisation.objects.count() == 1


@pytest.mark.django_db
def test_answers_are_forgotten_after_a_day(api: SignIn) -> None:
    ada = person()
    create(api, ada, key="old")
    IdempotencyRecord.objects.update(created_at=now() - KEPT_FOR)
    create(api, ada, key="new")

    forgotten = [forget_answers(now=now()) for _ in range(2)]

    assert forgotten == [1, 0]
    assert IdempotencyRecord.objects.get().key == "new"
