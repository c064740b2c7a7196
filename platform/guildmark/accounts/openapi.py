"""How the two ways of signing in are written in the API's description."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema


class SessionSignInScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # untyped metaclass hook of the library
    """The cookie of a person's session, whichever class reads it."""

    target_class = "guildmark.accounts.authentication.SessionSignIn"
    match_subclasses = True

    # Any: the library instantiates this with what it found.
    def __init__(self, target: Any) -> None:
        super().__init__(target)  # type: ignore[no-untyped-call]  # untyped in the library
        # One scheme for each class: the description may not give two the same name.
        self.name = type(target).__name__

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        """An API key in a cookie, in the words of OpenAPI."""
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}


class KeySignInScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # untyped metaclass hook of the library
    """The bearer of an organisation's key."""

    target_class = "guildmark.accounts.authentication.KeySignIn"
    name = "KeySignIn"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        """A bearer, `gm_<prefix>_<secret>`."""
        return {"type": "http", "scheme": "bearer", "bearerFormat": "gm_<prefix>_<secret>"}
