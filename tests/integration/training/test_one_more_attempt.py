"""Who failed is seen by managers, who may give one more attempt."""

from datetime import timedelta

import pytest

from guildmark.core.errors import StateConflict
from guildmark.events.models import Event
from guildmark.training import actions, queries
from guildmark.training.errors import AttemptsUsed, Wait
from tests.factories.accounts import NOW, person
from tests.factories.datasets import owner_id
from tests.factories.projects import document, guideline
from tests.factories.training import project_with_quiz, ready_for_quiz, sit, start
from workers.words import words_of

pytestmark = pytest.mark.django_db
NOTHING = document()


def test_who_used_all_attempts_is_given_one_more_at_once_and_told() -> None:
    project, ada = project_with_quiz(9, attempts_per_major=1), person()
    ready_for_quiz(project, ada)
    failed = sit(project, ada, NOTHING, NOTHING)
    manager = owner_id(project.organisation)
    with pytest.raises(AttemptsUsed):
        start(project, ada, now=NOW + timedelta(days=30))

    for _ in range(2):
        actions.forgive_attempt(actor_id=manager, attempt_id=failed.pk, now=NOW)
    step = queries.way(user_id=ada.pk, project_id=project.pk, now=NOW).next_step
    again = start(project, ada, now=NOW)

    assert (step.state.value, step.detail) == ("current", "Pass the quiz.")
    assert (again.number, again.state) == (2, "started")
    told = Event.objects.get(name="attempt.forgiven")
    words = words_of(told.name, told.payload)
    assert words is not None
    assert (words.user_id, words.title) == (
        ada.pk,
        f"You have one more attempt at the quiz: {project.name}",
    )
    found = queries.attempts(project.pk, now=NOW, state="failed")
    assert [(one.pk, one.is_forgiven) for one in found] == [(failed.pk, True)]


def test_one_more_is_one_and_none_for_a_sitting_that_runs_or_was_passed() -> None:
    project, ada, ben = project_with_quiz(9, attempts_per_major=2), person(), person()
    for user in (ada, ben):
        ready_for_quiz(project, user)
    first = sit(project, ada, NOTHING, NOTHING)
    second = sit(project, ada, NOTHING, NOTHING, now=NOW + timedelta(days=1))
    running, passed = start(project, ben), None
    manager = owner_id(project.organisation)

    with pytest.raises(StateConflict):
        actions.forgive_attempt(actor_id=manager, attempt_id=running.pk, now=NOW)
    passed = sit(project, ben)
    with pytest.raises(StateConflict):
        actions.forgive_attempt(actor_id=manager, attempt_id=passed.pk, now=NOW)
    later = NOW + timedelta(days=1)
    actions.forgive_attempt(actor_id=manager, attempt_id=first.pk, now=later)

    # The wait is that after the one that counts.
    with pytest.raises(Wait) as wait:
        start(project, ada, now=later)
    assert second.submitted_at is not None
    assert wait.value.available_at == second.submitted_at + timedelta(days=1)


def test_one_more_is_for_who_is_not_qualified_and_for_the_guideline_in_force() -> None:
    project = project_with_quiz(9, first_wait_seconds=0, second_wait_seconds=0)
    ada, ben, cid = person(), person(), person()
    lost = {}
    for user in (ada, ben, cid):
        ready_for_quiz(project, user)
        lost[user] = sit(project, user, NOTHING, NOTHING)
    manager = owner_id(project.organisation)

    def offered() -> set[int]:
        rows = queries.attempts(project.pk, now=NOW + timedelta(hours=1))
        return {one.user_id for one in rows if vars(one)["can_be_forgiven"]}

    before = offered()
    sit(project, ada, now=NOW + timedelta(minutes=1))
    actions.forgive_attempt(actor_id=manager, attempt_id=lost[cid].pk, now=NOW)
    after = offered()
    with pytest.raises(StateConflict, match="The person is qualified"):
        actions.forgive_attempt(
            actor_id=manager, attempt_id=lost[ada].pk, now=NOW + timedelta(hours=1)
        )
    guideline(project)
    with pytest.raises(StateConflict, match="this attempt counts no more"):
        actions.forgive_attempt(actor_id=manager, attempt_id=lost[ben].pk, now=NOW)

    assert (before, after, offered()) == ({ada.pk, ben.pk, cid.pk}, {ben.pk}, set())
    forgiven = Event.objects.filter(name="attempt.forgiven")
    assert [one.payload["user_id"] for one in forgiven] == [cid.pk]
