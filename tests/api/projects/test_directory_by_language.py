"""The directory, narrowed to communities whose guideline is read in a language."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.projects.actions import close_project, save_translation
from guildmark.projects.models import GuidelineVersion, Project
from tests.conftest import SignIn
from tests.factories.accounts import NOW, person
from tests.factories.communities import clause, set_criteria
from tests.factories.datasets import owner_id
from tests.factories.projects import active_project, guideline

pytestmark = pytest.mark.django_db


def _translated(language: str = "pt") -> Project:
    made = active_project()
    _translate(made, made.guideline_versions.get(), language)
    return made


def _translate(of: Project, version: GuidelineVersion, language: str) -> None:
    save_translation(
        actor_id=owner_id(of.organisation),
        guideline_version_id=version.pk,
        language=language,
        body_markdown="Desenhe cada moeda.",
        now=NOW,
    )


def test_communities_are_found_by_a_language_their_guideline_is_put_into(api: SignIn) -> None:
    portuguese, also, _spanish, _plain = (
        _translated(),
        _translated(),
        _translated("es"),
        active_project(),
    )
    hidden, closed, outdated = _translated(), _translated(), _translated()
    assert hidden.community is not None
    set_criteria(hidden.community, {"discover": [[clause("country", "=", "PT")]]})
    close_project(actor_id=owner_id(closed.organisation), project_id=closed.pk, now=NOW)
    guideline(outdated, body="Draw the shadow, too.")
    client = api(person())

    def found(query: str) -> set[int]:
        answer = client.get(f"/api/v1/directory?page_size=100&{query}")
        return {one["id"] for one in answer.json()["results"]}

    assert found("language=pt") == {portuguese.community_id, also.community_id}
    assert found("language=pt&joining=invite") == set()
    assert found("language=fr") == set()
    assert len(found("language=")) == 6
    assert found("language=pt-BR") == {portuguese.community_id, also.community_id}
    assert client.get("/api/v1/directory?language=pt-br").status_code == 422
    assert client.get("/api/v1/directory?language=%00a").status_code == 404


def test_a_language_costs_one_statement_and_none_beside_a_search(api: SignIn) -> None:
    client = api(person())

    def statements(query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/api/v1/directory?{query}").status_code == 200
        return len(captured)

    _translated()
    one = statements("language=pt")
    for _ in range(3):
        _translated()

    assert statements("language=pt") == one == statements("") + 1
    assert statements("language=pt&search=Community") == one
