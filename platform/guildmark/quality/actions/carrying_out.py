"""Taking answers out where a rule says so, and back where that was wrong."""

from datetime import datetime, timedelta

from guildmark.quality.actions.scoring import refresh_skills
from guildmark.quality.actions.voiding import void_chunk_of
from guildmark.quality.models import Restriction, RuleFiring
from guildmark.quality.queries.standing import was_taken_back
from guildmark.work import actions as work


def void_for_firing(*, firing_id: int, now: datetime) -> int:
    """Take out the answers of a person that a firing is about; how many. Called by a worker.

    Those handed in within the rule's days before it fired; their tasks are asked anew of others.
    Nothing where the firing has ended before (its reason fell away), and no more once the voiding
    was taken back. Records what `work.void_chunk` records. In chunks that are transactions of their
    own; calling twice voids once, and a lost worker's successor goes on where it ended.
    """
    firing = RuleFiring.objects.select_related("rule", "restriction").filter(pk=firing_id).first()
    if firing is None or firing.voided_count is not None or firing.ended_at is not None:
        return 0
    told = firing.restriction
    if told is None or was_taken_back(told.pk):
        return 0
    since, total = told.starts_at - timedelta(days=firing.rule.parameters["days"]), 0
    while count := void_chunk_of(told, since, note="quality_rule"):
        total += count
    RuleFiring.objects.filter(pk=firing.pk, voided_count=None).update(
        voided_count=total,
        ended_at=now,
        spent_until=datetime.fromisoformat(firing.evidence["until"]),
    )
    return total


def reinstate_voiding(*, restriction_id: int, actor_id: int | None, now: datetime) -> int:
    """A voiding was taken back: the answers count again; how many.

    Those whose place was not taken meanwhile; the others are accepted and stay paid. Skill is made
    anew of them. Nothing for a restriction that took nothing out, or that ended otherwise. Called
    by a worker, in transactions of its own. Records assignment.reinstated each. Calling twice
    reinstates once.
    """
    told = Restriction.objects.get(pk=restriction_id)
    if told.kind != Restriction.Kind.VOIDING or not was_taken_back(told.pk):
        return 0
    count = work.reinstate_voided(
        actor_id=actor_id,
        annotator_id=told.annotator_id,
        project_id=told.project_id,
        voided_at=told.starts_at,
        now=now,
    )
    refresh_skills(project_id=told.project_id, annotator_ids=[told.annotator_id], now=now)
    return count
