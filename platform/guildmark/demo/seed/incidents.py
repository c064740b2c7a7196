"""What the second batch begins with: skips, a wrong known answer, work sent back or rejected.

Appeals, what a rule did, and a label of the first batch that a reviewer is to look at.

Everything is done through the actions that people's clicks call, by people of the demonstration,
in one transaction with the batch's opening: a run that was cut off does it again, and once.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db import transaction

from guildmark.accounts.models import User
from guildmark.consensus.actions import reopen
from guildmark.consensus.models import ConsensusResult
from guildmark.core.clock import now
from guildmark.datasets.models import Item
from guildmark.demo.seed import batches, projects
from guildmark.demo.seed.crowd import Worker, answer_lease, take
from guildmark.demo.seed.projects import Document, Prepared, Seeded
from guildmark.demo.seed.staff import Staff
from guildmark.quality.actions import (
    add_gold_item,
    appeal_rejection,
    appeal_restriction,
    contest_gold,
    create_rule,
    judge_person,
    restrict,
    switch_rule,
)
from guildmark.quality.definitions import RuleDefinition
from guildmark.quality.models import GoldItem, Restriction
from guildmark.quality.queries import visible_gold
from guildmark.work.actions import (
    reject_assignments,
    return_assignment,
    skip,
)
from guildmark.work.models import Assignment, Task
from guildmark.work.queries.leases import Lease

SKIPPERS = 3
HOLDERS = 2
FEWEST_PICTURES = 6
#: So many tasks are looked through for one that fits: by one person, and by each of many.
PATIENCE, SHORT_PATIENCE = 9, 3
#: What a stricter manager would ask for.
STRICT_MARK = 0.85
MISSED = "One coin has no box."
UNSURE = "People differ here: please look at it once more."


def begin_second_batch(
    prepared: Prepared, staff: Staff, workers: Sequence[Worker], visitor: Worker, newest: Worker
) -> None:
    """Open what waits for the visitor, with what a manager finds on an ordinary day.

    The `newest` is taught more than others, and sees what is wrong there.
    """
    seeded = prepared.seeded
    with transaction.atomic():
        teaching, rest = _kept_for_teaching(prepared, seeded)
        others, waiting = batches.set_aside(rest)
        projects.open_second_batch(prepared, staff, waiting=waiting, now=now())
        _skip_the_first(seeded, workers[:SKIPPERS])
        for item in teaching:
            _teach_wrongly(seeded, staff, item)
        if teaching:
            _contest(seeded, [newest, *workers[SKIPPERS:]])
        # last of the visitor's: a claim after it would take it up again
        _send_back(seeded, staff, visitor)
        _work_a_little(seeded, workers)
        _appeal(seeded, staff, workers)
        _reject(seeded, staff, workers[SKIPPERS:])
        _tell_who_skips(seeded, staff, workers[:SKIPPERS])
        for worker in workers[:HOLDERS]:
            take(worker, seeded)
        _leave_to_a_reviewer(seeded, staff)
        _prepare_a_rule(seeded, staff)
        # last: nobody above is given anything of these
        batches.open_others(prepared, staff, others)


def _kept_for_teaching(prepared: Prepared, seeded: Seeded) -> tuple[list[Item], list[Item]]:
    """One picture with more than one shape, where there are enough, and the rest."""
    waiting = list(prepared.waiting)
    found = [item for item in waiting if len(seeded.truth[item.pk]["shapes"]) > 1]
    if len(waiting) < FEWEST_PICTURES or not found:
        return [], waiting
    return [found[-1]], [item for item in waiting if item != found[-1]]


def _skip_the_first(seeded: Seeded, workers: Sequence[Worker]) -> None:
    """Three people begin where the batch begins, and all skip it: it goes to triage."""
    notes = ("Too blurred to see an edge.", "I cannot make anything out.", "Out of focus.")
    for worker, note in zip(workers, notes, strict=False):
        for lease in _leases(worker, seeded):
            if Task.objects.get(pk=lease.task_id).is_gold:
                answer_lease(worker, lease, seeded)
                continue
            skip(
                user_id=worker.user.pk,
                assignment_id=lease.assignment_id,
                reason="bad_image",
                note=note,
                now=now(),
            )
            break


def _leases(worker: Worker, seeded: Seeded, *, most: int = PATIENCE) -> Iterator[Lease]:
    """One after another, until nothing is left or patience ends."""
    for _ in range(most):
        lease = take(worker, seeded)
        if lease is None:
            return
        yield lease


def _send_back(seeded: Seeded, staff: Staff, visitor: Worker) -> None:
    """An answer of the visitor lacks a shape, and comes back with a mark where it is missing."""
    if not seeded.definition["labels"]:
        return
    for lease in _leases(visitor, seeded):
        truth = seeded.truth[lease.item.id]
        is_gold = Task.objects.get(pk=lease.task_id).is_gold
        if is_gold or len(truth["shapes"]) < 2:
            answer_lease(visitor, lease, seeded)
            continue
        missed, *drawn = truth["shapes"]
        answer_lease(visitor, lease, seeded, document={**truth, "shapes": drawn})
        box = missed["geometry"]
        mark = {
            "x": box["x"] + box["width"] / 2,
            "y": box["y"] + box["height"] / 2,
            "text": "A coin here, too.",
        }
        return_assignment(
            assignment_id=lease.assignment_id,
            reason_code="missed_objects",
            note=MISSED,
            marks=[mark],
            actor_id=staff.manager.pk,
            now=now(),
        )
        return


def _teach_wrongly(seeded: Seeded, staff: Staff, item: Item) -> GoldItem:
    """A known answer that teaches, and forgets a coin: somebody will say so."""
    return add_gold_item(
        actor_id=staff.manager.pk,
        project_id=seeded.project.pk,
        item_id=item.pk,
        reference=_without_first(seeded.truth[item.pk]),
        is_hidden=False,
        explanation="Every coin has a box of its own.",
        now=now(),
    )


def _without_first(document: Document) -> Document:
    return {**document, "shapes": document["shapes"][1:]}


def _contest(seeded: Seeded, workers: Sequence[Worker]) -> None:
    """The first who meets the wrong answer contests it: most likely the newest, who is taught."""
    for number, worker in enumerate(workers):
        for lease in _leases(worker, seeded, most=SHORT_PATIENCE if number else PATIENCE):
            answer_lease(worker, lease, seeded)
            if _contested(worker.user, lease):
                return


def _contested(user: User, lease: Lease) -> bool:
    if visible_gold(user_id=user.pk, assignment_id=lease.assignment_id) is None:
        return False
    contest_gold(
        user_id=user.pk,
        assignment_id=lease.assignment_id,
        reason="The known answer leaves out a coin that is plainly there.",
        now=now(),
    )
    return True


def _work_a_little(seeded: Seeded, workers: Sequence[Worker]) -> None:
    """Everybody answers one task more, so that the batch has begun."""
    for worker in workers:
        lease = take(worker, seeded)
        if lease is not None:
            answer_lease(worker, lease, seeded)


def _appeal(seeded: Seeded, staff: Staff, workers: Sequence[Worker]) -> None:
    """Whom a rule has paused appeals; where none has, whom the manager holds back does."""
    live = Restriction.objects.filter(
        project=seeded.project, lifted_at=None, expires_at__gt=now()
    ).order_by("-source", "-starts_at")
    found = live.filter(annotator_id__in=[one.user.pk for one in workers]).first()
    found = found or restrict(
        actor_id=staff.manager.pk,
        project_id=seeded.project.pk,
        annotator_id=workers[-1].user.pk,
        kind="daily_cap",
        reason="Please take your time: many boxes are loose.",
        expires_at=now() + timedelta(days=7),
        parameters={"daily_cap": 20},
        now=now(),
    )
    appeal_restriction(
        user_id=found.annotator_id,
        restriction_id=found.pk,
        text="I answered these on a small screen. Please look at my last answers again.",
        now=now(),
    )


def _reject(seeded: Seeded, staff: Staff, workers: Sequence[Worker]) -> None:
    """The newest answer of one of them is rejected, and its author says why that is wrong."""
    answers = Assignment.objects.filter(
        project=seeded.project,
        annotator_id__in=[one.user.pk for one in workers],
        state=Assignment.State.SUBMITTED,
        batch__isnull=False,
        task__step=Task.Step.DRAW,
    )
    newest = answers.order_by("-ended_at", "-pk").first()
    if newest is None:
        return
    reject_assignments(
        actor_id=staff.manager.pk,
        assignment_ids=[newest.pk],
        reason_code="wrong_shape",
        note="One box cuts through the rim of its coin.",
        now=now(),
    )
    appeal_rejection(
        user_id=newest.annotator_id,
        assignment_id=newest.pk,
        text="The coin lies under another one there: I drew what can be seen of it.",
        now=now(),
    )


def _tell_who_skips(seeded: Seeded, staff: Staff, workers: Sequence[Worker]) -> None:
    """A rule of the manager's fires: a notice to everybody who has skipped something."""
    asked = RuleDefinition("Skipped a picture", "skip_share", 50, 5, 0.005, "notice", {})
    rule = create_rule(
        actor_id=staff.manager.pk, project_id=seeded.project.pk, asked=asked, now=now()
    )
    switch_rule(actor_id=staff.manager.pk, rule_id=rule.pk, is_on=True, now=now())
    for worker in workers:
        judge_person(project_id=seeded.project.pk, annotator_id=worker.user.pk, now=now())


def _prepare_a_rule(seeded: Seeded, staff: Staff) -> None:
    """A rule of the manager's that is off: a dry run says whom it would have paused."""
    asked = RuleDefinition(
        "Stricter on checks", "gold_upper_bound", 20, 5, STRICT_MARK, "pause", {"days": 3}
    )
    create_rule(actor_id=staff.manager.pk, project_id=seeded.project.pk, asked=asked, now=now())


def _leave_to_a_reviewer(seeded: Seeded, staff: Staff) -> None:
    """The manager opens the least sure label of the first batch again, for a reviewer."""
    labels = ConsensusResult.objects.filter(
        task__batch=seeded.work_batch, task__state=Task.State.RESOLVED, is_current=True
    )
    least = labels.order_by("lowest_confidence", "pk").first()
    if least is not None:
        reopen(actor_id=staff.manager.pk, task_id=least.task_id, people=0, reason=UNSURE, now=now())
