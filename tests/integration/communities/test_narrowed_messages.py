"""Words to those members who answered something, or came so far in a project."""

from typing import Any

import pytest

from guildmark.accounts.models import User
from guildmark.communities import actions
from guildmark.communities.errors import (
    MarksWithAnswers,
    NobodyToTell,
    TagsWithAnswers,
    TooFewToTell,
    WrongCriteria,
)
from guildmark.communities.models import Announcement, Community, Trait
from guildmark.core.errors import NotFound
from guildmark.events.models import Event
from guildmark.notifications.actions import notify
from guildmark.notifications.models import Kind, Notice
from guildmark.projects.models import Project
from tests.conftest import SignIn
from tests.factories import training
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import clause, community, declare, member, own_trait
from tests.factories.datasets import owner_id
from tests.factories.training import project_with_quiz, ready_for_quiz, sit
from workers.tasks.notices import tell_members

pytestmark = pytest.mark.django_db
PORTUGAL, SPAIN = ([[clause("country", "=", country)]] for country in ("PT", "ES"))


def _members(of: Community, number: int, country: str) -> list[User]:
    people = [person() for _ in range(number)]
    for one in people:
        member(of, user=one)
        declare(one, country=country)
    return people


# Any: the filter.
def _write(of: Community, **to: Any) -> Announcement:
    return actions.announce(
        actor_id=owner_id(of.organisation), community_id=of.pk, title="News", body="Now.", now=NOW,
        **{"states": ["active"], "tags": [], **to},
    )  # fmt: skip


def _told() -> set[int]:
    for event in Event.objects.filter(name="announcement.sent"):
        tell_members(event_id=event.pk, **event.payload)
    return set(Notice.objects.values_list("user_id", flat=True))


def test_a_message_goes_to_who_answered_so_and_says_no_exact_number() -> None:
    of = community(organisation())
    meant = _members(of, 12, "PT")
    _members(of, 2, "ES")

    sent = _write(of, criteria=PORTUGAL)

    assert sent.recipient_count == 10
    assert Event.objects.get(name="announcement.sent").payload["at_least"] == 10
    assert _told() == {one.pk for one in meant}


def test_who_is_meant_by_their_answers_cannot_be_found_out_one_by_one() -> None:
    of = community(organisation())
    _members(of, 9, "PT")
    nowhere = community(organisation())

    for where in (of, nowhere):
        with pytest.raises(TooFewToTell):
            _write(where, criteria=PORTUGAL)
    with pytest.raises(TagsWithAnswers):
        _write(of, criteria=PORTUGAL, tags=["ada"])
    with pytest.raises(WrongCriteria):
        _write(of, criteria=[[clause("country", "=", "XX")]])


def test_answers_are_not_asked_beside_what_staff_set_of_whom_they_like() -> None:
    of = community(organisation())
    people = _members(of, 10, "PT")
    noted = own_trait(of.organisation, name="Noted", filled_by="staff")
    said = own_trait(of.organisation, name="Said")
    for one in people:
        for fact in (noted, said):
            actions.verify_trait_value(
                actor_id=owner_id(of.organisation), community_id=of.pk, user_id=one.pk,
                key=fact.key, value=True, now=NOW,
            )  # fmt: skip
    by_noted, by_said = ([clause(fact.key, "=", True)] for fact in (noted, said))
    verified = [{**by_said[0], "source": "verified"}]
    refused: list[dict[str, Any]] = [
        {"criteria": [*PORTUGAL, by_noted]},
        {"criteria": [*PORTUGAL, by_said]},
        {"criteria": [*PORTUGAL, verified]},
        {"criteria": [[*PORTUGAL[0], *by_noted]]},
        {"criteria": PORTUGAL, "states": ["active", "paused"]},
    ]

    for to in refused:
        with pytest.raises(MarksWithAnswers):
            _write(of, **to)

    for meant in ([by_noted], [by_said], [verified], [by_noted, verified]):
        assert _write(of, criteria=meant).recipient_count == 10


