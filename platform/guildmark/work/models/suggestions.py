"""A model's drafts, and who began with one. A source of work, never a vote."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from guildmark.datasets.models import Item
from guildmark.projects.models import Project
from guildmark.work.models.assignments import Assignment


class Suggestion(models.Model):
    """A draft for the answers to an item, made by a model. A newer one leaves the old as it was.

    `confidences` are the model's scores by id of shape, `answer_confidences` those by question,
    where it gave any.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="suggestions")
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    source_name = models.CharField(max_length=120)
    document = models.JSONField()
    confidences = models.JSONField(default=dict)
    answer_confidences = models.JSONField(default=dict, db_default={})
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "item"],
                condition=Q(is_current=True),
                name="suggestion_current_once",
            )
        ]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"


class Assist(models.Model):
    """What was drawn by lot for an assignment: to begin with the suggestion, or blind."""

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="assist")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="assists")
    is_assisted = models.BooleanField()
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"assist of {self.assignment_id}"
