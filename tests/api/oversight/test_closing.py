"""Closing an account: who somebody is goes everywhere, what they did stays; nobody else changes."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from guildmark.accounts.actions import add_staff, create_organisation, invite
from guildmark.accounts.models import StaffInvitation, StaffMember, User
from guildmark.communities.actions import apply, join, set_trait_value
from guildmark.communities.models import Application, Membership, TraitChange, TraitValue
from guildmark.events.models import Event
from guildmark.notifications.actions import notify
from guildmark.notifications.models import Notice
from guildmark.oversight.actions import close_person
from guildmark.training.actions import try_practice
from guildmark.work.models import Assignment, Submission
from tests.api.accounts.test_second_factor import EMAIL, ask, is_in, signed_in
from tests.factories import accounts, communities, training, work
from tests.factories.accounts import NOW, PASSWORD

pytestmark = pytest.mark.django_db
DOOR = "/api/v1/me/account"


def furnished(email: str) -> User:
    """Somebody with answers, a membership, an application, a notice, work done and in hand."""
    someone = accounts.person("Ada Lovelace", email=email, password=PASSWORD)
    for value in ("PT", "BR"):
        set_trait_value(user_id=someone.pk, key="country", value=value, now=NOW)
    join(
        user_id=someone.pk, community_id=communities.community(accounts.organisation()).pk, now=NOW
    )
    asking = communities.community(accounts.organisation(), joining="apply")
    apply(user_id=someone.pk, community_id=asking.pk, answers=[], now=NOW)
    told = Event.objects.latest("id")
    notify(
        user_ids=[someone.pk],
        kind="work",
        title="Told",
        body="",
        href="",
        event_id=told.pk,
        now=NOW,
    )
    return someone


def held_of(user: User) -> dict[str, int]:
    """How many rows there are of a person, by kind."""
    return {
        "traits": TraitValue.objects.filter(user=user).count(),
        "before": TraitChange.objects.filter(user=user).count(),
        "memberships": Membership.objects.filter(user=user).count(),
        "applications": Application.objects.filter(user=user).count(),
        "notices": Notice.objects.filter(user=user).count(),
        "addresses": EmailAddress.objects.filter(user=user).count(),
        "roles": StaffMember.objects.filter(user=user).count(),
    }


def closed(client: Client, password: str = PASSWORD) -> Any:  # Any: the test client adds json()
    """Give the password anew, then close."""
    ask(client, "POST", "auth/reauthenticate", {"password": password})
    return client.delete(DOOR)


def test_who_somebody_is_goes_and_another_is_untouched() -> None:
    ada, ben = furnished(EMAIL), furnished("ben@example.org")
    before, pseudonym, here, elsewhere = held_of(ben), ada.pseudonym, signed_in(), signed_in()
    assert min(count for kind, count in before.items() if kind != "roles") > 0
    assert held_of(ada) == before

    answer = closed(here)

    ada.refresh_from_db()
    assert answer.status_code == 204
    assert set(held_of(ada).values()) == {0}
    assert (ada.display_name, ada.email, ada.pseudonym, ada.is_active) == (
        "", f"closed-{ada.pk}@guildmark.invalid", pseudonym, False,
    )  # fmt: skip
    assert (is_in(here), is_in(elsewhere), is_in(signed_in())) == (False, False, False)
    assert held_of(ben) == before
    unchanged = User.objects.get(pk=ben.pk)
    assert (unchanged.email, unchanged.display_name) == (ben.email, ben.display_name)
    assert unchanged.check_password(PASSWORD)


def test_submissions_stay_under_the_pseudonym_and_the_task_in_hand_goes_back() -> None:
    place = work.workplace(items=2)
    work.open_batch(place)
    ada, ben = work.annotator(place), work.annotator(place)
    for someone in (ada, ben):
        work.submit(someone, work.claim(someone, place))
        work.claim(someone, place)

    close_person(user_id=ada.pk, now=NOW)

    submission = Submission.objects.get(annotator=ada)
    assert submission.annotator.pseudonym == ada.pseudonym
    assert _states(ada) == ["submitted", "released"]
    assert _states(ben) == ["submitted", "leased"]


def _states(user: User) -> list[str]:
    held = Assignment.objects.filter(annotator=user).order_by("pk")
    return list(held.values_list("state", flat=True))


def test_a_session_without_the_password_closes_nothing() -> None:
    furnished(EMAIL)
    found = signed_in()

    bare, wrong = found.delete(DOOR), closed(found, "guessed")

    assert [(one.status_code, one.json()["code"]) for one in (bare, wrong)] == [
        (403, "password_asked_anew")
    ] * 2
    assert is_in(found)


def test_the_last_owner_of_an_organisation_is_refused_and_nothing_has_changed() -> None:
    ada = furnished(EMAIL)
    here = signed_in()
    mint = create_organisation(actor_id=ada.pk, name="Mint", now=NOW).organisation
    before = held_of(ada)

    refused = closed(here)
    after = held_of(ada)
    add_staff(
        actor_id=None, organisation_id=mint.pk, user_id=accounts.person().pk, role="owner", now=NOW
    )
    allowed = closed(here)

    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (409, "last_owner")
    assert problem["detail"] == "You are the last owner of Mint. Name another owner there first"
    assert after == before
    assert allowed.status_code == 204
    assert set(held_of(ada).values()) == {0}


def test_the_address_is_free_again_and_an_invitation_to_it_is_gone() -> None:
    furnished(EMAIL)
    mint = accounts.organisation("Mint")
    owner = StaffMember.objects.get(organisation=mint)
    invite(actor_id=owner.user_id, organisation_id=mint.pk, email=EMAIL, role="client", now=NOW)

    closed(signed_in())
    anew = Client()
    answer = ask(anew, "POST", "auth/signup", {"email": EMAIL, "password": PASSWORD})

    assert (answer.status_code, is_in(anew)) == (200, True)
    assert not StaffInvitation.objects.filter(email=EMAIL).exists()


def test_closing_twice_changes_nothing_more() -> None:
    ada = furnished(EMAIL)
    close_person(user_id=ada.pk, now=NOW)
    events = Event.objects.count()

    close_person(user_id=ada.pk, now=NOW)

    assert Event.objects.count() == events


def test_the_copy_has_what_is_held_and_nothing_of_another() -> None:
    ada, ben = furnished(EMAIL), furnished("ben@example.org")

    answer = signed_in().get("/api/v1/me/copy")

    copy = answer.json()
    assert answer["Content-Disposition"] == 'attachment; filename="guildmark-account.json"'
    assert copy["profile"]["email"] == EMAIL
    assert copy["profile"]["pseudonym"] == ada.pseudonym
    assert [one["value"] for one in copy["traits"]] == ["BR"]
    assert [one["value"] for one in copy["traits"][0]["history"]] == ["PT"]
    assert [one["title"] for one in copy["notices"]] == ["Told"]
    assert {key: len(copy[key]) for key in ("memberships", "applications", "addresses")} == {
        "memberships": 1, "applications": 1, "addresses": 1,
    }  # fmt: skip
    assert ben.email not in answer.content.decode()
    assert ben.pseudonym not in answer.content.decode()


def test_what_the_staff_keep_for_themselves_is_not_in_the_copy() -> None:
    ada = furnished(EMAIL)
    Membership.objects.filter(user=ada).update(tags=["slow-hands"], note="Rushes on Fridays.")

    answer = signed_in().get("/api/v1/me/copy")

    assert len(answer.json()["memberships"]) == 1
    assert "slow-hands" not in answer.content.decode()
    assert "Rushes" not in answer.content.decode()


def test_the_copy_tells_what_was_done_and_what_is_owed() -> None:
    place = work.workplace(items=2)
    work.open_batch(place)
    ada = work.annotator(place)
    work.submit(ada, work.claim(ada, place))
    client = Client()
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")

    copy = client.get("/api/v1/me/copy").json()

    submission = Submission.objects.get(annotator=ada)
    assert [(one["id"], one["project"]) for one in copy["submissions"]] == [
        (submission.pk, place.project.name)
    ]
    assert [one["state"] for one in copy["qualifications"]] == ["granted"]
    assert [(one["task_count"], one["amount_minor"]) for one in copy["earned"]] == [(1, 5)]


def test_the_copy_tells_how_somebody_learned() -> None:
    project = training.project_with_quiz()
    training.comprehension_question(project)
    item = training.practice_item(project)
    ada, ben = accounts.person(), accounts.person()
    for someone in (ada, ben):
        training.ready_for_quiz(project, someone)
        try_practice(
            user_id=someone.pk, practice_item_id=item.pk, document=training.TWO_COINS, now=NOW
        )
    client = Client()
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")

    copy = client.get("/api/v1/me/copy").json()

    at, of = "2026-03-02T09:00:00Z", {"project": project.name}
    assert {key: copy[key] for key in ("readings", "comprehension", "practice")} == {
        "readings": [{**of, "guideline_major": 1, "guideline_minor": 0, "read_at": at}],
        "comprehension": [{**of, "guideline_major": 1, "try_count": 1, "passed_at": at}],
        "practice": [
            {
                **of, "practice_item_id": item.pk, "try_count": 1, "is_passed": True,
                "finished_at": at,
            }
        ],
    }  # fmt: skip
