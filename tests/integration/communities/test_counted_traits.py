"""What the service counts of people's work, and communities that ask for it."""

from datetime import timedelta

import pytest

from guildmark.communities import actions, queries
from guildmark.communities.errors import CriteriaNotMet
from guildmark.communities.models import TraitChange, TraitValue
from guildmark.core.errors import NotAllowed, NotFound
from guildmark.quality.queries.experience import experience, people_after
from guildmark.work.models import Assignment
from tests.factories import quality, work
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import clause, community, member
from workers.tasks.communities import count_traits

pytestmark = pytest.mark.django_db


def test_a_community_asks_for_work_that_was_done_elsewhere() -> None:
    asking = community(organisation(), take=[[clause("accepted_answers", ">=", 2)]])
    ada = person()
    actions.count_traits(counts={ada.pk: {"accepted_answers": 1}}, now=NOW)
    with pytest.raises(CriteriaNotMet):
        member(asking, user=ada)

    actions.count_traits(counts={ada.pk: {"accepted_answers": 2}}, now=NOW)

    assert member(asking, user=ada).state == "active"
    held = TraitValue.objects.get(user=ada)
    assert (held.value, held.source) == (2, "computed")
    assert not TraitChange.objects.filter(user=ada).exists()


def test_members_move_when_the_count_does_and_the_same_count_changes_nothing() -> None:
    asking = community(organisation(), take=[[clause("checks_right", ">=", 80)]])
    ada = person()
    assert actions.count_traits(counts={ada.pk: {"checks_right": 90}}, now=NOW) == 1
    membership = member(asking, user=ada)

    assert actions.count_traits(counts={ada.pk: {"checks_right": 90}}, now=NOW) == 0
    assert actions.count_traits(counts={ada.pk: {"checks_right": 70}}, now=NOW) == 1

    membership.refresh_from_db()
    assert membership.state == "ineligible"


def test_nobody_says_of_themselves_what_is_counted() -> None:
    ada = person()
    actions.count_traits(counts={ada.pk: {"accepted_answers": 5}}, now=NOW)

    assert "accepted_answers" not in {trait.key for trait in queries.traits_asked(ada.pk)}
    with pytest.raises(NotFound):
        actions.set_trait_value(user_id=ada.pk, key="accepted_answers", value=900, now=NOW)
    with pytest.raises(NotAllowed):
        actions.delete_trait_value(user_id=ada.pk, key="accepted_answers", now=NOW)
    with pytest.raises(NotFound):
        actions.count_traits(counts={ada.pk: {"country": 1}}, now=NOW)
    assert actions.erase_traits(user_id=ada.pk, now=NOW) == 1


def test_answers_and_checks_are_counted_up_to_midnight_and_few_checks_are_not_told() -> None:
    place = work.workplace(items=2)
    work.open_batch(place, gold_share=0.1)
    ada, grace = work.annotator(place), work.annotator(place)
    for one in (ada, grace):
        work.submit(one, work.claim(one, place))
    quality.checks(place, ada, "rw" * 10)
    quality.checks(place, grace, "r" * 19)
    accepted = Assignment.objects.filter(annotator=ada).update(state="accepted")
    before = NOW + timedelta(days=2)

    found = experience([ada.pk, grace.pk], before=before)

    assert found[ada.pk] == {"accepted_answers": accepted, "checks_right": 50}
    assert found[grace.pk] == {"accepted_answers": 0}
    assert experience([ada.pk], before=NOW - timedelta(days=1))[ada.pk] == {"accepted_answers": 0}
    assert people_after(0, limit=1) == [min(ada.pk, grace.pk)]


def test_every_night_everybody_who_works_is_counted() -> None:
    place = work.workplace(items=1)
    work.open_batch(place)
    ada = work.annotator(place)
    work.claim(ada, place)

    count_traits()
    count_traits()

    assert list(TraitValue.objects.filter(user=ada, source="computed").values_list("value")) == [
        (0,)
    ]
