"""What signing up and changing one's address do besides what the library does."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import filter_users_by_email
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language

from guildmark.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """A new person is written to in the language they signed up in."""

    # Any: the form is one of several of django-allauth.
    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """As always; a language other than the usual one is kept with the account.

        Somebody who asks for the same account twice at once is told that there is one.
        """
        language = get_language()
        if language != settings.LANGUAGE_CODE:
            user.locale = language or ""
        try:
            with transaction.atomic():
                saved: User = super().save_user(request, user, form, commit)
        except IntegrityError:
            # Pressed twice: the other request has just made it, after this one had looked.
            words = str(self.validation_error("email_taken").message)
            error = {"message": words, "code": "email_taken", "param": "email"}
            answer = JsonResponse({"status": 400, "errors": [error]}, status=400)
            raise ImmediateHttpResponse(answer) from None
        return saved

    def clean_email(self, email: str) -> str:
        """As always; who is signed in is told at once that another account has that address.

        The sign-up tells it too. Else it would show only when the link of the mail fails.
        """
        cleaned: str = super().clean_email(email)
        asker = context.request.user
        if asker.is_authenticated:
            others = filter_users_by_email(cleaned)
            if any(other.pk != asker.pk for other in others):
                raise self.validation_error("email_taken")
        return cleaned
