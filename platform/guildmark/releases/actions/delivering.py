"""Deliveries: an export's files put into the organisation's own bucket."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import IO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from concord.sentences import Sentence
from guildmark.buckets import queries as bucket_queries
from guildmark.buckets.client import BucketClient, client_now
from guildmark.core import operations
from guildmark.core.asking import AskRefused
from guildmark.core.errors import NotFound
from guildmark.core.models import Operation
from guildmark.core.states import state_word
from guildmark.events.actions import record
from guildmark.releases import queries
from guildmark.releases.actions.recalling import RECALLED, WITHDRAWN, open_export
from guildmark.releases.errors import (
    BuildFailure,
    DeliveryEnded,
    ExportGone,
    ExportNotReady,
)
from guildmark.releases.models import Delivery, Export
from guildmark.releases.sending import Counts, Part, Sender, parts_of

Clock = Callable[[], datetime]

#: It goes on where it stood, so it may be begun more often than what begins anew.
MOST_ATTEMPTS = 200
#: A task of a worker ends after fifteen minutes: before that it leaves the rest to the next one.
SITTING = timedelta(minutes=10)
REPORT_EVERY = 20
#: By what ended the export, why its file is sent no further.
_WHY_GONE = {
    RECALLED: gettext_noop(
        "Somebody took a picture of this export back. Make it anew, and delete {folder} from the "
        "bucket {bucket}."
    ),
    WITHDRAWN: gettext_noop(
        "The release was withdrawn, and this report does not say so. Make it anew, and delete "
        "{folder} from the bucket {bucket}."
    ),
}
_GONE = gettext_noop(
    "The file of this export is gone. Make it anew, and delete {folder} from the bucket {bucket}."
)


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
    folder = "/".join(part for part in (prefix.strip("/"), export.folder_name) if part)
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
    it, and the next one goes on where it stopped. What is there with the same bytes is not sent
    again.
    """
    with operations.working_on(Delivery, delivery_id) as is_ours:
        if not is_ours:
            return
        taken = operations.take(Delivery, pk=delivery_id, now=clock(), most_attempts=MOST_ATTEMPTS)
        if taken is None:
            return
        try:
            with operations.waiting_for_room(taken, clock=clock):
                _deliver(taken, clock)
        except AskRefused as refused:
            operations.fail(taken, code=refused.code, detail=refused.sentence, now=clock())
        except BuildFailure as failure:
            operations.fail(taken, code=failure.code, detail=failure.args[0], now=clock())
        except operations.OperationCancelled:
            operations.cancel(taken, now=clock())
        except operations.OperationLost:
            return


def _deliver(delivery: Delivery, clock: Clock) -> None:
    began = clock()
    with _opened(delivery, now=began) as file:
        sitting = _Sitting(delivery, parts_of(delivery.export, file), clock)
        while sitting.send_next():
            if clock() - began > SITTING:
                sitting.look()
                return  # the sweep rings again, and the next one goes on here
    _finish(delivery, sitting, now=clock())


class _Sitting:
    """One worker's turn at a delivery. It begins where the last one stopped, with its counts."""

    def __init__(self, delivery: Delivery, parts: list[Part], clock: Clock) -> None:
        self.total = len(parts)
        self.counts = Counts(delivery.sent_count, delivery.kept_count, delivery.byte_count)
        self._delivery = delivery
        self._clock = clock
        self._done = delivery.progress_done
        self._parts = parts
        self._sender = Sender(delivery.folder, self.counts)
        self._client = self.look()
        self._sender.look(parts[self._done :], self.look)

    def send_next(self) -> bool:
        """Send a part, or a piece of a large one; whether anything is left. Raises as `look`."""
        if self._done < self.total:
            if not self._sender.send(self._client, self._parts[self._done]):
                self._client = self.look()
                return True
            self._done += 1
            if self._done % REPORT_EVERY == 0:
                self._client = self.look()
        return self._done < self.total

    def look(self) -> BucketClient:
        """Write down how far it is; the client of the bucket with the key it has now.

        Raises ExportGone, AskRefused where the bucket was removed, OperationLost and
        OperationCancelled.
        """
        if not queries.is_there(self._delivery.export_id):
            raise _gone(self._delivery)
        operations.report(
            self._delivery,
            done=self._done,
            total=self.total,
            now=self._clock(),
            **asdict(self.counts),
        )
        return client_now(self._delivery.bucket_id)


def _opened(delivery: Delivery, *, now: datetime) -> IO[bytes]:
    try:
        _, file = open_export(export_id=delivery.export_id, now=now)
    except ExportNotReady as error:
        raise _gone(delivery) from error
    return file


def _gone(delivery: Delivery) -> ExportGone:
    code = queries.error_code_of(delivery.export_id)
    template = _WHY_GONE.get(code, _GONE)
    return ExportGone(Sentence(template, folder=delivery.folder, bucket=delivery.bucket_title))


@transaction.atomic
def _finish(delivery: Delivery, sitting: _Sitting, *, now: datetime) -> None:
    operations.finish(
        delivery,
        now=now,
        progress_done=sitting.total,
        progress_total=sitting.total,
        **asdict(sitting.counts),
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
