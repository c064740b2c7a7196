"""A quiz is offered where it can be drawn."""

from random import Random

import pytest

from guildmark.training import actions, queries
from guildmark.training.errors import QuizIncomplete
from guildmark.training.models import QuizQuestion
from tests.factories.accounts import NOW, person
from tests.factories.datasets import owner_id
from tests.factories.projects import guideline, schema
from tests.factories.training import project_with_quiz, qualified, ready_for_quiz

pytestmark = pytest.mark.django_db
ONLY_NOTES = {
    "version": 1,
    "labels": [{"key": "note", "name": "Note", "color": "#30C7D2", "kind": "box"}],
    "questions": [],
}


@pytest.mark.parametrize("why", ["label gone", "too few of a label", "delta cannot be asked"])
def test_a_quiz_that_cannot_be_drawn_is_not_offered(why: str) -> None:
    project, ada = project_with_quiz(delta_decisions=2), person()
    if why == "delta cannot be asked":
        qualified(project, ada)
        guideline(project, "# Another")
        QuizQuestion.objects.update(since_major=2)
    ready_for_quiz(project, ada)
    offered = queries.way(user_id=ada.pk, project_id=project.pk, now=NOW).next_step

    if why == "too few of a label":
        part = {"label_key": "euro", "difficulty": "hard", "decisions": 2}
        actions.update_plan(
            actor_id=owner_id(project.organisation),
            project_id=project.pk,
            changes={"composition": [part]},
            now=NOW,
        )
    else:
        schema(project, ONLY_NOTES)

    step = queries.way(user_id=ada.pk, project_id=project.pk, now=NOW).next_step
    (listed,) = queries.ways(user_id=ada.pk, project_ids=[project.pk], now=NOW).values()
    with pytest.raises(QuizIncomplete):
        actions.start_attempt(user_id=ada.pk, project_id=project.pk, now=NOW, chance=Random(1))
    assert listed.next_step == step
    assert (offered.key, offered.state.value) == ("quiz", "current")
    assert (step.key, step.state.value, step.detail) == (
        "quiz",
        "blocked",
        "The quiz of this project is not ready yet.",
    )
