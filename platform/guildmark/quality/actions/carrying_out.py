"""Taking answers out where a rule says so."""

from datetime import datetime, timedelta

from guildmark.quality.models import RuleFiring
from guildmark.work import actions as work


def void_for_firing(*, firing_id: int, now: datetime) -> int:
    """Take out the answers of a person that a firing is about; how many. Called by a worker.

    Those handed in within the rule's days before it fired; their tasks are asked anew of others.
    Nothing where the firing has ended before: its reason fell away. Records what
    `work.void_submissions` records. In chunks that are transactions of their own;
    calling twice voids once, and a lost worker's successor goes on where it ended.
    """
    firing = RuleFiring.objects.select_related("rule").filter(pk=firing_id).first()
    if firing is None or firing.voided_count is not None or firing.ended_at is not None:
        return 0
    count = work.void_submissions(
        actor_id=None,
        annotator_id=firing.annotator_id,
        project_id=firing.project_id,
        since=firing.fired_at - timedelta(days=firing.rule.parameters["days"]),
        reason="quality_rule",
        now=firing.fired_at,
    )
    RuleFiring.objects.filter(pk=firing.pk, voided_count=None).update(
        voided_count=count,
        ended_at=now,
        spent_until=datetime.fromisoformat(firing.evidence["until"]),
    )
    return count
