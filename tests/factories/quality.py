"""Known answers, and people who were checked with them."""

from datetime import datetime, timedelta
from typing import Any

from guildmark.accounts.models import User
from guildmark.core import clock
from guildmark.datasets.models import Item
from guildmark.quality import actions
from guildmark.quality.definitions import RuleDefinition
from guildmark.quality.models import (
    Appeal,
    GoldContest,
    GoldItem,
    QualityRule,
    Restriction,
    RuleFiring,
    RuleTrial,
)
from guildmark.quality.queries.holding_back import MOST_LATER
from guildmark.work import actions as work_actions
from guildmark.work.models import Assignment, Seat, Submission, Task
from tests.factories import work
from tests.factories.work import NOW, Workplace


def gold_item(
    place: Workplace,
    item: Item | None = None,
    *,
    reference: dict[str, Any] | None = None,  # an annotation document
    is_hidden: bool = True,
) -> GoldItem:
    """An item whose answer is known: two boxes, unless said otherwise."""
    chosen = item or work.add_items(place, 1)[0]
    return actions.add_gold_item(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        item_id=chosen.pk,
        reference=reference or work.boxes(2),
        is_hidden=is_hidden,
        now=NOW,
    )


def gold_answer(
    place: Workplace, gold: GoldItem, user: User, document: dict[str, Any] | None = None
) -> Submission:
    """What somebody says to a gold item: the right thing, if not said otherwise.

    Which gold comes when is by lot: the lease is made here. The project needs a batch.
    """
    work.annotator(place, user=user)
    work_actions.require_seat(user_id=user.pk, project_id=place.project.pk, now=NOW)
    held = gold_lease(place, gold, user)
    made = work_actions.submit(
        user_id=user.pk,
        assignment_id=held.pk,
        document=document or gold.reference,
        seconds_spent=8.0,
        now=NOW,
    )
    return Submission.objects.get(pk=made.submission_id)


def gold_lease(
    place: Workplace, gold: GoldItem, user: User, state: Assignment.State = Assignment.State.LEASED
) -> Assignment:
    """A gold task in somebody's hands, as if the lot had fallen on it."""
    batch = place.project.batches.latest("pk")
    Seat.objects.filter(annotator=user, project=place.project).update(claimed_at=NOW)
    assert gold.task is not None
    return Assignment.objects.create(
        organisation_id=place.organisation.pk,
        task=gold.task,
        annotator=user,
        project=place.project,
        item=gold.item,
        state=state,
        amount_minor=5,
        currency="EUR",
        schema_version_id=batch.schema_version_id,
        guideline_version_id=batch.guideline_version_id,
        leased_at=NOW,
        lease_expires_at=NOW + timedelta(minutes=30),
    )


def pause(
    place: Workplace,
    user: User,
    *,
    kind: str = Restriction.Kind.PAUSE,
    reason: str = "Too hasty.",
    expires_at: datetime | None = None,
    now: datetime | None = None,
) -> Restriction:
    """A limit by the manager, a pause of this moment if not said otherwise."""
    return actions.restrict(
        actor_id=place.manager.pk,
        project_id=place.project.pk,
        annotator_id=user.pk,
        kind=kind,
        reason=reason,
        expires_at=expires_at,
        now=now or clock.now(),
    )


def appeal(against: Restriction, *, now: datetime | None = None) -> Appeal:
    """What the person says against a restriction."""
    return actions.appeal_restriction(
        user_id=against.annotator_id,
        restriction_id=against.pk,
        text="I drew what the guideline shows.",
        now=now or clock.now(),
    )


def rejected(place: Workplace, user: User, *, now: datetime | None = None) -> Submission:
    """An answer of somebody to a new picture, rejected by the manager."""
    moment = now or clock.now()
    item = work.add_items(place, 1)[0]
    work.open_batch(place, item_ids=[item.pk], priority=9, now=moment)
    made = work.submit(user, work.claim(user, place, now=moment), now=moment)
    answer = Submission.objects.get(pk=made.submission_id)
    work_actions.reject_assignment(
        actor_id=place.manager.pk,
        assignment_id=answer.assignment_id,
        reason_code="wrong_shape",
        note="The box leaves out the rim.",
        now=moment,
    )
    return answer


CHECKS = RuleDefinition(
    name="Checks",
    statistic="gold_upper_bound",
    last=10,
    least=5,
    threshold=None,
    action="pause",
    parameters={"days": 3},
)


def rule(place: Workplace, asked: RuleDefinition = CHECKS, *, is_on: bool = False) -> QualityRule:
    """A rule of the project: of five checks, if not said otherwise."""
    made = actions.create_rule(
        actor_id=place.manager.pk, project_id=place.project.pk, asked=asked, now=NOW
    )
    if not is_on:
        return made
    return actions.switch_rule(actor_id=place.manager.pk, rule_id=made.pk, is_on=True, now=NOW)


