"""The way in to work: reading, comprehension, quiz, qualification."""

import json
from datetime import timedelta
from hashlib import sha256
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.core.said import SentenceField
from guildmark.datasets.models import Item
from guildmark.projects.languages import MOST_CHARACTERS
from guildmark.projects.models import GuidelineVersion, Project, SchemaVersion


class TrainingPlan(models.Model):
    """How a project's quiz is composed and passed. The defaults are those of `domain.md`."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="training_plan")
    scored_decisions = models.PositiveSmallIntegerField(default=15)
    pass_f1 = models.FloatField(default=0.80)
    pass_iou = models.FloatField(default=0.75)
    pass_label_accuracy = models.FloatField(default=0.90)
    pass_answers_share = models.FloatField(default=0.80, help_text="12 of 15 for classification")
    time_limit_seconds = models.PositiveIntegerField(default=1800)
    attempts_per_major = models.PositiveSmallIntegerField(default=3)
    first_wait_seconds = models.PositiveIntegerField(default=24 * 3600)
    second_wait_seconds = models.PositiveIntegerField(default=7 * 24 * 3600)
    valid_days = models.PositiveSmallIntegerField(default=90)
    seats = models.PositiveIntegerField(null=True, help_text="None: no limit")
    delta_decisions = models.PositiveSmallIntegerField(
        default=5, db_default=5, help_text="of the quiz on what a major version changed"
    )
    practice_iou = models.FloatField(
        default=0.75, db_default=0.75, help_text="mean IoU that a practice item asks for"
    )
    practice_tries = models.PositiveSmallIntegerField(
        default=3, db_default=3, help_text="after so many, the worked solution"
    )
    composition = models.JSONField(
        default=list, db_default=[], help_text="at least so many decisions of a label, a difficulty"
    )

    def __str__(self) -> str:
        return f"training of {self.project_id}"


class GuidelineReading(models.Model):
    """A person says they have read a guideline version."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    guideline_version = models.ForeignKey(GuidelineVersion, models.CASCADE, related_name="readings")
    read_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "guideline_version"], name="reading_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} read {self.guideline_version_id}"


class ComprehensionQuestion(models.Model):
    """A question on the guideline; all right to go on, unlimited tries, with explanations.

    `options`: list of `{"key", "text"}`; `right_keys`: all of them must be chosen, no others.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="comprehension_questions")
    text = models.CharField(max_length=400)
    options = models.JSONField()
    right_keys = models.JSONField()
    explanation = models.CharField(max_length=600)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.text


class ComprehensionPass(models.Model):
    """A person has all questions right for a guideline's major version."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    guideline_major = models.PositiveIntegerField()
    try_count = models.PositiveIntegerField(default=0)
    passed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "project", "guideline_major"], name="comprehension_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} comprehends {self.project_id}"


class PracticeItem(models.Model):
    """An item to learn on before the quiz, with its right answer and why it is right.

    `schema_version` is the one the answer was given under, as far as is known.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="practice_items")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    reference = models.JSONField()
    schema_version = models.ForeignKey(SchemaVersion, models.PROTECT, null=True, related_name="+")
    explanation = models.CharField(max_length=600, blank=True)
    position = models.PositiveSmallIntegerField()
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "item"], name="practice_item_once")
        ]

    def __str__(self) -> str:
        return f"practice {self.pk}"


class PracticeProgress(models.Model):
    """How far a person is with a practice item: the last try, and whether it is finished.

    Finished when a try was good enough, or when the worked solution was given.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    practice_item = models.ForeignKey(PracticeItem, models.CASCADE, related_name="progress")
    try_count = models.PositiveSmallIntegerField(default=0)
    document = models.JSONField(null=True)
    score = models.JSONField(null=True)
    is_passed = models.BooleanField(default=False)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "practice_item"], name="practice_progress_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.practice_item_id}"


