"""What verdicts make of a label. Lock order: tasks by id, then batch; an assignment before them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from guildmark.consensus.actions.verdicts import certain_answer, certain_shape
from guildmark.consensus.models import ConsensusResult
from guildmark.events.actions import record
from guildmark.work import actions as work
from guildmark.work.actions.returning import MOST_RETURNS
from guildmark.work.judgement import MOST_MARKS, MOST_NOTE, Label
from guildmark.work.models import Assignment, Submission, Task, Verdict

Json = dict[str, Any]  # JSON: `Any` stands for its values


def conclude(*, task: Task, result: ConsensusResult, now: datetime) -> bool:
    """A label is sure enough: the task is resolved, or other people are asked if it is right.

    The task is locked by the caller.
    """
    label = Label(result.document, result.version, result.inputs_sha256)
    return work.conclude_locked(task, label=label, now=now)


@transaction.atomic
def settle_verdicts(*, verify_task_id: int, now: datetime) -> str | None:
    """Decide what a round of verdicts comes to; None when there is nothing to decide (yet).

    accepted: what was judged is the label, for good. fixed: so is the one corrected document.
    returned: rejected, and one person drew it, who gets it back with the reason and the marks.
    disputed: anything else; a reviewer decides. Records verdicts.settled, and what `work` records
    of the task. Calling twice, late or beside itself decides once.
    """
    _lock_author(verify_task_id)
    judged = work.close_round(verify_task_id=verify_task_id, now=now)
    if judged is None:
        return None
    decision = judged.decision
    if decision in {"accepted", "fixed"}:
        _write_verified(judged, now=now)
        work.resolve_task(task_id=judged.draw_task.pk, now=now)
    elif decision == "rejected" and _sent_back(judged, now=now):
        decision = "returned"
    else:
        decision = "disputed"
        work.dispute_label(task_id=judged.draw_task.pk, now=now)
    task = judged.draw_task
    record(
        name="verdicts.settled",
        payload={
            "task_id": task.pk,
            "project_id": task.project_id,
            "item_id": task.item_id,
            "decision": decision,
            "verdicts": len(judged.verdicts),
        },
        actor_id=None,
        organisation_id=task.organisation_id,
        now=now,
    )
    return decision


def _lock_author(verify_task_id: int) -> None:
    """The assignments that could be sent back, before their task: the order of the queue."""
    verify = Task.objects.filter(pk=verify_task_id)
    drawn = Assignment.objects.filter(
        task__step=Task.Step.DRAW,
        task__batch__in=verify.values("batch_id"),
        task__item__in=verify.values("item_id"),
        state=Assignment.State.SUBMITTED,
    )
    list(drawn.order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk"))


def _sent_back(judged: work.Round, *, now: datetime) -> bool:
    """Whether the work went back to the one person who did it, with what was said of it."""
    answers = Submission.objects.filter(task=judged.draw_task, counts=True)
    only = answers.select_related("assignment")[:2]
    if len(only) != 1 or only[0].assignment.state != Assignment.State.SUBMITTED:
        return False
    if only[0].assignment.return_count >= MOST_RETURNS:
        return False
    objections = [one for one in judged.verdicts if one.outcome != Verdict.Outcome.ACCEPT]
    code, _ = Counter(one.reason_code for one in objections).most_common(1)[0]
    marks = [mark for one in objections for mark in one.marks]
    work.return_assignment(
        assignment_id=only[0].assignment_id,
        reason_code=code,
        note="\n".join(filter(None, (one.note.strip() for one in objections)))[:MOST_NOTE],
        marks=marks[:MOST_MARKS],
        actor_id=None,
        now=now,
    )
    return True


def _write_verified(judged: work.Round, *, now: datetime) -> ConsensusResult:
    """The version that people have found to be right, in force for good."""
    task = judged.draw_task
    versions = ConsensusResult.objects.filter(task=task)
    shown = versions.get(version=judged.subject.result_version)
    newest = versions.order_by("-version")[:1].get()
    fix = judged.verdicts[0] if judged.decision == "fixed" else None
    document: Json = fix.document if fix and fix.document else judged.subject.document
    changed = _changed(document, judged.subject.document) if fix else []
    versions.filter(is_current=True).update(is_current=False)
    return ConsensusResult.objects.create(
        task=task,
        project_id=task.project_id,
        version=newest.version + 1,
        is_provisional=False,
        is_final=True,
        run=shown.run,
        method=ConsensusResult.VERIFIED,
        document=document,
        confidence=_confidence(document, shown.confidence, changed, judged.verdicts),
        lowest_confidence=1.0 if fix else shown.lowest_confidence,
        provenance=_provenance(document, shown.provenance, changed, fix),
        left_out=[] if fix else shown.left_out,
        submission_count=shown.submission_count,
        inputs_sha256=shown.inputs_sha256,
        computed_at=now,
    )


def _changed(document: Json, before: Json) -> list[str]:
    """The ids of shapes that are not as they were."""
    known = {shape["id"]: shape for shape in before["shapes"]}
    return [shape["id"] for shape in document["shapes"] if known.get(shape["id"]) != shape]


def _provenance(
    document: Json, before: Json, changed: Sequence[str], fix: Verdict | None
) -> dict[str, list[Json]]:
    """By shape the drawn ones behind it; behind what was corrected, the verifier's."""
    if fix is None:
        return before
    drawn = {"submission_id": fix.submission_id, "iou": 1.0}
    return {
        key: [{**drawn, "shape_id": key}] if key in changed else before.get(key, [])
        for key in (shape["id"] for shape in document["shapes"])
    }


def _confidence(
    document: Json, before: Json, changed: Sequence[str], verdicts: Sequence[Verdict]
) -> Json:
    """As it was measured, and beside it who has looked; what was corrected stands as certain."""
    shapes: Mapping[str, Json] = before["shapes"]
    answers: Mapping[str, Json] = before["answers"]
    return {
        **before,
        "shapes": {
            shape["id"]: certain_shape(shape["label"], drawn_by=1, of=len(verdicts))
            if shape["id"] in changed
            else shapes[shape["id"]]
            for shape in document["shapes"]
        },
        "answers": {
            key: answers[key]
            if key in answers and answers[key]["value"] == value
            else certain_answer(value)
            for key, value in document["answers"].items()
        },
        "verification": {
            "by": [one.submission.annotator.pseudonym for one in verdicts],
            "outcomes": [one.outcome for one in verdicts],
        },
    }
