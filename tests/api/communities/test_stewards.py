"""A member who looks after the others: what they see and do, and what they do not."""

import pytest

from guildmark.accounts.models import User
from guildmark.communities.models import Community
from guildmark.projects.actions import ask_about_guideline
from tests.conftest import SignIn
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import application, community, member
from tests.factories.datasets import owner_id
from tests.factories.training import project_with_quiz

pytestmark = pytest.mark.django_db


def _owner(of: Community) -> User:
    return User.objects.get(pk=owner_id(of.organisation))


def _steward(api: SignIn, of: Community) -> User:
    ada = person("Ada Steward")
    Community.objects.filter(pk=of.pk).update(joining="open")
    member(of, user=ada)
    Community.objects.filter(pk=of.pk).update(joining=of.joining)
    changed = api(_owner(of)).patch(
        f"/api/v1/communities/{of.pk}/members/{ada.pk}", {"is_steward": True, "note": "Kind"}
    )
    assert (changed.status_code, changed.json()["is_steward"]) == (200, True)
    return ada


def test_a_steward_answers_applications_and_writes_to_members(api: SignIn) -> None:
    made = community(organisation(), joining="apply")
    ada, bo = _steward(api, made), person("Bo Applicant")
    waiting = application(made, user=bo)
    place = f"/api/v1/communities/{made.pk}"
    client = api(ada)

    asked = client.get(f"{place}/applications").json()["results"]
    client.post(f"/api/v1/applications/{waiting.pk}/accept", {"reason": "Welcome"})
    written = client.post(f"{place}/announcements", {"title": "Hello", "body": "We begin."})
    members = client.get(f"{place}/members").json()["results"]

    assert [(one["pseudonym"], one["display_name"]) for one in asked] == [(bo.pseudonym, "")]
    assert written.json()["recipient_count"] == 2
    assert [(one["pseudonym"], one["display_name"], one["note"]) for one in members] == [
        (ada.pseudonym, "", ""),
        (bo.pseudonym, "", ""),
    ]


def test_a_steward_changes_nobody_and_nothing_else(api: SignIn) -> None:
    made = community(organisation())
    ada, bo = _steward(api, made), person()
    member(made, user=bo)
    place = f"/api/v1/communities/{made.pk}"
    client = api(ada)
    api(_owner(made)).patch(
        f"{place}/members/{bo.pk}", {"state": "paused", "reason": "Two accounts."}
    )

    assert [one["reason"] for one in client.get(f"{place}/members").json()["results"]] == ["", ""]
    answers = [
        client.patch(f"{place}/members/{bo.pk}", {"state": "removed", "reason": "No."}),
        client.get(f"{place}/members/{bo.pk}/traits"),
        client.put(f"{place}/criteria", {"doors": {}}),
        client.patch(place, {"joining": "invite"}),
        client.get(f"{place}/invitations"),
        client.get(f"/api/v1/communities/{community(made.organisation).pk}/members"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 6


@pytest.mark.parametrize("state", ["paused", "removed"])
def test_who_is_not_active_any_more_looks_after_nobody(api: SignIn, state: str) -> None:
    made = community(organisation())
    ada = _steward(api, made)

    api(_owner(made)).patch(f"/api/v1/communities/{made.pk}/members/{ada.pk}", {"state": state})

    assert api(ada).get(f"/api/v1/communities/{made.pk}/members").status_code == 404
    refused = api(_owner(made)).patch(
        f"/api/v1/communities/{made.pk}/members/{ada.pk}", {"is_steward": True, "note": "Anew"}
    )
    assert refused.status_code == (409 if state == "removed" else 200)


def test_a_steward_answers_questions_on_the_guideline_and_leaves_the_text_alone(
    api: SignIn,
) -> None:
    project, bo = project_with_quiz(), person()
    assert project.community is not None
    ada = _steward(api, project.community)
    member(project.community, user=bo)
    asked = ask_about_guideline(
        user_id=bo.pk, project_id=project.pk, quote="", text="Chimneys too?", now=NOW
    )
    place = f"/api/v1/guideline-questions/{asked.pk}"

    listed = api(ada).get(f"/api/v1/projects/{project.pk}/guideline-questions").json()
    taken_up = api(ada).patch(place, {"answer": "No.", "is_taken_up": True})
    answered = api(ada).patch(place, {"answer": "No."})

    assert [one["text"] for one in listed["results"]] == ["Chimneys too?"]
    assert (taken_up.status_code, answered.json()["answer"]) == (403, "No.")
    assert api(person()).patch(place, {"answer": "Yes."}).status_code == 404


def test_the_name_of_a_person_is_in_no_language(api: SignIn) -> None:
    made = community(organisation())
    france = person("France")
    member(made, user=france)
    client = api(_owner(made))
    members = f"/api/v1/communities/{made.pk}/members"
    client.patch(f"{members}/{france.pk}", {"note": "Spain"})

    (one,) = client.get(members, headers={"accept-language": "es"}).json()["results"]

    assert (one["display_name"], one["note"]) == ("France", "Spain")
