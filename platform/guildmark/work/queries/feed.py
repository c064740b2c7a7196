"""What a person can do now, what is nearly theirs, and what an hour of it brings."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, When

from guildmark.communities.models import Membership
from guildmark.projects.models import Project
from guildmark.training import queries as training
from guildmark.training.models import Qualification
from guildmark.training.way import Step, StepState, Way
from guildmark.work.models import Seat
from guildmark.work.queries.audiences import audiences_met
from guildmark.work.queries.closed import (
    NO_WORK,
    PROJECT_CLOSED,
    Why,
    closed_lately,
    why_nothing,
)
from guildmark.work.queries.glance import NOTHING_SEEN, Glance, glances
from guildmark.work.queries.offers import Hourly, Left, Pace, hourly, left_for, paces
from guildmark.work.queries.people import Done, done
from guildmark.work.queries.standing import LiveLease, Standing, standing_of
from guildmark.work.reasons import WHY_EMPTY

MOST_PROJECTS = 200
MOST_CLOSED = 50


@dataclass(frozen=True, slots=True)
class CanDo:
    """A project with something to do.

    `tasks_left` counts gold too, and is a least number where `is_at_least`. `share_left` and
    `daily_left` say what one may still take of it, None without a limit that matters. Time and
    pay come from `answer_count` answers, one's own where `is_own_pace`. `returned_count` answers
    have come back and are offered first. `ends_at` is the end of a qualification that the person
    was warned of, None while none is near.
    """

    project: Project
    item_id: int | None
    kind: str
    amount_minor: int
    currency: str
    tasks_left: int
    is_at_least: bool
    share_left: int | None
    daily_left: int | None
    typical_seconds: float | None
    answer_count: int
    is_own_pace: bool
    hourly: Hourly | None
    lease: LiveLease | None
    returned_count: int
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Nearly:
    """A project with work, and the one thing to do first; `wait` where only time is missing.

    `missing` are all steps that lie between the person and the work, in their order.
    """

    project: Project
    item_id: int | None
    need: str
    step: str
    available_at: datetime | None
    missing: list[Step]


@dataclass(frozen=True, slots=True)
class Closed:
    """A project that has nothing for the person now, and why.

    Codes beside those of `Why`: blocked and not_eligible.
    """

    project: Project
    why: Why


@dataclass(frozen=True, slots=True)
class Feed:
    """`closed_count`: projects the person may know of that have nothing for them now.

    `closed` says why of the newest MOST_CLOSED of them.
    """

    can_do: list[CanDo]
    nearly: list[Nearly]
    closed_count: int
    closed: list[Closed]
    done: Done


#: The steps of a member: people learn before there is work, so that it finds them ready.
LEARNING = frozenset({"guideline", "comprehension", "practice", "quiz"})


def feed(*, user_id: int, now: datetime) -> Feed:
    """The feed of a person, over MOST_PROJECTS active projects: those that they have come to, by
    a seat, a qualification or a community, before the newest of the others.

    A fixed number of queries, however many projects there are; of audiences one or two for each
    organisation, and where the person could come into communities that limit places, those of
    `communities.queries.without_place`.
    """
    ways = training.ways(user_id=user_id, project_ids=_looked_at(user_id), now=now)
    audiences = audiences_met(user_id=user_id, project_ids=ways)
    left = left_for(user_id=user_id, project_ids=ways, audiences=audiences, now=now)
    standing = standing_of(user_id=user_id, now=now)
    blocked = {pk for pk, one in standing.seats.items() if one.blocked_reason}
    full = {pk for pk, one in standing.seats.items() if one.daily_left == 0}
    used_up = full - standing.leases.keys()
    in_hand = standing.leases.keys() | standing.returned.keys()
    has_work = {pk for pk in ways if pk in in_hand or (pk in left and left[pk].tasks > 0)}
    open_to = {pk: way for pk, way in ways.items() if pk in has_work - blocked - used_up}
    learning = {pk: way for pk, way in ways.items() if way.next_step.key in LEARNING}
    near = open_to | {pk: way for pk, way in learning.items() if pk not in blocked | used_up}
    seen = glances(near)
    ready = [way for way in open_to.values() if way.is_ready_for_work]
    others = (near[pk] for pk in ways if pk in near and not near[pk].is_ready_for_work)
    nearly = [_nearly(way, seen) for way in others if _is_near(way)]
    held = _Held(left, standing, audiences)
    can_do = _can_do(ready, user_id=user_id, seen=seen, held=held)
    shown = {one.project.pk for one in can_do} | {one.project.pk for one in nearly}
    hidden = [ways[pk] for pk in sorted(ways, reverse=True) if pk not in shown]
    over = closed_lately(user_id=user_id, now=now, most=MOST_CLOSED)
    closed = _all_closed(hidden[:MOST_CLOSED], held, user_id=user_id, now=now)
    closed += [Closed(one, Why("closed", PROJECT_CLOSED)) for one in over]
    return Feed(
        can_do=can_do,
        nearly=nearly,
        closed_count=len(hidden) + len(over),
        closed=sorted(closed, key=lambda one: -one.project.pk)[:MOST_CLOSED],
        done=done(user_id=user_id, currency="EUR", now=now),
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """What is known of the person in each project."""

    left: dict[int, Left]
    standing: Standing
    audiences: Mapping[int, Collection[int]]


def _looked_at(user_id: int) -> QuerySet[Project, Any]:  # rows of ids
    """The ids of the projects that a feed is about."""
    seats = Seat.objects.filter(annotator_id=user_id, project_id=OuterRef("pk"))
    learned = Qualification.objects.filter(user_id=user_id, project_id=OuterRef("pk"))
    joined = Membership.objects.filter(user_id=user_id, community_id=OuterRef("community_id"))
    came_to = Exists(seats) | Exists(learned) | Exists(joined)
    active = Project.objects.filter(state=Project.State.ACTIVE)
    own_first = Case(When(came_to, then=0), default=1)
    return active.order_by(own_first, "-pk").values("pk")[:MOST_PROJECTS]


def _all_closed(ways: Collection[Way], held: _Held, *, user_id: int, now: datetime) -> list[Closed]:
    """The first of the reasons that would have to go, of each: of the person, or of the work."""
    own = {way.project.pk: _why_not_theirs(way, held, now=now) for way in ways}
    of_work = why_nothing(
        user_id=user_id,
        project_ids=[pk for pk, why in own.items() if why is None],
        audiences=held.audiences,
        now=now,
    )
    return [
        Closed(way.project, own[way.project.pk] or _as_told(of_work[way.project.pk], way))
        for way in ways
    ]


def _as_told(why: Why, way: Way) -> Why:
    """Who is not in yet hears when work opens, and nothing of who has it or why it rests."""
    is_told = way.is_ready_for_work or why.code in {"opens_later", "finished", "no_work"}
    return why if is_told else Why("no_work", NO_WORK)


def _why_not_theirs(way: Way, held: _Held, *, now: datetime) -> Why | None:
    seat = held.standing.seats.get(way.project.pk)
    if seat and seat.blocked_reason:
        return Why("blocked", seat.blocked_reason, seat.blocked_until)
    if not way.is_ready_for_work and not _is_near(way):
        return Why("not_eligible", way.next_step.detail)
    if seat and seat.daily_left == 0:
        tomorrow = datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), UTC)
        return Why("daily_cap", WHY_EMPTY["daily_cap"], tomorrow)
    return None


def _is_near(way: Way) -> bool:
    """Whether the next step is the person's to take, or takes only time."""
    step = way.next_step
    return step.state is StepState.CURRENT or step.available_at is not None


