"""The gold bank, feedback and contests over HTTP."""

import pytest

from guildmark.accounts.models import User
from guildmark.quality import actions
from guildmark.quality.models import GoldItem
from tests.conftest import SignIn
from tests.factories import accounts, quality, work
from tests.factories.consensus import box, document
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
REASON = {"reason": "The left coin is a button."}


@pytest.fixture
def place() -> Workplace:
    """A project with an open batch and gold in it."""
    made = work.workplace(items=1)
    work.open_batch(made, gold_share=0.5)
    return made


def _taught(place: Workplace, user: User) -> int:
    reply = document(box(10, 20), box(500, 400))
    return quality.taught(
        place, quality.gold_item(place, is_hidden=False), user, reply
    ).assignment_id


def test_after_visible_gold_i_see_my_answer_beside_the_known_one_and_contest_it(
    place: Workplace, api: SignIn
) -> None:
    user = accounts.person()
    assignment_id = _taught(place, user)
    client = api(user)

    taught = client.get(f"/api/v1/assignments/{assignment_id}/feedback").json()["feedback"]
    made = client.post(f"/api/v1/assignments/{assignment_id}/contest", REASON)
    again = client.post(f"/api/v1/assignments/{assignment_id}/contest", REASON)
    after = client.get(f"/api/v1/assignments/{assignment_id}/feedback").json()["feedback"]
    (mine,) = client.get("/api/v1/me/gold-contests").json()["results"]

    assert (taught["missed"], taught["spurious"]) == (["s1"], ["s1"])
    assert taught["matched"][0]["iou"] > 0.7
    assert taught["reference"] == work.boxes(2)
    assert taught["item"]["image_url"]
    assert (taught["can_contest"], after["can_contest"]) == (True, False)
    assert (made.status_code, again.status_code) == (201, 409)
    assert again.json()["code"] == "contest_exists"
    assert mine == made.json()
    assert (mine["state"], mine["answer"]) == ("open", "")


def test_hidden_gold_answers_as_ordinary_work_does(place: Workplace, api: SignIn) -> None:
    user = accounts.person()
    hidden = quality.gold_answer(place, quality.gold_item(place), user).assignment_id
    held = work.claim(user, place)
    work.submit(user, held)
    client = api(user)

    def answers(assignment_id: int) -> list[object]:
        feedback = client.get(f"/api/v1/assignments/{assignment_id}/feedback")
        contest = client.post(f"/api/v1/assignments/{assignment_id}/contest", REASON)
        return [feedback.status_code, feedback.json(), contest.status_code, contest.json()]

    assert answers(hidden) == answers(held.assignment_id)
    assert answers(hidden)[:3] == [200, {"feedback": None}, 404]


def test_hidden_gold_costs_as_many_queries_as_ordinary_work(
    place: Workplace, api: SignIn, django_assert_num_queries: object
) -> None:
    user = accounts.person()
    hidden = quality.gold_answer(place, quality.gold_item(place), user).assignment_id
    held = work.claim(user, place)
    work.submit(user, held)
    client = api(user)
    client.get("/api/v1/me")

    for assignment_id in (hidden, held.assignment_id):
        with django_assert_num_queries(3):  # type: ignore[operator]  # pytest-django's callable
            client.get(f"/api/v1/assignments/{assignment_id}/feedback")


def test_a_manager_sees_a_contest_with_both_answers_and_corrects_the_item(
    place: Workplace, api: SignIn
) -> None:
    user = accounts.person()
    client = api(user)
    client.post(f"/api/v1/assignments/{_taught(place, user)}/contest", REASON)
    manager = api(place.manager)
    url = f"/api/v1/projects/{place.project.pk}/gold-contests"

    (row,) = manager.get(url, {"state": "open"}).json()["results"]
    answered = manager.post(
        f"/api/v1/gold-contests/{row['id']}/uphold",
        {"answer": "You are right.", "reference": document(box(10, 20))},
    ).json()

    assert (row["pseudonym"], row["reason"]) == (user.pseudonym, REASON["reason"])
    assert (len(row["reference"]["shapes"]), len(row["document"]["shapes"])) == (2, 2)
    assert answered["reference"] == document(box(10, 20))
    assert manager.get(url, {"state": "open"}).json()["count"] == 0
    (mine,) = client.get("/api/v1/me/gold-contests").json()["results"]
    assert (mine["state"], mine["answer"]) == ("upheld", "You are right.")
    item = manager.get(f"/api/v1/gold-items/{row['gold_item_id']}").json()
    assert [change["kind"] for change in item["history"]] == ["corrected", "added"]
    assert (item["gold"]["reference_version"], item["is_rescored"]) == (2, False)


def test_the_bank_is_filtered_and_says_no_share_below_five(place: Workplace, api: SignIn) -> None:
    gold = quality.gold_item(place)
    answer = quality.gold_answer(place, gold, accounts.person())
    actions.score_gold(submission_id=answer.pk, now=NOW)
    quality.gold_item(place, reference=document())
    suspended = quality.gold_item(place)
    actions.suspend_gold_item(actor_id=place.manager.pk, gold_item_id=suspended.pk, now=NOW)
    manager = api(place.manager)
    url = f"/api/v1/projects/{place.project.pk}/gold-items"

    def ids(**query: str) -> list[int]:
        return [row["id"] for row in manager.get(url, query).json()["results"]]

    assert ids(state="suspended") == [suspended.pk]
    assert ids(state="active", has_label="coin") == [gold.pk]
    assert ids(text=gold.item.name[:-4].upper()) == [gold.pk]
    assert ids(text="no such picture") == []
    assert ids(is_hidden="false") == ids(is_contested="true") == []
    (row,) = manager.get(url, {"state": "active", "has_label": "coin"}).json()["results"]
    assert (row["check_count"], row["labels"]) == (1, ["coin"])
    assert row["right_share"]["undefined_reason"] == "Fewer than 5 answers."
    assert manager.get(url, {"state": "lost"}).status_code == 422
    bank = manager.get(f"/api/v1/projects/{place.project.pk}/gold-bank").json()
    assert (bank["hidden_count"], bank["states"]["suspended"], bank["is_low"]) == (2, 1, False)


def test_a_contest_needs_words_and_not_too_many(place: Workplace, api: SignIn) -> None:
    user = accounts.person()
    url = f"/api/v1/assignments/{_taught(place, user)}/contest"

    for reason in ("", "w" * 1001):
        assert api(user).post(url, {"reason": reason}).status_code == 422
    assert GoldItem.objects.get().state == "active"
