"""A label that goes back to who drew it, from the first drawing to the last word, over HTTP."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from guildmark.accounts.models import User
from guildmark.consensus.actions.refreshing import refresh_task
from guildmark.consensus.actions.verifying import settle_verdicts
from guildmark.consensus.models import ConsensusResult
from guildmark.core.clock import now
from tests.conftest import SignIn
from tests.factories import verdicts, work
from tests.factories.verdicts import MARK

pytestmark = pytest.mark.django_db
REJECTED = {
    "outcome": "reject",
    "reason_code": "missed_objects",
    "note": "Look at the corner.",
    "marks": [MARK],
}


def test_a_rejected_label_comes_back_with_its_marks_and_is_accepted_when_it_is_mended(
    api: SignIn,
) -> None:
    place = verdicts.verified_place()
    author, first, second = (work.annotator(place) for _ in range(3))

    def take(user: User) -> dict[str, Any]:
        leased = api(user).post(f"/api/v1/projects/{place.project.pk}/next").json()
        assert leased["outcome"] == "leased", leased
        task: dict[str, Any] = leased["assignment"]
        return task

    def hand_in(user: User, task: dict[str, Any], answer: dict[str, Any]) -> None:
        url = f"/api/v1/assignments/{task['id']}/submit"
        assert api(user).post(url, {**answer, "seconds_spent": 4}).status_code == 200

    def work_on_it() -> None:
        refresh_task(task_id=verdicts.draw_task(place).pk, now=now())

    hand_in(author, take(author), {"document": work.boxes(1)})
    work_on_it()
    to_verify = take(first)
    hand_in(first, to_verify, {"verdict": REJECTED})
    settle_verdicts(verify_task_id=verdicts.verify_task(place).pk, now=now())
    back = take(author)
    hand_in(author, back, {"document": work.boxes(2)})
    work_on_it()
    mended = take(second)
    hand_in(second, mended, {"verdict": {"outcome": "accept"}})
    decision = settle_verdicts(verify_task_id=verdicts.verify_task(place).pk, now=now())

    assert (to_verify["step"], len(to_verify["subject"]["shapes"])) == ("verify", 1)
    assert (back["step"], back["sent_back"]) == (
        "draw",
        {
            "number": 1,
            "reason_code": "missed_objects",
            "note": "Look at the corner.",
            "marks": [MARK],
        },
    )
    assert back["draft"]["document"] == work.boxes(1)
    assert len(mended["subject"]["shapes"]) == 2
    assert decision == "accepted"
    label = ConsensusResult.objects.get(project=place.project, is_current=True)
    assert (label.method, len(label.document["shapes"])) == ("verified", 2)


def _judges_what_was_drawn(api: SignIn) -> tuple[APIClient, str]:
    """A verifier, and the address of their lease of a label that somebody else drew."""
    place = verdicts.verified_place()
    author, verifier = (work.annotator(place) for _ in range(2))
    next_ = f"/api/v1/projects/{place.project.pk}/next"
    drawn = api(author).post(next_).json()["assignment"]["id"]
    answer = {"document": work.boxes(1), "seconds_spent": 4}
    api(author).post(f"/api/v1/assignments/{drawn}/submit", answer)
    refresh_task(task_id=verdicts.draw_task(place).pk, now=now())
    vera = api(verifier)
    return vera, f"/api/v1/assignments/{vera.post(next_).json()['assignment']['id']}"


def test_a_correction_made_of_an_older_draft_shows_what_another_window_drew(api: SignIn) -> None:
    """As an answer is; a verdict that draws nothing passes over no drawing."""
    vera, here = _judges_what_was_drawn(api)
    vera.put(f"{here}/draft", {"revision": 0, "document": work.boxes(3), "window_id": "phone"})
    fix = {"outcome": "fix", "reason_code": "missed_objects", "document": work.boxes(2)}
    made = {"verdict": fix, "seconds_spent": 4}

    refused = vera.post(f"{here}/submit", {**made, "draft_revision": 0})
    taken = vera.post(f"{here}/submit", {**made, "draft_revision": 1})

    assert (refused.status_code, refused.json()["code"]) == (409, "draft_conflict")
    assert refused.json()["draft"]["window_id"] == "phone"
    assert taken.status_code == 200


@pytest.mark.parametrize("verdict", [{"outcome": "accept"}, REJECTED])
def test_a_verdict_that_draws_nothing_is_taken_whatever_was_drawn_elsewhere(
    api: SignIn, verdict: dict[str, Any]
) -> None:
    vera, here = _judges_what_was_drawn(api)
    vera.put(f"{here}/draft", {"revision": 0, "document": work.boxes(3)})

    said = {"verdict": verdict, "seconds_spent": 4, "draft_revision": 0}

    assert vera.post(f"{here}/submit", said).status_code == 200
