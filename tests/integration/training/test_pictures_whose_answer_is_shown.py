"""A picture whose right answer people are shown asks nothing of them afterwards."""

import pytest

from guildmark.projects.models import Project
from guildmark.quality import actions as quality
from guildmark.quality.errors import GoldItemShown
from guildmark.training import actions
from guildmark.training.errors import PictureIsInQuiz, PictureIsPractised
from guildmark.training.models import PracticeItem
from guildmark.work.errors import ItemsUnavailable
from tests.factories import training, work
from tests.factories.accounts import NOW
from tests.factories.datasets import owner_id
from tests.factories.projects import active_project
from tests.factories.training import TWO_COINS

pytestmark = pytest.mark.django_db


def ask(project: Project, item_id: int) -> None:
    actions.create_quiz_question(
        actor_id=owner_id(project.organisation),
        project_id=project.pk,
        item_id=item_id,
        reference=TWO_COINS,
        explanation="",
        now=NOW,
    )


def test_practice_and_quiz_share_no_picture() -> None:
    project = active_project()
    practised, asked = training.practice_item(project), training.quiz_question(project)

    with pytest.raises(PictureIsPractised):
        ask(project, practised.item_id)
    assert asked.item is not None
    actions.retire_quiz_question(
        actor_id=owner_id(project.organisation), question_id=asked.pk, now=NOW
    )
    with pytest.raises(PictureIsInQuiz):
        training.practice_item(project, asked.item)


def test_practice_pictures_are_in_no_batch_and_no_gold() -> None:
    place = work.workplace(items=3)
    practised, *others = place.dataset.items.order_by("id")
    PracticeItem.objects.create(
        project=place.project, item=practised, reference=TWO_COINS, position=0
    )

    with pytest.raises(ItemsUnavailable):
        work.draft_batch(place, item_ids=[practised.pk])
    with pytest.raises(GoldItemShown):
        quality.add_gold_item(
            actor_id=place.manager.pk,
            project_id=place.project.pk,
            item_id=practised.pk,
            reference=TWO_COINS,
            is_hidden=True,
            now=NOW,
        )
    batch = work.draft_batch(place)

    assert sorted(task.item_id for task in batch.tasks.all()) == [one.pk for one in others]


def test_a_wrong_answer_is_retired_and_the_picture_asked_anew() -> None:
    project = active_project()
    wrong = training.quiz_question(project)
    assert wrong.item_id is not None

    actions.retire_quiz_question(
        actor_id=owner_id(project.organisation), question_id=wrong.pk, now=NOW
    )
    ask(project, wrong.item_id)

    assert [one.is_active for one in project.quiz_questions.order_by("pk")] == [False, True]
