"""A community may ask who is, was, or is not qualified for a project of another one."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from guildmark.accounts.models import User
from guildmark.communities import queries
from guildmark.communities.errors import CriteriaNotMet, WrongCriteria
from guildmark.communities.models import Community, Membership
from guildmark.core.errors import WrongInput
from guildmark.events.models import Event
from guildmark.projects.actions import close_project, update_project
from guildmark.projects.models import Project
from guildmark.training import actions as training
from guildmark.training.models import Qualification
from tests.factories.accounts import NOW, organisation, person
from tests.factories.communities import clause, community, declare, member, set_criteria
from tests.factories.datasets import owner_id
from tests.factories.projects import active_project, guideline, project
from tests.factories.training import project_with_quiz, qualified
from workers.routes import ROUTES
from workers.tasks.communities import follow_membership
from workers.tasks.training import follow_qualification

pytestmark = pytest.mark.django_db
PORTUGAL = [[clause("country", "=", "PT")]]


def _of(
    *projects: Project, key: str = "qualified_for", operator: str = "contains_any"
) -> list[list[dict[str, object]]]:
    return [[clause(key, operator, [str(one.pk) for one in projects])]]


def _granted(of: Project, user: User) -> Qualification:
    return Qualification.objects.create(
        user=user,
        project=of,
        guideline_major=1,
        granted_at=NOW,
        expires_at=NOW + timedelta(days=90),
    )


def _follow() -> None:
    """Hand every event of a qualification to the task that listens, then what it moved."""
    for event in Event.objects.filter(name__startswith="qualification.").order_by("id"):
        if event.name != "qualification.extended":
            assert "training.follow_qualification" in ROUTES[event.name]
            follow_qualification(event_id=event.pk, **event.payload)
    for event in Event.objects.filter(name__startswith="membership.").order_by("id"):
        follow_membership(event_id=event.pk, **event.payload)


def test_who_passes_a_quiz_may_come_into_another_community() -> None:
    school, ada = project_with_quiz(), person()
    experts = community(school.organisation, take=_of(school))

    with pytest.raises(CriteriaNotMet) as refused:
        member(experts, user=ada)
    qualified(school, ada)

    assert [one.message for one in refused.value.errors] == [
        f"holds the qualification of {school.name}"
    ]
    assert member(experts, user=ada).state == "active"


def _suspend(of: Project, user: User) -> None:
    training.suspend_qualification(
        actor_id=owner_id(of.organisation),
        user_id=user.pk,
        project_id=of.pk,
        reason="Careless",
        now=NOW,
    )


def _revoke(of: Project, user: User) -> None:
    training.revoke_qualification(
        actor_id=owner_id(of.organisation),
        user_id=user.pk,
        project_id=of.pk,
        reason="Copied",
        now=NOW,
    )


def _expire(of: Project, user: User) -> None:
    assert training.expire_qualifications(now=NOW + timedelta(days=100)) == 1
    assert Qualification.objects.get(project=of, user=user).state == "expired"


def _make_stale(of: Project, user: User) -> None:
    guideline(of, body="Something else altogether")
    assert training.make_qualifications_stale(project_id=of.pk, now=NOW) == 1
    assert Qualification.objects.get(project=of, user=user).state == "stale"


@pytest.mark.parametrize(
    ("end", "was"),
    [(_suspend, "active"), (_expire, "active"), (_make_stale, "active"), (_revoke, "ineligible")],
)
def test_who_loses_it_goes_with_it_and_held_it_before_unless_taken_back_for_good(
    end: Callable[[Project, User], None], was: str
) -> None:
    school, ada = project_with_quiz(), person()
    of = school.organisation
    first = community(of, take=_of(school))
    second = community(of, take=_of(school, key="was_qualified_for"))
    third = community(of, take=_of(school, operator="contains_none"))
    follower = community(of, take=[[clause("member_of", "contains_any", [str(first.pk)])]])
    inside = [member(third, user=ada)]
    qualified(school, ada)
    _follow()
    inside += [member(one, user=ada) for one in (first, second, follower)]

    def states() -> list[str]:
        return [Membership.objects.get(pk=one.pk).state for one in inside]

    assert states() == ["ineligible", "active", "active", "active"]
    end(school, ada)
    _follow()
    _follow()
    assert states() == ["active", "ineligible", was, "ineligible"]


def test_what_is_given_back_brings_back() -> None:
    school, ada = project_with_quiz(), person()
    experts = community(school.organisation, take=_of(school))
    qualified(school, ada)
    inside = member(experts, user=ada)

    def state() -> str:
        _follow()
        return Membership.objects.get(pk=inside.pk).state

    _suspend(school, ada)
    assert state() == "ineligible"
    training.restore_qualification(
        actor_id=owner_id(school.organisation), user_id=ada.pk, project_id=school.pk, now=NOW
    )
    assert state() == "active"
    _revoke(school, ada)
    assert state() == "ineligible"
    training.grant_by_hand(
        actor_id=owner_id(school.organisation),
        user_id=ada.pk,
        project_id=school.pk,
        reason="Shown",
        now=NOW,
    )
    assert state() == "active"


def test_it_is_counted_like_any_clause_and_contradicts_like_any() -> None:
    of = organisation()
    easy, hard = project(of), project(of)
    for number in range(14):
        someone = person()
        _granted(easy, someone)
        if number < 11:
            _granted(hard, someone)

    both = _of(easy, hard, operator="contains_all")
    counted = queries.audience(organisation_id=of.pk, doors={"take": both})
    nobody = queries.audience(
        organisation_id=of.pk, doors={"take": both + _of(hard, operator="contains_none")}
    )

    assert counted.doors["take"].value == counted.clauses[0].meeting.value == 10
    assert counted.contradictions == []
    assert [(one.door, one.index) for one in nobody.contradictions] == [("take", 1)]


def test_a_project_of_somebody_else_or_of_the_community_itself_is_refused() -> None:
    of = organisation()
    made, apart = community(of), community(of)
    asks_for = community(of, take=[[clause("member_of", "contains_any", [str(made.pk)])]])
    own, theirs, far = project(of), project(), project(of)
    for one, where in ((own, made), (far, asks_for)):
        Project.objects.filter(pk=one.pk).update(community=where)

    for wrong in (theirs, own, far):
        with pytest.raises(WrongCriteria) as refused:
            set_criteria(made, {"take": _of(wrong)})
        assert refused.value.errors[0].path == "doors.take[0][0].value"
    set_criteria(apart, {"take": _of(own)})


def test_a_project_does_not_go_to_a_community_that_asks_for_its_qualification() -> None:
    of = organisation()
    school = project(of)
    experts, others = community(of, take=_of(school)), community(of)

    def give(to: Community) -> None:
        update_project(
            actor_id=owner_id(school.organisation),
            project_id=school.pk,
            changes={"community_id": to.pk},
            now=NOW,
        )

    with pytest.raises(WrongInput) as refused:
        give(experts)
    give(others)

    assert [one.code for one in refused.value.errors] == ["circle"]


def test_a_project_is_named_to_those_alone_who_may_know_of_it() -> None:
    shown, hidden, ada, bo = active_project(), active_project(), person(), person()
    of = shown.organisation
    draft = project(of, name="Not yet")
    Project.objects.filter(pk=hidden.pk).update(organisation=of, name="Whistle")
    Community.objects.filter(projects=hidden).update(organisation=of)
    set_criteria(Community.objects.get(projects=hidden), {"discover": PORTUGAL})
    Project.objects.filter(pk=draft.pk).update(community=shown.community)
    asking = community(of, take=_of(shown, hidden, draft))
    declare(bo, country="PT")

    def told(who: User) -> list[str]:
        explained = queries.explain(user_id=who.pk, community_id=asking.pk)
        assert explained == queries.asked_by(user_id=who.pk, community_id=asking.pk)
        assert explained == queries.seen_by_stranger(user_id=who.pk, community_id=asking.pk).clauses
        return [one.sentence for one in explained]

    nameless = f"holds the qualification of {shown.name} or a project that is not shown"
    assert queries.shown_to_everybody(asking.pk).asked == [nameless]
    assert told(ada) == [nameless]
    assert told(bo) == [
        f"holds the qualification of {shown.name}, Whistle or a project that is not shown"
    ]
    close_project(actor_id=owner_id(shown.organisation), project_id=shown.pk, now=NOW)
    assert told(ada) == [nameless]
