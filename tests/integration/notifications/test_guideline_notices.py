"""People are told what changes in a guideline, and of what is asked about it."""

import pytest

from guildmark.accounts.models import User
from guildmark.projects.actions import (
    answer_guideline_question,
    ask_about_guideline,
    retract_guideline,
)
from tests.factories import work
from tests.factories.accounts import NOW, person
from tests.factories.projects import guideline
from tests.factories.training import project_with_quiz, qualified, read, ready_for_quiz
from tests.integration.notifications.telling import deliver, inbox

pytestmark = pytest.mark.django_db


def test_a_question_on_the_guideline_reaches_the_manager_and_its_answer_who_asked() -> None:
    place = work.workplace(items=1)
    anna = work.annotator(place)
    asked = ask_about_guideline(
        user_id=anna.pk, project_id=place.project.pk, quote="", text="Chimneys too?", now=NOW
    )
    answer_guideline_question(
        actor_id=place.manager.pk,
        question_id=asked.pk,
        answer="No.",
        is_taken_up=False,
        now=NOW,
    )

    deliver()

    name = place.project.name
    managers = User.objects.get(pk=place.manager.pk)
    waits = f"A question on the guideline waits for an answer: {name}"
    assert inbox(managers) == [(waits, "Chimneys too?", f"/p/{place.project.pk}/guideline")]
    answered = f"Your question on the guideline was answered: {name}"
    assert (answered, "Chimneys too?\n\nNo.", f"/training/{place.project.pk}") in inbox(anna)


def test_a_minor_version_is_told_once_to_who_is_qualified_and_has_not_read_it() -> None:
    project, ada, bo, newcomer = project_with_quiz(), person(), person(), person()
    for someone in (ada, bo):
        qualified(project, someone)
    ready_for_quiz(project, newcomer)
    guideline(project, "# How to\n\nDraw a tight box.", change="minor")
    read(project, bo)

    deliver()

    assert inbox(ada) == [
        (
            f"The guideline changed: {project.name}",
            "Version 1.1 is in force. You stay qualified; read what is new.",
            f"/training/{project.pk}",
        )
    ]
    assert (inbox(bo), inbox(newcomer)) == ([], [])


def test_a_major_version_is_told_with_what_it_takes_and_a_superseded_one_not_at_all() -> None:
    project, ada = project_with_quiz(), person()
    qualified(project, ada)
    guideline(project, "# First", change="minor")
    guideline(project, "# Second", change="major")

    deliver()

    assert inbox(ada) == []


def test_a_retracted_guideline_is_told_with_its_reason_to_who_is_qualified() -> None:
    project, ada, newcomer = project_with_quiz(), person(), person()
    qualified(project, ada)
    ready_for_quiz(project, newcomer)
    version = project.guideline_versions.get()
    waits = "You get no tasks until the next version is published. Your drafts stay."

    retract_guideline(
        actor_id=version.created_by_id,
        guideline_version_id=version.pk,
        reason="It says the wrong thing.",
        now=NOW,
    )
    deliver()

    assert inbox(ada)[-1:] == [
        (
            f"The guideline was taken back: {project.name}",
            f"It says the wrong thing.\n\n{waits}",
            f"/training/{project.pk}",
        )
    ]
    assert inbox(newcomer) == []
