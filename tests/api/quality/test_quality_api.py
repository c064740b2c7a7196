"""Known answers and people over HTTP."""

from datetime import timedelta

import pytest

from guildmark.accounts.models import User
from guildmark.core import clock
from guildmark.quality import actions
from guildmark.quality.models import AnnotatorFigures, GoldItem, GoldScore
from guildmark.work.actions import require_seat
from guildmark.work.actions import submit as work_submit
from guildmark.work.models import Assignment
from tests.conftest import SignIn
from tests.factories import accounts, consensus, quality, work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
FIGURES = ("agreement", "information_bits", "spammer_score", "speed")


@pytest.fixture
def place() -> Workplace:
    """A project with an open batch and gold in it."""
    made = work.workplace(items=1)
    work.open_batch(made, gold_share=0.5)
    return made


def test_a_manager_makes_gold_and_sees_how_people_do_on_it(place: Workplace, api: SignIn) -> None:
    manager = api(place.manager)
    item = work.add_items(place, 1)[0]
    url = f"/api/v1/projects/{place.project.pk}/gold-items"

    made = manager.post(url, {"item_id": item.pk, "reference": work.boxes(2)})
    assert made.status_code == 201
    gold = GoldItem.objects.get(pk=made.json()["id"])
    answer = quality.gold_answer(place, gold, accounts.person())
    actions.score_gold(submission_id=answer.pk, now=NOW)

    (row,) = manager.get(url).json()["results"]
    assert (row["item"]["id"], row["state"], row["is_hidden"]) == (item.pk, "active", True)
    assert (row["check_count"], row["right_count"]) == (1, 1)
    assert row["item"]["thumbnail_url"]


def test_a_known_answer_that_does_not_fit_is_refused_with_the_place(
    place: Workplace, api: SignIn
) -> None:
    item = work.add_items(place, 1)[0]

    refused = api(place.manager).post(
        f"/api/v1/projects/{place.project.pk}/gold-items",
        {"item_id": item.pk, "reference": consensus.document(consensus.box(10, 10, label="cat"))},
    )

    assert (refused.status_code, refused.json()["code"]) == (422, "wrong_reference")
    assert [one["path"] for one in refused.json()["errors"]] == ["/reference/shapes/0/label"]


def test_people_are_listed_by_pseudonym_with_their_skill(place: Workplace, api: SignIn) -> None:
    user = accounts.person()
    answer = quality.gold_answer(place, quality.gold_item(place), user)
    actions.score_gold(submission_id=answer.pk, now=NOW)

    (row,) = api(place.manager).get(f"/api/v1/projects/{place.project.pk}/people").json()["results"]

    skill = row.pop("skill")
    figures = {key: row.pop(key) for key in FIGURES}
    assert {one["undefined_reason"] for one in figures.values()} == {"Nothing was computed yet."}
    assert row == {
        "drift_state": "unknown",
        "computed_at": None,
        "user_id": user.pk,
        "pseudonym": user.pseudonym,
        "submission_count": 1,
        "median_seconds": 8.0,
        "standing": "active",
        "blocked_reason": "",
        "restrictions": [],
        "last_active_at": NOW.isoformat().replace("+00:00", "Z"),
        "verdicts": None,
    }
    assert skill["check_count"] == 1
    assert skill["lower"] < skill["mean"] < skill["upper"]


def test_my_quality_waits_for_midnight_and_for_five_checks(place: Workplace, api: SignIn) -> None:
    user = work.annotator(place)
    require_seat(user_id=user.pk, project_id=place.project.pk, now=NOW)
    yesterday = clock.now() - timedelta(days=1)

    def check(number: int) -> None:
        for _ in range(number):
            held = quality.gold_lease(place, quality.gold_item(place), user)
            done = work_submit(
                user_id=user.pk, assignment_id=held.pk, document=work.boxes(2), seconds_spent=8.0,
                now=NOW,
            )  # fmt: skip
            actions.score_gold(submission_id=done.submission_id, now=clock.now())

    check(4)
    GoldScore.objects.update(scored_at=yesterday)
    with_four = api(user).get("/api/v1/me/quality").json()
    check(1)
    today = api(user).get("/api/v1/me/quality").json()
    GoldScore.objects.update(scored_at=yesterday)
    (row,) = api(user).get("/api/v1/me/quality").json()["projects"]

    assert with_four == today == {"projects": []}
    assert (row["project_id"], row["check_count"], row["pass_mark"]) == (place.project.pk, 5, 0.7)


