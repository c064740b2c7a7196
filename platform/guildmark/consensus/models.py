"""The consolidated label per task: derived, re-runnable, versioned, with provenance."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from guildmark.core.models import Operation
from guildmark.projects.models import Project
from guildmark.work.models import Task


class ConsensusRun(Operation):
    """A fit of a whole project: what was learnt of its annotators, and how much they agree.

    `model` is the JSON of `consolidation.ProjectModel`; `agreement` the figures with intervals,
    `report` those about labels and calibration; `inputs_sha256` the hash of everything it saw. A
    cold fit goes in the order of ids: the same inputs and parameters give the same model, and its
    results are published. A warm one starts from the last and is provisional.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="consensus_runs")
    is_provisional = models.BooleanField(default=False, db_default=False)
    method = models.CharField(max_length=60)
    parameters = models.JSONField(default=dict)
    model = models.JSONField(null=True)
    agreement = models.JSONField(null=True)
    report = models.JSONField(null=True)
    inputs_sha256 = models.CharField(max_length=64, blank=True)
    submission_count = models.PositiveIntegerField(default=0)
    task_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(state__in=["queued", "running"]),
                name="run_live_once",
            )
        ]

    def __str__(self) -> str:
        return f"run {self.pk}"


class ConsensusResult(models.Model):
    """One version of the label of a task. A new version never changes an old one.

    `document` is an annotation document; `confidence` has per shape id P(exists), P(class) and
    expected IoU, and per question P(answer), each with the gold that calibrated it; `provenance`
    which submissions made which shape; `left_out` the shapes that some drew and that probably are
    nothing. `inputs_sha256` is the hash of the ids of the submissions. `run` is the fit whose
    model was used, None before any. It is provisional until a cold fit has made it.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="consensus_results")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    is_current = models.BooleanField(default=True)
    is_provisional = models.BooleanField(default=True, db_default=True)
    run = models.ForeignKey(ConsensusRun, models.SET_NULL, null=True, related_name="results")
    method = models.CharField(max_length=60)
    document = models.JSONField()
    confidence = models.JSONField()
    lowest_confidence = models.FloatField()
    provenance = models.JSONField()
    left_out = models.JSONField(default=list)
    submission_count = models.PositiveSmallIntegerField()
    inputs_sha256 = models.CharField(max_length=64)
    computed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "version"], name="result_version_once"),
            models.UniqueConstraint(
                fields=["task"], condition=Q(is_current=True), name="result_current_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["project", "lowest_confidence"],
                condition=Q(is_current=True),
                name="result_by_confidence",
            )
        ]

    def __str__(self) -> str:
        return f"result {self.version} of {self.task_id}"
