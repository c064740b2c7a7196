"""Words to members, and whom they reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from guildmark.accounts.models import User
from guildmark.communities.criteria import Group, new_criteria, parse_criteria
from guildmark.communities.criteria_sql import groups_query
from guildmark.communities.errors import MarksWithAnswers, TagsWithAnswers
from guildmark.communities.looked_up import looked_up_traits
from guildmark.communities.marks import asks_answers, marks_beside_answers
from guildmark.communities.models import Announcement, Community, Membership
from guildmark.communities.queries.audience import AudienceCount, counted
from guildmark.communities.queries.traits import traits_by_key, usable_traits
from guildmark.communities.stages import standing_at


@dataclass(frozen=True)
class Addressees:
    """Members in one of the states, where tags are named with one of them, where criteria (an AND
    of ORs) are given meeting them, and where a project is given with this as their last step there.
    """

    states: Sequence[str]
    tags: Sequence[str] = ()
    criteria: tuple[Group, ...] = ()
    project_id: int | None = None
    last_step: str = ""


def announcements(community_id: int) -> QuerySet[Announcement]:
    """What members were told, the newest first."""
    return Announcement.objects.filter(community_id=community_id).order_by("-id")


def announcement(announcement_id: int) -> Announcement:
    """One with its community."""
    return Announcement.objects.select_related("community__organisation").get(pk=announcement_id)


def addressees(
    community: Community,
    *,
    states: Sequence[str],
    tags: Sequence[str] = (),
    criteria: object = (),
    project_id: int | None = None,
    last_step: str = "",
) -> Addressees:
    """A filter as it came. Raises WrongCriteria, TagsWithAnswers and MarksWithAnswers."""
    traits = usable_traits(community.organisation_id) if criteria else {}
    groups = new_criteria({"take": criteria or []}, traits).take
    if groups and tags:
        raise TagsWithAnswers
    if _points_at_somebody(groups, states):
        raise MarksWithAnswers
    return Addressees(states, tags, groups, project_id, last_step)


def _points_at_somebody(groups: Sequence[Group], states: Sequence[str]) -> bool:
    """Whether what staff can set of whom they like, a pause too, is asked beside answers."""
    is_by_pause = Membership.State.PAUSED in states and asks_answers(groups)
    return is_by_pause or marks_beside_answers(groups)


def addressees_of(announcement: Announcement) -> Addressees:
    """As it was sent. What it asks is read with facts that were retired since."""
    said: dict[str, Any] = announcement.narrowed_by or {}  # Any: JSON
    groups: tuple[Group, ...] = ()
    if said.get("criteria"):
        of = announcement.community.organisation_id
        traits = {**traits_by_key(of), **looked_up_traits([of])[of]}
        groups = parse_criteria({"take": said["criteria"]}, traits).take
    return Addressees(
        states=announcement.states,
        tags=announcement.tags,
        criteria=groups,
        project_id=said.get("project_id"),
        last_step=said.get("last_step", ""),
    )


def recipients(*, community_id: int, addressees: Addressees, now: datetime) -> QuerySet[Membership]:
    """The members who are meant. Raises NotFound for a project of another community."""
    found = Membership.objects.filter(community_id=community_id, state__in=addressees.states)
    if addressees.tags:
        found = found.filter(tags__overlap=list(addressees.tags))
    if addressees.criteria:
        meeting = User.objects.filter(groups_query(addressees.criteria)).order_by()
        found = found.filter(user_id__in=meeting.values("pk"))
    if addressees.project_id is not None:
        standing = standing_at(community_id, addressees.project_id, addressees.last_step, now)
        found = found.filter(user_id__in=standing)
    return found.order_by("pk")


def addressee_count(*, community_id: int, to: Addressees, now: datetime) -> AudienceCount:
    """How many are meant, rounded where answers count. Raises as `recipients`."""
    count = recipients(community_id=community_id, addressees=to, now=now).count()
    return counted(count) if to.criteria else AudienceCount(value=count, is_under_10=False)


def community_name(community_id: int) -> str:
    """What the community is called."""
    return Community.objects.values_list("name", flat=True).get(pk=community_id)
