"""Loading what ways are judged by: a fixed number of queries for any number of projects.

Where the person could come into communities that limit places, two more, and one for each further
fact that places are counted by.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from guildmark.communities import queries as communities
from guildmark.communities.criteria import Criteria, doors_met
from guildmark.communities.models import Application, Community, Membership, Trait
from guildmark.communities.phrases import Hidden
from guildmark.communities.trait_values import Value
from guildmark.core.errors import NotFound
from guildmark.projects.models import GuidelineVersion, Project
from guildmark.training.models import (
    Attempt,
    ComprehensionQuestion,
    Qualification,
)
from guildmark.training.queries.banks import comprehension_questions, plan_of
from guildmark.training.queries.learned import Learned, learned
from guildmark.training.queries.quiz_ready import with_banks
from guildmark.training.queries.translations import languages
from guildmark.training.way import (
    Facts,
    Way,
    is_active,
    is_qualified,
    may_read,
    quiz_ahead,
    running_attempt,
    way_of,
)


def way(*, user_id: int, project_id: int, now: datetime) -> Way:
    """A person's way into a project. Raises NotFound where they may not know of it."""
    found = way_of(facts(user_id=user_id, project_id=project_id, now=now), now=now)
    return replace(found, languages=languages(project_id))


def ways(
    *, user_id: int, project_ids: Collection[int] | QuerySet[Any], now: datetime
) -> dict[int, Way]:
    """The ways into those of the projects that the person may know of; a query of ids will do."""
    loaded = _load(user_id=user_id, project_ids=project_ids, now=now)
    known = with_banks(loaded, now=now)
    return {project_id: way_of(one, now=now) for project_id, one in known.items()}


def community_ways(*, user_id: int, community_id: int, now: datetime) -> list[Way]:
    """The ways into the active projects of a community, by name. Raises NotFound where the person
    may not know of it.
    """
    communities.require_known(user_id=user_id, community_id=community_id)
    active = Project.objects.filter(community=community_id, state=Project.State.ACTIVE)
    found = ways(user_id=user_id, project_ids=active.values_list("pk", flat=True), now=now)
    return sorted(found.values(), key=lambda way: (way.project.name, way.project.pk))


def facts(*, user_id: int, project_id: int, now: datetime) -> Facts:
    """What one way is judged by. Raises NotFound where the person may not know of the project."""
    loaded = _load(user_id=user_id, project_ids=[project_id], now=now)
    if project_id not in loaded:
        raise NotFound
    return with_banks(loaded, now=now)[project_id]


def has_used_all_attempts(*, user_id: int, project_id: int, now: datetime) -> bool:
    """Whether nothing but a manager can qualify the person for the guideline in force."""
    known = _load(user_id=user_id, project_ids=[project_id], now=now).get(project_id)
    if known is None or is_qualified(known.qualification, now):
        return False
    is_sitting = running_attempt(known, now) is not None
    return not is_sitting and quiz_ahead(known, now).attempts_left == 0


def asked_questions(
    *, user_id: int, project_id: int, now: datetime
) -> QuerySet[ComprehensionQuestion]:
    """The questions on the guideline, for somebody who may read it. Raises NotFound."""
    known = facts(user_id=user_id, project_id=project_id, now=now)
    if not may_read(known):
        raise NotFound
    return comprehension_questions(project_id)


def require_learner(*, user_id: int, project_id: int, now: datetime) -> None:
    """For the pictures to practise on: active members alone. Raises NotFound for others."""
    if not is_active(facts(user_id=user_id, project_id=project_id, now=now)):
        raise NotFound


@dataclass(frozen=True)
class _Shelf:
    """What was loaded for a person, by project or by community."""

    criteria: dict[int, Criteria]
    values: dict[str, Value]
    hidden: Hidden
    memberships: dict[int, Membership]
    applied: set[int]
    without_place: dict[int, Trait]
    guidelines: dict[int, GuidelineVersion]
    qualifications: dict[int, Qualification]
    previous: dict[int, Qualification]
    attempts: defaultdict[int, list[Attempt]]
    learned: dict[int, Learned]


def _load(
    *, user_id: int, project_ids: Collection[int] | QuerySet[Any], now: datetime
) -> dict[int, Facts]:
    """The facts of those of the projects that the person may know of."""
    projects = list(
        Project.objects.filter(pk__in=project_ids, community__isnull=False, state__in=Project.SHOWN)
        .select_related("community", "training_plan")
        .order_by("pk")
    )
    shelf = _shelf(user_id, projects, now)
    loaded = ((project.pk, _facts(project, shelf)) for project in projects)
    return {project_id: facts for project_id, facts in loaded if facts is not None}


