"""Other marks of a project: all answers to its gold are looked at again, once, as one thing."""

import threading
from typing import Any

import pytest
from django.db import connection, transaction

from guildmark.events.models import Event
from guildmark.projects.actions import update_project
from guildmark.quality import actions, queries
from guildmark.quality.models import GoldItem, GoldScore
from guildmark.work.models import Submission
from tests.at_once import wait_until_somebody_waits_for_me
from tests.factories import accounts, quality, work
from tests.factories.consensus import box, document
from tests.factories.work import NOW, Workplace
from workers.routes import ROUTES
from workers.tasks import quality as tasks

pytestmark = pytest.mark.django_db
BOTH, HALF = document(box(10, 20), box(500, 400)), document(box(10, 20))
PEOPLE, GOLD = 2, 3


@pytest.fixture
def place() -> Workplace:
    """A project with one open task, and gold coming as often as it can."""
    made = work.workplace(items=1)
    work.open_batch(made, gold_share=0.5)
    return made


@pytest.fixture
def gold(place: Workplace) -> list[GoldItem]:
    """Items of two objects, of which everybody found one: wrong by the marks there are."""
    return [_half_found(place) for _ in range(GOLD)]


def _half_found(place: Workplace) -> GoldItem:
    made = quality.gold_item(place, reference=BOTH)
    for _ in range(PEOPLE):
        actions.score_gold(submission_id=_answer(place, made).pk, now=NOW)
    return made


def _answer(place: Workplace, gold: GoldItem) -> Submission:
    return quality.gold_answer(place, gold, accounts.person(), HALF)


def _change(place: Workplace, changes: dict[str, object] | None = None) -> dict[str, Any]:
    """What the task hears of other marks."""
    update_project(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        changes=changes or {"gold_f1": 0.6},
        now=NOW,
    )
    event = Event.objects.filter(name="project.updated").latest("pk")
    return {"event_id": event.pk, **event.payload}


def _right() -> list[bool]:
    return list(GoldScore.objects.order_by("pk").values_list("is_right", flat=True))


def _said(name: str) -> int:
    return Event.objects.filter(name=name).count()


def test_everybody_is_scored_anew_and_it_is_said_once_for_all_gold(
    place: Workplace, gold: list[GoldItem]
) -> None:
    assert _right() == [False] * GOLD * PEOPLE
    heard = _change(place)

    for _ in range(2):
        tasks.rescore_project(**heard)

    assert _right() == [True] * GOLD * PEOPLE
    assert (_said("gold.rescored"), _said("gold_item.rescored")) == (1, 0)
    assert queries.gold_items_to_rescore(limit=9) == queries.projects_held_anew() == []
    assert {one.rescored_version for one in GoldItem.objects.all()} == {1}
    assert set(ROUTES["gold.rescored"]) == {"quality.refresh_skills", "quality.judge_project"}


def test_other_changes_of_the_project_score_nobody(place: Workplace, gold: list[GoldItem]) -> None:
    tasks.rescore_project(**_change(place, {"name": "Another name"}))

    assert _right() == [False] * GOLD * PEOPLE
    assert _said("gold.rescored") == 0


