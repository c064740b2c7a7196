"""Known answers, and what people's answers to them say."""

from datetime import timedelta
from typing import Any

import pytest

from guildmark.projects.models import SchemaVersion
from guildmark.quality import actions, queries
from guildmark.quality.errors import (
    GoldItemElsewhere,
    GoldItemExists,
    GoldStateConflict,
    WrongReference,
)
from guildmark.quality.models import GoldItem, GoldScore, Skill
from guildmark.work.models import Seat, Task
from tests.factories import accounts, consensus, quality, work
from tests.factories.consensus import box, document
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db
WRONG = document(box(500, 400))


@pytest.fixture
def place() -> Workplace:
    """A project with one open task, and gold coming as often as it can."""
    made = work.workplace(items=1)
    work.open_batch(made, gold_share=0.5)
    return made


def _score(place: Workplace, gold: GoldItem, *, is_right: bool = True) -> GoldScore:
    answer = quality.gold_answer(place, gold, accounts.person(), None if is_right else WRONG)
    score = actions.score_gold(submission_id=answer.pk, now=NOW)
    assert score is not None
    return score


def test_an_answer_like_the_known_one_is_right_and_raises_the_skill(place: Workplace) -> None:
    gold = quality.gold_item(place)

    score = _score(place, gold)

    assert (score.is_right, score.f1, score.mean_iou) == (True, 1.0, 1.0)
    skill = Skill.objects.get(annotator_id=score.annotator_id)
    assert skill.check_count == 1
    assert skill.lower < skill.mean < skill.upper
    assert skill.mean == pytest.approx(skill.alpha / (skill.alpha + skill.beta))


def test_a_wrong_answer_says_what_was_missed_and_what_was_not_there(place: Workplace) -> None:
    gold = quality.gold_item(place)

    score = _score(place, gold, is_right=False)

    assert (score.is_right, score.f1, score.mean_iou) == (False, 0.0, None)
    assert score.details["missed"] == ["s0", "s1"]
    assert score.details["spurious"] == ["s0"]


def test_scoring_twice_scores_once(place: Workplace) -> None:
    gold = quality.gold_item(place)
    answer = quality.gold_answer(place, gold, accounts.person())

    for _ in range(2):
        actions.score_gold(submission_id=answer.pk, now=NOW)

    assert GoldScore.objects.count() == 1
    assert Skill.objects.get().check_count == 1


def test_an_ordinary_answer_is_not_scored() -> None:
    place = consensus.labelled(items=1)
    answer = Task.objects.get(project=place.project).submissions.earliest("pk")

    assert actions.score_gold(submission_id=answer.pk, now=NOW) is None


def test_an_item_that_most_people_miss_is_suspended_and_its_scores_do_not_count(
    place: Workplace,
) -> None:
    gold = quality.gold_item(place)
    for number in range(10):
        last = _score(place, gold, is_right=number >= 5)

    actions.refresh_skills(project_id=place.project.pk, now=NOW)

    gold.refresh_from_db()
    assert gold.state == GoldItem.State.SUSPENDED
    assert gold.task is not None
    assert gold.task.state == Task.State.CANCELLED
    assert queries.tallies(place.project.pk) == {}
    assert last.is_right


def test_gold_moves_only_along_its_states(place: Workplace) -> None:
    gold = quality.gold_item(place)
    move: dict[str, Any] = {  # keywords of the actions
        "actor_id": place.manager.pk, "gold_item_id": gold.pk, "now": NOW,
    }  # fmt: skip

    actions.suspend_gold_item(**move)
    actions.activate_gold_item(**move)
    actions.retire_gold_item(**move)

    with pytest.raises(GoldStateConflict):
        actions.activate_gold_item(**move)


def test_visible_gold_is_mixed_into_the_work_to_teach(place: Workplace) -> None:
    gold = quality.gold_item(place, is_hidden=False)

    assert gold.task is not None
    assert gold.task.is_visible_gold


def test_a_known_answer_must_fit_the_schema_and_the_picture(place: Workplace) -> None:
    with pytest.raises(WrongReference) as refused:
        quality.gold_item(place, reference=document(box(630, 30)))

    assert [error.path for error in refused.value.errors] == ["/reference/shapes/0/geometry"]
    assert not GoldItem.objects.exists()


