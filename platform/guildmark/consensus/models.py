"""The consolidated label per task: derived, re-runnable, versioned, with provenance."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.core.models import Operation
from guildmark.projects.models import Project, SchemaVersion
from guildmark.work.models import Task


class ConsensusRun(Operation):
    """A fit of a whole project: what was learnt of its annotators, and how much they agree.

    `model` is the JSON of `consolidation.ProjectModel`; `agreement` the figures with intervals,
    `report` those about labels and calibration; `inputs_sha256` the hash of everything it saw. A
    cold fit goes in the order of ids: the same inputs and parameters give the same model, and its
    results are published. A warm one starts from the last and is provisional. One that went on
    from columns (`AnswerColumns`) did not read everything, and has no hash: nothing is ever
    released by it, and each of its results has the hash of its own answers.
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


class AnswerColumns(models.Model):
    """What a fit of a large project kept of everybody's answers, for the next to go on from.

    `data` is `consolidation.Columns` as bytes: of the whole project where `is_whole`, else of the
    `task_count` tasks that the fit read or judged anew, `touched_count` of them because their
    answers were new. Together they stand for what was seen under this version of the schema.
    """

    run = models.OneToOneField(ConsensusRun, models.CASCADE, related_name="columns")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    schema_version = models.ForeignKey(SchemaVersion, models.CASCADE, related_name="+")
    is_whole = models.BooleanField()
    task_count = models.PositiveIntegerField()
    touched_count = models.PositiveIntegerField()
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"columns of {self.run_id}"


class LabelsOf(models.Func):
    """The labels of the shapes of a document, as a list in JSON."""

    function = "jsonb_path_query_array"
    template = "%(function)s(%(expressions)s, '$.shapes[*].label')"
    arity = 1
    output_field = models.JSONField()


class DoubtOf(models.Func):
    """What of a label is in doubt, by its confidence and what was left out: "tie" where people are
    tied, else what is least sure, as `queries.weakest` names it; "none" of what is certain."""

    function = "consensus_doubt_of"
    arity = 2
    output_field = models.CharField()


class ConsensusResult(models.Model):
    """One version of the label of a task. A new version never changes an old one.

    `document` is an annotation document; `confidence` has per shape id P(exists), P(class) and
    expected IoU, and per question P(answer), each with the gold that calibrated it; `provenance`
    which submissions made which shape; `left_out` the shapes that some drew and that probably are
    nothing. `inputs_sha256` is the hash of the ids of the submissions, `parameters` the plan it was
    made by, empty where people or a file said it. `run` is the fit whose model was used, None
    before any. It is provisional until a cold fit has made it of a task that asks nobody on. What a
    reviewer settled is final, and no fit replaces it, until the task is opened again; so is what
    other people found to be right, for just these answers, and what came in as the truth.
    """

    ADJUDICATED: ClassVar = "adjudicated"
    VERIFIED: ClassVar = "verified"
    IMPORTED: ClassVar = "imported"

    task = models.ForeignKey(Task, models.CASCADE, related_name="consensus_results")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    is_current = models.BooleanField(default=True)
    is_provisional = models.BooleanField(default=True, db_default=True)
    is_final = models.BooleanField(default=False, db_default=False)
    adjudicated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    run = models.ForeignKey(ConsensusRun, models.SET_NULL, null=True, related_name="results")
    method = models.CharField(max_length=60)
    document = models.JSONField()
    confidence = models.JSONField()
    lowest_confidence = models.FloatField()
    provenance = models.JSONField()
    left_out = models.JSONField(default=list)
    submission_count = models.PositiveSmallIntegerField()
    inputs_sha256 = models.CharField(max_length=64)
    parameters = models.JSONField(default=dict, db_default={})
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
            ),
            models.Index(
                models.F("project"),
                DoubtOf("confidence", "left_out"),
                models.F("lowest_confidence"),
                condition=Q(is_current=True),
                name="result_by_doubt",
            ),
            models.Index(
                fields=["project", "computed_at"],
                include=["run"],
                condition=Q(is_current=True),
                name="result_by_time",
            ),
        ]

    def __str__(self) -> str:
        return f"result {self.version} of {self.task_id}"

    def stands_for(self, inputs_sha256: str) -> bool:
        """Whether no fit replaces it for a task with these answers."""
        is_same = self.inputs_sha256 == inputs_sha256
        return self.is_final and (self.method != self.VERIFIED or is_same)


