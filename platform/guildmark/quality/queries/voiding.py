"""Which answers of a person are on their way out."""

from datetime import datetime, timedelta

from django.db.models import Q

from guildmark.quality.models import Restriction, RuleFiring
from guildmark.work.models import Assignment

NONE = Q(pk__in=[])


def being_voided(*, project_id: int, annotator_id: int) -> Q:
    """Answers that a voiding of the person takes out and a worker has still to come to.

    A condition on assignments of theirs in the project that can be voided.
    """
    told = Restriction.objects.filter(
        project_id=project_id,
        annotator_id=annotator_id,
        kind=Restriction.Kind.VOIDING,
        lifted_at=None,
    )
    found = NONE
    for one in told.order_by("pk"):
        if _is_under_way(one):
            since = _since(one)
            handed_in = Q(ended_at__lte=one.starts_at)
            found |= handed_in if since is None else handed_in & Q(ended_at__gte=since)
    return found


def _is_under_way(told: Restriction) -> bool:
    """Whether less was taken out than was told; for a rule's, whether it is still to be done."""
    if told.source == Restriction.Source.RULE:
        waiting = RuleFiring.objects.filter(restriction=told, voided_count=None, ended_at=None)
        return waiting.exists()
    gone = Assignment.objects.filter(
        project_id=told.project_id,
        annotator_id=told.annotator_id,
        state=Assignment.State.VOIDED,
        reviewed_at=told.starts_at,
    )
    return gone.count() < int(told.evidence["asked_anew"])


def _since(told: Restriction) -> datetime | None:
    """From when on; None for everything."""
    if told.source == Restriction.Source.RULE:
        return told.starts_at - timedelta(days=told.evidence["asked_anew_days"])
    since = told.evidence["asked_anew_since"]
    return None if since is None else datetime.fromisoformat(since)
