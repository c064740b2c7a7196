"""Letters to people."""

from collections.abc import Mapping
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from guildmark.accounts.models import Role
from guildmark.accounts.queries import (
    InvitationLetter,
    account_of_address,
    invitation_letter,
    language_of_address,
)
from guildmark.communities.queries import CommunityLetter, community_letter
from guildmark.core.clock import now
from guildmark.core.said import told
from guildmark.notifications.actions import notify
from guildmark.notifications.queries import NoticeLetter, notice_letter
from workers.app import app
from workers.receipts import after
from workers.words import invitation_words

_ROLES: Mapping[str, str] = {
    Role.OWNER: "owner",
    Role.MANAGER: "manager",
    Role.REVIEWER: "reviewer",
    Role.CLIENT: "client",
}
INVITATION = """\
{invited_by} invites you to work for {organisation_name} on Guildmark, as {role}.

Accept or decline here:
{link}

The invitation ends on {expires_on}. If you did not expect it, do nothing.
"""
COMMUNITY_INVITATION = """\
{organisation_name} invites you to join “{community_name}” on Guildmark.

{description}

See what it asks for, and join or decline, here:
{link}

The invitation ends on {expires_on}. If you did not expect it, do nothing.
"""


@app.task(name="mail.send_invitation", autoretry_for=(SMTPException, OSError), max_retries=10)
def send_invitation(*, event_id: int, invitation_id: int, **_: object) -> None:
    """Send the link. A worker lost between mail and receipt sends a second letter: both work."""
    with after(event_id=event_id, handler="mail.send_invitation") as is_first:
        letter = invitation_letter(invitation_id) if is_first else None
        if letter is not None:
            with override(language_of_address(letter.email)):
                _send(letter)


def _send(letter: InvitationLetter) -> None:
    send_mail(
        subject=_("{} invites you to Guildmark").format(letter.organisation_name),
        message=_(INVITATION).format(
            invited_by=letter.invited_by,
            organisation_name=letter.organisation_name,
            role=_(_ROLES[letter.role]),
            link=letter.link,
            expires_on=date_format(letter.expires_at, _("j F Y")),
        ),
        from_email=settings.DEFAULT_FROM_EMAIL,
        recipient_list=[letter.email],
    )


@app.task(
    name="mail.send_community_invitation", autoretry_for=(SMTPException, OSError), max_retries=10
)
def send_community_invitation(*, event_id: int, community_invitation_id: int, **_: object) -> None:
    """Send the link, or put it into the inbox of whose address it is: they chose what is mailed.

    A worker lost between mail and receipt sends a second letter: both work.
    """
    with after(event_id=event_id, handler="mail.send_community_invitation") as is_first:
        letter = community_letter(community_invitation_id) if is_first else None
        user_id = None if letter is None else account_of_address(letter.email)
        if letter is not None and user_id is not None:
            said = invitation_words(letter)
            notify(user_ids=[user_id], event_id=event_id, now=now(), **said)
        elif letter is not None:
            with override(language_of_address(letter.email)):
                _send_to_community(letter)


def _send_to_community(letter: CommunityLetter) -> None:
    send_mail(
        subject=_("{organisation} invites you to {community}").format(
            organisation=letter.organisation_name, community=letter.community_name
        ),
        message=_(COMMUNITY_INVITATION).format(
            organisation_name=letter.organisation_name,
            community_name=letter.community_name,
            description=letter.description,
            link=letter.link,
            expires_on=date_format(letter.expires_at, _("j F Y")),
        ),
        from_email=settings.DEFAULT_FROM_EMAIL,
        recipient_list=[letter.email],
    )


NOTICE_LETTER = """\
{body}

See it on Guildmark:
{base}{href}

What comes by mail is your choice: {base}/inbox
"""


@app.task(name="mail.send_notice", autoretry_for=(SMTPException, OSError), max_retries=10)
def send_notice(*, event_id: int, notice_id: int, **_: object) -> None:
    """Send what stands in somebody's inbox, if they want it by mail and have not read it."""
    with after(event_id=event_id, handler="mail.send_notice") as is_first:
        letter = notice_letter(notice_id) if is_first else None
        if letter is not None:
            with override(language_of_address(letter.email)):
                _send_notice(letter)


def _send_notice(letter: NoticeLetter) -> None:
    send_mail(
        # On one line: names in it may be of before they had to be.
        subject=" ".join(told(letter.title).split()),
        message=_(NOTICE_LETTER).format(
            body=told(letter.body or letter.title), base=settings.BASE_URL, href=letter.href
        ),
        from_email=settings.DEFAULT_FROM_EMAIL,
        recipient_list=[letter.email],
    )
