"""Where django-allauth meets our user: display name and locale at sign-up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """The default behaviour; a sign-up is open unless the deployment closes it."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Anybody may make an account; communities decide who works."""
        return True
