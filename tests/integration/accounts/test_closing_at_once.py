"""Somebody closes their account while others are at their rows: nobody waits for ever."""

from functools import partial

import pytest
from django.db import transaction

from guildmark.accounts.models import User
from guildmark.communities.models import Membership
from guildmark.oversight.actions import close_person
from guildmark.work.models import Assignment, Batch, Seat, Task
from tests.at_once import beside, wait_until_somebody_waits_for_me
from tests.factories import work
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import community, member

pytestmark = pytest.mark.django_db(transaction=True)


def test_closing_holds_no_membership_while_it_waits_for_its_person() -> None:
    """Joining, verifying and counting lock the person, then the membership."""
    ada = person()
    member(community(organisation()), user=ada)

    with beside(partial(close_person, user_id=ada.pk, now=NOW)) as begin, transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=ada.pk)
        begin()
        wait_until_somebody_waits_for_me()
        held = Membership.objects.select_for_update(nowait=True).get(user=ada)

    assert held.state == "active"
    assert not Membership.objects.filter(user=ada).exists()


def test_giving_back_holds_nothing_of_one_project_while_it_waits_for_another() -> None:
    """A seat comes before tasks and batches: another's are free while it is waited for."""
    places = [work.workplace(items=1) for _ in range(2)]
    for place in places:
        work.open_batch(place)
    first, second = places
    ada = work.annotator(first)
    work.annotator(second, user=ada)
    for place in places:
        work.claim(ada, place)

    with beside(partial(close_person, user_id=ada.pk, now=NOW)) as begin, transaction.atomic():
        Seat.objects.select_for_update(no_key=True).get(annotator=ada, project=second.project)
        begin()
        wait_until_somebody_waits_for_me()
        Task.objects.select_for_update(nowait=True).get(project=first.project)
        Batch.objects.select_for_update(nowait=True).get(project=first.project)

    states = Assignment.objects.filter(annotator=ada).values_list("state", flat=True)
    assert list(states) == ["released", "released"]
