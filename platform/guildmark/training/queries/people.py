"""Who is qualified, and why somebody is not."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from concord.sentences import Sentence, joined
from guildmark.communities.models import Membership
from guildmark.projects.models import GuidelineVersion, Project
from guildmark.training.models import Qualification
from guildmark.training.way.steps import NOT_IN_FORCE

#: How long before its end somebody is warned; of what is valid for less than 28 days, a quarter.
WARNED_AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Standing:
    """Whether a person's training lets them work, until when, and if not, why not."""

    is_qualified: bool
    reason: str
    expires_at: datetime | None


def qualification(*, user_id: int, project_id: int) -> Qualification | None:
    """The one for the guideline in force, in whatever state."""
    return _for_guideline_in_force(user_id=user_id, project_id=project_id).first()


def granted(*, user_id: int, project_id: int) -> QuerySet[Qualification]:
    """The one for the guideline in force where it is granted, to be asked within another query."""
    held = _for_guideline_in_force(user_id=user_id, project_id=project_id)
    return held.filter(state=Qualification.State.GRANTED)


def majors_in_force(project_id: int) -> QuerySet[GuidelineVersion, int]:
    """The major version of the guideline in force, one or none, to be asked within a query."""
    return GuidelineVersion.objects.filter(
        project_id=project_id, state=GuidelineVersion.State.PUBLISHED
    ).values_list("major", flat=True)


def _for_guideline_in_force(*, user_id: int, project_id: int) -> QuerySet[Qualification]:
    return Qualification.objects.filter(
        user_id=user_id, project_id=project_id, guideline_major__in=majors_in_force(project_id)
    )


def standing(*, user_id: int, project_id: int, now: datetime) -> Standing:
    """What `work` asks before it lets somebody in. One query for who may, two at most."""
    held = qualification(user_id=user_id, project_id=project_id)
    if held is None:
        return _without(user_id=user_id, project_id=project_id)
    if held.state == Qualification.State.GRANTED and held.expires_at > now:
        return Standing(True, "", held.expires_at)
    if held.state == Qualification.State.SUSPENDED:
        again = Sentence("Pass the quiz of this project again first.")
        return Standing(False, joined(again, held.reason), None)
    if held.state == Qualification.State.REVOKED:
        return _taken_back(held)
    return Standing(False, "Your qualification for this project has ended.", held.expires_at)


def _without(*, user_id: int, project_id: int) -> Standing:
    """For who holds none for the guideline in force, by the newest of older ones."""
    found = qualifications(project_id).filter(user_id=user_id).order_by("-guideline_major")
    older = found.annotate(has_guideline=Exists(majors_in_force(project_id))).first()
    if older is None:
        return Standing(False, "Take the training of this project first.", None)
    if older.state == Qualification.State.REVOKED:
        return _taken_back(older)
    if not older.has_guideline:
        return Standing(False, NOT_IN_FORCE, None)
    reason = "The guideline has a new version. Read it and pass its quiz to go on."
    return Standing(False, reason, None)


def _taken_back(held: Qualification) -> Standing:
    taken_back = Sentence("Your qualification was taken back.")
    return Standing(False, joined(taken_back, held.reason), None)


def is_qualified(*, user_id: int, project_id: int, now: datetime) -> bool:
    """True while a granted qualification for the guideline in force has not ended."""
    return standing(user_id=user_id, project_id=project_id, now=now).is_qualified


def qualifications(project_id: int, *, state: str = "") -> QuerySet[Qualification]:
    """Everybody who was ever qualified for a project, or those in a state, the newest first."""
    of_state = {"state": state} if state else {}
    return (
        Qualification.objects.filter(project_id=project_id, **of_state)
        .select_related("user", "attempt", "granted_by")
        .order_by("-granted_at", "-id")
    )


def ending_qualifications(*, until: datetime) -> QuerySet[Qualification]:
    """Granted qualifications whose time is up by then, with or without their end written down."""
    granted = Qualification.State.GRANTED
    return Qualification.objects.filter(state=granted, expires_at__lte=until).order_by("pk")


@dataclass(frozen=True, slots=True)
class Ending:
    """A qualification near its end. `valid_days` is None where the project has no plan yet."""

    pk: int
    user_id: int
    project_id: int
    expires_at: datetime
    valid_days: int | None


def endings(found: QuerySet[Qualification]) -> Iterator[Ending]:
    """What decides about each of these, with no more of them in memory than are looked at."""
    columns = ("pk", "user_id", "project_id", "expires_at", "project__training_plan__valid_days")
    return (Ending(*row) for row in found.values_list(*columns).iterator())


def soon_ending(*, now: datetime) -> list[Ending]:
    """The granted ones that end soon, warned of or not.

    Of people who can do something about it: active members, in projects that are active.
    """
    active = Membership.objects.filter(
        user=OuterRef("user"),
        community=OuterRef("project__community"),
        state=Membership.State.ACTIVE,
    )
    rows = ending_qualifications(until=now + WARNED_AHEAD).filter(
        Exists(active), expires_at__gt=now, project__state=Project.State.ACTIVE
    )
    return [
        one
        for one in endings(rows)
        if one.valid_days is None or one.expires_at - now <= timedelta(days=one.valid_days) / 4
    ]


def unwarned(qualification_ids: Collection[int]) -> list[int]:
    """Those of them whose end now nobody was warned of."""
    found = Qualification.objects.filter(
        Q(warned_of=None) | ~Q(warned_of=F("expires_at")), pk__in=qualification_ids
    )
    return list(found.order_by("pk").values_list("pk", flat=True))
