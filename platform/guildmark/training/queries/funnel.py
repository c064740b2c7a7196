"""How far a project's people came, and where most of them stay behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from guildmark.accounts.models import User
from guildmark.communities.models import Membership
from guildmark.communities.queries import AudienceCount, counted, criteria_of, people_meeting
from guildmark.communities.stages import STEPS
from guildmark.core.errors import NotFound
from guildmark.projects.models import Project
from guildmark.training.models import (
    Attempt,
    ComprehensionPass,
    ComprehensionQuestion,
    GuidelineReading,
    PracticeItem,
    PracticeProgress,
    Qualification,
)
from guildmark.training.queries.people import majors_in_force


@dataclass(frozen=True)
class Funnel:
    """How many of the active members came how far with the major version in force.

    From `joined` on each number counts some of the people of the one before. `practised` is None
    where there is nothing to practise. `largest_drop` names the step that most people who came up
    to it have not taken, the first of equals; empty where nobody stays behind. `let_in_by_hand`
    are qualified without the quiz, and stand in the steps as far as they went.
    """

    can_see: AudienceCount
    joined: int
    read_guideline: int
    comprehended: int
    practised: int | None
    attempted: int
    passed: int
    worked: int
    let_in_by_hand: int
    largest_drop: str


def funnel(project: Project, *, now: datetime) -> Funnel:
    """Count the people at each step of a project's way. Twelve queries at most."""
    major = _major(project)
    qualified = _qualifications(project, major, now)
    reached = _reached(project, _steps(project, major, qualified))
    counts = {step: people.count() for step, people in reached.items()}
    largest_drop = _largest_drop(counts)
    return Funnel(
        can_see=counted(0) if project.community_id is None else _can_see(project.community_id),
        practised=counts.pop("practised", None),
        let_in_by_hand=reached["joined"].filter(_among(qualified.filter(attempt=None))).count(),
        largest_drop=largest_drop,
        **counts,
    )


def standing_at(
    community_id: int, project_id: int, step: str, now: datetime
) -> QuerySet[Any]:  # Any: rows of one id
    """The ids of the community's active members whose last step in a project it is, to be asked
    within a query; nobody's where the project has no such step. Raises NotFound.

    A step that asks for nothing, as questions where there are none, is nobody's last alone: who
    came up to it stands at the one before as well.
    """
    project = Project.objects.filter(pk=project_id, community_id=community_id).first()
    if project is None:
        raise NotFound
    major = _major(project)
    steps = _steps(project, major, _qualifications(project, major, now))
    reached = _reached(project, steps)
    if step not in reached:
        return User.objects.none().values("pk")
    names = list(reached)
    asking = [one for one in names[names.index(step) + 1 :] if steps[one]]
    standing = reached[step].order_by().values("pk")
    return standing.exclude(pk__in=reached[asking[0]].values("pk")) if asking else standing


def _major(project: Project) -> int:
    """Of the guideline in force; 0, which no version has, where none is."""
    return majors_in_force(project.pk).first() or 0


def _reached(project: Project, steps: Mapping[str, Q]) -> dict[str, QuerySet[User]]:
    """By step, the active members who came so far: each is some of those of the one before."""
    members = User.objects.filter(
        memberships__community=project.community_id, memberships__state=Membership.State.ACTIVE
    )
    reached = {STEPS[0]: members}
    for step, took_it in steps.items():
        members = members.filter(took_it)
        reached[step] = members
    return reached


def _steps(project: Project, major: int, qualified: QuerySet[Qualification]) -> dict[str, Q]:
    """Who took each step, with the major version in force. Who came to the quiz had done what
    was asked before it then, whatever has been added since.
    """
    of_project = {"project": project}
    readings = GuidelineReading.objects.filter(
        guideline_version__project=project, guideline_version__major=major
    )
    passes = ComprehensionPass.objects.filter(
        guideline_major=major, passed_at__isnull=False, **of_project
    )
    tried = _among(Attempt.objects.filter(guideline_version__major=major, **of_project))
    is_asked = ComprehensionQuestion.objects.filter(**of_project).exists()
    worked = Q(seats__project=project, seats__claimed_at__gte=F("qualifications__granted_at"))
    steps = {
        "read_guideline": _among(readings),
        "comprehended": _among(passes) | tried if is_asked else Q(),
        "practised": _practised(project, tried),
        "attempted": tried,
        "passed": _among(qualified.filter(attempt__isnull=False)),
        "worked": Q(qualifications__in=qualified) & worked,
    }
    return {step: took_it for step, took_it in steps.items() if took_it is not None}


def _practised(project: Project, tried: Q) -> Q | None:
    """Who finished all there is to practise on, None where there is nothing."""
    items = PracticeItem.objects.filter(project=project, is_active=True)
    total = items.count()
    if not total:
        return None
    finished = (
        PracticeProgress.objects.filter(practice_item__in=items, finished_at__isnull=False)
        .order_by()
        .values("user_id")
        .annotate(items=Count("pk"))
        .filter(items=total)
    )
    return _among(finished) | tried


# Any: rows of several models that have a user in common.
def _among(rows: QuerySet[Any]) -> Q:
    return Q(pk__in=rows.order_by().values("user_id"))


def _qualifications(project: Project, major: int, now: datetime) -> QuerySet[Qualification]:
    """Those that let somebody work now."""
    return Qualification.objects.filter(
        project=project,
        guideline_major=major,
        state=Qualification.State.GRANTED,
        expires_at__gt=now,
    )


def _largest_drop(counts: dict[str, int]) -> str:
    """The step that lost most people of the one before."""
    steps = list(counts)
    lost = {step: counts[before] - counts[step] for before, step in pairwise(steps)}
    step = max(lost, key=lambda one: lost[one])
    return step if lost[step] else ""


def _can_see(community_id: int) -> AudienceCount:
    return people_meeting(criteria_of([community_id])[community_id].up_to("discover"))
