"""A batch that is changed: locked and looked at first, and told of afterwards."""

from datetime import datetime

from django.utils.translation import gettext as _

from guildmark.core.errors import NotFound
from guildmark.core.states import state_word
from guildmark.events.actions import record
from guildmark.work.errors import BatchConflict
from guildmark.work.models import Batch


def lock_batch(batch_id: int, *, legal: set[Batch.State]) -> Batch:
    """The batch, locked. Raises NotFound, and BatchConflict in a state that is not legal."""
    batch = Batch.objects.select_for_update(no_key=True).filter(pk=batch_id).first()
    if batch is None:
        raise NotFound
    if batch.state not in legal:
        raise BatchConflict(_("The batch is {state}.").format(state=state_word(batch.state)))
    return batch


def record_batch(
    batch: Batch, verb: str, *, actor_id: int | None, now: datetime, **more: int | str | None
) -> None:
    """Record the event `batch.<verb>`, with more than which batch it was."""
    record(
        name=f"batch.{verb}",
        payload={"batch_id": batch.pk, "project_id": batch.project_id, **more},
        actor_id=actor_id,
        organisation_id=batch.organisation_id,
        now=now,
    )
