"""What the service answers outside `/api/v1/`: a door without a line here fails.

Those of signing in are allauth's; its own refusals stand here, so that a new one is looked at.
"""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from tests.api.test_access import _patterns
from tests.conftest import SIGN_IN_BACKEND
from tests.factories import accounts

pytestmark = pytest.mark.django_db
SIGNING_IN = "_allauth/browser/v1/"
#: By door: an address through it, and what a visitor and a stranger who is signed in get by GET.
DOORS = {
    "healthz": ("/healthz", 200, 200),
    "readyz": ("/readyz", 200, 200),
    "docs/problems": ("/docs/problems", 200, 200),
    "docs/openapi.yaml": ("/docs/openapi.yaml", 200, 200),
    "plugins/<str:name>/<str:file>": ("/plugins/none/model.onnx", 404, 404),
    "media/passage/<str:token>": ("/media/passage/forged", 404, 404),
    "media/passage/<str:token>/<str:tile>": ("/media/passage/forged/0_0_0.jpg", 404, 404),
    "media/<str:token>": ("/media/forged", 404, 404),
    "media/<str:token>/<str:tile>": ("/media/forged/0_0_0.jpg", 404, 404),
    f"{SIGNING_IN}config": (f"/{SIGNING_IN}config", 200, 200),
    f"{SIGNING_IN}auth/session": (f"/{SIGNING_IN}auth/session", 401, 200),
    f"{SIGNING_IN}account/email": (f"/{SIGNING_IN}account/email", 401, 200),
}
#: Doors of allauth that are asked by POST alone, or by people who are signed in.
OF_ALLAUTH = {
    f"{SIGNING_IN}{door}"
    for door in (
        "auth/reauthenticate", "auth/code/confirm", "auth/password/request",
        "auth/password/reset", "auth/login", "auth/signup", "auth/email/verify",
        "auth/email/verify/resend", "auth/phone/verify", "auth/phone/verify/resend",
        "account/password/change", "account/phone", "auth/2fa/authenticate",
        "auth/2fa/reauthenticate", "account/authenticators", "account/authenticators/totp",
        "account/authenticators/recovery-codes",
    )
}  # fmt: skip
NOTHING = r"^api/"
PAGES = r"^(?!api/|_allauth/|media/|assets/|static/).*$"


def test_every_other_door_has_a_line() -> None:
    served = {
        path for path, _ in _patterns(get_resolver().url_patterns) if not path.startswith("api/v1/")
    }

    assert served == {*DOORS, *OF_ALLAUTH, NOTHING, PAGES}


@pytest.mark.parametrize(("address", "visitor", "stranger"), DOORS.values(), ids=DOORS)
def test_what_a_visitor_and_a_stranger_get(address: str, visitor: int, stranger: int) -> None:
    somebody = Client()
    somebody.force_login(accounts.person(), backend=SIGN_IN_BACKEND)

    assert Client().get(address).status_code == visitor
    assert somebody.get(address).status_code == stranger


@pytest.mark.parametrize("door", sorted(OF_ALLAUTH))
def test_a_visitor_changes_nothing_through_a_door_of_allauth(door: str) -> None:
    client = Client(enforce_csrf_checks=True)

    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        answer = client.generic(method, f"/{door}", "{}", content_type="application/json")
        assert answer.status_code in {400, 401, 403, 404, 405, 409}, (method, answer.content)
    assert settings.SESSION_COOKIE_NAME not in client.cookies
