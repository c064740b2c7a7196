"""Who closed their account is told nothing more."""

import pytest

from guildmark.notifications.models import Notice
from guildmark.oversight.actions import close_person
from guildmark.projects.actions import retract_guideline
from tests.factories.accounts import NOW, person
from tests.factories.projects import guideline
from tests.factories.training import project_with_quiz, qualified
from tests.integration.notifications.telling import deliver

pytestmark = pytest.mark.django_db


def test_a_closed_account_is_told_of_no_guideline_any_more() -> None:
    project, ada, bo = project_with_quiz(), person(), person()
    for someone in (ada, bo):
        qualified(project, someone)
    close_person(user_id=ada.pk, now=NOW)
    version = guideline(project, "# How to\n\nDraw a tight box.", change="minor")
    told = []

    for _ in range(2):
        deliver()
        told.append(tuple(Notice.objects.filter(user=one).count() for one in (ada, bo)))
        if version.state == "published":
            version = retract_guideline(
                actor_id=version.created_by_id,
                guideline_version_id=version.pk,
                reason="It says the wrong thing.",
                now=NOW,
            )

    assert told == [(0, 1), (0, 2)]
