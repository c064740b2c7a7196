"""Who sends a request, as one text."""

from rest_framework.request import Request


def actor_of(request: Request) -> str:
    """`user:ID`, or `key:ID` for an API key; `user:None` for nobody."""
    key_id = getattr(request.auth, "pk", None)
    return f"key:{key_id}" if key_id else person_actor(request.user.pk)


def person_actor(user_id: int | None) -> str:
    """The text for a person; None is nobody."""
    return f"user:{user_id}"
