"""What somebody's verdicts on labels say of them, and how often those labels were right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from concord.skill import Verdicts, estimate_discernment
from guildmark.quality.figures import Json, figure
from guildmark.quality.models import VerdictScore

#: So many of the newest verdicts of others say how often labels are accepted in a project.
MOST_OTHERS = 2000


@dataclass(frozen=True)
class VerdictFigures:
    """How somebody judges labels.

    `given_count` verdicts, of which `accepted_count` accept; of the `others_count` newest of
    others `others_accepted_count` do. Of labels that others found right `held.right`, and so on.
    """

    given_count: int
    accepted_count: int
    held: Verdicts
    others_count: int = 0
    others_accepted_count: int = 0

    @property
    def discernment(self) -> Json:
        """The share of right labels accepted minus that of wrong ones, as a figure."""
        return figure(estimate_discernment(self.held))


def counted_scores() -> QuerySet[VerdictScore]:
    """Those of verdicts that count."""
    return VerdictScore.objects.filter(submission__counts=True)


def verdict_figures(
    project_id: int, annotator_ids: Iterable[int], *, before: datetime | None = None
) -> dict[int, VerdictFigures]:
    """By annotator, those who gave any; one query."""
    scores = counted_scores().filter(project_id=project_id, annotator_id__in=annotator_ids)
    if before is not None:
        scores = scores.filter(given_at__lt=before)
    rows = scores.values("annotator_id").annotate(
        given=Count("pk"),
        accepted=Count("pk", filter=Q(is_accept=True)),
        right=Count("pk", filter=Q(is_right=True)),
        right_accepted=Count("pk", filter=Q(is_right=True, is_accept=True)),
        wrong=Count("pk", filter=Q(is_right=False)),
        wrong_accepted=Count("pk", filter=Q(is_right=False, is_accept=True)),
    )
    return {
        row["annotator_id"]: VerdictFigures(
            row["given"],
            row["accepted"],
            Verdicts(row["right"], row["right_accepted"], row["wrong"], row["wrong_accepted"]),
        )
        for row in rows.order_by()
    }


def beside_others(
    own: VerdictFigures | None, project_id: int, annotator_id: int
) -> VerdictFigures | None:
    """One person's with what others said of labels in the project; None stays None."""
    if own is None:
        return None
    scores = VerdictScore.objects.filter(project_id=project_id).order_by("-pk")
    newest = scores.values_list("annotator_id", "is_accept")[:MOST_OTHERS]
    others = [is_accept for person, is_accept in newest if person != annotator_id]
    return replace(own, others_count=len(others), others_accepted_count=sum(others))
