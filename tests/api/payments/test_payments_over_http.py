"""Payments and payouts over HTTP: lists, tables, what was seen is paid, and one's own."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from guildmark.accounts.models import User
from guildmark.oversight.actions import close_person
from guildmark.work.models import Assignment
from tests.factories import accounts, payments, work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], APIClient]


def place_of(place: Workplace) -> str:
    """The address of the organisation."""
    return f"/api/v1/organisations/{place.organisation.pk}"


def rows(answer: Any) -> list[list[str]]:  # Any: a stream of the test client
    """The cells of a table."""
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))


def test_a_manager_sees_pays_and_has_the_table_later(api: SignIn) -> None:
    place = payments.place(price_minor=1234)
    user = work.annotator(place)
    user.display_name = "=cmd()"
    user.save()
    payments.accepted(place, user, 2)
    payments.handed_in(place, user)
    boss, here = api(place.manager), place_of(place)

    seen = boss.get(f"{here}/payments", {"until": "2026-03-02"}).json()
    table = rows(boss.get(f"{here}/payments.csv", {"until": "2026-03-02"}))
    (total,) = seen["totals"]
    body = {
        "until": "2026-03-02", "due_sha256": seen["due_sha256"], "reference": "Transfer 7",
    }  # fmt: skip
    made = boss.post(f"{here}/payouts", body)
    again = boss.post(f"{here}/payouts", body)

    who = [str(user.pk), user.pseudonym, "'=cmd()", "EUR"]
    assert seen["count"] == total["people_count"] == 1
    assert seen["results"][0]["due"] == {
        "task_count": 2, "amount": {"amount_minor": 2468, "currency": "EUR"},
    }  # fmt: skip
    assert table[1] == [*who, "2", "24.68", "0", "0.00", "1", "12.34", "0", "0.00"]
    assert (made.status_code, again.status_code) == (201, 409)
    assert again.json()["code"] == "nothing_to_pay"
    assert boss.get(f"{here}/payouts").json()["results"] == [made.json()]
    paid = boss.get(f"{here}/payouts/{made.json()['id']}.csv")
    assert paid["Content-Disposition"] == (f'attachment; filename="payout-{made.json()["id"]}.csv"')
    assert rows(paid) == [
        ["account_id", "pseudonym", "name", "currency", "paid_count", "paid"],
        [*who, "2", "24.68"],
    ]


def test_a_period_that_ends_before_it_begins_is_refused(api: SignIn) -> None:
    place = work.workplace()

    answer = api(place.manager).get(
        f"{place_of(place)}/payments", {"since": "2026-03-02", "until": "2026-03-01"}
    )

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "until")


def test_who_recorded_a_payout_and_has_gone_is_told_by_their_pseudonym(api: SignIn) -> None:
    place = payments.place()
    payments.accepted(place, work.annotator(place))
    payments.payout(place)
    boss = accounts.staff(place.organisation, role="owner")
    close_person(user_id=place.manager.pk, now=NOW)

    (made,) = api(boss).get(f"{place_of(place)}/payouts").json()["results"]

    assert made["made_by"] == place.manager.pseudonym


def test_a_number_beyond_the_database_is_of_no_project(api: SignIn) -> None:
    beyond = 2**63
    place = payments.place()
    payments.accepted(place, work.annotator(place))
    boss, here = api(place.manager), place_of(place)

    listed = boss.get(f"{here}/payments", {"project_id": beyond})
    seen = {"due_sha256": listed.json()["due_sha256"]}
    paid = boss.post(f"{here}/payouts", {"project_id": beyond, **seen})
    all_paid = boss.post(f"{here}/payouts", seen)

    assert (listed.status_code, listed.json()["count"]) == (200, 0)
    assert paid.status_code == 404
    assert (all_paid.status_code, all_paid.json()["code"]) == (409, "sums_changed")


def test_pages_of_people_have_the_sums_of_all(api: SignIn) -> None:
    place = payments.place()
    for number in (1, 3, 2):
        payments.accepted(place, work.annotator(place), number)

    pages = [
        api(place.manager).get(f"{place_of(place)}/payments", {"page": page, "page_size": 2}).json()
        for page in (1, 2)
    ]

    counts = [[row["due"]["task_count"] for row in page["results"]] for page in pages]
    assert counts == [[3, 2], [1]]
    assert [page["totals"][0]["due"]["task_count"] for page in pages] == [6, 6]


def test_a_person_sees_what_is_paid_and_what_is_not(api: SignIn) -> None:
    place = payments.place()
    user = work.annotator(place)
    (first,) = payments.accepted(place, user)
    payments.payout(place, reference="Transfer 7", now=NOW)
    (second,) = payments.accepted(place, user)
    me = api(user)

    dues = me.get("/api/v1/me/dues").json()["dues"]
    payouts = me.get("/api/v1/me/payouts").json()["results"]
    taken = me.get("/api/v1/me/assignments").json()["results"]

    assert [(one["organisation_name"], one["due"]["task_count"], one["paid"]["task_count"])
            for one in dues] == [(place.organisation.name, 1, 1)]  # fmt: skip
    assert [(one["reference"], one["amount"]["amount_minor"]) for one in payouts] == [
        ("Transfer 7", 5)
    ]
    paid_at = {one["id"]: one["paid_at"] for one in taken}
    assert paid_at == {first: payouts[0]["made_at"], second: None}


def test_tasks_are_listed_by_time_from_page_to_page(api: SignIn) -> None:
    place = payments.place()
    user = work.annotator(place)
    ids = payments.accepted(place, user, 5)
    for number, one in enumerate(ids):  # ids do not follow time, and two have the same
        taken = NOW + timedelta(minutes=(number * 2) % 5 // 2)
        Assignment.objects.filter(pk=one).update(leased_at=taken)
    expected = list(
        Assignment.objects.filter(pk__in=ids)
        .order_by("-leased_at", "-pk")
        .values_list("pk", flat=True)
    )

    seen: list[int] = []
    cursor = ""
    for _ in range(3):
        page = api(user).get(f"/api/v1/me/assignments?page_size=2&cursor={cursor}").json()
        seen += [one["id"] for one in page["results"]]
        cursor = page["next_cursor"]

    assert (seen, cursor) == (expected, "")
    assert expected != sorted(expected, reverse=True)


@pytest.mark.parametrize("cursor", ["nonsense", "WzEsIDJd", "W10=", "bnVsbA=="])
def test_a_cursor_of_nobody_is_refused(api: SignIn, cursor: str) -> None:
    answer = api(work.annotator(work.workplace())).get("/api/v1/me/assignments", {"cursor": cursor})

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "cursor")
