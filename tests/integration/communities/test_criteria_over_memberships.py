"""A community may ask who is, or is not, in another one of its organisation."""

import pytest

from guildmark.communities import actions, queries
from guildmark.communities.errors import CriteriaNotMet, WrongCriteria
from guildmark.communities.models import Community, Membership
from guildmark.events.models import Event
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import clause, community, member, set_criteria
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
    owner = where.staff.get(role="owner").user_id

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
