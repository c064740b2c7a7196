"""Gold, and answers to it. What says which item was gold never reaches annotators."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from guildmark.core.errors import NotFound
from guildmark.projects.models import Project
from guildmark.quality.models import GoldItem, GoldScore
from guildmark.work.models import Submission


def organisation_id_of_project(project_id: int) -> int:
    """The tenant of a project. Raises NotFound."""
    found = Project.objects.filter(pk=project_id).values_list("organisation_id", flat=True).first()
    if found is None:
        raise NotFound
    return found


def gold_items() -> QuerySet[GoldItem]:
    """Gold with its picture and how often it was got right, newest first."""
    return (
        GoldItem.objects.select_related("item", "project")
        .annotate(
            check_count=Count("scores"),
            right_count=Count("scores", filter=Q(scores__is_right=True)),
        )
        .order_by("-pk")
    )


def gold_item(gold_item_id: int) -> GoldItem:
    """One of them. Raises NotFound."""
    found = gold_items().filter(pk=gold_item_id).first()
    if found is None:
        raise NotFound
    return found


def unscored_submissions(*, since: datetime, until: datetime, limit: int) -> list[int]:
    """Answers to gold that nobody has scored: their event, or its task, was lost."""
    waiting = Submission.objects.filter(
        task__is_gold=True, submitted_at__gte=since, submitted_at__lt=until
    ).exclude(pk__in=GoldScore.objects.values("submission_id"))
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


def catch_up_window(now: datetime) -> tuple[datetime, datetime]:
    """Where lost scoring is looked for: what is fresh is still on its way."""
    return now - timedelta(days=2), now - timedelta(seconds=60)
