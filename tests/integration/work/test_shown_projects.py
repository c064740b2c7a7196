"""What a community works on, as its public page shows it."""

import pytest

from guildmark.core.errors import NotFound
from guildmark.projects import actions as projects_actions
from guildmark.work.queries.shown import shown_projects
from tests.factories import communities, projects
from tests.factories.accounts import NOW, organisation
from tests.factories.communities import clause
from tests.factories.datasets import owner_id
from tests.factories.work import annotator, claim, open_batch, submit, workplace

pytestmark = pytest.mark.django_db


def test_pay_time_and_languages_are_shown_once_enough_is_known() -> None:
    place = workplace(items=20)
    project = place.project
    open_batch(place, overlap=1)
    worker = annotator(place)
    version = project.guideline_versions.get(state="published")
    for language, body in (("pt", "# Como"), ("es", "# Cómo")):
        projects_actions.save_translation(
            actor_id=owner_id(project.organisation),
            guideline_version_id=version.pk,
            language=language,
            body_markdown=body,
            now=NOW,
        )
    version.translations.filter(language="es").update(source_markdown="# Before")
    assert project.community_id is not None
    (before,) = shown_projects(project.community_id)
    for _ in range(20):
        submit(worker, claim(worker, place))

    (after,) = shown_projects(project.community_id)

    assert (before.typical_seconds, before.hourly) == (None, None)
    assert after.typical_seconds is not None
    assert after.hourly is not None
    assert (after.project, after.languages) == (project, ["pt"])


def test_a_community_that_hides_shows_no_project_and_a_draft_is_shown_to_nobody() -> None:
    of = organisation()
    hiding = communities.community(of, discover=[[clause("country", "=", "PT")]])
    projects.active_project(of, community=hiding)
    shown = communities.community(of)

    with pytest.raises(NotFound):
        shown_projects(hiding.pk)
    assert shown_projects(shown.pk) == []
