"""What signing up does besides making an account."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from guildmark.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """A new person is written to in the language they signed up in."""

    # Any: the form is one of several of django-allauth.
    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """As always; a language other than the usual one is kept with the account."""
        language = get_language()
        if language != settings.LANGUAGE_CODE:
            user.locale = language or ""
        saved: User = super().save_user(request, user, form, commit)
        return saved
