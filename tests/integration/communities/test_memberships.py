"""Coming in, leaving, and memberships that follow what people say of themselves."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.accounts.models import User
from guildmark.communities import actions, queries
from guildmark.communities.errors import (
    CriteriaChanged,
    CriteriaNotMet,
    JoiningClosed,
    WasRemoved,
)
from guildmark.communities.models import Community, Membership
from guildmark.core.errors import NotAllowed, NotFound, StateConflict
from guildmark.events.models import Event
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import clause, community, declare, member, set_criteria
from tests.factories.datasets import owner_id

pytestmark = pytest.mark.django_db
PORTUGAL = [[clause("country", "=", "PT")]]


def _events(name: str) -> list[dict[str, object]]:
    return list(Event.objects.filter(name=name).order_by("id").values_list("payload", flat=True))


def _manage(of: Community, user: User, *, state: str, reason: str = "") -> Membership:
    return actions.manage_member(
        actor_id=owner_id(of.organisation),
        community_id=of.pk,
        user_id=user.pk,
        state=state,
        reason=reason,
        now=NOW,
    )


def test_who_meets_the_criteria_comes_in_once_however_often_they_ask() -> None:
    made, ada = community(organisation(), take=PORTUGAL), person()
    declare(ada, country="PT")

    first, second = member(made, user=ada), member(made, user=ada)

    assert first == second
    assert first.state == Membership.State.ACTIVE
    assert len(_events("membership.joined")) == 1


def test_who_does_not_meet_them_is_told_what_is_missing() -> None:
    made, ada = community(organisation(), take=PORTUGAL), person()

    with pytest.raises(CriteriaNotMet) as refusal:
        member(made, user=ada)

    assert [(error.path, error.message) for error in refusal.value.errors] == [
        ("traits.country", "lives in Portugal")
    ]
    assert not Membership.objects.exists()


def test_who_may_not_discover_a_community_is_told_that_there_is_none() -> None:
    made = community(organisation(), discover=PORTUGAL)

    with pytest.raises(NotFound):
        member(made, user=person())


def test_a_community_by_invitation_takes_nobody_by_itself() -> None:
    made = community(organisation(), joining="invite")

    with pytest.raises(JoiningClosed):
        member(made, user=person())


def test_moving_away_makes_a_member_ineligible_at_once_and_moving_back_active() -> None:
    made, ada = community(organisation(), take=PORTUGAL), person()
    declare(ada, country="PT")
    membership = member(made, user=ada)

    states = []
    for country in ("ES", "ES", "PT"):
        declare(ada, country=country)
        membership.refresh_from_db()
        states.append(membership.state)

    assert states == ["ineligible", "ineligible", "active"]
    assert [event["state"] for event in _events("membership.changed")] == ["ineligible", "active"]


def test_taking_an_answer_back_counts_as_not_meeting() -> None:
    made, ada = community(organisation(), take=PORTUGAL), person()
    declare(ada, country="PT")
    membership = member(made, user=ada)

    actions.delete_trait_value(user_id=ada.pk, key="country", now=NOW)

    membership.refresh_from_db()
    assert membership.state == Membership.State.INELIGIBLE


def test_new_criteria_reach_every_member_in_chunks_and_twice_does_no_harm() -> None:
    made = community(organisation())
    people = [person() for _ in range(5)]
    for number, someone in enumerate(people):
        declare(someone, country="PT" if number % 2 else "ES")
        member(made, user=someone)
    set_criteria(made, {"take": PORTUGAL})

    for _ in range(2):
        cursor: int | None = 0
        while cursor is not None:
            cursor = actions.reevaluate(
                community_id=made.pk, now=NOW, after_membership_id=cursor, limit=2
            )

    states = Membership.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["ineligible", "active", "ineligible", "active", "ineligible"]
    assert len(_events("membership.changed")) == 3
    assert [event["number"] for event in _events("criteria.changed")] == [1]


def test_re_evaluating_asks_the_database_as_often_for_three_members_as_for_one() -> None:
    counts = []
    for size in (1, 3):
        made = community(organisation(), take=PORTUGAL)
        for _ in range(size):
            someone = person()
            declare(someone, country="PT")
            member(made, user=someone)
        with CaptureQueriesContext(connection) as asked:
            actions.reevaluate(community_id=made.pk, now=NOW)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_who_left_may_come_back_and_who_was_removed_may_not() -> None:
    made, ada = community(organisation()), person()
    membership = member(made, user=ada)

    left = actions.leave(user_id=ada.pk, community_id=made.pk, now=NOW)
    left_twice = actions.leave(user_id=ada.pk, community_id=made.pk, now=NOW)
    back = member(made, user=ada)
    Membership.objects.filter(pk=membership.pk).update(state=Membership.State.REMOVED)

    assert (left.state, left_twice.state, back.state) == ("left", "left", "active")
    with pytest.raises(WasRemoved):
        member(made, user=ada)


def test_who_leaves_while_paused_comes_back_paused_for_the_same_reason() -> None:
    made, ada = community(organisation()), person()
    member(made, user=ada)
    _manage(made, ada, state="paused", reason="Answers copied.")

    actions.leave(user_id=ada.pk, community_id=made.pk, now=NOW)
    back = member(made, user=ada)

    assert (back.state, back.reason) == ("paused", "Answers copied.")
    assert _manage(made, ada, state="active").state == "active"
    actions.leave(user_id=ada.pk, community_id=made.pk, now=NOW)
    assert member(made, user=ada).state == "active"


def test_who_is_brought_back_and_does_not_meet_the_criteria_is_told_once() -> None:
    made, ada = community(organisation(), take=PORTUGAL), person()
    declare(ada, country="PT")
    member(made, user=ada)
    _manage(made, ada, state="paused")
    declare(ada, country="ES")

    held = _manage(made, ada, state="active", reason="Welcome back.")

    assert (held.state, [one["state"] for one in _events("membership.changed")]) == (
        "ineligible",
        ["paused", "ineligible"],
    )
    _manage(made, ada, state="removed")
    with pytest.raises(StateConflict):
        _manage(made, ada, state="paused")


def test_a_verified_fact_is_not_declared_over() -> None:
    ada = person()
    declare(ada, country="PT")
    ada.traits.update(source="verified")

    with pytest.raises(NotAllowed):
        declare(ada, country="ES")

    assert ada.traits.get().value == "PT"


def test_the_trail_says_which_trait_changed_and_never_the_answer() -> None:
    ada = person()

    declare(ada, country="PT")

    assert _events("trait_value.changed") == [
        {"user_id": ada.pk, "trait": "country", "is_said": True}
    ]


def test_members_are_found_by_state_tag_and_a_part_of_their_pseudonym() -> None:
    made, ada, bo = community(organisation()), person(), person()
    for someone in (ada, bo):
        member(made, user=someone)
    _manage(made, bo, state="paused")
    actions.manage_member(
        actor_id=owner_id(made.organisation),
        community_id=made.pk,
        user_id=ada.pk,
        tags=["night"],
        now=NOW,
    )

    def found(**asked: str) -> list[int]:
        return [one.user_id for one in queries.members(made.pk, **asked)]

    assert found() == [ada.pk, bo.pk]
    assert found(state="paused") == [bo.pk]
    assert found(tag="night") == [ada.pk]
    assert found(search=bo.pseudonym[1:].lower()) == [bo.pk]
    assert found(search="nobody-here") == []


def test_of_two_managers_who_write_criteria_over_one_version_the_second_is_refused() -> None:
    made = community(organisation())
    owner = owner_id(made.organisation)
    # Any: the arguments of an action.
    asked: dict[str, Any] = {"actor_id": owner, "community_id": made.pk, "now": NOW}
    first = actions.set_criteria(doors={"take": PORTUGAL}, after_number=0, **asked)

    with pytest.raises(CriteriaChanged):
        actions.set_criteria(doors={"take": []}, after_number=0, **asked)
    second = actions.set_criteria(doors={"take": []}, after_number=1, **asked)

    assert (first.number, second.number) == (1, 2)
