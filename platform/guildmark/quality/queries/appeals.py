"""Appeals as the person, and those who answer them, see them."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from guildmark.accounts.access import REVIEWERS
from guildmark.accounts.models import StaffMember
from guildmark.core.alarms import Alarm, raised
from guildmark.core.errors import NotFound
from guildmark.quality.models import Appeal

#: So long before the end an appeal that waits becomes an alarm.
DUE_SOON = timedelta(days=2)
CHUNK = 200
LIVE = (Appeal.State.OPEN, Appeal.State.IN_REVIEW)
APPEALS_DUE = Alarm(
    code="appeals_due",
    severity="problem",
    sentence="Appeals run out within two days: without an answer they are upheld.",
    remedy="Answer them with a sentence; the person reads it.",
    place="appeals",
)
APPEALS_OPEN = Alarm(
    code="appeals_open",
    severity="caution",
    sentence="Somebody has appealed, and waits for an answer.",
    remedy="Answer them with a sentence; the person reads it.",
    place="appeals",
)


def _appeals() -> QuerySet[Appeal]:
    return Appeal.objects.select_related(
        "project",
        "annotator",
        "restriction",
        "restriction__created_by",
        "assignment",
        "assignment__item",
        "assignment__reviewed_by",
        "reviewer",
        "answered_by",
    )


def appeals_of_project(project_id: int, *, is_open: bool | None = None) -> QuerySet[Appeal]:
    """Those of a project: what waits comes in the order of its end, what is closed newest first."""
    found = _appeals().filter(project_id=project_id)
    if is_open is True:
        return found.filter(state__in=LIVE).order_by("due_at", "pk")
    if is_open is False:
        return found.exclude(state__in=LIVE).order_by("-answered_at", "-pk")
    return found.order_by("-pk")


def appeals_of_person(user_id: int) -> QuerySet[Appeal]:
    """One's own, the newest first."""
    return _appeals().filter(annotator_id=user_id).order_by("-pk")


def appeal(appeal_id: int) -> Appeal:
    """One of them. Raises NotFound."""
    found = _appeals().filter(pk=appeal_id).first()
    if found is None:
        raise NotFound
    return found


def overdue(*, now: datetime) -> list[int]:
    """A chunk of those that should have been answered by now."""
    late = Appeal.objects.filter(state__in=LIVE, due_at__lte=now)
    return list(late.order_by("due_at", "pk").values_list("pk", flat=True)[:CHUNK])


def has_other_judge(*, organisation_id: int, than: int, appellant_id: int) -> bool:
    """Whether somebody else of the organisation may answer an appeal."""
    others = StaffMember.objects.filter(organisation_id=organisation_id, role__in=REVIEWERS)
    return others.exclude(user_id__in=[than, appellant_id]).exists()


def alarms(project_id: int, now: datetime) -> list[Alarm]:
    """Appeals of a project that wait, and those whose time is nearly up. One query."""
    waiting = Appeal.objects.filter(project_id=project_id, state__in=LIVE)
    ends = list(waiting.values_list("due_at", flat=True))
    soon = sum(end <= now + DUE_SOON for end in ends)
    return raised([(APPEALS_DUE, soon), (APPEALS_OPEN, 0 if soon else len(ends))])


def appeal_answer(appeal_id: int) -> str:
    """What the person was answered."""
    return Appeal.objects.values_list("answer", flat=True).get(pk=appeal_id)
