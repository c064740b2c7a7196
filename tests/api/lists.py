"""Every list, and a row of it: how the world gets one, and who looks.

A list is read for as many rows as its world has, then for two more. Where the rows are of a table
of their own, two twins of the first are made; elsewhere `more` makes another.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from rest_framework.test import APIClient

from guildmark.accounts.models import ApiKey, StaffInvitation, StaffMember
from guildmark.buckets.models import Bucket
from guildmark.collection.models import Asset
from guildmark.communities.models import (
    Announcement,
    Application,
    Community,
    CommunityInvitation,
    CriteriaVersion,
    Membership,
    Trait,
    TraitValue,
)
from guildmark.consensus.actions import note_failure
from guildmark.consensus.models import ConsensusResult, ConsensusRun, JudgingFailure
from guildmark.core.clock import now
from guildmark.datasets.models import Dataset, FileUpload, Import, ImportFile, Item
from guildmark.events.models import Event
from guildmark.incoming.models import LabelImport, RefusedLabel
from guildmark.notifications.models import Notice
from guildmark.payments.models import Payout, PayoutLine
from guildmark.projects.models import (
    GuidelineQuestion,
    GuidelineVersion,
    Project,
    SchemaVersion,
)
from guildmark.quality.models import (
    Appeal,
    GoldContest,
    GoldItem,
    QualityRule,
    Restriction,
    RuleFiring,
    RuleTrial,
)
from guildmark.releases.models import (
    Delivery,
    Evaluation,
    EvaluationItem,
    Export,
    Release,
    ReleaseItem,
)
from guildmark.training.models import (
    Attempt,
    AttemptAnswer,
    ComprehensionQuestion,
    Qualification,
    QuizQuestion,
)
from guildmark.work.models import Assignment, Audience, Batch, KeptEarning, Seat, Submission, Task
from tests.api.access import Asker, World, table
from tests.conftest import SIGN_IN_BACKEND
from tests.factories import accounts, communities, training
from tests.factories.twins import twin

Row = Any  # an instance of some model


def _twin(world: World, row: Row) -> Row:
    return twin(row)


@dataclass(frozen=True)
class Listed:
    """One row of a list, how it gets another, who looks, and what the address names."""

    row: Callable[[World], Row]
    more: Callable[[World, Row], Any] = _twin
    asker: Asker = Asker.OWNER
    where: Mapping[str, Callable[[Row], Any]] = field(default_factory=dict)


def sent(model: type[Model], method: str, path: str) -> Callable[[World], Row]:
    """What the owner makes by the body of the table of access, at the place where it names."""

    def make(world: World) -> Row:
        access = table()[method, path]
        client = APIClient()
        client.force_login(world.owner, backend=SIGN_IN_BACKEND)
        names = {
            name: access.parameters[name](world) if name in access.parameters else world[name]
            for name in _names(path)
        }
        assert access.body is not None
        answer = getattr(client, method.lower())(path.format(**names), access.body(world), "json")
        assert answer.status_code // 100 == 2, answer.content
        return model._default_manager.latest("pk")

    return make


def _names(path: str) -> list[str]:
    return [part[1:-1] for part in path.split("/") if part.startswith("{")]


def of(model: type[Model], name: str, column: str = "pk") -> Callable[[World], Row]:
    """The row that the world has under the name."""
    return lambda world: model._default_manager.filter(**{column: world[name]}).earliest("pk")


def own(row: Callable[[World], Row], **options: Any) -> Listed:
    """What the annotator sees of their own."""
    return Listed(row, asker=Asker.ANNOTATOR, **options)


def _stuck(world: World) -> Row:
    """A task that waits for somebody to say what becomes of it."""
    row = Task.objects.filter(project=world["workplace"].project).earliest("pk")
    return twin(
        row, state=Task.State.TRIAGE, is_open=False, open_slots=0, leased=0, counted=0, target=0
    )


def _failed(world: World) -> Row:
    """A task that waits for its label, and a worker fails at it."""
    row = Task.objects.filter(project=world["judged"].project).earliest("pk")
    task = twin(
        row, item=twin(row.item), state=Task.State.SATURATED, is_open=False, open_slots=0,
        leased=0, counted=1, target=1,
    )  # fmt: skip
    note_failure(task_id=task.pk, error="ValueError: no", now=now())
    return task.judging_failure


def _notice(world: World) -> Notice:
    return Notice.objects.create(
        user=world.annotator, kind="message", title="Hello", body="Welcome.", event_id=1,
        created_at=now(),
    )  # fmt: skip


def _kept_earning(world: World) -> KeptEarning:
    return KeptEarning.objects.create(
        organisation_id=world.organisation.pk, annotator=world.annotator, currency="EUR",
        project_id=KeptEarning.objects.count() + 1, project_name="Gone", task_count=3,
        state=KeptEarning.State.ACCEPTED, amount_minor=15, last_at=now(),
    )  # fmt: skip


def _refused_label(world: World) -> RefusedLabel:
    return RefusedLabel.objects.create(
        of_import_id=world["label_import_id"], image="a.jpg", code="no_picture", message="No."
    )


def _fact_of_member(world: World) -> TraitValue:
    trait = Trait.objects.get(pk=world["trait_id"])
    held = TraitValue.objects.filter(user=world.annotator, trait=trait).first()
    held = held or communities.hold(world.annotator, trait, True)
    held.source = TraitValue.Source.VERIFIED
    held.save()
    return held


def _another_fact(world: World, row: TraitValue) -> Row:
    return twin(row, trait=twin(row.trait))


def _in_force(world: World) -> GuidelineVersion:
    """Of a project without a draft: two of a kind at once are none."""
    return GuidelineVersion.objects.get(project=world["school"])


def _older(world: World, row: GuidelineVersion) -> Row:
    made = row.project.guideline_versions.count()
    return twin(row, state=GuidelineVersion.State.SUPERSEDED, minor=made)


def _task_of(row: Task) -> Row:
    """Another task, of another item."""
    return twin(row, item=twin(row.item))


def _another_task(world: World, row: Task) -> Row:
    return _task_of(row)


def _work_on_another(world: World, row: Assignment) -> Row:
    task = _task_of(row.task)
    return twin(row, task=task, item=task.item)


def _elsewhere(world: World, row: Asset) -> Row:
    return twin(row, brief=twin(row.brief))


def _shown_to_all(world: World) -> Row:
    """In a community that everybody may know of."""
    return twin(world["project"], community=Community.objects.get(pk=world["community_id"]))


def _disputed(world: World) -> ConsensusResult:
    return ConsensusResult.objects.filter(project=world["disputed"].project).earliest("pk")


def _of_another_task(world: World, row: ConsensusResult | JudgingFailure) -> Row:
    return twin(row, task=_task_of(row.task))


def _of_another_attempt(world: World, row: AttemptAnswer) -> Row:
    return twin(row, attempt=twin(row.attempt, user=accounts.person()))


def _answered(world: World, row: ReleaseItem) -> None:
    """Somebody else answered it, too."""
    more = {**row.submissions[0], "annotator": f"N-{len(row.submissions)}"}
    row.submissions = [*row.submissions, more]
    row.save()


def _gold_answer(world: World) -> Submission:
    """Whoever gave it is in `gold_pseudonym`."""
    found = Submission.objects.filter(annotator__pseudonym=world["gold_pseudonym"])
    return found.filter(project=world["released"].project).latest("pk")


def _another_answer(world: World, row: Submission) -> Row:
    who = accounts.person()
    return twin(row, annotator=who, assignment=twin(row.assignment, annotator=who))


def _school(world: World) -> Project:
    """The annotator sits the quiz, and somebody else has passed it."""
    project: Project = world["attempt"].project
    if not Qualification.objects.filter(project=project).exists():
        who = accounts.person()
        communities.declare(who, country="PT")
        training.qualified(project, who)
    return project


def _qualification(world: World) -> Qualification:
    return Qualification.objects.get(project=_school(world))


def _sitting(world: World) -> Attempt:
    """That of whoever passed."""
    return Attempt.objects.get(project=_school(world), state=Attempt.State.PASSED)


def _scored(world: World) -> AttemptAnswer:
    """An answer of whoever passed."""
    answers = AttemptAnswer.objects.filter(attempt__project=_school(world))
    return answers.filter(score__isnull=False).earliest("pk")


def _behind(world: World) -> RuleFiring:
    return RuleFiring.objects.get(pk=world["firing_id"])


def _further(world: World, row: RuleFiring) -> None:
    """One more answer is in the evidence."""
    seen = Submission.objects.get(pk=row.evidence["submission_ids"][0])
    work = _work_on_another(world, seen.assignment)
    more = twin(seen, assignment=work, task=work.task)
    row.evidence["submission_ids"].append(more.pk)
    row.save()


def _paid_once_more(world: World, row: PayoutLine) -> None:
    twin(row, payout=twin(row.payout))


def _another_payout(world: World, row: Payout) -> None:
    twin(row.lines.get(), payout=twin(row))


def _owed(world: World) -> Assignment:
    return Assignment.objects.filter(project=world["owing"].project).earliest("pk")


def _owed_to_another(world: World, row: Assignment) -> None:
    twin(row, annotator=accounts.person())


COMMUNITY = "/api/v1/communities/{community_id}"
ORGANISATION = "/api/v1/organisations/{organisation_id}"
PROJECT = "/api/v1/projects/{project_id}"
RELEASE = "/api/v1/releases/{release_id}"
DATASET = "/api/v1/datasets/{dataset_id}"
ME = "/api/v1/me"
_OF_BRIEF = {"project_id": lambda row: row.brief.project_id}

LISTS: dict[str, Listed] = {
    "/api/v1/collections": own(lambda world: world["brief"]),
    f"{COMMUNITY}/announcements": Listed(sent(Announcement, "POST", f"{COMMUNITY}/announcements")),
    f"{COMMUNITY}/applications": Listed(of(Application, "application_id")),
    f"{COMMUNITY}/criteria": Listed(sent(CriteriaVersion, "PUT", f"{COMMUNITY}/criteria")),
    f"{COMMUNITY}/invitations": Listed(of(CommunityInvitation, "community_invitation_id")),
    f"{COMMUNITY}/members": Listed(of(Membership, "community_id", "community")),
    f"{COMMUNITY}/members/{{user_id}}/traits": Listed(_fact_of_member, more=_another_fact),
    f"{COMMUNITY}/ways": own(lambda world: world["school"]),
    "/api/v1/community-pages/{community_id}/projects": Listed(_shown_to_all),
    f"{DATASET}/imports": Listed(
        of(Import, "import_id"), more=lambda world, row: twin(row, state=Import.State.DONE)
    ),
    f"{DATASET}/items": Listed(of(Item, "item_id")),
    "/api/v1/directory": Listed(of(Community, "community_id")),
    "/api/v1/evaluations/{evaluation_id}/items": Listed(
        of(EvaluationItem, "evaluation_id", "evaluation")
    ),
    "/api/v1/exports/{export_id}/deliveries": Listed(of(Delivery, "delivery_id")),
    "/api/v1/imports/{import_id}/files": Listed(of(ImportFile, "import_id", "of_import")),
    "/api/v1/imports/{import_id}/uploads": Listed(of(FileUpload, "upload_id")),
    "/api/v1/label-imports/{label_import_id}/refusals": Listed(_refused_label),
    f"{ME}/appeals": own(of(Appeal, "appeal_id")),
    f"{ME}/assignments": own(of(Assignment, "rejected_id"), more=_work_on_another),
    f"{ME}/collecting": own(of(Asset, "asset_id"), more=_elsewhere),
    f"{ME}/gold-contests": own(of(GoldContest, "gold_contest_id")),
    f"{ME}/kept-earnings": own(_kept_earning, more=lambda world, row: _kept_earning(world)),
    f"{ME}/notices": own(_notice),
    f"{ME}/rejected-work": own(of(Assignment, "rejected_id"), more=_work_on_another),
    f"{ME}/payouts": own(
        lambda world: PayoutLine.objects.get(payout=world["payout_id"]), more=_paid_once_more
    ),
    f"{ME}/restrictions": own(of(Restriction, "restriction_id")),
    f"{ME}/traits": own(_fact_of_member, more=_another_fact),
    f"{ORGANISATION}/api-keys": Listed(of(ApiKey, "api_key_id")),
    f"{ORGANISATION}/buckets": Listed(of(Bucket, "bucket_id")),
    f"{ORGANISATION}/communities": Listed(of(Community, "community_id")),
    f"{ORGANISATION}/datasets": Listed(of(Dataset, "dataset_id")),
    f"{ORGANISATION}/events": Listed(
        lambda world: Event.objects.filter(organisation_id=world.other_organisation.pk).latest(
            "pk"
        ),
        asker=Asker.OTHER_OWNER,
    ),
    f"{ORGANISATION}/invitations": Listed(of(StaffInvitation, "invitation_id")),
    f"{ORGANISATION}/payments": Listed(_owed, more=_owed_to_another),
    f"{ORGANISATION}/payouts": Listed(
        lambda world: Payout.objects.get(pk=world["payout_id"]), more=_another_payout
    ),
    f"{ORGANISATION}/people": Listed(of(StaffMember, "organisation_id", "organisation")),
    f"{ORGANISATION}/projects": Listed(of(Project, "project_id")),
    f"{ORGANISATION}/traits": Listed(of(Trait, "trait_id")),
    f"{PROJECT}/appeals": Listed(of(Appeal, "appeal_id")),
    f"{PROJECT}/audiences": Listed(sent(Audience, "POST", f"{PROJECT}/audiences")),
    f"{PROJECT}/batches": Listed(of(Batch, "batch_id")),
    f"{PROJECT}/collected": Listed(of(Asset, "asset_id"), where=_OF_BRIEF),
    f"{PROJECT}/comprehension": own(of(ComprehensionQuestion, "school", "project")),
    f"{PROJECT}/comprehension-questions": Listed(of(ComprehensionQuestion, "school", "project")),
    f"{PROJECT}/consensus": Listed(of(ConsensusResult, "task_id", "task"), more=_of_another_task),
    f"{PROJECT}/consensus-runs": Listed(of(ConsensusRun, "run_id")),
    f"{PROJECT}/disputes": Listed(_disputed, more=_of_another_task),
    f"{PROJECT}/events": Listed(
        of(Event, "watched_project_id", "payload__project_id"),
        where={"project_id": lambda row: row.payload["project_id"]},
    ),
    f"{PROJECT}/failures": Listed(_failed, more=_of_another_task),
    f"{PROJECT}/gold-annotators": Listed(_gold_answer, more=_another_answer),
    f"{PROJECT}/gold-contests": Listed(of(GoldContest, "gold_contest_id")),
    f"{PROJECT}/gold-evaluations": Listed(
        sent(Evaluation, "POST", f"{PROJECT}/gold-annotator-evaluations")
    ),
    f"{PROJECT}/gold-items": Listed(of(GoldItem, "gold_item_id")),
    f"{PROJECT}/guideline-questions": Listed(of(GuidelineQuestion, "question_id")),
    f"{PROJECT}/guideline-versions": Listed(_in_force, more=_older),
    f"{PROJECT}/items": Listed(of(Task, "task_id"), more=_another_task),
    f"{PROJECT}/label-imports": Listed(of(LabelImport, "label_import_id")),
    f"{PROJECT}/leases": Listed(of(Assignment, "assignment_id")),
    f"{PROJECT}/my-collected": own(of(Asset, "asset_id"), where=_OF_BRIEF),
    f"{PROJECT}/my-guideline-questions": own(of(GuidelineQuestion, "question_id")),
    f"{PROJECT}/people": Listed(of(Seat, "labelled_project_id", "project")),
    f"{PROJECT}/people/{{user_id}}/restrictions": Listed(
        of(Restriction, "restriction_id"), where={"user_id": lambda row: row.annotator_id}
    ),
    f"{PROJECT}/people/{{user_id}}/work": Listed(
        of(Assignment, "labelled_project_id", "project"),
        more=_work_on_another,
        where={"user_id": lambda row: row.annotator_id},
    ),
    f"{PROJECT}/practice-items": Listed(lambda world: training.practice_item(_school(world))),
    f"{PROJECT}/qualifications": Listed(_qualification),
    f"{PROJECT}/quality-rules": Listed(of(QualityRule, "rule_id")),
    f"{PROJECT}/quiz-attempts": Listed(_sitting),
    f"{PROJECT}/quiz-questions": Listed(of(QuizQuestion, "school", "project")),
    f"{PROJECT}/releases": Listed(of(Release, "release_id")),
    f"{PROJECT}/rule-firings": Listed(of(RuleFiring, "firing_id")),
    f"{PROJECT}/rule-trials": Listed(
        of(RuleTrial, "trial_id"), more=lambda world, row: twin(row, state=RuleTrial.State.DONE)
    ),
    f"{PROJECT}/schema-versions": Listed(of(SchemaVersion, "project_id", "project")),
    f"{PROJECT}/stuck-tasks": Listed(_stuck, more=_another_task),
    f"{PROJECT}/tasks": Listed(of(Task, "task_id"), more=_another_task),
    "/api/v1/quiz-questions/{question_id}/answers": Listed(_scored, more=_of_another_attempt),
    f"{RELEASE}/annotators": Listed(of(ReleaseItem, "release_id", "release"), more=_answered),
    f"{RELEASE}/evaluations": Listed(of(Evaluation, "evaluation_id")),
    f"{RELEASE}/exports": Listed(of(Export, "export_id")),
    f"{RELEASE}/items": Listed(of(ReleaseItem, "release_id", "release")),
    "/api/v1/rule-firings/{firing_id}/work": Listed(_behind, more=_further),
    "/api/v1/traits": Listed(lambda world: Trait.objects.filter(organisation=None).earliest("pk")),
}
