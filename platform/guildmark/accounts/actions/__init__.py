"""What changes people, organisations, roles and keys."""

from guildmark.accounts.actions.api_keys import create_api_key, note_api_key_use, revoke_api_key
from guildmark.accounts.actions.closing import close_account
from guildmark.accounts.actions.invitations import (
    accept_invitation,
    decline_invitation,
    invite,
    revoke_invitation,
)
from guildmark.accounts.actions.organisations import create_organisation, rename_organisation
from guildmark.accounts.actions.people import add_staff, remove_staff, set_role, update_person

__all__ = [
    "accept_invitation",
    "add_staff",
    "close_account",
    "create_api_key",
    "create_organisation",
    "decline_invitation",
    "invite",
    "note_api_key_use",
    "remove_staff",
    "rename_organisation",
    "revoke_api_key",
    "revoke_invitation",
    "set_role",
    "update_person",
]
