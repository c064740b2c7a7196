"""Why a project has nothing for a person now, as a claim there would say it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import orjson
from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from guildmark.communities import queries as communities
from guildmark.communities.criteria import parse_criteria
from guildmark.communities.models import Trait
from guildmark.core.said import from_column
from guildmark.projects.models import Project
from guildmark.work.models import Batch
from guildmark.work.reasons import WHY_EMPTY

#: How long a project that was closed is still told of to who worked there.
TOLD_FOR = timedelta(days=30)
FINISHED = "All the work of this project is done."
NO_WORK = "It has no work for you at the moment."
PROJECT_CLOSED = "This project is closed."

HAS_OPEN = "work_has_open(NULL, work_batch.project_id, work_batch.id, work_batch.front, 0)"

# Of who has not come yet there is no seat: then one as they would have it. `is_over`: all that was
# asked for was answered, whatever is, or was, a draft alone; the last: they have done all that is
# there for them.
WHY = """
SELECT p.id, w.outcome, w.detail, w.retry_at, o.is_over,
    o.is_open AND coalesce(own.claim_count, 0) > 0
FROM unnest(%(project_ids)s::bigint[]) p (id)
LEFT JOIN work_seat own ON own.annotator_id = %(user_id)s AND own.project_id = p.id
CROSS JOIN LATERAL jsonb_populate_record(own, jsonb_build_object(
    'annotator_id', %(user_id)s, 'project_id', p.id,
    'audience_ids', coalesce(%(audiences)s::jsonb -> p.id::text, '[]'))) s
CROSS JOIN LATERAL work_why_empty(s, work_batches_for(s, %(now)s), %(now)s) w
CROSS JOIN LATERAL (
    SELECT coalesce(bool_and(b.state IN ('complete', 'archived') AND NOT b.was_stopped)
            FILTER (WHERE b.opened_at IS NOT NULL), false) AS is_over,
        coalesce(bool_or(b.state = 'open'), false) AS is_open
    FROM work_batch b WHERE b.project_id = p.id
) o
"""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason, its code and in words, and when that may change where it is known.

    code: those of a claim's empty answers, finished (all work is done) and no_work (there is none,
    and this person has done none). `asked`: of work for an audience, what the person would have to
    be, in words.
    """

    code: str
    reason: str
    opens_at: datetime | None = None
    asked: list[str] = field(default_factory=list)


def why_nothing(
    *,
    user_id: int,
    project_ids: Collection[int],
    audiences: Mapping[int, Collection[int]],
    now: datetime,
) -> dict[int, Why]:
    """Why each project has nothing for the person; `audiences`: those they are in, by project.

    One query; three more and one for each organisation where work is for an audience of others.
    """
    if not project_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            WHY,
            {
                "user_id": user_id,
                "project_ids": list(project_ids),
                "audiences": orjson.dumps(
                    {str(pk): list(met) for pk, met in audiences.items()}
                ).decode(),
                "now": now,
            },
        )
        rows = cursor.fetchall()
    others = [pk for pk, outcome, *_ in rows if outcome == "other_audience"]
    asked = _asked_of(user_id, others, audiences, now=now)
    return {
        pk: _why(outcome, detail, at, is_over=is_over, is_done=is_done, asked=asked.get(pk, []))
        for pk, outcome, detail, at, is_over, is_done in rows
    }


def _why(
    outcome: str,
    detail: str | None,
    at: datetime | None,
    *,
    is_over: bool,
    is_done: bool,
    asked: list[str],
) -> Why:
    if outcome == "nothing_left" and is_over:
        return Why("finished", FINISHED)
    if outcome == "nothing_left" and not is_done:
        return Why("no_work", NO_WORK)
    said = from_column(detail) if detail else WHY_EMPTY[outcome]
    return Why(outcome, said, at, asked)


def _asked_of(
    user_id: int,
    project_ids: Collection[int],
    audiences: Mapping[int, Collection[int]],
    *,
    now: datetime,
) -> dict[int, list[str]]:
    """By project what its first batch with work for others asks that this person does not meet."""
    if not project_ids:
        return {}
    meant = (
        Batch.objects.filter(project_id__in=project_ids, state=Batch.State.OPEN)
        .alias(has_open=RawSQL(HAS_OPEN, (), output_field=BooleanField()))  # noqa: S611 -- no input
        .filter(has_open=True)
        .exclude(audience=None)
        .exclude(opens_at__gt=now)
        .exclude(closes_at__lte=now)
        .exclude(audience_id__in=[pk for met in audiences.values() for pk in met])
        .select_related("audience")
        .order_by("project_id", "-priority", "pk")
    )
    values = communities.values_of(user_id)
    traits: dict[int, Mapping[str, Trait]] = {}
    found: dict[int, list[str]] = {}
    for batch in meant:
        audience, owner = batch.audience, batch.organisation_id
        if audience is None or batch.project_id in found:
            continue
        if owner not in traits:
            traits[owner] = communities.traits_by_key(owner)
        criteria = parse_criteria({"take": audience.criteria}, traits[owner])
        hidden = communities.hidden_from(user_id, values, [criteria])
        clauses = communities.explained(criteria, values, hidden=hidden)
        found[batch.project_id] = [one.sentence for one in clauses if not one.is_met]
    return found


def closed_lately(*, user_id: int, now: datetime, most: int) -> list[Project]:
    """Closed projects in which the person took work within 30 days, the newest first."""
    worked = Project.objects.filter(
        state=Project.State.CLOSED,
        seats__annotator_id=user_id,
        seats__claimed_at__gt=now - TOLD_FOR,
    )
    return list(worked.order_by("-pk")[:most])
