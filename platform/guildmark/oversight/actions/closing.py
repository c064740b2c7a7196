"""A person closes their account."""

from datetime import datetime

from django.db import transaction

from guildmark.accounts.actions import close_account
from guildmark.communities.actions import forget_person
from guildmark.notifications.actions import forget_inbox
from guildmark.work.actions import release
from guildmark.work.errors import AssignmentOver
from guildmark.work.models import Assignment


def close_person(*, user_id: int, now: datetime) -> None:
    """Forget who somebody is, everywhere; what they did stays under their pseudonym.

    Answers about the person, memberships, applications,
    the inbox, name, address, roles and sign-in go. Submissions, their judgements and prices,
    qualifications, pictures given under a permission and the audit trail stay: they name the
    pseudonym. Then tasks in hand go back, with their drafts, each in a transaction of its own: no
    lock of a task is held while another is waited for, and one that is cut off runs out by itself.
    Records account.closed, and what the parts record. Raises LastOwner, and then nothing has
    changed. Closing twice changes nothing more.
    """
    with transaction.atomic():
        forget_person(user_id=user_id, now=now)
        forget_inbox(user_id=user_id)
        close_account(user_id=user_id, now=now)
    in_hand = Assignment.objects.filter(annotator_id=user_id, state=Assignment.State.LEASED)
    for assignment_id in in_hand.order_by("pk").values_list("pk", flat=True):
        _give_back(user_id, assignment_id, now)


def _give_back(user_id: int, assignment_id: int, now: datetime) -> None:
    """One that has ended meanwhile is with others already."""
    try:
        release(user_id=user_id, assignment_id=assignment_id, now=now)
    except AssignmentOver:
        return
