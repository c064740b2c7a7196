"""For whom batches are: made once, and kept on the seats of those who are in them."""

from datetime import datetime

from django.db import IntegrityError, transaction

from guildmark.communities import queries as communities
from guildmark.communities.criteria import new_criteria
from guildmark.communities.errors import WrongCriteria
from guildmark.core.errors import FieldProblem, NotFound
from guildmark.events.actions import record
from guildmark.projects.models import Project
from guildmark.work.actions.seats import refresh_seat
from guildmark.work.errors import AudienceNameTaken
from guildmark.work.models import Audience, Seat


@transaction.atomic
def make_audience(
    *, actor_id: int, project_id: int, name: str, criteria: object, now: datetime
) -> Audience:
    """Name the people who meet criteria, an AND of ORs over traits. It never changes.

    Records audience.created, by which the seats of the project learn of it. Raises NotFound,
    WrongCriteria and AudienceNameTaken, also when called twice.
    """
    project = Project.objects.filter(pk=project_id).first()
    if project is None:
        raise NotFound
    _require_criteria(criteria, organisation_id=project.organisation_id)
    audience = Audience(
        organisation_id=project.organisation_id,
        project=project,
        name=name,
        criteria=criteria,
        created_by_id=actor_id,
        created_at=now,
    )
    try:
        with transaction.atomic():
            audience.save(force_insert=True)
    except IntegrityError as error:
        if "audience_name_once" not in str(error):
            raise
        raise AudienceNameTaken from error
    record(
        name="audience.created",
        payload={"audience_id": audience.pk, "project_id": project_id, "name": name},
        actor_id=actor_id,
        organisation_id=project.organisation_id,
        now=now,
    )
    return audience


def refresh_audiences_of_person(*, user_id: int, now: datetime) -> None:
    """A trait changed: look again which audiences the person is in. Safe to repeat."""
    seats = Seat.objects.filter(annotator_id=user_id, project__audiences__isnull=False)
    projects = seats.order_by("project_id").values_list("project_id", flat=True).distinct()
    for project_id in projects:
        refresh_seat(user_id=user_id, project_id=project_id, now=now)


def _require_criteria(criteria: object, *, organisation_id: int) -> None:
    if criteria == []:
        message = "Everybody would be in it: add a condition."
        raise WrongCriteria(errors=(FieldProblem("criteria", "empty", message),))
    try:
        new_criteria({"take": criteria}, communities.traits_by_key(organisation_id))
    except WrongCriteria as error:
        raise WrongCriteria(
            errors=tuple(
                FieldProblem(one.path.replace("doors.take", "criteria"), one.code, one.message)
                for one in error.errors
            )
        ) from error
