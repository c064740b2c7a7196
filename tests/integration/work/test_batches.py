"""Which items a batch takes, and when it may open."""

import pytest

from guildmark.training.models import QuizQuestion, TrainingPlan
from guildmark.work import actions
from guildmark.work.errors import TrainingIncomplete
from guildmark.work.models import Batch, Task
from tests.factories import work
from tests.factories.work import NOW, Workplace

pytestmark = pytest.mark.django_db


def ask_in_the_quiz(place: Workplace, item_id: int) -> None:
    QuizQuestion.objects.create(
        project=place.project,
        item_id=item_id,
        reference={"version": 1, "is_nothing_here": True, "shapes": [], "answers": {}},
        decision_count=1,
        created_at=NOW,
    )


def test_a_batch_of_everything_leaves_out_what_the_quiz_shows_the_answer_of() -> None:
    place = work.workplace(items=4)
    first, *others = place.dataset.items.order_by("id")
    ask_in_the_quiz(place, first.pk)

    batch = work.open_batch(place)

    taken = Task.objects.filter(batch=batch).order_by("item_id").values_list("item_id", flat=True)
    assert list(taken) == [item.pk for item in others]


def test_a_manager_may_name_an_item_of_the_quiz() -> None:
    place = work.workplace(items=2)
    first = place.dataset.items.order_by("id")[0]
    ask_in_the_quiz(place, first.pk)

    batch = work.open_batch(place, item_ids=[first.pk])

    assert [task.item_id for task in batch.tasks.all()] == [first.pk]


def test_a_batch_opens_once_the_quiz_has_enough_to_judge() -> None:
    place = work.workplace(items=3)
    asked, *_ = place.dataset.items.order_by("id")
    batch = work.draft_batch(place)
    TrainingPlan.objects.filter(project=place.project).update(scored_decisions=1)

    with pytest.raises(TrainingIncomplete) as refused:
        actions.open_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=NOW)
    before = Batch.objects.get(pk=batch.pk)
    ask_in_the_quiz(place, asked.pk)
    opened = actions.open_batch(actor_id=place.manager.pk, batch_id=batch.pk, now=NOW)

    assert refused.value.detail == (
        "The quiz scores more decisions (1) than the bank holds (0). "
        "Add questions under Training, or let the quiz score fewer."
    )
    assert (before.state, before.reserved_minor) == ("draft", 0)
    assert opened.state == "open"
