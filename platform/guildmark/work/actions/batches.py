"""A batch from its first task to the archive."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Min, Sum

from guildmark.core.errors import FieldProblem, NotFound, WrongInput
from guildmark.events.actions import record
from guildmark.projects.models import GuidelineVersion, Project, SchemaVersion
from guildmark.training import queries as training
from guildmark.work.actions.terms import require_terms
from guildmark.work.errors import (
    BatchConflict,
    BatchNameTaken,
    ItemsUnavailable,
    NoItems,
    ProjectNotReady,
    TrainingIncomplete,
)
from guildmark.work.models import Batch, Task

State = Batch.State
OVERLAPS_RISE = FieldProblem(
    "overlap_max", "out_of_order", "The least, the usual and the most people rise in this order."
)

# One statement makes the tasks. Positions are a random order, without ties: a cursor that stands
# on one of two equal positions would lose the other.
MAKE_TASKS = """
INSERT INTO work_task (organisation_id, project_id, batch_id, item_id, step, state, is_gold,
    position, is_open, is_reentered, open_slots, leased, counted, target, skip_count, lapse_count,
    changed_at)
SELECT %(organisation_id)s, %(project_id)s, %(batch_id)s, chosen.id, 'draw', 'open', false,
    row_number() OVER (ORDER BY random()), true, false, %(overlap)s, 0, 0, %(overlap)s, 0, 0,
    %(now)s
