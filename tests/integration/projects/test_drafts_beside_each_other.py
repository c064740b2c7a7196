"""A draft that several people, or answers to questions, write on."""

import pytest

from guildmark.projects import actions
from guildmark.projects.errors import DraftChanged
from tests.factories.accounts import NOW, person
from tests.factories.communities import member
from tests.factories.projects import active_project, guideline_draft, guideline_question

pytestmark = pytest.mark.django_db


def test_an_answer_taken_up_is_not_overwritten_by_an_editor_that_does_not_know_it() -> None:
    project, ada = active_project(), person()
    assert project.community is not None
    member(project.community, user=ada)
    question = guideline_question(project, ada)
    draft = guideline_draft(project, "Box it.", change="minor")
    known = draft.revision

    actions.answer_guideline_question(
        actor_id=draft.created_by_id,
        question_id=question.pk,
        answer="No.",
        is_taken_up=True,
        now=NOW,
    )
    with pytest.raises(DraftChanged):
        actions.update_guideline_draft(
            guideline_version_id=draft.pk, body_markdown="Box them.", revision=known
        )
    draft.refresh_from_db()

    assert draft.body_markdown.endswith("**\n\nNo.\n")
    kept = actions.update_guideline_draft(
        guideline_version_id=draft.pk, body_markdown="Box all.", revision=draft.revision
    )
    assert kept.body_markdown == "Box all."
