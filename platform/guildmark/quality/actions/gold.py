"""Items whose answer is known. `work` is asked for the task and never told the answer."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from guildmark.core.states import state_word
from guildmark.datasets.models import Item
from guildmark.projects.actions.locks import locked_project
from guildmark.projects.models import Project
from guildmark.quality import queries
from guildmark.quality.actions.history import locked, note
from guildmark.quality.actions.references import require_reference
from guildmark.quality.errors import (
    GoldItemElsewhere,
    GoldItemExists,
    GoldItemShown,
    GoldStateConflict,
    ProjectWithoutSchema,
    WrongReference,
)
from guildmark.quality.models import GoldChange, GoldItem
from guildmark.training import queries as training
from guildmark.work import actions as work

State = GoldItem.State
Kind = GoldChange.Kind


@transaction.atomic
def add_gold_item(
    *,
    actor_id: int,
    project_id: int,
    item_id: int,
    reference: dict[str, Any],  # the JSON of an annotation document
    is_hidden: bool,
    explanation: str = "",
    now: datetime,
) -> GoldItem:
    """Make an item gold: mixed into the work at once; hidden gold checks, visible gold teaches.

    Records gold_item.added. Raises ProjectWithoutSchema, GoldItemElsewhere, GoldItemShown,
    WrongReference and GoldItemExists, which is also what calling twice gives.
    """
    gold = _known(project_id, item_id, reference, now)
    gold.state = State.ACTIVE
    gold.is_hidden = is_hidden
    gold.explanation = explanation
    gold.created_by_id = actor_id
    _insert(gold)
    _offer(gold, actor_id=actor_id, now=now)
    note(gold, Kind.ADDED, actor_id=actor_id, has_new_reference=True, now=now)
    return gold


@transaction.atomic
def propose_gold_item(
    *,
    actor_id: int | None,
    project_id: int,
    item_id: int,
    reference: dict[str, Any],  # as above
    reason: str,
    schema_version_id: int,
    now: datetime,
) -> GoldItem | None:
    """A settled answer that could be hidden gold: a manager activates it, or does not.

    It was settled under `schema_version_id`, which may be older than the schema it has to fit.
    Records gold_item.proposed. None where it would be of no use: it is gold already, fits the
    schema no more, says nothing, or too few people are left who have not had it. So safe twice.
    """
    if not queries.has_enough_newcomers(project_id=project_id, item_id=item_id):
        return None
    try:
        gold = _known(project_id, item_id, reference, now)
        gold.schema_version_id = schema_version_id
        gold.source = GoldItem.Source.ADJUDICATED
        gold.state_reason = reason
        gold.created_by_id = actor_id
        _insert(gold)
    except (
        GoldItemExists,
        GoldItemElsewhere,
        GoldItemShown,
        WrongReference,
        ProjectWithoutSchema,
    ):
        return None
    note(gold, Kind.PROPOSED, actor_id=actor_id, reason=reason, has_new_reference=True, now=now)
    return gold


def _known(
    project_id: int,
    item_id: int,
    reference: dict[str, Any],  # as above
    now: datetime,
) -> GoldItem:
    # Locked, so that the picture is not deleted beside it.
    project = locked_project(project_id, keeps_work_going=True)
    item = Item.objects.filter(pk=item_id).first()
    if item is None or item.is_gone or item.dataset_id != project.dataset_id:
        raise GoldItemElsewhere
    if training.is_shown(project_id=project_id, item_id=item_id):
        raise GoldItemShown
    version = require_reference(project, item, reference)
    return GoldItem(
        project=project, item=item, reference=reference, schema_version=version, created_at=now
    )


def _insert(gold: GoldItem) -> None:
    try:
        with transaction.atomic():
            gold.save(force_insert=True)
    except IntegrityError as error:
        if "gold_item_once" not in str(error):
            raise
        raise GoldItemExists from error


def _offer(gold: GoldItem, *, actor_id: int, now: datetime) -> None:
    """Give an active item its task, once."""
    if gold.task_id is None:
        gold.task = work.add_gold_task(
            actor_id=actor_id,
            project_id=gold.project_id,
            item_id=gold.item_id,
            is_visible=not gold.is_hidden,
            now=now,
        )
        gold.save(update_fields=["task"])


@transaction.atomic
def suspend_gold_item(
    *, actor_id: int | None, gold_item_id: int, reason: str = "", now: datetime
) -> GoldItem:
    """active -> suspended: not offered any more, and its scores do not count for now.

    Records gold_item.suspended. Raises NotFound and GoldStateConflict, also when called twice.
    """
    gold = locked(gold_item_id)
    _require(gold, State.ACTIVE)
    gold.is_trusted = False
    _move(gold, State.SUSPENDED, actor_id=actor_id, reason=reason, now=now)
    return gold


@transaction.atomic
def activate_gold_item(
    *, actor_id: int, gold_item_id: int, reason: str = "", now: datetime
) -> GoldItem:
    """proposed | suspended -> active: somebody has looked, and holds the answer to be right.

    Its scores count again, and what was said against it until now does not. Records
    gold_item.activated; errors as `suspend_gold_item`.
    """
    # Before the gold, as who deletes a picture does: it is offered for the first time.
    first = GoldItem.objects.filter(pk=gold_item_id, task=None).values("project")
    Project.objects.select_for_update(no_key=True).filter(pk__in=first).first()
    gold = locked(gold_item_id)
    _require(gold, State.PROPOSED, State.SUSPENDED)
    gold.is_trusted = True
    gold.confirmed_at = now
    _offer(gold, actor_id=actor_id, now=now)
    _move(gold, State.ACTIVE, actor_id=actor_id, reason=reason, now=now)
    return gold


@transaction.atomic
def retire_gold_item(
    *, actor_id: int, gold_item_id: int, reason: str = "", now: datetime
) -> GoldItem:
    """Never offered again. Its scores stay; those of an item in doubt go on not counting.

    Records gold_item.retired; errors as above.
    """
    gold = locked(gold_item_id)
    _require(gold, State.PROPOSED, State.ACTIVE, State.SUSPENDED)
    _move(gold, State.RETIRED, actor_id=actor_id, reason=reason, now=now)
    return gold


@transaction.atomic
def explain_gold_item(
    *, actor_id: int, gold_item_id: int, explanation: str, now: datetime
) -> GoldItem:
    """What people read after this visible gold. Records gold_item.explained. Safe twice.

    Raises NotFound.
    """
    gold = locked(gold_item_id)
    if gold.explanation != explanation:
        gold.explanation = explanation
        gold.save(update_fields=["explanation"])
        note(gold, Kind.EXPLAINED, actor_id=actor_id, reason=explanation, now=now)
    return gold


_KINDS = {
    State.SUSPENDED: Kind.SUSPENDED,
    State.ACTIVE: Kind.ACTIVATED,
    State.RETIRED: Kind.RETIRED,
}


def _require(gold: GoldItem, *sources: State) -> None:
    if gold.state not in sources:
        raise GoldStateConflict(_("It is {state}.").format(state=state_word(gold.state)))


def _move(
    gold: GoldItem, target: State, *, actor_id: int | None, reason: str, now: datetime
) -> None:
    gold.state = target
    gold.state_reason = reason
    gold.save(update_fields=["state", "state_reason", "is_trusted", "confirmed_at"])
    if gold.task_id is not None:
        change = work.reactivate_gold_task if target == State.ACTIVE else work.retire_gold_task
        change(actor_id=actor_id, task_id=gold.task_id, now=now)
    note(gold, _KINDS[target], actor_id=actor_id, reason=reason, now=now)
