"""Refusals of the accounts app."""

from guildmark.core.errors import Refusal


class InvitationOver(Refusal):
    """The invitation was answered, revoked or has expired."""

    code = "invitation_over"
    title = "This invitation can no longer be used"