def test_a_task_that_was_cut_off_begins_nothing_anew(
    place: Workplace, gold: list[GoldItem], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = _change(place)
    judged: list[int] = []
    judge = actions.rescore_gold

    def cut_off(*, gold_item_id: int, **more: Any) -> bool:
        if len(judged) == 1:
            raise TimeoutError
        judged.append(gold_item_id)
        return judge(gold_item_id=gold_item_id, **more)

    with monkeypatch.context() as patch:
        patch.setattr(actions, "rescore_gold", cut_off)
        with pytest.raises(TimeoutError):
            tasks.rescore_project(**heard)
    first = _right()
    assert first == [True, True, False, False, False, False]
    assert _said("gold.rescored") == 0

    GoldScore.objects.filter(gold_item=gold[0]).update(is_right=False)  # to see who is judged
    tasks.rescore_project(**heard)

    assert _right() == [False, False, True, True, True, True]
    assert _said("gold.rescored") == 1


def test_the_sweep_goes_on_with_what_nobody_is_at(place: Workplace, gold: list[GoldItem]) -> None:
    _change(place)
    actions.hold_anew(project_id=place.project.pk)

    for _ in range(2):
        tasks.catch_up()

    assert _right() == [True] * GOLD * PEOPLE
    assert _said("gold.rescored") == 1


def test_the_sweep_is_not_held_up_by_gold_that_waits_for_other_gold(
    place: Workplace, gold: list[GoldItem]
) -> None:
    _change(place)
    actions.hold_anew(project_id=place.project.pk)
    actions.rescore_gold(gold_item_id=gold[0].pk, now=NOW)

    assert queries.gold_items_to_rescore(limit=1) == [gold[1].pk]
    actions.finish_rescoring(project_id=place.project.pk, now=NOW)
    assert _said("gold.rescored") == 0


def test_a_correction_meanwhile_is_part_of_it(place: Workplace, gold: list[GoldItem]) -> None:
    _change(place)
    actions.hold_anew(project_id=place.project.pk)
    for one in gold:
        actions.rescore_gold(gold_item_id=one.pk, now=NOW)
    actions.correct_gold_item(
        actor_id=place.manager.pk, gold_item_id=gold[0].pk, reference=HALF, now=NOW
    )

    actions.finish_rescoring(project_id=place.project.pk, now=NOW)
    assert _said("gold.rescored") == 0
    corrected = Event.objects.get(name="gold_item.corrected")
    tasks.rescore_gold(event_id=corrected.pk, **corrected.payload)

    assert (_said("gold.rescored"), _said("gold_item.rescored")) == (1, 0)
    assert {one.rescored_version for one in GoldItem.objects.all()} == {1, 2}


def test_gold_that_stands_out_by_the_new_marks_is_suspended_before_anybody_is_judged(
    place: Workplace,
) -> None:
    easy = [quality.gold_item(place, reference=HALF) for _ in range(3)]
    suspect = quality.gold_item(place, reference=BOTH)
    _change(place, {"gold_f1": 0.6})
    for one in (*easy, suspect):
        for _ in range(10):
            actions.score_gold(submission_id=_answer(place, one).pk, now=NOW)
    assert _right() == [True] * 40

    for _ in range(2):
        tasks.rescore_project(**_change(place, {"gold_f1": 0.9}))

    said = Event.objects.filter(name__in=["gold_item.suspended", "gold.rescored"])
    assert list(said.order_by("pk").values_list("name", flat=True)) == [
        "gold_item.suspended",
        "gold.rescored",
    ]
    states = dict(GoldItem.objects.values_list("pk", "state"))
    assert states.pop(suspect.pk) == "suspended"
    assert set(states.values()) == {"active"}


@pytest.mark.parametrize("mark", ["gold_label_accuracy", "gold_question_accuracy"])
def test_other_marks_for_names_and_questions_judge_everything_anew_too(
    place: Workplace, gold: list[GoldItem], mark: str
) -> None:
    tasks.rescore_project(**_change(place, {mark: 0.5}))

    assert _said("gold.rescored") == 1


def test_nobody_is_judged_while_gold_is_held_against_other_marks(place: Workplace) -> None:
    quality.rule(place, quality.CHECKS, is_on=True)
    user = work.annotator(place)
    quality.checks(place, user, "wwwww")
    actions.hold_anew(project_id=place.project.pk)

    meanwhile = (
        actions.judge_project(project_id=place.project.pk, now=NOW),
        actions.judge_person(project_id=place.project.pk, annotator_id=user.pk, now=NOW),
    )
    tasks.catch_up()

    assert meanwhile == (0, 0)
    assert actions.judge_project(project_id=place.project.pk, now=NOW) == 1


@pytest.mark.django_db(transaction=True)
def test_who_is_scored_while_the_marks_change_is_scored_by_the_new_ones(place: Workplace) -> None:
    made = quality.gold_item(place, reference=BOTH)
    answer = _answer(place, made)

    def score() -> None:
        actions.score_gold(submission_id=answer.pk, now=NOW)
        connection.close()

    with transaction.atomic():
        GoldItem.objects.select_for_update(no_key=True).get(pk=made.pk)
        thread = threading.Thread(target=score)
        thread.start()
        wait_until_somebody_waits_for_me()
        _change(place)
        actions.hold_anew(project_id=place.project.pk)
    thread.join(timeout=30)

    assert _right() == [True]
