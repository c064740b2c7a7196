"""Items whose answer is known. `work` is asked for the task and never told the answer."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from concord.documents import compile_schema, document_problems, parse_document
from concord.scoring import score_silence
from guildmark.core.errors import FieldProblem, NotFound
from guildmark.datasets.models import Item
from guildmark.events.actions import record
from guildmark.projects.models import Project
from guildmark.quality.errors import (
    GoldItemElsewhere,
    GoldItemExists,
    GoldStateConflict,
    ProjectWithoutSchema,
    WrongReference,
)
from guildmark.quality.models import GoldItem
from guildmark.work import actions as work

State = GoldItem.State


@transaction.atomic
def add_gold_item(
    *,
    actor_id: int,
    project_id: int,
    item_id: int,
    reference: dict[str, Any],  # the JSON of an annotation document
    is_hidden: bool,
    now: datetime,
) -> GoldItem:
    """Make an item gold: hidden gold is mixed into the work at once, visible gold teaches.

    Records gold_item.added. Raises ProjectWithoutSchema, GoldItemElsewhere, WrongReference and
    GoldItemExists, which is also what calling twice gives.
    """
    project = Project.objects.get(pk=project_id)
    item = Item.objects.filter(pk=item_id).first()
    if item is None or item.dataset_id != project.dataset_id:
        raise GoldItemElsewhere
    _require_reference(project, item, reference)
    gold = GoldItem(
        project=project,
        item=item,
        reference=reference,
        state=State.ACTIVE,
        is_hidden=is_hidden,
        created_by_id=actor_id,
        created_at=now,
    )
    _insert(gold)
    if is_hidden:
        gold.task = work.add_gold_task(
            actor_id=actor_id, project_id=project_id, item_id=item_id, now=now
        )
        gold.save(update_fields=["task"])
    _record("added", gold, actor_id, now)
    return gold


def _insert(gold: GoldItem) -> None:
    try:
        with transaction.atomic():
            gold.save(force_insert=True)
    except IntegrityError as error:
        if "gold_item_once" not in str(error):
            raise
        raise GoldItemExists from error


def _require_reference(project: Project, item: Item, reference: dict[str, Any]) -> None:
    version = project.schema_versions.order_by("-number").first()
    if version is None:
        raise ProjectWithoutSchema
    schema = compile_schema(version.definition)
    problems = document_problems(
        reference, schema=schema, width_px=item.width_px, height_px=item.height_px
    )
    if problems:
        raise WrongReference(
            errors=tuple(
                FieldProblem(path=f"/reference{one.path}", code=one.code, message=one.message)
                for one in problems
            )
        )
    missed = score_silence(
        parse_document(reference), questions=schema.questions, has_labels=bool(schema.labels)
    )
    if not missed.decisions:
        raise WrongReference("The known answer says nothing that could be got right or wrong.")


@transaction.atomic
def suspend_gold_item(*, actor_id: int | None, gold_item_id: int, now: datetime) -> GoldItem:
    """active -> suspended: not offered any more, and its scores do not count for now.

    Records gold_item.suspended. Raises NotFound and GoldStateConflict, also when called twice.
    """
    return _move(actor_id, gold_item_id, (State.ACTIVE,), State.SUSPENDED, now)


@transaction.atomic
def activate_gold_item(*, actor_id: int, gold_item_id: int, now: datetime) -> GoldItem:
    """suspended -> active. Records gold_item.activated; errors as `suspend_gold_item`."""
    return _move(actor_id, gold_item_id, (State.PROPOSED, State.SUSPENDED), State.ACTIVE, now)


@transaction.atomic
def retire_gold_item(*, actor_id: int, gold_item_id: int, now: datetime) -> GoldItem:
    """Never offered again; its scores stay. Records gold_item.retired; errors as above."""
    sources = (State.PROPOSED, State.ACTIVE, State.SUSPENDED)
    return _move(actor_id, gold_item_id, sources, State.RETIRED, now)


_EVENTS = {State.SUSPENDED: "suspended", State.ACTIVE: "activated", State.RETIRED: "retired"}


def _move(
    actor_id: int | None,
    gold_item_id: int,
    sources: tuple[State, ...],
    target: State,
    now: datetime,
) -> GoldItem:
    gold = (
        GoldItem.objects.select_for_update(no_key=True, of=("self",))
        .select_related("project")
        .filter(pk=gold_item_id)
        .first()
    )
    if gold is None:
        raise NotFound
    if gold.state not in sources:
        raise GoldStateConflict(f"It is {gold.state}.")
    gold.state = target
    gold.save(update_fields=["state"])
    if gold.task_id is not None:
        change = work.reactivate_gold_task if target == State.ACTIVE else work.retire_gold_task
        change(actor_id=actor_id, task_id=gold.task_id, now=now)
    _record(_EVENTS[target], gold, actor_id, now)
    return gold


def _record(what: str, gold: GoldItem, actor_id: int | None, now: datetime) -> None:
    record(
        name=f"gold_item.{what}",
        payload={"gold_item_id": gold.pk, "project_id": gold.project_id},
        actor_id=actor_id,
        organisation_id=gold.project.organisation_id,
        now=now,
    )
