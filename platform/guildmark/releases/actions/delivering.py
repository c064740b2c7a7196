"""Deliveries: an export's files put into the organisation's own bucket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import IO

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from guildmark.buckets import queries as bucket_queries
from guildmark.buckets.client import client_of
from guildmark.core import operations
from guildmark.core.asking import AskRefused
from guildmark.core.errors import NotFound
from guildmark.core.models import Operation
from guildmark.core.states import state_word
from guildmark.events.actions import record
from guildmark.releases import queries
from guildmark.releases.errors import (
    BucketForgotten,
    BuildFailure,
    DeliveryEnded,
    ExportGone,
    ExportNotReady,
)
from guildmark.releases.models import Delivery, Export
from guildmark.releases.sending import Part, Sender, parts_of

Clock = Callable[[], datetime]

#: It goes on where it stood, so it may be begun more often than what begins anew.
MOST_ATTEMPTS = 200
#: A task of a worker ends after fifteen minutes: before that it leaves the rest to the next one.
SITTING = timedelta(minutes=10)
REPORT_EVERY = 20


def request_delivery(
    *, actor_id: int, export_id: int, bucket_id: int, prefix: str, now: datetime
) -> tuple[Delivery, bool]:
    """Let a worker put an export into a bucket below `prefix`: the row, and whether it is new.

    Records delivery.requested. Raises ExportNotReady, and NotFound for a bucket of somebody else.
    Calling twice while one waits or runs gives the same one; afterwards it looks anew what is
    there, and sends what is missing.
    """
    export = queries.export(export_id)
    if export.state != Export.State.DONE:
        raise ExportNotReady(_("The export is {state}.").format(state=state_word(export.state)))
    organisation_id = export.release.organisation_id
    bucket = bucket_queries.bucket(organisation_id=organisation_id, bucket_id=bucket_id)
    folder = "/".join(part for part in (prefix.strip("/"), export.file_stem) if part)
    try:
        with transaction.atomic():
            made = Delivery.objects.create(
                organisation_id=organisation_id,
                export=export,
                bucket=bucket,
                bucket_title=bucket.name,
                folder=folder,
                created_by_id=actor_id,
                created_at=now,
            )
            _record("delivery.requested", made, actor_id, now)
    except IntegrityError as error:
        if "delivery_live_once" not in str(error):
            raise
        live = queries.deliveries().filter(bucket=bucket, folder=folder, state__in=Delivery.LIVE)
        found = live.first()
        if found is None:
            raise
        return found, False
    return made, True


@transaction.atomic
def cancel_delivery(*, actor_id: int, delivery_id: int, now: datetime) -> Delivery:
    """End a delivery before it is done; what was sent stays. Records delivery.cancelled.

    A running one ends at its next report. Calling twice changes nothing more. Raises
    DeliveryEnded for one that is done or has failed.
    """
    found = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if found is None:
        raise NotFound
    if found.state in {Operation.State.DONE, Operation.State.FAILED}:
        raise DeliveryEnded
    if operations.request_cancel(found, now=now):
        _record("delivery.cancelled", found, actor_id, now)
    return found


def deliver(*, delivery_id: int, clock: Clock) -> None:
    """Send what is not there yet: queued -> running -> done, cancelled, or failed with a reason.

    Records delivery.finished. Safe to call twice, late and beside itself: one session works on
    it, and what is there with the same bytes is not sent again.
    """
    with operations.working_on(Delivery, delivery_id) as is_ours:
        if not is_ours:
            return
        taken = operations.take(Delivery, pk=delivery_id, now=clock(), most_attempts=MOST_ATTEMPTS)
        if taken is None:
            return
        try:
            _deliver(taken, clock)
        except AskRefused as refused:
            operations.fail(taken, code=refused.code, detail=refused.sentence, now=clock())
        except BuildFailure as failure:
            operations.fail(taken, code=failure.code, detail=str(failure), now=clock())
        except operations.OperationCancelled:
            operations.cancel(taken, now=clock())
        except operations.OperationLost:
            return


def _deliver(delivery: Delivery, clock: Clock) -> None:
    bucket = delivery.bucket
    if bucket is None:
        raise BucketForgotten(f"The bucket {delivery.bucket_title} was removed.")
    sender, began = Sender(client_of(bucket), delivery.folder), clock()
    with _opened(delivery) as file:
        parts, total = parts_of(delivery.export, file)
        for done, part in enumerate(_watched(parts, delivery), start=1):
            sender.send(part)
            if done % REPORT_EVERY == 0 or done == total:
                operations.report(delivery, done=done, total=total, now=clock())
            if done < total and clock() - began > SITTING:
                return  # the sweep rings again, and what is there is passed over
    _finish(delivery, sender, total, now=clock())


def _opened(delivery: Delivery) -> IO[bytes]:
    try:
        file: IO[bytes] = default_storage.open(str(delivery.export.file.name))
    except (FileNotFoundError, ValueError) as error:
        raise _gone(delivery) from error
    return file


def _watched(parts: Iterator[Part], delivery: Delivery) -> Iterator[Part]:
    """The same parts, as long as the export is not taken back."""
    for place, part in enumerate(parts):
        if place % REPORT_EVERY == 0 and not queries.is_there(delivery.export_id):
            raise _gone(delivery)
        yield part


def _gone(delivery: Delivery) -> ExportGone:
    return ExportGone(
        "Somebody took a picture of this export back. Make it anew, and delete "
        f"{delivery.folder} from the bucket {delivery.bucket_title}."
    )


@transaction.atomic
def _finish(delivery: Delivery, sender: Sender, total: int, *, now: datetime) -> None:
    operations.finish(
        delivery,
        now=now,
        progress_done=total,
        progress_total=total,
        sent_count=sender.sent_count,
        kept_count=sender.kept_count,
        byte_count=sender.byte_count,
    )
    _record("delivery.finished", delivery, None, now)


def _record(name: str, delivery: Delivery, actor_id: int | None, now: datetime) -> None:
    record(
        name=name,
        payload={
            "delivery_id": delivery.pk,
            "export_id": delivery.export_id,
            "bucket": delivery.bucket_title,
        },
        actor_id=actor_id,
        organisation_id=delivery.organisation_id,
        now=now,
    )
