"""Tasks that were sure enough and were asked on: whether stopping would have been right."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import OuterRef, Subquery

from concord.documents import Schema
from concord.scoring import terms_of
from guildmark.consensus.consolidation import Consolidated, Json, Plan
from guildmark.consensus.models import Audit, ConsensusResult
from guildmark.consensus.queries import inputs
from guildmark.consensus.queries.claims import Claim, claims_of
from guildmark.projects.models import SchemaVersion
from guildmark.work.models import Task

#: The version in force when stopping was put off, where there was one, and the newest.
_Results = tuple[ConsensusResult | None, ConsensusResult]
#: The versions of a project's schema, ids with when they were made, in order.
_Versions = Sequence[tuple[int, datetime]]


def keep_audit(task: Task, label: Consolidated, result: ConsensusResult, *, now: datetime) -> None:
    """What stopping here would have said, kept once: the version in force, which may say it a
    little otherwise than the `label` just computed."""
    assert label.stopping_confidence is not None  # noqa: S101 -- only what is calibrated is audited
    Audit.objects.get_or_create(
        task=task,
        defaults={
            "project_id": task.project_id,
            "confidence": label.stopping_confidence,
            "labels": task.counted,
            "document": result.document,
            "stopped_at": now,
        },
    )


def check_audits(labels: Mapping[int, Json], *, schema: Schema, plan: Plan, now: datetime) -> None:
    """Hold what stopping early would have claimed against the labels there are now, by task.

    Those that are asked on still are left alone. One whose label of then was not in force has no
    decisions: nothing says how sure it was of each thing. What could not be said when it was kept,
    or is said otherwise now, is held against none. Calling twice measures the same.
    """
    closed = [Task.State.RESOLVED, Task.State.DISPUTED]
    kept = Audit.objects.filter(task_id__in=labels, task__state__in=closed).order_by("task_id")
    audits = list(kept)
    if not audits:
        return
    results, versions = _results_of(audits), _versions_of(audits)
    for audit in audits:
        label, both = labels[audit.task_id], results[audit.task_id]
        claims = _claims(audit, label, both, versions, schema=schema, plan=plan)
        found = (
            sum(claim.is_right for claim in claims),
            len(claims),
            sum(claim.probability for claim in claims),
        )
        if found == (audit.confirmed, audit.decisions, audit.expected):
            continue
        audit.confirmed, audit.decisions, audit.expected = found
        audit.checked_at = now
        audit.save(update_fields=["confirmed", "decisions", "expected", "checked_at"])


def _claims(
    audit: Audit,
    label: Json,
    results: _Results,
    versions: Mapping[int, _Versions],
    *,
    schema: Schema,
    plan: Plan,
) -> list[Claim]:
    """What was claimed then, held against the `label` of now."""
    then, newest = results
    if then is None or then.document != audit.document:
        return []  # one that was not in force as it was kept says of nothing how sure it was
    return claims_of(
        then,
        label,
        schema=schema,
        iou_threshold=plan.gold_iou,
        tolerances=_tolerances(newest),
        terms=terms_of(schema, _schema_then(audit, versions)),
    )


def _results_of(audits: Sequence[Audit]) -> Mapping[int, _Results]:
    """By task; two queries. Other versions, one for each fit that moved the label, are not read."""
    versions = ConsensusResult.objects.filter(task_id=OuterRef("task_id")).order_by("-version")
    then = versions.filter(computed_at__lte=OuterRef("stopped_at"))
    chosen = Audit.objects.filter(pk__in=[audit.pk for audit in audits]).values_list(
        "task_id", Subquery(then.values("pk")[:1]), Subquery(versions.values("pk")[:1])
    )
    ids = {task_id: (then_id, newest_id) for task_id, then_id, newest_id in chosen}
    wanted = {pk for both in ids.values() for pk in both if pk is not None}
    found = ConsensusResult.objects.defer("provenance").in_bulk(wanted)
    return {
        task_id: (found.get(then_id), found[newest_id])
        for task_id, (then_id, newest_id) in ids.items()
    }


def _versions_of(audits: Sequence[Audit]) -> Mapping[int, _Versions]:
    """By project; one query."""
    found: dict[int, list[tuple[int, datetime]]] = {one.project_id: [] for one in audits}
    rows = SchemaVersion.objects.filter(project_id__in=found).order_by("number")
    for project_id, pk, at in rows.values_list("project_id", "pk", "created_at"):
        found[project_id].append((pk, at))
    return found


def _schema_then(audit: Audit, versions: Mapping[int, _Versions]) -> Schema:
    """All that could be said when it was kept."""
    first, *later = versions[audit.project_id]
    then = [first, *(one for one in later if one[1] <= audit.stopped_at)]
    return inputs.schema_up_to(then[-1][0])


def _tolerances(result: ConsensusResult) -> dict[str, float]:
    """By question, how far numbers lie apart that say the same."""
    answers: Json = result.confidence["answers"]
    return {key: one["tolerance"] for key, one in answers.items() if "tolerance" in one}
