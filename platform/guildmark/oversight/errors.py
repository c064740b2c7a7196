"""Refusals of the app."""

from guildmark.core.errors import Refusal, WrongInput


class DeletionBlocked(Refusal):
    """Something has to be done before this may be deleted; `errors` says what."""

    code = "deletion_blocked"
    title = "This cannot be deleted yet"


class WrongName(WrongInput):
    """Who deletes types the name, so that nobody deletes the wrong thing."""

    code = "wrong_name"
    title = "Type the name as it stands on the page"
