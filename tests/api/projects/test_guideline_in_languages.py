"""A guideline in a reader's language over HTTP: its headings, and questions about it."""

import pytest

from guildmark.projects import actions
from tests.conftest import SignIn
from tests.factories import accounts, communities, projects

pytestmark = pytest.mark.django_db


def test_who_reads_a_translation_asks_in_it_and_the_manager_sees_both_passages(
    api: SignIn,
) -> None:
    project, ada = projects.active_project(), accounts.person()
    communities.member(project.community, user=ada)
    version = projects.guideline(project, "# Coins\n\nDraw every coin.")
    owner = project.organisation.staff.get(role="owner").user
    actions.save_translation(
        actor_id=owner.pk,
        guideline_version_id=version.pk,
        language="pt",
        body_markdown="# Moedas\n\nDesenhe cada moeda.",
        now=accounts.NOW,
    )
    place = f"/api/v1/projects/{project.pk}"
    asker = api(ada)

    read = asker.get(f"{place}/guideline?language=pt-PT").json()
    sent = {"quote": "cada moeda", "language": read["language"], "text": "As velhas?"}
    asked = asker.post(f"{place}/guideline-questions", sent)
    wrong = asker.post(f"{place}/guideline-questions", {**sent, "language": "Portuguese"})
    (shown,) = api(owner).get(f"{place}/guideline-questions").json()["results"]
    as_written = api(owner).get(f"{place}/guideline").json()

    assert (read["language"], read["original_headings"]) == ("pt", ["Coins"])
    assert (as_written["language"], as_written["original_headings"]) == ("", [])
    assert (asked.status_code, wrong.status_code) == (201, 422)
    assert {key: shown[key] for key in ("language", "quote", "original_quote")} == {
        "language": "pt",
        "quote": "cada moeda",
        "original_quote": "Draw every coin.",
    }
