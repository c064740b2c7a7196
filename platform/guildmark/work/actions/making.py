"""A batch and its first tasks."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from guildmark.core.errors import FieldProblem, WrongInput
from guildmark.datasets.queries.browsing import ItemFilter, chosen_items
from guildmark.projects.actions import fix_currency
from guildmark.projects.actions.locks import locked_project
from guildmark.projects.models import GuidelineVersion, Project, SchemaVersion
from guildmark.work.actions.moved import record_batch
from guildmark.work.actions.terms import require_terms
from guildmark.work.errors import BatchNameTaken, ItemsUnavailable, NoItems, ProjectNotReady
from guildmark.work.models import Batch
from guildmark.work.queries.unseen import LEFT_UNSEEN

OVERLAPS_RISE = FieldProblem(
    "overlap_max", "out_of_order", "The least, the usual and the most people rise in this order."
)

# One statement makes the tasks. Positions are a random order, without ties: a cursor that stands
# on one of two equal positions would lose the other.
MAKE_TASKS = f"""
INSERT INTO work_task (organisation_id, project_id, batch_id, item_id, step, state, is_gold,
    position, is_open, is_reentered, open_slots, leased, counted, target, skip_count, lapse_count,
    changed_at)
SELECT %(organisation_id)s, %(project_id)s, %(batch_id)s, chosen.id, 'draw', 'open', false,
    row_number() OVER (ORDER BY random()), true, false, %(overlap)s, 0, 0, %(overlap)s, 0, 0,
    %(now)s
FROM (
    SELECT i.id FROM datasets_item i
    WHERE i.dataset_id = %(dataset_id)s AND i.excluded_at IS NULL
        AND (%(item_ids)s::bigint[] IS NULL OR i.id = ANY (%(item_ids)s::bigint[]))
        AND (%(is_named)s OR NOT EXISTS (
            SELECT FROM training_quizquestion q
            WHERE q.project_id = %(project_id)s AND q.item_id = i.id))
        AND NOT EXISTS (
            SELECT FROM training_practiceitem p
            WHERE p.project_id = %(project_id)s AND p.item_id = i.id)
        AND NOT EXISTS (
            SELECT FROM work_task
            WHERE work_task.project_id = %(project_id)s AND work_task.item_id = i.id
                AND NOT {LEFT_UNSEEN})
    ORDER BY i.id LIMIT %(limit)s
) chosen
"""  # noqa: S608 -- no input


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
    wanted: ItemFilter | None = None,
    limit: int | None = None,
    now: datetime,
) -> Batch:
    """Make a draft batch with a task for each item.

    Without `item_ids` it takes every item of the project's dataset that has no task in the project
    yet and is in no quiz (people see its answers), in the order they came in, at most `limit`; of
    those only the `wanted`, where that is said. What an early stop left without an answer is as if
    it had none; what a person called off is not. Excluded items are never taken, nor those people
    practise on. An adaptive batch asks `overlap_min` people first; `overlap` is what it asks while
    nothing is calibrated. Claims are answered from `opens_at` until before `closes_at`, for people
    of the audience; None is no bound. Records batch.created.
    Raises NotFound, ProjectNotReady, WrongInput, BatchNameTaken (also when called twice), NoItems
    or ItemsUnavailable.
    """
    if is_adaptive and not 1 <= overlap_min <= overlap <= overlap_max:
        raise WrongInput(errors=(OVERLAPS_RISE,))
    require_terms(project_id, opens_at=opens_at, closes_at=closes_at, audience_id=audience_id)
    project, schema, guideline = versions_in_force(project_id)
    _fix_currency(project, currency)
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
    insert_batch(batch)
    _make_tasks(batch, item_ids=item_ids, wanted=wanted, limit=limit, now=now)
    record_batch(batch, "created", actor_id=actor_id, now=now, task_count=batch.task_count)
    return batch


def _fix_currency(project: Project, currency: str) -> None:
    """All prices of a project are in one currency. Raises WrongInput for another."""
    if currency != project.currency:
        sentence = _("The project's prices are in {currency}.").format(currency=project.currency)
        raise WrongInput(errors=(FieldProblem("currency", "other", sentence),))
    fix_currency(project_id=project.pk)


def insert_batch(batch: Batch) -> None:
    """Write a new batch. Raises BatchNameTaken."""
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
    except IntegrityError as error:
        if "batch_name_once" not in str(error):
            raise
        raise BatchNameTaken from error


def versions_in_force(project_id: int) -> tuple[Project, SchemaVersion, GuidelineVersion]:
    """The project and the versions a batch is made by. Raises NotFound, ProjectGoing
    and ProjectNotReady."""
    # Locked, so that nothing made beside it takes the same items.
    project = locked_project(project_id, keeps_work_going=True)
    schema = SchemaVersion.objects.filter(project=project).order_by("-number").first()
    guideline = GuidelineVersion.objects.filter(
        project=project, state=GuidelineVersion.State.PUBLISHED
    ).first()
    needs = (
        ("schema", schema, _("Make a label schema.")),
        ("guideline", guideline, _("Publish a guideline.")),
        ("dataset", project.dataset_id, _("Choose a dataset.")),
    )
    missing = tuple(FieldProblem(path, "missing", what) for path, there, what in needs if not there)
    if schema is None or guideline is None or missing:
        raise ProjectNotReady(errors=missing)
    return project, schema, guideline


def _make_tasks(
    batch: Batch,
    *,
    item_ids: Sequence[int] | None,
    wanted: ItemFilter | None,
    limit: int | None,
    now: datetime,
) -> None:
    """The tasks of a new batch. Raises NoItems and ItemsUnavailable."""
    of_items = item_ids
    dataset_id = batch.project.dataset_id
    assert dataset_id is not None  # noqa: S101 -- `versions_in_force` asks for one
    if item_ids is None and wanted is not None:
        of_items = list(chosen_items(dataset_id, wanted).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            MAKE_TASKS,
            {
                "organisation_id": batch.organisation_id,
                "project_id": batch.project_id,
                "batch_id": batch.pk,
                "dataset_id": dataset_id,
                "overlap": batch.first_overlap,
                "item_ids": None if of_items is None else list(of_items),
                "is_named": item_ids is not None,
                "limit": limit,
                "now": now,
            },
        )
        count: int = cursor.rowcount
    if item_ids is not None and limit is None and count != len(set(item_ids)):
        raise ItemsUnavailable(
            _("Every item must be in the project's dataset and without a task in the project."),
            errors=(
                FieldProblem(
                    "item_ids",
                    "unavailable",
                    _("{count} of them can be taken.").format(count=count),
                ),
            ),
        )
    if count == 0:
        raise NoItems
    batch.task_count = count
    batch.save(update_fields=["task_count"])
