"""The link in an invitation's mail: the id of the row, signed. Nothing to steal from a table."""

from django.conf import settings
from django.core.signing import BadSignature, Signer

_SALT = "guildmark.accounts.invitation"


def _signer() -> Signer:
    return Signer(salt=_SALT, sep="~")


def invitation_token(invitation_id: int) -> str:
    """The token of an invitation: the same each time it is asked for."""
    return _signer().sign(str(invitation_id))


def invitation_link(invitation_id: int) -> str:
    """The page of the browser application where the invitation is answered."""
    return f"{settings.BASE_URL}/invitations/{invitation_token(invitation_id)}"


def invitation_id_of(token: str) -> int | None:
    """The invitation a token was made for, None for a forged one."""
    try:
        return int(_signer().unsign(token))
    except (BadSignature, ValueError):
        return None