class QuizQuestion(models.Model):
    """Something to draw or to answer, with what is known to be right, in the quiz's bank.

    A drawn one has an `item` and a `reference`, answered in the real workspace: shapes are scored
    by IoU, image-level answers right or wrong. Its answer was given under `schema_version`, as far
    as is known. A written one has `asked` and `known` (the JSON of
    `training.written`) and may show an item. `decision_count` is how many scored decisions it
    brings (each object is one). `since_major`: it asks about what that guideline version changed.
    """

    class Difficulty(models.TextChoices):
        """How hard whoever made it holds it to be."""

        EASY = "easy"
        MIDDLE = "middle"
        HARD = "hard"

    project = models.ForeignKey(Project, models.CASCADE, related_name="quiz_questions")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="+")
    reference = models.JSONField(null=True)
    schema_version = models.ForeignKey(SchemaVersion, models.PROTECT, null=True, related_name="+")
    asked = models.JSONField(null=True)
    known = models.JSONField(null=True)
    decision_count = models.PositiveSmallIntegerField()
    difficulty = models.CharField(
        max_length=6, choices=Difficulty, default=Difficulty.MIDDLE, db_default="middle"
    )
    since_major = models.PositiveIntegerField(null=True)
    explanation = models.CharField(max_length=600, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "item"],
                condition=Q(reference__isnull=False, is_active=True),
                name="quiz_item_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    item__isnull=False,
                    reference__isnull=False,
                    asked__isnull=True,
                    known__isnull=True,
                )
                | Q(reference__isnull=True, asked__isnull=False, known__isnull=False),
                name="quiz_question_drawn_or_written",
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"


class TrainingTranslation(models.Model):
    """What a project asks and explains in training, in another language.

    `words` are sentences by what they say in the original, wherever that stands: one that was
    written anew there has none here any more. `language` is a tag of BCP 47.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="training_translations")
    language = models.CharField(max_length=MOST_CHARACTERS)
    words = models.JSONField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "language"], name="training_translation_once"
            )
        ]

    def __str__(self) -> str:
        return f"training of {self.project_id} in {self.language}"

    @property
    def revision(self) -> str:
        """Which words these are: others, however little they differ, have another revision."""
        return sha256(json.dumps(self.words, sort_keys=True).encode()).hexdigest()[:16]


#: The browser sends at the last second, and the network takes its own.
GRACE = timedelta(seconds=30)


class Attempt(models.Model):
    """One sitting of the quiz. `result` holds the scores once it was submitted."""

    class State(models.TextChoices):
        """started -> submitted -> passed | failed; started -> expired.

        Submitted is no row: whoever hands in has it scored at once, and what the end of the time
        hands in is submitted, to its person, until the sweep has scored it.
        """

        STARTED = "started"
        SUBMITTED = "submitted"
        PASSED = "passed"
        FAILED = "failed"
        EXPIRED = "expired"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="attempts")
    project = models.ForeignKey(Project, models.CASCADE, related_name="attempts")
    guideline_version = models.ForeignKey(GuidelineVersion, models.PROTECT, related_name="+")
    schema_version = models.ForeignKey(SchemaVersion, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.STARTED)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    is_delta = models.BooleanField(
        default=False, db_default=False, help_text="asks only about what the major version changed"
    )
    is_forgiven = models.BooleanField(
        default=False, db_default=False, help_text="a manager gave one more attempt in its place"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "project"],
                condition=Q(state="started"),
                name="attempt_live_once",
            )
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk}"


class AttemptAnswer(models.Model):
    """A question of an attempt: asked, then answered, then scored.

    `document` answers a drawn one, `said` a written one; `draft` is what is not finished.
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    question = models.ForeignKey(QuizQuestion, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    document = models.JSONField(null=True)
    said = models.JSONField(null=True)
    draft = models.JSONField(null=True)
    answered_at = models.DateTimeField(null=True)
    score = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attempt", "question"], name="attempt_question_once")
        ]

    def __str__(self) -> str:
        return f"answer {self.position} of {self.attempt_id}"

    @property
    def is_answered(self) -> bool:
        """Drawn or written; a draft alone is no answer."""
        return self.document is not None or self.said is not None


class Qualification(models.Model):
    """May work on the project, for a guideline major version, until it expires."""

    class State(models.TextChoices):
        """granted -> expired | stale | suspended <-> granted | revoked."""

        GRANTED = "granted"
        EXPIRED = "expired"
        STALE = "stale"
        SUSPENDED = "suspended"
        REVOKED = "revoked"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="qualifications"
    )
    project = models.ForeignKey(Project, models.CASCADE, related_name="qualifications")
    guideline_major = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.GRANTED)
    attempt = models.ForeignKey(Attempt, models.PROTECT, null=True, related_name="+")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = SentenceField(blank=True)
    granted_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    warned_of = models.DateTimeField(null=True, help_text="the end that the person was warned of")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "project", "guideline_major"], name="qualification_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.project_id}"

    @property
    def is_ending(self) -> bool:
        """Granted, and the person was warned of the end it has now: work has not moved it since."""
        return self.state == self.State.GRANTED and self.warned_of == self.expires_at
