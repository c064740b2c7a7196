"""An annotation goal: its label schema, guideline, quality plan and price."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildmark.accounts.models import Organisation
from guildmark.communities.models import Community
from guildmark.core.money import Money
from guildmark.datasets.models import Dataset, Item
from guildmark.projects.languages import MOST_CHARACTERS


class Project(models.Model):
    """What is to be labelled, by whom, how well and for how much.

    The quality plan lies in its own columns: pass marks, gold share, overlap, and how one label is
    made of several answers. Shares and probabilities are 0 to 1.
    """

    class State(models.TextChoices):
        """draft -> active <-> closed; draft | closed -> deleting, and gone."""

        DRAFT = "draft"
        ACTIVE = "active"
        CLOSED = "closed"
        DELETING = "deleting"

    #: What people may know of: a draft is nobody's business yet, and what goes is no more.
    SHOWN: ClassVar = (State.ACTIVE, State.CLOSED)

    class ConsensusMethod(models.TextChoices):
        """How classes are found from answers: chosen by the data, or by name."""

        AUTO = "auto"
        HIERARCHICAL = "hierarchical"
        MAJORITY = "majority"
        WAWA = "wawa"
        DAWID_SKENE = "dawid_skene"
        ONE_COIN = "one_coin"
        GLAD = "glad"

    class CalibrationMethod(models.TextChoices):
        """How confidences are held against gold: by how much gold there is, or by name."""

        AUTO = "auto"
        TEMPERATURE = "temperature"
        ISOTONIC = "isotonic"
        NONE = "none"

    class Flow(models.TextChoices):
        """The steps an item goes through: drawn alone, or drawn and verified by other people."""

        DRAW = "draw"
        DRAW_VERIFY = "draw_verify"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="projects")
    name = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    community = models.ForeignKey(Community, models.PROTECT, null=True, related_name="projects")
    dataset = models.ForeignKey(Dataset, models.PROTECT, null=True, related_name="projects")
    price_minor = models.PositiveIntegerField(default=0)
    currency = models.CharField(max_length=3, default="EUR")
    is_currency_fixed = models.BooleanField(
        default=False, db_default=False, help_text="there are prices in it"
    )
    budget_minor = models.PositiveBigIntegerField(
        null=True, help_text="most that the batches reserve together; no limit without"
    )
    overlap = models.PositiveSmallIntegerField(default=3)
    gold_iou = models.FloatField(default=0.5, help_text="IoU from which a shape counts as found")
    gold_f1 = models.FloatField(
        default=0.8, db_default=0.8, help_text="F1 from which an answer to gold is right"
    )
    gold_label_accuracy = models.FloatField(
        default=0.9,
        db_default=0.9,
        help_text="share of found shapes called right from which an answer to gold is right",
    )
    gold_question_accuracy = models.FloatField(
        default=0.8,
        db_default=0.8,
        help_text="share of questions from which an answer to gold is right",
    )
    gold_pass_mark = models.FloatField(default=0.7)
    lease_seconds = models.PositiveIntegerField(default=1800)
    target_confidence = models.FloatField(default=0.95)
    consensus_method = models.CharField(
        max_length=12, choices=ConsensusMethod, default=ConsensusMethod.AUTO, db_default="auto"
    )
    calibration_method = models.CharField(
        max_length=11, choices=CalibrationMethod, default=CalibrationMethod.AUTO, db_default="auto"
    )
    shape_kept_from = models.FloatField(
        default=0.5, db_default=0.5, help_text="P(exists) from which a shape is in the label"
    )
    disputed_below = models.FloatField(
        default=0.5,
        db_default=0.5,
        help_text="confidence under which an uncalibrated label is disputed",
    )
    flow = models.CharField(max_length=12, choices=Flow, default=Flow.DRAW, db_default="draw")
    verdicts_wanted = models.PositiveSmallIntegerField(
        default=1, db_default=1, help_text="1 to 5, people who judge a label that is verified"
    )
    verdict_audit_share = models.FloatField(
        default=0.05,
        db_default=0.05,
        help_text="0 to 1, of labels with one verdict that somebody else is asked about, too",
    )
    auto_accept_days = models.PositiveSmallIntegerField(
        default=7, db_default=7, help_text="work nobody judged is accepted after so many days"
    )
    rejection_budget = models.FloatField(
        default=0.10, db_default=0.10, help_text="0 to 1, of 30 days' answers that may be rejected"
    )
    appeal_days = models.PositiveSmallIntegerField(
        default=7, db_default=7, help_text="days in which people may appeal, at least 7"
    )
    appeal_answer_days = models.PositiveSmallIntegerField(
        default=9, db_default=9, help_text="days after which an appeal nobody answered is upheld"
    )
    gold_contests = models.PositiveSmallIntegerField(
        default=2, db_default=2, help_text="people whose contests suspend a known answer"
    )
    has_superpixels = models.BooleanField(
        default=False, db_default=False, help_text="pictures are parted into cells for masks"
    )
    suggestion_share = models.FloatField(
        default=0.5, db_default=0.5, help_text="0 to 1, of tasks with a model's draft that show it"
    )
    plugin = models.CharField(
        max_length=40, blank=True, default="", db_default="", help_text="of the workspace"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="project_name_once"),
            models.CheckConstraint(
                condition=Q(verdicts_wanted__gte=1, verdicts_wanted__lte=5),
                name="project_verdicts_wanted",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def price(self) -> Money:
        """What one accepted submission earns."""
        return Money(self.price_minor, self.currency)

    @property
    def is_shown(self) -> bool:
        """Whether people may know of it."""
        return self.state in self.SHOWN

    @property
    def schema_version(self) -> "SchemaVersion | None":
        """The schema in force, on a project that `queries` has answered."""
        newest: list[SchemaVersion] = self.newest_schemas  # type: ignore[attr-defined]  # prefetched
        return newest[0] if newest else None

    @property
    def guideline_version(self) -> "GuidelineVersion | None":
        """The guideline in force, on a project that `queries` has answered."""
        published: list[GuidelineVersion] = self.published  # type: ignore[attr-defined]  # the same
        return published[0] if published else None


class SchemaVersion(models.Model):
    """A version of the label schema, immutable; the highest number is in force.

    `definition` is the JSON described in `docs/annotation-document.md`.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="schema_versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "number"], name="schema_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.project_id} schema {self.number}"