def _nearly(way: Way, seen: Mapping[int, Glance]) -> Nearly:
    step = way.next_step
    return Nearly(
        project=way.project,
        item_id=seen.get(way.project.pk, NOTHING_SEEN).item_id,
        need=step.detail,
        step="wait" if step.available_at is not None else step.key,
        available_at=step.available_at,
        missing=[one for one in way.steps if one.state is not StepState.DONE and one.key != "work"],
    )


def _can_do(
    ways: Collection[Way], *, user_id: int, seen: Mapping[int, Glance], held: _Held
) -> list[CanDo]:
    pace = paces(user_id=user_id, project_ids=[way.project.pk for way in ways])
    return [
        _offer(
            way,
            seen=seen.get(way.project.pk, NOTHING_SEEN),
            pace=pace[way.project.pk],
            held=held,
        )
        for way in ways
    ]


def _offer(way: Way, *, seen: Glance, pace: Pace, held: _Held) -> CanDo:
    project = way.project
    there = held.left.get(project.pk)
    is_priced = there is not None and there.currency != ""
    amount_minor = there.amount_minor if there and is_priced else project.price_minor
    seat = held.standing.seats.get(project.pk)
    qualification = way.qualification
    return CanDo(
        project=project,
        item_id=seen.item_id,
        kind=seen.kind,
        amount_minor=amount_minor,
        currency=there.currency if there and is_priced else project.currency,
        tasks_left=there.tasks if there else 0,
        is_at_least=there.is_at_least if there else False,
        share_left=there.share_left if there else None,
        daily_left=seat.daily_left if seat else None,
        typical_seconds=pace.typical_seconds,
        answer_count=len(pace.seconds),
        is_own_pace=pace.is_own,
        hourly=hourly(amount_minor, pace.seconds),
        lease=held.standing.leases.get(project.pk),
        returned_count=held.standing.returned.get(project.pk, 0),
        ends_at=qualification.expires_at if qualification and qualification.is_ending else None,
    )