def test_no_task_is_named_to_those_who_did_it(place: Workplace, api: SignIn) -> None:
    user = accounts.person()
    answer = quality.gold_answer(place, quality.gold_item(place), user)
    Assignment.objects.filter(pk=answer.assignment_id).update(
        state="rejected", reason="careless", reviewed_at=clock.now(), reviewed_by=place.manager
    )
    api(user).post(f"/api/v1/assignments/{answer.assignment_id}/appeals", {"text": "Look again."})

    (work_row,) = api(user).get("/api/v1/me/rejected-work").json()["results"]
    (appeal,) = api(user).get("/api/v1/me/appeals").json()["results"]

    assert (work_row["id"], appeal["work"]["id"]) == (answer.assignment_id, answer.assignment_id)
    assert "task_id" not in {*work_row, *appeal["work"]}


def _checked_and_fitted() -> tuple[Workplace, User]:
    """A project that three people answered, one of whom was checked, with a fit."""
    place = work.workplace(items=12)
    consensus.labelled(place=place)
    user = accounts.person()
    place.project.batches.update(gold_share=0.5, state="open")
    answer = quality.gold_answer(place, quality.gold_item(place), user)
    actions.score_gold(submission_id=answer.pk, now=NOW)
    consensus.fitted(place)
    return place, user


def test_a_manager_sees_what_a_fit_says_of_one_person(api: SignIn) -> None:
    place, checked = _checked_and_fitted()
    manager = api(place.manager)
    url = f"/api/v1/projects/{place.project.pk}/people"
    rows = {row["user_id"]: row for row in manager.get(url).json()["results"]}
    worker_id = next(iter(rows.keys() - {checked.pk}))

    worker = manager.get(f"{url}/{worker_id}").json()
    page = manager.get(f"{url}/{checked.pk}").json()

    assert worker["agreement"] == rows[worker_id]["agreement"]
    assert worker["agreement"]["lower"] < worker["agreement"]["value"] <= 1
    assert (worker["drift_state"], worker["drift"]["threshold"]) == ("unknown", None)
    assert worker["speed"]["robust_z"]["undefined_reason"]
    assert worker["parts"][0]["confusion"]["undefined_reason"] == "There is only one class."
    drawing = worker["drawing"]
    assert drawing["found_count"] == 24
    assert (drawing["finds"]["n"], drawing["alarms"]["n"]) in {(24, 24), (24, 36)}
    assert drawing["finds"]["value"] > 0.9
    assert [(one["kind"], one["scatter"]["n"]) for one in drawing["kinds"]] == [("box", 24)]
    assert worker["numbers"] == []
    assert [day["check_count"] for day in page["skill_over_time"]] == [1]
    assert page["skill"]["check_count"] == 1
    assert manager.get(f"{url}/{accounts.person().pk}").status_code == 404


def test_what_i_see_of_myself_is_of_an_earlier_day_and_names_nobody(api: SignIn) -> None:
    place, checked = _checked_and_fitted()
    url = f"/api/v1/me/quality/{place.project.pk}"
    today = api(checked).get(url).json()

    AnnotatorFigures.objects.update(computed_on=clock.now().date() - timedelta(days=1))
    GoldScore.objects.update(scored_at=clock.now() - timedelta(days=1))
    tomorrow = api(checked).get(url).json()

    assert (today["computed_at"], today["parts"], today["drawing"]) == (None, [], None)
    finds = tomorrow["drawing"]["finds"]
    assert (finds["n"], finds["undefined_reason"]) == (0, "There were no objects on the pictures.")
    assert tomorrow["computed_at"] is not None
    # One check alone would give itself away.
    assert (tomorrow["skill"], tomorrow["skill_over_time"]) == (None, [])
    assert [one["key"] for one in tomorrow["parts"]] == ["labels"]
    assert not {"user_id", "pseudonym", "standing"} & tomorrow.keys()
    assert api(accounts.person()).get(url).status_code == 404


