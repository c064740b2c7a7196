"""Where a project keeps moments: what is told of days before moves all of them together.

Listed one by one, so that nothing of anybody else's is touched; a test asks that no model of the
product is forgotten.
"""

from collections.abc import Iterator

from django.db.models import Model, Q, QuerySet

from guildmark.accounts.models import Organisation, StaffMember, User
from guildmark.collection.models import Asset, AssetReview, Brief, Consent, ConsentText
from guildmark.communities.models import (
    Announcement,
    Application,
    Community,
    CommunityInvitation,
    CriteriaVersion,
    Membership,
    TraitChange,
    TraitValue,
)
from guildmark.consensus.models import (
    Adjudication,
    Audit,
    ConsensusResult,
    ConsensusRun,
    JudgingFailure,
)
from guildmark.datasets.models import Dataset, DatasetProfile, Import, Item
from guildmark.events.models import Event
from guildmark.projects.models import (
    GuidelineQuestion,
    GuidelineTranslation,
    GuidelineVersion,
    Project,
    SchemaVersion,
)
from guildmark.quality.models import (
    AnnotatorFigures,
    Appeal,
    GoldChange,
    GoldContest,
    GoldItem,
    GoldScore,
    GoldStock,
    QualityRule,
    Restriction,
    RuleFiring,
    Skill,
    VerdictScore,
)
from guildmark.training.models import (
    Attempt,
    AttemptAnswer,
    ComprehensionPass,
    GuidelineReading,
    PracticeProgress,
    Qualification,
    QuizQuestion,
    TrainingTranslation,
)
from guildmark.work.models import (
    Assignment,
    Assist,
    Audience,
    Batch,
    OverlapChange,
    Return,
    Seat,
    Subject,
    Submission,
    Suggestion,
    Task,
    Verdict,
)

OPERATION = ("created_at", "started_at", "heartbeat_at", "finished_at")
#: What workers say of something else, often while the next project is worked on already.
LATE = ("import.finished", "export.finished", "notice.made")
#: Nobody outside has such an address.
OURS = "@demo.invalid"

#: By the way to the project: what belongs to it, or to its pictures, community and organisation.
#: Ends that lie ahead are left where they are, and `diary` puts the few right that follow a start.
MOMENTS: tuple[tuple[type[Model], str, tuple[str, ...]], ...] = (
    (Organisation, "projects", ("created_at",)),
    (StaffMember, "organisation__projects", ("joined_at",)),
    (Community, "organisation__projects", ("created_at",)),
    (CriteriaVersion, "community__organisation__projects", ("created_at",)),
    (Membership, "community__organisation__projects", ("joined_at", "changed_at")),
    (Application, "community__organisation__projects", ("created_at", "decided_at")),
    (Announcement, "community__organisation__projects", ("sent_at",)),
    (CommunityInvitation, "community__organisation__projects", ("sent_at", "created_at")),
    (Dataset, "projects", ("created_at",)),
    (DatasetProfile, "dataset__projects", ("computed_at",)),
    (Import, "dataset__projects", (*OPERATION, "touched_at")),
    (Item, "dataset__projects", ("created_at", "measured_at", "excluded_at")),
    (Project, "pk", ("created_at",)),
    (SchemaVersion, "project", ("created_at",)),
    (GuidelineVersion, "project", ("created_at", "published_at")),
    (GuidelineQuestion, "project", ("asked_at", "answered_at")),
    (GuidelineTranslation, "guideline_version__project", ("updated_at",)),
    (GuidelineReading, "guideline_version__project", ("read_at",)),
    (ComprehensionPass, "project", ("passed_at",)),
    (PracticeProgress, "practice_item__project", ("finished_at",)),
    (QuizQuestion, "project", ("created_at",)),
    (TrainingTranslation, "project", ("updated_at",)),
    (Attempt, "project", ("started_at", "submitted_at")),
    (AttemptAnswer, "attempt__project", ("answered_at",)),
    (Qualification, "project", ("granted_at",)),
    (Brief, "project", ("created_at",)),
    (ConsentText, "brief__project", ("created_at",)),
    (Consent, "text__brief__project", ("signed_at", "withdrawn_at")),
    (Asset, "brief__project", ("created_at", "reviewed_at", "accepted_at", "withdrawn_at")),
    (AssetReview, "asset__brief__project", ("created_at",)),
    (Audience, "project", ("created_at",)),
    (Batch, "project", ("created_at", "opened_at")),
    (OverlapChange, "batch__project", ("created_at", "moved_at", "finished_at")),
    (Task, "project", ("changed_at",)),
    (Assignment, "project", ("leased_at", "ended_at", "reviewed_at")),
    (Submission, "project", ("submitted_at",)),
    (Seat, "project", ("claimed_at",)),
    (Suggestion, "project", ("created_at",)),
    (Assist, "project", ("drawn_at",)),
    (Subject, "task__project", ("opened_at",)),
    (Verdict, "task__project", ("given_at",)),
    (Return, "assignment__project", ("returned_at",)),
    (GoldItem, "project", ("created_at", "confirmed_at")),
    (GoldScore, "project", ("scored_at",)),
    (VerdictScore, "project", ("given_at",)),
    (Skill, "project", ("updated_at",)),
    (AnnotatorFigures, "project", ("computed_at",)),
    (GoldChange, "gold_item__project", ("changed_at",)),
    (GoldContest, "project", ("contested_at", "answered_at")),
    (GoldStock, "project", ("since", "checked_at")),
    (Restriction, "project", ("starts_at", "lifted_at")),
    (Appeal, "project", ("created_at", "answered_at")),
    (QualityRule, "project", ("created_at", "changed_at")),
    (RuleFiring, "project", ("fired_at", "ended_at", "spent_until")),
    (ConsensusRun, "project", OPERATION),
    (ConsensusResult, "project", ("computed_at",)),
    (Adjudication, "project", ("started_at", "ended_at")),
    (Audit, "project", ("stopped_at", "checked_at")),
    (JudgingFailure, "project", ("first_at", "last_at")),
)


def of_project(project: Project) -> Iterator[tuple[QuerySet[Model], tuple[str, ...]]]:
    """The rows of a project and all around it, with the columns that say when."""
    for model, way, columns in MOMENTS:
        yield model._default_manager.filter(**{way: project.pk}), columns
    yield _events(project), ("occurred_at", "sent_at", "settled_at")
    yield User.objects.filter(email__endswith=OURS), ("date_joined",)
    for model, column in ((TraitValue, "updated_at"), (TraitChange, "changed_at")):
        yield model._default_manager.filter(user__email__endswith=OURS), (column,)


def _events(project: Project) -> QuerySet[Event]:
    """Those of the project, and those of no project that nobody else's work waits with.

    What belongs to no organisation either is ours where one of us did it.
    """
    us = User.objects.filter(email__endswith=OURS).values("pk")
    of_none = Q(payload__project_id=None) | Q(payload__project_id__isnull=True)
    alone = of_none & ~Q(name__in=LATE)
    in_ours = Q(organisation_id=project.organisation_id)
    in_none = Q(organisation_id=None)
    of_project = (in_ours | in_none) & Q(payload__project_id=project.pk)
    return Event.objects.filter(of_project | (alone & (in_ours | in_none & Q(actor_id__in=us))))
