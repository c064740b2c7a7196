"""What people have done in all projects together, as facts that communities may ask for."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Sum

from guildmark.quality.models import GoldScore
from guildmark.work.models import Assignment, Seat

#: Fewer checks say too little, and would tell which task was one.
LEAST_CHECKS = 20
#: A sum of shares is a little less than it should be: 20 checks of .6 are 12, not 59 in a hundred.
ROUNDING = 1e-6


def people_after(user_id: int, *, limit: int) -> list[int]:
    """The next people who have worked anywhere, by id; of who closed their account none is kept."""
    found = Seat.objects.filter(annotator_id__gt=user_id, annotator__is_active=True)
    found = found.order_by("annotator_id")
    return list(found.values_list("annotator_id", flat=True).distinct()[:limit])


def experience(user_ids: Collection[int], *, before: datetime) -> dict[int, dict[str, int]]:
    """By person and trait, what was accepted, and the percentage of checks that was right.

    Whole percent, rounded down; left out where there are fewer than LEAST_CHECKS. Two queries.
    """
    found: dict[int, dict[str, int]] = {user_id: {"accepted_answers": 0} for user_id in user_ids}
    accepted = (
        Assignment.objects.filter(
            annotator_id__in=user_ids, state=Assignment.State.ACCEPTED, ended_at__lt=before
        )
        .values_list("annotator_id")
        .annotate(Count("pk"))
        .order_by()
    )
    for user_id, count in accepted:
        found[user_id]["accepted_answers"] = count
    checks = (
        GoldScore.objects.filter(annotator_id__in=user_ids, scored_at__lt=before, is_held=True)
        .values_list("annotator_id")
        .annotate(total=Count("pk"), right=Sum("right_share"))
        .order_by()
    )
    for user_id, total, right in checks:
        if total >= LEAST_CHECKS:
            found[user_id]["checks_right"] = int(100 * right / total + ROUNDING)
    return found
