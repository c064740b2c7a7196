"""One answer as those see it who judge it, and the work that a rule rests on."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from guildmark.core.errors import NotFound
from guildmark.projects.models import SchemaVersion
from guildmark.quality.figures import Json
from guildmark.quality.models import GoldItem, RuleFiring
from guildmark.work.models import Assignment, Submission, Task, Verdict


@dataclass(frozen=True)
class HandedIn:
    """What somebody answered, and the known answer where the task was gold.

    Without a submission the task was skipped or given back.
    """

    work: Assignment
    submission: Submission | None
    gold: GoldItem | None

    @property
    def verdict(self) -> Verdict | None:
        """What was said of a label, where that was asked."""
        found: Verdict | None = getattr(self.submission, "verdict", None)
        return found

    @property
    def document(self) -> Json | None:
        """What to draw: the answer; of a verdict the label it is about, as it was set right."""
        if self.verdict is not None:
            document: Json = self.verdict.document or self.verdict.subject.document
            return document
        return None if self.submission is None else self.submission.document

    @property
    def schema_version(self) -> SchemaVersion:
        """What the answer was drawn by."""
        return (self.submission or self.work).schema_version

    @property
    def reference(self) -> Json | None:
        """The known answer."""
        return None if self.gold is None else self.gold.reference

    @property
    def gold_item_id(self) -> int | None:
        """The known answer's page."""
        return None if self.gold is None else self.gold.pk

    @property
    def seconds_spent(self) -> float | None:
        """How long it took."""
        return None if self.submission is None else self.submission.seconds_spent

    @property
    def draw_task_id(self) -> int | None:
        """The task, where its answers have a page that compares them: gold's have none."""
        task = self.work.task
        return task.pk if task.step == Task.Step.DRAW and not task.is_gold else None


def handed_in(*, project_id: int, assignment_id: int, with_gold: bool) -> HandedIn:
    """One answer of a project, the newest where it was sent back. Three queries.

    `with_gold` for those who may see known answers. Raises NotFound.
    """
    work = (
        Assignment.objects.filter(pk=assignment_id, project_id=project_id)
        .select_related("item", "annotator", "task", "schema_version")
        .first()
    )
    if work is None:
        raise NotFound
    submission = (
        Submission.objects.filter(assignment=work)
        .select_related("schema_version", "verdict__subject")
        .order_by("-revision")
        .first()
    )
    gold = GoldItem.objects.filter(task=work.task_id).first() if with_gold else None
    return HandedIn(work, submission, gold)


def work_behind(firing: RuleFiring) -> QuerySet[Assignment]:
    """The work in a firing's evidence, the newest first."""
    evidence: Json = firing.evidence
    answers = Submission.objects.filter(pk__in=evidence["submission_ids"])
    found = Assignment.objects.filter(
        Q(pk__in=answers.values("assignment_id")) | Q(pk__in=evidence["assignment_ids"]),
        project_id=firing.project_id,
    )
    return found.select_related("item", "annotator").order_by("-ended_at", "-pk")


def firing(firing_id: int) -> RuleFiring:
    """One thing a rule did. Raises NotFound."""
    found = RuleFiring.objects.filter(pk=firing_id).first()
    if found is None:
        raise NotFound
    return found