@pytest.mark.parametrize(("moved_px", "is_right"), [(0, True), (5, True), (60, False)])
def test_an_answer_to_gold_of_polygons_is_right_or_wrong_by_their_overlap(
    moved_px: int, is_right: bool
) -> None:
    label = {"key": "roof", "name": "Roof", "color": "#30C7D2", "kind": "polygon"}
    place = work.workplace(items=1)
    SchemaVersion.objects.create(
        project=place.project,
        number=2,
        definition={"version": 1, "labels": [label], "questions": []},
        created_by=place.manager,
        created_at=NOW,
    )
    work.open_batch(place, gold_share=0.5)
    gold = quality.gold_item(place, reference=document(_roof(0)))
    answer = quality.gold_answer(place, gold, accounts.person(), document(_roof(moved_px)))

    score = actions.score_gold(submission_id=answer.pk, now=NOW)

    assert score is not None
    assert (score.is_right, score.f1) == (is_right, float(is_right))


def _roof(left: int) -> dict[str, Any]:
    corners = [[left, 0], [left + 50, 0], [left + 50, 40], [left, 40]]
    geometry = {"points": corners, "holes": []}
    return {
        "id": "s1", "kind": "polygon", "label": "roof", "geometry": geometry, "attributes": {},
    }  # fmt: skip


def test_gold_is_one_of_the_projects_own_pictures_and_once(place: Workplace) -> None:
    elsewhere = work.add_items(work.workplace(), 1)[0]

    with pytest.raises(GoldItemElsewhere):
        quality.gold_item(place, elsewhere)
    item = quality.gold_item(place).item
    with pytest.raises(GoldItemExists):
        quality.gold_item(place, item)


def test_how_i_do_is_told_a_day_at_a_time_and_several_checks_together(place: Workplace) -> None:
    user = work.annotator(place)
    quality.fresh_checks(place, user, "rrrr")

    def told(days: float) -> list[tuple[int, float]]:
        found = queries.own_quality(user_id=user.pk, now=NOW + timedelta(days=days))
        return [(row.check_count, row.pass_mark) for row in found]

    assert told(1) == []
    quality.fresh_checks(place, user, "r", start=NOW + timedelta(days=1))
    assert told(1.1) == []
    assert told(2) == [(5, 0.7)]


def test_a_blocked_person_gets_no_more_work_and_is_told_why(place: Workplace) -> None:
    score = _score(place, quality.gold_item(place))

    pause = quality.pause(place, score.annotator, now=NOW)

    row = queries.person(project_id=place.project.pk, user_id=score.annotator_id)
    assert (row.standing, row.submission_count) == ("blocked", 1)
    assert row.blocked_reason == (
        "You are paused here until it is lifted. You can appeal under “My quality”. Why: Too hasty."
    )
    assert row.median_seconds == 8.0
    assert work.why_empty(score.annotator, place) == "not_eligible"
    actions.lift_restriction(actor_id=place.manager.pk, restriction_id=pause.pk, now=NOW)
    assert Seat.objects.get(annotator_id=score.annotator_id).blocked_reason == ""


def test_forgotten_scores_are_found(place: Workplace) -> None:
    gold = quality.gold_item(place)
    answer = quality.gold_answer(place, gold, accounts.person())
    since, until = queries.catch_up_window(NOW + timedelta(minutes=6))

    found = queries.unscored_submissions(since=since, until=until, limit=10)
    actions.score_gold(submission_id=answer.pk, now=NOW)

    assert found == [answer.pk]
    assert queries.unscored_submissions(since=since, until=until, limit=10) == []


def test_gold_teaches_the_fit_and_gets_no_label(place: Workplace) -> None:
    gold = quality.gold_item(place)
    _score(place, gold)
    for _ in range(3):
        user = work.annotator(place)
        Seat.objects.filter(annotator=user).delete()
        consensus.answer_all(place, user, lambda item_id: work.boxes(2))

    run = consensus.fitted(place)

    assert run.task_count == 1
    assert gold.task is not None
    assert not gold.task.consensus_results.exists()