FROM (
    SELECT i.id FROM datasets_item i
    WHERE i.dataset_id = %(dataset_id)s
        AND CASE WHEN %(item_ids)s::bigint[] IS NULL
            THEN NOT EXISTS (
                SELECT FROM training_quizquestion q
                WHERE q.project_id = %(project_id)s AND q.item_id = i.id)
            ELSE i.id = ANY (%(item_ids)s::bigint[]) END
        AND NOT EXISTS (
            SELECT FROM work_task t WHERE t.project_id = %(project_id)s AND t.item_id = i.id)
    ORDER BY i.id LIMIT %(limit)s
) chosen
"""


@transaction.atomic
def create_batch(
    *,
    actor_id: int,
    project_id: int,
    name: str,
    overlap: int,
    gold_share: float,
    price_minor: int,
    currency: str,
    priority: int = 0,
    share_cap: float = 0.1,
    is_adaptive: bool = False,
    overlap_min: int = 2,
    overlap_max: int = 5,
    audit_share: float = 0.03,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    audience_id: int | None = None,
    item_ids: Sequence[int] | None = None,
    limit: int | None = None,
    now: datetime,
) -> Batch:
    """Make a draft batch with a task for each item.

    Without `item_ids` it takes every item of the project's dataset that has no task in the
    project yet and is in no quiz (people see its answers), in the order they came in, at most
    `limit`. An adaptive batch asks `overlap_min` people first; `overlap` is what it asks while
    nothing is calibrated. Claims are answered from `opens_at` until before `closes_at`, for people
    of the audience; None is no bound. Records batch.created. Raises NotFound, ProjectNotReady,
    WrongInput, BatchNameTaken (also when called twice), NoItems or ItemsUnavailable.
    """
    if is_adaptive and not 1 <= overlap_min <= overlap <= overlap_max:
        raise WrongInput(errors=(OVERLAPS_RISE,))
    require_terms(project_id, opens_at=opens_at, closes_at=closes_at, audience_id=audience_id)
    project, schema, guideline = _in_force(project_id)
    batch = Batch(
        organisation_id=project.organisation_id,
        project=project,
        name=name,
        overlap=overlap,
        is_adaptive=is_adaptive,
        overlap_min=overlap_min,
        overlap_max=overlap_max,
        audit_share=audit_share,
        opens_at=opens_at,
        closes_at=closes_at,
        audience_id=audience_id,
        gold_share=gold_share,
        share_cap=share_cap,
        priority=priority,
        price_minor=price_minor,
        currency=currency,
        schema_version=schema,
        guideline_version=guideline,
        created_by_id=actor_id,
        created_at=now,
    )
    _insert(batch)
    _make_tasks(batch, item_ids=item_ids, limit=limit, now=now)
    _record(batch, "created", actor_id=actor_id, now=now, task_count=batch.task_count)
    return batch


def _insert(batch: Batch) -> None:
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
    except IntegrityError as error:
        if "batch_name_once" not in str(error):
            raise
        raise BatchNameTaken from error


def _in_force(project_id: int) -> tuple[Project, SchemaVersion, GuidelineVersion]:
    """The project and the versions a batch is made by. Raises NotFound and ProjectNotReady."""
    project = Project.objects.filter(pk=project_id).first()
    if project is None:
        raise NotFound
    schema = SchemaVersion.objects.filter(project=project).order_by("-number").first()
    guideline = GuidelineVersion.objects.filter(
        project=project, state=GuidelineVersion.State.PUBLISHED
    ).first()
    needs = (
        ("schema", schema, "Make a label schema."),
        ("guideline", guideline, "Publish a guideline."),
        ("dataset", project.dataset_id, "Choose a dataset."),
    )
    missing = tuple(FieldProblem(path, "missing", what) for path, there, what in needs if not there)
    if schema is None or guideline is None or missing:
        raise ProjectNotReady(errors=missing)
    return project, schema, guideline


def _make_tasks(
    batch: Batch,
    *,
    item_ids: Sequence[int] | None,
    limit: int | None,
    now: datetime,
) -> None:
    """The tasks of a new batch. Raises NoItems and ItemsUnavailable."""
    with connection.cursor() as cursor:
        cursor.execute(
            MAKE_TASKS,
            {
                "organisation_id": batch.organisation_id,
                "project_id": batch.project_id,
                "batch_id": batch.pk,
                "dataset_id": batch.project.dataset_id,
                "overlap": batch.first_overlap,
                "item_ids": None if item_ids is None else list(item_ids),
                "limit": limit,
                "now": now,
            },
        )
        count: int = cursor.rowcount
    if item_ids is not None and limit is None and count != len(set(item_ids)):
        raise ItemsUnavailable(
            "Every item must be in the project's dataset and without a task in the project.",
            errors=(FieldProblem("item_ids", "unavailable", f"{count} of them can be taken."),),
        )
    if count == 0:
        raise NoItems
    batch.task_count = count
    batch.save(update_fields=["task_count"])


def open_batch(*, actor_id: int, batch_id: int, now: datetime) -> Batch:
    """Offer a draft's tasks, and reserve their price. Records batch.opened.

    Raises NotFound, BatchConflict and TrainingIncomplete; a second call is BatchConflict.
    """
    with transaction.atomic():
        batch = _locked(batch_id, legal={State.DRAFT})
        _require_training(batch.project_id)
        slots = Task.objects.filter(batch=batch).aggregate(slots=Sum("target"))["slots"] or 0
        batch.state = State.OPEN
        batch.opened_at = now
        batch.reserved_minor = slots * batch.price_minor
        batch.slots_made = slots
        batch.save(update_fields=["state", "opened_at", "reserved_minor", "slots_made"])
        _record(batch, "opened", actor_id=actor_id, now=now, reserved_minor=batch.reserved_minor)
    return batch


def _require_training(project_id: int) -> None:
    bank = training.bank(project_id)
    if not bank.is_complete:
        raise TrainingIncomplete(
            f"A quiz scores {bank.wanted} decisions, and the bank holds {bank.decisions}. "
            "Add questions under Training, or let the quiz score fewer."
        )


@transaction.atomic
def pause_batch(
    *,
    actor_id: int,
    batch_id: int,
    reason: str,
    resumes_at: datetime | None = None,
    now: datetime,
) -> Batch:
    """Lease no more of it, with the reason people are shown; leases in hand are honoured.

    At `resumes_at` the sweep resumes it, and people are told so. Records batch.paused. Raises
    NotFound and BatchConflict; a second call is BatchConflict.
    """
    batch = _move(
        batch_id, {State.OPEN}, State.PAUSED, "paused", actor_id=actor_id, reason=reason, now=now
    )
    batch.resumes_at = resumes_at
    batch.save(update_fields=["resumes_at"])
    return batch


def resume_batch(*, actor_id: int | None, batch_id: int, now: datetime) -> Batch:
    """Offer a paused batch again. Records batch.resumed; errors as `pause_batch`."""
    return _move(
        batch_id, {State.PAUSED}, State.OPEN, "resumed", actor_id=actor_id, reason="", now=now
    )


@transaction.atomic
def set_priority(*, actor_id: int, batch_id: int, priority: int, now: datetime) -> Batch:
    """Which batch comes first: the higher number, from the next claim on.

    Records batch.reprioritised with the old number, nothing where it stays. Raises NotFound, and
    BatchConflict for what is over. Safe to repeat.
    """
    legal = {State.DRAFT, State.OPEN, State.PAUSED, State.DRAINING}
    batch = _locked(batch_id, legal=legal)
    before = batch.priority
    if before == priority:
        return batch
    batch.priority = priority
    batch.save(update_fields=["priority"])
    _record(batch, "reprioritised", actor_id=actor_id, now=now, priority=priority, before=before)
    return batch


def archive_batch(*, actor_id: int, batch_id: int, now: datetime) -> Batch:
    """Put a complete batch, or a draft, away. Records batch.archived; errors as `pause_batch`."""
    legal = {State.COMPLETE, State.DRAFT}
    return _move(batch_id, legal, State.ARCHIVED, "archived", actor_id=actor_id, reason="", now=now)


@transaction.atomic
def drain_batch(*, actor_id: int | None, batch_id: int, reason: str = "", now: datetime) -> Batch:
    """Stop early: every open slot goes, its price is given back, live leases are honoured.

    Tasks that have an answer are complete with what they have; those without one are cancelled.
    Records batch.drained, and task.completed for the former. Raises NotFound and
    BatchConflict; a second call is BatchConflict.
    """
    # tasks before the batch, in id order: the lock order of the whole queue
    tasks = Task.objects.filter(batch_id=batch_id)
    list(tasks.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    batch = _locked(batch_id, legal={State.OPEN, State.PAUSED})
    slots = tasks.aggregate(slots=Sum("open_slots"))["slots"] or 0
    halted = tasks.filter(is_open=True)
    completed = list(halted.filter(leased=0, counted__gt=0).values_list("pk", flat=True))
    halted.filter(leased=0, counted=0).update(state=Task.State.CANCELLED)
    halted.filter(state=Task.State.OPEN).update(state=Task.State.SATURATED)
    halted.update(target=F("target") - F("open_slots"), open_slots=0, is_open=False, changed_at=now)
    batch.state = State.DRAINING
    batch.was_stopped = True
    batch.pause_reason = reason
    batch.reserved_minor -= slots * batch.price_minor
    batch.save(update_fields=["state", "was_stopped", "pause_reason", "reserved_minor"])
    _record(batch, "drained", actor_id=actor_id, now=now, released_slots=slots)
    with connection.cursor() as cursor:
        cursor.execute("SELECT work_record_completed(%s::bigint[], %s)", [completed, now])
    return batch


def settle_batches(*, now: datetime) -> int:
    """Lift `front` over what is closed, and complete batches with nothing left; how many.

    Part of the sweep. Records batch.completed. Calling twice is safe.
    """
    completed = 0
    live = Batch.objects.filter(state__in=[State.OPEN, State.DRAINING]).order_by("pk")
    for batch_id in live.values_list("pk", flat=True):
        with transaction.atomic():
            completed += _settle(batch_id, now=now)
    return completed


def _settle(batch_id: int, *, now: datetime) -> bool:
    tasks = Task.objects.filter(batch_id=batch_id)
    # Read before the lock: what is closed now opens again in the other lane only.
    first = tasks.filter(is_open=True, is_reentered=False).aggregate(at=Min("position"))["at"]
    batch = Batch.objects.select_for_update(no_key=True).get(pk=batch_id)
    if first is not None and first - 1 > batch.front:
        batch.front = first - 1
        batch.save(update_fields=["front"])
    ended = [Task.State.RESOLVED, Task.State.CANCELLED]
    is_live = batch.state in {State.OPEN, State.DRAINING}
    if (
        not is_live
        or tasks.exclude(state__in=ended).exists()
        or tasks.filter(leased__gt=0).exists()
    ):
        return False
    batch.state = State.COMPLETE
    batch.save(update_fields=["state"])
    _record(batch, "completed", actor_id=None, now=now)
    return True


@transaction.atomic
def _move(
    batch_id: int,
    legal: set[Batch.State],
    to: Batch.State,
    verb: str,
    *,
    actor_id: int | None,
    reason: str,
    now: datetime,
) -> Batch:
    batch = _locked(batch_id, legal=legal)
    batch.state = to
    batch.pause_reason = reason
    batch.resumes_at = None
    batch.save(update_fields=["state", "pause_reason", "resumes_at"])
    _record(batch, verb, actor_id=actor_id, now=now, reason=reason)
    return batch


def _locked(batch_id: int, *, legal: set[Batch.State]) -> Batch:
    batch = Batch.objects.select_for_update(no_key=True).filter(pk=batch_id).first()
    if batch is None:
        raise NotFound
    if batch.state not in legal:
        raise BatchConflict(f"The batch is {batch.state}.")
    return batch


def _record(
    batch: Batch, verb: str, *, actor_id: int | None, now: datetime, **more: int | str
) -> None:
    record(
        name=f"batch.{verb}",
        payload={"batch_id": batch.pk, "project_id": batch.project_id, **more},
        actor_id=actor_id,
        organisation_id=batch.organisation_id,
        now=now,
    )
