"""A community may ask who is, or is not, in another one of its organisation."""

import pytest

from guildmark.accounts.models import User
from guildmark.communities import actions, queries
from guildmark.communities.errors import CriteriaNotMet, WrongCriteria
from guildmark.communities.models import Community, Membership
from guildmark.events.models import Event
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import clause, community, declare, member, set_criteria
from tests.factories.datasets import owner_id
from workers.routes import ROUTES
from workers.tasks.communities import follow_membership

pytestmark = pytest.mark.django_db


def _of(*circles: Community, operator: str = "contains_any") -> list[list[dict[str, object]]]:
    return [[clause("member_of", operator, [str(one.pk) for one in circles])]]


def _follow() -> None:
    """Hand every membership event to the task that listens."""
    for event in Event.objects.filter(name__startswith="membership.").order_by("id"):
        assert "communities.follow_membership" in ROUTES[event.name]
        follow_membership(event_id=event.pk, **event.payload)


def test_who_is_in_one_community_may_come_into_another_and_goes_with_it() -> None:
    where, ada = organisation(), person()
    schooled = community(where, name="Schooled")
    expert = community(where, name="Experts", take=_of(schooled))

    with pytest.raises(CriteriaNotMet) as refused:
        member(expert, user=ada)
    member(schooled, user=ada)
    inside = member(expert, user=ada)
    _follow()
    actions.leave(user_id=ada.pk, community_id=schooled.pk, now=NOW)
    _follow()

    assert [one.message for one in refused.value.errors] == ["is a member of Schooled"]
    inside.refresh_from_db()
    assert inside.state == "ineligible"


def test_what_follows_is_followed_and_a_pause_is_no_leaving() -> None:
    where, ada = organisation(), person()
    first = community(where)
    second = community(where, take=_of(first))
    third = community(where, take=_of(second))
    for one in (first, second, third):
        member(one, user=ada)
    owner = owner_id(where)

    def manage(state: str) -> list[str]:
        actions.manage_member(
            actor_id=owner, community_id=first.pk, user_id=ada.pk, state=state, now=NOW
        )
        for _ in range(2):
            _follow()
        found = Membership.objects.filter(user=ada).order_by("community_id")
        return list(found.values_list("state", flat=True))

    assert manage("paused") == ["paused", "active", "active"]
    assert manage("removed") == ["removed", "ineligible", "ineligible"]
    assert manage("active") == ["active", "active", "active"]


def test_who_is_in_a_community_can_be_kept_out_and_silence_is_no_membership() -> None:
    where, ada, bo = organisation(), person(), person()
    study = community(where)
    control = community(where, take=_of(study, operator="contains_none"))
    member(study, user=ada)

    with pytest.raises(CriteriaNotMet):
        member(control, user=ada)

    assert member(control, user=bo).state == "active"
    audience = queries.audience(
        organisation_id=where.pk, doors={"take": _of(study, operator="contains_none")}
    )
    assert audience.contradictions == []


def test_communities_do_not_ask_for_each_others_members_in_a_circle() -> None:
    where, other = organisation(), organisation()
    first = community(where)
    second = community(where, take=_of(first))
    third = community(where, take=_of(second))

    for wrong in (_of(third), _of(first), _of(community(other))):
        with pytest.raises(WrongCriteria) as refused:
            set_criteria(first, {"take": wrong})
        assert refused.value.errors[0].path == "doors.take[0][0].value"
    set_criteria(third, {"take": _of(first)})


PORTUGAL = [[clause("country", "=", "PT")]]


def test_a_community_that_hides_is_not_named_to_those_who_may_not_know_of_it() -> None:
    where, ada, bo = organisation(), person(), person()
    open_one = community(where, name="Schooled")
    hidden = community(where, name="Whistle", discover=PORTUGAL)
    asking = community(where, take=_of(open_one, hidden))
    without = community(where, take=_of(hidden, operator="contains_none"))
    declare(bo, country="PT")

    def told(who: User, asked: Community) -> list[str]:
        of_directory = queries.seen_by_stranger(user_id=who.pk, community_id=asked.pk).clauses
        of_invitation = queries.asked_by(user_id=who.pk, community_id=asked.pk)
        explained = queries.explain(user_id=who.pk, community_id=asked.pk)
        assert of_directory == of_invitation == explained
        return [one.sentence for one in explained]

    nameless = "is a member of Schooled or a community that is not shown"
    assert queries.shown_to_everybody(asking.pk).asked == [nameless]
    by_link = queries.asked_by(user_id=None, community_id=asking.pk)
    assert [one.sentence for one in by_link] == [nameless]
    assert told(ada, asking) == [nameless]
    assert told(ada, without) == ["is not a member of a community that is not shown"]
    assert told(bo, asking) == ["is a member of Schooled or Whistle"]
    member(hidden, user=bo)
    declare(bo, country="ES")
    assert told(bo, asking) == ["is a member of Schooled or Whistle"]


def test_of_all_communities_that_hide_only_those_are_looked_into_that_are_asked_for() -> None:
    where = organisation()
    hidden, *_ = [community(of, discover=PORTUGAL) for of in (where, where, organisation())]
    asking = community(where, take=_of(hidden, operator="contains_none"))
    criteria = queries.criteria_of([asking.pk])[asking.pk]

    assert queries.hidden_from(None, {}, [criteria]) == {("member_of", hidden.pk)}


def test_a_door_for_who_has_said_nothing_is_none_for_who_is_not_signed_in() -> None:
    where, ada = organisation(), person()
    hidden = community(where, name="Whistle", discover=[[clause("country", "missing")]])
    asking = community(where, take=_of(hidden))

    assert queries.shown_to_everybody(asking.pk).asked == [
        "is a member of a community that is not shown"
    ]
    explained = queries.explain(user_id=ada.pk, community_id=asking.pk)
    assert [one.sentence for one in explained] == ["is a member of Whistle"]