class LabelledItem(models.Model):
    """Which items a label is on, and how sure its result is: written by the database alone.

    A trigger keeps a row for each label of each result in force of a task to draw that is no gold,
    and one with the label "" for the result itself. An answer to a question with options counts as
    the label `question=option`. So items are found in their order, or the few that are least sure
    alone, by narrow indexes whose numbers the planner knows.
    """

    result = models.ForeignKey(ConsensusResult, models.CASCADE, related_name="+")
    project_id = models.BigIntegerField()
    task_id = models.BigIntegerField()
    item_id = models.BigIntegerField()
    label = models.CharField(max_length=130, blank=True)
    lowest_confidence = models.FloatField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["project_id", "label", "item_id"],
                include=["task_id", "lowest_confidence"],
                name="labelled_item_in_order",
            ),
            models.Index(
                fields=["project_id", "label", "lowest_confidence"],
                include=["item_id", "task_id"],
                name="labelled_item_by_confidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} on item {self.item_id}"


class Adjudication(models.Model):
    """A reviewer at a disputed task: a lease, and how it ended.

    `expires_at` moves while they work; one that was abandoned is released. `way` is how the label
    came about, `reason_code` and `note` why people differed; `result` is what was settled.
    """

    class Outcome(models.TextChoices):
        """How a reviewer leaves a task."""

        SETTLED = "settled"
        ASKED = "asked"
        CANCELLED = "cancelled"
        RETURNED = "returned"
        RELEASED = "released"
        EXPIRED = "expired"

    class Way(models.TextChoices):
        """How the label was made: the consensus as it was, one person's, or of parts, or anew."""

        ACCEPT = "accept"
        TAKE = "take"
        MERGE = "merge"
        EDIT = "edit"

    class Reason(models.TextChoices):
        """Why people differed."""

        SHAPE = "shape_differs"
        CLASS = "class_differs"
        EXISTENCE = "missed_or_extra"
        IMAGE = "hard_to_see"
        GUIDELINE = "guideline_unclear"
        CARELESS = "careless"
        OTHER = "other"

    task = models.ForeignKey(Task, models.CASCADE, related_name="adjudications")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    way = models.CharField(max_length=10, choices=Way, blank=True)
    reason_code = models.CharField(max_length=20, choices=Reason, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    result = models.ForeignKey(ConsensusResult, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(ended_at=None), name="adjudication_live_once"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["expires_at"], condition=Q(ended_at=None), name="adjudication_lease_end"
            ),
            models.Index(fields=["project", "ended_at"], name="adjudication_by_time"),
        ]

    def __str__(self) -> str:
        return f"adjudication {self.pk}"


class Audit(models.Model):
    """A task that was sure enough and was asked on, to see whether stopping would have been right.

    `document` is the label when it would have stopped, after `labels` answers, with the calibrated
    `confidence`. Of the `decisions` in it, each claimed with its own probability, `confirmed` are
    as the label of all answers has them, and `expected` would be were these probabilities right;
    all None until that is there. Audits from before `expected` was kept have none.
    """

    task = models.OneToOneField(Task, models.CASCADE, related_name="audit")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    confidence = models.FloatField()
    labels = models.PositiveSmallIntegerField()
    document = models.JSONField()
    stopped_at = models.DateTimeField()
    confirmed = models.PositiveIntegerField(null=True)
    decisions = models.PositiveIntegerField(null=True)
    expected = models.FloatField(null=True)
    checked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"audit of {self.task_id}"


class JudgingFailure(models.Model):
    """Answers of a task that no worker could compare so far, or verdicts it could not settle.

    `error` is what the last try failed with that came to an end, empty where none did.
    """

    task = models.OneToOneField(Task, models.CASCADE, related_name="judging_failure")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    error = models.CharField(max_length=300, blank=True)
    tries = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    again_at = models.DateTimeField(db_index=True, help_text="when it is tried again")

    def __str__(self) -> str:
        return f"failure at {self.task_id}"
