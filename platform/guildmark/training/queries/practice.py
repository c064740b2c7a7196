"""Practice: what a project has to learn on, and how far a person is."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from guildmark.core.errors import NotFound
from guildmark.projects.models import SchemaVersion
from guildmark.projects.queries import current_schema
from guildmark.training.models import PracticeItem, PracticeProgress, QuizQuestion, TrainingPlan
from guildmark.training.queries.banks import plan


def practice_items(project_id: int) -> QuerySet[PracticeItem]:
    """What is practised in a project, in its order."""
    return (
        PracticeItem.objects.filter(project_id=project_id, is_active=True)
        .select_related("item")
        .order_by("position", "id")
    )


def is_practised(*, project_id: int, item_id: int) -> bool:
    """Is the picture's right answer shown to everybody who practises?"""
    return PracticeItem.objects.filter(project_id=project_id, item_id=item_id).exists()


def is_in_quiz(*, project_id: int, item_id: int) -> bool:
    """Is the picture in the quiz, or was it? People who sat there saw its answer."""
    return QuizQuestion.objects.filter(project_id=project_id, item_id=item_id).exists()


def is_shown(*, project_id: int, item_id: int) -> bool:
    """Do people see the picture's right answer, in practice or after a quiz?"""
    place = {"project_id": project_id, "item_id": item_id}
    return is_practised(**place) or is_in_quiz(**place)


def practice_item(practice_item_id: int) -> PracticeItem:
    """One with its item and project. Raises NotFound."""
    found = (
        PracticeItem.objects.select_related("item", "project").filter(pk=practice_item_id).first()
    )
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class PracticeStand:
    """An item and how far the person is; what is right is told from the first try on."""

    practice_item: PracticeItem
    progress: PracticeProgress | None


@dataclass(frozen=True)
class Practice:
    """All there is to practise for a person in a project."""

    project_id: int
    schema_version: SchemaVersion
    rules: TrainingPlan
    items: list[PracticeStand]


def practice(*, user_id: int, project_id: int) -> Practice:
    """A person's practice. Raises NotFound where the project has no schema yet."""
    schema = current_schema(project_id)
    if schema is None:
        raise NotFound
    mine = Prefetch(
        "progress", queryset=PracticeProgress.objects.filter(user_id=user_id), to_attr="mine"
    )
    found = practice_items(project_id).prefetch_related(mine)
    return Practice(
        project_id=project_id,
        schema_version=schema,
        rules=plan(project_id),
        items=[PracticeStand(one, next(iter(one.mine), None)) for one in found],
    )
