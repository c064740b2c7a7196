"""What is held of one person, for themselves."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Count, F, QuerySet, Sum

from guildmark.accounts.models import StaffMember, User
from guildmark.accounts.queries import person
from guildmark.collection.models import Asset, Consent
from guildmark.communities.models import Application, Membership
from guildmark.communities.queries import HeldValue, held_values
from guildmark.notifications.models import Notice
from guildmark.payments.models import PayoutLine
from guildmark.training.models import (
    Attempt,
    ComprehensionPass,
    GuidelineReading,
    PracticeProgress,
    Qualification,
)
from guildmark.work.models import Assignment, Submission
from guildmark.work.queries.batches import PAID
from guildmark.work.queries.people import kept_earnings

# Any: rows of `values()`, described by the serializers of `api.own_account`.
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """A person's own, by kind; rows are oldest first. Notes and tags of the staff are not in it.

    Nor are what was drawn, how it was judged, restrictions, appeals, questions on guidelines and
    choices of mail: the page says so.
    """

    profile: User
    addresses: Rows
    roles: Rows
    traits: list[HeldValue]
    memberships: Rows
    applications: Rows
    readings: Rows
    comprehension: Rows
    practice: Rows
    attempts: Rows
    qualifications: Rows
    submissions: Rows
    earned: Rows
    payouts: Rows
    permissions: Rows
    pictures: Rows
    notices: Rows


def own_copy(user_id: int) -> OwnCopy:
    """What is held of somebody. As many statements whatever there is. Raises NotFound."""
    of_user = {"user_id": user_id}
    return OwnCopy(
        profile=person(user_id),
        addresses=_rows(EmailAddress.objects.filter(**of_user), "email", "verified"),
        roles=_rows(StaffMember.objects.filter(**of_user), "role", "joined_at", of="organisation"),
        traits=held_values(user_id),
        memberships=_rows(
            Membership.objects.filter(**of_user), "state", "joined_at", of="community"
        ),
        applications=_rows(
            Application.objects.filter(**of_user),
            *("answers", "state", "reason", "created_at", "decided_at"),
            of="community",
        ),
        readings=_rows(
            GuidelineReading.objects.filter(**of_user).annotate(
                guideline_major=F("guideline_version__major"),
                guideline_minor=F("guideline_version__minor"),
            ),
            *("guideline_major", "guideline_minor", "read_at"),
            of="guideline_version__project",
        ),
        comprehension=_rows(
            ComprehensionPass.objects.filter(**of_user),
            *("guideline_major", "try_count", "passed_at"),
            of="project",
        ),
        practice=_rows(
            PracticeProgress.objects.filter(**of_user),
            *("practice_item_id", "try_count", "is_passed", "finished_at"),
            of="practice_item__project",
        ),
        attempts=_rows(
            Attempt.objects.filter(**of_user),
            *("number", "state", "started_at", "submitted_at"),
            of="project",
        ),
        qualifications=_rows(
            Qualification.objects.filter(**of_user),
            *("guideline_major", "state", "granted_at", "expires_at"),
            of="project",
        ),
        submissions=_rows(
            Submission.objects.filter(annotator_id=user_id),
            *("id", "task_id", "revision", "submitted_at", "seconds_spent"),
            of="project",
        ),
        earned=_earned(user_id),
        payouts=_rows(
            PayoutLine.objects.filter(annotator_id=user_id).annotate(
                made_at=F("payout__made_at"), reference=F("payout__reference")
            ),
            *("made_at", "reference", "task_count", "amount_minor", "currency"),
            of="payout__organisation",
        ),
        permissions=_rows(
            Consent.objects.filter(**of_user), "text_id", "signed_at", "withdrawn_at"
        ),
        pictures=_rows(
            Asset.objects.filter(collector_id=user_id),
            *("id", "name", "state", "created_at", "amount_minor", "currency"),
        ),
        notices=_rows(Notice.objects.filter(**of_user), "title", "body", "created_at"),
    )


# Any: of several models.
def _rows(found: QuerySet[Any], *fields: str, of: str = "") -> Rows:
    """The fields of each row, with the name of what it belongs to under the last word of `of`."""
    rows = found.order_by("pk").values(*fields, *([f"{of}__name"] if of else []))
    owner = of.rpartition("__")[2]
    return [{**row, owner: row.pop(f"{of}__name")} if of else row for row in rows]


def _earned(user_id: int) -> Rows:
    """Tasks done and what they are worth, by project, currency and state, paid or not.

    Of projects that are deleted too.
    """
    paid = Assignment.objects.filter(annotator_id=user_id, state__in=PAID)
    rows = (
        paid.values("project__name", "currency", "state")
        .annotate(task_count=Count("pk"), amount_minor=Sum("amount_minor"))
        .order_by("project__name", "currency", "state")
    )
    kept = kept_earnings(user_id).annotate(project=F("project_name"))
    columns = ("project", "currency", "state", "task_count", "amount_minor")
    return [
        *({"project": row.pop("project__name"), **row} for row in map(dict, rows)),
        *kept.values(*columns),
    ]
