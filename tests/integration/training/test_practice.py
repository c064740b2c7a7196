"""Practice before the quiz: tried, told what differs, shown the solution after three tries."""

import pytest

from guildmark.events.models import Event
from guildmark.projects.errors import WrongDocument
from guildmark.projects.models import Project
from guildmark.training import actions, queries
from guildmark.training.errors import NotReady, QuestionOfItemExists
from guildmark.training.models import PracticeItem
from guildmark.training.way import StepState
from tests.factories.accounts import NOW, person
from tests.factories.datasets import owner_id
from tests.factories.projects import box, document
from tests.factories.training import (
    TWO_COINS,
    picture,
    practice_item,
    project_with_quiz,
    qualified,
    ready_for_quiz,
)

pytestmark = pytest.mark.django_db
LOOSE = document(box(4, 4, 16, 12), box(24, 8, 20, 20, "cent"))


def step_of(project: Project, user_id: int) -> tuple[str, StepState]:
    step = queries.way(user_id=user_id, project_id=project.pk, now=NOW).next_step
    return step.key, step.state


def attempt(one: PracticeItem, user_id: int, said: dict[str, object]) -> bool:
    """A try; is the item finished?"""
    held = actions.try_practice(user_id=user_id, practice_item_id=one.pk, document=said, now=NOW)
    return held.finished_at is not None


def test_a_good_try_finishes_an_item_and_the_last_one_opens_the_quiz() -> None:
    project, ada = project_with_quiz(), person()
    first, second = practice_item(project), practice_item(project)
    ready_for_quiz(project, ada)

    seen = [step_of(project, ada.pk)]
    for one in (first, second):
        assert attempt(one, ada.pk, TWO_COINS)
        seen.append(step_of(project, ada.pk))

    assert seen == [("practice", StepState.CURRENT)] * 2 + [("quiz", StepState.CURRENT)]
    assert Event.objects.filter(name="practice.finished").count() == 1


def test_three_loose_tries_bring_the_worked_solution() -> None:
    project, ada = project_with_quiz(), person()
    one = practice_item(project)
    ready_for_quiz(project, ada)

    finished = [attempt(one, ada.pk, LOOSE) for _ in range(3)]
    (stand,) = queries.practice(user_id=ada.pk, project_id=project.pk).items

    assert finished == [False, False, True]
    assert stand.progress is not None
    assert stand.progress.score is not None
    assert (stand.progress.try_count, stand.progress.is_passed) == (3, False)
    assert stand.progress.score["mean_iou"] == pytest.approx((120 / 192 + 256 / 400) / 2)
    assert all(pair["boundary_px"] > 0 for pair in stand.progress.score["matched"])
    assert step_of(project, ada.pk)[0] == "quiz"


def test_what_was_tried_is_there_again_and_is_nobody_elses() -> None:
    project, ada, ben = project_with_quiz(), person(), person()
    one = practice_item(project)
    ready_for_quiz(project, ada)
    attempt(one, ada.pk, LOOSE)

    (mine,) = queries.practice(user_id=ada.pk, project_id=project.pk).items
    (theirs,) = queries.practice(user_id=ben.pk, project_id=project.pk).items

    assert mine.progress is not None
    assert mine.progress.document == LOOSE
    assert theirs.progress is None


def test_nobody_practises_before_the_guideline_is_read() -> None:
    project = project_with_quiz()
    one = practice_item(project)

    with pytest.raises(NotReady, match="Join"):
        attempt(one, person().pk, TWO_COINS)


def test_practice_that_is_added_later_stops_nobody_who_is_qualified() -> None:
    project, ada = project_with_quiz(), person()
    qualified(project, ada)

    practice_item(project)

    assert step_of(project, ada.pk)[0] == "work"


def test_an_item_is_practised_once() -> None:
    project = project_with_quiz()
    item = picture(project)
    practice_item(project, item)

    with pytest.raises(QuestionOfItemExists):
        practice_item(project, item)

    actions.delete_practice_item(
        actor_id=owner_id(project.organisation),
        practice_item_id=project.practice_items.get().pk,
        now=NOW,
    )
    assert not project.practice_items.exists()


def test_another_right_answer_is_practised_anew_by_who_has_not_finished() -> None:
    project, ada, bo = project_with_quiz(), person(), person()
    one = practice_item(project)
    for somebody in (ada, bo):
        ready_for_quiz(project, somebody)
    attempt(one, ada.pk, TWO_COINS)
    attempt(one, bo.pk, LOOSE)
    other = document(*TWO_COINS["shapes"][:1])

    for _ in range(2):
        changed = actions.update_practice_item(
            actor_id=owner_id(project.organisation),
            practice_item_id=one.pk,
            reference=other,
            now=NOW,
        )

    stands = {
        who: queries.practice(user_id=who, project_id=project.pk).items[0].progress
        for who in (ada.pk, bo.pk)
    }
    assert (changed.reference, changed.explanation) == (other, "Two coins, side by side.")
    assert [
        (held.try_count, held.score, held.finished_at is not None) if held else None
        for held in (stands[ada.pk], stands[bo.pk])
    ] == [(1, None, True), (0, None, False)]
    assert Event.objects.filter(name="practice_item.changed").count() == 1
    assert attempt(one, bo.pk, other)


def test_a_right_answer_that_the_schema_refuses_is_not_taken() -> None:
    project = project_with_quiz()
    one = practice_item(project)

    with pytest.raises(WrongDocument):
        actions.update_practice_item(
            actor_id=owner_id(project.organisation),
            practice_item_id=one.pk,
            reference=document(box(4, 4, 16, 12, "no-such-label")),
            now=NOW,
        )

    one.refresh_from_db()
    assert one.reference == TWO_COINS
