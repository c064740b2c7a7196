"""Nobody has mail sent to strangers before their own address has answered."""

import json
import re
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client

from guildmark.accounts.errors import EmailNotConfirmed
from guildmark.accounts.models import StaffInvitation, User
from guildmark.communities.actions import invite_to_community
from guildmark.communities.models import CommunityInvitation
from tests.conftest import SignIn
from tests.factories import accounts, communities
from tests.factories.accounts import NOW, PASSWORD, organisation, person

pytestmark = pytest.mark.django_db
ALLAUTH = "/_allauth/browser/v1"
DOORS = {
    "staff": ("/api/v1/organisations/{of}/invitations", {"email": "a@b.org", "role": "client"}),
    "mail": ("/api/v1/communities/{made}/invitations", {"email": "a@b.org"}),
    "list": ("/api/v1/communities/{made}/invitations/rows", {"csv": "a@b.org\nc@d.org"}),
    "again": ("/api/v1/community-invitations/{sent}/resend", {}),
}


def _places(owner: User) -> dict[str, int]:
    """An organisation, its community, and an invitation that a confirmed manager sent."""
    of = organisation(owner=owner)
    made = communities.community(of, joining="invite")
    colleague = accounts.staff(of)
    sent = invite_to_community(
        actor_id=colleague.pk, community_id=made.pk, email="e@f.org", now=NOW
    )
    return {"of": of.pk, "made": made.pk, "sent": sent.pk}


@pytest.mark.parametrize("door", DOORS)
def test_who_has_not_confirmed_their_address_has_no_mail_sent(api: SignIn, door: str) -> None:
    path, body = DOORS[door]
    ada, ben = person(is_confirmed=False), person()
    places = {who: _places(who) for who in (ada, ben)}

    refused = api(ada).post(path.format(**places[ada]), body)
    allowed = api(ben).post(path.format(**places[ben]), body)

    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (409, "email_not_confirmed")
    assert problem["detail"] == EmailNotConfirmed.title
    assert allowed.status_code in {200, 201}
    assert not StaffInvitation.objects.filter(invited_by=ada).exists()
    assert not CommunityInvitation.objects.filter(invited_by=ada).exists()
    assert CommunityInvitation.objects.get(pk=places[ada]["sent"]).sent_count == 1


def test_a_link_is_made_without_a_mail_and_without_a_confirmed_address(api: SignIn) -> None:
    ada = person(is_confirmed=False)
    places = _places(ada)

    answer = api(ada).post(f"/api/v1/communities/{places['made']}/invitations", {"seats": 5})

    assert answer.status_code == 201


def test_the_refusal_is_in_the_language_of_the_reader(api: SignIn) -> None:
    ada = person(is_confirmed=False)
    path, body = DOORS["mail"]

    answer = api(ada).post(path.format(**_places(ada)), body, headers={"accept-language": "es"})

    assert answer.json()["detail"].startswith("Confirma primero tu propio correo")


def test_the_link_is_sent_again_and_opens_the_way(mailoutbox: list[EmailMessage]) -> None:
    client = Client()
    new = {"email": "ada@example.org", "password": PASSWORD}
    client.post(f"{ALLAUTH}/auth/signup", json.dumps(new), "application/json")
    mailoutbox.clear()
    path, body = DOORS["mail"]
    path = path.format(**_places(User.objects.get(email=new["email"])))
    before = client.post(path, json.dumps(body), "application/json")

    # The first link went out a moment ago; the library sends none within so many seconds.
    again = _asked_later(client, new["email"])
    found = re.search(r"/account/verify-email/(\S+)", str(mailoutbox[0].body))
    assert found is not None
    key = {"key": unquote(found[1])}
    client.post(f"{ALLAUTH}/auth/email/verify", json.dumps(key), "application/json")
    after = client.post(path, json.dumps(body), "application/json")

    assert (before.status_code, again, after.status_code) == (409, 200, 201)
    assert [mail.to for mail in mailoutbox] == [[new["email"]]]


def _asked_later(client: Client, email: str) -> int:
    """The status of asking for the link once more, after the pause between two."""
    cache.clear()
    return client.put(
        f"{ALLAUTH}/account/email", json.dumps({"email": email}), "application/json"
    ).status_code
