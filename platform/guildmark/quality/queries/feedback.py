"""What visible gold teaches. For everything else the answer is that there is nothing."""

from dataclasses import dataclass

from django.db.models import QuerySet

from guildmark.core.errors import NotFound
from guildmark.datasets.models import Item
from guildmark.projects.models import SchemaVersion
from guildmark.quality.figures import Json
from guildmark.quality.judging import judge
from guildmark.quality.models import GoldContest, GoldItem
from guildmark.work.models import Assignment, Submission


@dataclass(frozen=True)
class MetGold:
    """Visible gold and what somebody answered to it."""

    gold: GoldItem
    submission: Submission


def visible_gold(*, user_id: int, assignment_id: int) -> MetGold | None:
    """The visible gold that a submitted assignment of one's own was; None for anything else.

    Raises NotFound for an assignment that is not one's own. One's other tasks, hidden gold among
    them, take the same two look-ups and end the same.
    """
    if not Assignment.objects.filter(pk=assignment_id, annotator_id=user_id).exists():
        raise NotFound
    gold = (
        GoldItem.objects.select_related("item", "project")
        .filter(is_hidden=False, task__assignments=assignment_id)
        .first()
    )
    if gold is None:
        return None
    submission = (
        Submission.objects.select_related("project", "schema_version")
        .filter(assignment_id=assignment_id)
        .order_by("-pk")
        .first()
    )
    return MetGold(gold, submission) if submission else None


@dataclass(frozen=True)
class Taught:
    """One's own answer beside the known one; `can_contest`: in use, and not contested by me yet."""

    assignment_id: int
    item: Item
    schema_version: SchemaVersion
    document: Json
    reference: Json
    is_right: bool
    f1: float | None
    mean_iou: float | None
    matched: list[Json]
    missed: list[str]
    spurious: list[str]
    questions: dict[str, bool]
    explanation: str
    can_contest: bool


def feedback(*, user_id: int, assignment_id: int) -> Taught | None:
    """What a submitted task of one's own taught; None unless it was visible gold.

    Judged as checks are, against the version in force. Raises NotFound as `visible_gold`.
    """
    met = visible_gold(user_id=user_id, assignment_id=assignment_id)
    if met is None:
        return None
    gold, submission = met.gold, met.submission
    judged = judge(submission, gold)
    details = judged["details"]
    return Taught(
        assignment_id=assignment_id,
        item=gold.item,
        schema_version=submission.schema_version,
        document=submission.document,
        reference=gold.reference,
        is_right=judged["is_right"],
        f1=judged["f1"],
        mean_iou=judged["mean_iou"],
        matched=details["matched"],
        missed=details["missed"],
        spurious=details["spurious"],
        questions=details["questions"],
        explanation=gold.explanation,
        can_contest=_can_contest(gold, user_id),
    )


def _can_contest(gold: GoldItem, user_id: int) -> bool:
    if gold.state not in {GoldItem.State.ACTIVE, GoldItem.State.SUSPENDED}:
        return False
    mine = gold.contests.filter(annotator_id=user_id, reference_version=gold.reference_version)
    return not mine.exclude(state=GoldContest.State.WITHDRAWN).exists()


def own_contests(user_id: int) -> QuerySet[GoldContest]:
    """What somebody has contested, the newest first."""
    return _contests().filter(annotator_id=user_id)


def contests(project_id: int) -> QuerySet[GoldContest]:
    """What was contested in a project, the newest first."""
    return _contests().filter(project_id=project_id)


def _contests() -> QuerySet[GoldContest]:
    return GoldContest.objects.select_related(
        "gold_item__item", "project", "submission", "annotator"
    ).order_by("-pk")


def contest_project_id(gold_contest_id: int) -> int:
    """The project of a contest. Raises NotFound."""
    found = (
        GoldContest.objects.filter(pk=gold_contest_id).values_list("project_id", flat=True).first()
    )
    if found is None:
        raise NotFound
    return found
