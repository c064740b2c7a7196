"""Questions on the guideline, their answers in the next version, and what is new to a reader."""

import pytest

from guildmark.core.errors import NotFound
from guildmark.projects import actions, queries
from guildmark.projects.errors import TooManyOpenQuestions
from guildmark.projects.models import GuidelineVersion
from guildmark.training.queries.readings import guideline_change, readers
from tests.factories import communities, projects, training
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import clause

pytestmark = pytest.mark.django_db


def answer(question_id: int, *, is_taken_up: bool) -> None:
    actions.answer_guideline_question(
        actor_id=person().pk,
        question_id=question_id,
        answer="No. Leave it out.",
        is_taken_up=is_taken_up,
        now=NOW,
    )


def test_an_answer_that_is_taken_up_stands_in_the_next_version_once() -> None:
    project, ada = projects.active_project(), person()
    asked = projects.guideline_question(project, ada, quote="every coin")

    for _ in range(2):
        answer(asked.pk, is_taken_up=True)

    draft = GuidelineVersion.objects.get(project=project, state="draft")
    asked.refresh_from_db()
    assert (draft.number, draft.change, asked.answered_in) == ("1.1", "minor", draft)
    assert draft.body_markdown.count("**Is a shadow part of a coin?**") == 1
    assert draft.body_markdown.rstrip().endswith("No. Leave it out.")


def test_an_answer_alone_changes_no_guideline() -> None:
    project = projects.active_project()
    asked = projects.guideline_question(project, person())

    answer(asked.pk, is_taken_up=False)

    assert not GuidelineVersion.objects.filter(project=project, state="draft").exists()
    assert queries.guideline_question(asked.pk).answer == "No. Leave it out."


def test_who_may_not_read_the_guideline_asks_nothing() -> None:
    circle = communities.community(organisation(), discover=[[clause("country", "=", "PT")]])
    project = projects.active_project(circle.organisation, community=circle)

    with pytest.raises(NotFound):
        projects.guideline_question(project, person())


def test_nobody_has_more_than_ten_questions_open() -> None:
    project, ada = projects.active_project(), person()
    for _ in range(10):
        projects.guideline_question(project, ada)

    with pytest.raises(TooManyOpenQuestions):
        projects.guideline_question(project, ada)


def test_who_read_the_version_before_is_told_what_is_new_until_they_say_so() -> None:
    project, ada = training.project_with_quiz(), person()
    training.qualified(project, ada)
    seen = [guideline_change(user_id=ada.pk, project_id=project.pk)]
    before = readers(project.pk)
    projects.guideline(project, "# How to\n\nDraw a tight box.", change="minor")

    change = guideline_change(user_id=ada.pk, project_id=project.pk)
    unread = readers(project.pk)
    training.read(project, ada)
    seen.append(guideline_change(user_id=ada.pk, project_id=project.pk))

    assert change is not None
    assert (change.before.number, change.after.number) == ("1.0", "1.1")
    assert [line.kind for line in change.lines] == ["same", "changed"]
    assert seen == [None, None]
    assert [before, unread, readers(project.pk)] == [(1, 1), (0, 1), (1, 1)]


def test_a_newcomer_has_nothing_new_to_read() -> None:
    project = projects.active_project()

    assert guideline_change(user_id=person().pk, project_id=project.pk) is None
