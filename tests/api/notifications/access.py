"""Who may read what people were told: they alone."""

from tests.api.access import Access, person

MAKERS = {"notice_kind": lambda world: "message"}

ACCESS: dict[tuple[str, str], Access] = {
    ("GET", "/api/v1/me/notices"): person(),
    ("GET", "/api/v1/me/notices/unread"): person(),
    ("POST", "/api/v1/me/notices/read"): person(body=lambda world: {"ids": [1]}),
    ("GET", "/api/v1/me/mail-choices"): person(),
    ("PUT", "/api/v1/me/mail-choices/{notice_kind}"): person(
        body=lambda world: {"is_wanted": False}
    ),
}
