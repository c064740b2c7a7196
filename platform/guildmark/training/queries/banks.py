"""What a project asks: its plan, its questions on the guideline, its bank of quiz questions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import QuerySet, Sum

from concord.documents import Schema, document_problems
from concord.scoring import says_more
from guildmark.core.errors import NotFound
from guildmark.projects.documents import compiled_schema, compiled_version
from guildmark.projects.models import Project, SchemaVersion
from guildmark.training.drawing_lots import Lot, Part
from guildmark.training.models import ComprehensionQuestion, QuizQuestion, TrainingPlan


def plan(project_id: int) -> TrainingPlan:
    """The plan of a project: the defaults, unsaved, until somebody changes it."""
    found = TrainingPlan.objects.filter(project_id=project_id).first()
    return found or TrainingPlan(project_id=project_id)


def plan_of(project: Project) -> TrainingPlan:
    """The same, of a project that was loaded with its plan: no query."""
    found: TrainingPlan | None = getattr(project, "training_plan", None)
    return found or TrainingPlan(project_id=project.pk)


def comprehension_questions(project_id: int) -> QuerySet[ComprehensionQuestion]:
    """The questions on the guideline, in their order."""
    return ComprehensionQuestion.objects.filter(project_id=project_id).order_by("position", "id")


def comprehension_question(question_id: int) -> ComprehensionQuestion:
    """One of them with its project. Raises NotFound."""
    found = ComprehensionQuestion.objects.select_related("project").filter(pk=question_id).first()
    if found is None:
        raise NotFound
    return found


def quiz_questions(project_id: int) -> QuerySet[QuizQuestion]:
    """The bank with its items, retired questions too, in the order they were made."""
    return QuizQuestion.objects.filter(project_id=project_id).select_related("item").order_by("id")


def quiz_question(question_id: int) -> QuizQuestion:
    """One of them with its item and project. Raises NotFound."""
    found = QuizQuestion.objects.select_related("item", "project").filter(pk=question_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Bank:
    """How much a quiz can be made of. It should hold three times what one quiz wants."""

    decisions: int
    wanted: int

    @property
    def is_complete(self) -> bool:
        """Enough for one quiz."""
        return self.decisions >= self.wanted


def bank(project_id: int) -> Bank:
    """What the active bank of a project holds, and what one quiz wants."""
    total = QuizQuestion.objects.filter(project_id=project_id, is_active=True).aggregate(
        total=Sum("decision_count")
    )["total"]
    return Bank(decisions=total or 0, wanted=plan(project_id).scored_decisions)


def parts_of(plan: TrainingPlan) -> list[Part]:
    """What a quiz has to hold at least."""
    return [
        Part(decisions=one["decisions"], label_key=one["label_key"], difficulty=one["difficulty"])
        for one in plan.composition
    ]


def bank_of(*, project_id: int, schema_version_id: int) -> list[Lot]:
    """The active questions whose known answer is right under the schema, for a draw.

    A newer schema may have taken a label away: such a question would ask for what cannot be drawn.
    One that lets people say more leaves those of before: they are marked, and drawn last.
    """
    found = quiz_questions(project_id).filter(is_active=True).select_related("schema_version")
    schema = compiled_schema(schema_version_id)
    lots = _lots(found, schema)
    under = {one.schema_version for one in found if one.schema_version is not None}
    older = {one.pk for one in under if says_more(schema, compiled_version(one))}
    known_under = {one.pk: one.schema_version_id for one in found}
    return [replace(lot, is_older=known_under[lot.question_id] in older) for lot in lots]


def banks_of(schemas: Mapping[int, SchemaVersion]) -> dict[int, list[Lot]]:
    """The same by project, each under its schema: one query for any number of projects."""
    found: defaultdict[int, list[QuizQuestion]] = defaultdict(list)
    active = QuizQuestion.objects.filter(project__in=schemas, is_active=True)
    for question in active.select_related("item").order_by("id"):
        found[question.project_id].append(question)
    return {pk: _lots(found[pk], compiled_version(schema)) for pk, schema in schemas.items()}


def _lots(found: Iterable[QuizQuestion], schema: Schema) -> list[Lot]:
    return [_lot(question, schema) for question in found if _can_be_asked(question, schema)]


def _can_be_asked(question: QuizQuestion, schema: Schema) -> bool:
    item = question.item
    if question.reference is None or item is None:
        return True
    return not document_problems(
        question.reference, schema=schema, width_px=item.width_px, height_px=item.height_px
    )


def _lot(question: QuizQuestion, schema: Schema) -> Lot:
    reference = question.reference or {"shapes": [], "answers": {}}
    shapes = reference["shapes"]
    labels = [shape["label"] for shape in shapes]
    return Lot(
        question_id=question.pk,
        decision_count=question.decision_count,
        has_shapes=bool(shapes),
        difficulty=question.difficulty,
        labels=Counter([*labels, *schema.answers_in(reference["answers"])]),
        since_major=question.since_major,
    )
