"""Recording what was paid."""

from datetime import datetime

from django.db import connection, transaction

from guildmark.accounts.models import Organisation
from guildmark.core.errors import NotFound
from guildmark.core.money import plain
from guildmark.events.actions import record
from guildmark.payments.errors import NothingToPay, SumsChanged
from guildmark.payments.models import Payout, PayoutLine
from guildmark.payments.queries.payouts import Made, with_sums
from guildmark.payments.queries.sums import sha256_of_dues
from guildmark.payments.queries.work import Wanted, judged_rows
from guildmark.projects.models import Project
from guildmark.work.actions import settle_kept_earnings

#: One statement, so that the lines and what they cover are of one moment. Two values of its own:
#: `payout_id`, and what `judged_rows` names.
_COVER = """
WITH due AS MATERIALIZED (SELECT * FROM ({rows}) judged WHERE what = 'due'),
line AS (
    INSERT INTO payments_payoutline (payout_id, annotator_id, currency, task_count, amount_minor)
    SELECT %(payout_id)s, annotator_id, currency, sum(task_count), sum(amount_minor)
    FROM due GROUP BY annotator_id, currency
    RETURNING id, annotator_id, currency
),
covered AS (
    INSERT INTO payments_paidwork (kind, work_id, line_id)
    SELECT due.kind, due.work_id, line.id
    FROM due JOIN line USING (annotator_id, currency) WHERE due.kind <> 'kept'
)
SELECT array_agg(work_id) FILTER (WHERE kind = 'kept') FROM due
"""


@transaction.atomic
def make_payout(
    *,
    actor_id: int,
    wanted: Wanted,
    seen: str,
    reference: str,
    now: datetime,
) -> Made:
    """Record that all work of an organisation that is due was paid: it is in this payout for ever.

    `wanted` names the organisation, and bounds the work by project and days. `seen` is the
    `sha256_of_dues` of what the asker saw. Records payout.made. Raises NotFound (the project),
    NothingToPay, also when called twice or beside itself, and SumsChanged.
    """
    assert wanted.organisation_id is not None  # noqa: S101 -- a payout is of one organisation
    lock_payouts(wanted.organisation_id)
    project_name = _name_of_project(wanted.project_id, wanted.organisation_id)
    payout = Payout.objects.create(
        organisation_id=wanted.organisation_id,
        project_id=wanted.project_id,
        project_name=project_name,
        since=wanted.since,
        until=wanted.until,
        reference=reference,
        made_by_id=actor_id,
        made_at=now,
    )
    _cover(payout, wanted)
    made = with_sums([payout])[0]
    if not made.sums:
        raise NothingToPay
    lines = PayoutLine.objects.filter(payout=payout)
    paid = lines.values_list("annotator_id", "currency", "amount_minor")
    if sha256_of_dues(paid) != seen:
        raise SumsChanged
    _record(made, now=now)
    return made


def lock_payouts(organisation_id: int) -> None:
    """Until the transaction ends nobody else makes a payout there, or keeps earnings.

    Before any other lock: who deletes a project holds none of work that is paid beside it.
    """
    locked = Organisation.objects.select_for_update(no_key=True).filter(pk=organisation_id)
    if not locked.values_list("pk", flat=True):
        raise NotFound


def _name_of_project(project_id: int | None, organisation_id: int) -> str:
    """Empty for all projects. Raises NotFound for one of others."""
    if project_id is None:
        return ""
    own = Project.objects.filter(pk=project_id, organisation_id=organisation_id)
    name: str | None = own.values_list("name", flat=True).first()
    if name is None:
        raise NotFound
    return name


def _cover(payout: Payout, wanted: Wanted) -> None:
    sql = _COVER.format(rows=judged_rows(wanted))
    with connection.cursor() as cursor:
        cursor.execute(sql, {**wanted.asked, "payout_id": payout.pk})
        kept: list[int] | None = cursor.fetchone()[0]
    if kept:
        settle_kept_earnings(kept)


def _record(made: Made, *, now: datetime) -> None:
    payout = made.payout
    payload = {
        "payout_id": payout.pk,
        "task_count": sum(one.task_count for one in made.sums),
        "amounts": ", ".join(f"{plain(one.amount)} {one.amount.currency}" for one in made.sums),
        "reference": payout.reference,
    }
    if payout.project_id is not None:
        payload["project_id"] = payout.project_id
    record(
        name="payout.made",
        payload=payload,
        actor_id=payout.made_by_id,
        organisation_id=payout.organisation_id,
        now=now,
    )