def _shelf(user_id: int, projects: list[Project], now: datetime) -> _Shelf:
    ids = [project.pk for project in projects]
    community_ids = {one.community_id for one in projects if one.community_id is not None}
    guidelines = _guidelines(ids)
    majors = {project_id: one.major for project_id, one in guidelines.items()}
    held, before = _qualifications(user_id, majors)
    criteria, values = communities.criteria_and_values(user_id=user_id, community_ids=community_ids)
    held_in = communities.memberships(user_id=user_id, community_ids=community_ids)
    applied = _applied(user_id, projects)
    outside = [
        one
        for one in _outside(projects, held_in, applied)
        if doors_met(criteria[one.pk], values).take
    ]
    return _Shelf(
        criteria=criteria,
        values=values,
        hidden=communities.hidden_from(user_id, values, criteria.values()),
        memberships=held_in,
        applied=applied,
        without_place=communities.without_place(outside, values),
        guidelines=guidelines,
        qualifications=held,
        previous=before,
        attempts=_attempts(user_id, majors),
        learned=learned(user_id=user_id, project_ids=ids, now=now),
    )


def _outside(
    projects: Iterable[Project], held: Mapping[int, Membership], applied: Collection[int]
) -> list[Community]:
    """The communities of the projects, each once, that the person is not in and could now ask to
    come into by themselves: of all others nobody is told whether there is a place."""
    of = {one.community.pk: one.community for one in projects if one.community is not None}
    return [
        one
        for pk, one in of.items()
        if not one.is_closed
        and one.joining != Community.Joining.INVITE
        and pk not in applied
        and (pk not in held or held[pk].state == Membership.State.LEFT)
    ]


def _facts(project: Project, shelf: _Shelf) -> Facts | None:
    """None where the person may not know of the project."""
    community = project.community
    if community is None:
        return None
    criteria = shelf.criteria[community.pk]
    doors = doors_met(criteria, shelf.values)
    if not doors.discover and community.pk not in shelf.memberships:
        return None
    plan, guideline = plan_of(project), shelf.guidelines.get(project.pk)
    previous, known = shelf.previous.get(project.pk), shelf.learned[project.pk]
    return Facts(
        project=project,
        community=community,
        plan=plan,
        guideline=guideline,
        doors=doors,
        clauses=communities.explained(criteria, shelf.values, hidden=shelf.hidden),
        membership=shelf.memberships.get(community.pk),
        has_applied=community.pk in shelf.applied,
        no_place_by=shelf.without_place.get(community.pk),
        has_read=known.has_read,
        has_comprehended=known.has_comprehended,
        is_quiz_complete=sum(known.decisions.values()) >= plan.scored_decisions,
        qualification=shelf.qualifications.get(project.pk),
        attempts=shelf.attempts[project.pk],
        seats_taken=known.seats_taken,
        previous=previous,
        practice_total=known.practice_total,
        practice_open=known.practice_open,
        delta_decisions=_on_changes(known.decisions, previous, guideline),
    )


def _on_changes(
    decisions: dict[int | None, int],
    previous: Qualification | None,
    guideline: GuidelineVersion | None,
) -> int:
    """What the bank asks about the changes after the major version somebody is qualified for."""
    if previous is None or guideline is None:
        return 0
    return sum(
        count
        for major, count in decisions.items()
        if major is not None and previous.guideline_major < major <= guideline.major
    )


def _applied(user_id: int, projects: list[Project]) -> set[int]:
    """The communities that look at an application of the person; a query where any are asked."""
    asking = {
        one.community.pk
        for one in projects
        if one.community is not None and one.community.joining == Community.Joining.APPLY
    }
    if not asking:
        return set()
    waiting = Application.objects.filter(
        user_id=user_id, community__in=asking, state=Application.State.SUBMITTED
    )
    return set(waiting.values_list("community_id", flat=True))


def _guidelines(project_ids: Collection[int]) -> dict[int, GuidelineVersion]:
    published = GuidelineVersion.objects.filter(
        project__in=project_ids, state=GuidelineVersion.State.PUBLISHED
    )
    return {one.project_id: one for one in published.defer("body_markdown")}


def _qualifications(
    user_id: int, majors: dict[int, int]
) -> tuple[dict[int, Qualification], dict[int, Qualification]]:
    """By project: the one for the major in force, and the newest of those for older ones."""
    held: dict[int, Qualification] = {}
    before: dict[int, Qualification] = {}
    found = Qualification.objects.filter(user_id=user_id, project__in=majors)
    for one in found.order_by("guideline_major"):
        major = majors[one.project_id]
        if one.guideline_major == major:
            held[one.project_id] = one
        elif one.guideline_major < major:
            before[one.project_id] = one
    return held, before


def _attempts(user_id: int, majors: dict[int, int]) -> defaultdict[int, list[Attempt]]:
    """The attempts for the majors in force by project, the newest first."""
    found: defaultdict[int, list[Attempt]] = defaultdict(list)
    attempts = (
        Attempt.objects.filter(user_id=user_id, project__in=majors)
        .annotate(major=F("guideline_version__major"))
        .order_by("-started_at", "-id")
    )
    for attempt in attempts:
        if attempt.major == majors[attempt.project_id]:
            found[attempt.project_id].append(attempt)
    return found
