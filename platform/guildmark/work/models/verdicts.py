"""What other people say about a label, and work that goes back to its author."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.work.models.assignments import Assignment, Submission
from guildmark.work.models.tasks import Task


class Subject(models.Model):
    """The label a verify task asks about. Each round has its own, which never changes.

    But for `verdicts_wanted`, which is lowered where a second verdict does not come.

    A verdict is about what its author saw: the newest subject when the lease was made.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="subjects")
    number = models.PositiveSmallIntegerField(help_text="the round: 1, 2, ...")
    document = models.JSONField()
    result_version = models.PositiveIntegerField(help_text="of the draw task's label")
    inputs_sha256 = models.CharField(max_length=64, help_text="the answers the label is made of")
    verdicts_wanted = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "number"], name="subject_once")
        ]

    def __str__(self) -> str:
        return f"subject {self.number} of {self.task_id}"


class Verdict(models.Model):
    """What a verifier says of a label. `marks`: [{x, y, text}], image pixels.

    `document` is the corrected label of a fix, None otherwise.
    """

    class Outcome(models.TextChoices):
        """It is right; it is wrong, and why; it is wrong, and this is right."""

        ACCEPT = "accept"
        REJECT = "reject"
        FIX = "fix"

    task = models.ForeignKey(Task, models.PROTECT, related_name="verdicts")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="verdicts")
    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="verdict")
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="verdict")
    outcome = models.CharField(max_length=6, choices=Outcome)
    reason_code = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)
    marks = models.JSONField(default=list)
    document = models.JSONField(null=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="fix", document__isnull=False)
                | (~Q(outcome="fix") & Q(document__isnull=True)),
                name="verdict_fix_has_document",
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome} of {self.task_id}"


class Return(models.Model):
    """One time that an answer went back to its author, with the reason and marks on the picture.

    `returned_by` is None where verdicts did it: the author is not told who gave them.
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="returns")
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="sent_back")
    number = models.PositiveSmallIntegerField(help_text="1, 2, ...")
    reason_code = models.CharField(max_length=40)
    note = models.CharField(max_length=500, blank=True)
    marks = models.JSONField(default=list, help_text="[{x, y, text}], image pixels")
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    returned_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "number"], name="return_once")
        ]

    def __str__(self) -> str:
        return f"return {self.number} of {self.assignment_id}"
