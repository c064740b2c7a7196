"""So many members of each answer, what is still missing, and how far people came."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from guildmark.accounts.models import User
from guildmark.communities import actions, queries
from guildmark.communities.errors import QuotaFull
from guildmark.communities.models import Community, Membership
from guildmark.core.errors import WrongInput
from guildmark.events.models import Event
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import (
    application,
    clause,
    community,
    declare,
    member,
    set_criteria,
)
from tests.factories.datasets import owner_id
from workers.app import app
from workers.routes import tasks_for

pytestmark = pytest.mark.django_db


def _want(of: Community, trait: str, **seats: int) -> Community:
    return actions.set_quota(
        actor_id=owner_id(of.organisation), community_id=of.pk, trait=trait, seats=seats, now=NOW
    )


def _hand_out(name: str) -> None:
    """Call whoever listens to the events of this name, as the relay does."""
    app.loader.import_default_modules()
    for event in Event.objects.filter(name=name).order_by("id"):
        for task in tasks_for(event.name, event.payload):
            app.tasks[task](event_id=event.pk, **event.payload)


def test_a_stratum_that_is_full_takes_nobody_and_the_others_go_on() -> None:
    made = community(organisation(), take=[[clause("country", "exists")]])
    _want(made, "country", PT=1, BR=2)
    people: dict[str, list[User]] = {}
    for country in ("PT", "PT", "BR", "AO"):
        someone = person()
        declare(someone, country=country)
        people.setdefault(country, []).append(someone)

    first = member(made, user=people["PT"][0])
    with pytest.raises(QuotaFull):
        member(made, user=people["PT"][1])
    member(made, user=people["BR"][0])
    member(made, user=people["AO"][0])
    again = member(made, user=people["PT"][0])

    made.refresh_from_db()
    assert again.pk == first.pk
    assert [(one.key, one.name, one.members, one.missing) for one in queries.strata(made)] == [
        ("BR", "Brazil", 1, 1),
        ("PT", "Portugal", 1, 0),
    ]


def test_a_seat_that_is_given_up_is_free_for_another() -> None:
    made = community(organisation())
    _want(made, "country", PT=1)
    ada, bo = person(), person()
    for someone in (ada, bo):
        declare(someone, country="PT")
    member(made, user=ada)
    actions.leave(user_id=ada.pk, community_id=made.pk, now=NOW)

    assert member(made, user=bo).state == "active"


def test_an_answer_that_is_changed_inside_needs_a_seat_of_its_own() -> None:
    made = community(organisation())
    _want(made, "country", PT=1, BR=1)
    ada, bo = person(), person()
    declare(ada, country="PT")
    declare(bo, country="BR")
    member(made, user=ada)
    changed = member(made, user=bo)

    declare(bo, country="PT")
    changed.refresh_from_db()
    assert (changed.state, changed.reason) == ("ineligible", "All places for this answer are taken")

    declare(bo, country="BR")
    changed.refresh_from_db()
    assert changed.state == "active"
    declare(bo, country="AO")
    changed.refresh_from_db()
    assert (changed.state, changed.stratum) == ("active", "AO")


def test_a_paused_member_keeps_the_seat_and_who_was_in_before_the_quota_stays() -> None:
    made = community(organisation())
    ada, bo, cy = person(), person(), person()
    for someone in (ada, bo, cy):
        declare(someone, country="PT")
    first, second = member(made, user=ada), member(made, user=bo)
    _want(made, "country", PT=2)
    actions.manage_member(
        actor_id=owner_id(made.organisation),
        community_id=made.pk,
        user_id=ada.pk,
        state="paused",
        now=NOW,
    )

    with pytest.raises(QuotaFull):
        member(made, user=cy)
    _want(made, "country", PT=1)
    actions.reevaluate(community_id=made.pk, now=NOW)

    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.state, second.state, second.stratum) == ("paused", "active", "PT")


def test_a_quota_is_over_answers_of_one_choice() -> None:
    made = community(organisation())

    with pytest.raises(WrongInput):
        _want(made, "device", phone=3)
    with pytest.raises(WrongInput) as unknown:
        _want(made, "country", PT=3, XX=1)
    lifted = _want(made, "country")

    assert [one.path for one in unknown.value.errors] == ["seats.XX"]
    assert queries.strata(lifted) == []


def test_the_funnel_counts_who_could_who_asked_and_who_is_in() -> None:
    made = community(organisation(), joining="apply", take=[[clause("country", "=", "PT")]])
    for _ in range(11):
        declare(person(), country="PT")
    ada = person()
    declare(ada, country="PT")
    application(made, user=ada)

    numbers = queries.community_numbers(made.pk)

    assert (numbers.can_see.value, numbers.eligible.value) == (10, 10)
    assert (numbers.applied, numbers.waiting, numbers.active) == (1, 1, 0)


@pytest.mark.parametrize("is_everything", [True, False], ids=["all is erased", "one is taken back"])
def test_an_erased_answer_stays_on_no_membership(*, is_everything: bool) -> None:
    ada = person()
    declare(ada, country="PT")
    places = {
        state: community(organisation(), take=[[clause("country", "exists")]])
        for state in ("paused", "left", "removed", "ineligible", "active")
    }
    for made in places.values():
        _want(made, "country", PT=2)
        member(made, user=ada)
    for state in ("paused", "removed"):
        actions.manage_member(
            actor_id=owner_id(places[state].organisation),
            community_id=places[state].pk,
            user_id=ada.pk,
            state=state,
            now=NOW,
        )
    actions.leave(user_id=ada.pk, community_id=places["left"].pk, now=NOW)
    set_criteria(places["active"], {})
    set_criteria(places["ineligible"], {"take": [[clause("country", "=", "BR")]]})
    actions.reevaluate(community_id=places["ineligible"].pk, now=NOW)
    held = Membership.objects.filter(user=ada)
    assert set(held.values_list("state", "stratum")) == {(state, "PT") for state in places}

    if is_everything:
        actions.erase_traits(user_id=ada.pk, now=NOW)
    else:
        actions.delete_trait_value(user_id=ada.pk, key="country", now=NOW)

    assert set(held.values_list("state", "stratum")) == {(state, "-") for state in places}


def test_who_erased_the_answer_of_a_paused_seat_needs_a_place_for_the_next_one() -> None:
    made = community(organisation())
    _want(made, "country", PT=1)
    ada, bo = person(), person()
    for someone in (ada, bo):
        declare(someone, country="PT")
    held = member(made, user=ada)
    pause: dict[str, Any] = {
        "actor_id": owner_id(made.organisation),
        "community_id": made.pk,
        "user_id": ada.pk,
        "now": NOW,
    }
    actions.manage_member(state="paused", **pause)
    actions.erase_traits(user_id=ada.pk, now=NOW)
    member(made, user=bo)
    declare(ada, country="PT")

    actions.manage_member(state="active", **pause)

    held.refresh_from_db()
    assert held.state == "ineligible"


def test_a_quota_over_another_fact_forgets_what_the_first_wrote_and_who_is_in_stays() -> None:
    made = community(organisation())
    _want(made, "country", PT=1)
    ada = person()
    declare(ada, country="PT", native_language=["pt"])
    held = member(made, user=ada)

    _want(made, "native_language", pt=0, es=1)
    held.refresh_from_db()
    forgotten = held.stratum
    _hand_out("quota.changed")
    held.refresh_from_db()

    assert (forgotten, held.state, held.stratum) == ("", "active", "pt")


def test_who_was_in_before_a_quota_over_another_fact_needs_a_place_for_another_answer() -> None:
    made = community(organisation())
    _want(made, "country", PT=1)
    ada, bo = person(), person()
    declare(ada, country="PT", native_language=["pt"])
    held = member(made, user=ada)
    _want(made, "native_language", pt=5, es=1)
    _hand_out("quota.changed")
    declare(bo, native_language=["es"])
    member(made, user=bo)

    declare(ada, native_language=["es"])

    held.refresh_from_db()
    assert held.state == "ineligible"


def _without_place(of: Community) -> tuple[User, Membership]:
    """Who is in, and answers now what another has the only place for; and who has it."""
    _want(of, "country", PT=1)
    ada, bo = person(), person()
    declare(ada, country="PT")
    declare(bo, country="BR")
    member(of, user=ada)
    held = member(of, user=bo)
    declare(bo, country="PT")
    held.refresh_from_db()
    assert held.state == "ineligible"
    return ada, held


def _waiting(of: Community) -> Membership:
    """Somebody more who is in, and answers now what there is no place for."""
    someone = person()
    declare(someone, country="AO")
    held = member(of, user=someone)
    declare(someone, country="PT")
    return held


@pytest.mark.parametrize("joining", ["open", "invite"])
def test_who_lost_their_place_is_told_so_by_join_and_let_on_by_it_once_there_is_one(
    joining: str,
) -> None:
    made = community(organisation())
    ada, held = _without_place(made)
    Community.objects.filter(pk=made.pk).update(joining=joining)
    again: dict[str, Any] = {"user_id": held.user_id, "community_id": made.pk, "now": NOW}

    with pytest.raises(QuotaFull):
        actions.join(**again)
    actions.leave(user_id=ada.pk, community_id=made.pk, now=NOW)

    assert [actions.join(**again).state for _ in range(2)] == ["active", "active"]
    assert Event.objects.filter(name="membership.changed", payload__state="active").count() == 1


@pytest.mark.parametrize("way_out", ["leaves", "is removed", "answers otherwise", "erases"])
def test_a_place_that_is_given_up_goes_to_who_waits_inside(way_out: str) -> None:
    made = community(organisation())
    ada, held = _without_place(made)

    if way_out == "leaves":
        actions.leave(user_id=ada.pk, community_id=made.pk, now=NOW)
    elif way_out == "is removed":
        actions.manage_member(
            actor_id=owner_id(made.organisation),
            community_id=made.pk,
            user_id=ada.pk,
            state="removed",
            now=NOW,
        )
    elif way_out == "answers otherwise":
        declare(ada, country="AO")
    else:
        actions.delete_trait_value(user_id=ada.pk, key="country", now=NOW)
    before = Membership.objects.get(pk=held.pk).state
    for name in ("membership.left", "membership.changed", "trait_value.changed"):
        _hand_out(name)
        _hand_out(name)

    held.refresh_from_db()
    assert (before, held.state, held.stratum) == ("ineligible", "active", "PT")


def test_of_two_who_wait_who_came_in_first_gets_the_place() -> None:
    made = community(organisation())
    ada, first = _without_place(made)
    second = _waiting(made)

    actions.leave(user_id=ada.pk, community_id=made.pk, now=NOW)
    reached: int | None = 0
    while reached is not None:
        reached = actions.fill_seats(
            community_id=made.pk, after_membership_id=reached, limit=1, now=NOW
        )

    states = [Membership.objects.get(pk=one.pk).state for one in (first, second)]
    assert states == ["active", "ineligible"]


@pytest.mark.parametrize("waiting", [1, 3])
def test_who_goes_where_no_place_is_free_makes_nobody_who_waits_be_looked_at(
    waiting: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = community(organisation())
    _, first = _without_place(made)
    for _ in range(waiting - 1):
        _waiting(made)
    held = Membership.objects.filter(community=made, state="ineligible")
    assert held.count() == waiting
    gone = member(made, user=person())
    actions.leave(user_id=gone.user_id, community_id=made.pk, now=NOW)

    # A savepoint and its end, the community, the traits, and who is in, by answer.
    with django_assert_num_queries(5):
        reached = actions.fill_seats(community_id=made.pk, now=NOW)

    first.refresh_from_db()
    assert (reached, first.state, held.count()) == (None, "ineligible", waiting)


def test_the_walk_over_those_who_wait_ends_when_the_last_free_place_is_given() -> None:
    made = community(organisation())
    ada, _ = _without_place(made)
    for _ in range(3):
        _waiting(made)
    actions.leave(user_id=ada.pk, community_id=made.pk, now=NOW)
    first, *others = Membership.objects.filter(community=made, state="ineligible").order_by("pk")

    reached = actions.fill_seats(community_id=made.pk, limit=1, now=NOW)
    end = actions.fill_seats(community_id=made.pk, after_membership_id=first.pk, limit=1, now=NOW)

    states = [Membership.objects.get(pk=one.pk).state for one in (first, *others)]
    assert (reached, end) == (first.pk, None)
    assert states == ["active", "ineligible", "ineligible", "ineligible"]


def test_who_meets_what_is_asked_again_and_finds_no_place_is_told_that() -> None:
    made = community(organisation())
    _, held = _without_place(made)
    Membership.objects.filter(pk=held.pk).update(reason="You do not meet what is asked.")

    actions.reevaluate(community_id=made.pk, now=NOW)

    held.refresh_from_db()
    assert (held.state, held.reason) == ("ineligible", "All places for this answer are taken")
