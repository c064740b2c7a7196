"""Visible gold teaches, and can be contested."""

from typing import Any

import pytest

from guildmark.accounts.models import User
from guildmark.core.errors import NotFound
from guildmark.events.models import Event
from guildmark.quality import actions, queries
from guildmark.quality.errors import ContestConflict, ContestExists, GoldStateConflict
from guildmark.quality.models import GoldContest, GoldItem, GoldScore
from guildmark.work import actions as work_actions
from guildmark.work.models import Submission, Task
from tests.factories import accounts, quality, work
from tests.factories.consensus import box, document
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
ONE_FOUND = document(box(10, 20), box(500, 400))
CORRECTED = document(box(10, 20))


@pytest.fixture
def place() -> Workplace:
    """A project with one open task, and gold coming as often as it can."""
    made = work.workplace(items=1)
    work.open_batch(made, gold_share=0.5)
    return made


@pytest.fixture
def gold(place: Workplace) -> GoldItem:
    """A known answer of two coins, that teaches."""
    return quality.gold_item(place, is_hidden=False)


def _taught(place: Workplace, gold: GoldItem, user: User | None = None) -> Submission:
    return quality.taught(place, gold, user or accounts.person(), ONE_FOUND)


def _answer(contest: GoldContest, place: Workplace, **more: Any) -> dict[str, Any]:
    """Keywords of the actions that answer."""
    return {
        "actor_id": place.manager.pk,
        "gold_contest_id": contest.pk,
        "answer": "Look at the rim.",
        "now": NOW,
        **more,
    }


def test_feedback_says_what_was_found_missed_and_drawn_round_nothing(
    place: Workplace, gold: GoldItem
) -> None:
    actions.explain_gold_item(
        actor_id=place.manager.pk, gold_item_id=gold.pk, explanation="Two coins lie here.", now=NOW
    )
    answer = _taught(place, gold)

    found = queries.feedback(user_id=answer.annotator_id, assignment_id=answer.assignment_id)

    assert found is not None
    assert [(one["answer_id"], one["reference_id"]) for one in found.matched] == [("s0", "s0")]
    assert (found.missed, found.spurious, found.is_right) == (["s1"], ["s1"], False)
    assert (found.explanation, found.can_contest) == ("Two coins lie here.", True)
    scored = actions.score_gold(submission_id=answer.pk, now=NOW)
    assert scored is not None
    assert (found.f1, found.mean_iou) == (scored.f1, scored.mean_iou)


def test_hidden_gold_and_ordinary_work_answer_alike_that_there_is_nothing(
    place: Workplace,
) -> None:
    user = accounts.person()
    hidden = quality.gold_answer(place, quality.gold_item(place), user)
    ordinary = work.claim(user, place)
    work.submit(user, ordinary)
    other = accounts.person()

    for assignment_id in (hidden.assignment_id, ordinary.assignment_id):
        assert queries.feedback(user_id=user.pk, assignment_id=assignment_id) is None
        with pytest.raises(NotFound):
            actions.contest_gold(
                user_id=user.pk, assignment_id=assignment_id, reason="Why?", now=NOW
            )
        with pytest.raises(NotFound):
            queries.feedback(user_id=other.pk, assignment_id=assignment_id)
    assert not GoldContest.objects.exists()


def test_nothing_is_told_before_the_answer_is_in(place: Workplace, gold: GoldItem) -> None:
    user = work.annotator(place)
    work_actions.require_seat(user_id=user.pk, project_id=place.project.pk, now=NOW)
    held = quality.gold_lease(place, gold, user)

    assert queries.feedback(user_id=user.pk, assignment_id=held.pk) is None


def test_gold_that_teaches_says_nothing_of_skill(place: Workplace, gold: GoldItem) -> None:
    answer = _taught(place, gold)
    actions.score_gold(submission_id=answer.pk, now=NOW)

    assert GoldScore.objects.count() == 1
    assert queries.tallies(place.project.pk) == {}


def test_two_people_who_contest_suspend_an_item(place: Workplace, gold: GoldItem) -> None:
    first, second = _taught(place, gold), _taught(place, gold)

    quality.contest(first)
    gold.refresh_from_db()
    assert gold.state == GoldItem.State.ACTIVE
    quality.contest(second)

    gold.refresh_from_db()
    assert (gold.state, gold.state_reason) == ("suspended", "People contest it.")
    assert gold.task is not None
    assert Task.objects.get(pk=gold.task.pk).state == Task.State.CANCELLED
    names = Event.objects.filter(name__startswith="gold_item.").order_by("pk")
    assert list(names.values_list("name", flat=True))[1:] == [
        "gold_item.contested", "gold_item.contested", "gold_item.suspended",
    ]  # fmt: skip


def test_one_person_has_one_contest_of_an_item(place: Workplace, gold: GoldItem) -> None:
    answer = _taught(place, gold)
    contest = quality.contest(answer)
    with pytest.raises(ContestExists):
        quality.contest(answer)

    actions.withdraw_contest(user_id=answer.annotator_id, gold_contest_id=contest.pk, now=NOW)
    again = quality.contest(answer)

    assert again.state == GoldContest.State.OPEN
    gold.refresh_from_db()
    assert gold.state == GoldItem.State.ACTIVE


def test_a_rejected_contest_is_answered_and_its_item_comes_back(
    place: Workplace, gold: GoldItem
) -> None:
    contests = [quality.contest(_taught(place, gold)) for _ in range(2)]

    actions.reject_contest(**_answer(contests[0], place))
    gold.refresh_from_db()
    assert gold.state == GoldItem.State.SUSPENDED
    actions.reject_contest(**_answer(contests[1], place))

    gold.refresh_from_db()
    assert (gold.state, gold.is_trusted) == ("active", True)
    mine = queries.own_contests(contests[0].annotator_id).get()
    assert (mine.state, mine.answer, mine.answered_at) == ("rejected", "Look at the rim.", NOW)
    with pytest.raises(ContestConflict):
        actions.reject_contest(**_answer(contests[1], place))


def test_upholding_corrects_the_item_and_answers_all_who_contested(
    place: Workplace, gold: GoldItem
) -> None:
    first, second = (quality.contest(_taught(place, gold)) for _ in range(2))

    actions.uphold_contest(**_answer(first, place, reference=CORRECTED))

    gold.refresh_from_db()
    assert (gold.state, gold.reference_version, gold.reference) == ("active", 2, CORRECTED)
    second.refresh_from_db()
    assert (second.state, second.answer) == ("upheld", "Look at the rim.")
    # The same person may contest the new version.
    answer = Submission.objects.get(pk=first.submission_id)
    assert quality.contest(answer).reference_version == 2


def test_upholding_without_a_better_answer_retires_the_item_and_its_scores_do_not_count(
    place: Workplace, gold: GoldItem
) -> None:
    contest = quality.contest(_taught(place, gold))

    actions.uphold_contest(**_answer(contest, place))

    gold.refresh_from_db()
    assert (gold.state, gold.is_trusted) == ("retired", False)
    with pytest.raises(GoldStateConflict):
        quality.contest(Submission.objects.get(pk=contest.submission_id))
