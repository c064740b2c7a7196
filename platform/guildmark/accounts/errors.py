"""Refusals of the accounts app."""

from guildmark.core.errors import Refusal


class InvitationOver(Refusal):
    """The invitation was answered, revoked or has expired."""

    code = "invitation_over"
    title = "This invitation can no longer be used"


class AlreadyInvited(Refusal):
    """There is a live invitation for this address."""

    code = "already_invited"
    title = "This address has an invitation waiting. Revoke it first to send another"


class AlreadyStaff(Refusal):
    """The person has a role in the organisation."""

    code = "already_staff"
    title = "This person belongs to the organisation already"


class LastOwner(Refusal):
    """An organisation always has an owner."""

    code = "last_owner"
    title = "The last owner can neither leave nor be given another role. Name another owner first"


class PasswordAskedAnew(Refusal):
    """What cannot be undone is not done by whoever finds a browser signed in."""

    code = "password_asked_anew"
    status = 403
    title = "Give your password once more first"


class EmailNotConfirmed(Refusal):
    """The person never showed that the address they signed up with is theirs."""

    code = "email_not_confirmed"
    title = (
        "Confirm your own e-mail address before we write to others for you. "
        "The link is in the mail you got when you signed up; your profile sends it again"
    )