class GuidelineVersion(models.Model):
    """The instructions at one moment; published ones never change."""

    class State(models.TextChoices):
        """draft -> published -> superseded | retracted."""

        DRAFT = "draft"
        PUBLISHED = "published"
        SUPERSEDED = "superseded"
        RETRACTED = "retracted"

    class Change(models.TextChoices):
        """A major change makes qualifications stale, a minor one shows a difference."""

        MAJOR = "major"
        MINOR = "minor"

    project = models.ForeignKey(Project, models.CASCADE, related_name="guideline_versions")
    major = models.PositiveIntegerField()
    minor = models.PositiveIntegerField()
    change = models.CharField(max_length=5, choices=Change)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    body_markdown = models.TextField(blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "major", "minor"], name="guideline_number_once"
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(state="published"),
                name="guideline_published_once",
            ),
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(state="draft"), name="guideline_draft_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} guideline {self.number}"

    @property
    def revision(self) -> str:
        """Which text this is: another one, however little it differs, has another revision."""
        return _revision_of(self.body_markdown)

    @property
    def number(self) -> str:
        """`major.minor`, as people say it."""
        return f"{self.major}.{self.minor}"


class GuidelineExample(models.Model):
    """A picture with an annotation drawn on it, and whether it is right."""

    class Verdict(models.TextChoices):
        """How the example is to be read."""

        RIGHT = "right"
        WRONG = "wrong"
        BORDERLINE = "borderline"

    guideline_version = models.ForeignKey(GuidelineVersion, models.CASCADE, related_name="examples")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    label_key = models.CharField(
        max_length=127, blank=True, help_text="A label, or an option: `kind/silver`."
    )
    verdict = models.CharField(max_length=10, choices=Verdict)
    caption = models.CharField(max_length=200)
    document = models.JSONField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.caption}"


class GuidelineQuestion(models.Model):
    """What somebody asks about a place in the guideline, and the answer.

    `quote` is the text it is about, empty for the whole; `language` is that of the translation it
    was read in, and `original_quote` the passage of the version's own text that this one says.
    `answered_in` is the version whose text holds the answer, where a manager took it up.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="guideline_questions")
    guideline_version = models.ForeignKey(
        GuidelineVersion, models.CASCADE, related_name="questions"
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    quote = models.CharField(max_length=300, blank=True)
    language = models.CharField(
        max_length=MOST_CHARACTERS,
        blank=True,
        default="",
        db_default="",
        help_text="of the translation that was read, empty for the text itself",
    )
    original_quote = models.CharField(
        max_length=600, blank=True, default="", db_default="", help_text="empty if none is known"
    )
    text = models.CharField(max_length=600)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    answered_in = models.ForeignKey(
        GuidelineVersion, models.SET_NULL, null=True, related_name="answers_taken_up"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["project", "-asked_at", "-id"], name="guideline_question_newest")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def place(self) -> str:
        """The passage of the version's own text it is about, empty for the whole."""
        return self.original_quote if self.language else self.quote


class GuidelineTranslation(models.Model):
    """A guideline version in another language.

    `source_markdown` is the text it was made from: where the version's own differs, the translation
    is out of date. `language` is a tag of BCP 47. `captions` are those of the examples, by
    what they say in the original: one that was written anew there has none here any more.
    """

    guideline_version = models.ForeignKey(
        GuidelineVersion, models.CASCADE, related_name="translations"
    )
    language = models.CharField(max_length=MOST_CHARACTERS)
    body_markdown = models.TextField()
    source_markdown = models.TextField()
    captions = models.JSONField(default=dict, db_default={})
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["guideline_version", "language"], name="guideline_translation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.guideline_version_id} in {self.language}"

    @property
    def revision(self) -> str:
        """Which text this is: another one, however little it differs, has another revision."""
        captions = json.dumps(self.captions, sort_keys=True) if self.captions else ""
        return _revision_of(self.body_markdown + captions)

    def lacking(self, examples: Iterable[GuidelineExample]) -> list[str]:
        """The captions of examples that are not translated, as they stand in the original."""
        said = dict.fromkeys(one.caption for one in examples if one.caption.strip())
        return [caption for caption in said if not self.captions.get(caption)]


def _revision_of(text: str) -> str:
    """16 hexadecimal digits of what a text is."""
    return sha256(text.encode()).hexdigest()[:16]
