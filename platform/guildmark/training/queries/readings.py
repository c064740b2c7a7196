"""Who has read which version of a guideline, and what is new to a person."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from guildmark.core.errors import NotFound
from guildmark.projects import queries as projects
from guildmark.projects.models import GuidelineVersion
from guildmark.projects.queries import GuidelineDifference, guideline_difference
from guildmark.training.models import GuidelineReading, Qualification


def guideline_change(*, user_id: int, project_id: int) -> GuidelineDifference | None:
    """What the version in force changed since the newest one the person read, None for nothing.

    Raises NotFound where the person may not read the guideline.
    """
    project = projects.project(project_id)
    if not projects.may_preview(user_id=user_id, project=project):
        raise NotFound
    after = projects.published_guideline(project_id)
    if after is None:
        return None
    read = (
        GuidelineReading.objects.filter(user_id=user_id, guideline_version__project_id=project_id)
        .order_by("-guideline_version__major", "-guideline_version__minor")
        .values_list("guideline_version_id", flat=True)
        .first()
    )
    if read is None or read == after.pk:
        return None
    return guideline_difference(projects.guideline_version(read), after)


def with_readings(rows: QuerySet[Qualification]) -> QuerySet[Qualification]:
    """The same rows with `read_at`: when their people read the version in force, None for not."""
    readings = GuidelineReading.objects.filter(
        user=OuterRef("user"),
        guideline_version__project=OuterRef("project"),
        guideline_version__state=GuidelineVersion.State.PUBLISHED,
    )
    return rows.annotate(read_at=Subquery(readings.values("read_at")[:1]))


def unread_by(guideline_version_id: int) -> list[int]:
    """The ids of people who are qualified under a version and have not read it, in order.

    Nobody where it is not in force any more, and nobody who closed their account.
    """
    version = GuidelineVersion.objects.filter(pk=guideline_version_id).first()
    if version is None or version.state != GuidelineVersion.State.PUBLISHED:
        return []
    readings = GuidelineReading.objects.filter(guideline_version=version)
    qualified = Qualification.objects.filter(
        project=version.project_id,
        state=Qualification.State.GRANTED,
        guideline_major=version.major,
        user__is_active=True,
    ).exclude(user__in=readings.values("user"))
    return list(qualified.order_by("user_id").values_list("user_id", flat=True))


def qualified_for(*, project_id: int, major: int) -> list[int]:
    """Who is qualified for a major version of a project's guideline; closed accounts are not."""
    granted = Qualification.objects.filter(
        project_id=project_id,
        guideline_major=major,
        state=Qualification.State.GRANTED,
        user__is_active=True,
    )
    return list(granted.order_by("user_id").values_list("user_id", flat=True))


def readers(project_id: int) -> tuple[int, int]:
    """Of the people who are qualified, how many have read the version in force: (read, all)."""
    published = GuidelineVersion.State.PUBLISHED
    in_force = GuidelineVersion.objects.filter(project_id=project_id, state=published)
    qualified = Qualification.objects.filter(
        project_id=project_id,
        state=Qualification.State.GRANTED,
        guideline_major__in=in_force.values("major"),
    )
    readings = GuidelineReading.objects.filter(
        guideline_version__project_id=project_id, guideline_version__state=published
    ).values("user_id")
    counted = qualified.aggregate(
        people=Count("user_id", distinct=True),
        read=Count("user_id", distinct=True, filter=Q(user_id__in=readings)),
    )
    return counted["read"], counted["people"]
