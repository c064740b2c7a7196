"""The hot doors by the short way and by the long one: the same answers, the same refusals."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.utils.translation import override
from rest_framework.test import APIClient

from guildmark.work.api.short_way import HEADERS
from tests.conftest import SIGN_IN_BACKEND, SignIn
from tests.factories import work
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db
TOKEN = "t" * 32


def went_the_short_way(answer: Any) -> bool:
    """The views say which methods they take; Any: the test client's answer."""
    return "Allow" not in answer.headers


def without_clock(answer: Any) -> Any:
    """Two answers can come a second apart, which is in one number of theirs; Any: JSON."""
    content = answer.json()
    assert 0 < content["assignment"].pop("lease_seconds_left") <= 24 * 3600
    return content


def door(place: Workplace) -> str:
    return f"/api/v1/projects/{place.project.pk}/next"


def submit_of(held: Any) -> str:
    """Any: JSON."""
    return f"/api/v1/assignments/{held['assignment']['id']}/submit"


ANSWER = {"document": work.boxes(1), "seconds_spent": 1}


def test_a_person_who_is_known_goes_the_short_way_and_is_answered_the_same(api: SignIn) -> None:
    place = work.workplace(items=2)
    work.open_batch(place)
    anna = api(work.annotator(place))

    long, short = anna.post(door(place)), anna.post(door(place))
    done = anna.post(submit_of(short.json()), ANSWER, HTTP_IDEMPOTENCY_KEY="a")
    again = anna.post(submit_of(short.json()), ANSWER, HTTP_IDEMPOTENCY_KEY="a")

    assert [went_the_short_way(one) for one in (long, short, done)] == [False, True, True]
    assert without_clock(short) == without_clock(long)
    assert done.json() == again.json()
    assert done.json()["state"] == "submitted"
    told = {name: long[name] for name in (*HEADERS, "Content-Type")}
    assert {name: short[name] for name in told} == told
    assert int(short["Content-Length"]) == len(short.content)


def test_every_header_but_those_of_views_and_languages_is_there(api: SignIn) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = api(work.annotator(place))

    long, short = anna.post(door(place)), anna.post(door(place))

    assert set(long.headers) - set(short.headers) == {"Allow", "Content-Language", "Vary"}


def test_a_body_that_is_no_object_and_a_key_that_is_too_long_are_refused(api: SignIn) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = api(work.annotator(place))
    held = anna.post(door(place)).json()

    listed = anna.post(door(place), [None], format="json")
    taken = anna.post(door(place), HTTP_IDEMPOTENCY_KEY="k" * 201)
    submitted = anna.post(submit_of(held), ANSWER, HTTP_IDEMPOTENCY_KEY="k" * 201)

    assert [one.status_code for one in (listed, taken, submitted)] == [422, 400, 400]


def test_what_is_refused_is_refused_the_long_way_in_the_language_of_the_request(
    api: SignIn,
) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = api(work.annotator(place))
    held = anna.post(door(place)).json()
    anna.post(submit_of(held), ANSWER)

    again = anna.post(submit_of(held), ANSWER, HTTP_ACCEPT_LANGUAGE="es")
    wrong = anna.post(submit_of(held), {"seconds_spent": 1}, HTTP_ACCEPT_LANGUAGE="es")
    garbled = anna.post(door(place), "{", content_type="application/json")

    assert (again.status_code, again.json()["code"]) == (409, "already_submitted")
    assert (again["Content-Language"], wrong["Content-Language"]) == ("es", "es")
    assert (wrong.status_code, garbled.status_code) == (422, 400)


def test_why_there_is_nothing_is_said_in_the_language_of_the_request_on_both_ways(
    api: SignIn,
) -> None:
    """On the short way nothing has chosen a language: that of the request before is in force."""
    place = work.workplace(items=1)
    anna = api(work.annotator(place))

    both = [anna.post(door(place), HTTP_ACCEPT_LANGUAGE="es") for _ in range(2)]
    with override("es"):
        english = anna.post(door(place))

    assert [went_the_short_way(one) for one in (*both, english)] == [False, True, True]
    nothing = "Por ahora has hecho todo lo que hay que hacer aquí."
    assert [one.json()["detail"] for one in both] == [nothing, nothing]
    assert english.json()["detail"] == "You have done everything there is to do here for now."


def signed_in(place: Workplace) -> tuple[APIClient, str]:
    """A client whose tokens are looked at, known at the doors of a place."""
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(work.annotator(place), backend=SIGN_IN_BACKEND)
    client.cookies["csrftoken"] = TOKEN
    first = client.post(door(place), HTTP_X_CSRFTOKEN=TOKEN)
    assert first.status_code == 200
    return client, door(place)


@pytest.mark.parametrize(
    "spoilt", [{"HTTP_X_CSRFTOKEN": "u" * 32}, {}, {"HTTP_ORIGIN": "https://elsewhere.example"}]
)
def test_without_the_right_token_or_from_elsewhere_nobody_is_known(spoilt: dict[str, str]) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    client, here = signed_in(place)
    is_from_elsewhere = "HTTP_ORIGIN" in spoilt
    headers: dict[str, Any] = {"HTTP_X_CSRFTOKEN": TOKEN} if is_from_elsewhere else {}

    right = client.post(here, HTTP_X_CSRFTOKEN=TOKEN)
    wrong = client.post(here, **headers | spoilt)

    assert went_the_short_way(right)
    assert (wrong.status_code, went_the_short_way(wrong)) == (403, False)


def test_a_strange_host_a_key_and_somebody_signed_out_are_not_known(api: SignIn) -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    anna = api(work.annotator(place))
    anna.post(door(place))

    host: HttpResponse = anna.post(door(place), HTTP_HOST="elsewhere.example")
    key = anna.post(door(place), HTTP_AUTHORIZATION="Bearer gm_none_none")
    anna.cookies.clear()
    out = anna.post(door(place))

    assert host.status_code == 400
    assert (key.status_code, went_the_short_way(key)) == (200, False)
    assert out.status_code == 401
