"""The answers that staff judge, to look at, over HTTP."""

import pytest

from guildmark.work.models import Assignment
from tests.conftest import SignIn
from tests.factories import accounts, quality, verdicts, work
from tests.factories.work import Workplace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workplace:
    """A project with an open batch and gold in it."""
    made = work.workplace(items=1)
    work.open_batch(made, gold_share=0.5)
    return made


def _url(place: Workplace, assignment_id: int) -> str:
    return f"/api/v1/projects/{place.project.pk}/work/{assignment_id}"


def test_staff_look_at_an_answer_on_its_picture_before_they_judge_it(
    place: Workplace, api: SignIn
) -> None:
    user = work.annotator(place)
    held = work.claim(user, place)
    work.submit(user, held)
    other = work.workplace(organisation=place.organisation)

    seen = api(place.manager).get(_url(place, held.assignment_id)).json()
    elsewhere = api(place.manager).get(_url(other, held.assignment_id))

    assert (seen["document"], seen["pseudonym"]) == (work.boxes(2), user.pseudonym)
    assert seen["item"]["image_url"]
    assert seen["schema_version"]["definition"]["labels"]
    assert seen["draw_task_id"] == Assignment.objects.get(pk=held.assignment_id).task_id
    assert (seen["reference"], seen["gold_item_id"], seen["verdict"]) == (None, None, None)
    assert elsewhere.status_code == 404


def test_the_known_answer_beside_it_is_for_managers(place: Workplace, api: SignIn) -> None:
    gold = quality.gold_item(place)
    said = work.boxes(1)
    answer = quality.gold_answer(place, gold, accounts.person(), said)
    reviewer = accounts.staff(place.organisation, "reviewer")

    manager = api(place.manager).get(_url(place, answer.assignment_id)).json()
    reviewed = api(reviewer).get(_url(place, answer.assignment_id)).json()

    assert (manager["document"], manager["reference"]) == (said, gold.reference)
    assert (manager["gold_item_id"], manager["draw_task_id"]) == (gold.pk, None)
    assert (reviewed["document"], reviewed["reference"]) == (said, None)
    assert (reviewed["gold_item_id"], reviewed["draw_task_id"]) == (None, None)


def test_of_a_verdict_the_label_it_is_about_is_shown(api: SignIn) -> None:
    place = verdicts.verified_place()
    verdicts.drawn(place)
    verdicts.judge(place, verdicts.fixed(3))
    given = Assignment.objects.get(task=verdicts.verify_task(place), state="submitted")

    seen = api(place.manager).get(_url(place, given.pk)).json()

    assert (seen["step"], seen["verdict"]["outcome"], seen["draw_task_id"]) == (
        "verify",
        "fix",
        None,
    )
    assert seen["document"] == work.boxes(3)


def test_the_work_behind_a_firing_is_listed(place: Workplace, api: SignIn) -> None:
    firing = quality.fired(place)

    listed = api(place.manager).get(f"/api/v1/rule-firings/{firing.pk}/work").json()

    assert {row["user_id"] for row in listed["results"]} == {firing.annotator_id}
    assert [row["id"] for row in listed["results"]] == list(
        Assignment.objects.filter(submissions__in=firing.evidence["submission_ids"])
        .order_by("-ended_at", "-pk")
        .values_list("pk", flat=True)
    )
    assert len(listed["results"]) == 5
