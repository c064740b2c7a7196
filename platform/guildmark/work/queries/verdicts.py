"""What a verifier is shown, and what an author is told of work that came back."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from concord.stopping import is_audited
from guildmark.core.errors import NotFound
from guildmark.projects.models import Project
from guildmark.work.models import Assignment, Return, Subject, Task

State = Task.State
ENDED = (State.RESOLVED, State.CANCELLED)


def verdicts_for(project: Project, item_id: int) -> int:
    """How many people are asked whether a label is right.

    Where it is one, nothing but a reviewer's decision would say how well they judge: of a share of
    the items a second one is asked. Which, is decided by the item alone, and not by the lot by
    which some are asked on about (`concord.stopping`): nobody can know it, nor wish it so.
    """
    wanted = project.verdicts_wanted
    if wanted > 1:
        return wanted
    return 1 + is_audited(f"verdicts of {item_id}", project.verdict_audit_share)


def mean_verdicts(project: Project) -> float:
    """How many that is on the average."""
    wanted = project.verdicts_wanted
    return wanted if wanted > 1 else 1 + project.verdict_audit_share


def subject_of(assignment_id: int) -> Subject:
    """The label that the lease of a verify task is about: the newest there was when it was made.

    Two hosts may disagree about the time: a lease older than every label is about the first. Raises
    NotFound for an assignment that asks for no verdict.
    """
    subjects = Subject.objects.filter(task__assignments=assignment_id)
    leased_at = Assignment.objects.filter(pk=assignment_id).values("leased_at")
    found = (
        subjects.filter(opened_at__lte=leased_at).order_by("-number").first()
        or subjects.order_by("number").first()
    )
    if found is None:
        raise NotFound
    return found


def last_return(assignment_id: int) -> Return | None:
    """Why an assignment came back to its author the last time; None when it never did."""
    return Return.objects.filter(assignment_id=assignment_id).order_by("-number").first()


def is_being_verified(draw: Task, inputs_sha256: str) -> bool:
    """Whether people are asked just now about the label of a draw task, of these answers."""
    if draw.state != State.SATURATED or draw.batch_id is None:
        return False
    live = live_verify_tasks().filter(batch_id=draw.batch_id, item_id=draw.item_id)
    return live.filter(subjects__inputs_sha256=inputs_sha256).exists()


def live_verify_tasks() -> QuerySet[Task]:
    """Verify tasks on which somebody works, or is to decide."""
    return Task.objects.filter(step=Task.Step.VERIFY).exclude(state__in=ENDED)


def without_live_verdicts(draws: QuerySet[Task]) -> QuerySet[Task]:
    """Draw tasks whose label nobody is asked about."""
    return draws.exclude(has_live_verdicts())


def has_live_verdicts() -> Exists:
    """Of draw tasks, to be asked within a query: whether somebody is asked about the label."""
    same = {"batch_id": OuterRef("batch_id"), "item_id": OuterRef("item_id")}
    return Exists(live_verify_tasks().filter(**same))


def unsettled_verify_tasks(*, until: datetime) -> QuerySet[Task]:
    """Verify tasks that have all their verdicts and wait since `until`: their event was lost."""
    return Task.objects.filter(
        Q(state=State.SATURATED, step=Task.Step.VERIFY, leased=0, open_slots=0),
        changed_at__lt=until,
    )