def trial(place: Workplace, asked: RuleDefinition = CHECKS) -> RuleTrial:
    """A dry run that waits for a worker."""
    return actions.request_trial(
        actor_id=place.manager.pk, project_id=place.project.pk, asked=asked, now=NOW
    )


#: What is right nowhere.
WRONG: dict[str, Any] = {  # an annotation document
    **work.boxes(1),
    "shapes": [
        {
            "id": "s0",
            "kind": "box",
            "label": "coin",
            "geometry": {"x": 500.0, "y": 400.0, "width": 40.0, "height": 40.0},
            "attributes": {},
        }
    ],
}


def checks(place: Workplace, user: User, right: str, *, start: datetime = NOW) -> list[GoldItem]:
    """So many checks of somebody who works here already, `r` right and `w` wrong, a minute apart.

    The project needs an open batch with a gold share. All gold there was is used up first. So many
    other answers follow that rules see the checks.
    """
    made = fresh_checks(place, user, right, start=start)
    further_answers(place, user, MOST_LATER)
    return made


def fired(place: Workplace) -> RuleFiring:
    """What a rule did to somebody whose five checks are wrong. The project needs a batch."""
    user = work.annotator(place)
    rule(place, is_on=True)
    checks(place, user, "wwwww")
    actions.judge_person(project_id=place.project.pk, annotator_id=user.pk, now=NOW)
    return RuleFiring.objects.get(project=place.project, annotator=user)


def further_answers(place: Workplace, user: User, number: int) -> None:
    """So many answers of somebody to other pictures, spares: they change nothing else."""
    batch = place.project.batches.latest("pk")
    of_person = {
        "organisation_id": place.organisation.pk, "annotator": user, "project": place.project,
        "schema_version_id": batch.schema_version_id,
    }  # fmt: skip
    tasks = Task.objects.bulk_create(
        Task(
            organisation_id=place.organisation.pk, project=place.project, batch=batch, item=item,
            state=Task.State.RESOLVED, position=0, is_open=False, open_slots=0, target=0,
            changed_at=NOW,
        )
        for item in work.add_items(place, number)
    )  # fmt: skip
    given = Assignment.objects.bulk_create(
        Assignment(
            **of_person, task=task, item_id=task.item_id, batch=batch, amount_minor=5,
            state=Assignment.State.SPARE, currency="EUR", ended_at=NOW,
            guideline_version_id=batch.guideline_version_id, leased_at=NOW, lease_expires_at=NOW,
        )
        for task in tasks
    )  # fmt: skip
    Submission.objects.bulk_create(
        Submission(
            **of_person, assignment=one, task_id=one.task_id, document=work.boxes(2),
            seconds_spent=8.0, submitted_at=NOW, counts=False,
        )
        for one in given
    )  # fmt: skip


def fresh_checks(
    place: Workplace, user: User, right: str, *, start: datetime = NOW
) -> list[GoldItem]:
    """As `checks`, without answers after them: rules do not see the newest."""
    made = []
    for number, one in enumerate(right):
        made.append(gold_item(place))
        moment = start + timedelta(minutes=number)
        work_actions.require_seat(user_id=user.pk, project_id=place.project.pk, now=NOW)
        Seat.objects.filter(annotator=user, project=place.project).update(gold_countdown=0)
        held = work.claim(user, place)
        given = work_actions.submit(
            user_id=user.pk,
            assignment_id=held.assignment_id,
            document=work.boxes(2) if one == "r" else WRONG,
            seconds_spent=8.0,
            now=moment,
        )
        actions.score_gold(submission_id=given.submission_id, now=moment)
    return made


def bare_answer(place: Workplace, gold: GoldItem, user: User) -> Submission:
    """An answer to gold that nobody claimed: the right one. Only that there is one matters."""
    held = gold_lease(place, gold, user, Assignment.State.SUBMITTED)
    return Submission.objects.create(
        organisation_id=place.organisation.pk,
        assignment=held,
        task_id=held.task_id,
        annotator=user,
        project=place.project,
        schema_version_id=held.schema_version_id,
        document=gold.reference,
        seconds_spent=8.0,
        submitted_at=NOW,
    )


def taught(
    place: Workplace, gold: GoldItem, user: User, document: dict[str, Any] | None = None
) -> Submission:
    """An answer to gold that teaches. As `gold_answer`."""
    assert not gold.is_hidden
    return gold_answer(place, gold, user, document)


def contest(submission: Submission, reason: str = "The left coin is a button.") -> GoldContest:
    """The author of an answer contests the known one."""
    return actions.contest_gold(
        user_id=submission.annotator_id,
        assignment_id=submission.assignment_id,
        reason=reason,
        now=NOW,
    )