def test_a_message_goes_to_whose_last_step_in_a_project_it_is() -> None:
    project = project_with_quiz()
    assert project.community is not None
    of = project.community
    joined, reader, passed, gone = (person() for _ in range(4))
    for one in (joined, reader, gone):
        actions.join(user_id=one.pk, community_id=of.pk, now=NOW)
    training.read(project, reader)
    training.read(project, gone)
    actions.leave(user_id=gone.pk, community_id=of.pk, now=NOW)
    ready_for_quiz(project, passed)
    sit(project, passed)

    _write(of, project_id=project.pk, last_step="read_guideline")
    only_reader = _told()
    _write(of, project_id=project.pk, last_step="passed")

    assert only_reader == {reader.pk}
    assert _told() == {reader.pk, passed.pk}
    for step in ("practised", "worked"):
        with pytest.raises(NobodyToTell):
            _write(of, project_id=project.pk, last_step=step)
    with pytest.raises(NotFound):
        _write(community(of.organisation), project_id=project.pk, last_step="joined")


def test_a_message_whose_filter_is_gone_meanwhile_reaches_nobody_and_says_so() -> None:
    project = project_with_quiz()
    assert project.community is not None
    of = project.community
    fact = own_trait(of.organisation)
    for one in _members(of, 10, "PT"):
        actions.set_trait_value(user_id=one.pk, key=fact.key, value=True, now=NOW)
    by_project = _write(of, project_id=project.pk, last_step="joined")
    by_fact = _write(of, criteria=[[clause(fact.key, "=", True)]])
    Project.objects.filter(pk=project.pk).update(community=community(of.organisation))
    Trait.objects.filter(pk=fact.pk).update(type="number")

    told = _told()

    by_project.refresh_from_db()
    by_fact.refresh_from_db()
    assert (told, by_project.recipient_count, by_fact.recipient_count) == (set(), 0, 0)


def test_a_message_that_somebody_has_keeps_its_number_when_its_filter_is_gone() -> None:
    project = project_with_quiz()
    assert project.community is not None
    told = member(project.community, user=person())
    sent = _write(project.community, project_id=project.pk, last_step="joined")
    event = Event.objects.get(name="announcement.sent")
    said = {"title": "News", "body": "Now.", "href": "/"}
    notify(user_ids=[told.user_id], kind=Kind.MESSAGE, event_id=event.pk, now=NOW, **said)
    Project.objects.filter(pk=project.pk).update(community=community(project.organisation))

    assert _told() == {told.user_id}

    sent.refresh_from_db()
    assert sent.recipient_count == 1


def test_the_number_is_known_before_and_stewards_ask_for_no_answers(api: SignIn) -> None:
    owner = person()
    of = community(organisation(owner=owner))
    people = _members(of, 11, "PT")
    place = f"/api/v1/communities/{of.pk}"
    api(owner).patch(f"{place}/members/{people[0].pk}", {"is_steward": True})
    counts = f"{place}/announcement-counts"

    asked: list[dict[str, object]] = [
        {},
        {"criteria": PORTUGAL},
        {"criteria": [[clause("country", "=", "ES")]]},
    ]
    said = [api(owner).post(counts, body).json()["people"] for body in asked]
    steward = api(people[0])
    refused = [
        steward.post(door, {"title": "News", "body": "Now.", "criteria": PORTUGAL}).status_code
        for door in (counts, f"{place}/announcements")
    ]

    assert said == [
        {"value": 11, "is_under_10": False, "is_without_own_facts": False},
        {"value": 10, "is_under_10": False, "is_without_own_facts": False},
        {"value": None, "is_under_10": True, "is_without_own_facts": False},
    ]
    assert refused == [403, 403]
    assert steward.post(counts, {}).json()["people"]["value"] == 11
    assert not Announcement.objects.exists()