def test_a_stranger_cannot_be_restricted(place: Workplace, api: SignIn) -> None:
    refused = api(place.manager).post(
        f"/api/v1/projects/{place.project.pk}/people/{accounts.person().pk}/restrictions",
        {"kind": "pause", "reason": "Who?"},
    )

    assert refused.status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_for_one_row_and_for_three(
    place: Workplace, api: SignIn, django_assert_num_queries: object, number: int
) -> None:
    gold = [quality.gold_item(place) for _ in range(number)]
    for _ in range(number):
        answer = quality.gold_answer(place, gold[0], accounts.person())
        actions.score_gold(submission_id=answer.pk, now=NOW)
    manager = api(place.manager)
    manager.get("/api/v1/me")

    with django_assert_num_queries(6):  # type: ignore[operator]  # pytest-django's callable
        golds = manager.get(f"/api/v1/projects/{place.project.pk}/gold-items").json()
    with django_assert_num_queries(11):  # type: ignore[operator]  # people of the page apart
        people = manager.get(f"/api/v1/projects/{place.project.pk}/people").json()

    assert (golds["count"], people["count"]) == (number, number)


@pytest.mark.parametrize("number", [1, 3])
def test_lists_of_standing_cost_the_same_for_one_row_and_for_three(
    place: Workplace, api: SignIn, django_assert_num_queries: object, number: int
) -> None:
    user = work.annotator(place)
    require_seat(user_id=user.pk, project_id=place.project.pk, now=NOW)
    for _ in range(number):
        quality.appeal(quality.pause(place, user))
    manager, own = api(place.manager), api(user)
    of_project = f"/api/v1/projects/{place.project.pk}"
    manager.get("/api/v1/me")
    own.get("/api/v1/me")

    with django_assert_num_queries(5):  # type: ignore[operator]  # pytest-django's callable
        appeals = manager.get(f"{of_project}/appeals").json()
    with django_assert_num_queries(6):  # type: ignore[operator]  # as above
        restrictions = manager.get(f"{of_project}/people/{user.pk}/restrictions").json()
    with django_assert_num_queries(4):  # type: ignore[operator]  # as above
        mine = own.get("/api/v1/me/restrictions").json()

    assert {appeals["count"], restrictions["count"], mine["count"]} == {number}


def test_whose_work_was_voided_sees_why_and_appeals_as_against_a_limit(
    place: Workplace, api: SignIn
) -> None:
    user = work.annotator(place)
    work.submit(user, work.claim(user, place))
    person = f"/api/v1/projects/{place.project.pk}/people/{user.pk}"
    manager, own = api(place.manager), api(user)

    by_hand = manager.post(f"{person}/restrictions", {"kind": "voiding", "reason": "Hm."})
    voided = manager.post(f"{person}/void", {"reason": "Boxes leave out the rims."})
    (mine,) = own.get("/api/v1/me/restrictions").json()["results"]
    said = own.post(f"/api/v1/restrictions/{mine['id']}/appeals", {"text": "They are in."})
    (waits,) = manager.get(f"/api/v1/projects/{place.project.pk}/appeals").json()["results"]

    assert (by_hand.status_code, voided.json()) == (422, {"voided": 1, "remaining": 0})
    assert (mine["kind"], mine["evidence"]["asked_anew"]) == ("voiding", 1)
    assert mine["reason"] == "Boxes leave out the rims."
    assert said.status_code == 201
    assert (waits["restriction"]["kind"], waits["text"]) == ("voiding", "They are in.")


def test_i_see_why_i_am_limited_but_not_who_decided(place: Workplace, api: SignIn) -> None:
    user = work.annotator(place)
    require_seat(user_id=user.pk, project_id=place.project.pk, now=NOW)
    pause = quality.pause(place, user)
    own, manager = api(user), api(place.manager)

    said = own.post(f"/api/v1/restrictions/{pause.pk}/appeals", {"text": "I was careful."})
    (mine,) = own.get("/api/v1/me/restrictions").json()["results"]
    (theirs,) = manager.get(
        f"/api/v1/projects/{place.project.pk}/people/{user.pk}/restrictions"
    ).json()["results"]
    again = own.post(f"/api/v1/restrictions/{pause.pk}/appeals", {"text": "Really."})

    assert said.status_code == 201
    assert (mine["reason"], mine["made_by"], mine["is_active"]) == ("Too hasty.", "manager", True)
    assert [one["state"] for one in mine["appeals"]] == ["open"]
    assert "created_by" not in mine
    assert theirs["created_by"] == place.manager.display_name
    assert (again.status_code, again.json()["code"]) == (409, "appeal_exists")
