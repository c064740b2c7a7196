"""When and for whom a batch is: checked before it is made or changed."""

from datetime import datetime

from guildmark.core.errors import FieldProblem, WrongInput
from guildmark.work.models import Audience

RESUMES_LATER = FieldProblem("resumes_at", "past", "Choose a time that is still to come.")
NO_REASON = FieldProblem("reason", "required", "Say why: annotators read it.")
CLOSES_LATER = FieldProblem("closes_at", "not_later", "A batch closes after it has opened.")
NO_AUDIENCE = FieldProblem("audience_id", "unknown", "The project has no such audience.")


def require_schedule(*, opens_at: datetime | None, closes_at: datetime | None) -> None:
    """Raises WrongInput unless it closes after it opens."""
    if opens_at is not None and closes_at is not None and closes_at <= opens_at:
        raise WrongInput(errors=(CLOSES_LATER,))


def require_pause(reason: str, resumes_at: datetime | None, *, now: datetime) -> None:
    """Raises WrongInput for a pause without a reason, and for one over before it began."""
    if not reason.strip():
        raise WrongInput(errors=(NO_REASON,))
    if resumes_at is not None and resumes_at <= now:
        raise WrongInput(errors=(RESUMES_LATER,))


def require_terms(
    project_id: int,
    *,
    opens_at: datetime | None,
    closes_at: datetime | None,
    audience_id: int | None,
) -> None:
    """Raises WrongInput for a schedule that ends before it begins, or another's audience."""
    require_schedule(opens_at=opens_at, closes_at=closes_at)
    require_audience(project_id, audience_id)


def require_audience(project_id: int, audience_id: int | None) -> None:
    """Raises WrongInput for another project's audience; None is everybody."""
    if audience_id is None:
        return
    if not Audience.objects.filter(pk=audience_id, project_id=project_id).exists():
        raise WrongInput(errors=(NO_AUDIENCE,))
