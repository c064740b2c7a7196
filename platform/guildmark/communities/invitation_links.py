"""The link of an invitation to a community: the id of the row, signed."""

from django.conf import settings
from django.core.signing import BadSignature, Signer

_SALT = "guildmark.communities.invitation"


def _signer() -> Signer:
    return Signer(salt=_SALT, sep="~")


def community_invitation_link(invitation_id: int) -> str:
    """The page of the browser application where it is answered; the same each time."""
    return f"{settings.BASE_URL}/join/{_signer().sign(str(invitation_id))}"


def community_invitation_id_of(token: str) -> int | None:
    """The invitation a token was made for, None for a forged one."""
    try:
        return int(_signer().unsign(token))
    except (BadSignature, ValueError):
        return None
