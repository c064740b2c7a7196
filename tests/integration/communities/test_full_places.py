"""That all places of a quota are taken is known before anybody asks for one."""

import pytest
from pytest_django import DjangoAssertNumQueries

from guildmark.accounts.models import User
from guildmark.communities import actions, queries
from guildmark.communities.errors import AlreadyMember, QuotaFull
from guildmark.communities.models import Community
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import application, clause, community, declare, member
from tests.factories.datasets import owner_id

pytestmark = pytest.mark.django_db


def _want(of: Community, **seats: int) -> Community:
    return actions.set_quota(
        actor_id=owner_id(of.organisation),
        community_id=of.pk,
        trait="country",
        seats=seats,
        now=NOW,
    )


def test_that_all_places_for_an_answer_are_taken_is_seen_before_anybody_asks_for_one() -> None:
    of = organisation()
    made = community(of, joining="apply", take=[[clause("country", "exists")]])
    roomy, free = community(of), community(of)
    inside, there, here, unsaid = person(), person(), person(), person()
    for someone, country in ((inside, "PT"), (here, "PT"), (there, "BR")):
        declare(someone, country=country)
    waiting = application(made, user=inside)
    actions.accept_application(
        actor_id=owner_id(made.organisation),
        application_id=waiting.pk,
        reason="",
        now=NOW,
    )
    for limited, seats in ((made, 1), (roomy, 2)):
        member(roomy, user=inside)
        _want(limited, PT=seats, BR=1)
    ids = [made.pk, roomy.pk, free.pk]

    seen = [queries.seen(user_id=one.pk, community_ids=ids) for one in (here, there, unsaid)]
    with pytest.raises(QuotaFull):
        application(made, user=here)

    assert [[one.no_place_by and one.no_place_by.key for one in row] for row in seen] == [
        ["country", None, None],
        [None, None, None],
        [None, None, None],
    ]
    assert application(made, user=there).state == "submitted"


def test_who_has_one_of_the_places_reads_of_no_lack_of_them_and_who_waits_inside_does() -> None:
    of = organisation()
    made, inside, waits, outside = community(of, joining="apply"), person(), person(), person()
    for someone, country in ((inside, "PT"), (waits, "BR"), (outside, "PT")):
        declare(someone, country=country)
    _want(made, PT=1, BR=1)
    for someone in (inside, waits):
        actions.accept_application(
            actor_id=owner_id(made.organisation),
            application_id=application(made, user=someone).pk,
            reason="",
            now=NOW,
        )
    declare(waits, country="PT")

    def lacks(who: User) -> list[str | None]:
        """On the invitation, and in the directory."""
        (seen,) = queries.seen(user_id=who.pk, community_ids=[made.pk])
        offered = queries.no_place_by(community=made, user_id=who.pk)
        return [None if found is None else found.key for found in (offered, seen.no_place_by)]

    made.refresh_from_db()
    assert [lacks(who) for who in (inside, waits, outside)] == [
        [None, None],
        ["country", "country"],
        ["country", "country"],
    ]
    for someone in (inside, waits):
        with pytest.raises(AlreadyMember):
            application(made, user=someone)
    with pytest.raises(QuotaFull):
        application(made, user=outside)


def test_whether_there_is_a_place_costs_as_much_for_many_communities_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    of, ada = organisation(), person()
    declare(ada, country="PT")
    made = [_want(community(of), PT=0) for _ in range(3)]
    open_to_all, values = community(of), queries.values_of(ada.pk)

    for some in (made[:1], made):
        with django_assert_num_queries(2):
            full = queries.without_place(some, values)
        assert set(full) == {one.pk for one in some}
    with django_assert_num_queries(0):
        assert queries.without_place([open_to_all], values) == {}
